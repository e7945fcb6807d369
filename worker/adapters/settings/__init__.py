"""Config files and environment to frozen settings, or every fault of all of them at once.

`file` reads TOML, `keys` lists every key with what is wanted there, `wellformed` judges one value,
`shape` finds unknown and missing keys, `together` holds values against each other, `secret` reads
passwords, and `given` knows what the owner owes before `live = true`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from worker.adapters.settings.fault import Fault, SettingsRefused
from worker.adapters.settings.file import ConfigFile, read
from worker.adapters.settings.given import faults_of_live, not_given
from worker.adapters.settings.keys import OFFICE, PEOPLE, POLICY
from worker.adapters.settings.secret import database_faults, secrets
from worker.adapters.settings.shape import faults_of_shape, faults_of_values, value_of
from worker.adapters.settings.together import faults_together
from worker.model.triage import PhraseGroup, Triage
from worker.model.office import Office, People, Policy, Secrets, Settings

__all__ = ["Fault", "SettingsRefused", "load", "not_given"]


def load(config_folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of office.toml, people.toml and policy.toml with their secrets, proved consistent.

    DATABASE_URL in the environment goes before `database` in office.toml. Raises SettingsRefused with
    every fault.
    """
    office, people, policy = (read(config_folder / f"{name}.toml") for name in ("office", "people", "policy"))
    found = secrets(environment, smtp_login=bool(office.get("smtp.user")))
    faults = (
        *_faults_of_files(office, people, policy),
        *faults_together(office, people, policy),
        *faults_of_live(office, people),
        *database_faults(environment),
        *(() if isinstance(found, Secrets) else found),
    )
    if faults or not isinstance(found, Secrets):
        raise SettingsRefused(_one_a_value(faults))
    given = value_of(office, Office)
    database = environment.get("DATABASE_URL") or given.database
    return Settings(
        office=replace(given, database=database),
        people=value_of(people, People),
        policy=value_of(policy, Policy),
        secrets=found,
        triage=load_triage(config_folder),
    )


def load_triage(config_folder: Path) -> Triage:
    """The phrases of triage.toml."""
    written = tomllib.loads((config_folder / "triage.toml").read_text(encoding="utf-8"))
    groups = tuple(
        PhraseGroup(**{**group, "phrases": tuple(group["phrases"])}) for group in written.pop("group")
    )
    return Triage(**written, groups=groups)


def load_policy(config_folder: Path) -> Policy:
    """The figures of policy.toml alone."""
    return value_of(read(config_folder / "policy.toml"), Policy)


def _faults_of_files(office: ConfigFile, people: ConfigFile, policy: ConfigFile) -> tuple[Fault, ...]:
    faults: list[Fault] = []
    for file, kind, keys in ((office, Office, OFFICE), (people, People, PEOPLE), (policy, Policy, POLICY)):
        faults += file.faults or (*faults_of_shape(file, kind, keys), *faults_of_values(file, keys))
    return tuple(faults)


def _one_a_value(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The first fault of each value, file by file: what stands there wrongly is said once."""
    first: dict[tuple[str, str, str], Fault] = {}
    for fault in faults:
        first.setdefault((fault.file, fault.key, fault.says), fault)
    order = ("office.toml", "people.toml", "policy.toml", "environment")
    return tuple(sorted(first.values(), key=lambda fault: order.index(fault.file)))
