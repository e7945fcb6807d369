"""How much mail one complaint costs our people that nobody answers: at most one a working day each (mail.md 2)."""

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

from tests.cli.terminal import SHIPPED
from tests.cli.test_simulate import AUTHENTICATED_BY, MONDAY
from tests.rig import TEMPLATES
from worker.adapters.settings import load
from worker.demo.diary import Wanted, play

OWNER, HEAD, DIRECTOR = (f"{name}.example@optimised.net" for name in ("casey", "alex", "robin"))
BEFORE = {
    HEAD: 74,
    OWNER: 64,
    DIRECTOR: 49,
}  # counted by this test before reminders rode in the morning's mail
NOW = {HEAD: 64, OWNER: 62, DIRECTOR: 17}
SCHEDULED = ("S5", "M18", "M19")
LAST_CALL = "2026-03-23"  # the last day to answer: what is open at two is urgent news
FIRST_OVERDUE = "2026-03-24"


def test_an_unanswered_complaint_costs_everybody_at_most_one_mail_a_working_day(tmp_path: Path) -> None:
    """Thirteen weeks from Monday 2 March 2026 in which nobody does anything; only the last call is a second mail."""
    config, folder = tmp_path / "config", tmp_path / "one"
    shutil.copytree(SHIPPED, config)
    office = config / "office.toml"
    office.write_text(office.read_text().replace('#authserv_id = ""', f'authserv_id = "{AUTHENTICATED_BY}"'))
    folder.mkdir()
    (folder / "2026-03-02T0930Z-first.eml").write_text(MONDAY)
    wanted = Wanted(first=date(2026, 3, 2), last=date(2026, 5, 29), mailbox=folder, plain=True)
    said: list[str] = []
    secrets = dict.fromkeys(
        ("MAILBOX_PASSWORD", "SMTP_PASSWORD", "TOKEN_KEY"), "not used, but long enough for a key"
    )
    play(load(config, secrets), TEMPLATES, wanted, said.append, said.append)
    letters = [each for each in json.loads(said[-1])["events"] if each["event"] == "letter"]
    assert Counter(each["to"] for each in letters if each["to"] in BEFORE) == NOW
    told = Counter((each["to"], each["at"][:10]) for each in letters if each["letter"] in SCHEDULED)
    twice = {each for each, number in told.items() if number > 1}
    assert twice == {(each, LAST_CALL) for each in BEFORE}
    assert max(told.values()) == 2
    # Who hears of it, and when, stays: the director before it breaks, on its last day, and the day after.
    director = [each["at"][:10] for each in letters if each["to"] == DIRECTOR and each["letter"] in SCHEDULED]
    assert [day for day in director if day <= FIRST_OVERDUE] == [
        "2026-03-20",
        LAST_CALL,
        LAST_CALL,
        FIRST_OVERDUE,
    ]
