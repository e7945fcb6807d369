"""When each case is looked at next, and the hold that keeps time from acting until a person has said so."""

import sqlalchemy as sa
from alembic import op

from worker.adapters.log.tables import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Rename a column, exchange its index, add a table."""
    op.drop_index("cases_by_act", "case_index")
    op.execute("ALTER TABLE case_index RENAME COLUMN acts_at TO look_at")
    where = sa.text("look_at IS NOT NULL")
    op.create_index("cases_by_look", "case_index", ["look_at"], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "time_hold",
        sa.Column("since", Instant, primary_key=True),
        sa.Column("why", sa.Text, nullable=False),
    )
