"""The adapter: opened on the folder of templates, it turns each letter into the bytes that are sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from worker.adapters.letters import look
from worker.adapters.letters.blocks import NotationError, parse
from worker.adapters.letters.html import page
from worker.adapters.letters.message import Headers, content
from worker.adapters.letters.plain import text
from worker.adapters.letters.samples import samples
from worker.adapters.letters.templates import BrokenTemplateError, LetterTemplate, Scene, load
from worker.model.letter import Letter, LetterKind, RenderedLetter
from worker.model.mail import Address
from worker.model.office import Office

SUBJECT_LENGTH = 78
PREHEADER_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Letters:
    """The templates of the catalogue, all tried, and the office that signs."""

    office: Office
    templates: Mapping[LetterKind, LetterTemplate]

    @classmethod
    def open(cls, templates: Path, office: Office) -> "Letters":
        """Reads the folder once and writes every letter with sample facts.

        Raises BrokenTemplateError, naming file and line, where a template is missing, broken or asks for an
        unknown fact.
        """
        letters = cls(office, _by_kind(templates))
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
        self, letter: Letter, *, message_id: str, reply_to: str, now: datetime, own_header: str
    ) -> RenderedLetter:
        """The letter as it will be sent: the same arguments give the same bytes.

        `now` is aware and becomes the Date. `own_header` is the value of X-Optimised-Ref. The subject is at
        most 78 characters long; its longest fact is cut where needed. Raises BrokenTemplateError (needs a
        person).
        """
        template = self.templates[letter.kind]
        subject, preheader, body = template.fill(Scene(letter, self.office, reply_to))
        headers = Headers(
            sender=Address(self.office.address, self.office.display_name),
            recipient=letter.recipient,
            reply_to=reply_to,
            subject=subject.within(SUBJECT_LENGTH),
            now=now,
            message_id=message_id,
            answers=letter.answers,
            auto_submitted="auto-generated" if template.is_for_staff else "auto-replied",
            own=own_header,
        )
        style = look.STAFF if template.is_for_staff else look.CLIENT
        try:
            blocks = parse(body.text)
            html = page(headers.subject, preheader.within(PREHEADER_LENGTH), blocks, body, style)
        except NotationError as fault:
            raise BrokenTemplateError(f"{template.path}: {body.one_line(str(fault))}.") from fault
        return RenderedLetter(
            letter=letter,
            message_id=message_id,
            subject=headers.subject,
            content=content(headers, text(blocks, body), html),
        )


def _by_kind(folder: Path) -> dict[LetterKind, LetterTemplate]:
    """Each letter of the catalogue with its one template; a file of no letter is refused."""
    found: dict[LetterKind, LetterTemplate] = {}
    for template in load(folder):
        catalogue_id = template.path.name.partition("_")[0]
        kind = next((kind for kind in LetterKind if kind == catalogue_id), None)
        if kind is None:
            raise BrokenTemplateError(
                f"{template.path}: no letter of the catalogue is called {catalogue_id}."
            )
        if kind in found:
            raise BrokenTemplateError(f"{template.path}: there is a second template for {catalogue_id}.")
        found[kind] = template
    for kind in LetterKind:
        if kind not in found:
            raise BrokenTemplateError(f"{folder}: there is no template for {kind} in client/ or staff/.")
    return found
