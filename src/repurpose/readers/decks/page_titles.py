"""Which paragraphs of printed pages are titles, by size and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from repurpose.readers.decks.page_layout import Paragraph
from repurpose.readers.decks.page_lines import Page
from repurpose.readers.decks.page_text import begins_with_bullet

_LONGEST = 200  # characters
_UPPER = 0.35  # of the page's height: where titles stand
_MIDDLE = 0.8  # of it: where the one of an opening page may stand
_ALIKE = 0.07
_LARGER = 1.2  # than the rest of the page
_HEADING = 1.15  # times the size of the body of a document
_SHORT = 100  # characters of a heading that is only bold
_USUAL = 0.3  # of the pages: a size that so many have at their top is that of the titles


def of_slides(pages: Sequence[tuple[Page, Sequence[Paragraph]]]) -> list[list[Paragraph]]:
    """The paragraphs that are each page's title: none, one, or one in several lines."""
    usual = _usual_size(pages)
    return [_title(page, paragraphs, usual) for page, paragraphs in pages]


def _usual_size(pages: Sequence[tuple[Page, Sequence[Paragraph]]]) -> float:
    """The size of most pages' topmost words; 0 where they have none in common."""
    sizes: Counter[int] = Counter()
    for page, paragraphs in pages:
        if candidates := [
            p for p in paragraphs if _may_be_title(p) and _top(p) < _UPPER * page.height
        ]:
            first = min(candidates, key=_top)
            rest = [each.size for each in paragraphs if each is not first]
            sizes[round(first.size)] += not rest or first.size > 1.05 * sorted(rest)[len(rest) // 2]
    best = sizes.most_common(1)
    return float(best[0][0]) if best and best[0][1] >= max(2, _USUAL * len(pages)) else 0.0


def _title(page: Page, paragraphs: Sequence[Paragraph], usual: float) -> list[Paragraph]:
    candidates = [paragraph for paragraph in paragraphs if _may_be_title(paragraph)]
    if not candidates:
        return []
    upper = [p for p in candidates if _top(p) < _UPPER * page.height]
    alike = [p for p in upper if usual and abs(p.size - usual) <= max(_ALIKE * usual, 0.6)]
    if alike and max(p.size for p in upper) < 1.4 * usual:
        return _whole(min(alike, key=_top), paragraphs)
    largest = max(p.size for p in candidates)
    first = next(p for p in candidates if p.size > 0.97 * largest)
    rest = [each for each in paragraphs if abs(each.size - first.size) > _ALIKE * first.size]
    whole = _whole(first, paragraphs)
    if _top(first) > _MIDDLE * page.height:
        return []
    if len(whole) == len(paragraphs):
        return whole if first.size >= 0.9 * usual and len(whole) <= 2 else []
    if rest and first.size >= _LARGER * _weighted_median(rest) and len(whole) <= 3:
        return whole
    top = min(candidates, key=_top)
    bold = top.bold and top in upper and not all(each.bold for each in paragraphs)
    return _whole(top, paragraphs)[:1] if bold and len(top.lines) < 3 else []


def _may_be_title(paragraph: Paragraph) -> bool:
    letters = sum(sign.isalpha() for line in paragraph.lines for sign in line.text)
    item = begins_with_bullet(paragraph.lines[0].text)
    return letters > 1 and paragraph.length <= _LONGEST and not item


def _top(paragraph: Paragraph) -> float:
    return paragraph.lines[0].top


def _whole(first: Paragraph, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A title is cut by whoever wrote it, and goes on in the lines right below it."""
    found = [first]
    for paragraph in paragraphs[list(paragraphs).index(first) + 1 :]:
        same = (
            paragraph.block == first.block
            and abs(paragraph.size - first.size) < _ALIKE * first.size
        )
        if not same or paragraph.bold != first.bold or not _may_be_title(paragraph):
            break
        found.append(paragraph)
    return found


def _weighted_median(paragraphs: Sequence[Paragraph]) -> float:
    """The size of the paragraph in the middle of the text."""
    ordered = sorted(paragraphs, key=lambda each: each.size)
    half = sum(each.length for each in ordered) / 2
    for paragraph in ordered:
        half -= paragraph.length
        if half <= 0:
            return paragraph.size
    return ordered[-1].size


def of_document(paragraphs: Sequence[Paragraph], body: float) -> list[bool]:
    """For each paragraph of a page whether it is a heading.

    Args:
        body: The size in which most of the document is set.
    """
    all_bold = all(paragraph.bold for paragraph in paragraphs)
    return [_is_heading(paragraph, all_bold, body) for paragraph in paragraphs]


def _is_heading(paragraph: Paragraph, all_bold: bool, body: float) -> bool:
    if not _may_be_title(paragraph):
        return False
    if paragraph.size >= _HEADING * body:
        return True
    alone = paragraph.bold and not all_bold
    sentence = paragraph.lines[-1].text[-1:] in ".,;:"
    return alone and not sentence and paragraph.size > 0.95 * body and paragraph.length <= _SHORT
