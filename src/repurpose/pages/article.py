"""What an article consists of; how it looks is for others to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from repurpose.model import Asset
from repurpose.pages.dated import Dated, dated
from repurpose.pages.labels import LABELS, Labels
from repurpose.pages.statements import Statement, bare
from repurpose.rendering import wording
from repurpose.rendering.headings import context


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
    locale: str

    @property
    def dated(self) -> Dated:
        """When it was said or shown, else when the file was made, which is said; may be empty."""
        return dated(self.asset, self.locale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """All that stands in an article.

    Attributes:
        lead: The statement that opens it, with the picture of its slide where nothing else shows
            that.
        locale: How our own words are set: "de-CH", "de-DE", "fr".
        link, call_to_action, tags: The user's own, from the configuration.
    """

    title: str
    locale: str
    lead: Group
    sections: tuple[Section, ...]
    sources: tuple[SourceLine, ...]
    link: str | None = None
    call_to_action: str | None = None
    tags: tuple[str, ...] = field(default=())

    @property
    def language(self) -> str:
        return self.locale.partition("-")[0]

    @property
    def labels(self) -> Labels:
        return LABELS[self.language]

    @property
    def colon(self) -> str:
        return wording.labels(self.language)["colon"]

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


def heading_of_list(statement: Statement, section: str) -> str:
    """What says what the points of a list are; "" where nothing does but the section's heading."""
    if not statement.points:
        return ""
    heading = context(statement.snippet, statement.asset, "")
    return "" if bare(heading) == bare(section) else heading
