"""Clients who complain: each with a domain of its own, so that no cap of automatic letters is met."""

from datetime import datetime

ADDRESS = "hello@optimised.net"
TRIAGE_PERSON = "casey.example@optimised.net"

_COMPLAINT = """\
Authentication-Results: mx.optimised.net; dmarc=pass header.from={domain}; dkim=pass header.d={domain}
Received: from mail.{domain} by mx.optimised.net; {date}
From: Anita Patel <anita.patel@{domain}>
To: hello@optimised.net
Subject: Formal complaint about contract {number}
Date: {date}
Message-ID: <complaint@{domain}>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

I wish to make a formal complaint. You renewed contract {number} at 31.2p without our agreement.
I want it cancelled. I am very unhappy about this.

Anita Patel
"""


def client(number: int) -> str:
    """The address of the client with that number."""
    return f"anita.patel@client-{number:02}.example"


def complaint(number: int, at: datetime) -> bytes:
    """That client's complaint, written at that time (aware UTC) and proven by our own mail server."""
    date = f"{at:%a, %d %b %Y %H:%M:%S} +0000"
    text = _COMPLAINT.format(domain=client(number).partition("@")[2], number=number, date=date)
    return text.replace("\n", "\r\n").encode()
