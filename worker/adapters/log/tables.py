"""What the tables look like; the migrations beside this file make them, and a test holds the two equal.

A condition `is_...` belongs to a partial index; a query that uses it as it stands here is answered from that index.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Tally


class Instant(TypeDecorator[datetime]):
    """An aware UTC time; SQLite would give back a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy passes it
        """Refuse a naive time rather than guess its zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy passes it
        """Give the time back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _counted(tally: Tally) -> str:
    """The condition of a letter that is counted so; another letter there needs a migration for its index."""
    kinds = ", ".join(f"'{kind}'" for kind in LetterKind if kind.row.counts_as is tally)
    return f"kind IN ({kinds})"


metadata = MetaData()

# SQLite numbers only a column declared INTEGER by itself.
_Number = BigInteger().with_variant(Integer, "sqlite")

inbox_message = Table(
    "inbox_message",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("folder", Text, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("internal_date", Instant, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content_key", String(64)),
    Column("identifier", String(64)),
    Column("attempts", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("rule", Text, nullable=False, server_default=""),
    Column("outcome", Text, nullable=False, server_default=""),
    Column("reference", String(32), nullable=False, server_default=""),
    Column("settled_at", Instant),
    Column("filed_at", Instant),
    UniqueConstraint("folder", "uidvalidity", "uid", name="one_row_a_message"),
)
Index("inbox_by_content", inbox_message.c.content_key)
Index("inbox_by_identifier", inbox_message.c.identifier)
is_kept = text("state = 'kept'")
Index("inbox_kept", inbox_message.c.id, sqlite_where=is_kept, postgresql_where=is_kept)
is_shown = text("outcome = 'no complaint, shown to a person'")
Index("inbox_not_complaints", inbox_message.c.settled_at, sqlite_where=is_shown, postgresql_where=is_shown)
is_unfiled = text("filed_at IS NULL AND state <> 'kept'")
Index(
    "inbox_unfiled",
    inbox_message.c.folder,
    inbox_message.c.uidvalidity,
    inbox_message.c.id,
    sqlite_where=is_unfiled,
    postgresql_where=is_unfiled,
)

raw_mail = Table(
    "raw_mail",
    metadata,
    Column("inbox_id", _Number, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

mailbox_cursor = Table(
    "mailbox_cursor",
    metadata,
    Column("folder", Text, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("next_uid", BigInteger, nullable=False),
    Column("looked_at", Instant, nullable=False),
)

log_entry = Table(
    "log_entry",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("reference", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("fact", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("reference", "number", name="one_entry_a_place"),
)

case_index = Table(
    "case_index",
    metadata,
    Column("reference", String(32), primary_key=True),
    Column("stage", String(20), nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("section", Text, nullable=False),
    Column("complainant", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("day0", Date, nullable=False),
    Column("next_due", Date),
    Column("look_at", Instant),
    Column("waits_for", String(20), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("head", String(64), nullable=False),
)
is_waiting = text("waits_for <> ''")
Index("cases_waiting", case_index.c.reference, sqlite_where=is_waiting, postgresql_where=is_waiting)
is_open = text("is_open")
_expected = text("look_at IS NOT NULL")
Index("cases_by_look", case_index.c.look_at, sqlite_where=_expected, postgresql_where=_expected)
Index("open_cases_by_due_date", case_index.c.next_due, sqlite_where=is_open, postgresql_where=is_open)

reference_counter = Table(
    "reference_counter",
    metadata,
    Column("series", String(20), primary_key=True),
    Column("last", Integer, nullable=False),
)

alarm = Table(
    "alarm",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("since", Instant, nullable=False),
)

time_hold = Table(
    "time_hold",
    metadata,
    Column("since", Instant, primary_key=True),
    Column("why", Text, nullable=False),
)

outbox_letter = Table(
    "outbox_letter",
    metadata,
    Column("id", _Number, primary_key=True),
    Column("reference", String(32), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("cause", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("recipient_domain", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("message_id", Text, nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempted_at", Instant),
    Column("sent_at", Instant),
    Column("detail", Text, nullable=False, server_default=""),
    Column("about", JSON, nullable=False, server_default="[]"),
    UniqueConstraint("reference", "kind", "cause", name="one_letter_a_cause"),
)
is_unsent = text("state IN ('pending', 'sending', 'unknown')")
Index(
    "unsent_letters",
    outbox_letter.c.priority,
    outbox_letter.c.id,
    sqlite_where=is_unsent,
    postgresql_where=is_unsent,
)
is_acknowledgement = text(_counted(Tally.ACKNOWLEDGEMENT))
Index(
    "acknowledgements",
    outbox_letter.c.queued_at,
    sqlite_where=is_acknowledgement,
    postgresql_where=is_acknowledgement,
)
Index(
    "acknowledgements_by_domain",
    outbox_letter.c.recipient_domain,
    outbox_letter.c.queued_at,
    sqlite_where=is_acknowledgement,
    postgresql_where=is_acknowledgement,
)
is_task = text(_counted(Tally.TASK))
Index("tasks", outbox_letter.c.queued_at, sqlite_where=is_task, postgresql_where=is_task)
Index("letters_by_attempt", outbox_letter.c.attempted_at)
