"""What the settings say of each key, once: its check, the words of a refusal and its comment in the file follow.

A field of the settings carries a Key in its `Annotated`, its default behind it, and what it means in the string below.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a value is written, in the words with which it is asked for; adapters/settings knows each by sight."""

    LINE = "a text on one line"
    WHO_AND_WHEN = "the name of who said it, and the day with its month in words and its year"
    VERSION = "the version in quotes"
    LOGIN = "the name to log in with"
    EMAIL = "one plain e-mail address in small letters"
    MAILBOX = "one plain e-mail address in small letters, short and without +"
    PHONE = "a UK phone number that can be dialled"
    PREFIX = "2 to 6 capital letters"
    COMPANY_NUMBER = "the number at Companies House in quotes: 8 digits, or 2 capital letters and 6 digits"
    WEBSITE = "an address that begins with https://"
    HOST = "the bare name or the IP address of a server"
    AUTHSERV_ID = "the name that stands first in Authentication-Results"
    DATABASE = "sqlite:///FILE or postgresql+psycopg://… without a password, which belongs in DATABASE_URL"
    FOLDER = "the name of a folder"
    PATH = "the full path of a file"
    CERTIFICATES = "the full path of a file of certificates that exists"
    KEY = "a short word of small letters, digits, - and _"
    SECTION = "the key of one of the [[sections]]: small letters, digits, - and _"
    PERSON = "the key of one of the [[persons]]: small letters, digits, - and _"
    PHRASE = "a phrase with a whole word, or with four letters in front of its *"
    DAY = "a date without quotes and without a time"
    DAYS = "a first and a last day in that order, without quotes"
    TIME = 'a time in London in quotes from "06:00" to "22:00"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What may stand at a key, or in each item of its list; the type and the default of the field say the rest.

    `of` is the form of a text, what a number counts, or what is asked for in place of the bare `choices` of an enum.
    `many` are the words for the list as a whole, `empty` those for what an empty text stands for.
    """

    of: str = ""
    least: float = 0
    most: float = 0
    choices: tuple[str, ...] = ()
    many: str = ""
    empty: str = ""
    example: object = None
