"""Config files and environment to frozen settings, or every fault of all of them at once.

`file` reads TOML, `expected` lists every key that the model declares with what is wanted there, `wellformed` judges
one value, `shape` finds unknown and missing keys, `together` holds values against each other, `secret` reads passwords.
A new file is a frozen value in model/, a row of KINDS in `shape`, and rows of CHECKS in `together`.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from worker.adapters.settings.fault import Fault, SettingsRefused
from worker.adapters.settings.file import ConfigFile, read
from worker.adapters.settings.secret import ENVIRONMENT, database_faults, secrets
from worker.adapters.settings.shape import KINDS, faults_alone, value_of
from worker.adapters.settings.together import faults_together, not_given
from worker.model.client_phrases import ClientPhrases
from worker.model.office import Secrets, Settings
from worker.model.promises import Policy
from worker.model.staff_phrases import StaffPhrases
from worker.model.triage_phrases import Triage

__all__ = [
    "Fault",
    "SettingsRefused",
    "load",
    "load_client_phrases",
    "load_policy",
    "load_staff_phrases",
    "load_triage",
    "not_given",
]


def load(config_folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of all files with their secrets, proved consistent.

    DATABASE_URL in the environment goes before `database` in office.toml. Raises SettingsRefused with
    every fault.
    """
    files = {name: read(config_folder / name) for name in KINDS}
    found = secrets(environment, smtp_login=bool(files["office.toml"].get("smtp.user")))
    missing = () if isinstance(found, Secrets) else found
    faults = (*_faults(files), *database_faults(environment), *missing)
    if faults or not isinstance(found, Secrets):
        raise SettingsRefused(_one_a_value(faults))
    office, people, policy, reminders, triage, staff, clients = (value_of(file) for file in files.values())
    return Settings(
        office=replace(office, database=environment.get("DATABASE_URL") or office.database),
        people=people,
        policy=replace(policy, ladder=reminders.ladder),
        triage=triage,
        staff_phrases=staff,
        client_phrases=clients,
        secrets=found,
    )


def load_policy(config_folder: Path) -> Policy:
    """The figures of policy.toml alone, which need no secret, without the ladder, which is in another file.

    Raises SettingsRefused with every fault in it.
    """
    return cast("Policy", _alone(config_folder, "policy.toml"))


def load_triage(config_folder: Path) -> Triage:
    """The phrases of triage.toml alone, which need no secret; raises SettingsRefused with every fault in it."""
    return cast("Triage", _alone(config_folder, "triage.toml"))


def load_staff_phrases(config_folder: Path) -> StaffPhrases:
    """The sentences of staff_phrases.toml alone; raises SettingsRefused with every fault in it."""
    return cast("StaffPhrases", _alone(config_folder, "staff_phrases.toml"))


def load_client_phrases(config_folder: Path) -> ClientPhrases:
    """The sentences of client_phrases.toml alone; raises SettingsRefused with every fault in it."""
    return cast("ClientPhrases", _alone(config_folder, "client_phrases.toml"))


def _alone(config_folder: Path, name: str) -> object:
    file = read(config_folder / name)
    if faults := _faults({name: file}):
        raise SettingsRefused(_one_a_value(faults))
    return value_of(file)


def _faults(files: Mapping[str, ConfigFile]) -> tuple[Fault, ...]:
    alone = (fault for file in files.values() for fault in faults_alone(file))
    return (*alone, *faults_together(files))


def _one_a_value(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The first fault of each value, file by file: what stands there wrongly is said once."""
    first: dict[tuple[str, str, str], Fault] = {}
    for fault in faults:
        first.setdefault((fault.file, fault.key, fault.says), fault)
    order = (*KINDS, ENVIRONMENT)
    return tuple(sorted(first.values(), key=lambda fault: order.index(fault.file)))
