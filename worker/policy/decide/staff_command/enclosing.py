"""The files that a colleague attaches to a letter for the client: which go along, and which may not (3.1.7.3)."""

import re
from collections.abc import Iterator

from worker.model.attached_file import DraftFile
from worker.model.mail import Attachment
from worker.policy.decide.staff_command.request import NotDone
from worker.policy.reading.arrival import Arrival

_MOST_BYTES = 10 * 1024 * 1024
_MOST_FILES = 20

_PROOFS = frozenset(
    {
        "application/pgp-keys",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
    }
)
"""What a mail program adds so that others can prove who wrote the mail; nobody means to send it on."""

_MAIL = frozenset({"eml", "emlx", "mbox", "msg", "oft"})
_RUNS = re.compile(
    r"ade|adp|apk|app|appx|asp|aspx|bat|bin|cab|chm|cmd|com|cpl|deb|dll|dmg|docm|dotm|exe|gadget|hta|html?|img|in[fs]"
    r"|iso|isp|jar|jnlp|jse?|ksh|lnk|md[ew]|mht|mhtml|ms[cipt]|ocx|one|osd|pif|pkg|potm|ppam|ppsm|pptm|psm?1|py|reg"
    r"|rpm|sc[frt]|sh|shtml|svgz?|swf|sys|url|vb|vbe|vbs|vbscript|vhdx?|vsmacros|ws[cfh]|xhtml|xlam|xll|xlsm|xltm"
)
"""The endings of files that run, or that a mail program or browser of the client would run or refuse."""

_LEFT_OVER = re.compile(r"att\d{5}\.(?:html?|txt)")
"""What Exchange makes of words that stood behind a file."""

_RUNNING_TYPES = (
    "text/html",
    "application/xhtml",
    "image/svg",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/x-msdownload",
    "application/x-msdos-program",
    "application/x-sh",
)


_PACKED = (
    "Your mail program packed the files into winmail.dat, which clients cannot open. "
    "Please write in HTML or plain text, and attach them again."
)


def files_of(arrival: Arrival) -> tuple[DraftFile, ...] | NotDone:
    """What the colleague attached to their words, as it goes with the letter, or why it cannot."""
    files = tuple(_meant(arrival))
    refused = next(filter(None, map(_refused, files)), "") or _too_much(files)
    if refused:
        return NotDone(refused)
    return tuple(
        DraftFile(
            mail=arrival.mail,
            name=each.name,
            content_type=each.content_type,
            size=each.size,
            sha256=each.sha256,
        )
        for each in files
    )


def has_pictures(arrival: Arrival) -> bool:
    """Whether pictures stand within the text, which stay with us."""
    return any(each.in_text for each in arrival.message.attachments)


def with_files(files: tuple[DraftFile, ...]) -> str:
    """How a receipt says that files go along."""
    if not files:
        return ""
    return f", with {len(files)} files," if len(files) > 1 else ", with one file,"


def _meant(arrival: Arrival) -> Iterator[Attachment]:
    """The files that were attached on purpose; the same one twice is one."""
    met = set(arrival.sent_before)
    for each in arrival.message.attachments:
        if each.in_text or each.is_ours or each.sha256 in met or each.content_type in _PROOFS:
            continue
        if _LEFT_OVER.fullmatch(each.name.casefold()):
            continue
        met.add(each.sha256)
        yield each


def _refused(file: Attachment) -> str:
    """Why that file goes to no client, or an empty string."""
    ending = file.name.rstrip(". ").rpartition(".")[2].casefold() if "." in file.name else ""
    kind = file.content_type.casefold()
    if kind == "application/ms-tnef" or file.name.casefold() == "winmail.dat":
        return _PACKED
    if ending in _MAIL or kind.startswith("message/"):
        why = "is an email and may hold what is not for the client. Send what they are to read as a PDF"
        return f"“{file.name}” {why}."
    if _RUNS.fullmatch(ending) or kind.startswith(_RUNNING_TYPES):
        why = "is of a kind that can do harm, and is never sent to a client. Send what they are to read as a PDF"
        return f"“{file.name}” {why}."
    return "" if file.size else f"“{file.name}” is empty. Please attach it again."


def _too_much(files: tuple[Attachment, ...]) -> str:
    if len(files) > _MOST_FILES:
        return f"These are {len(files)} files, and at most {_MOST_FILES} go with a letter."
    total = sum(each.size for each in files)
    if total <= _MOST_BYTES:
        return ""
    megabytes = _MOST_BYTES // (1024 * 1024)
    return (
        f"The files have {total / (1024 * 1024):.1f} MB together, and at most {megabytes} MB go with a letter. "
        "Please send fewer or smaller ones."
    )
