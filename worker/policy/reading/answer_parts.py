"""Whether an answer explains, says sorry, or says what is done: it must do one of these at least (3.1.6.3).

One row a part. Where none is plain, the writer is asked, so a row rather misses a part than sees one that is not there.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class AnswerPart(StrEnum):
    """What an answer to a complaint can hold."""

    EXPLANATION = "explanation"
    APOLOGY = "apology"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence holds the part where it says one of `says` and none of `but`."""

    part: AnswerPart
    says: re.Pattern[str]
    but: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{each})" for each in patterns))


_DEED = "|".join(
    (
        *(r"refund(?:ed|s|ing)?", r"(?:re)?pa(?:y|ys|id|ying)", r"credit(?:ed|s|ing)?"),
        *(
            r"cancel(?:l?ed|s|l?ing)?",
            r"correct(?:ed|s|ing)?",
            r"amend(?:ed|s|ing)?",
            r"chang(?:e|ed|es|ing)",
        ),
        *(
            r"remov(?:e|ed|es|ing)",
            r"replac(?:e|ed|es|ing)",
            r"updat(?:e|ed|es|ing)",
            r"(?:re-?)?issu(?:e|ed|es)",
        ),
        *(r"arrang(?:e|ed|es|ing)", r"clos(?:e|ed|es|ing)", r"train(?:ed|s|ing)?", r"waiv(?:e|ed|es|ing)"),
        *(
            r"reimburs(?:e|ed|es|ing)",
            r"compensat(?:e|ed|es|ing)",
            r"fix(?:ed|es|ing)?",
            r"mov(?:e|ed|es|ing)",
        ),
        *(r"put(?:s|ting)? (?:\w+ )?right", r"releas(?:e|ed|es|ing)", r"transfer(?:red|s|ring)?"),
        *(
            r"adjust(?:ed|s|ing)?",
            r"reduc(?:e|ed|es|ing)",
            r"stop(?:ped|s|ping)?",
            r"introduc(?:e|ed|es|ing)",
        ),
        *(r"revers(?:e|ed|es|ing)", r"re-?bill(?:ed|s|ing)?", r"(?:writ(?:e|es|ten)|wrote) off"),
        *(
            r"switch(?:ed|es|ing)?",
            r"(?:let|takes?|taken|took) .{0,60}\b(?:out of|off)",
            r"on (?:its|their) way",
        ),
        *(
            r"sen(?:d|ds|t) .{1,60}\bback",
            r"(?:goes|go|went|gone) back",
            r"add(?:ed|s|ing)?",
            r"install(?:ed|s)?",
        ),
        *(r"terminat(?:e|ed|es|ing)", r"set up", r"hono?ur(?:ed|s)?"),
    )
)
_WE = r"(?:we|i|our [a-z]+|the (?:old |new )?supplier|they)(?:'ll|'ve|'re)?"
_NOT = r"\b(?:not|\w+n't|never|cannot|unable|no longer|nothing|no|neither|nor|without)"
_RECORDS = r"(?:records?|notes?|logs?|recordings?|files?|invoices?|bills?|contract|readings?)"
_NOW = r"(?:from now on|in future|we now|we will now)"

_ROWS = (
    _Row(
        AnswerPart.APOLOGY,
        _any(r"\b(?:sorry|apologi[sz]e|apologi[sz]ing|apology|apologies)\b"),
        _any(
            r"sorry to (?:hear|learn|read|see|say)",
            r"sorry (?:that |if )?you (?:feel|felt|think|thought|believe|are|were)",
            r"sorry,? but|not sorry|no apology",
            r"(?:not|no reason to|no need to|cannot|nothing to) apologi[sz]e",
            r"sorry (?:that )?we (?:cannot|can not|are unable|could not|are not able)",
        ),
    ),
    _Row(
        AnswerPart.EXPLANATION,
        _any(
            r"\b(?:because|due to|owing to|as a result of|caused by|which meant)\b",
            r"\b(?:which|that|this) is why\b|\bthe (?:reason|cause) (?:is|was)\b(?! not)",
            r"\b(?:in error|by mistake|our mistake|a mistake|our error|an error)\b",
            r"\b(?:this|that|it|the \w+) (?:has )?happen(?:ed|s) (?:when|as|after|since)\b",
            r"\bshould (?:not )?have\b",
            rf"\b{_RECORDS} (?:that we hold )?(?:shows?|says?|confirms?)\b",
            r"\b(?:find|finds|found|shows?|confirms?|confirmed|established|learned) (?:out )?that\b",
            r"\bwas (?:left open|late|sent too late|not passed on|overlooked|missed|lost|wrongly)\b",
            r"\b(?:entered|billed|charged|renewed|switched|sent|read|taken) (?:twice|wrongly|too late|too early)\b",
        ),
        _any(
            r"that (?:you|your complaint|we|the complaint) (?:are|were|is|was) (?:not )?"
            r"(?:right|wrong|justified|upheld|correct)",
            r"(?:cannot|could not|can't|unable to|do not|don't) (?:explain|say why|know)",
            r"\byou (?:told|said|wrote|asked|feel)\b|\b(?:see|find|found|is|was|made) no (?:mistake|error)\b",
        ),
    ),
    _Row(
        AnswerPart.ACTION,
        _any(
            rf"\b{_WE}(?: \w+){{0,3}}? (?:{_DEED})\b",
            rf"\b(?:has|have|was|were|is|are|be|been)(?: now| all| already| both)? (?:being )?(?:{_DEED})\b",
            rf"^(?:it|the \w+(?: \w+)?) (?:{_DEED})\b",
            rf"\b{_NOW}\b.{{0,40}}\b(?:check|checks|ask|call|ring|write|need|needs)\b",
            r"\bis in your (?:new )?name\b",
        ),
        _any(
            rf"{_NOT}(?: \w+){{0,3}} (?:{_DEED})\b",
            r"\b(?:we|i) (?:see|find|have|take|took|intend|plan|propose) (?:no|nothing)\b|\bno (?:further )?action\b",
            r"^you (?:told|said|wrote|asked|complained|say|ask|feel)\b|\byou asked us to\b",
            r"\bclos(?:e|ed|ing) (?:your|the|this) (?:complaint|case|file)\b",
            r"\byour complaint (?:is|has been|was) (?:now )?closed\b|\bour (?:answer|decision)\b",
        ),
    ),
)

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|\n\s*[-*•]\s*")
_CURLY = str.maketrans("‘’", "''")


def answer_parts(words: str) -> frozenset[AnswerPart]:
    """Which of the three the words plainly hold, a sentence at a time."""
    plain = words.translate(_CURLY).casefold()
    sentences = [" ".join(each.split()) for each in _BETWEEN_SENTENCES.split(plain)]
    return frozenset(
        row.part for row in _ROWS for each in sentences if row.says.search(each) and not row.but.search(each)
    )
