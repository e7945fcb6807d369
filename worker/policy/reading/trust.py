"""Who is proven to have sent a mail: by the word of our own mail server and of nobody else (RFC 8601).

Anybody can write Authentication-Results into a mail, so their place decides. Each server puts a Received header on
top of what it was handed. Read from the top, the first servers are ours, down to the border: the one that took the
mail from outside. What the border found out stands above its Received header (Microsoft, Exchange, rspamd) or right
below it (Google, Postfix with OpenDKIM). So everything counts down to the second Received header from the border,
and a Received header of another's server ends it sooner. Below that stands only what the sender handed in.

The border must take results in its own name out of arriving mail (RFC 8601 section 5). Where it does not, they stand
below its own: therefore the topmost results decide, and others beside them may not say otherwise. ARC is not read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from worker.model.entry import Trust
from worker.model.mail import Message
from worker.policy.reading.authentication import Report, aligned, reports_in
from worker.policy.reading.received_headers import Block, Servers, own_headers

_MARK_OF_MICROSOFT = "x-ms-exchange-organization-authas"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the sender is proven, and why in a sentence of ours: nothing in it comes from the mail."""

    trust: Trust
    reason: str


def verdict(message: Message, authserv_id: str, microsoft_365: bool = False) -> Verdict:
    """Whether the mail comes from the domain in its From header.

    `authserv_id` is the name that our server puts first in its results, or empty. `microsoft_365` says that the
    mailbox is there: Microsoft puts no name first, and marks mail from inside the company in another header.
    """
    if message.sender is None:
        return _unproven("The mail does not name exactly one sender beyond doubt.")
    if not authserv_id and not microsoft_365:
        return _unproven("No authentication service is configured.")
    ours = Servers(authserv_id.lower(), microsoft_365)
    blocks = own_headers(message.headers, ours)
    every = (reports_in(block, ours.authserv_id, unnamed=microsoft_365) for block in blocks)
    reports = next(filter(None, every), ())
    said = _together(reports, message.sender.domain)
    if said.trust is Trust.UNPROVEN and microsoft_365 and _written_inside(message, blocks, reports):
        return Verdict(Trust.PROVEN, "The mail was sent inside the company's own Microsoft 365.")
    return said


def _together(reports: tuple[Report, ...], domain: str) -> Verdict:
    """What the reports say together; DMARC weighs DKIM and SPF, so where the topmost report has it, it decides."""
    if not reports:
        return _unproven("Our mail server has not said who sent the mail.")
    weighed = [report for report in reports if "dmarc" in report.methods]
    verdicts = [_judged(report, domain) for report in (weighed if reports[0] in weighed else reports)]
    if len({each.trust for each in verdicts}) > 1:
        return _unproven("The results of our mail server contradict each other.")
    return verdicts[0]


def _judged(report: Report, domain: str) -> Verdict:
    """What one report proves for this domain; SPF counts for little and only where DMARC was not looked at."""
    said = {(each.method, each.outcome) for each in report.results if aligned(each.domain, domain)}
    dmarc = [each for each in report.results if each.method == "dmarc"]
    if len(set(dmarc)) > 1:
        return _unproven("The results of our mail server contradict each other.")
    if any(each.domain and not aligned(each.domain, domain) for each in dmarc):
        return _unproven("The results of our mail server are about another sender.")
    if ("dmarc", "pass") in said:
        return Verdict(Trust.PROVEN, "Our mail server confirms the sender's domain (DMARC).")
    if ("dmarc", "fail") in said:
        return Verdict(Trust.FAILED, "The mail does not come from the sender's domain (DMARC).")
    if ("dkim", "pass") in said:
        return Verdict(Trust.PROVEN, "The sender's domain signed the mail (DKIM).")
    if ("spf", "pass") in said and not dmarc:
        return Verdict(Trust.PROVEN, "The mail comes from a server of the sender's domain (SPF).")
    if {("dkim", "fail"), ("spf", "fail")} <= said:
        return Verdict(Trust.FAILED, "The mail does not come from the sender's domain (DKIM and SPF).")
    return _unproven("Our mail server could not confirm the sender's domain.")


def _written_inside(message: Message, blocks: Iterable[Block], reports: Iterable[Report]) -> bool:
    """Whether Microsoft marked it as the mail of an own account, and no server outside handed it in.

    Microsoft removes the mark from mail that arrives, and looks up SPF only for that.
    """
    marks = _marks(message.headers)
    seen = [value for block in blocks for value in _marks(block)]
    arrived = any("spf" in report.methods for report in reports)
    return seen == marks and [mark.lower() for mark in marks] == ["internal"] and not arrived


def _marks(headers: Block) -> list[str]:
    return [value for name, value in headers if name == _MARK_OF_MICROSOFT]


def _unproven(reason: str) -> Verdict:
    return Verdict(Trust.UNPROVEN, reason)
