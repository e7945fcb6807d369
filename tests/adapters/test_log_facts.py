"""Facts of the log: what was written can be read, today and after fields were added."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.in_the_log import FIRST_RELEASE, complaint
from worker.adapters.log import facts
from worker.model.entry import Fact

_AWARE = st.datetimes(timezones=st.just(UTC))
_TIMES: dict[Any, st.SearchStrategy[Any]] = {datetime: _AWARE, datetime | None: st.none() | _AWARE}


def any_of(kind: type) -> st.SearchStrategy[Fact]:
    """Any fact of that kind, every field filled."""
    fields = get_type_hints(kind)
    return st.builds(
        kind,
        **{name: _TIMES[hint] if hint in _TIMES else st.from_type(hint) for name, hint in fields.items()},
    )


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: kind.__name__)
def test_every_fact_comes_back_as_it_was(kind: type) -> None:
    """Whatever text, number or date a field holds."""

    @settings(deadline=None, max_examples=40, derandomize=True)
    @given(any_of(kind))
    def comes_back(fact: Fact) -> None:
        text = facts.to_json(fact)
        assert facts.from_json(facts.stored_name(fact), text) == fact
        assert facts.to_json(facts.from_json(facts.stored_name(fact), text)) == text

    comes_back()


@pytest.mark.parametrize(
    "words",
    [
        "She said \"no\" and 'never'",
        "first line\r\nsecond line\n\n\tthird",
        "£1,250 – café – 電気代 – \U0001f4a1",
        "\\u0041 \\n {{ 7 * 7 }} %s ';--",
        "a\u2028b\u0000c\u202ed",
        "",
    ],
)
def test_hard_words_come_back(words: str) -> None:
    """Quotes, line ends, other scripts and control characters are data."""
    fact = complaint(subject=words, words=words)
    assert facts.from_json("complaint received", facts.to_json(fact)) == fact


def test_equal_facts_give_equal_text() -> None:
    """The text has one form, on one line, readable by a person."""
    text = facts.to_json(complaint(words="café"))
    assert text == facts.to_json(complaint(words="café"))
    assert '"words":"café"' in text
    assert "\n" not in text
    assert list(text).count(" ") == sum(value.count(" ") for value in ("Jane Client", complaint().subject))


def test_a_time_of_another_zone_is_written_in_utc() -> None:
    """The same instant gives the same text, whatever zone it was told in."""
    summer = datetime(2026, 7, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    fact = replace(complaint(), received_at=summer)
    assert '"received_at":"2026-07-01T09:00:00+00:00"' in facts.to_json(fact)
    assert facts.from_json("complaint received", facts.to_json(fact)) == fact


def test_a_naive_time_is_refused() -> None:
    """A fact without a time zone is not written at all."""
    naive = replace(complaint(), received_at=datetime(2026, 3, 2, 9, 30))  # noqa: DTZ001  naive on purpose
    with pytest.raises(ValueError, match="without a zone"):
        facts.to_json(naive)


def test_what_the_first_version_wrote_is_read_for_ever() -> None:
    """A line of the first release, word for word; a field that was added since has its default."""
    assert facts.from_json("complaint received", FIRST_RELEASE) == complaint()
