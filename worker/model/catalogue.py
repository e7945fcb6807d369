"""The message catalogue, one row a letter: whatever the product knows of a letter before its words is read here.

A new letter is an id and a row below, the facts it states, and its template.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from worker.model.agenda_facts import DailyDigest, MorningList, PolicyReview, Reminder
from worker.model.catalogue_row import Approver, CatalogueRow, Origin, Priority, Reader, Signposts, Tally
from worker.model.client_letter import (
    Acknowledgement,
    ClientLetter,
    ClientReminder,
    EightWeekLetter,
    NeutralAcknowledgement,
    VerbalRecord,
)
from worker.model.staff_letter import (
    AcknowledgeByHand,
    Alarm,
    ClientWrote,
    CommandDone,
    CommandNotDone,
    DeliveryFailed,
    Draft,
    Explained,
    Quarantined,
    TriageList,
    VerbalForm,
)
from worker.model.stage import Stage
from worker.model.time import Clock


class LetterKind(StrEnum):
    """The letters; the value is the id, which is stored in the log and begins the name of the template's file."""

    ACKNOWLEDGEMENT = "M01"
    NEUTRAL_ACKNOWLEDGEMENT = "M02"
    VERBAL_RECORD = "M03"
    VERBAL_REMINDER = "M03r"
    TRIAGE_LIST = "M05"
    PROPOSAL = "M07"
    ESCALATION_NOTICE = "M08"
    PROGRESS_UPDATE = "M09"
    DATE_WILL_SLIP = "M10"
    EIGHT_WEEK_LETTER = "M11"
    EIGHT_WEEK_UPDATE = "M11b"
    FINAL_RESPONSE = "M14"
    DEADLOCK_LETTER = "M12"
    CLOSURE_NOTICE = "M15"
    PROPOSAL_REMINDER = "M16"
    REMINDER = "M18"
    DAILY_DIGEST = "M19"
    DELIVERY_FAILED = "M20"
    POLICY_REVIEW = "M22"
    QUARANTINED = "N4"
    CLIENT_WROTE = "S1"
    DRAFT = "S4"
    MORNING_LIST = "S5"
    COMMAND_DONE = "S6"
    NOT_DONE = "S7"
    VERBAL_FORM = "S9"
    ACKNOWLEDGE_BY_HAND = "S11"
    EXPLAINED = "S12"
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


_L, _O, _CLIENT, _STAFF = LetterKind, Origin, Reader.CLIENT, Reader.COLLEAGUE
_CONCLUDED = (
    *(Clock.ACKNOWLEDGE, Clock.ASSESS, Clock.RESPOND),
    *(Clock.NEXT_UPDATE, Clock.CONFIRM, Clock.ESCALATED),
)
"""What ends when the client is told what we found."""

CATALOGUE = (
    (
        _L.ACKNOWLEDGEMENT,
        CatalogueRow(
            "acknowledgement",
            _CLIENT,
            (_O.REPLY,),
            Acknowledgement,
            stops=(Clock.ACKNOWLEDGE,),
            tells=(Clock.RESPOND,),
            acknowledges=True,
            priority=Priority.FIRST,
            counts_as=Tally.ACKNOWLEDGEMENT,
        ),
    ),
    (
        _L.NEUTRAL_ACKNOWLEDGEMENT,
        CatalogueRow(
            "neutral acknowledgement",
            _CLIENT,
            (_O.REPLY,),
            NeutralAcknowledgement,
            stops=(Clock.ACKNOWLEDGE,),
            tells=(Clock.RESPOND,),
            acknowledges=True,
            priority=Priority.FIRST,
            counts_as=Tally.ACKNOWLEDGEMENT,
        ),
    ),
    (
        _L.VERBAL_RECORD,
        CatalogueRow(
            "verbal record",
            _CLIENT,
            (_O.COMMAND,),
            VerbalRecord,
            stops=(Clock.ACKNOWLEDGE,),
            starts=(Clock.CONFIRM,),
            tells=(Clock.RESPOND, Clock.CONFIRM),
            acknowledges=True,
        ),
    ),
    (_L.VERBAL_REMINDER, CatalogueRow("verbal reminder", _CLIENT, (_O.SCHEDULED,), VerbalRecord)),
    (_L.TRIAGE_LIST, CatalogueRow("triage list", _STAFF, (_O.SCHEDULED,), TriageList, of_case=False)),
    (
        _L.PROPOSAL,
        CatalogueRow(
            "proposal",
            _CLIENT,
            (_O.APPROVED,),
            ClientLetter,
            approver=Approver.LEAD,
            stops=_CONCLUDED,
            starts=(Clock.PROMISED, Clock.PROPOSED),
            leads_to=Stage.PROPOSED,
            asks=True,
        ),
    ),
    (
        _L.ESCALATION_NOTICE,
        CatalogueRow(
            "escalation notice",
            _CLIENT,
            (_O.COMMAND,),
            ClientLetter,
            starts=(Clock.ESCALATED,),
            tells=(Clock.ESCALATED,),
        ),
    ),
    (
        _L.PROGRESS_UPDATE,
        CatalogueRow(
            "progress update",
            _CLIENT,
            (_O.APPROVED, _O.SCHEDULED),
            ClientLetter,
            approver=Approver.WRITER,
            stops=(Clock.RESPOND, Clock.NEXT_UPDATE, Clock.ESCALATED),
            starts=(Clock.NEXT_UPDATE,),
            signposts=Signposts.AFTER_EIGHT_WEEKS,
        ),
    ),
    (
        _L.DATE_WILL_SLIP,
        CatalogueRow(
            "letter about a later date",
            _CLIENT,
            (_O.APPROVED,),
            ClientLetter,
            approver=Approver.WRITER,
            stops=(Clock.PROMISED,),
            starts=(Clock.PROMISED,),
        ),
    ),
    (
        _L.EIGHT_WEEK_LETTER,
        CatalogueRow(
            "eight-week letter",
            _CLIENT,
            (_O.APPROVED,),
            EightWeekLetter,
            approver=Approver.HEAD,
            stops=(Clock.EIGHT_WEEKS,),
            starts=(Clock.NEXT_UPDATE, Clock.OMBUDSMAN_OPEN),
            waits_for_its_day=True,
            signposts=Signposts.ALWAYS,
        ),
    ),
    (
        _L.EIGHT_WEEK_UPDATE,
        CatalogueRow(
            "eight-week update",
            _CLIENT,
            (_O.APPROVED,),
            EightWeekLetter,
            approver=Approver.HEAD,
            stops=(Clock.EIGHT_WEEKS,),
            starts=(Clock.NEXT_UPDATE,),
            waits_for_its_day=True,
        ),
    ),
    (
        _L.FINAL_RESPONSE,
        CatalogueRow(
            "answer",
            _CLIENT,
            (_O.APPROVED,),
            ClientLetter,
            approver=Approver.LEAD,
            stops=(*_CONCLUDED, Clock.PROMISED, Clock.PROPOSED),
            leads_to=Stage.FINAL_SENT,
            asks=True,
            signposts=Signposts.AFTER_EIGHT_WEEKS,
        ),
    ),
    (
        _L.DEADLOCK_LETTER,
        CatalogueRow(
            "deadlock letter",
            _CLIENT,
            (_O.APPROVED,),
            ClientLetter,
            approver=Approver.HEAD,
            stops=(*_CONCLUDED, Clock.PROMISED, Clock.PROPOSED, Clock.EIGHT_WEEKS),
            starts=(Clock.OMBUDSMAN_OPEN,),
            leads_to=Stage.DEADLOCK,
            signposts=Signposts.IF_ELIGIBLE,
        ),
    ),
    (_L.CLOSURE_NOTICE, CatalogueRow("closure notice", _CLIENT, (_O.COMMAND,), ClientLetter)),
    (_L.PROPOSAL_REMINDER, CatalogueRow("proposal reminder", _CLIENT, (_O.SCHEDULED,), ClientReminder)),
    (_L.REMINDER, CatalogueRow("reminder", _STAFF, (_O.SCHEDULED,), Reminder, of_case=False)),
    (_L.DAILY_DIGEST, CatalogueRow("daily digest", _STAFF, (_O.SCHEDULED,), DailyDigest, of_case=False)),
    (_L.DELIVERY_FAILED, CatalogueRow("delivery failed", _STAFF, (_O.EVENT,), DeliveryFailed)),
    (_L.POLICY_REVIEW, CatalogueRow("policy review", _STAFF, (_O.SCHEDULED,), PolicyReview, of_case=False)),
    (_L.QUARANTINED, CatalogueRow("quarantined", _STAFF, (_O.EVENT,), Quarantined, of_case=False)),
    (_L.CLIENT_WROTE, CatalogueRow("client wrote", _STAFF, (_O.EVENT,), ClientWrote)),
    (_L.DRAFT, CatalogueRow("draft", _STAFF, (_O.RECEIPT, _O.SCHEDULED), Draft)),
    (_L.MORNING_LIST, CatalogueRow("morning list", _STAFF, (_O.SCHEDULED,), MorningList, of_case=False)),
    (_L.COMMAND_DONE, CatalogueRow("command done", _STAFF, (_O.RECEIPT,), CommandDone)),
    (_L.NOT_DONE, CatalogueRow("not done", _STAFF, (_O.RECEIPT,), CommandNotDone)),
    (_L.VERBAL_FORM, CatalogueRow("verbal form", _STAFF, (_O.RECEIPT,), VerbalForm, of_case=False)),
    (
        _L.ACKNOWLEDGE_BY_HAND,
        CatalogueRow("acknowledge by hand", _STAFF, (_O.EVENT,), AcknowledgeByHand, counts_as=Tally.TASK),
    ),
    (_L.EXPLAINED, CatalogueRow("explained", _STAFF, (_O.RECEIPT,), Explained)),
    (_L.ALARM, CatalogueRow("alarm", _STAFF, (_O.EVENT,), Alarm, of_case=False, counts_as=Tally.TASK)),
)
"""One row a letter."""

_ROWS: Mapping[LetterKind, CatalogueRow] = MappingProxyType(dict(CATALOGUE))
