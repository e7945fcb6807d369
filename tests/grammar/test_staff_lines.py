"""What colleagues write is understood: every exact line, nine plain sentences in ten, and no prose as a command."""

from pathlib import Path

import pytest

from tests.attacks.test_s22_bombs import texts
from tests.grammar.reading import Meant, argument, meant, read, rows, wraps
from worker.policy.reading import quoting
from worker.policy.reading.staff_lines import Order, Reading
from worker.policy.reading.vocabulary import Verb

CHANGES_NOTHING = (Verb.NOTE, Verb.SHOW, Verb.HELP)
SHARED = Path("/work/shared/staff_phrases.tsv")
EXACT = tuple(each for each in meant() if each.kind == "exact")
PLAIN = tuple(each for each in meant() if each.kind == "plain")
PROSE = tuple(
    (row[0], row[1].replace("\\n", "\n"))
    for name in ("prose.tsv", "more_prose.tsv", "fresh_prose.tsv")
    for row in rows(name, 2)
)
SLIPS = tuple(
    (row[0], row[1].replace("\\n", "\n"), row[2])
    for row in rows("slips.tsv", 4)
    if not row[2].startswith("question: case")
)

# What stands in the shared half of the phrases: the mail answered, and the verbs by which it may be understood.
INTENTS = {
    "take": ("new_complaint", (Verb.TAKE, Verb.INVESTIGATE)),
    "give": ("new_complaint", (Verb.GIVE,)),
    "not a complaint": ("triage_list", (Verb.NOT_A_COMPLAINT,)),
    "refund agreed": ("morning_list", (Verb.CLOSE, Verb.PHONED, Verb.ACCEPTED)),
    "escalate": ("client_wrote", (Verb.ESCALATE, Verb.REFUSED)),
    "send draft": ("draft", (Verb.SEND,)),
    "update": ("reminder", (Verb.UPDATE, Verb.PROPOSE, Verb.REMIND, Verb.HELP, Verb.UNDO)),
    "log": ("other", (Verb.NEW_COMPLAINT,)),
}


def understood(want: Meant, got: Reading) -> bool:
    """Whether what was meant is carried out, or is what is asked first."""
    orders = got.orders or (got.asked if len(want.verbs) > 1 else got.asked[:1])
    return len(orders) == len(want.verbs) and all(
        _verb(order) in verb.split("/") for order, verb in zip(orders, want.verbs, strict=True)
    )


def _verb(order: Order) -> str:
    """The verb as the files have it: by phone and by post are arguments there."""
    return order.verb.partition(" by ")[0]


@pytest.mark.parametrize("want", EXACT, ids=[f"{each.context}: {each.line}" for each in EXACT])
def test_exact_lines(want: Meant) -> None:
    """Whatever stands around it, a line of the help card is that command, for the case that it names."""
    got = read(want.context, want.line)
    assert understood(want, got)
    assert got.orders
    for order, said in zip(got.orders, want.arguments, strict=True):
        assert _argument_is(order, said)
    for order, case in zip(got.orders, want.cases, strict=False):
        assert order.reference
        assert case.endswith(order.reference)


def _argument_is(order: Order, said: str) -> bool:
    if not said or order.verb in (Verb.ACTION, Verb.CLOSE, Verb.MERGE, Verb.COMPLAINT, Verb.ESCALATE):
        last = said.split("/")[0].split("-")[-1].split()
        return all(word in argument(order) for word in last[-1:]) or order.verb is Verb.ACTION
    return argument(order) in said.split("/")


def test_plain_sentences() -> None:
    """Nine in ten are understood, or asked back with the right first button."""
    wrong = [want.line for want in PLAIN if not understood(want, read(want.context, want.line, want.about))]
    assert len(wrong) <= len(PLAIN) // 10, wrong


@pytest.mark.parametrize("name", ["more_plain.tsv", "fresh_plain.tsv"])
def test_more_plain_sentences(name: str) -> None:
    """So it is with sentences that nobody had in mind when the table was written."""
    wrong = []
    lines = tuple(rows(name, 3))
    for context, verb, line in lines:
        got = read(context, line)
        first = (*got.orders, *got.asked)[:1]
        wrong += [line for order in first or [None] if order is None or _verb(order) not in verb.split("/")]
    assert len(wrong) <= len(lines) // 10, wrong


@pytest.mark.parametrize(("context", "line", "wanted"), SLIPS, ids=[f"{row[0]}: {row[1]}" for row in SLIPS])
def test_slips(context: str, line: str, wanted: str) -> None:
    """A command gone wrong comes back with what was probably meant first, or goes on to where its case is looked at."""
    got = read(context, line)
    suggested = (*(order for slip in got.slips for order in slip.meant), *got.asked, *got.orders)
    assert suggested, "It would be kept as a note."
    assert any(_answers(each, suggested) for each in wanted.split("/"))


def _answers(wanted: str, suggested: tuple[Order, ...]) -> bool:
    kind, _, asked = wanted.partition(": ")
    if kind == "question":
        persons = asked.split()[1:] if asked.startswith("person") else []
        return all(any(argument(order).endswith(key) for order in suggested) for key in persons)
    said = " ".join(filter(None, (_verb(suggested[0]), argument(suggested[0]))))
    bare = (asked if kind == "head" else wanted).replace("OPT-2026-", "")
    # Where nothing stands behind the verb, its deed asks for what is missing, with the choices.
    return bare in (said, _verb(suggested[0])) or (said == _verb(suggested[0]) and bare.startswith(said))


def test_what_reaches_a_client_or_ends_a_complaint_is_asked_back() -> None:
    """Where a person has to be asked first, nothing is done at once."""
    asked = [want for want in PLAIN if want.how == "asked"]
    assert not [want.line for want in asked if read(want.context, want.line, want.about).orders]


@pytest.mark.parametrize(
    ("context", "line"), PROSE, ids=[f"{context}: {line[:60]}" for context, line in PROSE]
)
def test_prose_changes_nothing(context: str, line: str) -> None:
    """Denials, questions, conditions, and what others said are notes, or are asked about."""
    orders = read(context, line).orders
    assert not [order for order in orders if order.verb not in CHANGES_NOTHING]


@pytest.mark.parametrize(("name", "context", "text"), wraps(), ids=[name for name, _, _ in wraps()])
def test_every_mail_program(name: str, context: str, text: str) -> None:
    """A reply with its signature, its banner and our mail below means what its words mean alone."""
    for want in meant():
        if want.context == context:
            wrapped = quoting.new_words(text.replace("{{words}}", want.line)).text
            alone, within = read(context, want.line, want.about), read(context, wrapped, want.about)
            assert _gist(within.orders) == _gist(alone.orders), (name, want.line, wrapped)
            assert _gist(within.asked) == _gist(alone.asked), (name, want.line, wrapped)
    for _, line in (each for each in PROSE if each[0] == context):
        within = read(context, quoting.new_words(text.replace("{{words}}", line)).text)
        assert not [order for order in within.orders if order.verb not in CHANGES_NOTHING], (name, line)


def _gist(orders: tuple[Order, ...]) -> list[tuple[Verb, str, str]]:
    return [(order.verb, order.argument, order.reference) for order in orders]


@pytest.mark.skipif(not SHARED.is_file(), reason="/work/shared/staff_phrases.tsv is not on this machine.")
def test_shared_phrases() -> None:
    """Of the shared half of what staff wrote, nine in ten are understood or asked back."""
    lines = [line.split("\t") for line in SHARED.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    wrong = []
    for intent, line in (each for each in lines if len(each) == 2):
        context, verbs = INTENTS[intent]
        got = read(context, line)
        first = (*got.orders, *got.asked, *(order for slip in got.slips for order in slip.meant))[:1]
        wrong += [line for order in first or [None] if order is None or order.verb not in verbs]
    assert len(wrong) <= len(lines) // 10, wrong


def test_a_text_made_to_be_slow_commands_nothing() -> None:
    """S-22: what was made for our patterns is read no further than a person writes, and is a note."""
    for text in texts():
        assert not read("new_complaint", text).orders
