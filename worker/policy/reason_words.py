"""The reasons that the log holds, in words for people: what stopped a promise, why it was held back, at which step."""

from collections.abc import Mapping
from types import MappingProxyType

from worker.model.entry import ClockStopped
from worker.model.reasons import StopReason, Withheld, WithheldReason
from worker.model.rung import ReminderStep, StepKind
from worker.policy.calendar import date_in_words

_STOPPED: Mapping[StopReason, str] = MappingProxyType(
    {
        StopReason.LETTER: "{letter} {message_id}",
        StopReason.LETTER_POSTED: "{letter}, posted by {person} on {on}",
        StopReason.WRITTEN_BY_HAND: "{letter}, written by hand on {on}, as {person} says",
        StopReason.CLIENT_TOLD: "{letter}, told by {person} on {on}",
        StopReason.LETTER_RETURNED: "{letter} came back",
        StopReason.ENTRY: "{entry}, {person}",
        StopReason.DUTY_DONE: "{clock} done, {person}",
        StopReason.NOT_A_COMPLAINT: "not a complaint",
        StopReason.PHONED: "telephone, {person}",
        StopReason.CLIENT_REPLIED: "the client replied",
        StopReason.CLIENT_ACCEPTED: "the client accepts what was proposed, mail {mail}",
        StopReason.CLIENT_DECLINED: "the client does not accept what was proposed, mail {mail}",
        StopReason.CLIENT_ESCALATED: "the client asks to escalate it, mail {mail}",
        StopReason.NO_REPLY: "no reply; we go on with what was written down",
        StopReason.STARTED_ANEW: "started anew",
        StopReason.MERGED: "merged into {reference}",
        StopReason.KEPT_IN_JOINED: "kept in {reference}, which joined",
    }
)

_R = WithheldReason
_WITHHELD: Mapping[WithheldReason, str] = MappingProxyType(
    {
        _R.NO_SENDER: "The mail names no sender that can be answered.",
        _R.PASSED_ON: "{text} passed this mail on; please make sure that the address is the client's.",
        _R.MAY_BE_FORGED: "The sender may be forged: {text}",
        _R.COLLEAGUE: "A colleague wrote it; please find out who the client is.",
        _R.FORM_NOT_READ: "The website sent it, but without the labels that office.toml names under [web_form]; "
        "please find out who the client is.",
        _R.OWN_ADDRESS: "The sender is this mailbox itself.",
        _R.NO_RETURN_PATH: "The mail has an empty return path, which only machines use.",
        _R.AUTOMATIC: "The mail carries a mark of automatic mail: {text}.",
        _R.NOBODY_READS: "Nobody reads mail at the sender's address.",
        _R.ANSWERS_ELSEWHERE: "The mail asks for answers to another domain than its sender's.",
        _R.MOST_FOR_ADDRESS: "This address has had as many acknowledgements today as one may get.",
        _R.MOST_FOR_DOMAIN: "This domain has had as many acknowledgements today as one may get.",
        _R.MOST_IN_ALL: "As many acknowledgements left today as may; something may be wrong.",
        _R.TOO_LATE: "An answer was due by {on}, which no letter can promise any more. Please write yourself.",
        _R.NO_EMAIL_ADDRESS: "No e-mail address was given, so letters go by post.",
        _R.NO_EMAIL_WANTED: "The client wants no e-mail, so letters go by post.",
        _R.NOT_WORDED: "What goes to the client has yet to be worded, on the line “What they told us”.",
        _R.ADDRESS_IS_OURS: "The e-mail address is one of ours: please find out the client's.",
        _R.NOT_ARRIVED: "The acknowledgement did not arrive.",
    }
)
_WITH_NUMBER = (_R.NO_EMAIL_ADDRESS, _R.NO_EMAIL_WANTED, _R.NOT_WORDED, _R.ADDRESS_IS_OURS)
_NUMBER = " Their number: {text}."

_STEPS: Mapping[StepKind, str] = MappingProxyType(
    {
        StepKind.WORKING_DAY: "working day {number}",
        StepKind.DAY: "day {number}",
        StepKind.BEFORE: "{number} working {days} before",
        StepKind.AFTER: "{number} working {days} after",
        StepKind.ASKED: "{number} working {days} after we asked",
        StepKind.PROPOSED: "{number} working {days} after we proposed",
        StepKind.NO_OMBUDSMAN: "no facts about the ombudsman",
    }
)
_ON: Mapping[StepKind, str] = MappingProxyType(
    {StepKind.PROPOSED: " on {on}", StepKind.NO_OMBUDSMAN: " on {on}"}
)
_AGAIN = ", again on {on}"


def stopped_by_in_words(stopped: ClockStopped) -> str:
    """What stopped that promise: the letter by its id, an entry with who wrote it: the client, if no colleague."""
    said = _STOPPED[stopped.by].format(
        letter=stopped.letter or "a letter",
        message_id=stopped.message_id or "",
        entry=(stopped.entry or "an entry").capitalize(),
        person=stopped.person or "the client",
        reference=stopped.reference or "another complaint",
        mail="not known" if stopped.mail is None else stopped.mail,
        clock=stopped.clock.capitalize(),
        on=date_in_words(stopped.on) if stopped.on else "a day that is not noted",
    )
    return said.strip()


def withheld_in_words(withheld: Withheld) -> str:
    """Why a client has no acknowledgement from us, as sentences for a colleague."""
    number = _NUMBER if withheld.text and withheld.reason in _WITH_NUMBER else ""
    on = date_in_words(withheld.on) if withheld.on else ""
    return f"{_WITHHELD[withheld.reason]}{number}".format(text=withheld.text, on=on)


def step_in_words(step: ReminderStep) -> str:
    """When a step is taken: 1 working day before, 09:00."""
    at = f", {step.at:%H:%M}" if step.at else ""
    on = _ON.get(step.kind, _AGAIN) if step.on else ""
    return f"{_STEPS[step.kind]}{at}{on}".format(
        number=step.number,
        days="day" if step.number == 1 else "days",
        on=date_in_words(step.on) if step.on else "",
    )
