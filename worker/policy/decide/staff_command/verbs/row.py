"""What a row of the table of verbs says of one."""

from collections.abc import Callable
from dataclasses import dataclass

from worker.policy.decide.staff_command import preconditions
from worker.policy.decide.staff_command.request import NotDone, Request, Result
from worker.policy.reading.vocabulary import NOTHING, Argument, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A verb: how it is written, who may use it and when, what it does, and what its writer is told.

    `does` completes "you can"; `tap` is the sentence on a link by which it is said, with `{argument}` where that may
    follow. `receipt` takes the reference, the argument, a `day` and what `more` the deed has to
    say; it is empty where a letter to the colleague says it. `at_once` says that a plain sentence is
    enough: it can be undone, and reaches no client.
    """

    verb: Verb
    does: str
    tap: str
    carry_out: Callable[[Request], Result]
    aliases: tuple[str, ...] = ()
    argument: Argument = NOTHING
    unfit: Callable[[Request], NotDone | None] = preconditions.always
    not_theirs: Callable[[Request], NotDone | None] = preconditions.anybody
    receipt: str = ""
    at_once: bool = False
