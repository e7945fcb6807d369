"""One row a kind of entry: its stored name, its class, its sentence for people, what it does to the case.

A stored name is in the log for ever, whatever becomes of the class; tests/adapters/golden_entries.jsonl holds each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from worker.model.address_event import AddressConfirmed
from worker.model.client_event import ClientAnswered, StatementConfirmed, StatementCorrected
from worker.model.duty import ActionWaived, DutyDone
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockMoved,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    Fact,
    MailNoted,
    ReminderSent,
    ResponsibleTold,
    TriageDecided,
)
from worker.model.file_event import FilesNotOpened
from worker.model.letter_event import (
    LetterQueued,
    LetterReturned,
    LetterSent,
    LetterToPost,
    LetterUndeliverable,
    SecondCopyPossible,
)
from worker.model.mail_by_hand import Correspondence, CorrespondenceNamed
from worker.model.offer_event import OfferSaid
from worker.model.party_event import CaseFileWanted, PartyWrote
from worker.model.people_event import AboutColleague, LeadAwayTold, LeavingTold
from worker.model.second_thought import CaseReopened, LetterWithdrawn, Undone
from worker.model.staff_event import (
    Assessed,
    CaseClosed,
    CauseFound,
    ClientDetailsGiven,
    ClientTold,
    CorrectiveActionAgreed,
    DraftApproved,
    DraftWritten,
    EligibilityConfirmed,
    Escalated,
    IssueDated,
    LeadSet,
    LetterPosted,
    OmbudsmanDecided,
    OwnerSet,
    ProposalAnswered,
    RemindersQuieted,
    SharingAllowed,
    SharingRestricted,
)
from worker.model.two_cases import CaseJoined, CaseMerged, CaseParted, KeptApart, MailParted, PartAsked
from worker.policy import (
    address_confirmed,
    client_answered,
    effects,
    entry_words,
    found_out,
    in_evidence,
    no_action,
    offer_said,
    one_of_two,
    party_words,
    people_in_case,
    second_thought_words,
    staff_event_words,
    written_by_hand,
)
from worker.policy.case import Case


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of entry: `says` is its sentence for a colleague, `does` what it makes of the case.

    `says_outside` is its sentence in a file that leaves the house, where that must quote less.
    """

    name: str
    of: type[Fact]
    says: Callable[[Any], str]
    does: Callable[[Case, Any], Case]
    says_outside: Callable[[Any], str] | None = None


KINDS = (
    EntryKind(
        "complaint received",
        ComplaintReceived,
        entry_words.complaint_received,
        effects.nothing,
        entry_words.received_outside,
    ),
    EntryKind(
        "acknowledgement withheld",
        AcknowledgementWithheld,
        entry_words.acknowledgement_withheld,
        effects.withheld,
    ),
    EntryKind(
        "address confirmed",
        AddressConfirmed,
        address_confirmed.says_address_confirmed,
        address_confirmed.address_confirmed,
    ),
    EntryKind("triage decided", TriageDecided, entry_words.triage_decided, effects.triage_decided),
    EntryKind("client phoned", ClientPhoned, entry_words.client_phoned, in_evidence.phoned),
    EntryKind("clock started", ClockStarted, entry_words.clock_started, effects.clock_runs),
    EntryKind("clock stopped", ClockStopped, entry_words.clock_stopped, effects.clock_stopped),
    EntryKind("clock moved", ClockMoved, entry_words.clock_moved, effects.clock_runs),
    EntryKind("reminder sent", ReminderSent, entry_words.reminder_sent, effects.reminded),
    EntryKind("responsible told", ResponsibleTold, entry_words.responsible_told, effects.told),
    EntryKind("leaving told", LeavingTold, people_in_case.says_leaving_told, people_in_case.leaving_told),
    EntryKind(
        "lead away told",
        LeadAwayTold,
        people_in_case.says_lead_away_told,
        people_in_case.lead_away_told,
    ),
    EntryKind("letter queued", LetterQueued, entry_words.letter_queued, effects.letter_queued),
    EntryKind("letter to post", LetterToPost, entry_words.letter_to_post, effects.letter_to_post),
    EntryKind("statement confirmed", StatementConfirmed, entry_words.statement_confirmed, effects.nothing),
    EntryKind(
        "statement corrected",
        StatementCorrected,
        entry_words.statement_corrected,
        effects.statement_corrected,
    ),
    EntryKind(
        "client answered",
        ClientAnswered,
        client_answered.says_answered,
        in_evidence.answered,
        client_answered.says_answered_outside,
    ),
    EntryKind("letter sent", LetterSent, entry_words.letter_sent, effects.letter_sent),
    EntryKind("letter withdrawn", LetterWithdrawn, second_thought_words.letter_withdrawn, effects.nothing),
    EntryKind(
        "letter undeliverable", LetterUndeliverable, entry_words.letter_undeliverable, effects.letter_lost
    ),
    EntryKind("letter returned", LetterReturned, entry_words.letter_returned, effects.letter_lost),
    EntryKind("second copy possible", SecondCopyPossible, entry_words.second_copy_possible, effects.nothing),
    EntryKind("mail noted", MailNoted, entry_words.mail_noted, in_evidence.noted),
    EntryKind(
        "correspondence", Correspondence, written_by_hand.says_correspondence, written_by_hand.corresponded
    ),
    EntryKind("assessed", Assessed, staff_event_words.assessed, effects.assessed),
    EntryKind("escalated", Escalated, staff_event_words.escalated, in_evidence.escalated),
    EntryKind("owner set", OwnerSet, staff_event_words.owner_set, effects.owner_set),
    EntryKind("lead set", LeadSet, staff_event_words.lead_set, effects.lead_set),
    EntryKind(
        "about colleague",
        AboutColleague,
        people_in_case.says_about_colleague,
        people_in_case.about_colleague,
    ),
    EntryKind("draft written", DraftWritten, staff_event_words.draft_written, effects.draft_written),
    EntryKind(
        "draft approved",
        DraftApproved,
        staff_event_words.draft_approved,
        effects.draft_approved,
        staff_event_words.draft_approved_outside,
    ),
    EntryKind("offer said", OfferSaid, offer_said.says_offer_said, offer_said.offer_said),
    EntryKind("letter posted", LetterPosted, entry_words.letter_posted, effects.letter_sent),
    EntryKind("client told", ClientTold, entry_words.client_told, in_evidence.told),
    EntryKind(
        "client details given",
        ClientDetailsGiven,
        entry_words.client_details_given,
        effects.client_details_given,
    ),
    EntryKind(
        "correspondence named",
        CorrespondenceNamed,
        written_by_hand.says_correspondence_named,
        written_by_hand.correspondence_named,
    ),
    EntryKind(
        "proposal answered", ProposalAnswered, staff_event_words.proposal_answered, effects.proposal_answered
    ),
    EntryKind(
        "eligibility confirmed",
        EligibilityConfirmed,
        staff_event_words.eligibility_confirmed,
        found_out.eligibility_confirmed,
    ),
    EntryKind(
        "sharing restricted",
        SharingRestricted,
        staff_event_words.sharing_restricted,
        effects.sharing_restricted,
    ),
    EntryKind("sharing allowed", SharingAllowed, staff_event_words.sharing_allowed, effects.sharing_allowed),
    EntryKind("issue dated", IssueDated, staff_event_words.issue_dated, found_out.issue_dated),
    EntryKind(
        "cause found",
        CauseFound,
        staff_event_words.cause_found,
        found_out.cause_found,
        staff_event_words.cause_found_outside,
    ),
    EntryKind(
        "reminders quieted", RemindersQuieted, staff_event_words.reminders_quieted, effects.reminders_quieted
    ),
    EntryKind(
        "ombudsman decided", OmbudsmanDecided, staff_event_words.ombudsman_decided, effects.ombudsman_decided
    ),
    EntryKind(
        "corrective action agreed",
        CorrectiveActionAgreed,
        staff_event_words.action_agreed,
        effects.action_agreed,
        staff_event_words.action_agreed_outside,
    ),
    EntryKind(
        "corrective action waived",
        ActionWaived,
        no_action.says_waived,
        no_action.waived,
        no_action.says_waived_outside,
    ),
    EntryKind("duty done", DutyDone, staff_event_words.duty_done, effects.nothing),
    EntryKind("case closed", CaseClosed, staff_event_words.case_closed, effects.closed),
    EntryKind("case reopened", CaseReopened, second_thought_words.case_reopened, effects.reopened),
    EntryKind("case merged", CaseMerged, one_of_two.says_merged, one_of_two.merged),
    EntryKind("case joined", CaseJoined, one_of_two.says_joined, one_of_two.joined),
    EntryKind("case parted", CaseParted, one_of_two.says_parted, one_of_two.parted),
    EntryKind("party wrote", PartyWrote, party_words.party_wrote, effects.nothing),
    EntryKind("case file wanted", CaseFileWanted, party_words.case_file_wanted, effects.nothing),
    EntryKind("files not opened", FilesNotOpened, party_words.files_not_opened, effects.nothing),
    EntryKind("mail parted", MailParted, one_of_two.says_mail_parted, in_evidence.mail_parted),
    EntryKind("part asked", PartAsked, one_of_two.says_part_asked, one_of_two.part_asked),
    EntryKind("kept apart", KeptApart, one_of_two.says_kept_apart, one_of_two.kept_apart),
    EntryKind("undone", Undone, second_thought_words.undone, effects.nothing),
)

_BY_CLASS = {kind.of: kind for kind in KINDS}
_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(fact: Fact) -> EntryKind:
    """The row of that fact."""
    return _BY_CLASS[type(fact)]


def kind_for(of: type[Fact]) -> EntryKind:
    """The row of that class of facts."""
    return _BY_CLASS[of]


def kind_named(name: str) -> EntryKind | None:
    """The row with that stored name, or None for one that only a newer version knows."""
    return _BY_NAME.get(name)
