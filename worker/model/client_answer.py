"""What a client may mean by an answer to us: one meaning, which the log and the letters to colleagues name."""

from enum import StrEnum


class ClientMeaning(StrEnum):
    """What a client plainly said; the value is how config/client_phrases.toml and the log name it."""

    ACCEPT = "accept"
    NOT_ACCEPT = "not accept"
    ESCALATE = "escalate"
    CONFIRM = "confirm"
    CORRECTION = "correction"
    DO_NOT_SHARE = "do not share"
    STOP_SHARING = "stop sharing"
    SEND_PROCEDURE = "send procedure"
    POST_PROCEDURE = "post procedure"
    WITHDRAW = "withdraw"
    THANKS = "thanks"
    NOT_PUT_RIGHT = "not put right"


UNHAPPY = (ClientMeaning.NOT_PUT_RIGHT, ClientMeaning.NOT_ACCEPT, ClientMeaning.ESCALATE)
"""What a client plainly says who is not content."""
