"""What a mail is: an ordered table of named rules; the first that fits decides, and its name is recorded.

Marks of automatic mail stop the answer, never the record or the duty: only a mail that is certainly a machine's is
settled as one, and a mail that merely carries a mark goes on down the table. Where a machine's mail or a marked one
may still be a person's, a person sees it: whoever has the case, or in the daily list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from worker.model.entry import Trust
from worker.model.mail import Message
from worker.model.office import Person
from worker.policy.case import Case
from worker.policy.reading.automatic import Automatic, AutomaticKind
from worker.policy.reading.commands import Command
from worker.policy.reading.dissatisfaction import Judgement, Label
from worker.policy.reading.verbal_report import VerbalReport


class Happening(StrEnum):
    """What a mail means to the policy."""

    OWN_COPY = "our own copy of a letter"
    BOUNCE = "a letter came back"
    STAFF_COMMAND = "a colleague decides"
    VERBAL_REPORT = "a colleague writes down what a client told us"
    NOTE = "belongs to a known case"
    REPLY = "new words in a known case"
    CASE = "complaint, or perhaps one"
    NOT_A_COMPLAINT = "not a complaint"
    RECORD = "needs no answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A mail and what the books say about it.

    `known` is the case to which it belongs by a secret of ours; `returned` says that it reports on a letter of ours;
    `staff` is the colleague whose address it bears, proven or not; `is_form` that our web site brings a client's
    words, `passed_on` that a colleague does; `told` is what a colleague writes down for a client (3.1.4).
    """

    message: Message
    trust: Trust
    judgement: Judgement
    automatic: Automatic | None = None
    is_own_copy: bool = False
    is_own: bool = False
    returned: bool = False
    is_form: bool = False
    passed_on: bool = False
    known: Case | None = None
    staff: Person | None = None
    command: Command | None = None
    verbal_report: VerbalReport | None = None

    def is_certainly(self, *kinds: AutomaticKind) -> bool:
        """Whether the mail is without doubt automatic mail of one of these kinds."""
        return self.automatic is not None and self.automatic.certain and self.automatic.kind in kinds

    @property
    def is_proven_staff(self) -> bool:
        """Whether a colleague wrote it, proven."""
        return self.staff is not None and self.trust is Trust.PROVEN

    @property
    def may_complain(self) -> bool:
        """Whether it reads like a complaint, or nearly."""
        return self.judgement.label is not Label.ENQUIRY or bool(self.judgement.tags)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: `fits` looks at the mail, `happening` is what it then is."""

    name: str
    happening: Happening
    fits: Callable[[Sight], bool]


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
    Rule("our own copy", Happening.OWN_COPY, lambda sight: sight.is_own_copy),
    # Before our own address and marks of machines: a web site may write under both.
    Rule("web form, may be a complaint", Happening.CASE, lambda sight: sight.is_form and sight.may_complain),
    Rule("web form, no complaint in it", Happening.NOT_A_COMPLAINT, lambda sight: sight.is_form),
    Rule(
        "from our own address, perhaps by a web form that nobody configured",
        Happening.NOT_A_COMPLAINT,
        lambda sight: sight.is_own and sight.may_complain and not _is_known(sight),
    ),
    Rule("from our own address", Happening.RECORD, lambda sight: sight.is_own),
    Rule("one of our letters came back", Happening.BOUNCE, lambda sight: sight.returned),
    Rule(
        "a complaint within automatic mail in a known case",
        Happening.REPLY,
        lambda sight: (
            _complains_in_machine(sight)
            and _is_known(sight)
            and not (sight.staff or _answers_by_itself(sight))
        ),
    ),
    Rule(
        "automatic mail in a known case",
        Happening.NOTE,
        lambda sight: _is_known(sight) and _is_machine(sight),
    ),
    Rule(
        "a complaint within automatic mail",
        Happening.NOT_A_COMPLAINT,
        lambda sight: _complains_in_machine(sight),
    ),
    Rule("delivery report", Happening.RECORD, lambda sight: sight.is_certainly(*_REPORTS)),
    Rule("spam report", Happening.RECORD, lambda sight: sight.is_certainly(AutomaticKind.FEEDBACK)),
    Rule("read receipt", Happening.RECORD, lambda sight: sight.is_certainly(AutomaticKind.RECEIPT)),
    Rule("calendar", Happening.RECORD, lambda sight: sight.is_certainly(AutomaticKind.CALENDAR)),
    Rule("automatic reply", Happening.RECORD, lambda sight: _is_machine(sight)),
    Rule("a colleague decides", Happening.STAFF_COMMAND, lambda sight: _commands(sight)),
    Rule("a colleague wrote down a complaint", Happening.VERBAL_REPORT, lambda sight: _is_told(sight)),
    Rule("a colleague passed on a mail", Happening.CASE, lambda sight: sight.passed_on),
    Rule("a colleague in a known case", Happening.NOTE, lambda sight: bool(sight.staff) and _is_known(sight)),
    Rule(
        "a colleague's decision without proof",
        Happening.NOT_A_COMPLAINT,
        lambda sight: bool(sight.staff and sight.command),
    ),
    Rule("reply in a known case", Happening.REPLY, lambda sight: _is_known(sight)),
    Rule(
        "marked as automatic, in words that say nothing either way",
        Happening.NOT_A_COMPLAINT,
        lambda sight: _only_marked(sight) and _is_doubtful(sight),
    ),
    Rule("marked as automatic, no complaint in it", Happening.RECORD, lambda sight: _only_marked(sight)),
    Rule("data protection", Happening.CASE, lambda sight: bool(sight.judgement.tags)),
    Rule("reads like a complaint", Happening.CASE, lambda sight: sight.judgement.label is Label.COMPLAINT),
    # Doubt is a complaint until a person decides (3.1.6.2).
    Rule("may be a complaint", Happening.CASE, lambda sight: sight.judgement.label is Label.UNSURE),
    Rule("does not read like a complaint", Happening.NOT_A_COMPLAINT, lambda _sight: True),
)


def triage(sight: Sight) -> Rule:
    """The first rule that fits; the last one always does."""
    return next(rule for rule in RULES if rule.fits(sight))


def _is_machine(sight: Sight) -> bool:
    return sight.is_certainly(*_MACHINES)


def _complains_in_machine(sight: Sight) -> bool:
    """Whether somebody put a complaint into a machine's mail, as one may when declining a meeting or going away.

    A report only brings another mail back.
    """
    is_report = sight.message.content_type == "multipart/report" or sight.is_certainly(AutomaticKind.FEEDBACK)
    return _is_machine(sight) and not is_report and sight.judgement.label is Label.COMPLAINT


def _answers_by_itself(sight: Sight) -> bool:
    """Whether a header says that a program answered our letter; what stands in such an answer was written before."""
    mark = sight.automatic
    return mark is not None and mark.kind is AutomaticKind.VACATION and mark.marked


def _is_known(sight: Sight) -> bool:
    return sight.known is not None


def _commands(sight: Sight) -> bool:
    return sight.command is not None and sight.is_proven_staff


def _is_told(sight: Sight) -> bool:
    """Whether a colleague brings what a client told us, or asks for the form; in a known case that is only a word."""
    told = sight.verbal_report if sight.is_proven_staff else None
    return told is not None and (bool(told.words) or not _is_known(sight))


def _only_marked(sight: Sight) -> bool:
    """Whether a mark of automatic mail stands against no word of dissatisfaction at all."""
    unhappy = sight.judgement.score > 0 or bool(sight.judgement.tags)
    return sight.automatic is not None and not unhappy


def _is_doubtful(sight: Sight) -> bool:
    """Whether neither the mail's form nor its words tell what it is."""
    certain = sight.automatic is not None and sight.automatic.certain
    return not certain and sight.judgement.label is Label.UNSURE
