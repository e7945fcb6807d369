"""Sample facts of the letters to colleagues about a complaint, and of those that time makes due: full, then bare."""

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
    Unplaced,
)
from worker.model.assigned import Assigned, Assignment, Due
from worker.model.attached_file import DraftFile, ListedFile
from worker.model.catalogue import LetterKind
from worker.model.handed_over import Handover, Passed, Step
from worker.model.letter import LetterFacts
from worker.model.part_or_new import Likeness
from worker.model.record_letter import RecordChecked, ToPost, VerbalForm
from worker.model.staff_letter import CommandNotDone, Draft, Suggestion

_Sample = tuple[LetterKind, LetterFacts, LetterFacts]

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
    unplaced=(
        Unplaced(
            mail=17,
            party="Energy Ombudsman",
            first_words="Our case 4711: please tell us how it stands",
            arrived_on=date(2026, 3, 9),
        ),
    ),
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
    part_of="OPT-2026-0031",
    likeness=Likeness.COMPANY,
)
_HANDED_OVER = replace(
    _ASSIGNED,
    reference="OPT-2026-0044",
    leads=True,
    to_assess=False,
    part_of="",
    likeness=None,
    handover=Handover(
        before=("Sarah Hughes",),
        left_out=3,
        steps=(
            Passed(on=date(2026, 3, 2), step=Step.LETTER, called="acknowledgement"),
            Passed(on=date(2026, 3, 3), step=Step.PHONED, by="Sarah Hughes", words="She is furious."),
            Passed(on=date(2026, 3, 4), step=Step.BY_HAND, by="Sarah Hughes", words="We look at it."),
            Passed(on=date(2026, 3, 4), step=Step.TOLD, by="Sarah Hughes", promises=date(2026, 3, 9)),
            Passed(
                on=date(2026, 3, 9),
                step=Step.LETTER,
                called="proposal",
                promises=date(2026, 3, 31),
                words="We pay you £212.40.",
            ),
            Passed(on=date(2026, 3, 10), step=Step.CLIENT, words="That is not enough."),
            Passed(on=date(2026, 3, 10), step=Step.PROPOSAL_REFUSED, by="Sarah Hughes"),
            Passed(on=date(2026, 3, 10), step=Step.PROPOSAL_ACCEPTED, by="Sarah Hughes"),
            Passed(on=date(2026, 3, 10), step=Step.ESCALATED, by="Sarah Hughes", words="Be careful."),
        ),
    ),
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
        Assignment(complaints=(_HANDED_OVER, _NOT_SHARED)),
        Assignment(complaints=(_ASSIGNED,)),
    ),
    (
        LetterKind.DRAFT,
        Draft(
            called="eight-week letter",
            name="M11 1",
            client="Mrs Patel",
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
            due_on=date(2026, 3, 6),
            overdue=True,
            asks="The letter has to say whether what we offered stays open.",
            choices=(
                Suggestion(label="Our offer stays open", command="our offer stays open"),
                Suggestion(label="Our offer no longer stands", command="our offer no longer stands"),
            ),
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
