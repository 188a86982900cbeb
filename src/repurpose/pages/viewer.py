"""A page that shows a deck: pictures of its slides, with all text that is seen on them.

Nothing that is private is in it: no notes, no hidden or confidential slides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from urllib.parse import quote, urljoin

from repurpose.extractors import public
from repurpose.model import Asset, Segment
from repurpose.pages.html import page, script, styles
from repurpose.pages.labels import LABELS, Labels
from repurpose.pages.naming import title_of
from repurpose.rendering.locales import locale_of
from repurpose.rendering.wording import base_language

_HEADING = 150  # characters
PLACEHOLDER = "https://ADDRESS-OF-THE-FOLDER"  # stands for what the user did not say
_FRAME = (960, 600)  # pixels of an embedded page


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a slide's text: paragraphs (a line each), or the rows of a table or chart.

    `links`: the addresses that its words lead to.
    """

    kind: Literal["text", "table", "chart", "caption"]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Files, as paths from the page; `size`, `thumb_size`: width and height."""

    file: str
    size: tuple[int, int]
    thumb: str
    thumb_size: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide. `title`: "" where it has none."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """What the page shows.

    Attributes:
        description: Statements of the deck, for who shares the page; may be empty.
        pdf: The file for downloading, with its size in bytes.
        url: Where the page will stand; "" where the user did not say.
    """

    asset: Asset
    title: str
    locale: str
    slides: tuple[Slide, ...]
    description: str
    pdf: tuple[str, int]
    url: str = ""

    @property
    def language(self) -> str:
        return self.locale.partition("-")[0]

    @property
    def labels(self) -> Labels:
        return LABELS[self.language]

    def label(self, number: int) -> str:
        """ "Folie 4"."""
        return self.labels.sheet(self.asset, number)

    def html(self) -> str:
        """The page. Raises TemplateError where the installation lacks its template."""
        text, allowed = script("viewer.js")
        return page(
            "viewer.html.j2",
            {
                "viewer": self,
                "labels": self.labels,
                "about": self.labels.about(self.asset, self.locale),
                "image": urljoin(self.url, self.slides[0].picture.file) if self.url else "",
                "size": _size(self.pdf[1], self.language),
                "locale": _LOCALES.get(self.locale, self.locale.replace("-", "_")),
                "css": styles("viewer.css"),
                "script": text,
                "allowed": allowed,
            },
        )

    def snippet(self) -> str:
        """The HTML that shows the page inside another one; without an address it holds `PLACEHOLDER`."""
        from markupsafe import escape

        address = escape(self.url or f"{PLACEHOLDER}/index.html")
        width, height = _FRAME
        return (
            f'<iframe src="{address}" title="{escape(self.title)}" width="{width}" '
            f'height="{height}" style="max-width: 100%; border: 0" loading="lazy"></iframe>'
        )


_LOCALES = {"en": "en_GB", "fr": "fr_CH", "it": "it_CH"}


def viewer(
    asset: Asset,
    pictures: Mapping[int, Picture],
    description: str,
    pdf: tuple[str, int],
    *,
    url: str = "",
    locale: str | None = None,
    include: frozenset[str] = frozenset(),
) -> Viewer:
    """The page of a deck.

    Args:
        pictures: Of the slides that are shown, by number.
        url: As `Viewer.url`; a folder ends with a slash.
        locale: How the user wants our own words set; None: as the deck is.
        include: What private text the user wants shown.
    """
    shown = public(asset, include)
    repeated = _repeated(shown.segments)
    on_slides: dict[int, list[Segment]] = {number: [] for number in sorted(pictures)}
    for segment in shown.segments:
        number = segment.locator.sheet
        furniture = segment.role == "caption" and segment.text in repeated
        if number in on_slides and segment.role not in ("notes", "speech") and not furniture:
            on_slides[number].append(segment)
    slides = tuple(
        _slide(number, segments, pictures[number]) for number, segments in on_slides.items()
    )
    return Viewer(
        asset=asset,
        title=title_of(asset),
        locale=locale_of(base_language(asset.language), asset, locale),
        slides=slides,
        description=description,
        pdf=pdf,
        url=url,
    )


def _repeated(segments: Sequence[Segment]) -> Collection[str]:
    """Footers and the like: captions that stand on several slides."""
    captions = {(s.locator.sheet, s.text) for s in segments if s.role == "caption"}
    times = Counter(text for _, text in captions)
    return {text for text, count in times.items() if count > 1}


def _slide(number: int, segments: Sequence[Segment], picture: Picture) -> Slide:
    title = next((s for s in segments if s.role == "title" and _is_heading(s.text)), None)
    rest = [segment for segment in segments if segment is not title]
    heading = " ".join(title.text.split()) if title else ""
    return Slide(number=number, title=heading, blocks=tuple(_blocks(rest)), picture=picture)


def _is_heading(text: str) -> bool:
    return 0 < len(text) <= _HEADING and any(c.isalnum() for c in text)


def _blocks(segments: Sequence[Segment]) -> Iterator[Block]:
    for role, group in groupby(segments, lambda s: s.role):
        run = list(group)
        links = dict.fromkeys(
            quote(link, safe="%/:=&?~#+!$,;'@()*[]")
            for segment in run
            for link in segment.links
            if link.startswith(("http://", "https://"))
        )
        if role == "table":
            rows = tuple(tuple(_line(c) for c in s.text.split(" | ")) for s in run)
            yield Block(kind="table", rows=rows, links=tuple(links))
        elif role == "chart":
            rows = tuple(tuple(_line(c) for c in s.text.split(" | ")) for s in run)
            yield Block(kind="chart", rows=rows, links=tuple(links))
        else:
            lines = tuple((line,) for s in run if (line := _line(s.text)))
            kind: Literal["text", "caption"] = "caption" if role == "caption" else "text"
            if lines:
                yield Block(kind=kind, rows=lines, links=tuple(links))


def _line(text: str) -> str:
    return " ".join(text.split())


def _size(count: int, language: str) -> str:
    """ "2,3 MB", as the language writes it; French says Mo."""
    megabytes = f"{max(count / 1e6, 0.1):.1f}"
    unit = "Mo" if language == "fr" else "MB"
    return f"{megabytes if language == 'en' else megabytes.replace('.', ',')}\u00a0{unit}"
