"""What a colleague's reply to a mail of ours means: commands, plain sentences, slips, or a note (mail.md 4).

`read_staff_lines` reads the new words, from which quotes and signature are cut already. It changes nothing and only
says what was meant, and how sure that is.
"""

import re
from dataclasses import replace

from worker.model.office import Person
from worker.policy.reading.staff_lines.answer import answer_to_question, as_offered
from worker.policy.reading.staff_lines.exact import line_of, read_line
from worker.policy.reading.staff_lines.lexicon import Lexicon
from worker.policy.reading.staff_lines.plain_sentences import Meant, is_silenced, plain_meaning, told
from worker.policy.reading.staff_lines.result import Answered, Certainty, Context, Order, Reading, Slip
from worker.policy.reading.staff_lines.slips import slip_of
from worker.policy.reading.staff_lines.tidy import own_lines

_READ = 10_000  # characters, more than the longest letter that a colleague writes below a command
_LONGEST_PLAIN = 1_500  # characters; what is longer is a note, unless its first line is a command
_REFERENCE = re.compile(r"\b0\d{3}\b|\b[a-z]{2,6}-\d{4}-\d{4}")

__all__ = [
    "Answered",
    "Certainty",
    "Context",
    "Lexicon",
    "Order",
    "Reading",
    "Slip",
    "read_staff_lines",
]


def read_staff_lines(words: str, context: Context, lexicon: Lexicon, writer: Person) -> Reading:
    """What the new words of a reply come to."""
    lines = own_lines(words[:_READ], writer.name)
    text = "\n".join(lines)
    if not text:
        return Reading(words="")
    exact, slips, rest = _commands(lines, lexicon, writer)
    exact = as_offered(exact, context, lexicon, writer)
    if exact and is_silenced(told("\n".join(rest)[:_LONGEST_PLAIN], "", context, lexicon, writer)):
        # What was written first is taken back below it, so its writer is asked.
        return Reading(words=text, asked=exact)
    is_long = len(text) > _LONGEST_PLAIN
    if is_long or ((exact or slips) and not _lacks(exact, slips, lexicon)):
        return Reading(words=text, orders=_with_text(exact, "\n".join(rest).strip()), slips=slips)
    if context.answered in (Answered.QUESTION, Answered.OWN_MAIL):
        answered = answer_to_question(told(text, "", context, lexicon, writer))
        if answered.orders or answered.asked:
            return Reading(words=text, orders=answered.orders, asked=answered.asked)
    meant = _plainly(lines, context, lexicon, writer)
    # A verb with a slip in it says more than words that only touch on another one.
    if (meant.orders or meant.asked) and not meant.touched:
        return Reading(words=text, orders=meant.orders, asked=meant.asked)
    if exact or slips:
        return Reading(words=text, orders=_with_text(exact, "\n".join(rest).strip()), slips=slips)
    near = _nearly(text, lines, lexicon, writer)
    return Reading(words=text, asked=meant.asked) if near.is_note and meant.asked else near


def _lacks(orders: tuple[Order, ...], slips: tuple[Slip, ...], lexicon: Lexicon) -> bool:
    """Whether all there is is one verb without what it needs, which plain words may yet say."""
    if slips or len(orders) != 1:
        return not orders and len(slips) == 1
    word = lexicon.word(orders[0].verb)
    return word is not None and word.argument.needed and not orders[0].argument


def _nearly(text: str, lines: tuple[str, ...], lexicon: Lexicon, writer: Person) -> Reading:
    """A verb with what it cannot take, or a slip of the first line; else a note."""
    found = slip_of(lines[0], lexicon, writer) or read_line(lines[0], lexicon, writer, misfits=True)
    if isinstance(found, Order):
        return Reading(words=text, orders=_with_text((found,), "\n".join(lines[1:]).strip()))
    return Reading(words=text, slips=(found,) if found else ())


def _commands(
    lines: tuple[str, ...], lexicon: Lexicon, writer: Person
) -> tuple[tuple[Order, ...], tuple[Slip, ...], tuple[str, ...]]:
    """The commands and slips of the first lines, and the lines from the first that is neither."""
    orders: list[Order] = []
    slips: list[Slip] = []
    for at, line in enumerate(lines):
        if not line:
            continue
        found = read_line(line, lexicon, writer)
        if found is None and (orders or slips) and line_of(line).reference:
            found = slip_of(line, lexicon, writer) or read_line(line, lexicon, writer, misfits=True)
        if found is None:
            return tuple(orders), tuple(slips), lines[at:]
        if isinstance(found, Order):
            orders.append(found)
        else:
            slips.append(found)
    return tuple(orders), tuple(slips), ()


def _with_text(orders: tuple[Order, ...], below: str) -> tuple[Order, ...]:
    """The words below belong to the last command."""
    if not orders or not below:
        return orders
    *others, last = orders
    return (*others, replace(last, text=f"{last.text}\n{below}".strip()))


def _plainly(lines: tuple[str, ...], context: Context, lexicon: Lexicon, writer: Person) -> Meant:
    """Plain sentences: a line each where every line begins with a reference, else all of them together."""
    written = tuple(line for line in lines if line)
    referred = tuple(line_of(line) for line in written)
    if not all(each.reference and not _REFERENCE.search(each.words) for each in referred):
        return plain_meaning(told("\n".join(lines), "", context, lexicon, writer))
    rests = (
        line.lstrip(" *>#[")[len(each.reference) :].lstrip(" ]:,.-\u2013\u2014")
        for line, each in zip(written, referred, strict=True)
    )
    each_case = tuple(
        plain_meaning(told(rest, each.reference, context, lexicon, writer))
        for rest, each in zip(rests, referred, strict=True)
    )
    return Meant(
        orders=tuple(order for each in each_case for order in each.orders),
        asked=tuple(order for each in each_case for order in each.asked),
    )
