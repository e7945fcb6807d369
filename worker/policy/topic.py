"""What a client calls their complaint, as far as a letter of ours can repeat it: else it is left out."""

import re

_IN_FRONT = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|wg|antw|sv|vs|tr|rv|ext|external|urgent|automatic reply|your complaint"
    r"|(?:formal |official |urgent )?complaint)\s*(?:\[\d+\]|\(\d+\))?\s*[:\-–—]+"
    r"|\[(?:ext|external|external email|spam|caution)\]|\*+external\*+"
    r"|(?:an? |my |our |this is a )?(?:formal |official |urgent |serious )*complaint"
    r" (?:about|regarding|concerning|re|against|over)(?= \w)[: ])\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*\[[A-Z]{2,6}-\d{4}-\d{4,}\]\s*$")
_ONLY_A_COMPLAINT = re.compile(
    r"(?:(?:a|an|my|our|another|new|first|second|third|formal|official|serious) )*(?:letter of )?complaints?"
    r"(?: (?:no|number|ref|reference|again|second|third|time|reminder|\d\w*))*"
)
_NO_TOPIC = frozenset(
    {
        *(
            "complaint",
            "complaints",
            "formal complaint",
            "official complaint",
            "my complaint",
            "your complaint",
        ),
        *(
            "a complaint",
            "urgent",
            "urgent complaint",
            "help",
            "hello",
            "hi",
            "no subject",
            "none",
            "question",
        ),
        *("enquiry", "attention", "important", "message", "email", "to whom it may concern", "new message"),
    }
)
_NOT_TO_REPEAT = re.compile(
    r"\b(?:you are|you're|youre|you lot|you people|your lies|thie(?:f|ves)|liars?|lying|lies|scam\w*|crooks?|crooked"
    r"|thieving|gits?|wtf|ashamed|dishonest\w*"
    r"|frauds?|fraudsters?|fraudulent|con ?(?:men|man|artists?)|cheats?|robb(?:ers?|ery|ed|ing)|rip ?-?off\w*"
    r"|idiots?|morons?|clowns?|cowboys?|stupid|useless|pathetic|incompeten\w+|disgrac\w+|disgust\w+|appalling"
    r"|shambles|shameful|shame|joke|worst|terrible|awful|rubbish|crap|shit\w*|fuck\w*|bastards?|bloody|hell|hate"
    r"|criminals?|steal\w*|stole|stolen|court|police|solicitors?|watchdog|sue|suing)\b|!",
    re.IGNORECASE,
)
_SHOUTED = 8
_LONGEST = 1000


def safe_topic(subject: str) -> str:
    """The subject without what mail programs and the writer put in front of it; empty where it is none to repeat.

    An insult, a threat or a shout is kept in the log and shown to colleagues, but no letter gives it back.
    """
    topic = _BEHIND.sub("", " ".join(subject[:_LONGEST].split()))
    while (shorter := _IN_FRONT.sub("", topic, count=1)) != topic:
        topic = shorter
    said = re.sub(r"[^\w ]", " ", topic).strip().casefold()
    shouted = topic.isupper() and sum(map(str.isalpha, topic)) > _SHOUTED
    said = " ".join(said.split())
    if (
        said in {"", *_NO_TOPIC}
        or _ONLY_A_COMPLAINT.fullmatch(said)
        or shouted
        or _NOT_TO_REPEAT.search(topic)
    ):
        return ""
    return topic
