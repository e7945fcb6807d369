"""Which files that came with a mail nobody can open: empty ones, and Outlook's own wrapping of another file."""

from worker.model.mail import Attachment, Message

_WRAPPED_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
_WRAPPED_NAME = "winmail.dat"


def nobody_can_open(message: Message) -> tuple[str, ...]:
    """The names of these files, each once; a picture within the text and a letter of ours are none."""
    sent = (each for each in message.attachments if not (each.in_text or each.is_ours))
    return tuple(dict.fromkeys(each.name for each in sent if _is_hopeless(each)))


def _is_hopeless(file: Attachment) -> bool:
    is_wrapped = file.content_type in _WRAPPED_TYPES or file.name.casefold() == _WRAPPED_NAME
    return is_wrapped or file.size == 0
