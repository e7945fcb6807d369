"""What a mail says became of a letter of ours (RFC 3463, 3464, 6522), and which letter that was."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from email.message import Message as Part

from worker.adapters.parsing import charset, dialects, files, headers
from worker.adapters.parsing.parts import Contents
from worker.model.mail import DeliveryKind, DeliveryNotice

_HEAD = 64_000
_ADDRESS = re.compile(r"[^\s@<>;,\"'()\[\]:|]{1,128}@[^\s@<>;,\"'()\[\]:|]{1,253}")
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_FIELD = re.compile(r"[> \t]*([A-Za-z][\w-]{1,40})[ \t]*:[ \t]*(.*)")
_ID = re.compile(r"^[> \t]*(?:x-)?(?:original-)?message-id[ \t]*:[ \t]*(<[^<>\s]{1,998}>)", re.IGNORECASE | re.MULTILINE)

_MACHINE = re.compile(r"mailer.?daemon|post.?master|mail.?delivery|delivery.{0,10}(system|service|subsystem)", re.IGNORECASE)
_ABOUT = re.compile(
    r"undeliver|deliver(y|ed)?\b.{0,40}(fail|status|problem|error|delay|notif|warn|report)|return(ed|ing).{0,12}(mail|message)"
    r"|(failure|error|non.?delivery|fail(ed)?).{0,9}(noti|repo|mail|deliv)|mail.{0,20}(fail|error|delay|undeliv|problem|return)"
    r"|(could|can) ?not.{0,20}deliver|not (be )?deliver|user unknown|bounce|warning: (message|could not)|message (delayed|rejected)",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^.{0,40}(?:copy of (?:the|your)|original message|original mail|returned (?:mail|message)|unsent message"
    r"|(?:message|mail) (?:headers?|text|body) follow|forwarded message)\b.{0,60}$"
    r"|^(?:received|return-path|dkim-signature|mime-version|user-agent)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_FAILED = re.compile(
    r"\b[45]\d\d[ -]|deliver|fail|error|reject|unknown|refused|invalid|unable|could not|cannot|not exist|no such|full|denied",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"warning message only|will be retried|(still|continue|keep)\b.{0,20}(try|deliver|attempt)|not yet been delivered|has been delayed"
    r"|do not need to resend|delivery (attempts will|is) (continue|delay)",
    re.IGNORECASE,
)
_NOT_THE_RECIPIENT = re.compile(
    r"\b(mail )?from\b.{0,5}:|\bfrom \S+@|sender|contact|assist|help|please|reply|message-?id|questions|report (this|the)|mailto:|https?:",
    re.IGNORECASE,
)
_KINDS = {
    "fail": DeliveryKind.FAILED,
    "erro": DeliveryKind.FAILED,
    "expi": DeliveryKind.FAILED,
    "dela": DeliveryKind.DELAYED,
    "deli": DeliveryKind.DELIVERED,
    "rela": DeliveryKind.DELIVERED,
    "expa": DeliveryKind.DELIVERED,
    "5": DeliveryKind.FAILED,
    "4": DeliveryKind.DELAYED,
    "2": DeliveryKind.DELIVERED,
}

Fields = Sequence[tuple[str, str]]


def read(
    message: Part, fields: Fields, contents: Contents
) -> tuple[tuple[DeliveryNotice, ...], tuple[str, ...]]:
    """The notices in a mail and the Message-IDs of the letters they are about; most mails have neither.

    A notice follows the report for machines where there is one, else what the text says in a known dialect, else
    the only addresses that the text names before the copy of the letter.
    """
    if not _looks_like_one(fields, contents):
        return (), ()
    reports = [charset.decode(files.attached(report), "") for report in contents.reports]
    notice, copy = _split(contents.text)
    ways: Iterable[Callable[[], tuple[DeliveryNotice, ...]]] = (
        lambda: _reported(reports),
        lambda: _reported([contents.text]),
        lambda: _in_dialect(message, notice),
        lambda: _named(fields, notice),
    )
    notices = next((found for way in ways if (found := way())), ())
    heads = [attached[:_HEAD].decode("latin-1") for attached in contents.attached_messages] if notices else []
    identifiers = [found for text in (*reports, *contents.returned, *heads, copy) for found in _ID.findall(text)]
    return notices, tuple(dict.fromkeys(identifiers))
"""
"""
