"""A client's mail without a secret of ours belongs to their own complaint all the same, where that is proven (3.1.7.1).

It goes on from a mail of theirs that we have, its subject names their open complaint, or it says the same again. A
reference or the words alone open no door: they have to come from the client's own address, proven as theirs was.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from worker.adapters.log import belonging, journal
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.model.entry import Channel, MailNoted, Trust
from worker.policy.case import Case
from worker.policy.reading import quoting
from worker.policy.reading.arrival import Arrival
from worker.policy.reading.duplicates import identifier_of
from worker.policy.reading.sent_again import SentAgain, sent_again
from worker.policy.rulebook import Rulebook

_LOOKED_UP = 20
_MOST_CASES = 10
_MOST_WORDS = 50
_JOINED = (Disposition.CASE, Disposition.NOTED, Disposition.UNTOLD)


@dataclass(frozen=True, slots=True)
class _Again:
    """Words that came before: in which case, when, and what stands with them now."""

    case: Case
    at: datetime
    found: SentAgain


def in_own_case(tx: Transaction, sent: Arrival, rulebook: Rulebook) -> Arrival:
    """The mail in the complaint of its own writer to which it belongs, or as it is where none is sure."""
    by_client = sent.channel is Channel.EMAIL and not (sent.staff or sent.is_own or sent.party)
    if sent.passed_on_by or not by_client or sent.client is None or not sent.client.email:
        return sent
    if sent.case:
        return _second_copy(tx, sent, sent.case, rulebook)
    known = _by_name(tx, sent) if sent.trust is Trust.PROVEN else None
    if known:
        return _as_reply(sent, *known, rulebook)
    cases = [case for case in _open(tx, sent.client.email) if _is_as_sure(sent, case)]
    again = next(_said_before(tx, sent, cases), None)
    if again:
        return _as_copy(sent, again, rulebook)
    # What programs answer never makes a second complaint.
    if sent.by_machine and cases:
        return replace(sent, case=cases[-1], how="It came by itself from the address of this open complaint.")
    return sent


def _second_copy(tx: Transaction, sent: Arrival, case: Case, rulebook: Rulebook) -> Arrival:
    """An answer that came before under the same Message-ID, through another of our addresses, is no second answer."""
    if sent.namesake is None or not _is_as_sure(sent, case):
        return sent
    again = next(_said_before(tx, sent, [case]), None)
    return _as_copy(sent, again, rulebook) if again and not again.found.besides else sent


def _by_name(tx: Transaction, sent: Arrival) -> tuple[Case, str] | None:
    """The case that the thread or the subject names, where the writer is its client."""
    message = sent.message
    for named in islice((*message.in_reply_to, *reversed(message.references)), _LOOKED_UP):
        case = _theirs(tx, sent, belonging.reference_of_mail(tx, identifier_of(named), *_JOINED))
        if case:
            return case, "It goes on from a mail of theirs in this case, and its sender is proven."
    case = _theirs(tx, sent, sent.possibly_about)
    if case and not case.is_over:
        return case, "Its subject names this open case of theirs, and its sender is proven."
    return None


def _theirs(tx: Transaction, sent: Arrival, reference: str) -> Case | None:
    known = next(belonging.readable(tx, [reference] if reference else []), None)
    case = belonging.going_on(tx, reference) if known and known.merged_into else known
    return case if case and sent.client and sent.client.email in case.clients else None


def _open(tx: Transaction, client: str) -> Iterator[Case]:
    found = belonging.readable(tx, belonging.open_cases_of(tx, client)[-_MOST_CASES:])
    return (case for case in found if not case.is_over)


def _is_as_sure(sent: Arrival, case: Case) -> bool:
    """Whether the sender is as sure as they were when they complained.

    Where that first mail may have been forged, the proven one is a complaint of its own and is acknowledged.
    """
    return sent.trust is case.complaint.trust is not Trust.FAILED


def _said_before(tx: Transaction, sent: Arrival, cases: list[Case]) -> Iterator[_Again]:
    by_machine = sent.automatic is not None
    for case in cases:
        noted = (each for each in journal.read(tx, case.reference) if isinstance(each.fact, MailNoted))
        told = [
            (each.fact.words, each.at)
            for each in noted
            if isinstance(each.fact, MailNoted) and each.fact.client
        ]
        for words, at in ((case.complaint.words, case.complaint.received_at), *told[-_MOST_WORDS:]):
            found = sent_again(sent.words, words, by_machine=by_machine)
            if found:
                yield _Again(case, at, found)


def _as_reply(sent: Arrival, case: Case, how: str, rulebook: Rulebook) -> Arrival:
    words = quoting.new_words(sent.words).text or sent.words
    judged = rulebook.judge(sent.subject, words)
    return replace(sent, case=case, how=how, words=words, judgement=judged, possibly_about="")


def _as_copy(sent: Arrival, again: _Again, rulebook: Rulebook) -> Arrival:
    """The mail in the case that holds its words; of what stands with them alone follows anything."""
    besides, case = again.found.besides, again.case
    if besides:
        how = "It brings words again that stand in this case, with these of theirs."
        judged = rulebook.judge("", besides)
        return replace(sent, case=case, how=how, words=besides, judgement=judged, possibly_about="")
    how = "It says again, word for word, what stands in this case."
    ago = max(sent.received_at - again.at, timedelta(0))
    return replace(sent, case=case, how=how, repeats=ago, possibly_about="")
