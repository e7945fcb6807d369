"""Config files and environment to frozen settings, or every fault of all of them at once.

`file` reads TOML, `keys` lists every `key` with what is wanted there, `wellformed` judges one value,
`shape` finds unknown and missing keys, `together` and `reminders` hold values against each other, `triage` reads
the phrases, `secret` reads passwords, and `given` knows what the owner owes before `live = true`.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from worker.adapters.settings.fault import Fault, SettingsRefused
from worker.adapters.settings.file import ConfigFile, read
from worker.adapters.settings.given import faults_of_live, not_given
from worker.adapters.settings.key import Key
from worker.adapters.settings.keys import OFFICE, PEOPLE, POLICY, REMINDERS, TRIAGE
from worker.adapters.settings.reminders import RemindersFile, faults_of_reminders
from worker.adapters.settings.secret import database_faults, secrets
from worker.adapters.settings.shape import faults_of_shape, faults_of_values, value_of, with_never
from worker.adapters.settings.together import faults_of_policy, faults_together
from worker.adapters.settings.triage_file import TriageFile, faults_of_triage, triage_of
from worker.model.office import Office, People, Secrets, Settings
from worker.model.promises import Policy
from worker.model.triage_phrases import Triage

__all__ = ["Fault", "SettingsRefused", "load", "load_policy", "load_triage", "not_given"]

_FILES = ("office.toml", "people.toml", "policy.toml", "reminders.toml", "triage.toml")


def load(config_folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of the five files with their secrets, proved consistent.

    DATABASE_URL in the environment goes before `database` in office.toml. Raises SettingsRefused with
    every fault.
    """
    office, people, policy, reminders, triage = (read(config_folder / name) for name in _FILES)
    office = with_never(office)
    found = secrets(environment, smtp_login=bool(office.get("smtp.user")))
    faults = (
        *_faults_alone(office, Office, OFFICE),
        *_faults_alone(people, People, PEOPLE),
        *faults_together(office, people),
        *faults_of_live(office, people),
        *_policy_faults(policy),
        *_faults_alone(reminders, RemindersFile, REMINDERS),
        *faults_of_reminders(reminders, policy),
        *_triage_faults(triage),
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
        policy=replace(value_of(policy, Policy), ladder=value_of(reminders, RemindersFile).ladder),
        triage=triage_of(triage),
        secrets=found,
    )


def load_policy(config_folder: Path) -> Policy:
    """The figures of policy.toml alone, which need no secret, without the ladder, which is in another file.

    Raises SettingsRefused with every fault in it.
    """
    file = read(config_folder / "policy.toml")
    if faults := _policy_faults(file):
        raise SettingsRefused(_one_a_value(faults))
    return value_of(file, Policy)


def load_triage(config_folder: Path) -> Triage:
    """The phrases of triage.toml alone, which need no secret; raises SettingsRefused with every fault in it."""
    file = read(config_folder / "triage.toml")
    if faults := _triage_faults(file):
        raise SettingsRefused(_one_a_value(faults))
    return triage_of(file)


def _policy_faults(file: ConfigFile) -> tuple[Fault, ...]:
    if "ladder" not in file.content:
        return (*_faults_alone(file, Policy, POLICY), *faults_of_policy(file))
    # The model has it in the policy, people have it in a file of its own.
    rest = replace(file, content={key: value for key, value in file.content.items() if key != "ladder"})
    misplaced = Fault(file.name, "ladder", "in the wrong file", "its rows in reminders.toml")
    return (misplaced, *_policy_faults(rest))


def _triage_faults(file: ConfigFile) -> tuple[Fault, ...]:
    return (*_faults_alone(file, TriageFile, TRIAGE), *faults_of_triage(file))


def _faults_alone(file: ConfigFile, kind: type[object], keys: tuple[Key, ...]) -> tuple[Fault, ...]:
    return file.faults or (*faults_of_shape(file, kind, keys), *faults_of_values(file, keys))


def _one_a_value(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The first fault of each value, file by file: what stands there wrongly is said once."""
    first: dict[tuple[str, str, str], Fault] = {}
    for fault in faults:
        first.setdefault((fault.file, fault.key, fault.says), fault)
    order = (*_FILES, "environment")
    return tuple(sorted(first.values(), key=lambda fault: order.index(fault.file)))
