"""The message catalogue, one row a letter: its id, how it comes about, the facts it states, and its template."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from worker.model import record_letter as record
from worker.model import staff_letter as staff
from worker.model.agenda_facts import DailyDigest, MorningList, PolicyReview, Reminder
from worker.model.assigned import Assignment
from worker.model.catalogue_row import Approver, CatalogueRow, Origin, Priority, Reader, Signposts, Tally
from worker.model.client_letter import (
    Acknowledgement,
    ClientLetter,
    ClientReminder,
    EightWeekLetter,
    NeutralAcknowledgement,
    VerbalRecord,
)
from worker.model.stage import Stage
from worker.model.time import CONCLUDED, Clock
from worker.model.what_was_it import WhatWasIt


class LetterKind(StrEnum):
    """The letters; the value is the id, which is stored in the log and begins the name of the template's file."""

    ACKNOWLEDGEMENT = "M01"
    NEUTRAL_ACKNOWLEDGEMENT = "M02"
    VERBAL_RECORD = "M03"
    VERBAL_REMINDER = "M03r"
    ASSIGNMENT = "M04"
    TRIAGE_LIST = "M05"
    PROPOSAL = "M07"
    ESCALATION_NOTICE = "M08"
    LEAD_NOTICE = "M08b"
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

CATALOGUE = (
    CatalogueRow(
        _L.ACKNOWLEDGEMENT,
        "acknowledgement",
        _CLIENT,
        (_O.REPLY,),
        Acknowledgement,
        ("3.1.7.8", "3.1.8.1", "3.1.9.2"),
        stops=(Clock.ACKNOWLEDGE,),
        tells=(Clock.RESPOND,),
        acknowledges=True,
        priority=Priority.FIRST,
        counts_as=Tally.ACKNOWLEDGEMENT,
    ),
    CatalogueRow(
        _L.NEUTRAL_ACKNOWLEDGEMENT,
        "neutral acknowledgement",
        _CLIENT,
        (_O.REPLY,),
        NeutralAcknowledgement,
        ("3.1.8.1",),
        stops=(Clock.ACKNOWLEDGE,),
        tells=(Clock.RESPOND,),
        acknowledges=True,
        priority=Priority.FIRST,
        counts_as=Tally.ACKNOWLEDGEMENT,
    ),
    CatalogueRow(
        _L.VERBAL_RECORD,
        "verbal record",
        _CLIENT,
        (_O.COMMAND,),
        VerbalRecord,
        ("3.1.4",),
        stops=(Clock.ACKNOWLEDGE,),
        starts=(Clock.CONFIRM,),
        tells=(Clock.RESPOND, Clock.CONFIRM),
        acknowledges=True,
    ),
    CatalogueRow(_L.VERBAL_REMINDER, "verbal reminder", _CLIENT, (_O.SCHEDULED,), VerbalRecord, ("3.1.4",)),
    CatalogueRow(_L.ASSIGNMENT, "assignment", _STAFF, (_O.EVENT,), Assignment, ("3.1.7.2",), of_case=False),
    CatalogueRow(
        _L.TRIAGE_LIST, "triage list", _STAFF, (_O.SCHEDULED,), staff.TriageList, ("3.1.6.2",), of_case=False
    ),
    CatalogueRow(
        _L.PROPOSAL,
        "proposal",
        _CLIENT,
        (_O.APPROVED,),
        ClientLetter,
        ("3.1.7.3",),
        approver=Approver.LEAD,
        stops=CONCLUDED,
        starts=(Clock.PROMISED, Clock.PROPOSED),
        leads_to=Stage.PROPOSED,
        asks=True,
    ),
    CatalogueRow(
        _L.ESCALATION_NOTICE,
        "escalation notice",
        _CLIENT,
        (_O.COMMAND,),
        ClientLetter,
        ("3.1.7.5",),
        starts=(Clock.ESCALATED,),
        tells=(Clock.ESCALATED,),
    ),
    CatalogueRow(_L.LEAD_NOTICE, "new lead", _CLIENT, (_O.COMMAND, _O.EVENT), ClientLetter, ("3.1.7.7",)),
    CatalogueRow(
        _L.PROGRESS_UPDATE,
        "progress update",
        _CLIENT,
        (_O.APPROVED, _O.SCHEDULED),
        ClientLetter,
        ("3.1.8.2",),
        approver=Approver.WRITER,
        stops=(Clock.RESPOND, Clock.NEXT_UPDATE, Clock.ESCALATED),
        starts=(Clock.NEXT_UPDATE,),
        signposts=Signposts.AFTER_EIGHT_WEEKS,
    ),
    CatalogueRow(
        _L.DATE_WILL_SLIP,
        "letter about a later date",
        _CLIENT,
        (_O.APPROVED,),
        ClientLetter,
        ("3.1.7.6",),
        approver=Approver.WRITER,
        stops=(Clock.PROMISED,),
        starts=(Clock.PROMISED,),
    ),
    CatalogueRow(
        _L.EIGHT_WEEK_LETTER,
        "eight-week letter",
        _CLIENT,
        (_O.APPROVED,),
        EightWeekLetter,
        ("3.1.7.9",),
        approver=Approver.HEAD,
        stops=(Clock.EIGHT_WEEKS,),
        starts=(Clock.NEXT_UPDATE, Clock.OMBUDSMAN_OPEN),
        waits_for_its_day=True,
        signposts=Signposts.ALWAYS,
    ),
    CatalogueRow(
        _L.EIGHT_WEEK_UPDATE,
        "eight-week update",
        _CLIENT,
        (_O.APPROVED,),
        EightWeekLetter,
        ("3.1.7.9",),
        approver=Approver.HEAD,
        stops=(Clock.EIGHT_WEEKS,),
        starts=(Clock.NEXT_UPDATE,),
        waits_for_its_day=True,
    ),
    CatalogueRow(
        _L.FINAL_RESPONSE,
        "answer",
        _CLIENT,
        (_O.APPROVED,),
        ClientLetter,
        ("3.1.8.2",),
        approver=Approver.LEAD,
        stops=(*CONCLUDED, Clock.PROMISED, Clock.PROPOSED),
        leads_to=Stage.FINAL_SENT,
        asks=True,
        signposts=Signposts.AFTER_EIGHT_WEEKS,
    ),
    CatalogueRow(
        _L.DEADLOCK_LETTER,
        "deadlock letter",
        _CLIENT,
        (_O.APPROVED,),
        ClientLetter,
        ("3.1.7.9",),
        approver=Approver.HEAD,
        stops=(*CONCLUDED, Clock.PROMISED, Clock.PROPOSED, Clock.EIGHT_WEEKS),
        starts=(Clock.OMBUDSMAN_OPEN,),
        leads_to=Stage.DEADLOCK,
        signposts=Signposts.IF_ELIGIBLE,
    ),
    CatalogueRow(_L.CLOSURE_NOTICE, "closure notice", _CLIENT, (_O.COMMAND,), ClientLetter, ("3.1.8.2",)),
    CatalogueRow(
        _L.PROPOSAL_REMINDER, "proposal reminder", _CLIENT, (_O.SCHEDULED,), ClientReminder, ("3.1.7.4",)
    ),
    CatalogueRow(_L.REMINDER, "reminder", _STAFF, (_O.SCHEDULED,), Reminder, ("3.1.7.7",), of_case=False),
    CatalogueRow(
        _L.DAILY_DIGEST,
        "daily digest",
        _STAFF,
        (_O.SCHEDULED,),
        DailyDigest,
        ("3.1.7.7", "3.1.10"),
        of_case=False,
    ),
    CatalogueRow(
        _L.DELIVERY_FAILED, "delivery failed", _STAFF, (_O.EVENT,), staff.DeliveryFailed, ("3.1.8.1",)
    ),
    CatalogueRow(
        _L.POLICY_REVIEW, "policy review", _STAFF, (_O.SCHEDULED,), PolicyReview, ("3.1.6.4",), of_case=False
    ),
    CatalogueRow(_L.QUARANTINED, "quarantined", _STAFF, (_O.EVENT,), staff.Quarantined, (), of_case=False),
    CatalogueRow(_L.CLIENT_WROTE, "client wrote", _STAFF, (_O.EVENT,), staff.ClientWrote, ("3.1.6.1",)),
    CatalogueRow(_L.RECORD_CHECKED, "record checked", _STAFF, (_O.EVENT,), record.RecordChecked, ("3.1.4",)),
    CatalogueRow(_L.DRAFT, "draft", _STAFF, (_O.RECEIPT, _O.SCHEDULED), staff.Draft, ("3.1.7.3",)),
    CatalogueRow(
        _L.MORNING_LIST, "morning list", _STAFF, (_O.SCHEDULED,), MorningList, ("3.1.7.7",), of_case=False
    ),
    CatalogueRow(
        _L.STAFF_MAIL_UNCLEAR,
        "question about a mail",
        _STAFF,
        (_O.RECEIPT,),
        staff.StaffMailUnclear,
        ("2.1",),
        of_case=False,
    ),
    CatalogueRow(
        _L.STAFF_MAIL_SORTED,
        "answer about a mail",
        _STAFF,
        (_O.RECEIPT,),
        staff.StaffMailSorted,
        ("2.1",),
        of_case=False,
    ),
    CatalogueRow(_L.KEPT_AS_NOTE, "note kept", _STAFF, (_O.RECEIPT,), staff.KeptAsNote, ("3.1.7.1",)),
    CatalogueRow(_L.COMMAND_DONE, "command done", _STAFF, (_O.RECEIPT,), staff.CommandDone, ("3.1.7.1",)),
    CatalogueRow(_L.NOT_DONE, "not done", _STAFF, (_O.RECEIPT,), staff.CommandNotDone, ("3.1.7.1",)),
    CatalogueRow(
        _L.VERBAL_FORM, "verbal form", _STAFF, (_O.RECEIPT,), record.VerbalForm, ("3.1.4",), of_case=False
    ),
    CatalogueRow(
        _L.ACKNOWLEDGE_BY_HAND,
        "acknowledge by hand",
        _STAFF,
        (_O.EVENT,),
        staff.AcknowledgeByHand,
        ("3.1.8.1",),
        counts_as=Tally.TASK,
    ),
    CatalogueRow(_L.HELP_CARD, "help card", _STAFF, (_O.RECEIPT,), staff.HelpCard, (), of_case=False),
    CatalogueRow(_L.EXPLAINED, "explained", _STAFF, (_O.RECEIPT,), staff.Explained, ("3.1.7.1",)),
    CatalogueRow(_L.TO_POST, "letter to post", _STAFF, (_O.EVENT,), record.ToPost, ("3.1.3",)),
    CatalogueRow(_L.SHOWN, "what was asked for", _STAFF, (_O.RECEIPT,), staff.Shown, ("3.1.7.1",)),
    CatalogueRow(_L.WHAT_WAS_IT, "question to a writer", _STAFF, (_O.EVENT,), WhatWasIt, ("3.1.8.2",)),
    CatalogueRow(
        _L.ALARM, "alarm", _STAFF, (_O.EVENT,), staff.Alarm, (), of_case=False, counts_as=Tally.TASK
    ),
)
"""One row a letter."""

_ROWS: Mapping[StrEnum, CatalogueRow] = MappingProxyType({row.kind: row for row in CATALOGUE})
