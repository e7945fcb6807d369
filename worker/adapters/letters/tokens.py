"""Tokens: what stands in a letter for a fact while the letter's own words are being read."""

import re
from dataclasses import dataclass

from worker.adapters.letters.clean import clean_line, shortened
from worker.adapters.letters.unwrapped import unwrapped

# A token is OPEN, the place of its fact and CLOSE. In HTML the other two end a token whose fact keeps its
# lines and one whose fact stands in a mailto or tel address.
OPEN, CLOSE, CLOSE_LINES, CLOSE_ADDRESS = MARKS = ("\ue000", "\ue001", "\ue002", "\ue003")
TOKEN = re.compile(f"{OPEN}([0-9]+)([{CLOSE}{CLOSE_LINES}{CLOSE_ADDRESS}])")


@dataclass(frozen=True, slots=True)
class Filled:
    """A part of a letter: its own words with a token for each fact, and the facts (cleaned, lines kept)."""

    text: str
    values: tuple[str, ...] = ()

    def one_line(self, text: str) -> str:
        """The facts in place of the tokens of `text`, each on one line."""
        return TOKEN.sub(lambda token: " ".join(self.values[int(token[1])].split()), text)

    def many_lines(self, text: str) -> str:
        """The facts in place of the tokens of `text`, with the lines that were meant (`unwrapped`)."""
        return TOKEN.sub(lambda token: unwrapped(self.values[int(token[1])]), text)

    def within(self, length: int) -> str:
        """All on one line of at most `length` characters where cutting the longest fact can achieve that."""
        whole = clean_line(self.one_line(self.text))
        if len(whole) <= length or not self.values:
            return whole
        values = [clean_line(value) for value in self.values]
        longest = max(range(len(values)), key=lambda place: len(values[place]))
        values[longest] = shortened(values[longest], len(values[longest]) - len(whole) + length)
        return clean_line(Filled(self.text, tuple(values)).one_line(self.text))
