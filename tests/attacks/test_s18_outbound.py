"""Reading a mail calls nobody: S-18, pictures, links and parts that lie elsewhere."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address

from tests.attacks.siege import ANGRY, Siege, mail

PIXEL = "https://tracker.evil.example/pixel.gif?who=hello"

HTML = (
    f'<img src="{PIXEL}" width="1" height="1">',
    f'<img srcset="{PIXEL} 1x">',
    f'<body background="{PIXEL}">',
    f'<table background="{PIXEL}"><tr><td>x</td></tr></table>',
    f'<div style="background-image:url({PIXEL})">x</div>',
    f"<style>@import url({PIXEL});</style>",
    f"<style>body {{ background: url({PIXEL}) }} @font-face {{ src: url({PIXEL}) }}</style>",
    f'<link rel="stylesheet" href="{PIXEL}">',
    f'<link rel="dns-prefetch" href="{PIXEL}">',
    f'<script src="{PIXEL}"></script>',
    f'<iframe src="{PIXEL}"></iframe>',
    f'<object data="{PIXEL}"></object>',
    f'<video poster="{PIXEL}"></video>',
    f'<svg><image href="{PIXEL}"/></svg>',
    f'<meta http-equiv="refresh" content="0;url={PIXEL}">',
    f'<a href="{PIXEL}">{PIXEL}</a>',
    f'<form action="{PIXEL}"><input type="submit"></form>',
    f'<base href="{PIXEL}"><img src="x.gif">',
    f'<!DOCTYPE x [<!ENTITY y SYSTEM "{PIXEL}">]><p>&y;</p>',
    f'<!DOCTYPE html PUBLIC "x" "{PIXEL}"><p>x</p>',
    '<img src="//169.254.169.254/latest/meta-data/"><img src="file:///etc/passwd">',
)

HEADERS = (
    {"Content-Type": f"message/external-body; access-type=URL; URL={PIXEL}"},
    {"Content-Type": "message/external-body; access-type=anon-ftp; site=ftp.evil.example; name=x"},
    {"List-Unsubscribe": f"<{PIXEL}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    {
        "Disposition-Notification-To": "eve@tracker.evil.example",
        "Return-Receipt-To": "eve@tracker.evil.example",
    },
    {"X-Confirm-Reading-To": "eve@tracker.evil.example", "BIMI-Location": f"v=BIMI1; l={PIXEL}"},
    {"Face": PIXEL, "X-Image-URL": PIXEL, "Content-Base": PIXEL, "Content-Location": PIXEL},
    {"Autocrypt": f"addr=eve@evil.example; keydata={PIXEL}", "OpenPGP": f"url={PIXEL}"},
)

_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "urllib.Request")
_calls: list[str] = []


def _is_here(host: object) -> bool:
    try:
        return host in ("localhost", None, socket.gethostname()) or ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    # A hook cannot be taken back; outside of `listening` nobody reads what it notes.
    if event == "socket.connect" and isinstance(arguments[1], tuple) and not _is_here(arguments[1][0]):
        _calls.append(f"{event} {arguments[1]}")
    if event in _LOOK_UPS and not _is_here(arguments[0]):
        _calls.append(f"{event} {arguments[0]}")
    if event in _PROGRAMS:
        _calls.append(event)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Every connection, look-up of a name, program and request of this process that leaves the machine."""
    if not getattr(sys, "_attacks_listen", False):
        sys.addaudithook(_hear)
        sys._attacks_listen = True  # type: ignore[attr-defined]  # our own mark
    _calls.clear()
    yield _calls


def test_s18_nothing_is_fetched(under: Siege) -> None:
    """S-18: tracking pixels and their twenty relatives, receipts, external bodies; nothing calls out, now or later."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    contents = [(f"<p>{ANGRY}</p>{each}", html) for each in HTML] + [(ANGRY, headers) for headers in HEADERS]
    clients = [f"client@firm-{number}.example" for number in range(len(contents))]
    mails = [
        mail(email, text=text, proven=email.partition("@")[2], headers=headers)
        for email, (text, headers) in zip(clients, contents, strict=True)
    ]
    with listening() as calls:
        under.withstand(mails, may_hear=clients)
        under.rig.later(days=1)
        under.rig.work()
    assert calls == []


def test_s18_the_listener_hears() -> None:
    """The guard of the test above notes a look-up of a name elsewhere."""
    with listening() as calls, suppress(OSError):
        socket.getaddrinfo("tracker.evil.invalid", 443)
    assert calls == ["socket.getaddrinfo tracker.evil.invalid"]
