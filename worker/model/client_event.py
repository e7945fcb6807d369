"""What a client said to us, as the Quality Management Action Log holds it (3.1.4, 3.1.7.4)."""

from dataclasses import dataclass

from worker.model.client_answer import ClientMeaning


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementConfirmed:
    """The client said in that mail that what was written down is right."""

    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCorrected:
    """A new version of what was written down: `words` is all of it, `correction` what the client or a colleague wrote.

    `by` is the key of the colleague, None where the client corrected it themselves.
    """

    words: str
    correction: str
    by: str | None
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAnswered:
    """The client wrote in that mail; `meaning` is what they plainly said and `said` the words, or nothing plain."""

    mail: int
    meaning: ClientMeaning | None = None
    said: str = ""


ClientEvent = StatementConfirmed | StatementCorrected | ClientAnswered
