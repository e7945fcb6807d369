"""The mails to colleagues, one row each."""

from worker.model import record_letter as record
from worker.model import staff_letter as staff
from worker.model.agenda_facts import DailyDigest, MorningList, PolicyReview, Reminder
from worker.model.answer_letter import ClientWrote, EscalationWanted
from worker.model.assigned import Assignment
from worker.model.catalogue_row import CatalogueRow, Origin, Reader, Tally
from worker.model.left_behind import LeadAway, SomebodyLeft
from worker.model.part_or_new import PartOrNew
from worker.model.party_letter import PartyMail, PartyMailOfNoCase
from worker.model.what_was_it import WhatWasIt

_O, _STAFF = Origin, Reader.COLLEAGUE

TO_COLLEAGUES = (
    CatalogueRow("M04", "assignment", _STAFF, (_O.EVENT,), Assignment, ("3.1.7.2",), of_case=False),
    CatalogueRow(
        "M05", "triage list", _STAFF, (_O.SCHEDULED,), staff.TriageList, ("3.1.6.2",), of_case=False
    ),
    CatalogueRow("M18", "reminder", _STAFF, (_O.SCHEDULED,), Reminder, ("3.1.7.7",), of_case=False),
    CatalogueRow(
        "M19",
        "daily digest",
        _STAFF,
        (_O.SCHEDULED,),
        DailyDigest,
        ("3.1.7.7", "3.1.10"),
        of_case=False,
    ),
    CatalogueRow("M20", "delivery failed", _STAFF, (_O.EVENT,), staff.DeliveryFailed, ("3.1.8.1",)),
    CatalogueRow("M22", "policy review", _STAFF, (_O.SCHEDULED,), PolicyReview, ("3.1.6.4",), of_case=False),
    CatalogueRow("N4", "quarantined", _STAFF, (_O.EVENT,), staff.Quarantined, (), of_case=False),
    CatalogueRow("S1", "client wrote", _STAFF, (_O.EVENT,), ClientWrote, ("3.1.6.1",)),
    CatalogueRow("S2", "client wants escalation", _STAFF, (_O.EVENT,), EscalationWanted, ("3.1.7.5",)),
    CatalogueRow("S3", "record checked", _STAFF, (_O.EVENT,), record.RecordChecked, ("3.1.4",)),
    CatalogueRow("S4", "draft", _STAFF, (_O.RECEIPT, _O.SCHEDULED), staff.Draft, ("3.1.7.3",)),
    CatalogueRow("S5", "morning list", _STAFF, (_O.SCHEDULED,), MorningList, ("3.1.7.7",), of_case=False),
    CatalogueRow(
        "S8",
        "question about a mail",
        _STAFF,
        (_O.RECEIPT,),
        staff.StaffMailUnclear,
        ("2.1",),
        of_case=False,
    ),
    CatalogueRow(
        "S8b",
        "answer about a mail",
        _STAFF,
        (_O.RECEIPT,),
        staff.StaffMailSorted,
        ("2.1",),
        of_case=False,
    ),
    CatalogueRow("S13", "note kept", _STAFF, (_O.RECEIPT,), staff.KeptAsNote, ("3.1.7.1",)),
    CatalogueRow("S6", "command done", _STAFF, (_O.RECEIPT,), staff.CommandDone, ("3.1.7.1",)),
    CatalogueRow("S7", "not done", _STAFF, (_O.RECEIPT,), staff.CommandNotDone, ("3.1.7.1",)),
    CatalogueRow("S9", "verbal form", _STAFF, (_O.RECEIPT,), record.VerbalForm, ("3.1.4",), of_case=False),
    CatalogueRow(
        "S11",
        "acknowledge by hand",
        _STAFF,
        (_O.EVENT,),
        staff.AcknowledgeByHand,
        ("3.1.8.1",),
        counts_as=Tally.TASK,
    ),
    CatalogueRow("S10", "help card", _STAFF, (_O.RECEIPT,), staff.HelpCard, (), of_case=False),
    CatalogueRow("S12", "explained", _STAFF, (_O.RECEIPT,), staff.Explained, ("3.1.7.1",)),
    CatalogueRow("S14", "letter to post", _STAFF, (_O.EVENT,), record.ToPost, ("3.1.3",)),
    CatalogueRow("S16", "what was asked for", _STAFF, (_O.RECEIPT,), staff.Shown, ("3.1.7.1",)),
    CatalogueRow("S15", "question to a writer", _STAFF, (_O.EVENT,), WhatWasIt, ("3.1.8.2",)),
    CatalogueRow(
        "S17", "somebody has left", _STAFF, (_O.EVENT,), SomebodyLeft, ("3.1.7.2", "3.1.7.7"), of_case=False
    ),
    CatalogueRow("S18", "question about two complaints", _STAFF, (_O.EVENT,), PartOrNew, ("3.1.8.1",)),
    CatalogueRow("S19", "question who leads", _STAFF, (_O.EVENT,), LeadAway, ("3.1.7.7",)),
    CatalogueRow("S20", "note of a letter taken out", _STAFF, (_O.EVENT,), staff.NotShared, ("3.1.11",)),
    CatalogueRow(
        "S21", "procedure to post", _STAFF, (_O.EVENT,), record.ProcedureToPost, ("3.1.7.8",), of_case=False
    ),
    CatalogueRow(
        "S22", "mail of an authority or a supplier", _STAFF, (_O.EVENT,), PartyMail, ("3.1.7.9", "3.1.9.4")
    ),
    CatalogueRow(
        "S23",
        "question about a mail of an authority or a supplier",
        _STAFF,
        (_O.EVENT,),
        PartyMailOfNoCase,
        ("3.1.7.9", "3.1.9.4"),
        of_case=False,
    ),
    CatalogueRow("M23", "alarm", _STAFF, (_O.EVENT,), staff.Alarm, (), of_case=False, counts_as=Tally.TASK),
)
