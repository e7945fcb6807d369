"""The register of every mail ever seen: its exact bytes first, then what became of it."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Row, bindparam, insert, select, update

from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import inbox_message, is_kept, is_unfiled, mailbox_cursor, raw_mail
from worker.model.mail import RawMail

ATTEMPTS_ALLOWED = 3
_WORTH_PACKING = 64 * 1024
_SETTLED_WITHIN = timedelta(days=1)


class Disposition(StrEnum):
    """What became of a mail; every mail in the register ends as exactly one of these (promise 2)."""

    CASE = "opened a case"
    NOTED = "joined a known case"
    UNTOLD = "joined a known case, shown to a person"
    RETURNED = "one of our letters came back"
    COMMAND = "a colleague decided"
    CORRESPONDENCE = "a person wrote to the client"
    NOT_A_COMPLAINT = "no complaint, shown to a person"
    PARTY = "an authority or a supplier wrote, a head is asked which case it is about"
    RECORDED = "recorded, needs no answer"
    DUPLICATE = "the same mail again"
    OWN_COPY = "our own copy of a letter"
    QUARANTINED = "set aside for a person"


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail in the register that is not settled yet; `attempts` counts the tries begun, with this one."""

    id: int
    mail: RawMail
    kept_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder was read: every UID below `next_uid` under this UIDVALIDITY is in the register."""

    uidvalidity: int
    next_uid: int
    looked_at: datetime


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of one mail: the rule that decided, the outcome and the case it belongs to, if any."""

    outcome: Disposition
    rule: str
    reference: str = ""
    content_key: str | None = None
    identifier: str | None = None


# What runs for every mail is written once: SQLAlchemy takes longer to build a statement than SQLite to run it.
_THIS_MAIL = inbox_message.c.id == bindparam("this")
_STATE = select(inbox_message.c.state).where(_THIS_MAIL).with_for_update()
_SETTLE = update(inbox_message).where(_THIS_MAIL)
_SAME_CONTENT = (
    select(inbox_message.c.id)
    .where(inbox_message.c.content_key == bindparam("key"), inbox_message.c.id < bindparam("this"))
    .order_by(inbox_message.c.id)
    .limit(1)
)
_SAME_IDENTIFIER = (
    select(inbox_message.c.id)
    .where(inbox_message.c.identifier == bindparam("it"), inbox_message.c.id < bindparam("this"))
    .order_by(inbox_message.c.id)
    .limit(1)
)
_CURSOR = select(mailbox_cursor).where(mailbox_cursor.c.folder == bindparam("of"))


def keep(tx: Transaction, mails: Sequence[RawMail]) -> tuple[Kept, ...]:
    """Store these mails byte for byte and count the first attempt; what the register has is left out."""
    known = _known(tx, mails)
    fresh = [mail for mail in mails if (mail.folder, mail.uidvalidity, mail.uid) not in known]
    if not fresh:
        return ()
    adding = insert(inbox_message).returning(inbox_message.c.id, sort_by_parameter_order=True)
    ids = tx.connection.scalars(adding, [_register_row(tx, mail) for mail in fresh]).all()
    numbered = tuple(zip(ids, fresh, strict=True))
    raw = [{"inbox_id": id_, "content": _packed(mail.content)} for id_, mail in numbered]
    tx.connection.execute(insert(raw_mail), raw)
    return tuple(Kept(id_, mail, tx.now, 1) for id_, mail in numbered)


def not_kept(tx: Transaction, folder: str, uidvalidity: int, uids: Sequence[int]) -> tuple[int, ...]:
    """Those of the UIDs, in their order, that the register does not hold."""
    held = set(
        tx.connection.scalars(
            select(inbox_message.c.uid).where(
                inbox_message.c.folder == folder,
                inbox_message.c.uidvalidity == uidvalidity,
                inbox_message.c.uid.in_(list(uids)),
            )
        )
    )
    return tuple(uid for uid in uids if uid not in held)


def unsettled(tx: Transaction) -> Iterator[int]:
    """The numbers of mails that were kept and never settled, oldest first: what a killed worker left."""
    waiting = select(inbox_message.c.id).where(is_kept).order_by(inbox_message.c.id)
    yield from tx.connection.scalars(waiting).all()


def begin_attempt(tx: Transaction, id_: int) -> Kept:
    """Count one more attempt at this mail and give it back; committed before anything reads its bytes."""
    counting = (
        update(inbox_message)
        .where(inbox_message.c.id == id_)
        .values(attempts=inbox_message.c.attempts + 1)
        .returning(inbox_message)
    )
    return _kept(tx.connection.execute(counting).one(), content(tx, id_))


def take_back_attempt(tx: Transaction, id_: int) -> None:
    """Count one attempt less: it was begun and nothing came to read the bytes."""
    taken_back = {"attempts": inbox_message.c.attempts - 1}
    tx.connection.execute(update(inbox_message).where(inbox_message.c.id == id_).values(taken_back))


def kept(tx: Transaction, id_: int) -> Kept | None:
    """The mail with that number, settled or not, or None where there is none."""
    if not holds(tx, id_):
        return None
    return _kept(tx.connection.execute(select(inbox_message).filter_by(id=id_)).one(), content(tx, id_))


def case_of(tx: Transaction, id_: int) -> str:
    """The reference of the case that the mail opened or joined, or an empty string."""
    return tx.connection.scalar(select(inbox_message.c.reference).filter_by(id=id_)) or ""


def content(tx: Transaction, id_: int) -> bytes:
    """The exact bytes of the mail with that number."""
    stored = select(raw_mail.c.content).where(raw_mail.c.inbox_id == id_)
    return zlib.decompress(tx.connection.execute(stored).scalar_one())


def holds(tx: Transaction, id_: int) -> bool:
    """Whether a mail is kept under that number."""
    # SQLite's driver raises an error of its own for a number of more than 64 bits.
    fits = id_.bit_length() < 64
    return fits and tx.connection.scalar(select(raw_mail.c.inbox_id).filter_by(inbox_id=id_)) is not None


def is_unsettled(tx: Transaction, id_: int) -> bool:
    """Whether the mail still waits; holds its row until we commit, so that no two workers settle it."""
    return tx.connection.scalar(_STATE, {"this": id_}) == "kept"


def same_content(tx: Transaction, kept: Kept, content_key: str) -> int | None:
    """The number of an earlier mail with the same content, or None."""
    return tx.connection.scalar(_SAME_CONTENT, {"this": kept.id, "key": content_key})


def same_identifier(tx: Transaction, kept: Kept, identifier: str) -> int | None:
    """The number of an earlier mail that bears the same Message-ID, or None."""
    return tx.connection.scalar(_SAME_IDENTIFIER, {"this": kept.id, "it": identifier})


def settle(tx: Transaction, id_: int, settlement: Settlement) -> None:
    """Write down what became of the mail; from here on it only waits to be filed."""
    quarantined = settlement.outcome == Disposition.QUARANTINED
    became = {
        "state": "quarantined" if quarantined else "settled",
        "outcome": settlement.outcome.value,
        "rule": settlement.rule,
        "reference": settlement.reference,
        "content_key": settlement.content_key,
        "identifier": settlement.identifier,
        "settled_at": tx.now,
    }
    tx.connection.execute(_SETTLE, {"this": id_, **became})


def to_file(tx: Transaction, folder: str, uidvalidity: int, limit: int = 200) -> tuple[int, ...]:
    """UIDs of settled mails that still lie in the folder as far as we know, oldest first."""
    waiting = (
        select(inbox_message.c.uid)
        .where(is_unfiled, inbox_message.c.folder == folder, inbox_message.c.uidvalidity == uidvalidity)
        .order_by(inbox_message.c.id)
        .limit(limit)
    )
    return tuple(tx.connection.scalars(waiting))


def filed(tx: Transaction, folder: str, uidvalidity: int, uids: Iterable[int]) -> None:
    """Note that these mails have left the folder, as read back from the server."""
    tx.connection.execute(
        update(inbox_message)
        .where(
            inbox_message.c.folder == folder,
            inbox_message.c.uidvalidity == uidvalidity,
            inbox_message.c.uid.in_(list(uids)),
        )
        .values(filed_at=tx.now)
    )


def cursor(tx: Transaction, folder: str) -> Cursor | None:
    """How far the folder has been read, or None if never."""
    row = tx.connection.execute(_CURSOR, {"of": folder}).first()
    return Cursor(row.uidvalidity, row.next_uid, row.looked_at) if row else None


def move_cursor(tx: Transaction, folder: str, uidvalidity: int, next_uid: int) -> None:
    """Note a proven look at the folder at this time and how far it went."""
    place = {"uidvalidity": uidvalidity, "next_uid": next_uid, "looked_at": tx.now}
    moved = tx.connection.execute(
        update(mailbox_cursor).where(mailbox_cursor.c.folder == folder).values(place)
    )
    if moved.rowcount == 0:
        tx.connection.execute(insert(mailbox_cursor).values(folder=folder, **place))


def _packed(content: bytes) -> bytes:
    """Text shrinks to a third; the files that make a mail large hardly shrink and would cost most of the time."""
    return zlib.compress(content, 1 if len(content) <= _WORTH_PACKING else 0)


def _known(tx: Transaction, mails: Sequence[RawMail]) -> set[tuple[str, int, int]]:
    # The caller compares whole places; asked for them whole, SQLite would read its index from end to end.
    place = (inbox_message.c.folder, inbox_message.c.uidvalidity, inbox_message.c.uid)
    near = (
        inbox_message.c.folder.in_({mail.folder for mail in mails}),
        inbox_message.c.uidvalidity.in_({mail.uidvalidity for mail in mails}),
        inbox_message.c.uid.in_({mail.uid for mail in mails}),
    )
    found = tx.connection.execute(select(*place).where(*near))
    return {(folder, validity, uid) for folder, validity, uid in found}


def _register_row(tx: Transaction, mail: RawMail) -> dict[str, object]:
    return {
        "folder": mail.folder,
        "uidvalidity": mail.uidvalidity,
        "uid": mail.uid,
        "internal_date": mail.internal_date,
        "kept_at": tx.now,
        "size": len(mail.content),
        "sha256": hashlib.sha256(mail.content).hexdigest(),
        "attempts": 1,
        "state": "kept",
    }


def _kept(row: Row[tuple[object, ...]], raw: bytes) -> Kept:
    mail = RawMail(row.folder, row.uidvalidity, row.uid, row.internal_date, raw)
    return Kept(row.id, mail, row.kept_at, row.attempts)
