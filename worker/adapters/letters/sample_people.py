"""Sample facts of the letters about colleagues who come and go: full, then bare."""

from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.left_behind import Heir, LeadAway, LeftBehind, SomebodyLeft
from worker.model.letter import LetterFacts

_BARE = LeftBehind(
    reference="OPT-2026-0042",
    client="Mrs Patel",
    left="sarah",
    now="James Carter",
    due="respond",
    due_on=date(2026, 3, 23),
    heirs=(Heir(name="Give it to Sam Booth", command="give Sam Booth"),),
)

PEOPLE_FACTS: tuple[tuple[LetterKind, LetterFacts, LetterFacts], ...] = (
    (
        LetterKind.SOMEBODY_LEFT,
        SomebodyLeft(
            complaints=(
                _BARE,
                LeftBehind(
                    reference="OPT-2026-0043",
                    client="a client who is not to be named",
                    left="dora",
                    now="James Carter",
                    led=True,
                    client_told=True,
                    action="Check the renewals of the week before they leave.",
                ),
                LeftBehind(
                    reference="OPT-2026-0044",
                    client="Mr Lloyd",
                    left="dora",
                    now="James Carter",
                    led=True,
                    nobody_leads=True,
                    heirs=(Heir(name="Priya Shah leads it", command="lead Priya Shah"),),
                ),
            )
        ),
        SomebodyLeft(complaints=(_BARE,)),
    ),
    (
        LetterKind.LEAD_IS_AWAY,
        LeadAway(
            client="Mrs Patel",
            lead="James Carter",
            until=date(2026, 3, 13),
            due="answer to the escalated complaint",
            due_on=date(2026, 3, 16),
            heirs=(Heir(name="Dora Lane leads it", command="lead Dora Lane"),),
        ),
        LeadAway(client="a client who is not to be named", lead="James Carter", until=date(2026, 3, 13)),
    ),
)
