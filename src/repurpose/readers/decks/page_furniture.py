"""What stands on every page at the same place: headers, footers, page numbers, logos, sidebars; and
pages that only show the next one being built up.

A mark that says "confidential" is never taken away: it holds back what stands beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from repurpose.readers.decks.page_lines import Line, Page, median_size
from repurpose.text.confidentiality import is_mark

_EDGE = 0.12  # of the height, at the top and at the bottom: where headers and footers stand
_MOST = 0.5  # of the pages have it: it belongs to none of them
_SOME = 0.15  # enough for small print at the edge
_EVERYWHERE = 0.6  # enough for what stands at the very same place, wherever that is
_HEADINGS = 0.8  # enough for the largest words on a page
_LARGE = 1.15  # of the usual size of a page
_DIGITS = re.compile(r"\d+")
LONGEST_NUMBERING = 60  # characters
_NUMBERING = re.compile(
    r"\W*(?:(?:seite|page|pagina|slide|folie|p\.|s\.)\s*)?#(?:\s*(?:/|von|of|de|di|sur|su|\||-)\s*#)?\W*",
    re.IGNORECASE,
)
_BIN = 0.01  # of the height
_SAME_PLACE = 2.0  # points

_Place = tuple[str, int]


def without_builds(pages: Sequence[Page]) -> list[Page]:
    """Without the pages of which all lines stand on the next one too, at the same place."""
    return [
        page
        for page, after in zip_longest(pages, pages[1:])
        if after is None or not _grows_into(page, after)
    ]


def _grows_into(page: Page, after: Page) -> bool:
    mine = _words_and_places(page)
    if not mine or (page.width, page.height) != (after.width, after.height):
        return False
    theirs = Counter(_words_and_places(after))
    same_number = bool(page.label) and page.label == after.label
    if same_number and Counter(text for text, *_ in mine) <= Counter(
        t for t, *_ in theirs.elements()
    ):
        return True
    for text, left, base in mine:
        near = [(text, left + dx, base + dy) for dx in (0, -1, 1) for dy in (0, -1, 1)]
        found = next((place for place in near if theirs[place] > 0), None)
        if found is None:
            return False
        theirs[found] -= 1
    return True


def _words_and_places(page: Page) -> list[tuple[str, int, int]]:
    """Numbers alone are left out: the number of the page may differ."""
    return [
        (line.text, round(line.left / _SAME_PLACE), round(line.base / _SAME_PLACE))
        for line in page.lines
        if not _is_numbering(_same(line.text))
    ]


def without_furniture(
    pages: Sequence[Page], all_pages: Sequence[Page] = ()
) -> tuple[list[Page], dict[int, list[str]]]:
    """The pages with their own lines only, and the marks of confidentiality by page number.

    Args:
        all_pages: With those that are left out: they are numbered too.
    """
    numbered = Counter(
        place
        for page in all_pages or pages
        for place in {_place(line, page) for line in page.lines}
        if _is_numbering(place[0])
    )
    places = numbered | Counter(
        place for page in pages for place in {_place(line, page) for line in page.lines}
    )
    spots = Counter(spot for page in pages for spot in {_spot(line) for line in page.lines})
    aside = Counter(text for page in pages for text in {line.text for line in page.aside})
    marks: dict[int, list[str]] = {}
    own: list[Page] = []
    for page in pages:
        usual = median_size(page.lines)
        dropped = {
            line
            for line in page.lines
            if _is_furniture(line, page, usual, len(pages), _near(places, _place(line, page)))
            or (len(pages) > 3 and spots[_spot(line)] >= _EVERYWHERE * len(pages))
        }
        dropped |= {
            line for line in page.aside if len(pages) > 2 and aside[line.text] >= _MOST * len(pages)
        }
        marks[page.number] = _marks(dropped)
        own.append(
            replace(
                page,
                lines=tuple(line for line in page.lines if line not in dropped),
                aside=tuple(line for line in page.aside if line not in dropped),
            )
        )
    return own, marks


def _marks(lines: Iterable[Line]) -> list[str]:
    ordered = sorted(lines, key=lambda line: (line.base, line.left))
    return list(dict.fromkeys(line.text for line in ordered if is_mark(line.text)))


def _same(text: str) -> str:
    return _DIGITS.sub("#", text)


def _place(line: Line, page: Page) -> _Place:
    return _same(line.text), round(line.base / (_BIN * page.height or 1))


def _near(places: Counter[_Place], place: _Place) -> int:
    text, height = place
    return sum(places[text, height + away] for away in (-1, 0, 1))


def _spot(line: Line) -> tuple[str, int, int]:
    return line.text, round(line.left / _SAME_PLACE), round(line.base / _SAME_PLACE)


def _is_furniture(line: Line, page: Page, usual: float, pages: int, times: int) -> bool:
    if _EDGE * page.height < line.base < (1 - _EDGE) * page.height:
        return False
    text = _same(line.text)
    small = line.size <= _LARGE * usual or len(page.lines) == 1
    if _is_numbering(text) and (times > 1 or line.text in (page.label, str(page.number))):
        return small
    if pages < 3:
        return pages == times and line.size < usual
    share = times / pages
    if not small:
        return times > 4 and share >= _HEADINGS
    return times > 2 and (share >= _MOST or (share >= _SOME and line.size < usual))


def _is_numbering(text: str) -> bool:
    """ "Seite # von #"; a long line is none, and would take long to be told so."""
    return len(text) <= LONGEST_NUMBERING and _NUMBERING.fullmatch(text) is not None
