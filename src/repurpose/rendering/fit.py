"""Makes a text fit its channel: one part, or a thread. Nothing is lost on the way.

Only `shorten` leaves something out, and only where it is asked to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from repurpose.errors import RepurposeError
from repurpose.model import Measure, Rules
from repurpose.rendering.borders import Border, Level, borders, trimmed
from repurpose.text.counting import length, measure
from repurpose.text.sentences import sentences

CUT = " […]"
_LEAST_FILL = 3  # a better border counts where the part is filled to at least a third

# A sentence that begins like this takes back, or limits, the one before it.
_TAKES_BACK = re.compile(
    r"\W*(?:aber|doch|jedoch|allerdings|nur|nein|nicht|trotzdem|dennoch|leider|ausser|ausnahme|"
    r"but|yet|however|though|although|except|unless|only|no|not|still|nevertheless|"
    r"mais|or|cependant|toutefois|pourtant|sauf|non|pas|seulement|néanmoins|"
    r"ma|però|tuttavia|eppure|tranne|solo|purtroppo)\b",
    re.IGNORECASE,
)


class DoesNotFit(RepurposeError):
    """A text cannot be brought into a channel's limit without being harmed; says why."""


def fit(
    text: str, rules: Rules, language: str = "und", *, numbered: bool = True, again: str = ""
) -> list[str]:
    """A text as the parts of a post: itself, or a thread.

    Joined without the numbers and what is said again, the parts are the text, up to white space. Cut at paragraphs,
    lines (the points of a list), sentences, clauses or words, in this order; a part is filled to a
    third at least before a better border is taken. No part begins with a word that points back, or
    ends with one that leads on, where a border of sentences avoids it.

    Args:
        numbered: The parts of a thread end in " (1/3)".
        again: What all parts but the first begin with, above an empty line: the heading of a list. Left
            away where a line would have to be cut for it.

    Raises:
        DoesNotFit: more than `rules.max_parts` would be needed, or a word is longer than a part.
    """
    text = trimmed(text)
    size = measure(text, rules)
    if within(text, rules):
        return [text]
    too_long = f"has {size} of {rules.limit} characters"
    if rules.max_parts < 2:
        raise DoesNotFit(f"{too_long}, and the channel has no threads")
    again = again and f"{again}\n\n"
    again = again if _has_room(text, rules, again, numbered=numbered) else ""
    places = [*borders(text, language), Border(len(text), len(text), Level.PARAGRAPH)]
    for digits in range(1, len(str(rules.max_parts)) + 1):
        number = f" ({'9' * digits}/{'9' * digits})" if numbered else ""
        for way, above in _ways(again):
            holds = (_holder(rules, "", number), _holder(rules, above, number))
            parts = _cut(text, places, holds, way)
            if parts is None:
                raise DoesNotFit(f"{too_long}, and holds a word that is longer than a part")
            if len(parts) > rules.max_parts or len(str(len(parts))) > digits:
                continue
            parts = [parts[0], *(above + part for part in parts[1:])]
            if not numbered:
                return parts
            return [f"{part} ({n}/{len(parts)})" for n, part in enumerate(parts, 1)]
    raise DoesNotFit(f"{too_long}: too long for a thread of {rules.max_parts}")


def _ways(again: str) -> list[tuple[str, str]]:
    """How to cut, the best way first, and what stands above each part: rather than that a line is torn,
    nothing does."""
    found = [("alone", again), ("whole", again)]
    if again:
        found += [("alone", ""), ("whole", "")]
    return [*found, ("dense", "")]


def _has_room(text: str, rules: Rules, again: str, *, numbered: bool) -> bool:
    """Whether each line that fits into a part fits below `again` too."""
    number = f" ({rules.max_parts}/{rules.max_parts})" if numbered else ""
    lines = [line for line in text.split("\n") if within(line + number, rules)]
    return all(within(again + line + number, rules) for line in lines)


def within(text: str, rules: Rules) -> bool:
    """Whether a channel takes a text of this length."""
    further = all(length(text, measured) <= limit for measured, limit in rules.further)
    return further and measure(text, rules) <= rules.limit


def shorten(text: str, limit: int, measure: Measure = "code-points", language: str = "und") -> str:
    """A text in at most `limit`: whole sentences from its beginning, else words and " […]".

    For titles and statements; never for what somebody said.

    Raises:
        DoesNotFit: not even the first word fits.
    """
    text = trimmed(text)
    if length(text, measure) <= limit:
        return text
    whole = first_sentences(text, limit, measure, language)
    if whole is not None:
        return whole
    places = borders(text, language)
    best = _last_that(text, 0, places, 0, lambda piece: length(piece + CUT, measure) <= limit)
    if best is None:
        raise DoesNotFit(f"its first word is longer than {limit} characters")
    return text[: places[best].start] + CUT


def first_sentences(text: str, limit: int, measure: Measure, language: str = "und") -> str | None:
    """The most whole sentences that fit and are not taken back by the next one; or None."""
    spans = sentences(text, language)
    best = None
    for (_, end), (follower, _) in pairwise(spans):
        piece = text[spans[0][0] : end]
        if length(piece, measure) > limit:
            break
        if not _TAKES_BACK.match(text, follower):
            best = piece
    return best


_Holds = Callable[[str], bool]


def _holder(rules: Rules, again: str, number: str) -> _Holds:
    """Whether a part with what is before and behind it is within the limit."""
    return lambda part: within(again + part + number, rules)


def _cut(
    text: str, places: Sequence[Border], holds: tuple[_Holds, _Holds], way: str
) -> list[str] | None:
    """The parts; None where a word is longer than a part.

    Args:
        holds: Of the first part, and of all others.
        way: "alone": parts that can be read without each other, as far as there are such; "whole":
            parts of whole sentences, of which there may be fewer; "dense": filled with words.
    """
    parts: list[str] = []
    begin, first = 0, 0
    while first < len(places):
        last = _last_that(text, begin, places, first, holds[bool(parts)])
        if last is None:
            return None
        if way != "dense" and last < len(places) - 1:
            last = _best(places, begin, first, last, alone=way == "alone")
            last = _before_point(text, places, begin, first, last)
        parts.append(text[begin : places[last].start])
        begin, first = places[last].end, last + 1
    return parts


def _before_point(text: str, places: Sequence[Border], begin: int, first: int, last: int) -> int:
    """The border above a point of a list that would be torn at place `last`; else `last` itself."""
    line = text.rfind("\n", 0, places[last].start) + 1
    if places[last].level >= Level.LINE or line <= begin or not text.startswith("– ", line):
        return last
    above = (i for i in range(last - 1, first - 1, -1) if places[i].end <= line)
    return next((i for i in above if places[i].level >= Level.LINE), last)


def _last_that(
    text: str, begin: int, places: Sequence[Border], first: int, holds: Callable[[str], bool]
) -> int | None:
    """The last place, from number `first`, whose piece of text from `begin` holds; or None.

    Doubles its steps and halves them again, so that it never measures far beyond the limit.
    """

    def reaches(number: int) -> bool:
        return holds(text[begin : places[number].start])

    if first >= len(places) or not reaches(first):
        return None
    low, step = first, 1
    while low + step < len(places) and reaches(low + step):
        low, step = low + step, step * 2
    high = min(low + step, len(places))
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if reaches(middle) else (low, middle)
    return low


def _best(places: Sequence[Border], begin: int, first: int, last: int, *, alone: bool) -> int:
    """Of the places that hold, the last of the best level; words and clauses are cut evenly.

    Args:
        alone: Rather one whose sides can be read alone.
    """
    reach = places[last].start - begin
    for asked in (True, False) if alone else (False,):
        for level in (Level.PARAGRAPH, Level.LINE, Level.SENTENCE):
            for index in range(last, first - 1, -1):
                place = places[index]
                if (place.start - begin) * _LEAST_FILL < reach:
                    break
                if place.level >= level and place.alone >= asked:
                    return index
    rest = places[-1].end - begin
    even = rest / -(-rest // max(reach, 1))
    far = [i for i in range(first, last + 1) if places[i].start - begin >= 0.8 * even]
    clauses = [i for i in far if places[i].level == Level.CLAUSE]
    best = [i for i in clauses if alone and places[i].alone] or clauses or far
    return best[0] if best else last
