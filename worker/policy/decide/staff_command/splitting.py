"""What joined a complaint wrongly is taken out again: another complaint goes on, a mail becomes one (policy.md 6)."""

import re
from collections.abc import Iterator, Sequence

from worker.model.decision import Decision
from worker.model.entry import ComplaintReceived, Entry, Fact, MailNoted
from worker.model.office import Person
from worker.model.reasons import StopReason
from worker.model.second_thought import Undone
from worker.model.two_cases import CaseJoined, CaseMerged, CaseParted, MailParted
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.decide.joined_clocks import owed_again, runs
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, suggested
from worker.policy.decide.staff_command.written_together import counting, matters, with_it
from worker.policy.fold import fold
from worker.policy.reading.arrival import History
from worker.policy.reading.vocabulary import Verb

_NUMBER = re.compile(r"mail (\d+)")


def joined_line(case: Case, entries: Sequence[Entry], named: str) -> Entry | None:
    """The line by which that mail of a client, or that complaint, joined; the last one where nothing is named."""
    gone = {each.fact.of for each in entries if isinstance(each.fact, MailParted)}
    here = {each.reference for each in case.joined}
    number = _NUMBER.fullmatch(named)
    for each in reversed(counting(entries)):
        match each.fact:
            case MailNoted() as fact if fact.client and fact.mail not in gone:
                if not named or (number and int(number[1]) == fact.mail):
                    return each
            case CaseJoined() as fact if fact.reference in here:
                if not named or (not number and fact.reference.endswith(named.upper())):
                    return each
    return None


def split(request: Request) -> Result:
    """The complaint goes on by itself, or the mail is a complaint of its own from the day on which it arrived."""
    history, beside = request.arrival.history, request.arrival.beside
    line = joined_line(request.case, history.entries, request.argument) if history else None
    if line is None or history is None:
        what = request.argument.upper() if "-" in request.argument else request.argument
        return NotDone(
            f"{what[0].upper()}{what[1:]} has not joined {request.case.reference}, so it cannot be taken out of it."
            if what
            else f"No mail of the client, and no other complaint, has joined {request.case.reference}."
        )
    if isinstance(line.fact, CaseJoined):
        return part_case(request, line, history)
    opens = beside.opens if beside else None
    if opens is None or not isinstance(line.fact, MailNoted):
        return NotDone("That mail can no longer be read, so it cannot be made a complaint of its own.")
    return _part_mail(request, line.fact, history, opens)


def part_case(request: Request, line: Entry, history: History) -> Result:
    """Both stand as before the merge where nothing followed; else each keeps what it promised since."""
    joined, beside = line.fact, request.arrival.beside
    other = beside.case if beside else None
    if not isinstance(joined, CaseJoined) or not (beside and other and beside.history):
        return NotDone(f"What was merged into {request.case.reference} cannot be read.")
    again = Undone(entries=_merge_of(beside.history.entries), by=request.by, mail=request.mail)
    goes_on = fold(other.reference, (*(each.fact for each in beside.history.entries), again))
    facts = tuple(_without(request, joined, line, history))
    after = fold(request.case.reference, (*(each.fact for each in history.entries), *facts))
    return Done(
        facts=facts,
        others=(Decision(reference=other.reference, facts=(again,)),),
        also=tuple(_who_has(request, goes_on)),
        more=f"{goes_on.reference} goes on by itself, received on {date_in_words(goes_on.complaint.day0)}.",
        before=after,
    )


def _merge_of(entries: Sequence[Entry]) -> tuple[int, ...]:
    """The numbers of the lines by which that complaint was merged."""
    live = counting(entries)
    first = next(each for each in reversed(live) if isinstance(each.fact, CaseMerged))
    return tuple(each.number for each in with_it(live, first) if matters(each))


def _without(request: Request, joined: CaseJoined, line: Entry, history: History) -> Iterator[Fact]:
    live = counting(history.entries)
    by_merge = [each for each in with_it(live, line) if matters(each)]
    if not any(each.number > by_merge[-1].number and matters(each) for each in live):
        yield Undone(entries=tuple(each.number for each in by_merge), by=request.by, mail=request.mail)
        return
    first = history.entries[0].fact
    known: list[CaseJoined | ComplaintReceived] = [
        each for each in request.case.joined if each.reference != joined.reference
    ]
    known += [first] if isinstance(first, ComplaintReceived) else []
    yield CaseParted(
        reference=joined.reference,
        received_at=min(each.received_at for each in known),
        day0=min(each.day0 for each in known),
        by=request.by,
        mail=request.mail,
    )
    # A day that the client may have read since stays; what only the other one's letter had kept is owed again.
    yield from owed_again(request.case, joined.reference)


def _who_has(request: Request, case: Case) -> Iterator[Person]:
    person = request.rulebook.owner(case, request.today)
    if person.key != request.by:
        yield person


def _part_mail(request: Request, noted: MailNoted, history: History, opens: Decision) -> Done:
    new = fold(opens.reference, opens.facts)
    parted = MailParted(of=noted.mail, into=opens.reference, by=request.by, mail=request.mail)
    return Done(
        facts=(parted, *_not_answered(noted, history)),
        others=(opens,),
        more=f"Mail {noted.mail} is the complaint {new.reference} now, received on "
        f"{date_in_words(new.complaint.day0)}.",
    )


def _not_answered(noted: MailNoted, history: History) -> Iterator[Fact]:
    """What had stopped because the client wrote runs again: they wrote about something else."""
    live = counting(history.entries)
    line = next(each for each in live if each.fact is noted)
    before = fold(line.reference, [each.fact for each in history.entries if each.number < line.number])
    now = fold(line.reference, [each.fact for each in history.entries])
    for each in now.ended:
        stopped = each.stopped.by is StopReason.CLIENT_REPLIED
        ran = before.deadline(each.deadline.clock) == each.deadline
        if stopped and ran and not now.deadline(each.deadline.clock) and not now.is_over:
            yield runs(each.deadline)


def joined_again(reference: str) -> NotDone:
    """What was taken out is put back by a merge."""
    return NotDone(
        f"{reference} is a complaint of its own by now. Merge the two to have one again.",
        (suggested(Verb.MERGE, reference),),
    )


def of_the_merged(verb: Verb | None, argument: str, written: str, case: Case) -> str:
    """The argument; a split written for a complaint that was merged takes that one out of the one that goes on."""
    merged = verb is Verb.SPLIT and written and not case.reference.endswith(written)
    return argument or written if merged else argument
