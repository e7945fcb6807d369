"""The form in which a colleague writes down what a client said (3.1.4)."""

from collections.abc import Mapping
from types import MappingProxyType

from worker.model.entry import Channel
from worker.model.record_letter import VerbalForm
from worker.policy.reading.verbal_report import form

_NOTHING: Mapping[str, str] = MappingProxyType({})


def blank() -> VerbalForm:
    """The form with nothing filled in; by telephone, unless its lines say otherwise."""
    name, lines = form(Channel.TELEPHONE, _NOTHING)
    return VerbalForm(name=name, lines=lines)
