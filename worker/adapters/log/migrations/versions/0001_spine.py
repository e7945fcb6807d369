"""The register of mail, the action log with its guard, the case index and the outbox."""

import sqlalchemy as sa
from alembic import op

from worker.adapters.log.tables import Instant

revision = "0001"
down_revision = None

_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

_GUARD_SQLITE = """
CREATE TRIGGER log_entry_{deed} BEFORE {deed} ON log_entry
BEGIN SELECT RAISE(ABORT, 'The action log is append-only.'); END
"""

# INSERT OR REPLACE takes the old line away without asking the guard of DELETE.
_GUARD_SQLITE_REPLACE = """
CREATE TRIGGER log_entry_REPLACE BEFORE INSERT ON log_entry
WHEN EXISTS (
    SELECT 1 FROM log_entry
    WHERE id = NEW.id OR (reference = NEW.reference AND number = NEW.number)
)
BEGIN SELECT RAISE(ABORT, 'The action log is append-only.'); END
"""

_GUARD_POSTGRESQL = """
CREATE FUNCTION refuse_change_of_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The action log is append-only.'; END $$
"""

_TRIGGER_POSTGRESQL = """
CREATE TRIGGER log_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_log()
"""


def upgrade() -> None:
    """Make everything; a new database holds it all or nothing."""
    _register()
    _mailbox()
    _log()
    _outbox()
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(_GUARD_SQLITE.format(deed=deed))
        op.execute(_GUARD_SQLITE_REPLACE)
    else:
        op.execute(_GUARD_POSTGRESQL)
        op.execute(_TRIGGER_POSTGRESQL)


def _register() -> None:
    op.create_table(
        "inbox_message",
        sa.Column("id", _Number, primary_key=True),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("uid", sa.BigInteger, nullable=False),
        sa.Column("internal_date", Instant, nullable=False),
        sa.Column("kept_at", Instant, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content_key", sa.String(64)),
        sa.Column("identifier", sa.String(64)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("rule", sa.Text, nullable=False, server_default=""),
        sa.Column("outcome", sa.Text, nullable=False, server_default=""),
        sa.Column("reference", sa.String(32), nullable=False, server_default=""),
        sa.Column("settled_at", Instant),
        sa.Column("filed_at", Instant),
        sa.UniqueConstraint("folder", "uidvalidity", "uid", name="one_row_a_message"),
    )
    op.create_index("inbox_by_content", "inbox_message", ["content_key"])
    op.create_index("inbox_by_identifier", "inbox_message", ["identifier"])
    _partial_index("inbox_kept", "inbox_message", ["id"], "state = 'kept'")
    unfiled = "filed_at IS NULL AND state <> 'kept'"
    _partial_index("inbox_unfiled", "inbox_message", ["folder", "uidvalidity", "id"], unfiled)
    shown = "outcome = 'no complaint, shown to a person'"
    _partial_index("inbox_not_complaints", "inbox_message", ["settled_at"], shown)


def _mailbox() -> None:
    op.create_table(
        "raw_mail",
        sa.Column("inbox_id", _Number, primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "mailbox_cursor",
        sa.Column("folder", sa.Text, primary_key=True),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("next_uid", sa.BigInteger, nullable=False),
        sa.Column("looked_at", Instant, nullable=False),
    )


def _log() -> None:
    op.create_table(
        "log_entry",
        sa.Column("id", _Number, primary_key=True),
        sa.Column("reference", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.UniqueConstraint("reference", "number", name="one_entry_a_place"),
    )
    op.create_table(
        "case_index",
        sa.Column("reference", sa.String(32), primary_key=True),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("complainant", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("received_at", Instant, nullable=False),
        sa.Column("day0", sa.Date, nullable=False),
        sa.Column("next_due", sa.Date),
        sa.Column("acts_at", Instant),
        sa.Column("waits_for", sa.String(20), nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
    )
    _partial_index("cases_by_act", "case_index", ["acts_at"], "acts_at IS NOT NULL")
    _partial_index("cases_waiting", "case_index", ["reference"], "waits_for <> ''")
    _partial_index("open_cases_by_due_date", "case_index", ["next_due"], "is_open")
    op.create_table(
        "reference_counter",
        sa.Column("series", sa.String(20), primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )


def _outbox() -> None:
    op.create_table(
        "alarm",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("since", Instant, nullable=False),
    )
    op.create_table(
        "outbox_letter",
        sa.Column("id", _Number, primary_key=True),
        sa.Column("reference", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("recipient_domain", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False, unique=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("queued_at", Instant, nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("attempted_at", Instant),
        sa.Column("sent_at", Instant),
        sa.Column("detail", sa.Text, nullable=False, server_default=""),
        sa.UniqueConstraint("reference", "kind", "cause", name="one_letter_a_cause"),
    )
    _partial_index(
        "unsent_letters", "outbox_letter", ["priority", "id"], "state IN ('pending', 'sending', 'unknown')"
    )
    acknowledging = "kind IN ('M01', 'M02')"
    _partial_index("acknowledgements", "outbox_letter", ["queued_at"], acknowledging)
    _partial_index(
        "acknowledgements_by_domain", "outbox_letter", ["recipient_domain", "queued_at"], acknowledging
    )
    _partial_index("tasks", "outbox_letter", ["queued_at"], "kind IN ('S11', 'M23')")
    op.create_index("letters_by_attempt", "outbox_letter", ["attempted_at"])


def _partial_index(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
