"""Every worked date of the policy's reading: deadlines, the client's window and the data-protection clock."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from worker.model.promises import Policy
from worker.policy.calendar import Calendar
from worker.policy.explain import explain, in_words

SHARED = Path(__file__).resolve().parents[3] / "shared"
if not SHARED.exists():
    pytest.skip("../shared with the worked dates is not here", allow_module_level=True)

POLICY = Policy(version="test", review_due=date(2023, 8, 28))
CALENDAR = Calendar.of(POLICY)

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The rows of one shared file."""
    found: list[Row] = json.loads((SHARED / name).read_text(encoding="utf-8"))
    return found


def row_id(row: Row) -> str:
    """The name of a row in the test's report."""
    return f"{row['id']} {row.get('why', '')}"


WINDOWS = rows("windows.json")


@pytest.mark.parametrize("row", rows("deadlines.json"), ids=row_id)
def test_deadlines(row: Row) -> None:
    """Day 0, both due days with their counted days, and the dates around eight weeks all agree."""
    found = explain(datetime.fromisoformat(row["received"]), POLICY, CALENDAR)
    counted = {
        "ack_counted": [day.on.isoformat() for day in found.acknowledge_days if day.number],
        "response_counted": [day.on.isoformat() for day in found.respond_days if day.number],
    }
    dates = {
        "day0": found.day0,
        "ack_due": found.acknowledge_by,
        "response_due": found.respond_by,
        "eight_weeks": found.eight_weeks,
        "eight_week_letter_by": found.eight_week_letter_by,
        "ombudsman_from": found.ombudsman_from,
    }
    known = {key: value for key, value in row.items() if key not in ("id", "received", "why")}
    assert counted | {name: day.isoformat() for name, day in dates.items()} == known
    assert in_words(found).count("  day ") == 19


@pytest.mark.parametrize("row", [row for row in WINDOWS if "last_day" in row], ids=row_id)
def test_window_of_seven_working_days(row: Row) -> None:
    """The window of 3.1.9.1 ends on the seventh working day after the issue arose."""
    last_day = CALENDAR.add_working_days(date.fromisoformat(row["issue_date"]), 7)
    assert last_day.isoformat() == row["last_day"]
    assert (date.fromisoformat(row["received"]) > last_day) is row["late"]


@pytest.mark.parametrize("row", [row for row in WINDOWS if "day30" in row], ids=row_id)
def test_thirty_days_of_a_data_protection_complaint(row: Row) -> None:
    """Thirty calendar days after receipt, rolled on to the next working day (DPA 2018 s.164A)."""
    day30 = date.fromisoformat(row["received_day"]) + timedelta(days=30)
    assert day30.isoformat() == row["day30"]
    assert CALENDAR.next_working_day_on_or_after(day30).isoformat() == row["rolled"]
