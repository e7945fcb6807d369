"""Sample facts of the letters to clients that follow an acknowledgement: full, then bare."""

from dataclasses import replace
from datetime import UTC, date, datetime

from worker.model.catalogue import LetterKind
from worker.model.client_letter import (
    ClientLetter,
    ClientReminder,
    ClosureNotice,
    EightWeekLetter,
    PutRight,
    Signpost,
    UnreadableFiles,
    VerbalRecord,
)
from worker.model.letter import LetterFacts
from worker.model.position import Position, Reached, Replied, Stands
from worker.model.staff_event import ClosureBasis

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
    words="We offered £320, half of what you asked for.",
    offer_stands=False,
    role="Head of Client Services",
    signpost=replace(_SIGNPOST, open_from=date(2026, 3, 9), is_open=True),
)
_ESCALATED = "You told us that you are not happy with what we proposed."
_SLIP = "The supplier has not yet sent us the corrected bill."
_PUT_RIGHT = PutRight(
    topic="Renewal of our electricity contract",
    received_on=date(2026, 3, 2),
    section="Client Services",
    complained="My contract was renewed without my agreement.\n\nPlease cancel it.",
    complained_cut=True,
    words="We have cancelled the renewal, and you are back on your old rate.",
    signed="Sarah Hughes",
    role="Account Manager",
    signpost=_SIGNPOST,
)
_CLOSURE = ClosureNotice(
    topic="Renewal of our electricity contract",
    received_on=date(2026, 3, 2),
    section="Client Services",
    closed_as=ClosureBasis.ACCEPTED,
    proposed=True,
    signed="Sarah Hughes",
    role="Account Manager",
    signpost=_SIGNPOST,
)
_POSITION = Position(
    reached=Reached.WRITTEN_TO,
    handler="Sarah Hughes, Account Manager",
    stands=Stands.PROPOSED,
    reply=Replied.AWAITED,
)
_UPDATE = replace(_LETTER, words="", position=_POSITION)
_EIGHT_WEEKS = EightWeekLetter(
    topic="Renewal of our electricity contract",
    dated=date(2026, 4, 27),
    received_on=date(2026, 3, 2),
    eight_weeks=date(2026, 4, 27),
    section="Client Services",
    words="- You asked us to pay back £640 in commission.\n- We offered £320. You did not accept it.",
    offer_stands=True,
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

_FILES = UnreadableFiles(
    files=("scan of the bill.pages", "winmail.dat"),
    topic="Renewal of our electricity contract",
    received_on=date(2026, 3, 2),
    section="Client Services",
    signed="Sarah Hughes",
    role="Account Manager",
)
_MISSING = "The number of your meter\nA photo of the bill of February\nWho signed the renewal"

CLIENT_FACTS: tuple[tuple[LetterKind, LetterFacts, LetterFacts], ...] = (
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
        replace(
            _EIGHT_WEEKS,
            topic="",
            role="",
            offer_stands=None,
            words="",
            position=_POSITION,
            signpost=replace(_SIGNPOST, may_go=False, we_obey=False),
        ),
    ),
    (
        LetterKind.EIGHT_WEEK_UPDATE,
        replace(_EIGHT_WEEKS, words=_SLIP, signpost=None),
        replace(_EIGHT_WEEKS, words=_SLIP, topic="", signpost=None),
    ),
    (
        LetterKind.DEADLOCK_LETTER,
        _DEADLOCK,
        replace(_BARE, words="We offer £320, half of what you asked for.", offer_stands=True),
    ),
    (
        LetterKind.PUT_RIGHT,
        _PUT_RIGHT,
        replace(_PUT_RIGHT, topic="", complained="", complained_cut=False, role="", signpost=None),
    ),
    (
        LetterKind.CLOSURE_NOTICE,
        _CLOSURE,
        replace(_CLOSURE, topic="", closed_as=ClosureBasis.WITHDRAWN, role="", signpost=None),
    ),
    (LetterKind.SHARING_STOPPED, replace(_LETTER, words="", on=None), replace(_BARE, words="", on=None)),
    (LetterKind.FILES_UNREADABLE, _FILES, replace(_FILES, files=("winmail.dat",), topic="", role="")),
    (
        LetterKind.MISSING_DETAILS,
        replace(_LETTER, words=_MISSING, on=None),
        replace(_BARE, words="The number of your meter", on=None),
    ),
    (LetterKind.OPEN_AGAIN, replace(_LETTER, words="", again=True), replace(_BARE, words="")),
    (LetterKind.PROPOSAL_REMINDER, _PROPOSAL_REMINDER, replace(_PROPOSAL_REMINDER, topic="")),
)
