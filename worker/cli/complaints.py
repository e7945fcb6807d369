"""Commands that show complaints and their mail: case, cases, explain and mail."""

import sys
from collections.abc import Iterator
from datetime import date

import click

from worker import app
from worker.adapters.log import journal, outbox, register
from worker.adapters.log.case_unreadable import CaseUnreadable
from worker.adapters.settings import load_policy
from worker.cli.as_json import as_json
from worker.cli.folders import Folders
from worker.model.entry import Entry
from worker.model.queued_letter import QueuedLetter
from worker.policy.calendar import Calendar, date_in_words, london_date
from worker.policy.case import Case
from worker.policy.explain import explain_case, explain_ended
from worker.policy.in_confidence import NOT_NAMED, NOT_SHARED
from worker.reports.words import line_in_words, moment, name_of


@click.command()
@click.argument("reference")
@click.pass_obj
def case(folders: Folders, reference: str) -> None:
    """Show one complaint: its dates, its log, its letters."""
    wanted = reference.strip().upper()
    with folders.log() as tx:
        # What does not print was never a reference, and no database can be asked for it.
        entries = journal.read(tx, wanted) if wanted.isprintable() else []
        letters = outbox.of_case(tx, wanted) if entries else ()
    if not entries:
        raise click.ClickException(f"There is no complaint {wanted!r}; `worker cases --all` lists them.")
    click.echo("\n".join(_page(journal.told(entries), entries, letters)))


@click.command()
@click.argument("number", type=int)
@click.pass_obj
def mail(folders: Folders, number: int) -> None:
    """Write the exact bytes of a kept mail to standard output.

    NUMBER is the one in the log and in our letters to colleagues, as in `worker mail 17 > mail.eml`.
    """
    with folders.log() as tx:
        content = register.content(tx, number) if register.holds(tx, number) else None
    if content is None:
        raise click.ClickException(f"No mail is kept under the number {number}.")
    sys.stdout.buffer.write(content)


@click.command("explain")
@click.argument("reference")
@click.argument("clock", required=False, default="")
@click.pass_obj
def explain_(folders: Folders, reference: str, clock: str) -> None:
    """Show why a complaint falls due when it does, day by day.

    CLOCK is one of its promises, like acknowledge or respond, also one that has ended; without it all that run are
    explained.
    """
    policy = load_policy(folders.config)
    wanted = reference.strip().upper()
    with folders.log() as tx:
        found = journal.case(tx, wanted) if wanted.isprintable() else None
    if found is None:
        raise click.ClickException(f"There is no complaint {wanted!r}; `worker cases --all` lists them.")
    calendar = Calendar.of(policy)
    told = explain_case(found, policy, calendar)
    if clock:
        told += explain_ended(found, policy, calendar)
    chosen = [each for each in told if each.lower().startswith(clock.lower())]
    if clock and not chosen:
        running = ", ".join(each.clock for each in found.running) or "none"
        raise click.ClickException(
            f"There is no promise {clock!r} of {found.reference}; those that run: {running}."
        )
    click.echo("\n\n".join(chosen) or f"No promise of {found.reference} runs.")


@click.command()
@click.option("--all", "closed_too", is_flag=True, help="List closed complaints too.")
@click.option("--json", "plain", is_flag=True, help="Print JSON.")
@click.pass_obj
def cases(folders: Folders, closed_too: bool, plain: bool) -> None:
    """List the open complaints, what falls due first on top."""
    with folders.log() as tx:
        unreadable: list[CaseUnreadable] = []
        listed = journal.cases(tx, open_only=not closed_too, set_aside=unreadable.append)
    if plain:
        aside = [{"reference": each.reference, "unreadable": str(each)} for each in unreadable]
        click.echo(as_json([*aside, *map(_as_plain, listed)]))
        return
    today = london_date(app.utc_now())
    for sentence in (*map(str, unreadable), *(in_one_line(each, today) for each in listed)):
        click.echo(sentence)
    if not (listed or unreadable):
        click.echo("There is no complaint." if closed_too else "No complaint is open.")


def _page(found: Case, entries: list[Entry], letters: tuple[QueuedLetter, ...]) -> Iterator[str]:
    complaint = found.complaint
    yield f"{found.reference}: {complaint.subject}"
    yield f"From {_sender(found)}, received {moment(complaint.received_at)} by {complaint.channel}; {found.stage}."
    yield ""
    running = {each.clock for each in found.running}
    for each in sorted(found.started, key=lambda deadline: deadline.due_on):
        state = "runs" if each.clock in running else "ended"
        yield f"  {each.clock.capitalize():16} {date_in_words(each.due_on):27} {state} ({each.clause})"
    yield ""
    for entry in entries:
        yield f"{entry.number:4}  {moment(entry.at)}  {entry.actor}  {line_in_words(entry)}"
    if letters:
        yield ""
    for letter in letters:
        said = f": {letter.detail}" if letter.detail else ""
        yield f"  {name_of(letter.kind)} to {letter.recipient}, {letter.state}{said}"


def in_one_line(found: Case, today: date) -> str:
    """The complaint as the list of the terminal has it; one that is not to be shared goes by its reference (3.1.11)."""
    due = "nothing due"
    if found.next_due:
        due = f"{'OVERDUE' if found.next_due < today else 'due'} {date_in_words(found.next_due)}"
    subject = NOT_SHARED if found.restricted else found.complaint.subject
    short = subject if len(subject) <= 60 else f"{subject[:59]}…"
    who = NOT_NAMED if found.restricted else found.complainant.email
    return f"{found.reference}  {found.stage:12}  {due:35}  {who}  {short}"


def _sender(found: Case) -> str:
    client = found.complainant
    return f"{client.name} ({client.email})" if client.name else client.email or "a sender not known"


def _as_plain(found: Case) -> dict[str, object]:
    return {
        "reference": found.reference,
        "stage": found.stage,
        "complainant": "" if found.restricted else found.complainant.email,
        "subject": "" if found.restricted else found.complaint.subject,
        "section": found.section,
        "received_at": found.complaint.received_at.isoformat(),
        "day0": found.complaint.day0.isoformat(),
        "due": {each.clock: each.due_on.isoformat() for each in found.running},
    }
