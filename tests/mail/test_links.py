"""Every link of every letter to a colleague is tapped: what it writes is exactly a line that we carry out."""

from urllib.parse import unquote

from tests.mail.rendered import catalogue, render
from worker.adapters.letters import Letters
from worker.adapters.letters.proof.page import read
from worker.model.catalogue_row import Reader
from worker.policy.decide.staff_command.verbs import row_of, vocabulary
from worker.policy.reading.commands import command
from worker.policy.reading.mail_command import mail_command


def test_every_link_to_a_colleague_is_understood_as_tapped(letters: Letters) -> None:
    """A command with what it needs behind it, or a line about a mail; nothing has to be added to the subject."""
    tapped = 0
    for parts in (render(letters, letter) for letter in catalogue()):
        if parts.rendered.letter.kind.row.reader is Reader.CLIENT:
            continue
        for address in read(parts.html).links:
            _, found, rest = address.partition("?subject=")
            if found:
                tapped += 1
                _is_understood(unquote(rest.partition("&")[0]))
    assert tapped


def _is_understood(subject: str) -> None:
    read_as = command(subject, vocabulary())
    if read_as is None:
        assert mail_command(subject), subject
        return
    assert read_as.verb, subject
    takes = row_of(read_as.verb).argument
    assert not takes.needed or takes.shape.fullmatch(read_as.argument), subject
