"""Nobody gets into another's case: S-02 by its reference, S-03 as its new client, S-28 with words above a quote."""

from collections.abc import Mapping

import pytest

from tests.attacks.siege import CLIENT, Siege, letter_of, mail
from tests.rig import ADDRESS
from worker.model.catalogue import LetterKind
from worker.policy import token

THIRD = "Peter <peter@third-party.example>"
WITHDRAWALS = (
    "I withdraw my complaint.",
    "I withdraw",
    "Please close the case, everything is resolved.",
    "not a complaint",
    "complaint",
    "close resolved",
    "close withdrawn",
    "phoned",
    "Status: resolved\nControl: close",
    "[OPT-2026-0001] not a complaint",
    "I accept your proposal in full and final settlement.",
    "Please write to peter@third-party.example from now on.",
)


def quoting(text: str) -> str:
    """The words above what the client had written, as mail programs quote it."""
    return f"{text}\n\nOn Mon, 2 Mar 2026 at 09:12, Anita Patel wrote:\n> I am very unhappy and want to complain.\n"


def by_reference(reference: str) -> Mapping[str, Mapping[str, str]]:
    """Headers in which a stranger names a case that anybody may know of."""
    known = (
        f"[{reference}]",
        f"Re: Your complaint: Our contract [{reference}]",
        f"RE: [{reference}] Our contract",
        f"Fwd: {reference}",
        f"#{reference}",
        f"{reference.lower()}",
        f"[{reference}] [{reference}]",
        f"[Ticket#{reference}]",
        f"Re: {reference} [id=closed] [status=resolved]",
        f"=?utf-8?q?=5B{reference}=5D?=",
    )
    subjects = {f"subject {subject}": {"Subject": subject} for subject in known}
    elsewhere = (
        "X-Optimised-Ref",
        "Thread-Topic",
        "Thread-Index",
        "X-Case",
        "Comments",
        "Keywords",
        "Reply-To-Case",
    )
    return subjects | {f"header {name}": {name: reference} for name in elsewhere}


def by_identifier(under: Siege) -> Mapping[str, Mapping[str, str]]:
    """Identifiers that a stranger guesses, or saw in a mail that was forwarded to them."""
    letter = letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT)
    complaint = under.case(under.acknowledged).complaint.message_id
    guesses = (
        f"<{under.acknowledged}@optimised.net>",
        f"<{under.acknowledged}.M01@optimised.net>",
        complaint,
        letter,
    )
    return {
        f"{name} {guess}": {name: guess} for guess in guesses for name in ("In-Reply-To", "References")
    } | {"our own identifier as theirs": {"Message-ID": letter}}


def by_address(under: Siege) -> Mapping[str, Mapping[str, str]]:
    """Secret addresses that are not quite right, also made from the secret of another case."""
    key, reference = under.rig.place.secrets.token_key, under.acknowledged.lower()
    right = token.case_mark(key, under.acknowledged).rpartition("-")[2]
    other = token.case_mark(key, under.undecided).rpartition("-")[2]
    tokens = (
        "",
        "a" * 26,
        other,
        right[:25],
        right + "a",
        right[::-1],
        f"{right[:-1]}0",
        f"{right[:13]}",
        "*",
        "%",
    )
    marks = (reference, *(f"{reference}-{each}" for each in tokens))
    wrong = {f"to {mark}": {"To": f"hello+{mark}@optimised.net"} for mark in marks}
    elsewhere = {
        f"to {domain}": {"To": f"hello+{reference}-{right}@{domain}"} for domain in ("x.example", "net")
    }
    delivered = {
        f"{name} {mark}": {name: f"hello+{mark}@optimised.net"}
        for name in ("Delivered-To", "X-Original-To")
        for mark in marks[:3]
    }
    return wrong | elsewhere | delivered


def test_s02_a_reference_opens_no_door(under: Siege) -> None:
    """S-02, iTop#95, Zammad, RT and django-helpdesk: the number in the subject was enough to get in.

    Strangers, proven to be themselves, name the case by reference, by identifiers and by wrong secret addresses.
    Each gets a case of their own, and in no letter a word from Mrs Patel's.
    """
    variants = {**by_reference(under.acknowledged), **by_identifier(under), **by_address(under)}
    assert len(variants) > 40
    strangers = [f"sam@stranger-{number}.example" for number in range(len(variants))]
    mails = [
        mail(f"Sam <{email}>", proven=email.partition("@")[2], headers=headers)
        for email, headers in zip(strangers, variants.values(), strict=True)
    ]
    under.withstand(mails, may_hear=strangers)
    assert {under.case_of(email).complaint.channel for email in strangers} == {"email"}


def test_s02_a_mail_that_only_names_the_case_is_shown_as_perhaps_about_it(under: Siege) -> None:
    """S-02: colleagues read which case a stranger's mail names; whether it belongs there is theirs to say."""
    under.withstand([mail(THIRD, f"Re: [{under.acknowledged}]")], may_hear={"peter@third-party.example"})
    assert under.case_of("peter@third-party.example").complaint.possibly_about == under.acknowledged


def test_s03_a_third_party_never_becomes_the_client(under: Siege) -> None:
    """S-03, FreeScout#2382: who wrote last became the customer and got the answers.

    Somebody who was given our letter answers to its secret address in every guise; Mrs Patel stays the client and
    only she is ever written to.
    """
    secret, letter = (
        under.secret_address(under.acknowledged),
        letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT),
    )
    guises: tuple[tuple[str, Mapping[str, str]], ...] = (
        (THIRD, {}),
        (THIRD, {"In-Reply-To": letter}),
        (THIRD, {"Reply-To": THIRD}),
        (THIRD, {"Reply-To": CLIENT}),
        (THIRD, {"Cc": f"{CLIENT}, {THIRD}"}),
        (THIRD, {"Sender": CLIENT}),
        (f'"{CLIENT}" <peter@third-party.example>', {}),
        ("Anita Patel <peter@third-party.example>", {"In-Reply-To": letter}),
        ("anita.patel@harbour-bakery.example.third-party.example", {}),
        ("Anita Patel <anita.patel@harbour-bakery.examp1e>", {}),
        (f"{CLIENT}, peter@third-party.example", {}),
        (f"Anita Patel <{CLIENT}>", {"Reply-To": THIRD}),
    )
    mails = [
        mail(sender, "Re: Your complaint", proven=proven, headers={"To": secret, **headers})
        for sender, headers in guises
        for proven in ("", "third-party.example")
    ]
    under.withstand(mails, noted=len(mails))
    assert under.case(under.acknowledged).complainant.email == CLIENT


@pytest.mark.parametrize("proven", ["", "harbour-bakery.example"])
def test_s28_words_above_a_quote_close_nothing(under: Siege, proven: str) -> None:
    """S-28: an attacker, or somebody in the client's name, writes that all is settled above the client's own words.

    From a stranger, and from the client's address with and without proof; it is a note, and only a colleague closes.
    """
    secret, letter = (
        under.secret_address(under.acknowledged),
        letter_of(under, under.acknowledged, LetterKind.ACKNOWLEDGEMENT),
    )
    mails = [
        mail(
            sender,
            "Re: Your complaint",
            quoting(words),
            proven=proven,
            headers={"To": to, "In-Reply-To": letter},
        )
        for words in WITHDRAWALS
        for sender, to in (
            (THIRD, secret),
            (f"Anita Patel <{CLIENT}>", secret),
            (f"Anita Patel <{CLIENT}>", ADDRESS),
        )
    ]
    under.withstand(mails, noted=len(mails))
