"""Everything that reading a colleague's lines leans on, made ready once from the configuration."""

from dataclasses import dataclass

from worker.model.office import People
from worker.model.staff_phrases import StaffPhrases
from worker.policy.reading.staff_lines.marks import Names, names_of
from worker.policy.reading.staff_lines.phrasing import Sayings, sayings
from worker.policy.reading.vocabulary import Verb, Vocabulary, Word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The verbs, the people and the plain sentences."""

    vocabulary: Vocabulary
    people: People
    names: Names
    sayings: Sayings

    @classmethod
    def of(cls, vocabulary: Vocabulary, people: People, phrases: StaffPhrases) -> "Lexicon":
        """The lexicon of that office."""
        return cls(
            vocabulary, people, names_of(people, phrases.ordinary_names, phrases.suppliers), sayings(phrases)
        )

    def word(self, verb: Verb) -> Word | None:
        """The verb as it is read, or None where it is not offered."""
        return next((word for word in self.vocabulary if word.verb is verb), None)
