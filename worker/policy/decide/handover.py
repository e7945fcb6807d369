"""The handover to whoever leads an escalated complaint: who said what so far, and what was proposed (3.1.7.7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.model.entry import ClientPhoned, Entry, MailNoted
from worker.model.handed_over import Handover, Passed, Step
from worker.model.letter_event import LetterQueued, LetterSent
from worker.model.mail_by_hand import Correspondence
from worker.model.staff_event import ClientTold, DraftWritten, Escalated, LetterPosted, ProposalAnswered
from worker.model.two_cases import CaseJoined
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.staff_command.written_together import counting
from worker.policy.people_in_case import called_by_key
from worker.policy.reading.arrival import cut
from worker.policy.rulebook import Rulebook

_MOST_STEPS = 25
_WORDS_OF_STEP = 2000


@dataclass(frozen=True, slots=True)
class Log:
    """A complaint as it stands, with the lines that tell it."""

    case: Case
    entries: tuple[Entry, ...]


def handover(case: Case, entries: Sequence[Entry], rulebook: Rulebook) -> Handover:
    """Everything that was said, oldest first; of a very long story the newest. What was taken back is not told."""
    live = counting(entries)
    steps = tuple(_steps(live, rulebook))
    before = (_named(key, rulebook) for key in sorted(case.away_from - {case.lead}))
    return Handover(
        before=tuple(filter(None, before)),
        steps=steps[-_MOST_STEPS:],
        left_out=max(len(steps) - _MOST_STEPS, 0),
    )


def _steps(entries: Sequence[Entry], rulebook: Rulebook) -> Iterator[Passed]:
    drafts: dict[str, str] = {}
    promised: dict[str, LetterQueued] = {}
    for entry in entries:
        on, fact = london_date(entry.at), entry.fact
        match fact:
            case DraftWritten():
                drafts[fact.letter] = fact.words
            case LetterQueued():
                promised[fact.message_id] = fact
            case LetterSent() | LetterPosted() if fact.letter.is_for_client:
                day = fact.on if isinstance(fact, LetterPosted) else on
                written = promised.get(fact.message_id)
                yield Passed(
                    on=day,
                    step=Step.LETTER,
                    called=fact.letter.called,
                    promises=written.promises if written else None,
                    words=_cut(drafts.pop(fact.letter, "")),
                )
            case _:
                yield from _said(entry, rulebook)


def _said(entry: Entry, rulebook: Rulebook) -> Iterator[Passed]:
    """What a person said or did in that line, if anything."""
    on = london_date(entry.at)
    match entry.fact:
        case MailNoted() as fact if fact.client:
            yield Passed(on=on, step=Step.CLIENT, words=_cut(fact.words))
        case CaseJoined() as fact:
            yield Passed(on=fact.day0, step=Step.CLIENT, words=_cut(fact.words))
        case Correspondence() as fact:
            sent = london_date(fact.sent_at)
            yield Passed(on=sent, step=Step.BY_HAND, by=_named(fact.by, rulebook), words=_cut(fact.words))
        case ClientTold() as fact:
            yield Passed(
                on=fact.on,
                step=Step.TOLD,
                by=_named(fact.by, rulebook),
                promises=fact.next_on,
                words=_cut(fact.words),
            )
        case ClientPhoned() as fact:
            yield Passed(on=on, step=Step.PHONED, by=_named(fact.by, rulebook), words=_cut(fact.words))
        case ProposalAnswered() as fact:
            step = Step.PROPOSAL_ACCEPTED if fact.accepted else Step.PROPOSAL_REFUSED
            yield Passed(on=on, step=step, by=_named(fact.by, rulebook), words=_cut(fact.words))
        # What the client wrote who asked for it stands among their mails.
        case Escalated() as fact if fact.by:
            yield Passed(on=on, step=Step.ESCALATED, by=_named(fact.by, rulebook), words=_cut(fact.words))


def _named(key: str, rulebook: Rulebook) -> str:
    """The colleague by name; of who has left, as far as their key tells it."""
    known = rulebook.known(key)
    return known.name if known else called_by_key(key)


def _cut(words: str) -> str:
    return cut(words, _WORDS_OF_STEP)
