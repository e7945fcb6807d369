"""A file of the client's cannot be opened: they are asked for it again, once for each of their mails (3.1.6.1)."""

from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Origin
from worker.model.client_letter import UnreadableFiles
from worker.model.decision import Decision
from worker.model.entry import Channel, Trust
from worker.model.file_event import FilesNotOpened
from worker.model.letter import Letter
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.unreadable_files import nobody_can_open
from worker.policy.rulebook import Rulebook


def by_itself(case: Case, arrival: Arrival, rulebook: Rulebook) -> Decision:
    """Ask where the mail is surely the client's own and the file itself tells; nothing where any doubt is left."""
    files = nobody_can_open(arrival.message)
    if not files or not _may_be_asked(case, arrival, rulebook):
        return Decision()
    fact = FilesNotOpened(of=arrival.mail, files=files)
    return Decision(
        reference=case.reference, facts=(fact,), letters=(ask_again(case, fact, arrival, rulebook),)
    )


def ask_again(case: Case, fact: FilesNotOpened, arrival: Arrival, rulebook: Rulebook) -> Letter:
    """The letter to who complained, and to nobody else."""
    signer = rulebook.owner(case, london_date(arrival.seen_at))
    return Letter(
        kind=LetterKind.FILES_UNREADABLE,
        recipient=case.complainant,
        reference=case.reference,
        cause=f"files of mail {fact.of}",
        facts=UnreadableFiles(
            files=fact.files,
            topic=case.topic,
            received_on=case.complaint.day0,
            section=rulebook.people.section(case.section).name,
            signed=signer.name,
            role=signer.role,
        ),
        answers=case.thread,
        origin=Origin.COMMAND if fact.by else Origin.REPLY,
    )


def _may_be_asked(case: Case, arrival: Arrival, rulebook: Rulebook) -> bool:
    """Whether who complained wrote it themselves, proven, and a letter may go to them."""
    own_mail = arrival.channel is Channel.EMAIL and not (arrival.passed_on_by or arrival.automatic)
    theirs = arrival.client is not None and arrival.client.email == case.complainant.email
    proven = own_mail and theirs and arrival.trust is Trust.PROVEN
    reached = rulebook.may_write_to(case) and not case.withheld
    return proven and reached and bool(case.is_complaint) and not case.is_over
