"""Which cases a list to a colleague names, so that an answer to the list finds them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add a column."""
    op.add_column("outbox_letter", sa.Column("about", sa.JSON, nullable=False, server_default="[]"))
