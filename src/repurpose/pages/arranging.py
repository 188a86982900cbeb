"""Under which heading each statement of an article stands.

Of a deck the headings are the titles of its slides, and of the slides that part it; a slide without
one stands by itself. Of talk they are
the questions that were asked, where they make sense by themselves, then the user's themes; what
answers none follows. What was said while a
slide was shown stands under the title of that slide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from repurpose.extractors.asked_alone import is_understood_alone
from repurpose.model import Asset, Event, Locator
from repurpose.pages.article import Group, Section
from repurpose.pages.labels import LABELS
from repurpose.pages.screened import Screened
from repurpose.pages.statements import Statement, bare
from repurpose.rendering.wording import base_language
from repurpose.screening import Policy

_HEADING = 150  # characters; longer is a text in the title's place
_RUNNING = (
    3  # sheets: a heading that stands on as many of a document runs along above or below the pages
)
_COUNTED = re.compile(r"\d+|[a-z]|[ivx]+")  # "Teil 2"
_CELL = 2  # words of the cell of a table, at most
_WIDE_CELL = 3  # where what stands before it is a cell as well
_TELLING = 3  # words of a title that no other heading holds by chance
# What programs take for a heading, and nobody would write as one: an address, a path, a page number.
_NO_HEADING = re.compile(
    r"\S*(?:https?:|www\.|@)\S*.*|\S+\.(?:com|org|net|de|ch|at|fr|it|eu|io)(?:/\S*)?|"
    r"(?:seite|page|pagina|p\.|s\.)?\s*\d+\s*(?:/|von|of|de|di|sur)?\s*\d*|[\w./\\-]+\.(?:pdf|docx?|pptx?|html?)",
    re.IGNORECASE,
)
_DIVIDER = 6  # words beside the title of a slide that parts a deck
_PART = re.compile(
    r"\s*(?:(?:teil|kapitel|abschnitt|block|part|chapter|section|partie|chapitre|parte|capitolo|"
    r"sezione)\s+)?(?:\d{1,2}|[ivx]{1,4})[.:)]?\s*",
    re.IGNORECASE,
)


class Arrangement:
    """The sections of an article.

    Args:
        assets: All that belong together; decks in their order.
        events: What tells which slide was shown when.
        title: Of the article: no heading below it says the same.
    """

    def __init__(
        self, assets: Sequence[Asset], events: Sequence[Event], policy: Policy, title: str
    ) -> None:
        self._events = events
        self._title = bare(title)
        self._assets = {asset.sha256: asset for asset in assets}
        self._screens = {asset.sha256: Screened(asset, policy) for asset in assets}
        self._running = {
            asset.sha256: frozenset() if asset.kind == "deck" else _running(asset)
            for asset in assets
        }

    def sections(self, statements: Sequence[Statement]) -> Iterator[Section]:
        """Slides first, with what was said about them; then the rest of the talk, then documents."""
        on_slides: dict[tuple[str, int], list[Statement]] = {}
        said: list[Statement] = []
        written: list[Statement] = []
        for each in statements:
            if each.asset.kind == "deck" and each.locator.sheet is not None:
                on_slides.setdefault((each.asset.sha256, each.locator.sheet), []).append(each)
            elif each.is_said:
                said.append(each)
            else:
                written.append(each)
        unseen = []
        for each in said:
            slide = self._slide_shown(each)
            if slide is None:
                unseen.append(each)
            else:
                on_slides.setdefault(slide, []).append(each)
        yield from self._of_slides(on_slides)
        yield from self._of_talk(unseen, is_all=not on_slides)
        yield from self._of_documents(written)

    def _slide_shown(self, statement: Statement) -> tuple[str, int] | None:
        """The slide that says the same, or else was shown when it was said."""
        for seen in statement.snippet.also:
            deck = self._assets.get(seen.asset)
            if deck is not None and deck.kind == "deck" and seen.locator.sheet is not None:
                return deck.sha256, seen.locator.sheet
        at = statement.locator.start
        for event in self._events if at is not None else ():
            here = [
                showing
                for showing in event.slides
                if showing.recording == statement.asset.sha256 and showing.deck in self._assets
            ]
            before = [each for each in here if at is not None and each.start <= at]
            after = [each for each in here if at is not None and each.end >= at]
            # In one, or between two of the same slide.
            if before and after and before[-1].slide == after[0].slide:
                return before[-1].deck, before[-1].slide
        return None

    def _of_slides(self, groups: dict[tuple[str, int], list[Statement]]) -> Iterator[Section]:
        decks = [sha for sha, asset in self._assets.items() if asset.kind == "deck"]
        part = ""
        made: list[Section] = []
        for sha, number in sorted(groups, key=lambda key: (decks.index(key[0]), key[1])):
            asset = self._assets[sha]
            heading = self._title_of_slide(asset, number)
            said = [s for s in groups[sha, number] if bare(s.snippet.text) != bare(heading)]
            group = Group(statements=tuple(said), asset=asset, sheet=number)
            above = self._part(asset, number)
            if above and above != part:
                made.append(Section(heading=above))
            part = above
            level = 3 if above else 2
            if made and made[-1].heading == heading and made[-1].groups:
                made[-1] = replace(made[-1], groups=(*made[-1].groups, group))
            else:
                made.append(Section(heading=heading, level=level, groups=(group,)))
        return iter(made)

    def _title_of_slide(self, asset: Asset, number: int) -> str:
        """ "" where it has none, or none that may be shown, and on the slide with the deck's title."""
        for segment in asset.segments:
            here = segment.locator.sheet == number and segment.role == "title"
            if not here or segment.hidden:
                continue
            heading = _heading(segment.text)
            if (
                heading
                and bare(heading) != self._title
                and self._may_show(asset, heading, segment.locator)
            ):
                return heading
        return ""

    def _part(self, asset: Asset, number: int) -> str:
        """The title of the last slide before that parts the deck; "" where none does."""
        dividers = [n for n in self._dividers(asset) if n < number]
        return self._title_of_slide(asset, dividers[-1]) if dividers else ""

    def _dividers(self, asset: Asset) -> list[int]:
        """Slides with hardly more than a title that say which part begins, or begin a section of the
        file; its sections' names only its author sees."""
        titled: set[int] = set()
        beside: dict[int, list[str]] = {}
        for segment in asset.segments:
            number = segment.locator.sheet
            if number is None or segment.hidden or segment.role in ("notes", "speech"):
                continue
            if segment.role == "title":
                titled.add(number)
            else:
                beside.setdefault(number, []).append(segment.text)
        begin = {section.first for section in asset.sections}
        slim = (n for n in titled - {1} if len(" ".join(beside.get(n, [])).split()) <= _DIVIDER)
        return sorted(
            n for n in slim if n in begin or any(_PART.fullmatch(t) for t in beside.get(n, []))
        )

    def _of_talk(self, said: Sequence[Statement], *, is_all: bool) -> Iterator[Section]:
        """By question, then by theme, then the rest; each in the order of what was said."""
        by_question: dict[str, list[Statement]] = {}
        by_theme: dict[str, list[Statement]] = {}
        rest: list[Statement] = []
        for each in said:
            question = _heading(each.snippet.question or "")
            if not is_understood_alone(question, _language(each)):
                question = ""
            if question and self._may_show(each.asset, question, each.locator):
                by_question.setdefault(question, []).append(each)
            elif each.snippet.theme:
                by_theme.setdefault(each.snippet.theme, []).append(each)
            else:
                rest.append(each)
        for heading, under in (*by_question.items(), *by_theme.items()):
            yield Section(heading=heading, groups=tuple(_alone(each) for each in under))
        if rest:
            alone = is_all and not by_question and not by_theme
            label = "" if alone else _further(rest[0])
            yield Section(heading=label, groups=tuple(_alone(each) for each in rest))

    def _of_documents(self, written: Sequence[Statement]) -> Iterator[Section]:
        """By the heading above."""
        under = groupby(written, lambda each: (each.asset.sha256, self._above(each)))
        for (_, heading), group in under:
            of_one = tuple(group)
            yield Section(
                heading=heading, groups=(Group(statements=of_one, asset=of_one[0].asset),)
            )

    def _above(self, statement: Statement) -> str:
        asset = statement.asset
        for number in range(min(statement.order[0], len(asset.segments) - 1), -1, -1):
            segment = asset.segments[number]
            if segment.role != "title" or segment.hidden:
                continue
            heading = _heading(segment.text)
            if bare(heading) == self._title or self._names_all(heading):
                return ""
            running = self._running[asset.sha256]
            if bare(heading) in running or _is_cell(asset, number, running):
                continue
            if heading and self._may_show(asset, heading, segment.locator):
                return heading
        return ""

    def _names_all(self, heading: str) -> bool:
        """Whether it is the title of all, with what a page puts around it."""
        words, title = iter(bare(heading).split()), self._title.split()
        return len(title) >= _TELLING and all(word in words for word in title)

    def _may_show(self, asset: Asset, heading: str, locator: Locator) -> bool:
        return self._screens[asset.sha256].may_show(heading, locator)


def _heading(text: str) -> str:
    heading = " ".join(text.split())
    if len(heading) > _HEADING or _NO_HEADING.fullmatch(heading):
        return ""
    return heading if any(c.isalpha() for c in heading) else ""


def _is_cell(asset: Asset, number: int, running: frozenset[str]) -> bool:
    """Whether a title stands in a table: after the cell of a few words, and ends as many cells do
    ("Business Impacts", "App / Business Specific")."""
    words = bare(asset.segments[number].text).split()
    before = asset.segments[number - 1] if number else None
    return (
        before is not None
        and before.role != "title"
        and before.locator.sheet == asset.segments[number].locator.sheet
        and 1 < len(before.text.split()) <= _WIDE_CELL
        and before.text.rstrip()[-1:].isalnum()
        and 0 < len(words) <= _WIDE_CELL
        and f"… {words[-1]}" in running
    )


def _running(asset: Asset) -> frozenset[str]:
    """Headings that stand on several pages of a document: they are the pages', not the text's. So are
    the cells of a table that comes back: "Prevalence COMMON", "Prevalence RARE"; their last words are
    in it as "… word"."""
    sheets: dict[str, set[int]] = {}
    short: dict[str, str] = {}
    for segment in asset.segments:
        if segment.role == "title" and segment.locator.sheet is not None:
            words = bare(segment.text).split()
            sheets.setdefault(" ".join(words), set()).add(segment.locator.sheet)
            if words and len(words) <= _WIDE_CELL:
                sheets.setdefault(f"… {words[-1]}", set()).add(segment.locator.sheet)
            if words and len(words) <= _CELL and not _COUNTED.fullmatch(words[-1]):
                sheets.setdefault(words[0], set()).add(segment.locator.sheet)
                short[" ".join(words)] = words[0]
    running = {text for text, on in sheets.items() if len(on) >= _RUNNING}
    return frozenset(running | {text for text, first in short.items() if first in running})


def _alone(statement: Statement) -> Group:
    return Group(statements=(statement,), asset=statement.asset)


def _further(statement: Statement) -> str:
    return LABELS[_language(statement)].further


def _language(statement: Statement) -> str:
    return base_language(statement.snippet.language, statement.asset.language)
