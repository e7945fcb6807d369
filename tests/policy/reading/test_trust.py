"""Who is proven: results of our own server in the right place, and nothing that a sender can write."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from worker.adapters import parsing
from worker.model.entry import Trust
from worker.model.mail import Message
from worker.policy.reading.authentication import aligned
from worker.policy.reading.trust import verdict

STAFF = "sarah.hughes@optimised.net"
OURS = "mx.optimised.net"
PROVEN, UNPROVEN, FAILED = Trust.PROVEN, Trust.UNPROVEN, Trust.FAILED

OUTSIDE = (
    "Received: from mail.sender.example (mail.sender.example [198.51.100.9]) by mx.optimised.net with ESMTPS"
)
THEIRS = "Received: from desk.sender.example ([10.0.0.7]) by mail.sender.example with ESMTPA"
FORGED_HOP = "Received: from desk ([127.0.0.1]) by mx.optimised.net with ESMTP"
LMTP = "Received: from mx.optimised.net by mx.optimised.net with LMTP id a1 (envelope-from <a@b.example>)"


def by(name: str, results: str = "dmarc=pass header.from=optimised.net") -> str:
    """The header in which a server of that name writes these results."""
    return f"Authentication-Results: {name}; {results}"


PASS = by(OURS)
FAIL = by(OURS, "dmarc=fail (p=none) header.from=optimised.net")


def read(headers: str, sender: str = STAFF) -> Message:
    """A mail with these headers on top of the author's own, as the parser reads it."""
    found = parsing.read(f"{headers}\nFrom: {sender}\nSubject: OPT-2026-0001\n\nclose\n".encode())
    assert isinstance(found, Message)
    return found


def by_us(results: str) -> str:
    """A header of our server with these results, right below its Received header."""
    return f"{OUTSIDE}\n{by(OURS, results)}\n{THEIRS}"


class Row(NamedTuple):
    """What the results of our server say of a mail from the staff address."""

    results: str
    trust: Trust


RESULTS = (
    Row("dmarc=pass header.from=optimised.net", PROVEN),
    Row("dmarc=pass (p=reject sp=none dis=none) header.from=optimised.net", PROVEN),
    Row("DMARC=Pass Header.From=Optimised.NET.", PROVEN),
    Row("dmarc = pass header.from = optimised.net", PROVEN),
    Row('dmarc=pass reason="all is well; really" header.from=optimised.net', PROVEN),
    Row("dmarc/1=pass header.from=optimised.net", PROVEN),
    Row("dmarc=pass header.from=news.optimised.net", PROVEN),
    Row("dmarc=pass", UNPROVEN),
    Row("dmarc=pass header.from=evil.example", UNPROVEN),
    Row("dmarc=pass header.from=optimised.net.evil.example", UNPROVEN),
    Row("dmarc=pass header.from=notoptimised.net", UNPROVEN),
    Row("dmarc=pass header.from=net", UNPROVEN),
    Row("dmarc=pass header.from=optimised.net header.from=evil.example", UNPROVEN),
    Row("dmarc=pass header.from=evil.example; dkim=pass header.d=optimised.net", UNPROVEN),
    Row("dmarc=pass header.from=optimised.net; dmarc=fail header.from=optimised.net", UNPROVEN),
    Row("dmarc=fail header.from=optimised.net", FAILED),
    Row("dmarc=fail header.from=optimised.net; spf=pass smtp.mailfrom=a@optimised.net", FAILED),
    Row("dmarc=fail header.from=evil.example", UNPROVEN),
    Row("dmarc=none header.from=optimised.net", UNPROVEN),
    Row("dmarc=bestguesspass header.from=optimised.net", UNPROVEN),
    Row("dmarc=temperror header.from=optimised.net", UNPROVEN),
    Row("dmarc=permerror header.from=optimised.net", UNPROVEN),
    Row("dmarc=passed header.from=optimised.net", UNPROVEN),
    Row("dkim=pass header.d=optimised.net header.s=one header.b=AbCd12", PROVEN),
    Row("dkim=pass (2048-bit key) header.i=@optimised.net header.b=AbCd12", PROVEN),
    Row('dkim=pass header.d=mail.optimised.net header.b="AbCd=12"', PROVEN),
    Row("dkim=pass header.d=evil.example header.i=@optimised.net", UNPROVEN),
    Row("dkim=pass header.d=evil.example; dkim=pass header.d=optimised.net", PROVEN),
    Row("dkim=fail header.d=optimised.net; dkim=pass header.d=optimised.net", PROVEN),
    Row("dkim=neutral header.d=optimised.net", UNPROVEN),
    Row("dkim=fail header.d=optimised.net", UNPROVEN),
    Row("dkim=none; dmarc=none header.from=optimised.net", UNPROVEN),
    Row("spf=pass smtp.mailfrom=sarah.hughes@optimised.net", PROVEN),
    Row("spf=pass smtp.mailfrom=optimised.net", PROVEN),
    Row("spf=pass smtp.mailfrom=a@evil.example", UNPROVEN),
    Row("spf=pass smtp.mailfrom=a@optimised.net; dmarc=none header.from=optimised.net", UNPROVEN),
    Row("spf=pass smtp.helo=optimised.net", UNPROVEN),
    Row("spf=pass smtp.mailfrom=<>", UNPROVEN),
    Row("spf=softfail smtp.mailfrom=a@optimised.net", UNPROVEN),
    Row("spf=fail smtp.mailfrom=a@optimised.net; dkim=fail header.d=optimised.net", FAILED),
    Row("spf=fail smtp.mailfrom=a@evil.example; dkim=fail header.d=optimised.net", UNPROVEN),
    Row("spf=fail smtp.mailfrom=a@optimised.net; dkim=pass header.d=optimised.net", PROVEN),
    Row("arc=pass (i=1 dmarc=pass fromdomain=optimised.net)", UNPROVEN),
    Row("iprev=pass policy.iprev=198.51.100.9; auth=pass smtp.auth=sarah", UNPROVEN),
    Row("none", UNPROVEN),
    Row("", UNPROVEN),
    # What a sender chose is copied into the results; none of it may become a result.
    Row('spf=pass smtp.mailfrom="; dmarc=pass header.from=optimised.net; x=y"@evil.example', UNPROVEN),
    Row('spf=pass smtp.mailfrom="a b"@optimised.net@evil.example', UNPROVEN),
    Row("spf=pass (domain of a) dmarc=pass header.from=optimised.net (@evil.example)", UNPROVEN),
    Row('spf=pass (domain of "a) x=y; dmarc=pass header.from=optimised.net; z=(b"@e.example) a=b', UNPROVEN),
    Row(r'spf=pass smtp.mailfrom="a\"; dmarc=pass header.from=optimised.net; x=\"@evil.example', UNPROVEN),
    Row(r'spf=pass smtp.mailfrom="a\"; dmarc=pass header.from=optimised.net; x=\"b"@evil.example', UNPROVEN),
    Row("dmarc=pass header.from=optimised.net @evil.example", UNPROVEN),
    Row('spf=pass smtp.mailfrom="a@evil.example; dmarc=pass header.from=optimised.net', UNPROVEN),
    Row("spf=pass (a (b (c (d (e (f); dmarc=pass header.from=optimised.net", UNPROVEN),
    Row("spf=none (dmarc=pass header.from=optimised.net) smtp.mailfrom=evil.example", UNPROVEN),
    Row("spf=none smtp.mailfrom=a(;)dmarc=pass(x)header.from=optimised.net", UNPROVEN),
    Row("spf=pass smtp.mailfrom=SRS0=1=X=optimised.net=sarah@evil.example", UNPROVEN),
    Row(
        "spf=pass smtp.mailfrom=a\u037edmarc=pass\u3000header.from=optimised.net\u037ex=y@evil.example",
        UNPROVEN,
    ),
)


@pytest.mark.parametrize("row", RESULTS, ids=lambda row: row.results)
def test_results_of_our_server(row: Row) -> None:
    """Only an unmistakable pass for the domain in From proves it, only a fail for it disproves it."""
    assert verdict(read(by_us(row.results)), OURS).trust is row.trust


PLACES: tuple[tuple[str, tuple[str, ...], Trust], ...] = (
    ("no results at all", (OUTSIDE, THEIRS), UNPROVEN),
    ("above the border's Received", (PASS, OUTSIDE, THEIRS), PROVEN),
    ("below the border's Received", (OUTSIDE, "Received-SPF: pass", PASS, THEIRS), PROVEN),
    ("behind our own delivery", ("Return-Path: <a@b.example>", LMTP, PASS, OUTSIDE, THEIRS), PROVEN),
    ("behind two hops of ours", (LMTP, FORGED_HOP, OUTSIDE, PASS, THEIRS), PROVEN),
    ("no Received: no server of ours was passed", (PASS,), UNPROVEN),
    ("own name below the boundary", (OUTSIDE, THEIRS, PASS), UNPROVEN),
    ("own name below a forged hop of ours", (OUTSIDE, FORGED_HOP, PASS), UNPROVEN),
    ("own name below a forged delivery of ours", (OUTSIDE, LMTP, PASS), UNPROVEN),
    ("own name below another's server", (THEIRS, OUTSIDE, PASS), UNPROVEN),
    ("other name", (OUTSIDE, by("mx.evil.example"), THEIRS), UNPROVEN),
    ("longer name", (OUTSIDE, by("mx.optimised.net.evil.example")), UNPROVEN),
    ("name with ours at its end", (OUTSIDE, by("a.mx.optimised.net")), UNPROVEN),
    ("name without its first part", (OUTSIDE, by("optimised.net")), UNPROVEN),
    ("no name", (OUTSIDE, PASS.replace("mx.optimised.net; ", "")), UNPROVEN),
    ("empty name", (OUTSIDE, by("")), UNPROVEN),
    ("name in a comment", (OUTSIDE, by("(mx.optimised.net) mx.evil.example")), UNPROVEN),
    ("name beside another", (OUTSIDE, by("mx.optimised.net mx.evil.example")), UNPROVEN),
    ("name in capital letters", (OUTSIDE, by("MX.Optimised.NET"), THEIRS), PROVEN),
    ("header in capital letters", (OUTSIDE, PASS.upper(), THEIRS), PROVEN),
    ("name in quotes", (OUTSIDE, by('"mx.optimised.net"'), THEIRS), PROVEN),
    ("name with version 1", (OUTSIDE, by("mx.optimised.net 1"), THEIRS), PROVEN),
    ("name with another version", (OUTSIDE, by("mx.optimised.net 2")), UNPROVEN),
    ("name behind a comment", (OUTSIDE, by("(a (b) c) mx.optimised.net (d)")), PROVEN),
    ("folded", (OUTSIDE, PASS.replace("; ", ";\n\t").replace(" header", "\n header"), THEIRS), PROVEN),
    ("name in an encoded word", (OUTSIDE, by("=?utf-8?q?mx=2Eoptimised=2Enet?=")), UNPROVEN),
    ("name with letters that look the same", (OUTSIDE, by("mx.оptimised.net")), UNPROVEN),
    ("two that agree", (OUTSIDE, PASS, PASS, THEIRS), PROVEN),
    ("two that disagree", (OUTSIDE, FAIL, PASS, THEIRS), UNPROVEN),
    ("two that disagree, the other way", (OUTSIDE, PASS, FAIL, THEIRS), UNPROVEN),
    ("a forged pass beside our none", (OUTSIDE, by(OURS, "none"), PASS), UNPROVEN),
    ("a forged pass beside our SPF", (OUTSIDE, by(OURS, "spf=pass smtp.mailfrom=e.example"), PASS), UNPROVEN),
    ("a forged pass beside what cannot be read", (OUTSIDE, by(OURS, 'spf=pass (")'), PASS), UNPROVEN),
    ("a forged pass below the border, a fail above", (FAIL, OUTSIDE, PASS), FAILED),
    ("OpenDMARC above OpenDKIM", (OUTSIDE, PASS, by(OURS, "dkim=pass header.d=mailer.example")), PROVEN),
    ("another method in a header of its own", (OUTSIDE, by(OURS, "bimi=skipped"), PASS), PROVEN),
    ("ARC alone", (OUTSIDE, f"ARC-{by(f'i=1; {OURS}')}", "ARC-Seal: i=1; cv=pass"), UNPROVEN),
    ("results of another header", (OUTSIDE, f"X-{PASS}", "X-Optimised-Trust: proven"), UNPROVEN),
)


@pytest.mark.parametrize(("headers", "trust"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_place_and_name_of_the_results(headers: tuple[str, ...], trust: Trust) -> None:
    """Results count in our name, and where only our servers or the border can have put them (S-05)."""
    assert verdict(read("\n".join(headers)), OURS).trust is trust


HOPS = (
    "from localhost (localhost [127.0.0.1]) by localhost (mx.optimised.net [127.0.0.1]) (amavisd-new, port 10024)",
    "from mx.optimised.net (mx.optimised.net [10.1.2.3]) by store.optimised.net (Postfix) with ESMTP",
    "from mx.optimised.net ([IPv6:fd00::5]) by store.optimised.net with ESMTP",
    "by mx.optimised.net (Postfix, from userid 1000)",
    "by 2002:a05:6214:1:0:0:0:0 with SMTP id a1",
    "by 10.25.26.207 with SMTP id a1",
    "from compute5.internal (compute5.nyi.internal [10.202.2.45]) by sloti22d1t06 (Cyrus 3.9) with LMTPA",
    "from mx (mx [192.168.1.9]) by mailmx.nyi.internal (Postfix) with ESMTP",
)
BORDERS = (
    "from mx.optimised.net (evil.example [198.51.100.9]) by mx.optimised.net with ESMTP",
    "from [10.0.0.1] (evil.example [198.51.100.9]) by mx.optimised.net with ESMTP",
    "from [198.51.100.9] (helo=[10.0.0.1]) by mx.optimised.net with esmtp (Exim 4.96)",
    "from localhost ([IPv6:2001:db8::9]) by mx.optimised.net with ESMTP",
    "from mx.optimised.net by mx.optimised.net with ESMTP",
    "from a ([198.51.100.9]) by mx.evil.example with ESMTP",
    "from a ([10.0.0.1]) by mx.notoptimised.net with ESMTP",
    "from a ([10.0.0.1]) by mx.optimised.net.evil.example with ESMTP",
    "from a ([10.0.0.1]) by 198.51.100.9 with SMTP",
    "from localhost (localhost [local]); by localhost (OpenSMTPD)",
    "(qmail 4711 invoked from network)",
)


@pytest.mark.parametrize("hop", HOPS)
def test_hops_inside_our_network_are_passed(hop: str) -> None:
    """The border is found below the hops that servers of ours add to each mail."""
    assert verdict(read(f"Received: {hop}\n{OUTSIDE}\n{PASS}\n{THEIRS}"), OURS).trust is PROVEN


@pytest.mark.parametrize("hop", BORDERS)
def test_nothing_is_trusted_below_the_border(hop: str) -> None:
    """What stands below the Received header that follows the border is the sender's, whatever it calls itself."""
    assert verdict(read(f"Received: {hop}\n{FORGED_HOP}\n{PASS}"), OURS).trust is UNPROVEN


GOOGLE = """\
Delivered-To: hello@optimised.net
Received: by 2002:a05:6214:1c0e:b0:6ad:7e3a:1c9d with SMTP id u14csp12345qvc;
        Mon, 2 Mar 2026 01:12:04 -0800 (PST)
X-Received: by 2002:a17:906:1:b0:1 with SMTP id a1mr1; Mon, 02 Mar 2026 01:12:04 -0800 (PST)
ARC-Authentication-Results: i=1; mx.google.com;
       dmarc=fail header.from=optimised.net
Return-Path: <sarah.hughes@optimised.net>
Received: from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41])
        by mx.google.com with SMTPS id d2e1a72fcca58-1sor1 for <hello@optimised.net>
        (Google Transport Security); Mon, 02 Mar 2026 01:12:03 -0800 (PST)
Received-SPF: pass (google.com: domain of sarah.hughes@optimised.net designates 209.85.220.41 as permitted sender)
Authentication-Results: mx.google.com;
       dkim=pass header.i=@optimised.net header.s=google header.b=AbCd12+/;
       arc=pass (i=1 spf=pass spfdomain=optimised.net);
       spf=pass (google.com: domain of sarah.hughes@optimised.net designates 209.85.220.41 as permitted sender)
       smtp.mailfrom=sarah.hughes@optimised.net;
       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=optimised.net;
       dara=pass header.i=@optimised.net
Received: by 2002:a17:902:1 with SMTP id b1; Mon, 02 Mar 2026 01:12:02 -0800 (PST)"""

GMAIL_ATTACKER = GOOGLE.replace("pass", "fail").replace(
    "Received: by 2002:a17:902:1 with",
    f"Received: by mx.google.com with A\n{by('mx.google.com')}\nReceived: by mx with",
)


def test_google_workspace() -> None:
    """Google's internal hop stands on top, its results below the border's Received header."""
    assert verdict(read(GOOGLE), "mx.google.com").trust is PROVEN
    assert verdict(read(GMAIL_ATTACKER), "mx.google.com").trust is not PROVEN


MICROSOFT = """\
Received: from LO2P265MB1111.GBRP265.PROD.OUTLOOK.COM (2603:10a6:600:1::12) by
 CWLP265MB2222.GBRP265.PROD.OUTLOOK.COM with HTTPS; Mon, 2 Mar 2026 09:12:05 +0000
Received: from DB5EUR01FT034.eop-EUR01.prod.protection.outlook.com (2603:10a6:10:1:cafe::9c) by
 LO2P265MB1111.GBRP265.PROD.OUTLOOK.COM (2603:10a6:600:1::12) with Microsoft SMTP Server via Frontend Transport
Authentication-Results: spf=pass (sender IP is 198.51.100.9)
 smtp.mailfrom=client.example; dkim=pass (signature was verified)
 header.d=client.example;dmarc=pass action=none header.from=client.example;compauth=pass reason=100
Received-SPF: Pass (protection.outlook.com: domain of client.example designates 198.51.100.9 as permitted sender)
Received: from mail.client.example (198.51.100.9) by DB5EUR01FT034.mail.protection.outlook.com (10.152.4.246)
 with Microsoft SMTP Server; Mon, 2 Mar 2026 09:12:03 +0000
"""
INSIDE = """\
Received: from LO2P265MB1111.GBRP265.PROD.OUTLOOK.COM (2603:10a6:600:1::12) by
 CWLP265MB2222.GBRP265.PROD.OUTLOOK.COM with HTTPS; Mon, 2 Mar 2026 09:12:05 +0000
Received: from LO2P265MB3333.GBRP265.PROD.OUTLOOK.COM ([fe80::1]) by LO2P265MB1111.GBRP265.PROD.OUTLOOK.COM
 ([fe80::2%3]) with mapi id 15.20; Mon, 2 Mar 2026 09:12:04 +0000
X-MS-Exchange-Organization-AuthAs: Internal
Authentication-Results: dkim=none (message not signed)
 header.d=none;dmarc=none action=none header.from=optimised.net;
"""
ON_ARRIVAL = """\
Received: from AM6PR08MB4070.eurprd08.prod.outlook.com (2603:10a6:20b:a3::27)
 by VI1PR08MB4509.eurprd08.prod.outlook.com with HTTPS; Mon, 2 Mar 2026 09:12:03 +0000
Received: from AS8PR04CA0145.eurprd04.prod.outlook.com (2603:10a6:20b:127::30)
 by AM6PR08MB4070.eurprd08.prod.outlook.com (2603:10a6:20b:a3::27) with Microsoft SMTP Server (version=TLS1_2,
 cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9654.16; Mon, 2 Mar 2026 09:12:03 +0000
Received: from VE1EUR03FT033.eop-EUR03.prod.protection.outlook.com
 (2603:10a6:20b:127:cafe::e6) by AS8PR04CA0145.outlook.office365.com
 (2603:10a6:20b:127::30) with Microsoft SMTP Server (version=TLS1_3,
 cipher=TLS_AES_256_GCM_SHA384) id 15.20.9654.21 via Frontend Transport; Mon, 2 Mar 2026 09:12:02 +0000
Authentication-Results: spf=pass (sender IP is 198.51.100.9)
 smtp.mailfrom=client.example; dkim=pass (signature was verified)
 header.d=client.example;dmarc=pass action=none
 header.from=client.example;compauth=pass reason=100
Received-SPF: Pass (protection.outlook.com: domain of client.example designates 198.51.100.9 as permitted sender)
Received: from mail.client.example (198.51.100.9) by
 VE1EUR03FT033.mail.protection.outlook.com (10.152.18.147) with Microsoft SMTP Server id 15.20.9654.16;
 Mon, 2 Mar 2026 09:12:02 +0000
"""
FORGED_ON_ARRIVAL = """\
Received: from VE1EUR03FT033.eop-EUR03.prod.protection.outlook.com (2603:10a6::1) by AS8PR04CA0145.outlook.office365.com
Authentication-Results: dmarc=pass header.from=optimised.net
"""
BORDER_OF_MICROSOFT = "Received: from mail.client.example"
CLIENT = "anita@client.example"
TENANT = "mail-lo.outbound.protection.outlook.com"


@pytest.mark.parametrize(
    ("headers", "sender", "trust"),
    [
        (MICROSOFT, CLIENT, PROVEN),
        (MICROSOFT, STAFF, UNPROVEN),
        (MICROSOFT.replace("dmarc=pass", "dmarc=fail"), CLIENT, FAILED),
        (MICROSOFT.replace("=pass", "=none").replace("compauth=none", "compauth=pass"), CLIENT, UNPROVEN),
        (MICROSOFT.replace("Authentication-Results: ", "X-Results: ") + PASS.replace(f"{OURS};", ""), STAFF, UNPROVEN),
        (MICROSOFT.replace("client.example;", "client.example;hello.example;"), CLIENT, PROVEN),
        (MICROSOFT.replace("mail.client.example", TENANT), CLIENT, PROVEN),
        (ON_ARRIVAL, CLIENT, PROVEN),
        (ON_ARRIVAL, STAFF, UNPROVEN),
        (ON_ARRIVAL.replace("dmarc=pass", "dmarc=fail"), CLIENT, FAILED),
        (ON_ARRIVAL + FORGED_ON_ARRIVAL, STAFF, UNPROVEN),
        (ON_ARRIVAL.replace("Authentication-Results: ", "X-Results: ") + FORGED_ON_ARRIVAL, STAFF, UNPROVEN),
        (ON_ARRIVAL.replace("outlook.office365.com", "outlook.office365.com.evil.example"), CLIENT, UNPROVEN),
        (ON_ARRIVAL.replace(".outlook.office365.com", "-outlook.office365.com"), CLIENT, UNPROVEN),
        (f"Received: from evil.outlook.office365.com (198.51.100.9) by A.prod.outlook.com\n{INSIDE}", STAFF, UNPROVEN),
        (INSIDE, STAFF, PROVEN),
        (INSIDE.replace("Internal", "Anonymous"), STAFF, UNPROVEN),
        (INSIDE + "X-MS-Exchange-Organization-AuthAs: Anonymous\n", STAFF, UNPROVEN),
        (INSIDE.replace("dkim=none", "spf=none (sender IP is 192.0.2.1);dkim=none"), STAFF, UNPROVEN),
        (MICROSOFT + "X-MS-Exchange-Organization-AuthAs: Internal\n", STAFF, UNPROVEN),
        (f"{BORDER_OF_MICROSOFT} (198.51.100.9) by A.prod.outlook.com\n{INSIDE}", STAFF, UNPROVEN),
        (f"Received: from {TENANT} (2603:10a6::1) by A.prod.outlook.com\n{INSIDE}", STAFF, UNPROVEN),
        ("X-MS-Exchange-Organization-AuthAs: Internal", STAFF, UNPROVEN),
    ],
)  # fmt: skip
def test_microsoft_365(headers: str, sender: str, trust: Trust) -> None:
    """Microsoft's nameless results and its mark count above its border, and only where it is configured."""
    message = read(headers.rstrip("\n"), sender)
    assert verdict(message, "", microsoft_365=True).trust is trust
    assert verdict(message, OURS).trust is UNPROVEN


def test_without_configuration_nothing_is_proven() -> None:
    """Where no authentication service is configured, no header is looked at."""
    said = verdict(read(by_us("dmarc=pass header.from=optimised.net")), "")
    assert said == type(said)(UNPROVEN, "No authentication service is configured.")


def test_unknown_sender_is_unproven() -> None:
    """A mail whose From can be read in two ways is unproven whatever our server says."""
    message = replace(read(by_us("dmarc=pass header.from=optimised.net")), sender=None)
    assert verdict(message, OURS).trust is UNPROVEN


def test_reasons_hold_nothing_of_the_mail() -> None:
    """The reason goes to staff and into logs, so it has no word that a sender wrote."""
    for row in RESULTS:
        message = read(by_us(f"{row.results} policy.canary=canary"), f"canary@{'optimised.net'}")
        reason = verdict(message, OURS).reason
        assert reason.endswith(".")
        assert not {"canary", "optimised", "evil"} & set(reason.lower().replace(".", " ").split())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("optimised.net", "optimised.net", True),
        ("a.b.optimised.net", "optimised.net", True),
        ("optimised.net", "optimised.net.evil.example", False),
        ("notoptimised.net", "optimised.net", False),
        ("a.optimised.net", "b.optimised.net", False),
        ("smith.co.uk", "co.uk", False),
        ("smith.co.uk", "mail.smith.co.uk", True),
        ("jones.org.uk", "org.uk", False),
        ("evil.uk.com", "uk.com", False),
        ("client.onmicrosoft.com", "onmicrosoft.com", False),
        ("optimised.net", "net", False),
        ("", "", False),
        ("optimised.net", "", False),
    ],
)
def test_alignment(one: str, other: str, same: bool) -> None:
    """Domains belong together when one stands inside the other, and the outer one has a single owner."""
    assert aligned(one, other) is same
    assert aligned(other, one) is same


CONFUSING = (
    f"{STAFF} <evil@x.example>",
    f'"{STAFF}" <evil@x.example>',
    f"<{STAFF}> <evil@x.example>",
    f"<{STAFF}>evil@x.example",
    f"evil@x.example <{STAFF}>, evil@x.example",
    f"{STAFF}, evil@x.example",
    f"evil@x.example, {STAFF}",
    f"{STAFF}; evil@x.example",
    f"{STAFF} evil@x.example",
    f"Sarah <{STAFF}> (evil@x.example) <evil@x.example>",
    f"({STAFF}) evil@x.example",
    f"evil@x.example ({STAFF}",
    f"<evil@x.example>{STAFF}",
    f"<{STAFF}@x.example>",
    f"{STAFF}@x.example",
    f'"{STAFF}"@x.example',
    f"<@x.example:{STAFF}>, <evil@x.example>",
    f"Staff: {STAFF}, evil@x.example;",
    f"Staff:{STAFF};, evil@x.example",
    f"{STAFF}\x00@x.example",
    f"{STAFF}%x.example@x.example",
    f"{STAFF}(@x.example",
    f"{STAFF}\\@x.example",
    f"sarah.hughes@optimised.net.x.example <{STAFF}.x.example>",
    "sarah.hughes@optimised.net\u200b",
    "sarah.hughes@optimise\u0064\u0301.net",
    "sarah.hughes@optіmised.net",
    "sarah.hughes@optimised\u3002net",
    "sarah.hughes@оptimised.net",
    "ѕarah.hughes@optimised.net",
    "sarah.hughes@optimised.net\u202e",
    "=?utf-8?q?sarah=2Ehughes=40optimised=2Enet?= <evil@x.example>",
    "=?utf-8?q?=3Csarah=2Ehughes=40optimised=2Enet=3E?= <evil@x.example>",
    "=?utf-8?b?c2FyYWguaHVnaGVzQG9wdGltaXNlZC5uZXQ=?=",
    "=?utf-8?q?sarah=2Ehughes?=@optimised.net <evil@x.example>",
    f"{STAFF}\nFrom: evil@x.example",
    f"evil@x.example\nFrom: {STAFF}",
    f"evil@x.example\nSender: {STAFF}",
    f"evil@x.example\nReply-To: {STAFF}",
    f"evil@x.example\nResent-From: {STAFF}",
    "alice@a)optimised.net(b@x.example",
    "sarah.hughes@[optimised.net]",
)


@pytest.mark.parametrize("written", CONFUSING)
def test_confusing_from_is_never_staff(written: str) -> None:
    """However From is written, the owner of x.example is never proven to be our colleague (S-06)."""
    message = read(by_us("dmarc=pass header.from=x.example; dkim=pass header.d=x.example"), written)
    proven = verdict(message, OURS).trust is PROVEN
    assert not proven or (message.sender and message.sender.domain.endswith("x.example"))
