"""Letters that a colleague writes to the client: each comes back as a draft, and only `send` lets it leave."""

from dataclasses import replace
from datetime import date

from worker.model.attached_file import DraftFile
from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Approver, Origin, Signposts
from worker.model.client_event import StatementCorrected
from worker.model.client_letter import Version
from worker.model.letter import Letter
from worker.model.staff_event import DraftWritten
from worker.model.staff_letter import Draft
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.clocks import eight_week_letter_by, kept_by, latest_update
from worker.policy.decide.acknowledgement import promised
from worker.policy.decide.client_letters import client_letter, signpost, writer
from worker.policy.decide.confirmation import ask_to_confirm
from worker.policy.decide.staff_command import taking_over
from worker.policy.decide.staff_command.before_sending import open_question
from worker.policy.decide.staff_command.enclosing import files_of, has_pictures
from worker.policy.decide.staff_command.request import (
    Done,
    NotDone,
    Request,
    Result,
    answer,
    refused,
    suggested,
)
from worker.policy.fold import fold_on
from worker.policy.reading.dates import Refusal, promised_day, refusal
from worker.policy.reading.letter_words import letter_words
from worker.policy.reading.vocabulary import Verb

_LETTER_OF = {
    Verb.UPDATE: LetterKind.PROGRESS_UPDATE,
    Verb.PROPOSE: LetterKind.PROPOSAL,
    Verb.DELAY: LetterKind.DATE_WILL_SLIP,
    Verb.ANSWER: LetterKind.FINAL_RESPONSE,
    Verb.DEADLOCK: LetterKind.DEADLOCK_LETTER,
    Verb.ASK_THE_CLIENT: LetterKind.MISSING_DETAILS,
    Verb.PUT_RIGHT: LetterKind.PUT_RIGHT,
}


def write_dated(request: Request) -> Result:
    """A letter that promises the date behind the verb."""
    kind = _LETTER_OF[request.verb]
    day = promised_day(request.argument, request.today, _latest(request, kind), request.rulebook.calendar)
    return refused(request, day) if isinstance(day, Refusal) else _write(request, kind, day)


def write(request: Request) -> Result:
    """A letter that promises no date."""
    return _write(request, _LETTER_OF[request.verb], None)


def not_theirs_to_write(request: Request) -> NotDone | None:
    """Some letters only a head may write, and others only who leads the complaint (3.1.7.7, 3.1.7.9)."""
    return may_not(request, _LETTER_OF[request.verb])


def change_text(request: Request) -> Result:
    """The waiting letter with other words; its kind and its date stay."""
    waiting = waiting_draft(request)
    if isinstance(waiting, NotDone):
        return _worded_anew(request) or waiting
    unfit = taking_over.not_theirs(request, waiting) or may_not(request, waiting.letter)
    if unfit:
        return unfit
    result = _write(request, waiting.letter, waiting.on, waiting.files)
    if isinstance(result, NotDone):
        return result
    return replace(result, letters=(*result.letters, *taking_over.news_for_writer(request, waiting)))


def _worded_anew(request: Request) -> Done | None:
    """Where no draft waits but a record of a complaint was sent, these words are its new version (3.1.4)."""
    case = request.case
    if not (case.complaint.taken_by and case.has_written(LetterKind.VERBAL_RECORD) and request.words):
        return None
    if request.argument or not request.can_write:
        return None
    fact = StatementCorrected(words=request.words, correction=request.words, by=request.by, mail=request.mail)
    again = ask_to_confirm(fold_on(case, (fact,)), request.rulebook, request.today, Version.WORDED_ANEW)
    return Done(facts=(fact,), letters=(again,))


def show(request: Request) -> Result:
    """The draft that waits comes back, as it does when it is written, to whoever may send it."""
    if not request.case.drafts:
        return NotDone("No letter waits to be sent.")
    unfit = [_not_to_be_shown(request, each) for each in request.case.drafts]
    theirs = [each for each, why in zip(request.case.drafts, unfit, strict=True) if why is None]
    if not theirs:
        return unfit[0] or NotDone("No letter of yours waits to be sent.")
    return Done(letters=(shown_draft(request, theirs[0]),))


def _not_to_be_shown(request: Request, waiting: DraftWritten) -> NotDone | None:
    """Whoever may send it may read it, and nobody else."""
    return taking_over.not_theirs(request, waiting) or may_not(request, waiting.letter)


def waiting_draft(request: Request) -> DraftWritten | NotDone:
    """The draft that is meant: the one named behind the verb, else their own, else the eight-week letter of a head."""
    drafts = request.case.drafts
    if not drafts:
        return NotDone("No letter waits to be sent. First write what it is to say.")
    if request.argument:
        named = (each for each in drafts if each.name.casefold() == request.argument)
        return next(named, None) or _no_longer(drafts)
    own = (each for each in drafts if each.by == request.by)
    of_heads = (each for each in drafts if request.is_by_head and each.letter.row.waits_for_its_day)
    return (*own, *of_heads, *drafts)[0]


def _no_longer(drafts: tuple[DraftWritten, ...]) -> NotDone:
    waits = " and the ".join(each.letter.called for each in drafts)
    return NotDone(
        f"That letter waits no longer. What waits now is the {waits}; whoever is to send it has it by mail."
    )


def _write(
    request: Request, kind: LetterKind, on: date | None, earlier: tuple[DraftFile, ...] = ()
) -> Result:
    """The draft with the files that came with it, or with the `earlier` ones where none did."""
    unfit = cannot_leave(request, kind)
    if unfit:
        return unfit
    words = letter_words(request.words, request.person.name)
    if not words:
        again = " Please attach the files again when you write them." if request.arrival.files else ""
        return NotDone(f"The words for the client are missing.{again}", wants_words=True)
    files = files_of(request.arrival)
    if isinstance(files, NotDone):
        return files
    draft = DraftWritten(
        letter=kind,
        words=words,
        on=on,
        by=request.by,
        mail=request.mail,
        files=files or earlier,
    )
    return Done(facts=(draft,), letters=(shown_draft(request, draft),))


def shown_draft(request: Request, draft: DraftWritten) -> Letter:
    """The draft comes back to its writer, or who takes it over, word for word as the client will get it."""
    case = request.case
    anothers = taking_over.is_anothers(request, draft)
    due_on = min(filter(None, map(case.due_on, kept_by(draft.letter))), default=None)
    asked = open_question(case, draft)
    facts = Draft(
        called=draft.letter.called,
        written_by=writer(case, draft, request.rulebook).name if anothers else "",
        name=draft.name,
        client=request.client,
        leaves_on=leaves_on(request) if draft.letter.row.waits_for_its_day else None,
        due_on=due_on,
        overdue=due_on is not None and due_on < request.today,
        asks=asked.why if asked else "",
        choices=asked.links if asked else (),
        files=draft.files,
        has_pictures=draft.mail == request.mail and has_pictures(request.arrival),
    )
    return replace(
        answer(request, LetterKind.DRAFT, facts),
        promises=facts.leaves_on,
        origin=Origin.RECEIPT,
        shows=client_letter(
            case, taking_over.signed(request, draft), request.rulebook, _day_of(request, draft.letter)
        ),
    )


def _latest(request: Request, kind: LetterKind) -> date:
    """The last day that such a letter may promise."""
    if kind is LetterKind.PROGRESS_UPDATE:
        rulebook, eight_weeks = request.rulebook, request.case.due_on(Clock.EIGHT_WEEKS)
        return latest_update(request.today, eight_weeks, rulebook.policy, rulebook.calendar)
    return request.in_a_year


def _day_of(request: Request, kind: LetterKind) -> date:
    return leaves_on(request) if kind.row.waits_for_its_day else request.today


def leaves_on(request: Request) -> date:
    """The day of an eight-week letter, or today where that is over."""
    day = eight_week_letter_by(promised(request.case, Clock.EIGHT_WEEKS), request.rulebook.calendar)
    return max(day, request.today)


def may_not(request: Request, kind: LetterKind) -> NotDone | None:
    """Why another has to write and send such a letter."""
    if kind.row.approver is Approver.HEAD and not request.is_by_head:
        head = request.rulebook.head_of(request.case, request.today)
        who = f"{head.name} can." if head.key != request.by else ""
        what = kind.called
        article = "an" if what[0] in "aeiou" else "a"
        return NotDone(f"Only a section head or senior management can write and send {article} {what}. {who}")
    # What concludes an escalated complaint is its lead's, so that it is really looked at again (3.1.7.7).
    if kind.row.approver is Approver.LEAD and not request.is_by_lead:
        return NotDone(f"The complaint is escalated. {request.owner.name} leads it and answers it.")
    return None


def cannot_leave(request: Request, kind: LetterKind) -> NotDone | None:
    """Why no such letter can go to the client now."""
    if not request.can_write:
        awaited = request.rulebook.awaits_address(request.case)
        return NotDone(request.not_written, (suggested(Verb.ADDRESS_IS_RIGHT),) if awaited else ())
    return _unsayable(request, kind)


def _unsayable(request: Request, kind: LetterKind) -> NotDone | None:
    """A letter that sends the client to the ombudsman names one whose facts hold on the day on which it leaves."""
    when = kind.row.signposts
    names_one = when is Signposts.ALWAYS or (
        when is Signposts.IF_ELIGIBLE and request.case.eligible is not False
    )
    day = _day_of(request, kind)
    if not names_one or signpost(request.rulebook, day, day):
        return None
    why = f"policy.toml names no ombudsman for {date_in_words(day)}, and this letter has to name one."
    return NotDone(f"{why} Please tell the operator, and write again then.")


def date_has_passed(request: Request, waiting: DraftWritten) -> NotDone | None:
    """A draft that lay too long may promise a day that can no longer be promised."""
    if waiting.on is None or waiting.letter.row.waits_for_its_day:
        return None
    latest = max(_latest(request, waiting.letter), waiting.on)
    why = refusal(waiting.on, request.today, latest, request.rulebook.calendar)
    verb = next((verb for verb, kind in _LETTER_OF.items() if kind is waiting.letter), request.verb)
    return refused(replace(request, verb=verb), why) if why else None
