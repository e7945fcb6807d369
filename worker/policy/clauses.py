"""Every clause of the Client Complaints Policy that the worker acts on: what it asks of us, and what keeps it.

The words are ours and the figures the policy's own; what config/policy.toml promises instead stands there. README's
table and `worker explain` are made from these rows.
"""

from dataclasses import dataclass

from worker.model.catalogue import LetterKind
from worker.model.time import Clock
from worker.policy.clocks import CLOCKS
from worker.policy.reading.vocabulary import Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One row: what the clause asks, the verbs that keep it, and the journey that proves it.

    `journey` is the file under tests/journeys that tells it as a client would.
    """

    number: str
    asks: str
    journey: str
    verbs: tuple[Verb, ...] = ()

    @property
    def letters(self) -> tuple[LetterKind, ...]:
        """The letters that are written under it, as their rows say."""
        return tuple(letter for letter in LetterKind if self.number in letter.row.clauses)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that run under it."""
        return tuple(rule.clock for rule in CLOCKS if rule.clause == self.number)


CLAUSES = (
    Clause(
        number="2.1",
        asks="A client may complain to any of us. Whoever hears of it passes it on, and the promises count from the "
        "day the client told us.",
        journey="test_2_1_colleague_passes_on.py",
        verbs=(Verb.ADDRESS_IS_RIGHT,),
    ),
    Clause(
        number="3.1.3",
        asks="A client may complain on the website, by telephone, by email or by post.",
        verbs=(Verb.POSTED,),
        journey="test_3_1_3_web_form.py",
    ),
    Clause(
        number="3.1.4",
        asks="What a client tells us by word of mouth is written down, and the client is asked to confirm the record.",
        verbs=(Verb.NEW_COMPLAINT,),
        journey="test_3_1_4_verbal.py",
    ),
    Clause(
        number="3.1.6.1",
        asks="Complaining is easy: a reply to any of our letters is enough.",
        verbs=(Verb.CANNOT_OPEN,),
        journey="test_replies.py",
    ),
    Clause(
        number="3.1.6.2",
        asks="Whoever plainly tells us that they are unhappy has complained. Where that is in doubt, a person decides "
        "and the promises run meanwhile.",
        verbs=(Verb.COMPLAINT, Verb.NOT_A_COMPLAINT),
        journey="test_3_1_6_2_doubt.py",
    ),
    Clause(
        number="3.1.6.3",
        asks="Our answer explains what happened, says sorry, or says what we do about it.",
        verbs=(Verb.SEND_AS_IT_IS,),
        journey="test_3_1_6_3_answer.py",
    ),
    Clause(
        number="3.1.6.4",
        asks="We learn from complaints, and the policy itself is reviewed every year.",
        journey="test_3_1_6_4_policy_review.py",
    ),
    Clause(
        number="3.1.7.1",
        asks="Every complaint is entered in the Quality Management Action Log as soon as it reaches us.",
        verbs=(
            Verb.EXPLAIN,
            Verb.NOTE,
            Verb.ISSUE_DATE,
            Verb.SHOW,
            Verb.HELP,
            Verb.UNDO,
            Verb.MERGE,
            Verb.ADD,
            Verb.SPLIT,
        ),
        journey="test_3_1_7_1_on_record.py",
    ),
    Clause(
        number="3.1.7.2",
        asks="The responsible person decides whether the complaint can be put right quickly or has to go further.",
        verbs=(Verb.TAKE, Verb.GIVE, Verb.ABOUT, Verb.QUICK, Verb.INVESTIGATE, Verb.PUT_RIGHT),
        journey="test_3_1_7_2_assess.py",
    ),
    Clause(
        number="3.1.7.3",
        asks="The client hears, as soon as we reasonably can, what we propose and by which day it will be done.",
        verbs=(Verb.PROPOSE, Verb.TEXT, Verb.SEND, Verb.WAS_PROPOSAL),
        journey="test_3_1_7_3_propose.py",
    ),
    Clause(
        number="3.1.7.4",
        asks="A client who is not content with what we propose, or with its day, may have the complaint escalated; "
        "one who is not content once it is closed has it opened again.",
        verbs=(Verb.ACCEPTED, Verb.REFUSED, Verb.REOPEN, Verb.STAYS_CLOSED),
        journey="test_3_1_7_4_client_answers.py",
    ),
    Clause(
        number="3.1.7.5",
        asks="The client is told when the complaint is escalated, and who deals with it now.",
        verbs=(Verb.ESCALATE,),
        journey="test_3_1_7_5_escalate.py",
    ),
    Clause(
        number="3.1.7.6",
        asks="What we proposed is done by the day we named. If it takes longer, the client hears so before that day.",
        verbs=(Verb.DELAY,),
        journey="test_3_1_7_6_keep_the_date.py",
    ),
    Clause(
        number="3.1.7.7",
        asks="The section head or senior management deals with an escalated complaint, together with the responsible "
        "person.",
        verbs=(Verb.ESCALATE, Verb.LEAD),
        journey="test_3_1_7_7_digest.py",
    ),
    Clause(
        number="3.1.7.8",
        asks="Every client may have a copy of the complaints procedure, free, by email or by post.",
        journey="test_3_1_7_8_free_copy.py",
    ),
    Clause(
        number="3.1.7.9",
        asks="A small or micro business may go to the ombudsman when the complaint is not resolved within eight weeks, "
        "or as soon as we write that we cannot agree.",
        verbs=(
            Verb.DEADLOCK,
            Verb.OFFER_STAYS,
            Verb.OFFER_ENDS,
            Verb.MICROBUSINESS,
            Verb.CASE_FILE,
            Verb.CASE_FILE_SENT,
            Verb.REMEDY,
            Verb.REMEDY_DONE,
        ),
        journey="test_3_1_7_9_eight_weeks.py",
    ),
    Clause(
        number="3.1.8.1",
        asks="We acknowledge every complaint within four working days.",
        verbs=(Verb.PHONED, Verb.WAS_ACKNOWLEDGEMENT, Verb.SEPARATE),
        journey="test_3_1_8_1_acknowledge.py",
    ),
    Clause(
        number="3.1.8.2",
        asks="The client has our conclusion within fifteen working days, or an update that says when the next one "
        "comes.",
        verbs=(
            Verb.REMIND,
            Verb.UPDATE,
            Verb.UPDATE_BY_PHONE,
            Verb.UPDATE_BY_POST,
            Verb.ANSWER,
            Verb.ANSWER_BY_PHONE,
            Verb.ANSWER_BY_POST,
            Verb.CLOSE,
            Verb.WAS_UPDATE,
            Verb.WAS_ANSWER,
            Verb.WAS_NOTHING,
        ),
        journey="test_3_1_8_2_update.py",
    ),
    Clause(
        number="3.1.8.4",
        asks="We act so that the same fault does not come back, and look later whether that worked.",
        verbs=(Verb.CAUSE, Verb.ACTION, Verb.NO_ACTION, Verb.ACTION_DONE, Verb.REVIEWED),
        journey="test_3_1_8_4_corrective_action.py",
    ),
    Clause(
        number="3.1.9.2",
        asks="The client is asked to say clearly what happened and what they would like us to do.",
        verbs=(Verb.ASK_THE_CLIENT,),
        journey="test_3_1_9_2_what_is_missing.py",
    ),
    Clause(
        number="3.1.9.4",
        asks="What a supplier or an authority writes is no complaint of theirs, and is not lost: it stands in the "
        "complaint that it is about.",
        journey="test_3_1_9_4_no_clients.py",
    ),
    Clause(
        number="3.1.10",
        asks="What a client tells us is confidential: only those who deal with the complaint read it.",
        journey="test_3_1_10_in_confidence.py",
    ),
    Clause(
        number="3.1.11",
        asks="A client who does not want to be talked about says so straight away, and from then on colleagues go by "
        "the reference alone.",
        verbs=(Verb.DO_NOT_SHARE, Verb.UNRESTRICT),
        journey="test_3_1_11_not_shared.py",
    ),
    Clause(
        number="DPA 2018 s.164A",
        asks="The law, beside the policy: a complaint about personal data, or a request for them, is dealt with within "
        "30 days.",
        verbs=(Verb.PERSONAL_DATA_ANSWERED,),
        journey="test_3_6_data_protection.py",
    ),
)


def what_it_asks(number: str) -> str:
    """What the clause of that number asks of us, or nothing where no row has it, as for a line of an older log."""
    return next((clause.asks for clause in CLAUSES if clause.number == number), "")
