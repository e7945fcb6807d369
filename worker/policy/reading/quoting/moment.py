"""When a quoted mail was sent, out of the date that a mail program wrote above it in its reader's language."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from unicodedata import normalize
from zoneinfo import ZoneInfo

_LONGEST = 200
_LONDON = ZoneInfo("Europe/London")
_FARTHEST_OFFSET = 14

# January to December, Monday to Sunday. A word that means two things, like listopada, is told by the words around it.
# English, German, French, Spanish, Italian, Dutch, Polish, Portuguese and the Scandinavian languages.
_MONTHS = (
    "january jan januar jänner janvier janv enero ene gennaio gen januari stycznia styczeń sty janeiro",
    "february feb februar februari février févr fév febrero febbraio lutego luty lut fevereiro fev",
    "march mar märz mär mrz mars marzo maart mrt marca marzec março marts",
    "april apr avril avr abril abr aprile kwietnia kwiecień kwi",
    "may mai mayo maggio mag mei maja maj maio",
    "june jun juni juin junio giugno giu czerwca czerwiec cze junho",
    "july jul juli juillet juil julio luglio lug lipca lipiec lip julho",
    "august aug août aout agosto ago augustus augusti sierpnia sierpień sie",
    "september sept sep septembre septiembre settembre set września wrzesień wrz setembro",
    "october oct oktober okt octobre octubre ottobre ott października październik paź outubro out",
    "november nov novembre noviembre listopada listopad lis novembro",
    "december dec dezember dez décembre déc diciembre dic dicembre grudnia grudzień gru dezembro desember des",
)
_WEEKDAYS = (
    "monday mon montag mo lundi lun lunes lunedì maandag ma poniedziałek pon segunda seg mandag man måndag mån",
    "tuesday tue tues dienstag di mardi mar martes martedì dinsdag wtorek wt terça ter tirsdag tir tisdag tis",
    "wednesday wed mittwoch mi mercredi mer miércoles mié mie mercoledì woensdag wo środa śr quarta qua onsdag ons",
    "thursday thu thurs donnerstag do jeudi jeu jueves jue giovedì gio donderdag czwartek czw quinta qui torsdag tor",
    "friday fri freitag fr vendredi ven viernes vie venerdì vrijdag vr piątek pt sexta sex fredag fre",
    "saturday sat samstag sa samedi sam sábado sáb sabato sab zaterdag za sobota sob lørdag lør lördag lör",
    "sunday sun sonntag so dimanche dim domingo dom domenica zondag zo niedziela niedz søndag søn söndag sön",
)
# Czech, Slovak, Finnish, Hungarian, Russian, Ukrainian, Turkish and Romanian, where their words are others.
_MORE_MONTHS = (
    "ledna led januára tammikuuta tammi január января янв січня січ ocak oca ianuarie",
    "února úno februára helmikuuta helmi február февраля фев лютого лют şubat şub februarie",
    "března bře maaliskuuta maalis március márc марта мар березня бер mart martie",
    "dubna dub apríla huhtikuuta huhti április ápr апреля апр квітня кві nisan nis aprilie",
    "května kvě mája toukokuuta touko május máj мая травня тра mayıs",
    "června čvn júna jún kesäkuuta kesä június июня июн червня чер haziran haz iunie",
    "července čvc júla júl heinäkuuta heinä július июля июл липня лип temmuz tem iulie",
    "srpna srp augusta elokuuta elo augusztus августа авг серпня сер ağustos ağu",
    "září zář septembra syyskuuta syys szeptember szept сентября сен вересня вер eylül eyl septembrie",
    "října říj októbra lokakuuta loka október октября окт жовтня жов ekim eki octombrie",
    "listopadu novembra marraskuuta marras ноября ноя листопада kasım kas noiembrie",
    "prosince decembra joulukuuta joulu декабря дек грудня гру aralık ara decembrie",
)
_MORE_WEEKDAYS = (
    "pondělí po pondelok maanantai maanantaina hétfő понедельник пн понеділок pazartesi luni",
    "úterý út utorok tiistai tiistaina kedd вторник вт вівторок salı marți",
    "středa streda keskiviikko keskiviikkona szerda среда ср середа çarşamba miercuri",
    "čtvrtek čt štvrtok torstai torstaina csütörtök четверг чт четвер perşembe joi",
    "pátek pá piatok perjantai perjantaina péntek пятница пт cuma vineri",
    "lauantai lauantaina szombat суббота сб субота cumartesi sâmbătă",
    "neděle nedeľa sunnuntai sunnuntaina vasárnap воскресенье вс неділя pazar duminică",
)
# Hours east of Greenwich. IST is three zones in one word and therefore none.
_ZONES = (
    {"gmt": 0, "utc": 0, "ut": 0, "z": 0, "wet": 0, "bst": 1, "west": 1}
    | {"cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "oez": 2, "eest": 3, "oesz": 3}
    | {"seč": 1, "selč": 2}
    | {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
)
_SAYS_NOTHING = (
    *("on", "at", "the", "um", "uhr", "am", "den", "der", "le", "à", "a", "la", "las", "el", "il", "giorno"),
    *("alle", "ore", "op", "om", "o", "godz", "w", "dniu", "r", "kl", "às", "s", "feira", "h"),
    *("schrieb", "schreef", "heeft", "skrev", "følgende", "kirjoitti", "klo", "dne", "dnia"),
    *("d", "г", "р", "в", "о"),
    *("użytkownik", "používateľ", "пользователь", "időpontban", "tarihinde", "şunu", "yazdı"),
)


def _numbered(first: int, *tables: Sequence[str]) -> dict[str, int]:
    return {
        word: number
        for table in tables
        for number, words in enumerate(table, first)
        for word in words.split()
    }


_NUMBER_OF_MONTH = _numbered(1, _MONTHS, _MORE_MONTHS)
_NUMBER_OF_WEEKDAY = _numbered(0, _WEEKDAYS, _MORE_WEEKDAYS)

_DAY = r"(?<![\d:.])(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|o|\.)?"
_MONTH = rf"(?<![^\W\d_])(?P<month>{'|'.join(_NUMBER_OF_MONTH)})(?![^\W\d_])\.?"
_FULL_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?!\d|[:.h]\d)"
_DATES = (
    re.compile(rf"{_DAY}[ -]?(?:(?:of|de) )?{_MONTH}[ ,-]{{0,2}}(?:de |del )?{_YEAR}"),
    re.compile(rf"{_MONTH} ?{_DAY}[, ] ?{_YEAR}"),
    re.compile(rf"(?<!\d){_FULL_YEAR}\. ?{_MONTH} {_DAY}"),
    re.compile(rf"(?<!\d){_FULL_YEAR}年(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日(?:[^\W\d_]曜日)?"),
    re.compile(
        rf"(?<!\d){_FULL_YEAR}([-./])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}})(?!\d)(?:t(?=\d))?"
    ),
    re.compile(
        rf"(?<![\d:.])(?P<day>[0-9]{{1,2}})(?P<mark>[-./]) ?(?P<month>[0-9]{{1,2}})(?P=mark) ?{_YEAR}"
    ),
)
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>[0-9]{1,2}) ?[:.h] ?(?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)? ?(?:(?P<half>[ap])\.? ?m\b\.?)?(?![\d:])"
)
_OFFSET = re.compile(
    r"(?:\b(?:gmt|utc) ?)?(?P<sign>[-+−])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?(?![\d:])"
)
_COMMENT = re.compile(r"\([^()]*\)")
_BETWEEN_WORDS = re.compile(r"[\s,.;:()\[\]\"'’*|–-]+")


def moment(text: str) -> datetime | None:
    """The instant that a quoted date names, in aware UTC, or None where anything in it is in doubt.

    A time without a zone is London's, in the hour that comes twice the first. A date without a time is the start of
    that day in London: so it falls on that date, and is never later than a mail that passed it on the same day.
    Numbers with strokes are day/month/year, unless the weekday or the calendar proves that the month comes first; with
    AM or PM, which Americans write, and no proof either way they are doubtful. Two-digit years are 20xx. A weekday
    must fit the date, and every word must be known. Never raises; text of more than 200 characters is no date.
    """
    if len(text) > _LONGEST:
        return None
    shown = " ".join(normalize("NFKC", text).casefold().split())
    written = next(filter(None, (pattern.search(shown) for pattern in _DATES)), None)
    if written is None:
        return None
    rest = _without(written)
    clock = _TIME.search(rest)
    offset, words = _rest_of(_without(clock) if clock else rest)
    zone = _zone(offset, words)
    day = _day(written, {_NUMBER_OF_WEEKDAY[word] for word in words if word in _NUMBER_OF_WEEKDAY}, clock)
    return _at(day, clock, zone) if day and zone and _are_known(words) else None


def _without(found: re.Match[str]) -> str:
    return f"{found.string[: found.start()]} {found.string[found.end() :]}"


def _rest_of(rest: str) -> tuple[re.Match[str] | None, list[str]]:
    """The offset from Greenwich and the words that say something, besides the date and the time."""
    offset = _OFFSET.search(rest)
    # What stands in brackets behind an offset only names it: +0100 (GMT Daylight Time).
    rest = _COMMENT.sub(" ", _without(offset)) if offset else rest
    return offset, [word for word in _BETWEEN_WORDS.split(rest) if word and word not in _SAYS_NOTHING]


def _are_known(words: list[str]) -> bool:
    return all(word in _NUMBER_OF_WEEKDAY or word in _ZONES for word in words)


def _zone(offset: re.Match[str] | None, words: list[str]) -> timezone | ZoneInfo | None:
    """The zone that is named, London where none is, None where it cannot be or where two are."""
    named = {timedelta(hours=_ZONES[word]) for word in words if word in _ZONES}
    if offset:
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        if hours > _FARTHEST_OFFSET or minutes > 59:
            return None
        east = timedelta(hours=hours, minutes=minutes)
        named.add(east if offset["sign"] == "+" else -east)
    if len(named) > 1:
        return None
    return timezone(named.pop()) if named else _LONDON


def _day(written: re.Match[str], weekdays: set[int], clock: re.Match[str] | None) -> date | None:
    """The first date that the numbers can mean and that falls on the weekday."""
    possible = [day for day in _readings(written) if not weekdays - {day.weekday()}]
    american = clock is not None and clock["half"] is not None
    if american and len(set(possible)) > 1:
        return None
    return possible[0] if possible else None


def _readings(written: re.Match[str]) -> Iterator[date]:
    """The dates that the numbers can mean, the British one first."""
    year, month, day = int(written["year"]), _month(written["month"]), int(written["day"])
    century = 2000 if year < 100 else 0
    either_way = written.groupdict().get("mark") == "/"
    for a_month, a_day in ((month, day), (day, month))[: 1 + either_way]:
        try:
            yield date(century + year, a_month, a_day)
        except ValueError:
            continue


def _month(shown: str) -> int:
    return _NUMBER_OF_MONTH.get(shown) or int(shown)


def _at(day: date, clock: re.Match[str] | None, zone: timezone | ZoneInfo) -> datetime | None:
    hour, minute, second = (int(clock[part] or 0) if clock else 0 for part in ("hour", "minute", "second"))
    half = clock["half"] if clock else None
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    try:
        # Without a time, only the date counts, whatever zone is named.
        local = datetime(
            day.year, day.month, day.day, hour, minute, second, tzinfo=zone if clock else _LONDON
        )
    except ValueError:
        return None
    return local.astimezone(UTC)
