"""How colleagues act on Mrs Patel's complaint in the stories: lines in a subject, and the answers they get."""

from email import message_from_bytes

from tests.journeys.correspondence import PATEL, SARAH, address, letters_to, mail
from tests.rig import Rig
from worker.model.mail import Message

REFERENCE = "OPT-2026-0001"
JAMES = "James Carter <james.carter@optimised.net>"


def arrive(office: Rig, *mails: bytes) -> None:
    """These mails come in one after the other, some minutes apart."""
    for raw in mails:
        office.later(minutes=5)
        office.arrive(raw)
        office.work()


def complain(office: Rig) -> None:
    """Mrs Patel complains on Monday 2 March 2026 and is acknowledged: 23 March is day 15, 27 April eight weeks."""
    arrive(office, mail(PATEL, "Renewal of our contract"))


def write(office: Rig, line: str, text: str = "", sender: str = SARAH) -> Message:
    """A colleague writes that line about the case; the one answer that they get."""
    raw = mail(sender, f"[{REFERENCE}] {line}", text)
    written = str(message_from_bytes(raw)["Message-ID"])
    arrive(office, raw)
    (answer,) = (letter for letter in letters_to(office, sender) if written in letter.in_reply_to)
    return answer


def told_by_phone(office: Rig, sender: str = SARAH) -> None:
    """A colleague rang Mrs Patel and notes what they told her, so that her complaint may be closed as resolved."""
    write(office, "phoned", "I told her that the renewal is cancelled.", sender)


def latest_to(office: Rig, reader: str) -> bytes:
    """The bytes of the last letter that left for that person."""
    return [each.content for each in office.sink.mails if address(reader) in each.recipients][-1]
