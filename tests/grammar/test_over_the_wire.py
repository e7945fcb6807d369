"""What colleagues write, as real mails through the whole worker: the log has what they meant, or they are asked it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.grammar.reading import PEOPLE, Meant, meant, rows, wraps
from tests.journeys.correspondence import COMPLAINT, address, configured, mail
from tests.rig import MONDAY, Rig, rig
from tests.servers.dovecot import DovecotServer
from worker.adapters import parsing
from worker.model.catalogue import LetterKind
from worker.model.entry import ClientPhoned, Fact, MailNoted, TriageDecided
from worker.model.mail import Message
from worker.model.office import Caps
from worker.model.queued_letter import QueuedLetter
from worker.model.staff_event import (
    Assessed,
    CaseClosed,
    CauseFound,
    CorrectiveActionAgreed,
    DraftApproved,
    DraftWritten,
    EligibilityConfirmed,
    Escalated,
    IssueDated,
    OwnerSet,
    RemindersQuieted,
    SharingRestricted,
)
from worker.policy import token
from worker.policy.case import Case

SARAH = "Sarah Hughes <sarah.hughes@optimised.net>"
PROSE = ("prose.tsv", "more_prose.tsv", "fresh_prose.tsv")
TODAY = MONDAY + timedelta(days=8)
OFFER = "We credit £212.40 to the June bill and are sorry for the trouble."
CHANGES = (
    *(
        Assessed,
        CaseClosed,
        CauseFound,
        CorrectiveActionAgreed,
        DraftApproved,
        DraftWritten,
        EligibilityConfirmed,
    ),
    *(Escalated, IssueDated, OwnerSet, RemindersQuieted, SharingRestricted, ClientPhoned, TriageDecided),
)
EFFECTS = {
    "take": OwnerSet,
    "give": OwnerSet,
    "note": MailNoted,
    "phoned": ClientPhoned,
    "quick": Assessed,
    "investigate": Assessed,
    "escalate": Escalated,
    "propose": DraftWritten,
    "update": DraftWritten,
    "answer": DraftWritten,
    "text": DraftWritten,
    "send": DraftApproved,
    "remind": RemindersQuieted,
    "close": CaseClosed,
    "microbusiness": EligibilityConfirmed,
    "issue date": IssueDated,
    "cause": CauseFound,
    "do not share": SharingRestricted,
    "not a complaint": TriageDecided,
}
CARDS = {"help": (LetterKind.HELP_CARD,), "show": (LetterKind.SHOWN, LetterKind.DRAFT)}
VERBS = ("propose", "update", "take", "give", "quick", "investigate", "escalate")
CONTEXTS = ("new_complaint", "client_wrote", "draft")
STAGES = ("acknowledged", "investigating")


def reply(line: str, to: str, letter: Message | None, context: str, number: int) -> bytes:
    """The line as one of the mail programs wraps it, of each in turn; without a letter there is no thread."""
    programs = [text for _, of, text in wraps() if of == context]
    text = programs[number % len(programs)].replace("{{words}}", line)
    thread = {"In-Reply-To": letter.message_id, "References": letter.message_id} if letter else {}
    subject = letter.subject if letter else "A complaint for you"
    return mail(SARAH, f"Re: {subject}", text, headers={"To": to, **thread})


def number_of(raw: bytes) -> str:
    """The Message-ID of a mail."""
    read = parsing.read(raw)
    assert isinstance(read, Message)
    return read.message_id


@pytest.fixture
def office(dovecot: DovecotServer, tmp_path: Path) -> Iterator[Rig]:
    """The office of the data files, with room for as many acknowledgements as there are lines."""
    with rig(dovecot, f"sqlite:///{tmp_path / 'complaints.sqlite3'}", own_copy=False) as running:
        many = Caps(acknowledge_per_address_per_day=50, per_domain_per_day=5_000, per_day=10_000)
        configured(running, caps=many)
        rulebook = running.place.rulebook
        running.place = replace(running.place, rulebook=replace(rulebook, people=PEOPLE))
        yield running


def all_at_once(office: Rig, mails: Sequence[bytes]) -> None:
    """They lie in the mailbox at the next look; what follows leaves."""
    office.later(minutes=1)
    office.server.deliver(office.user, mails, at=office.now)
    office.look()
    office.hand_over()


def clients(office: Rig, how_many: int) -> list[Case]:
    """As many clients, each with a complaint of Monday 2 March that is acknowledged; it is Tuesday 10 March."""
    every = [
        f"Anita Patel Harbour Bakery <anita.patel@harbour-bakery-{number}.example>"
        for number in range(how_many)
    ]
    all_at_once(office, [mail(each, "Renewal of our contract") for each in every])
    office.now = TODAY
    by_client = {each.complainant.email: each for each in office.cases()}
    return [by_client[address(each)] for each in every]


def secret(office: Rig, reference: str) -> str:
    """The address of ours to which an answer in that case goes."""
    mark = token.case_mark(office.place.secrets.token_key, reference)
    local, _, domain = office.place.rulebook.office.address.partition("@")
    return f"{local}+{mark}@{domain}"


def latest(office: Rig, reference: str, kind: LetterKind) -> QueuedLetter:
    """The last letter of that kind in the case."""
    return [each for each in office.letters(reference) if each.kind is kind][-1]


def made_ready(office: Rig, wanted: Sequence[tuple[str, Case]]) -> dict[str, Message | None]:
    """What has to have happened before each line is written: a draft waits, or the client wrote again."""
    mails = [
        mail(SARAH, f"[{case.reference}] answer", OFFER)
        if context == "draft"
        else mail(
            f"Anita Patel <{case.complainant.email}>",
            "Re: Your complaint",
            COMPLAINT,
            headers={"To": secret(office, case.reference)},
        )
        for context, case in wanted
        if context in ("draft", "client_wrote")
    ]
    all_at_once(office, mails)
    kinds = {"draft": LetterKind.DRAFT, "client_wrote": LetterKind.CLIENT_WROTE}
    found: dict[str, Message | None] = {}
    for context, case in wanted:
        letter = latest(office, case.reference, kinds[context]) if context in kinds else None
        read = parsing.read(letter.content) if letter else None
        found[case.reference] = read if isinstance(read, Message) else None
    return found


def answers(office: Rig, reference: str) -> list[tuple[QueuedLetter, Message]]:
    """What came back to Sarah in the case or in none, as she reads it."""
    found = ((each, parsing.read(each.content)) for each in (*office.letters(reference), *office.letters()))
    return [(each, read) for each, read in found if isinstance(read, Message)]


def first_button(letter: Message) -> str:
    """The subject that its first button writes, without the reference."""
    _, _, rest = letter.text.partition('subject "')
    return unquote(rest.partition('"')[0]).partition("] ")[2]


def happened(office: Rig, want: Meant, reference: str, since: int, bears: str) -> str:
    """Empty where what was meant is in the log, or is what is asked first; else what came instead."""
    new = [each.fact for each in office.entries(reference)[since:]]
    verbs = want.verbs[0].split("/")
    if any(verb in EFFECTS and isinstance(fact, EFFECTS[verb]) for verb in verbs for fact in new):
        return ""
    back = [(each, read) for each, read in answers(office, reference) if bears in read.in_reply_to]
    for each, read in back:
        asked = first_button(read)
        if any(each.kind in CARDS.get(verb, ()) or asked.startswith(verb) for verb in verbs):
            return ""
    return (
        f"{want.context}: {want.line!r} ({want.verbs[0]}): {[(r.subject, first_button(r)) for _, r in back]}"
    )


def chosen() -> list[Meant]:
    """The lines that name no other complaint and fit one that has just come in."""
    return [
        each
        for each in meant()
        if each.context in CONTEXTS
        and each.stage in STAGES
        and not any(each.cases)
        and len(each.verbs) == 1
        and "OPT-" not in each.arguments[0]
        and each.verbs[0].split("/")[0] in (*EFFECTS, *CARDS)
    ]


def in_looks(office: Rig, mails: Sequence[bytes], at_once: int) -> None:
    """So many a look, and an hour between two looks: more than three questions an hour are not sent."""
    for first in range(0, len(mails), at_once):
        all_at_once(office, mails[first : first + at_once])
        office.later(minutes=61)


def test_commands(office: Rig) -> None:
    """Every exact line, and nine plain sentences in ten, do what they mean or come back as the question."""
    # What is asked back comes last: three a look.
    lines = sorted(chosen(), key=lambda each: each.how != "done")
    cases = clients(office, len(lines))
    ready = made_ready(office, [(line.context, case) for line, case in zip(lines, cases, strict=True)])
    since = {each.reference: len(office.entries(each.reference)) for each in cases}
    mails = []
    for number, (want, case) in enumerate(zip(lines, cases, strict=True)):
        letter = ready[case.reference]
        to = letter.reply_to[0].email if letter else secret(office, case.reference)
        mails.append(reply(want.line, to, letter, want.context, number))
    done = sum(each.how == "done" for each in lines)
    in_looks(office, mails[:done], 12)
    in_looks(office, mails[done:], 3)
    wrong = {
        want: told
        for want, case, raw in zip(lines, cases, mails, strict=True)
        if (told := happened(office, want, case.reference, since[case.reference], number_of(raw)))
    }
    assert not [told for want, told in wrong.items() if want.kind == "exact"]
    assert len(wrong) <= sum(each.kind == "plain" for each in lines) // 10, wrong
    assert {each.complainant.email for each in office.cases()} <= {each.complainant.email for each in cases}
    assert office.faults() == []


def test_prose(office: Rig) -> None:
    """Three hundred mails that command nothing change nothing, reach no client and open no case."""
    cases = dict(zip(CONTEXTS, clients(office, len(CONTEXTS)), strict=True))
    ready = made_ready(office, list(cases.items()))
    before = {name: standing(office, case.reference) for name, case in cases.items()}
    sent = len(office.sink.mails)
    lines = [(row[0], row[1]) for name in PROSE for row in rows(name, 2) if row[0] in cases]
    mails = written(office, lines, cases, ready)
    all_at_once(office, mails)
    assert len(mails) >= 300
    for name, case in cases.items():
        assert standing(office, case.reference) == before[name], name
    assert not [each for each in office.sink.mails[sent:] if address(SARAH) not in each.recipients]
    assert len(office.cases()) == len(cases)
    assert office.faults() == []


def test_slips(office: Rig) -> None:
    """A command gone wrong is answered at once, reaches no client and opens no case."""
    cases = dict.fromkeys(("new_complaint", "draft"), clients(office, 1)[0])
    ready = made_ready(office, list(cases.items()))
    sent = len(office.sink.mails)
    lines = [(row[0], row[1]) for row in rows("slips.tsv", 4) if row[0] in cases and row[2].startswith(VERBS)]
    mails = written(office, lines, cases, ready)
    in_looks(office, mails, 6)
    back = {number for _, read in answers(office, cases["draft"].reference) for number in read.in_reply_to}
    silent = [line for line, raw in zip(lines, mails, strict=True) if number_of(raw) not in back]
    assert len(lines) >= 20
    assert len(silent) <= len(lines) // 10, silent
    assert not [each for each in office.sink.mails[sent:] if "harbour-bakery" in each.recipients[0]]
    assert len(office.cases()) == 1
    assert office.faults() == []


def written(
    office: Rig, lines: Sequence[tuple[str, str]], cases: dict[str, Case], ready: dict[str, Message | None]
) -> list[bytes]:
    """Each line as a reply in the case of its sort."""
    mails = []
    for number, (name, line) in enumerate(lines):
        letter = ready[cases[name].reference]
        to = letter.reply_to[0].email if letter else secret(office, cases[name].reference)
        mails.append(reply(line.replace("\\n", "\n"), to, letter, name, number))
    return mails


def standing(office: Rig, reference: str) -> list[Fact]:
    """All that changed the case so far."""
    return [each.fact for each in office.entries(reference) if isinstance(each.fact, CHANGES)]
