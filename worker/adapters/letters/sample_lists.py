"""Sample facts of what lists much: the help card and the list for triage; full, then bare."""

from datetime import UTC, date, datetime

from worker.model.catalogue import LetterKind
from worker.model.letter import LetterFacts
from worker.model.staff_letter import HelpCard, HelpGroup, HelpLine, Quarantined, TriageLine, TriageList

LIST_FACTS: tuple[tuple[LetterKind, LetterFacts, LetterFacts], ...] = (
    (
        LetterKind.HELP_CARD,
        HelpCard(
            groups=(
                HelpGroup(
                    title="What the client hears",
                    lines=(
                        HelpLine(write="update", behind="a date", does="write to the client where it stands"),
                        HelpLine(write="send", behind="", does="let the draft leave"),
                    ),
                ),
            ),
            example="OPT-2026-0042",
        ),
        HelpCard(groups=()),
    ),
    (
        LetterKind.TRIAGE_LIST,
        TriageList(
            on=date(2026, 3, 3),
            to_decide=(
                TriageLine(
                    sender="patel@bakery.example",
                    first_words="The bill looks odd to me",
                    reference="OPT-2026-0042",
                    due_on=date(2026, 3, 6),
                    reasons=('speaks of a bill: "bill" (+1)',),
                    part_of="OPT-2026-0031",
                ),
                TriageLine(
                    sender="lowe@cafe.example", first_words="Is this right?", reference="OPT-2026-0043"
                ),
            ),
            to_acknowledge=(
                TriageLine(
                    sender="reed@dairy.example",
                    first_words="The meter was never read",
                    reference="OPT-2026-0044",
                    due_on=date(2026, 3, 6),
                ),
            ),
            untold=(
                TriageLine(
                    sender="patel@bakery.example", first_words="Here is a photo", reference="OPT-2026-0042"
                ),
            ),
            not_complaints=(
                TriageLine(sender="reed@dairy.example", first_words="Please send me your brochure", mail=18),
            ),
            set_aside=(
                Quarantined(mail=17, arrived_at=datetime(2026, 3, 2, 7, 49, tzinfo=UTC), reason="Too big."),
            ),
            part=1,
            parts=2,
        ),
        TriageList(on=date(2026, 3, 3), to_decide=()),
    ),
)
