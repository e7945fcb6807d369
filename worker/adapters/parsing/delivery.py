"""What a mail says became of a letter of ours, and which letter that was (RFC 3464, 6522)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message as Part

from worker.adapters.parsing import charset, clean_text, delivery_reports, dialects
from worker.adapters.parsing.addresses import Parties
from worker.adapters.parsing.parts import Contents
from worker.model.letter import OWN_HEADER
from worker.model.mail import DeliveryNotice

_HEAD = 64_000
_LONGEST = 64_000
_ID = re.compile(
    r"^[> \t]*(?:x-)?(?:original-)?message-id[ \t]*:\s{0,9}(<[^<>\s]{1,998}>)", re.IGNORECASE | re.MULTILINE
)
_NAME = re.compile(
    rf"^[> \t]*{OWN_HEADER}[ \t]*:\s{{0,9}}([\w.-]{{1,200}})", re.IGNORECASE | re.MULTILINE | re.ASCII
)
_MACHINE = re.compile(
    r"mailer.?daemon|post.?master|mail.?(?:delivery|system|administrator)|delivery.{0,10}system"
    r"|mdaemon|mail.?(?:service|gateway|server|security|filter)|system.?administrator"
    r"|\b(?:do[-_.]?not|no)[-_.]?reply@",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"undeliver|non.?deliver|\bbounced?\b|user unknown|unknown user"
    r"|fail(?:ure|ed)\b.{0,9}\b(?:noti|repo|mail|deliv)"
    r"|deliver(?:y|ed|ing)?\b.{0,40}\b(?:fail|status|problem|error|delay|notif|warn|report|rejected|unable)"
    r"|return(?:ed|ing)\b.{0,12}\b(?:mail|message)|mail\b.{0,20}\b(?:fail|error|delay|undeliv|problem|return)"
    r"|(?:could|can) ?not\b.{0,20}\bdeliver|not (?:be )?deliver|warning: "
    r"|message (?:delayed|rejected|not sent)|unzustellbar|nicht zugestellt|non remis|échec de (?:la )?remise"
    r"|no entregado|non recapitabile|mancato recapito|не доставлено|エラー通知|配信(?:不能|エラー|できません)|退信",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d|^\W{0,9}[45]\d\d[ -]{1,3}(?=\w)|\b(?:said|error|reply|code)\W{1,3}5\d\d\b"
    r"|following (?:e-?mail )?(?:recipient|address)|(?:failed|intended) recipient|no such user"
    r"|user unknown|unknown user"
    r"|\b(?:deliver\w{0,9}|message) (?:[\w-]{1,30} ){0,4}to <?[^\s@<>]{1,64}@[^\s@<>]{1,253}",
    re.IGNORECASE | re.MULTILINE,
)
_PASSED_ON = re.compile(r"\s*(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv|enc|i|doorst)\s*:", re.IGNORECASE)
_QUOTED = re.compile(
    r"^>|^[^\w\n]{0,20}(?:begin forwarded|forwarded|original|weitergeleitete|ursprüngliche) (?:message|nachricht)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice for each recipient, and of the letters that came back their Message-IDs and what our header says."""

    notices: tuple[DeliveryNotice, ...] = ()
    returned: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def read(message: Part, fields: Sequence[tuple[str, str]], parties: Parties, contents: Contents) -> Delivery:
    """Read a bounce: the report for machines first, then known dialects, then the addresses it names."""
    passed_on = _passed_on(fields, contents)
    strong = not passed_on and _is_one(fields, contents)
    if not strong and not _may_be_one(fields):
        return Delivery()
    machine = [report[:_LONGEST] for report in contents.reports]
    text = contents.text[:_LONGEST]
    notice, copy = dialects.split(text)
    others = _not_recipients(fields, parties)
    notices = delivery_reports.read("\n\n".join(machine)) or delivery_reports.read(text)
    # Of what only may be a bounce, an address that it does not say itself counts for nothing.
    if not notices and not passed_on and (strong or "@" in notice):
        listed = ", ".join(value for name, value in fields if name == "x-failed-recipients")
        known = dialects.listed(notice, listed) or dialects.read(message, notice, others)
        notices = _in_words(known, notice, others, strong)
    if not notices and strong:
        notices = _to_themselves(notice) or _addressed(notice, copy, contents, others)
    texts = [*machine, *contents.returned]
    if notices:
        texts += [copy, *(_head(attached) for attached in contents.attached_messages)]
    return Delivery(notices, _found(_ID, texts), _found(_NAME, texts))


def _found(pattern: re.Pattern[str], texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for text in texts for found in pattern.findall(text)))


def _is_one(fields: Sequence[tuple[str, str]], contents: Contents) -> bool:
    """A report, or two signs of one: no sender, a mail server's name, a telling subject, a server's words."""
    if contents.reports or any(name == "x-failed-recipients" for name, _ in fields):
        return True
    senders = " ".join(value for name, value in fields if name in ("from", "sender"))
    subject = " ".join(value for name, value in fields if name == "subject")
    machine, about, nobody = _MACHINE.search(senders), _ABOUT.search(subject), _null_sender(fields)
    if about and (machine or nobody):
        return True
    return bool(about or machine) and bool((machine and nobody) or _SAID.search(contents.text, 0, _LONGEST))


def _may_be_one(fields: Sequence[tuple[str, str]]) -> bool:
    """Anything that a machine sent or that speaks of delivery."""
    said = {"from": _MACHINE, "subject": _ABOUT}
    automatic = any(name == "auto-submitted" and not value.lower().startswith("no") for name, value in fields)
    return (
        automatic
        or _null_sender(fields)
        or any(name in said and said[name].search(value) for name, value in fields)
    )


def _in_words(
    known: tuple[DeliveryNotice, ...], notice: str, others: frozenset[str], strong: bool
) -> tuple[DeliveryNotice, ...]:
    """What a bounce says to people; an address that it does not say itself counts only in a sure bounce.

    There the one address that it does say is better, and several are not, for those may be anybody's.
    """
    said = tuple(each for each in known if each.address in notice.lower())
    if said or not strong:
        return said
    named = dialects.named(notice, others)
    return named if len(named) == 1 else known or named


def _passed_on(fields: Sequence[tuple[str, str]], contents: Contents) -> bool:
    """A person who answers or forwards a bounce; what they quote is no news of a letter of ours."""
    senders = " ".join(value for name, value in fields if name in ("from", "sender"))
    marked = any(name == "subject" and _PASSED_ON.match(value) for name, value in fields)
    if not marked or contents.reports or _MACHINE.search(senders) or _null_sender(fields):
        return False
    return bool(contents.attached_messages or _QUOTED.search(contents.text, 0, _LONGEST))


def _addressed(
    notice: str, copy: str, contents: Contents, others: frozenset[str]
) -> tuple[DeliveryNotice, ...]:
    """Where a bounce names nobody: whom the letter that came back was for, if that was one address."""
    heads = [copy, *contents.returned, *(_head(attached) for attached in contents.attached_messages)]
    return dialects.addressed(notice, [head[:_HEAD] for head in heads], others)


def _to_themselves(notice: str) -> tuple[DeliveryNotice, ...]:
    """Who writes to themselves is sender and recipient: then the one address that is named."""
    named = dialects.named(notice, ())
    return named if len(named) == 1 else ()


def _null_sender(fields: Sequence[tuple[str, str]]) -> bool:
    return any(name in ("return-path", "from") and value.replace(" ", "") == "<>" for name, value in fields)


def _not_recipients(fields: Sequence[tuple[str, str]], parties: Parties) -> frozenset[str]:
    """The bounce's own sender and receiver."""
    own = [address.email for address in (*parties.to, *parties.reply_to, *filter(None, [parties.sender]))]
    written = [value for name, value in fields if name in ("from", "delivered-to", "message-id")]
    return frozenset(
        [*own, *(found.lower() for value in written for found in delivery_reports.ADDRESS.findall(value))]
    )


def _head(attached: bytes) -> str:
    """The headers of a returned letter."""
    return clean_text.text(charset.decode(attached[:_HEAD], "")).partition("\n\n")[0]
