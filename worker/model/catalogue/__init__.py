"""The message catalogue, one row a letter: its id, how it comes about, the facts it states, and its template."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from worker.model.catalogue.to_clients import TO_CLIENTS
from worker.model.catalogue.to_colleagues import TO_COLLEAGUES
from worker.model.catalogue_row import CatalogueRow, Reader


class LetterKind(StrEnum):
    """The letters; the value is the id, which is stored in the log and begins the name of the template's file."""

    ACKNOWLEDGEMENT = "M01"
    NEUTRAL_ACKNOWLEDGEMENT = "M02"
    VERBAL_RECORD = "M03"
    VERBAL_REMINDER = "M03r"
    ASSIGNMENT = "M04"
    TRIAGE_LIST = "M05"
    PUT_RIGHT = "M06"
    PROPOSAL = "M07"
    ESCALATION_NOTICE = "M08"
    LEAD_NOTICE = "M08b"
    PROGRESS_UPDATE = "M09"
    DATE_WILL_SLIP = "M10"
    EIGHT_WEEK_LETTER = "M11"
    EIGHT_WEEK_UPDATE = "M11b"
    PROCEDURE_COPY = "M13"
    FINAL_RESPONSE = "M14"
    DEADLOCK_LETTER = "M12"
    CLOSURE_NOTICE = "M15"
    OPEN_AGAIN = "M15b"
    PROPOSAL_REMINDER = "M16"
    SHARING_STOPPED = "M17"
    REMINDER = "M18"
    DAILY_DIGEST = "M19"
    DELIVERY_FAILED = "M20"
    POLICY_REVIEW = "M22"
    FILES_UNREADABLE = "N1"
    MISSING_DETAILS = "N2"
    QUARANTINED = "N4"
    CLIENT_WROTE = "S1"
    ESCALATION_WANTED = "S2"
    RECORD_CHECKED = "S3"
    DRAFT = "S4"
    MORNING_LIST = "S5"
    STAFF_MAIL_UNCLEAR = "S8"
    STAFF_MAIL_SORTED = "S8b"
    KEPT_AS_NOTE = "S13"
    COMMAND_DONE = "S6"
    NOT_DONE = "S7"
    VERBAL_FORM = "S9"
    ACKNOWLEDGE_BY_HAND = "S11"
    HELP_CARD = "S10"
    EXPLAINED = "S12"
    TO_POST = "S14"
    SHOWN = "S16"
    WHAT_WAS_IT = "S15"
    SOMEBODY_LEFT = "S17"
    PART_OR_NEW = "S18"
    LEAD_IS_AWAY = "S19"
    NOT_SHARED = "S20"
    PROCEDURE_TO_POST = "S21"
    PARTY_WROTE = "S22"
    PARTY_OF_NO_CASE = "S23"
    ALARM = "M23"

    @property
    def row(self) -> CatalogueRow:
        """What the catalogue says about this letter."""
        return _ROWS[self]

    @property
    def called(self) -> str:
        """What colleagues call it: proposal, eight-week letter."""
        return self.row.called

    @property
    def is_for_client(self) -> bool:
        """Whether a client reads it, and no colleague."""
        return self.row.reader is Reader.CLIENT


CATALOGUE = (*TO_CLIENTS, *TO_COLLEAGUES)
"""One row a letter."""

_ROWS: Mapping[str, CatalogueRow] = MappingProxyType({row.id: row for row in CATALOGUE})
