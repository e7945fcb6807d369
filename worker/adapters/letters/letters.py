"""The adapter: opened on the folder of templates, it turns each letter into the bytes that are sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from worker.adapters.letters import look, plain
from worker.adapters.letters.blocks import Block, NotationError, parse
from worker.adapters.letters.html import Titled, marked, page, within
from worker.adapters.letters.look import Look
from worker.adapters.letters.message import Headers, content
from worker.adapters.letters.paper import Sheet, document, paper
from worker.adapters.letters.procedure import own_pdf
from worker.adapters.letters.samples import samples
from worker.adapters.letters.templates import BrokenTemplateError, LetterTemplate, Scene, load
from worker.adapters.letters.tokens import Filled
from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Origin
from worker.model.client_letter import ProcedureCopy
from worker.model.letter import Enclosure, Letter, RenderedLetter
from worker.model.mail import Address
from worker.model.office import Office
from worker.model.staff_letter import Draft

SUBJECT_LENGTH = 78
SUMMARY = "procedure.txt"
PREHEADER_LENGTH = 200

_AUTO_SUBMITTED: Mapping[Origin, str] = MappingProxyType(
    {
        Origin.REPLY: "auto-replied",
        Origin.EVENT: "auto-generated",
        Origin.SCHEDULED: "auto-generated",
        Origin.RECEIPT: "auto-generated",
        Origin.COMMAND: "",
        Origin.APPROVED: "",
    }
)
"""What the header of that name says (RFC 3834 5); nothing where a person wrote the letter."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of a letter before it is posted: what an inbox shows of it, and the rest twice."""

    subject: str
    preheader: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """A letter with its facts, read into blocks and not yet written out."""

    subject: str
    preheader: str
    blocks: tuple[Block, ...]
    body: Filled
    style: Look


@dataclass(frozen=True, slots=True)
class Letters:
    """The templates of the catalogue, all tried, and the office that signs."""

    office: Office
    templates: Mapping[LetterKind, LetterTemplate]
    summary: LetterTemplate | None = None

    @classmethod
    def open(cls, templates: Path, office: Office) -> "Letters":
        """Reads the folder once and writes every letter with sample facts.

        Raises BrokenTemplateError, naming file and line, where a template is missing, broken or asks for an
        unknown fact.
        """
        found = load(templates)
        letters = cls(office, _by_kind(templates, found), _summary(templates, found))
        copies = [letter for letter in samples() if letter.kind is LetterKind.PROCEDURE_COPY]
        for copy in copies:
            letters._account(copy)
        # On paper what is left out of a text cannot break it, so one sheet is enough.
        letters.procedure(copies[0], now=datetime(2026, 3, 2, 9, tzinfo=UTC))
        for letter in samples():
            letters.render(
                letter,
                message_id="<sample@example.org>",
                reply_to=office.address,
                now=datetime(2026, 3, 2, 9, tzinfo=UTC),
                own_header="sample",
            )
        return letters

    def render(
        self,
        letter: Letter,
        *,
        message_id: str,
        reply_to: str,
        now: datetime,
        own_header: str,
    ) -> RenderedLetter:
        """The letter as it will be sent: the same arguments give the same bytes.

        `now` is aware and becomes the Date. `own_header` is the value of X-Optimised-Ref. The subject is at
        most 78 characters long; its longest fact is cut where needed. Without plus addressing the mark in `reply_to`
        stands below what a client's button writes instead. Raises BrokenTemplateError (needs a person).
        """
        _, plus, mark = reply_to.partition("@")[0].partition("+")
        as_address = self.office.plus_addressing or not plus
        reply_to = reply_to if as_address else self.office.address
        written = self.written(letter, reply_to)
        below = not as_address and letter.kind.is_for_client
        html = marked(written.html, reply_to, mark) if below else written.html
        headers = Headers(
            sender=Address(self.office.address, self.office.display_name),
            recipient=letter.recipient,
            reply_to=reply_to,
            subject=written.subject,
            now=now,
            message_id=message_id,
            answers=letter.answers,
            auto_submitted=_AUTO_SUBMITTED[letter.came_about],
            own=own_header,
        )
        return RenderedLetter(
            letter=letter,
            message_id=message_id,
            subject=written.subject,
            content=content(headers, written.text, html, letter.attachments),
        )

    def on_paper(self, letter: Letter, address: str, *, reply_to: str, now: datetime) -> Enclosure:
        """The letter as a PDF to print and post to that address; the same arguments give the same bytes.

        Raises BrokenTemplateError (needs a person).
        """
        template = self.templates[letter.kind]
        subject, _, body = template.fill(Scene(letter, self.office, reply_to, on_paper=True))
        about = subject.within(SUBJECT_LENGTH).removesuffix(f"[{letter.reference}]").removeprefix("Re: ")
        sheet = Sheet(
            company=self.office.company,
            name=letter.recipient.name,
            address=address,
            subject=about.strip(),
            reference=letter.reference,
            now=now,
        )
        try:
            content = paper(parse(body.text), body, sheet)
        except NotationError as fault:
            raise BrokenTemplateError(f"{template.path}: {body.one_line(str(fault))}.") from fault
        return Enclosure(f"{letter.reference} {letter.kind.called}.pdf", "application/pdf", content)

    def procedure(self, letter: Letter, *, now: datetime) -> Enclosure:
        """The complaints procedure that goes with that letter: the company's own PDF, or else our summary of it.

        Raises BrokenTemplateError (needs a person).
        """
        facts = letter.facts
        if not isinstance(facts, ProcedureCopy):
            raise TypeError(f"{letter.kind} brings no copy of the procedure.")
        own = own_pdf(facts.file) if facts.file else None
        content = own or self._summed_up(replace(letter, reference=""), now)
        return Enclosure(f"Complaints procedure {facts.version}.pdf", "application/pdf", content)

    def _summed_up(self, letter: Letter, now: datetime) -> bytes:
        about, blocks, body = self._account(letter)
        sheet = Sheet(company=self.office.company, name="", address="", subject=about, reference="", now=now)
        return document(blocks, body, sheet)

    def _account(self, letter: Letter) -> tuple[str, tuple[Block, ...], Filled]:
        """Our own account of the procedure: its heading, its blocks and the facts in them."""
        if self.summary is None:
            raise BrokenTemplateError(f"There is no {SUMMARY} among the templates.")
        subject, _, body = self.summary.fill(Scene(letter, self.office, self.office.address, on_paper=True))
        try:
            return subject.within(SUBJECT_LENGTH), tuple(parse(body.text)), body
        except NotationError as fault:
            raise BrokenTemplateError(f"{self.summary.path}: {body.one_line(str(fault))}.") from fault

    def written(self, letter: Letter, reply_to: str) -> Composed:
        """The letter in words, as `render` posts it. Raises BrokenTemplateError (needs a person)."""
        shown = (
            self._draft(letter.shows, reply_to) if letter.shows and isinstance(letter.facts, Draft) else None
        )
        filled = self._filled(letter, reply_to)
        title = Titled(filled.subject, filled.preheader)
        html = page(title, filled.blocks, filled.body, filled.style, shown.html if shown else "")
        text = plain.text(filled.blocks, filled.body, shown=shown.text if shown else "")
        return Composed(filled.subject, filled.preheader, text, html)

    def _draft(self, letter: Letter, reply_to: str) -> Composed:
        """A letter as the one that asks for its approval shows it: as its reader will see it."""
        filled = self._filled(letter, reply_to)
        text = plain.within(filled.subject, filled.blocks, filled.body)
        html = within(filled.subject, filled.blocks, filled.body, filled.style)
        return Composed(filled.subject, filled.preheader, text, html)

    def _filled(self, letter: Letter, reply_to: str) -> "_Filled":
        template = self.templates[letter.kind]
        subject, preheader, body = template.fill(Scene(letter, self.office, reply_to))
        try:
            blocks = parse(body.text)
        except NotationError as fault:
            raise BrokenTemplateError(f"{template.path}: {body.one_line(str(fault))}.") from fault
        return _Filled(
            subject=f"Re: {letter.goes_on_under}" if letter.goes_on_under else subject.within(SUBJECT_LENGTH),
            preheader=preheader.within(PREHEADER_LENGTH),
            blocks=blocks,
            body=body,
            style=look.CLIENT if letter.kind.is_for_client else look.STAFF,
        )


def _summary(folder: Path, found: Iterable[LetterTemplate]) -> LetterTemplate:
    """The template of our own account of the procedure, which is no letter."""
    summary = next((each for each in found if each.path.name == SUMMARY), None)
    if summary is None:
        raise BrokenTemplateError(f"{folder}: there is no {SUMMARY}.")
    return summary


def _by_kind(folder: Path, templates: Iterable[LetterTemplate]) -> dict[LetterKind, LetterTemplate]:
    """Each letter of the catalogue with its one template; a file of no letter is refused."""
    found: dict[LetterKind, LetterTemplate] = {}
    for template in templates:
        if template.path.name == SUMMARY:
            continue
        catalogue_id = template.path.name.partition("_")[0]
        kind = next((kind for kind in LetterKind if kind == catalogue_id), None)
        if kind is None:
            raise BrokenTemplateError(
                f"{template.path}: no letter of the catalogue is called {catalogue_id}."
            )
        if template.folder != kind.row.reader:
            raise BrokenTemplateError(f"{template.path}: {kind} belongs in the folder {kind.row.reader}/.")
        if kind in found:
            raise BrokenTemplateError(f"{template.path}: there is a second template for {catalogue_id}.")
        found[kind] = template
    for kind in LetterKind:
        if kind not in found:
            raise BrokenTemplateError(f"{folder}: there is no template for {kind} in {kind.row.reader}/.")
    return found
