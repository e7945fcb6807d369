"""Nobody becomes a colleague by writing so: S-01 spoofed From, S-05 forged results, S-06 From read in two ways."""

from collections.abc import Mapping

from tests.adapters.bad_values import ADDRESS_TRICKS
from tests.attacks.siege import STAFF, Siege, mail
from tests.rig import people
from worker.model.entry import TriageDecided
from worker.model.stage import Stage

COMMANDS = ("complaint", "not a complaint", "phoned")
TOM = "Tom Reed <tom.reed@optimised.net>"
RECEIVED = "from mail.evil.example by mx.optimised.net; Mon, 2 Mar 2026 09:12:03 +0000"
OURS = "mx.optimised.net; dmarc=pass header.from=optimised.net"

NO_PROOF: Mapping[str, str] = {
    "no results": "",
    "DMARC failed": "mx.optimised.net; dmarc=fail header.from=optimised.net",
    "DMARC found nothing": "mx.optimised.net; dmarc=none header.from=optimised.net",
    "DMARC passed for another": "mx.optimised.net; dmarc=pass header.from=evil.example",
    "SPF and DKIM of another": "mx.optimised.net; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example",
    "a neighbour's name": "mx.optimised.net; dmarc=pass header.from=optimised.net.evil.example",
    "another server": "mx.evil.example; dmarc=pass header.from=optimised.net",
}
"""What our server may have found out about a mail that no colleague sent."""

FORGED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "below our border": (
        ("Received", RECEIVED),
        ("Received", "from x by y.example"),
        ("Authentication-Results", OURS),
    ),
    "below our own denial": (
        ("Authentication-Results", "mx.optimised.net; dmarc=fail header.from=optimised.net"),
        ("Received", RECEIVED),
        ("Authentication-Results", OURS),
    ),
    "twice above the border": (
        ("Authentication-Results", "mx.optimised.net; dmarc=fail header.from=optimised.net"),
        ("Authentication-Results", OURS),
        ("Received", RECEIVED),
    ),
    "name in a comment": (
        (
            "Authentication-Results",
            "mx.evil.example (mx.optimised.net); dmarc=pass header.from=optimised.net",
        ),
        ("Received", RECEIVED),
    ),
    "pass in a comment": (
        ("Authentication-Results", "mx.optimised.net; dmarc=fail (dmarc=pass) header.from=optimised.net"),
        ("Received", RECEIVED),
    ),
    "folded behind another name": (
        (
            "Authentication-Results",
            "mx.evil.example;\r\n mx.optimised.net;\r\n dmarc=pass header.from=optimised.net",
        ),
        ("Received", RECEIVED),
    ),
    "name that begins alike": (
        ("Authentication-Results", "mx.optimised.net.evil.example; dmarc=pass header.from=optimised.net"),
        ("Received", RECEIVED),
    ),
    "name in quotes with more": (
        ("Authentication-Results", '"mx.optimised.net evil"; dmarc=pass header.from=optimised.net'),
        ("Received", RECEIVED),
    ),
    "only ARC": (("ARC-Authentication-Results", f"i=1; {OURS}"), ("Received", RECEIVED)),
    "no results at all": (("Authentication-Results", "mx.optimised.net; none"), ("Received", RECEIVED)),
    "another header of that sense": (("X-Authentication-Results", OURS), ("Received", RECEIVED)),
}


def command(sender: str, subject: str, results: str = "", to: str = "") -> bytes:
    """A colleague's command as one mail; `results` are what our server wrote about it."""
    headers = {"Authentication-Results": results} if results else {}
    # Results stand above the Received header, so they come first.
    return _above(headers, mail(sender, subject, "Done.", headers={"To": to} if to else {}))


def _above(headers: Mapping[str, str], raw: bytes) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode() + raw


def commands_as(sender: str, under: Siege, results: str = "") -> list[bytes]:
    """Every command for both cases, by subject and to the secret address."""
    return [
        command(sender, f"[{reference}] {verb}", results, to)
        for reference in (under.acknowledged, under.undecided)
        for verb in COMMANDS
        for to in ("", under.secret_address(reference))
    ]


def test_s01_a_name_is_no_proof(under: Siege) -> None:
    """S-01, FreeScout CVE-2026-47123 and its two follow-ups: agents were whoever the From header named.

    Every person of ours, with every command, by subject and to the secret address, with every finding of our
    server that proves nothing.
    """
    mails = [
        raw
        for person in people().persons
        for results in NO_PROOF.values()
        for raw in commands_as(f"{person.name} <{person.email}>", under, results)
    ]
    under.withstand(mails, noted=len(mails) // 2)
    assert "a colleague decided" not in under.rig.outcomes()


def test_s01_a_proven_colleague_is_obeyed(under: Siege) -> None:
    """The same command with proof decides the case: the attacks above did not fail for another reason."""
    under.rig.arrive(command(TOM, f"[{under.undecided}] not a complaint", OURS))
    under.rig.work()
    assert under.case(under.undecided).stage is Stage.NOT_COMPLAINT
    facts = [entry.fact for entry in under.rig.entries(under.undecided)]
    assert [fact.by for fact in facts if isinstance(fact, TriageDecided)] == ["tom"]


def test_s05_results_count_only_from_our_own_server(under: Siege) -> None:
    """S-05, RFC 8601 section 5: results below the border, of others, in comments or beside ours prove nothing."""
    mails = []
    for headers in FORGED.values():
        raw = mail(TOM, f"[{under.undecided}] not a complaint", "Done.")
        rest = raw.partition(b"\r\n")[2]  # without the usual Received header
        top = "".join(f"{name}: {value}\r\n" for name, value in headers)
        mails.append(top.encode() + rest)
    under.withstand(mails)
    assert "a colleague decided" not in under.rig.outcomes()


def test_s06_a_from_header_of_two_meanings_names_nobody(under: Siege) -> None:
    """S-06, CVE-2023-27043: parsers disagree who stands in From, so that one of them sees a colleague.

    Forty From headers, each confirmed by our server once for the attacker's domain and once for ours.
    """
    mails = []
    for trick in ADDRESS_TRICKS:
        for domain in ("x.example", "optimised.net"):
            results = f"mx.optimised.net; dmarc=pass header.from={domain}"
            raw = command("PLACE", f"[{under.undecided}] not a complaint", results)
            tom = trick.replace(b"staff@", b"tom.reed@").replace(b"staff=40", b"tom.reed=40")
            mails.append(raw.replace(b"From: PLACE", b"From: " + tom))
    mails.append(
        b"From: tom.reed@optimised.net\r\n"
        + command("evil@x.example", f"[{under.undecided}] complaint", OURS)
    )
    under.withstand(mails)
    assert "a colleague decided" not in under.rig.outcomes()


def test_s06_reply_to_is_not_the_sender(under: Siege) -> None:
    """S-06, freescout#4287: Reply-To, Sender, Return-Path and display names of a colleague say nothing."""
    headers = ("Reply-To", "Sender", "Return-Path", "Resent-From", "X-Original-From", "X-Sender")
    results = "mx.optimised.net; dmarc=pass header.from=evil.example"
    mails = [
        _above(
            {"Authentication-Results": results},
            mail("evil@evil.example", f"[{under.undecided}] {verb}", "Done.", headers={name: TOM}),
        )
        for name in headers
        for verb in COMMANDS
    ]
    mails += [
        command(f'"{email}" <evil@evil.example>', f"[{under.undecided}] complaint", results)
        for email in sorted(STAFF)
    ]
    under.withstand(mails, may_hear={"evil@evil.example"})
    assert "a colleague decided" not in under.rig.outcomes()
