"""A colleague's mail that is no command: what it is about, whom to ask, and what a colleague says that a mail is."""

from dataclasses import replace
from datetime import timedelta

from worker.adapters.log import belonging, journal, outbox, register
from worker.adapters.log.register import Disposition, Settlement
from worker.adapters.log.store import Transaction
from worker.jobs.ingest.beside import (
    BY_A_COLLEAGUE,
    case_written,
    open_as_said,
    settle_touched,
    with_what_it_touches,
)
from worker.jobs.ingest.gather import gather
from worker.jobs.ingest.membership import buttons_of
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.mail import Message
from worker.model.staff_letter import Unclear
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide import staff_mail as policy
from worker.policy.decide.known_case import note
from worker.policy.decide.party_mail import joined, taken_out
from worker.policy.decide.staff_command.request import mail_of
from worker.policy.decide.staff_command.splitting import of_the_merged
from worker.policy.decide.staff_reply import ANSWERED, ask_back, carry_out, lexicon, line_of, refuse
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.mail_command import MailCommand, MailVerb, which_case
from worker.policy.reading.staff_lines import Answered, Context, Order, Reading, Slip, read_staff_lines
from worker.policy.reading.vocabulary import Verb
from worker.workplace import Workplace

_AN_HOUR = timedelta(hours=1)
_ANSWERS = (LetterKind.KEPT_AS_NOTE, LetterKind.STAFF_MAIL_UNCLEAR)


def colleague_wrote(place: Workplace, tx: Transaction, arrival: Arrival) -> tuple[Disposition, str]:
    """Do what the words mean where that is clear, else keep them where they belong, and ask where it is not known."""
    if arrival.staff is None:
        return Disposition.RECORDED, ""
    which = _which_case(place, tx, arrival)
    if which:
        return sort_out(place, tx, arrival, which)
    about = _about(tx, arrival)
    known = lexicon(place.rulebook.people, place.rulebook.staff_phrases)
    reading = read_staff_lines(arrival.words, _context(arrival, about), known, arrival.staff)
    wanted = {order.verb for order in reading.orders}
    if len(about) != 1 and wanted == {Verb.HELP}:
        return asked_for_help(place, tx, arrival)
    # Who writes out of the blue that somebody is unhappy may mean themselves, and is asked.
    if len(about) != 1 and wanted == {Verb.NEW_COMPLAINT} and arrival.letter:
        place.record(tx, policy.form_wanted(arrival))
        return Disposition.COMMAND, ""
    touched = _act(place, tx, arrival, reading, about)
    lost = [
        order for order in reading.orders or reading.asked if not _case_of(place, tx, order.reference, about)
    ]
    if lost or not (touched or len(about) == 1):
        asked = _ask_where(place, tx, arrival, about, line_of(lost))
        return (Disposition.COMMAND, touched[0]) if touched else asked
    if touched:
        return Disposition.COMMAND, touched[0]
    # Thanks alone ask for no answer.
    only_courtesy = known.sayings.is_courtesy(known.sayings.plain(reading.words))
    quiet = policy.MOST_ANSWERS_AN_HOUR if only_courtesy else _answered(tx, arrival)
    place.record(tx, policy.noted(about[0], arrival, (), quiet))
    return Disposition.NOTED, about[0].reference


def _which_case(place: Workplace, tx: Transaction, arrival: Arrival) -> MailCommand | None:
    """What the answer to our question says, of which complaint a mail is that nobody could place."""
    letter = arrival.letter
    asked = mail_of(letter.cause) if letter and letter.kind is LetterKind.PARTY_OF_NO_CASE else None
    written = which_case(arrival.words) if asked else ""
    case = case_written(place, tx, written) if written else None
    return MailCommand(asked, MailVerb.ADD, case.reference) if asked and case else None


def _act(
    place: Workplace, tx: Transaction, arrival: Arrival, reading: Reading, about: tuple[Case, ...]
) -> tuple[str, ...]:
    """Do, ask back or refuse what was written for each known complaint; their references.

    Each complaint stands alone. In one for which a line is a slip, no other line is carried out either.
    """
    slips = {_case_of(place, tx, _written(slip), about): slip for slip in reversed(reading.slips)}
    orders = _by_case(place, tx, reading.orders or reading.asked, about)
    answered = _answered(tx, arrival)
    for case in filter(None, dict.fromkeys((*slips, *orders))):
        if case in slips:
            place.record(tx, refuse(case, slips[case], arrival, place.rulebook))
        elif reading.orders:
            written = [(each.verb, each.argument) for each in orders[case]]
            known_by = with_what_it_touches(place, tx, arrival, case, written)
            decision = carry_out(case, orders[case], known_by, place.rulebook)
            place.record(tx, decision)
            settle_touched(place, tx, known_by, decision)
        else:
            place.record(tx, ask_back(case, orders[case], arrival, answered))
    return tuple(case.reference for case in dict.fromkeys((*slips, *orders)) if case)


def _written(slip: Slip) -> str:
    """The reference in front of a line that is nearly a command, or an empty string."""
    return slip.meant[0].reference if slip.meant else ""


def _ask_where(
    place: Workplace, tx: Transaction, arrival: Arrival, about: tuple[Case, ...], line: str
) -> tuple[Disposition, str]:
    """Nothing is done before it is known which complaint is meant."""
    if about:
        choices = policy.which_complaint(arrival, about, line)
        place.record(tx, policy.unclear(arrival, Unclear.WHICH_COMPLAINT, choices, _answered(tx, arrival)))
    else:
        choices = policy.where_it_belongs(arrival, _own_cases(place, tx, arrival))
        place.record(tx, policy.unclear(arrival, Unclear.WHERE_IT_BELONGS, choices, _answered(tx, arrival)))
    return Disposition.NOT_A_COMPLAINT, ""


def asked_for_help(place: Workplace, tx: Transaction, arrival: Arrival) -> tuple[Disposition, str]:
    """Send what can be written, with a complaint of their own as the example."""
    place.record(tx, policy.helped(arrival, _own_cases(place, tx, arrival)))
    return Disposition.COMMAND, ""


def _context(arrival: Arrival, about: tuple[Case, ...]) -> Context:
    """Which mail of ours is answered, what its buttons offer, and how the client may be called."""
    letter = arrival.letter
    if letter is None:
        return Context()
    names = {name for case in about for name in case.complainant.name.split()}
    return Context(
        answered=ANSWERED.get(letter.kind, Answered.OTHER),
        options=buttons_of(letter),
        client=tuple(sorted(names)),
    )


def _by_case(
    place: Workplace, tx: Transaction, orders: tuple[Order, ...], about: tuple[Case, ...]
) -> dict[Case | None, list[Order]]:
    """The commands of each complaint, in their order; None holds those of which nobody knows which is meant."""
    found: dict[Case | None, list[Order]] = {}
    for order in orders:
        case = _case_of(place, tx, order.reference, about)
        said = of_the_merged(order.verb, order.argument, order.reference, case) if case else order.argument
        found.setdefault(case, []).append(replace(order, argument=said))
    return found


def _case_of(place: Workplace, tx: Transaction, written: str, about: tuple[Case, ...]) -> Case | None:
    """The complaint of that reference, 0031 or whole; of the one that the mail is about where none was written."""
    if not written:
        return about[0] if len(about) == 1 else None
    listed = [each for each in about if each.reference == written or each.reference.endswith(f"-{written}")]
    if listed:
        return listed[0]
    return case_written(place, tx, written)


def unproven_colleague(place: Workplace, tx: Transaction, arrival: Arrival) -> tuple[Disposition, str]:
    """Keep it, show it, change nothing, and tell the address that people.toml has."""
    place.record(tx, policy.unclear(arrival, Unclear.WHO_WROTE, (), _answered(tx, arrival)))
    if arrival.case is None:
        return Disposition.NOT_A_COMPLAINT, ""
    place.record(tx, note(arrival.case, arrival, "a colleague's address without proof", arrival.how))
    return Disposition.NOTED, arrival.case.reference


def sort_out(
    place: Workplace, tx: Transaction, arrival: Arrival, said: MailCommand
) -> tuple[Disposition, str]:
    """Make of a mail in the register what a colleague says that it is; one that has a case already keeps it."""
    what, reference = _sorted(place, tx, arrival, said)
    place.record(tx, policy.sorted_out(arrival, what, reference))
    return Disposition.COMMAND, reference


def _sorted(place: Workplace, tx: Transaction, arrival: Arrival, said: MailCommand) -> tuple[str, str]:
    kept = register.kept(tx, said.mail)
    message = place.reader.read(kept.mail.content) if kept else None
    if kept is None or not isinstance(message, Message):
        return f"There is no mail {said.mail} that could be read, so nothing has changed.", ""
    found = replace(gather(place, tx, kept, message), seen_at=tx.now)
    belongs = register.case_of(tx, said.mail)
    moves = bool(found.party) and said.verb is MailVerb.ADD and belongs != said.reference
    if belongs and not moves:
        return f"Mail {said.mail} belongs to {belongs} already, so nothing has changed.", belongs
    match said.verb:
        case MailVerb.ADD:
            case = belonging.going_on(tx, said.reference)
            if case is None:
                return f"There is no complaint {said.reference}, so nothing has changed.", ""
            if belongs:
                place.record(tx, taken_out(journal.read(tx, belongs), found.mail, case, arrival))
            place.record(tx, _added(place, case, found, arrival))
            _settle_anew(tx, said.mail, Disposition.NOTED, case.reference)
            return f"Mail {said.mail} stands in {case.reference} now.", case.reference
        case MailVerb.NOTHING:
            if found.party:
                _settle_anew(tx, said.mail, Disposition.RECORDED, "")
            return f"Nothing follows from mail {said.mail}.", ""
    # What somebody who is no client passes on is the complaint of the client who speaks in it.
    opens = open_as_said(place, tx, next(iter(found.others), found) if found.party else found)
    place.record(tx, opens)
    reference = opens.reference
    _settle_anew(tx, said.mail, Disposition.CASE, reference)
    return f"Mail {said.mail} is complaint {reference} now.", reference


def _added(place: Workplace, case: Case, found: Arrival, said: Arrival) -> Decision:
    """The mail as an entry of the case, as a colleague said; of an authority's the others who have it read it too."""
    how = f"{_name(said)} said so."
    if found.party and said.staff:
        return joined(case, replace(found, how=how), place.rulebook, 0, by=said.staff.key)
    return note(case, found, "a colleague added it", how)


def _settle_anew(tx: Transaction, mail: int, became: Disposition, reference: str) -> None:
    register.settle(tx, mail, Settlement(became, BY_A_COLLEAGUE, reference))


def _about(tx: Transaction, arrival: Arrival) -> tuple[Case, ...]:
    """The case to which the mail belongs, or those that the letter names which it answers."""
    if arrival.case:
        return (arrival.case,)
    named = arrival.letter.about if arrival.letter else (arrival.possibly_about,)
    found = (belonging.going_on(tx, reference) for reference in named if reference)
    return tuple({case.reference: case for case in found if case}.values())


def _own_cases(place: Workplace, tx: Transaction, arrival: Arrival) -> tuple[Case, ...]:
    """The open cases of the colleague, the newest first."""
    today = london_date(tx.now)
    mine = (each for each in journal.cases(tx) if place.rulebook.owner(each, today) == arrival.staff)
    return tuple(sorted(mine, key=lambda each: each.reference, reverse=True))


def _answered(tx: Transaction, arrival: Arrival) -> int:
    """How many answers of this sort the colleague had in the last hour; a program gets none."""
    if arrival.staff is None or arrival.automatic:
        return policy.MOST_ANSWERS_AN_HOUR
    since = tx.now - _AN_HOUR
    return sum(outbox.queued_to(tx, arrival.staff.email, kind, since) for kind in _ANSWERS)


def _name(arrival: Arrival) -> str:
    return arrival.staff.name if arrival.staff else "A colleague"
