"""The figures of the Client Complaints Policy, as config/policy.toml and reminders.toml give them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from worker.model.key import Form, Key
from worker.model.rung import Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class Ombudsman:
    """Where a client can go after eight weeks or deadlock, and on which days these facts hold (3.1.7.9)."""

    name: Annotated[str, Key(of=Form.LINE, example="Energy Ombudsman")]
    """The name of the scheme."""
    phone: Annotated[str, Key(of=Form.PHONE, example="0330 440 1624")]
    """Its telephone number."""
    email: Annotated[str, Key(of=Form.EMAIL, example="enquiry@energyombudsman.org")]
    """Its e-mail address."""
    post: Annotated[str, Key(of=Form.LINE, example="P.O. Box 966, Warrington, WA4 9DF")]
    """Its postal address."""
    valid_from: Annotated[date, Key(example=date(2024, 12, 19))]
    """The first day on which these facts hold."""
    valid_until: Annotated[date, Key(example=date(2027, 12, 31))]
    """The last day on which these facts hold; look at them again before it."""
    member_says: Annotated[
        str, Key(of=Form.WHO_AND_WHEN, example="Helen Price, Director, on Monday 12 January 2026")
    ] = ""
    """Who said, and on which day, that the company belongs to this scheme and has to do what it decides. Without it no
    letter tells a client so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """The lengths of the clocks, each in the unit of its name."""

    acknowledge_working_days: Annotated[int, Key(of="working days", least=1, most=30, example=3)] = 4
    """3.1.8.1: until when a complaint is acknowledged."""
    assess_working_days: Annotated[int, Key(of="working days", least=1, most=30, example=3)] = 2
    """3.1.7.2: until when the responsible person has decided how to go on. The policy names no time; this one is for
    us."""
    put_right_working_days: Annotated[int, Key(of="working days", least=1, most=15, example=2)] = 3
    """3.1.7.2: until when a complaint that was put right at once may end with the short letter that says so. The policy
    names no time; the FCA has three days (DISP 1.5)."""
    respond_working_days: Annotated[int, Key(of="working days", least=1, most=60, example=10)] = 15
    """3.1.8.2: until when the client has the conclusion, or is told how it stands and when they hear next."""
    confirm_working_days: Annotated[int, Key(of="working days", least=1, most=60, example=15)] = 10
    """3.1.4: until when the client confirms our record of what they told us; without an answer we go on with the
    record."""
    proposal_calendar_days: Annotated[int, Key(of="calendar days", least=1, most=365, example=21)] = 28
    """3.1.7.4: how long a proposal waits for the client's answer before a person decides what to do."""
    escalated_working_days: Annotated[int, Key(of="working days", least=1, most=60, example=15)] = 10
    """3.1.7.7: until when an escalated complaint is looked at again. The policy names no time; this one is for us."""
    review_working_days: Annotated[int, Key(of="working days", least=1, most=250, example=60)] = 20
    """3.1.8.4: how long after the last day of a corrective action somebody looks whether it works. This one is for
    us."""
    action_choice_working_days: Annotated[int, Key(of="working days", least=1, most=60, example=10)] = 5
    """3.1.8.4: how long after a complaint is closed somebody agrees a corrective action, or says why none is needed.
    This one is for us."""
    ombudsman_calendar_days: Annotated[int, Key(of="calendar days", least=7, most=365, example=42)] = 56
    """3.1.7.9: after how long a client may go to the ombudsman. A shorter period has been announced by the
    government."""
    ombudsman_open_months: Annotated[int, Key(of="months", least=1, most=60, example=6)] = 12
    """3.1.7.9: how long after our final letter a client may go to the ombudsman."""
    ombudsman_decision_calendar_days: Annotated[
        int, Key(of="calendar days", least=7, most=365, example=21)
    ] = 28
    """3.1.7.9: until when we do what the ombudsman has decided and the client has accepted."""
    case_file_working_days: Annotated[int, Key(of="working days", least=1, most=60, example=20)] = 10
    """3.1.7.9: until when an ombudsman who has accepted a complaint has our file on it, where they name no day. The
    policy names none either; this one is for us, and early."""
    data_protection_calendar_days: Annotated[int, Key(of="calendar days", least=7, most=31, example=28)] = 30
    """Data Protection Act 2018 s.164A: until when a data-protection complaint or a subject access request is dealt
    with; a last day that is no working day moves to the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The copy of the complaints procedure that anybody gets for the asking (3.1.7.8)."""

    dated: Annotated[date, Key(example=date(2027, 8, 28))] = date(2022, 10, 3)
    """The day of the version above, which stands on the copy."""
    file: Annotated[
        str, Key(of=Form.PATH, empty="for our own summary", example="/etc/worker/complaints-procedure.pdf")
    ] = ""
    """The company's own PDF, which is sent in place of the summary that templates/procedure.txt makes. While the file
    is missing, the summary goes; `worker check` says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """config/policy.toml: the figures of the Client Complaints Policy, with the ladder of reminders.toml."""

    version: Annotated[str, Key(of=Form.VERSION, example="1.1")]
    """The version that letters and the log refer to. The cover of the policy says 1, its revision table says 1.1."""
    review_due: Annotated[date, Key(example=date(2027, 8, 28))]
    """When the policy is to be reviewed (3.1.6.4: every year). Reminders come before it, and with the digest after
    it."""
    auto_update: Annotated[bool, Key(example=True)] = False
    """3.1.8.2: whether the worker itself sends the client a factual update when nobody has answered on the last
    working day, at the time `auto_update` of office.toml. With false it only tells people."""
    most_due_at_once: Annotated[int, Key(of="complaints", least=1, most=10_000, example=50)] = 100
    """Where more complaints than this have something due at one look, as after weeks of standing still, nothing is
    sent until a person has said so."""
    extra_bank_holidays: Annotated[
        tuple[date, ...], Key(many="a list of dates", example=(date(2026, 6, 15),))
    ] = ()
    """Days that are bank holidays in England although the calendar does not know them yet: a proclaimed holiday."""
    not_bank_holidays: Annotated[
        tuple[date, ...], Key(many="a list of dates", example=(date(2026, 5, 4),))
    ] = ()
    """Days that the calendar counts as bank holidays in England although they are none: a holiday that was moved.
    A day on which only our office is closed does not belong here; it does not lengthen a promise."""
    promises: Annotated[Promises, Key()] = field(default_factory=Promises)
    """The lengths of the promises. Day 0 is the day on which the promise begins, as the day of arrival; the promise
    holds until the end of the last day. Who is reminded on the way stands in reminders.toml."""
    procedure: Annotated[Procedure, Key()] = field(default_factory=Procedure)
    """3.1.7.8: the copy of the procedure, sent free to whoever asks for it."""
    ombudsman: Annotated[tuple[Ombudsman, ...], Key()] = ()
    """3.1.7.9: one table for each set of facts about the ombudsman; their days must not overlap. The eight-week
    letter, the deadlock letter and other letters that name the ombudsman take the facts of the day on which they are
    sent. When a fact changes, close this table and add another. Phone and post were printed by several brokers, the
    e-mail address is the one of the renamed scheme and not the one in the policy: look at the ombudsman's own website
    before live = true."""
    ladder: tuple[Rung, ...] = ()
    """The reminder ladder, which people write in a file of its own."""
