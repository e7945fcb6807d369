"""When a value has its form; each question stands alone, and the table at the end has one row a form."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import phonenumbers

from worker.model.key import Form

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[a-z]{{2,}}")
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}", re.IGNORECASE)
_WEBSITE = re.compile(rf"https://(?:{_LABEL}\.)+[a-z]{{2,}}(?:/[\w./~%-]*)?", re.ASCII)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_IN_WORDS = re.compile(rf"\b[0-3]?[0-9] (?:{_MONTHS}) 20[0-9]{{2}}\b")
_NOT_A_NAME = re.compile(r"The |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ")
_DIALLED = re.compile(r"\+?[0-9() -]+")


def _line(text: str) -> bool:
    """Whether it is one line of 1 to 200 printable characters that neither begins nor ends with a space."""
    return 0 < len(text) <= 200 and text.isprintable() and text == text.strip()


def _who_and_when(text: str) -> bool:
    """Whether it is such a line with a first and a last name, and a day."""
    names = [
        each for each in re.findall(r"\b[A-Z][\w'’-]+ [A-Z][\w'’-]+", text) if not _NOT_A_NAME.match(each)
    ]
    return _line(text) and bool(names) and _DAY_IN_WORDS.search(text) is not None


def _email(text: str) -> bool:
    """Whether it is one plain address in small letters without name, comment or quotes (RFC 5321 4.1.2)."""
    local = text.partition("@")[0]
    return len(text) <= 254 and len(local) <= 64 and _EMAIL.fullmatch(text) is not None


def _mailbox_address(text: str) -> bool:
    """Whether it is one plain address to which +token can be added with room for the token."""
    local = text.partition("@")[0]
    return _email(text) and "+" not in local and len(local) <= 30


def _uk_phone(text: str) -> bool:
    """Whether the number can be dialled in the United Kingdom."""
    if not _DIALLED.fullmatch(text):
        return False
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return False
    return number.country_code == 44 and phonenumbers.is_valid_number(number)


def host(text: str) -> bool:
    """Whether it is the bare name or the bare IP address of a machine."""
    return len(text) <= 253 and (_HOST.fullmatch(text) is not None or _ip(text) is not None)


def _website(text: str) -> bool:
    """Whether it is an address of a page that begins with https."""
    return len(text) <= 200 and _WEBSITE.fullmatch(text) is not None


def database(text: str) -> bool:
    """Whether the log can open it: SQLite in a file, or PostgreSQL."""
    return re.fullmatch(r"sqlite:///\S+|postgresql\+psycopg://\S+", text) is not None


def _database_without_password(text: str) -> bool:
    """Whether the log can open it and it may stand in a file that others read."""
    try:
        return database(text) and urlsplit(text).password is None
    except ValueError:
        return False


def _phrase(text: str) -> bool:
    """Whether it has a word by which it can be found: a whole one, or four letters in front of a *."""
    words = [word for word in text.split() if word != "..."]
    return _line(text) and any(_letters(word) >= (4 if word[-1] == "*" else 1) for word in words)


def _existing_file(text: str) -> bool:
    """Whether a file is there, under a full path that holds wherever the worker was started."""
    return text.isprintable() and Path(text).is_absolute() and Path(text).is_file()


def day(value: object) -> bool:
    """Whether it is a calendar date of this century, without a time of day."""
    return type(value) is date and 2000 <= value.year < 2100


def days_away(pair: object) -> bool:
    """Whether it is a first and a last day, in that order."""
    return isinstance(pair, list) and len(pair) == 2 and all(map(day, pair)) and pair[0] <= pair[1]


def _letters(word: str) -> int:
    """How many letters and digits it has in the alphabets of Western Europe, the only ones that are searched."""
    return sum(letter.isalnum() for letter in word if letter <= "\u00ff")


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}").fullmatch

HOLDS: Mapping[Form, Callable[[Any], object]] = {
    Form.LINE: _line,
    Form.WHO_AND_WHEN: _who_and_when,
    Form.VERSION: _line,
    Form.LOGIN: _line,
    Form.EMAIL: _email,
    Form.MAILBOX: _mailbox_address,
    Form.PHONE: _uk_phone,
    Form.PREFIX: re.compile(r"[A-Z]{2,6}").fullmatch,
    Form.COMPANY_NUMBER: re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}").fullmatch,
    Form.WEBSITE: _website,
    Form.HOST: host,
    Form.AUTHSERV_ID: re.compile(r"[A-Za-z0-9._/-]+").fullmatch,
    Form.DATABASE: _database_without_password,
    Form.FOLDER: _line,
    Form.PATH: re.compile(r"/(?:[^\x00-\x1f]*/)?[^/\x00-\x1f]+").fullmatch,
    Form.CERTIFICATES: _existing_file,
    Form.KEY: _NAME,
    Form.SECTION: _NAME,
    Form.PERSON: _NAME,
    Form.PHRASE: _phrase,
    Form.DAY: day,
    Form.DAYS: days_away,
    Form.TIME: re.compile(r"(?:0[6-9]|1[0-9]|2[01]):[0-5][0-9]|22:00").fullmatch,
}
"""Whether a value has the form; what comes back is true or false to an `if`."""
