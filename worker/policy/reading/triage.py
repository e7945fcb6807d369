"""What a mail is: an ordered table of named rules; the first that fits decides, and its name is recorded.

Marks of automatic mail stop the answer, never the record or the duty: only a mail that is certainly a machine's is
settled as one, and a mail that merely carries a mark goes on down the table. Where a machine's mail or a marked one
may still be a person's, a person sees it: whoever has the case, or in the daily list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from worker.model.entry import Channel, Trust
from worker.model.party import PartyKind
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.automatic import AutomaticKind
from worker.policy.reading.dissatisfaction import Label
from worker.policy.reading.vocabulary import Verb


class Happening(StrEnum):
    """What a mail means to the policy."""

    OWN_COPY = "our own copy of a letter"
    BOUNCE = "a letter came back"
    CORRESPONDENCE = "a person wrote to the client"
    STAFF_COMMAND = "a colleague decides"
    HELP = "a colleague asks what can be written"
    MAIL_COMMAND = "a colleague says what a mail is"
    STAFF_MAIL = "a colleague wrote"
    UNPROVEN_STAFF = "it bears a colleague's address without proof"
    RECORD_COMPLETED = "a colleague fills in what was missing"
    VERBAL_REPORT = "a colleague writes down what a client told us"
    NOTE = "belongs to a known case"
    REPLY = "new words in a known case"
    CASE = "complaint, or perhaps one"
    PARTY = "an authority or a supplier wrote"
    PROCEDURE = "asks for our complaints procedure"
    NOT_A_COMPLAINT = "not a complaint"
    RECORD = "needs no answer"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: `fits` looks at the mail, `happening` is what it then is."""

    name: str
    happening: Happening
    fits: Callable[[Arrival], bool]


_A_DAY = timedelta(days=1)
_REPORTS = (AutomaticKind.BOUNCE, AutomaticKind.DELAY, AutomaticKind.DELIVERED)
_MACHINES = (
    *_REPORTS,
    AutomaticKind.FEEDBACK,
    AutomaticKind.RECEIPT,
    AutomaticKind.CHALLENGE,
    AutomaticKind.VACATION,
    AutomaticKind.CALENDAR,
)

RULES = (
    Rule("our own copy", Happening.OWN_COPY, lambda arrival: arrival.is_own_copy),
    # Words to a client are no command, no complaint and no note, whoever reads them too.
    Rule(
        "a person wrote to the client of a known case",
        Happening.CORRESPONDENCE,
        lambda arrival: arrival.to_client and not _is_machine(arrival),
    ),
    Rule("sent from our own mailbox", Happening.RECORD, lambda arrival: arrival.from_sent_folder),
    # Before our own address and marks of machines: a web site may write under both.
    Rule(
        "web form, may be a complaint",
        Happening.CASE,
        lambda arrival: _is_form(arrival) and arrival.may_complain,
    ),
    Rule("web form, no complaint in it", Happening.NOT_A_COMPLAINT, lambda arrival: _is_form(arrival)),
    Rule(
        "from our own address, perhaps by a web form that nobody configured",
        Happening.NOT_A_COMPLAINT,
        lambda arrival: arrival.is_own and arrival.may_complain and not _is_known(arrival),
    ),
    Rule("from our own address", Happening.RECORD, lambda arrival: arrival.is_own),
    Rule("one of our letters came back", Happening.BOUNCE, lambda arrival: arrival.is_bounce_of_ours),
    # Who is no client never becomes one by writing to us. A client's own words count as the client's complaint whoever
    # brings them, but not what the ombudsman quotes, nor what belongs to a complaint that we have.
    Rule(
        "an authority or a supplier passed on a client's complaint",
        Happening.CASE,
        lambda arrival: _brings_complaint(arrival),
    ),
    Rule(
        "an authority or a supplier wrote",
        Happening.PARTY,
        lambda arrival: bool(arrival.party) and (not _is_machine(arrival) or _complains_in_machine(arrival)),
    ),
    Rule(
        "a complaint within automatic mail in a known case",
        Happening.REPLY,
        lambda arrival: (
            _complains_in_machine(arrival)
            and _is_known(arrival)
            and not (arrival.staff or _answers_by_itself(arrival))
        ),
    ),
    Rule(
        "automatic mail in a known case",
        Happening.NOTE,
        lambda arrival: _is_known(arrival) and _is_machine(arrival),
    ),
    Rule(
        "a complaint within automatic mail",
        Happening.NOT_A_COMPLAINT,
        lambda arrival: _complains_in_machine(arrival),
    ),
    Rule("delivery report", Happening.RECORD, lambda arrival: arrival.is_certainly(*_REPORTS)),
    Rule("spam report", Happening.RECORD, lambda arrival: arrival.is_certainly(AutomaticKind.FEEDBACK)),
    Rule("read receipt", Happening.RECORD, lambda arrival: arrival.is_certainly(AutomaticKind.RECEIPT)),
    Rule("calendar", Happening.RECORD, lambda arrival: arrival.is_certainly(AutomaticKind.CALENDAR)),
    Rule("automatic reply", Happening.RECORD, lambda arrival: _is_machine(arrival)),
    Rule("a colleague decides", Happening.STAFF_COMMAND, lambda arrival: _commands(arrival)),
    Rule("a colleague asks for help", Happening.HELP, lambda arrival: _asks_for_help(arrival)),
    Rule(
        "a colleague says what a mail is",
        Happening.MAIL_COMMAND,
        lambda arrival: arrival.mail_command is not None and arrival.is_proven_staff,
    ),
    Rule(
        "a colleague filled in a record",
        Happening.RECORD_COMPLETED,
        lambda arrival: arrival.completed is not None and arrival.is_proven_staff,
    ),
    Rule("a colleague wrote down a complaint", Happening.VERBAL_REPORT, lambda arrival: _is_told(arrival)),
    Rule("a colleague passed on a mail", Happening.CASE, lambda arrival: bool(arrival.by_colleague)),
    # Nobody becomes a complainant by writing to us from the office: whatever else a colleague sends is a note.
    Rule("a colleague wrote", Happening.STAFF_MAIL, lambda arrival: arrival.is_proven_staff),
    Rule(
        "a colleague's address without proof", Happening.UNPROVEN_STAFF, lambda arrival: bool(arrival.staff)
    ),
    Rule(
        "the same words again within a day",
        Happening.NOTE,
        lambda arrival: _is_known(arrival) and arrival.repeats is not None and arrival.repeats <= _A_DAY,
    ),
    Rule("reply in a known case", Happening.REPLY, lambda arrival: _is_known(arrival)),
    Rule(
        "marked as automatic, in words that say nothing either way",
        Happening.NOT_A_COMPLAINT,
        lambda arrival: _only_marked(arrival) and _is_doubtful(arrival),
    ),
    Rule("marked as automatic, no complaint in it", Happening.RECORD, lambda arrival: _only_marked(arrival)),
    # The word complaint in it makes it none (3.1.7.8).
    Rule(
        "asks for our complaints procedure and for nothing else",
        Happening.PROCEDURE,
        lambda arrival: _only_asks_for_procedure(arrival),
    ),
    Rule("data protection", Happening.CASE, lambda arrival: bool(arrival.judgement.tags)),
    Rule(
        "reads like a complaint", Happening.CASE, lambda arrival: arrival.judgement.label is Label.COMPLAINT
    ),
    # Doubt is a complaint until a person decides (3.1.6.2).
    Rule("may be a complaint", Happening.CASE, lambda arrival: arrival.judgement.label is Label.UNSURE),
    Rule("does not read like a complaint", Happening.NOT_A_COMPLAINT, lambda _arrival: True),
)


def triage(arrival: Arrival) -> Rule:
    """The first rule that fits; the last one always does."""
    return next(rule for rule in RULES if rule.fits(arrival))


def _is_form(arrival: Arrival) -> bool:
    """Whether our web site brings a client's words."""
    return arrival.channel is Channel.WEB_FORM


def _is_machine(arrival: Arrival) -> bool:
    return arrival.is_certainly(*_MACHINES)


def _complains_in_machine(arrival: Arrival) -> bool:
    """Whether somebody put a complaint into a machine's mail, as one may when declining a meeting or going away.

    A report only brings another mail back.
    """
    is_report = arrival.message.content_type == "multipart/report" or arrival.is_certainly(
        AutomaticKind.FEEDBACK
    )
    return _is_machine(arrival) and not is_report and arrival.judgement.label is Label.COMPLAINT


def _brings_complaint(arrival: Arrival) -> bool:
    """Whether a supplier or another who is surely no client passes on what reads like a client's complaint."""
    party = arrival.party
    if party is None or party.kind is PartyKind.OMBUDSMAN or arrival.trust is not Trust.PROVEN:
        return False
    return not _is_known(arrival) and any(each.may_complain for each in arrival.others)


def _answers_by_itself(arrival: Arrival) -> bool:
    """Whether a header says that a program answered our letter; what stands in such an answer was written before."""
    mark = arrival.automatic
    return mark is not None and mark.kind is AutomaticKind.VACATION and mark.marked


def _is_known(arrival: Arrival) -> bool:
    return arrival.case is not None


def _commands(arrival: Arrival) -> bool:
    return arrival.command is not None and arrival.is_proven_staff


def _asks_for_help(arrival: Arrival) -> bool:
    """Whether that is the whole subject, as a client's mail that is passed on has it too, but below a mark."""
    subject = arrival.message.subject.strip(" .!?").casefold()
    return subject == Verb.HELP and arrival.is_proven_staff and not arrival.by_colleague


def _is_told(arrival: Arrival) -> bool:
    """Whether a colleague brings what a client told us, or asks for the form; in a known case that is only a word."""
    told = arrival.verbal_report if arrival.is_proven_staff else None
    return told is not None and (bool(told.words) or not _is_known(arrival))


def _only_asks_for_procedure(arrival: Arrival) -> bool:
    asks = arrival.procedure
    return asks is not None and asks.alone and not arrival.judgement.tags


def _only_marked(arrival: Arrival) -> bool:
    """Whether a mark of automatic mail stands against no word of dissatisfaction at all."""
    unhappy = arrival.judgement.score > 0 or bool(arrival.judgement.tags)
    return arrival.automatic is not None and not unhappy


def _is_doubtful(arrival: Arrival) -> bool:
    """Whether neither the mail's form nor its words tell what it is."""
    certain = arrival.automatic is not None and arrival.automatic.certain
    return not certain and arrival.judgement.label is Label.UNSURE
