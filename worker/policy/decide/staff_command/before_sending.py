"""What only a person can say about a letter before it leaves: asked with its draft, and again where they send it.

An answer has to explain, say sorry, or say what is done (3.1.6.3). The eight-week and the deadlock letter say whether
what we offered stays open, once something was offered (3.1.7.9).
"""

from collections.abc import Callable
from dataclasses import dataclass

from worker.model.catalogue import LetterKind
from worker.model.staff_event import DraftWritten
from worker.model.staff_letter import Suggestion
from worker.policy.case import Case
from worker.policy.decide.staff_command.request import Guess
from worker.policy.reading.answer_parts import answer_parts
from worker.policy.reading.vocabulary import Verb


@dataclass(frozen=True, slots=True)
class Question:
    """Why the letter does not leave yet, and what settles it."""

    why: str
    choices: tuple[Guess, ...]

    @property
    def links(self) -> tuple[Suggestion, ...]:
        """The choices as links of the draft."""
        return tuple(
            Suggestion(label=each.label, command=each.command, needs_words=each.wants_words)
            for each in self.choices
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    asked: Callable[[Case, DraftWritten], bool]
    why: str
    choices: tuple[Guess, ...]


def open_question(case: Case, draft: DraftWritten) -> Question | None:
    """What somebody has to say first, or None."""
    row = next((each for each in _ROWS if each.asked(case, draft)), None)
    return Question(row.why, row.choices) if row else None


def _says_too_little(_: Case, draft: DraftWritten) -> bool:
    return draft.letter is LetterKind.FINAL_RESPONSE and not answer_parts(draft.words)


def _offer_is_unsaid(case: Case, draft: DraftWritten) -> bool:
    return draft.letter.row.says_offer and case.proposal_reached and case.offer_stands is None


_ROWS = (
    _Asked(
        asked=_says_too_little,
        why=(
            "The answer does not plainly say why it happened, that we are sorry, or what we do about it. It needs one "
            "of these at least. Which one can you add? If it says so and was not understood, send it as it is."
        ),
        choices=(
            Guess(Verb.TEXT, label="Change the text", wants_words=True),
            Guess(Verb.SEND_AS_IT_IS, label="Send it as it is, and say why below", wants_words=True),
        ),
    ),
    _Asked(
        asked=_offer_is_unsaid,
        why="The letter has to say whether what we offered stays open, also if the client goes to the ombudsman.",
        choices=(
            Guess(Verb.OFFER_STAYS, label="What we offered stays open"),
            Guess(Verb.OFFER_ENDS, label="What we offered no longer stands"),
        ),
    ),
)
