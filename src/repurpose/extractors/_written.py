"""Where the sentences of decks and documents come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from repurpose.extractors import _words
from repurpose.extractors._clauses import is_clause
from repurpose.extractors._found import Found
from repurpose.model import Asset, Segment
from repurpose.text.sentences import sentences

FURNITURE_SLIDES = 3  # a line on so many slides belongs to the design

HEADING = 5  # words
# A line that ends with one of these goes on.
_GOES_ON_WORDS = (
    "und oder der die das den dem des ein eine einen einem einer eines für von mit im in zu zum zur auf an am bei beim aus nach über als wie "
    "and or the a an of for with in to on at by from as is are that both our your their its "
    "et ou le la les un une des de du pour avec dans en à au aux par sur qui que est sont "
    "e o il lo gli i di del della dei delle per con nel nella da che è sono"
)
_GOES_ON = frozenset(_GOES_ON_WORDS.split())
BROKEN_OFF = 60  # characters: a shorter line without a stop is a heading or an item


def written(asset: Asset) -> Iterator[Found]:
    """The sentences of a deck: of each title and paragraph, but not of agendas, thanks, sources.
    Of a document those of its paragraphs: there a heading is none, and a sentence has its stop."""
    on_slide = asset.kind == "deck"
    # Notes are only there where the user wants them.
    roles = ("title", "body", "notes") if on_slide else ("body",)
    skipped = _skipped_slides(asset.segments)
    furniture = _furniture(asset.segments)
    led_in = False
    for number, segment in enumerate(asset.segments):
        text = segment.text
        if segment.role not in roles or segment.locator.sheet in skipped:
            led_in = False
            continue
        whole = text.rstrip()
        if not led_in and _plain(text) not in furniture:
            spans = sentences(text, asset.language)
            if on_slide and _goes_on(asset.segments, number):
                spans = spans[:-1]
            if not on_slide and _was_broken_off(asset.segments, number):
                spans = spans[1:]
            for start, end in spans:
                told = text[start:end]
                if on_slide and "\n" in told:
                    told = _in_one_line(told, asset.language)
                yield Found(told, segment.locator, None, segment.role, number, on_slide)
        if whole.endswith(":"):
            led_in = True
        elif segment.role == "title" or whole.endswith((".", "!", "?")):
            led_in = False


def _in_one_line(text: str, language: str) -> str:
    """A sentence of a slide whose lines somebody broke: joined where the next line goes on with it, and
    without a heading above it. As it is where that is not clear."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    if len(lines) > 1 and _is_heading(lines[0], lines[1], language):
        lines = lines[1:]
    for line, following in pairwise(lines):
        last = line.rpartition(" ")[2].casefold()
        if not (following[0].islower() or line.endswith(",") or last in _GOES_ON):
            return text
    return " ".join(lines)


def _is_heading(line: str, following: str, language: str) -> bool:
    """A few words without a verb, above a line with one."""
    return (
        following[0].isupper()
        and len(line.split()) <= HEADING
        and (line[-1].isalnum() or line.endswith(")"))
        and line.rpartition(" ")[2].casefold() not in _GOES_ON
        and not is_clause(line, language, ends_with_stop=True)
        and is_clause(following, language, ends_with_stop=True)
    )


def _goes_on(segments: Sequence[Segment], number: int) -> bool:
    """Whether a line is broken off, and the next one of its slide goes on with it."""
    if number + 1 == len(segments) or segments[number].text.rstrip()[-1:] in (".", "!", "?", ":"):
        return False
    here, after = segments[number], segments[number + 1]
    return (
        after.role == here.role
        and after.locator.sheet == here.locator.sheet
        and after.text.lstrip()[:1].islower()
    )


def _was_broken_off(segments: Sequence[Segment], number: int) -> bool:
    """Whether a paragraph of a printed page begins in the middle of a sentence: the one before
    is long and has no end."""
    before = segments[number - 1] if number else None
    if before is None or before.locator.page is None or before.role != "body":
        return False
    text = before.text.rstrip("\"'»”’)«“› ")
    return len(text) >= BROKEN_OFF and text[-1:] not in (".", "!", "?", ":", ";", "…")


def _skipped_slides(segments: Sequence[Segment]) -> set[int | None]:
    """Agendas, thanks, contacts, sources: told by the title, or by the first line."""
    first: dict[int | None, Segment] = {}
    for segment in segments:
        if segment.role == "caption":
            continue
        known = first.get(segment.locator.sheet)
        if known is None or (segment.role == "title" and known.role != "title"):
            first[segment.locator.sheet] = segment
    return {
        slide for slide, line in first.items()
        if slide is not None and _words.SKIPPED_SLIDES.fullmatch(line.text)
    }  # fmt: skip


def _furniture(segments: Sequence[Segment]) -> set[str]:
    slides: dict[str, set[int | None]] = {}
    for segment in segments:
        slides.setdefault(_plain(segment.text), set()).add(segment.locator.sheet)
    return {text for text, on in slides.items() if len(on) >= FURNITURE_SLIDES}


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text).casefold().strip()
