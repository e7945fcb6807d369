"""One bad mail costs one mail: S-22 bombs for parsers and patterns, S-23 characters that break a database."""

import zlib
from base64 import b64encode

from tests.adapters import bad_headers, bad_mail
from tests.attacks.siege import ANGRY, Siege, encoded, mail, senders

HOMOGLYPHS = (
    "anita.patel@harbour-bakery.example",
    "anita.patel@hаrbour-bakery.example",
    "anita.patel@harbour\u2010bakery.example",
    "anita.patel@harbour-bakery\u3002example",
    "аnita.patel@harbour-bakery.example",
    "anita.patel@ｈarbour-bakery.example",
    "anita.patel@xn--hrbour-bakery-x8g.example",
    "anita.patel\u200b@harbour-bakery.example",
    "anita.patel@harbour-bakery.example\u202e",
    "ANITA.PATEL@HARBOUR-BAKERY.EXAMPLE",
    "anita\u0130@harbour-bakery.example",
    "ﬁrm@harbour-bakery.example",
)


def texts() -> tuple[str, ...]:
    """What costs a careless pattern its time: quotes, signatures, links, marks and words without end, to 2 MB."""
    headers = "From: a\nSent: b\nTo: c\nSubject: d\n\n"
    return (
        "> " * 30_000 + "x",
        ("> " * 500 + "\n") * 60,
        "> x\n" * 500_000,
        "On Mon, " * 12_000 + "wrote:",
        "On 2 Mar 2026, Anita wrote:\n" * 3_000,
        headers * 1_500,
        headers * 60_000,
        "-----Original Message-----\n" * 3_000,
        "OPT-2026-0001 " * 8_000,
        "a@" * 50_000,
        "complain" * 12_000,
        "not " * 25_000 + "happy",
        " " * 100_000 + "x",
        "\n" * 100_000 + "x",
        "https://" * 12_000,
        "-- \n" * 20_000,
        "-- \n" * 500_000,
        "(" * 50_000 + ")" * 50_000,
        "{{" * 50_000,
        "é" * 100_000,
        "\u0301" * 50_000,
        "w" * 200_000,
    )


def headers() -> tuple[dict[str, str], ...]:
    """The same in headers, and a file that is a thousand times larger unpacked."""
    return (
        {"Subject": "Re: " * 10_000},
        {"Subject": "[OPT-2026-0001] " * 3_000},
        {"References": "<a@b.example> " * 4_000},
        {"Authentication-Results": "mx.optimised.net; " + "dmarc=pass (" * 4_000},
        {"Received": "from x by y; " * 4_000},
        {"Content-Type": "application/gzip", "Content-Transfer-Encoding": "base64"},
    )


def more_bombs() -> list[bytes]:
    """A complaint with each of them."""
    squeezed = b64encode(zlib.compress(b"\0" * 20_000_000)).decode()
    return [
        *(mail("eve@evil.example", "Words", f"{ANGRY}\n{text}") for text in texts()),
        *(mail("eve@evil.example", text=squeezed, headers=each) for each in headers()),
    ]


def test_s22_bombs_cost_one_mail_each(under: Siege) -> None:
    """S-22, OTRS CVE-2021-36093 and CVE-2026-48187, RT CVE-2014-9472: one mail stopped the queue behind it.

    Every bomb of the parsing tests and twenty for our own patterns; each is settled or set aside for a person, and
    the complaint behind them is acknowledged in the same look.
    """
    mails = [*(raw for _, raw in bad_mail.bombs()), *more_bombs()]
    assert len(mails) > 80
    under.withstand(mails, may_hear=senders(mails))
    assert under.rig.outcomes()["set aside for a person"] > 10
    tom = [letter.subject for letter in under.rig.received("tom.reed@optimised.net")]
    assert (
        sum(subject.startswith("Please read mail") for subject in tom)
        == under.rig.outcomes()["set aside for a person"]
    )


def test_s22_bombs_in_a_known_case(under: Siege) -> None:
    """S-22: the same where quoted words are looked for, in answers to a letter of ours."""
    to = {"To": under.secret_address(under.acknowledged)}
    mails = [mail("eve@evil.example", "Re: Your complaint", text, headers=to) for text in texts()]
    under.withstand(mails, noted=len(mails))


def test_s23_characters_break_nothing(under_on_both: Siege) -> None:
    """S-23: NUL (which PostgreSQL refuses), lone surrogates, bidi, 8-bit headers, in every place that people read."""
    mails = [raw for _, raw in bad_headers.unicode()] + [raw for _, raw in bad_headers.charsets()][::3]
    characters = (
        "\x00",
        "\x1b",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "\U0001f600",
        "\U000e0001",
        "\u0301" * 40,
    )
    mails += [
        mail(
            f"{encoded(each + 'Eve')} <eve@evil.example>", encoded(f"My{each}bill"), f"{ANGRY} {each} {name}"
        )
        for each in characters
        for name in ("Straße", "İstanbul", "ﬁrm")
    ]
    mails += [mail("eve@evil.example", headers={"X-Raw": "\xed\xb3\xa9 \x85 \xe9"})]
    under_on_both.withstand(mails, may_hear=senders(mails))


def test_s23_a_name_that_looks_alike_is_another(under: Siege) -> None:
    """S-23, homoglyphs and IDN: an address that only looks like the client's is no party to the case."""
    letter = next(iter(under.rig.letters(under.acknowledged))).message_id
    mails = [
        mail(f"Anita Patel <{each}>", "Re: Your complaint", headers={"In-Reply-To": letter})
        for each in HOMOGLYPHS
    ]
    alike = [raw for raw in mails if senders([raw]) == {"anita.patel@harbour-bakery.example"}]
    under.withstand(mails, may_hear=senders(mails), noted=len(alike))
    assert len(alike) < 5
