"""Where the sentences of decks and documents come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from repurpose.extractors import _words
from repurpose.extractors._found import Found
from repurpose.model import Asset, Segment
from repurpose.text.sentences import sentences

FURNITURE_SLIDES = 3  # a line on so many slides belongs to the design

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
                yield Found(text[start:end], segment.locator, None, segment.role, number, on_slide)
        if whole.endswith(":"):
            led_in = True
        elif segment.role == "title" or whole.endswith((".", "!", "?")):
            led_in = False


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
