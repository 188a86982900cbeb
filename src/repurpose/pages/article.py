"""An article made of assets: the strongest statement first, then the others under the headings, or
the questions, that they stand under in the assets.

Of a deck the headings are the titles of its slides, and of the slides that part it. Of talk they are
the questions that were asked, then the user's themes; what answers none follows. What was said while a
slide was shown stands under the title of that slide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from repurpose.choosing.find import Find
from repurpose.errors import SourceError
from repurpose.model import Asset, Event, Locator
from repurpose.pages import statements as choosing
from repurpose.pages.labels import LABELS, Labels
from repurpose.pages.naming import title_of
from repurpose.pages.screened import Screened
from repurpose.pages.statements import Statement, bare
from repurpose.rendering.headings import context
from repurpose.rendering.wording import base_language
from repurpose.screening import Policy

_HEADING = 150  # characters; longer is a text in the title's place
_DIVIDER = 6  # words beside the title of a slide that parts a deck
_PART = re.compile(
    r"\s*(?:(?:teil|kapitel|abschnitt|block|part|chapter|section|partie|chapitre|parte|capitolo|"
    r"sezione)\s+)?(?:\d{1,2}|[ivx]{1,4})[.:)]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of a slide. `file`: its path from the article; `size`: width and height."""

    asset: str
    number: int
    file: str
    alt: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statements of one place: a slide, or what was said there. `sheet`: the slide's number. Where the
    heading says all that was chosen of a slide, there are none."""

    statements: tuple[Statement, ...]
    asset: Asset
    sheet: int | None = None
    figure: Figure | None = None

    def place(self, labels: Labels) -> str:
        """The place of what is written there, or of its picture; "" where all was said."""
        written = next((s.locator for s in self.statements if not s.is_said), None)
        if written is not None:
            return labels.place(self.asset, written)
        only_said = bool(self.statements) and self.figure is None
        return "" if only_said or self.sheet is None else labels.sheet(self.asset, self.sheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading, which may be empty. `level`: 2, or 3 for a part of a part."""

    heading: str
    level: int = 2
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One file that the article is made of, and the places of what stands in it. `file`: its name or
    address; "" where that may not be shown."""

    asset: Asset
    title: str
    file: str
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """All that stands in an article; how it looks is for others to say.

    Attributes:
        lead: The statement that opens it, with the picture of its slide where nothing else shows
            that.
        link, call_to_action, tags: The user's own, from the configuration.
    """

    title: str
    language: str
    lead: Group
    sections: tuple[Section, ...]
    sources: tuple[SourceLine, ...]
    link: str | None = None
    call_to_action: str | None = None
    tags: tuple[str, ...] = field(default=())

    @property
    def labels(self) -> Labels:
        return LABELS[self.language]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All of them, as they are read."""
        below = (s for section in self.sections for g in section.groups for s in g.statements)
        return (*self.lead.statements, *below)

    def groups(self) -> Iterator[Group]:
        yield self.lead
        for section in self.sections:
            yield from section.groups

    def with_figures(self, drawn: Callable[[Group], Figure | None]) -> Article:
        """The article with a picture at each group that gets one."""

        def shown(group: Group) -> Group:
            return group if group.sheet is None else replace(group, figure=drawn(group))

        sections = tuple(
            replace(section, groups=tuple(shown(group) for group in section.groups))
            for section in self.sections
        )
        below = {(g.asset.sha256, g.sheet) for section in sections for g in section.groups}
        lead = self.lead
        if (lead.asset.sha256, lead.sheet) not in below:
            lead = shown(lead)
        return replace(self, lead=lead, sections=sections)


def compose(
    finds: Sequence[Find], assets: Sequence[Asset], events: Sequence[Event], policy: Policy
) -> Article:
    """An article out of what was found in assets that belong together.

    Args:
        finds: Of these assets, without what is held back.

    Raises:
        SourceError: nothing in them is worth an article.
    """
    all_of = choosing.chosen(finds)
    if choosing.too_little(all_of):
        raise _nothing(finds, all_of)
    used = {each.asset.sha256 for each in all_of}
    decks = [asset for asset in assets if asset.kind == "deck"]
    main = decks[0] if decks else next(asset for asset in assets if asset.sha256 in used)
    title = title_of(main)
    first = choosing.lead(all_of)
    rest = [each for each in all_of if each is not first]
    sections = tuple(_Showing(assets, events, policy, title).sections(rest))
    language = base_language(main.language, first.snippet.language)
    return Article(
        title=title,
        language=language,
        lead=Group(statements=(first,), asset=first.asset, sheet=first.locator.sheet),
        sections=sections,
        sources=tuple(_sources(all_of, sections, assets, LABELS[language], policy)),
    )


def _nothing(finds: Sequence[Find], chosen: Sequence[Statement]) -> SourceError:
    names = list(dict.fromkeys(find.asset.url or str(find.asset.path) for find in finds))
    count = len(chosen)
    found = "only 1 statement stands" if count == 1 else f"only {count} statements stand"
    return SourceError(
        f"nothing worth an article: {found if count else 'no statement stands'} by itself",
        where=names[0] if len(names) == 1 else "",
        hint="a post may be made of it: repurpose extract shows what there is",
    )


def _sources(
    statements: Sequence[Statement],
    sections: Sequence[Section],
    assets: Sequence[Asset],
    labels: Labels,
    policy: Policy,
) -> Iterator[SourceLine]:
    """A line a file that statements, or the titles above them, stand in; in the files' order."""
    places: dict[str, list[Locator]] = {}
    for each in statements:
        places.setdefault(each.asset.sha256, []).append(each.locator)
    for group in (group for section in sections for group in section.groups):
        if group.sheet is not None:
            places.setdefault(group.asset.sha256, []).append(Locator(slide=group.sheet))
    for asset in assets:
        if asset.sha256 in places:
            found = places[asset.sha256]
            named = asset.url or asset.path.name
            shown = Screened(asset, policy).may_show(named, found[0])
            yield SourceLine(
                asset=asset,
                title=title_of(asset),
                file=named if shown else "",
                places=labels.places(asset, found),
            )


class _Showing:
    """What stands under which heading."""

    def __init__(
        self, assets: Sequence[Asset], events: Sequence[Event], policy: Policy, title: str
    ) -> None:
        self._events = events
        self._title = bare(title)
        self._assets = {asset.sha256: asset for asset in assets}
        self._screens = {asset.sha256: Screened(asset, policy) for asset in assets}

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
            same = made and made[-1].heading == heading and made[-1].groups
            if same or (not heading and made and made[-1].groups):
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
        for segment in reversed(asset.segments[: statement.order[0] + 1]):
            if segment.role != "title" or segment.hidden:
                continue
            heading = _heading(segment.text)
            if bare(heading) == self._title:
                return ""
            if self._may_show(asset, heading, segment.locator):
                return heading
        return ""

    def _may_show(self, asset: Asset, heading: str, locator: Locator) -> bool:
        return self._screens[asset.sha256].may_show(heading, locator)


def heading_of_list(statement: Statement, section: str) -> str:
    """What says what the points of a list are; "" where nothing does but the section's heading."""
    if not statement.points:
        return ""
    heading = context(statement.snippet, statement.asset, "")
    return "" if bare(heading) == bare(section) else heading


def _heading(text: str) -> str:
    heading = " ".join(text.split())
    return heading if len(heading) <= _HEADING and any(c.isalpha() for c in heading) else ""


def _alone(statement: Statement) -> Group:
    return Group(statements=(statement,), asset=statement.asset)


def _further(statement: Statement) -> str:
    return LABELS[base_language(statement.snippet.language, statement.asset.language)].further
