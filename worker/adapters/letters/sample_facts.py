"""Sample facts of the letters that follow an acknowledgement, and of those that time makes due: full, then bare."""

from dataclasses import replace
from datetime import UTC, date, datetime

from worker.model.agenda_facts import (
    Action,
    AgendaLine,
    DailyDigest,
    MorningList,
    News,
    PolicyReview,
    Reminder,
    StageCount,
)
from worker.model.assigned import Assigned, Assignment, Due
from worker.model.attached_file import DraftFile, ListedFile
from worker.model.catalogue import LetterKind
from worker.model.client_letter import ClientLetter, ClientReminder, EightWeekLetter, Signpost, VerbalRecord
from worker.model.letter import LetterFacts
from worker.model.record_letter import RecordChecked, ToPost, VerbalForm
from worker.model.staff_letter import CommandNotDone, Draft, Suggestion

_Sample = tuple[LetterKind, LetterFacts, LetterFacts]

_SIGNPOST = Signpost(
    name="Energy Ombudsman",
    phone="0330 440 1624",
    email="enquiry@ombudsman.example",
    post="P.O. Box 966, Warrington, WA4 9DF",
    open_from=date(2026, 4, 28),
    we_obey=True,
)
_LETTER = ClientLetter(
    topic="Renewal of our electricity contract",
    received_on=date(2026, 3, 2),
    section="Client Services",
    words=(
        "Your renewal was sent without the signed agreement.\nWe got this wrong, and I am sorry.\n\n"
        "- We ask the supplier to cancel the renewal.\n- We pay you £212.40, the difference since 12 February."
    ),
    on=date(2026, 3, 27),
    signed="Sarah Hughes",
    role="Account Manager",
    lead="James Carter, Head of Client Services",
    dated=date(2026, 3, 9),
    signpost=_SIGNPOST,
)
_BARE = replace(_LETTER, topic="", role="", signpost=None)
_DEADLOCK = replace(
    _LETTER,
    words="We offer £320, half of what you asked for.\n\nThis offer ends if you go to the ombudsman.",
    role="Head of Client Services",
    signpost=replace(_SIGNPOST, open_from=date(2026, 3, 9), is_open=True),
)
_ESCALATED = "You told us that you are not happy with what we proposed."
_SLIP = "The supplier has not yet sent us the corrected bill."
_CLOSED = "You told us that you are happy with what we did."
_UPDATE = replace(_LETTER, words="", done=("We acknowledged your complaint on Tuesday 3 March 2026.",))
_EIGHT_WEEKS = EightWeekLetter(
    topic="Renewal of our electricity contract",
    dated=date(2026, 4, 27),
    received_on=date(2026, 3, 2),
    eight_weeks=date(2026, 4, 27),
    section="Client Services",
    words=(
        "- You asked us to pay back £640 in commission.\n- We offered £320. You did not accept it.\n\n"
        "Our offer of £320 stays open if you go to the ombudsman."
    ),
    next_on=date(2026, 5, 18),
    signed="James Carter",
    role="Head of Client Services",
    signpost=_SIGNPOST,
)
_VERBAL = VerbalRecord(
    told_at=datetime(2026, 3, 3, 10, 40, tzinfo=UTC),
    channel="telephone",
    taken_by="Tom Reed",
    words="The gas meter was not moved to the new contract by 1 February.",
    confirm_by=date(2026, 3, 17),
    respond_by=date(2026, 3, 24),
    section="Client Services",
)
_PROPOSAL_REMINDER = ClientReminder(
    topic="Renewal of our electricity contract",
    proposed_on=date(2026, 3, 9),
    words="We ask the supplier to cancel the renewal.",
    on=date(2026, 3, 27),
    signed="Sarah Hughes",
    section="Client Services",
)

CLIENT_FACTS: tuple[_Sample, ...] = (
    (LetterKind.VERBAL_RECORD, _VERBAL, replace(_VERBAL, channel="in person")),
    (
        LetterKind.VERBAL_REMINDER,
        replace(_VERBAL, asked_on=date(2026, 3, 4)),
        replace(_VERBAL, asked_on=date(2026, 3, 4), channel="in person"),
    ),
    (LetterKind.PROPOSAL, _LETTER, _BARE),
    (LetterKind.ESCALATION_NOTICE, replace(_LETTER, words=_ESCALATED), replace(_BARE, words="")),
    (LetterKind.LEAD_NOTICE, replace(_LETTER, words=""), replace(_BARE, words="", on=None)),
    (LetterKind.PROGRESS_UPDATE, _UPDATE, replace(_BARE, signed="")),
    (
        LetterKind.DATE_WILL_SLIP,
        replace(_LETTER, words=_SLIP, replaces=date(2026, 3, 20)),
        replace(_BARE, words=_SLIP, replaces=date(2026, 3, 6), missed=True),
    ),
    (
        LetterKind.EIGHT_WEEK_LETTER,
        _EIGHT_WEEKS,
        replace(_EIGHT_WEEKS, topic="", role="", signpost=replace(_SIGNPOST, may_go=False, we_obey=False)),
    ),
    (
        LetterKind.EIGHT_WEEK_UPDATE,
        replace(_EIGHT_WEEKS, words=_SLIP, signpost=None),
        replace(_EIGHT_WEEKS, words=_SLIP, topic="", signpost=None),
    ),
    (
        LetterKind.DEADLOCK_LETTER,
        _DEADLOCK,
        replace(_BARE, words="We offer £320, half of what you asked for."),
    ),
    (LetterKind.CLOSURE_NOTICE, replace(_LETTER, words=_CLOSED), replace(_BARE, words="You withdrew it.")),
    (LetterKind.OPEN_AGAIN, replace(_LETTER, words="", again=True), replace(_BARE, words="")),
    (LetterKind.PROPOSAL_REMINDER, _PROPOSAL_REMINDER, replace(_PROPOSAL_REMINDER, topic="")),
)

_OVERDUE = AgendaLine(
    reference="OPT-2026-0031",
    due_on=date(2026, 3, 9),
    what="answer or update to the client",
    client="Harbour Bakery",
    owner="Tom Reed",
    overdue=True,
    clause="3.1.8.2",
    told_to=("James Carter", "Helen Price"),
    actions=(
        Action(label="Update the client, next date Tue 31 March 2026", command="update Tue 31 March 2026"),
        Action(label="Propose, done by Tue 31 March 2026", command="propose Tue 31 March 2026"),
    ),
)
_SOON = AgendaLine(
    reference="OPT-2026-0044", due_on=date(2026, 3, 11), what="acknowledge the complaint", client="", owner=""
)
_DIGEST = DailyDigest(
    on=date(2026, 3, 10),
    sections="Client Services",
    open=9,
    needs_you=(_OVERDUE,),
    due_soon=(_SOON,),
    eight_weeks=(replace(_SOON, what="send the eight-week letter", due_on=date(2026, 3, 24)),),
    held=(News(what="Mail that could not be handled", count=1),),
    stages=(
        StageCount(stage="New", count=2),
        StageCount(stage="Escalated", count=1, tone="alarm"),
        StageCount(stage="Closed, but something is still owed", count=1, tone="quiet"),
    ),
    since=date(2026, 3, 9),
    news=(News(what="New", references=("OPT-2026-0043", "OPT-2026-0044"), count=2),),
    overdue=1,
    soon_until=date(2026, 3, 12),
    read_at=datetime(2026, 3, 10, 7, 49, tzinfo=UTC),
    holidays_until=date(2028, 12, 31),
    review_overdue_since=date(2023, 8, 28),
    seal="9f2c",
    log_left_out=True,
)
_REVIEW = PolicyReview(
    on=date(2026, 3, 10),
    due_on=date(2026, 8, 28),
    version="1.1",
    complaints=120,
    stages=(StageCount(stage="Escalated", count=9), StageCount(stage="Closed", count=111)),
)

_DRAFT = (
    "Subject: Eight-week letter: you can go to the ombudsman [OPT-2026-0042]\n\n"
    "Eight-week letter\n=================\n\nDear Mrs Patel,\n\n"
    "Your complaint is still not resolved, and I am sorry about that. You can also let us carry on. "
    "The choice is yours.\n\nWhere your complaint stands\n---------------------------\n\n"
    "- We offered £320. You did not accept it."
)

_FILE = DraftFile(
    mail=17, name="credit note – Café Müller.pdf", content_type="application/pdf", size=212_400, sha256="9f2c"
)

_ASSIGNED = Assigned(
    reference="OPT-2026-0042",
    client="Mrs Patel",
    email="patel@bakery.example",
    topic="Renewal of our electricity contract",
    words="My contract was renewed without my agreement.\n\nPlease cancel it.",
    words_cut=True,
    received_on=date(2026, 3, 2),
    due=(
        Due(what="Say how you will handle it", on=date(2026, 3, 4), to_client=False),
        Due(what="Answer or update to the client", on=date(2026, 3, 23)),
        Due(what="The eight weeks end", on=date(2026, 4, 27)),
    ),
    to_assess=True,
    files=(ListedFile(name="bill of February.pdf", size=48_812),),
)
_NOT_SHARED = Assigned(
    reference="OPT-2026-0043",
    client="a client who is not to be named",
    email="",
    topic="",
    words="",
    received_on=date(2026, 3, 2),
    leads=True,
    restricted=True,
)

STAFF_FACTS: tuple[_Sample, ...] = (
    (
        LetterKind.ASSIGNMENT,
        Assignment(complaints=(_ASSIGNED, _NOT_SHARED)),
        Assignment(complaints=(_ASSIGNED,)),
    ),
    (
        LetterKind.DRAFT,
        Draft(
            called="eight-week letter",
            name="M11 1",
            client="Mrs Patel",
            text=_DRAFT,
            written_by="Sarah Hughes",
            leaves_on=date(2026, 4, 27),
            due_on=date(2026, 4, 27),
            files=(_FILE,),
            has_pictures=True,
        ),
        Draft(
            called="proposal",
            name="draft 17",
            client="patel@bakery.example",
            text="Dear Mrs Patel,",
            due_on=date(2026, 3, 6),
            overdue=True,
        ),
    ),
    (
        LetterKind.RECORD_CHECKED,
        RecordChecked(
            client="Mr Okafor",
            said="Nearly: it was 15 January.",
            before="The meter was to be moved by 1 February.",
            after="The meter was to be moved by 1 February.\n\nIt was 15 January.",
        ),
        RecordChecked(client="Mr Okafor", said=""),
    ),
    (
        LetterKind.TO_POST,
        ToPost(
            called="verbal record",
            kind="M03",
            person="sarah",
            client="Mr Okafor",
            address="14 Station Road\nBlackpool\nFY2 0AB",
            wants_no_email=True,
            due_on=date(2026, 3, 9),
            files=(_FILE,),
        ),
        ToPost(
            called="closure notice",
            kind="M15",
            person="sarah",
            client="the client",
            address="",
            wants_no_email=False,
            due_on=None,
        ),
    ),
    (
        LetterKind.NOT_DONE,
        CommandNotDone(
            line="propose Sat 28 March",
            why="Saturday 28 March 2026 is no working day.",
            suggestions=(
                Suggestion(
                    label="Friday 27 March 2026", command="propose Fri 27 March", words="We pay you £320."
                ),
            ),
            words="We pay you £320.",
        ),
        CommandNotDone(line="answer", why="The words for the client are missing.", wants_words=True),
    ),
    (
        LetterKind.VERBAL_FORM,
        VerbalForm(name="Phone complaint", lines="Client: Mr Okafor\nWhen they called:\nWhat they told us:"),
        VerbalForm(
            name="Post complaint",
            lines="Client:\nWhen it arrived:\nWhat they told us:",
            unread="Sorry, I have not got round to it.",
        ),
    ),
    (
        LetterKind.REMINDER,
        Reminder(on=date(2026, 3, 10), lines=(_OVERDUE, _SOON)),
        Reminder(on=date(2026, 3, 10), lines=(_OVERDUE,)),
    ),
    (
        LetterKind.MORNING_LIST,
        MorningList(on=date(2026, 3, 10), needs_you=(_OVERDUE,), due_soon=(_SOON,), overdue=1),
        MorningList(on=date(2026, 3, 10), needs_you=(), due_soon=(_SOON,)),
    ),
    (
        LetterKind.DAILY_DIGEST,
        _DIGEST,
        DailyDigest(on=date(2026, 3, 10), sections="Client Services", open=0),
    ),
    (LetterKind.POLICY_REVIEW, _REVIEW, replace(_REVIEW, due_on=date(2023, 8, 28))),
)
