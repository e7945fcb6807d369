"""A client raises something else in the thread of an open complaint: part of it, or new? (3.1.8.1)

Until a person has said which, what they raise is a provisional complaint of its own, from the day on which it came,
with every promise of one: it is acknowledged in time, by itself where nobody says anything. So nothing is lost,
whichever it is. “Part” merges it into the open one, which stops its promises as merged; “new” lets it go on with the
day 0 it had.
"""

from collections.abc import Iterable
from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.decision import Decision
from worker.model.entry import Fact, Trust
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.part_or_new import Likeness, PartOrNew
from worker.model.staff_event import SharingRestricted
from worker.model.time import Clock
from worker.model.two_cases import PartAsked
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import SentToday
from worker.policy.decide.clock import neutral_acknowledgement_at
from worker.policy.decide.complaint import complaint
from worker.policy.fold import fold
from worker.policy.reading import quoting
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.client_answers import Answer
from worker.policy.reading.dissatisfaction import Label
from worker.policy.reading.matter import is_new_matter
from worker.policy.rulebook import Rulebook

MOST_ASKED = 3
"""Of so many such mails in one complaint a person is asked at once; what comes beyond them stands in the open one."""

_WORDS_IN_LETTER = 3000
_RULE = "raises something else in the thread of an open complaint"
_ASK_FOR_MORE = (
    *(LetterKind.ACKNOWLEDGEMENT, LetterKind.NEUTRAL_ACKNOWLEDGEMENT),
    *(LetterKind.VERBAL_RECORD, LetterKind.VERBAL_REMINDER),
)
"""The letters that ask what is missing: the words that answer them are about the same."""
_SAYS_NOTHING_OF_IT = (
    *(None, ClientMeaning.THANKS, ClientMeaning.DO_NOT_SHARE, ClientMeaning.STOP_SHARING),
    *(ClientMeaning.SEND_PROCEDURE, ClientMeaning.POST_PROCEDURE),
)
"""What a client may plainly say without speaking of their complaint itself."""


def raises_more(
    case: Case, arrival: Arrival, answer: Answer, known: Iterable[str], rulebook: Rulebook
) -> bool:
    """Whether a client's mail in their open complaint complains of something that is in none of the `known` texts.

    The judge of new mail decides whether it complains. Who chases us, repeats the same or answers a question of ours
    raises nothing new, and a machine never does.
    """
    client = arrival.client
    theirs = client is not None and client.email in case.clients and arrival.trust is not Trust.FAILED
    decided = bool(case.is_complaint) and not case.is_over
    if not (theirs and decided) or arrival.staff or arrival.by_machine or arrival.repeats is not None:
        return False
    words = quoting.new_words(arrival.words).text
    if rulebook.judge("", words).label is not Label.COMPLAINT:
        return False
    letter = arrival.letter
    asked = letter is not None and letter.kind in _ASK_FOR_MORE
    about_it = bool(answer.several) or answer.meaning not in _SAYS_NOTHING_OF_IT
    return is_new_matter(words, known, asked=asked or about_it)


def further_case(
    case: Case, arrival: Arrival, reference: str, rulebook: Rulebook, today: SentToday
) -> Decision:
    """What the mail raises, as a provisional complaint of its own, and the question to whoever has the open one."""
    doubt = replace(arrival.judgement, label=Label.UNSURE)
    # Its subject is that of our letter, and names nothing of what it raises.
    told = replace(
        arrival, judgement=doubt, subject="", possibly_about=case.reference, likeness=Likeness.THREAD
    )
    opened = complaint(told, _RULE, reference, rulebook, today)
    owner = rulebook.owner(case, london_date(arrival.seen_at))
    facts: list[Fact] = [PartAsked(of=case.reference, person=owner.key, mail=arrival.mail)]
    if case.restricted:
        facts.append(SharingRestricted(by="", mail=arrival.mail))
    opened = replace(opened, facts=(*opened.facts, *facts))
    asked = _question(fold(reference, opened.facts), told, rulebook)
    return replace(opened, letters=(*opened.letters, asked))


def _question(case: Case, arrival: Arrival, rulebook: Rulebook) -> Letter:
    """To whoever has the open one, with a link for each answer."""
    person = rulebook.owner(case, london_date(arrival.seen_at))
    leaves = neutral_acknowledgement_at(case, rulebook)
    facts = PartOrNew(
        other=arrival.possibly_about,
        sender=arrival.sender,
        words=cut(arrival.words, _WORDS_IN_LETTER) or "(no words)",
        proven=arrival.trust is Trust.PROVEN,
        acknowledge_by=case.due_on(Clock.ACKNOWLEDGE),
        by_itself=london_date(leaves) if leaves else None,
        files=arrival.files,
    )
    return Letter(
        kind=LetterKind.PART_OR_NEW,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
    )
