"""The line with which a mail program or a telephone names itself, such as "Sent from my iPhone"."""

import re
from collections.abc import Sequence

from worker.policy.reading.quoting.lines import Line

_LONGEST = 100
_LINK = re.compile(r"\s?[<(\[]?https?://\S+")
_EXCUSE = r"(?:[.,;]? (?:so )?(?:please |kindly )?(?:excuse|forgive|pardon|ignore) .{3,60})?\.?$"
_ENGLISH = re.compile(rf"Sent (?:from|via|using|with) (?:[^\s,.]+ ){{0,6}}[^\s,.]+{_EXCUSE}")
_OFFERED = re.compile(
    r"(?:Get|Download|Try) (?:the )?(?:Outlook|BlueMail|TypeApp|Proton ?Mail|Yahoo Mail|myMail)\b.{0,40}$"
    r"|Yahoo Mail: Search, organi[sz]e, conquer$",
    re.IGNORECASE,
)
_ABROAD = re.compile(
    r"(?:envoyé (?:de|depuis|à partir)|gesendet (?:von|mit|über|aus)|von meinem .{2,30} gesendet"
    r"|enviado (?:desde|do|da|de)|inviato (?:da|dal)|verstuurd (?:vanaf|met)|verzonden (?:vanaf|met|via)"
    r"|sendt fra|skickat från|lähetetty|wysłan[eo] z|odesláno z|odoslané z|trimis de pe|отправлено (?:с|из)"
    r"|надіслано з|télécharger|obtener|scarica|obter|hent|hämta|hanki|holen sie sich|pobierz)\b.{2,60}$"
    r"|.{2,30}から送信$|发自我的.{2,30}$|outlook .{2,20} downloaden$",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"iphone|ipad|\bios\b|android|samsung|galaxy|blackberry|huawei|xiaomi|redmi|pixel|nokia|motorola|oneplus|wiko"
    r"|xperia|sony|outlook|windows|yahoo|gmail|proton|\bmail|mobile|phone|tablet|device|handset|typeapp|zoho"
    r"|\baol\b|thunderbird|\bmac\b|macbook|handy",
    re.IGNORECASE,
)


def device_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The places of such lines that stand at the edge of a paragraph, with the rules drawn above them."""
    places: set[int] = set()
    for at, line in enumerate(lines):
        if is_device(line) and (_is_edge(lines, at - 1) or _is_edge(lines, at + 1)):
            places.add(at)
            if at and lines[at - 1].is_rule:
                places.add(at - 1)
    return frozenset(places)


def is_device(line: Line) -> bool:
    """Whether a mail program wrote the line to name itself."""
    if len(line.bare) > _LONGEST:
        return False
    words = _LINK.sub("", line.bare).strip(" *_")
    if _OFFERED.match(words):
        return True
    return bool((_ENGLISH.match(words) or _ABROAD.match(words)) and _DEVICE.search(words))


def _is_edge(lines: Sequence[Line], at: int) -> bool:
    return not 0 <= at < len(lines) or not lines[at].bare or lines[at].is_rule
