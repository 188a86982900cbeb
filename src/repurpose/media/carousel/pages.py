"""The pages of a carousel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from repurpose.errors import SourceError
from repurpose.media import encoding
from repurpose.media.cards import Brand, Card, NoCard, drawn_card
from repurpose.media.cards.content import Content, tidy
from repurpose.media.cards.encoding import encoded
from repurpose.media.cards.layout import Layout
from repurpose.model import Rules

if TYPE_CHECKING:
    from PIL.Image import Image

SIZE = (1080, 1350)  # pixels, and points of the PDF: upright, as large as feeds on a telephone show
_LONGER = 1350  # pixels of the longer edge of a page with slides
_MOST_PAGES = 20  # of points; more are put together
_SHORT = 45  # characters: two points of this length share a page, where there are many
_MANY = 6
_ALT = 1000


@dataclass(frozen=True, slots=True)
class About:
    """What the first and the last page say.

    Attributes:
        title: Of the talk; "": it has none, and there is no cover.
        credit: Where it is from: "Aus unserem Vortrag «Aufstocken mit Holz».".
        call_to_action: A sentence before the link.
        link: An address.
        language: BCP 47.
    """

    title: str
    language: str
    credit: str = ""
    call_to_action: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: composed (then `layout` is known), or a picture of a slide. `link`: where a click on
    it leads; "": nowhere."""

    picture: Image
    alt: str
    layout: Layout | None = None
    link: str = ""

    @property
    def image(self) -> Image:
        """The picture in RGB."""
        return self.picture.convert("RGB")

    def encoded(self, rules: Rules) -> tuple[bytes, str]:
        """The bytes of a file that the channel takes, and its suffix; of a slide as photographs are.

        Raises:
            RepurposeError: the channel takes none of the types, or next to no bytes.
        """
        if self.layout is None:
            return encoding.encoded(self.picture, rules.image_types, rules.image_bytes)
        return encoded(self.picture, rules)


@dataclass(frozen=True, slots=True)
class Carousel:
    """Pages of one size. `title` and `language` are the document's."""

    pages: tuple[Page, ...]
    title: str
    language: str
    brand: Brand

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a page."""
        return self.pages[0].picture.size

    def pdf(self) -> bytes:
        """The document: text that can be found and read aloud, fonts embedded."""
        from repurpose.media.carousel.pdf import document

        return document(self)

    def pictures(self, most: int) -> tuple[Page, ...]:
        """The pages for a channel that takes at most so many pictures: the last ones of the middle
        are left away, the last page stays."""
        if len(self.pages) <= most:
            return self.pages
        return (*self.pages[: max(0, most - 1)], *self.pages[-1:])[:most]


def of_list(
    points: Sequence[str],
    about: About,
    *,
    brand: Brand,
    size: tuple[int, int] = SIZE,
    most_pages: int = _MOST_PAGES,
) -> Carousel:
    """A list: its heading on the cover, then a point a page, or several short ones.

    Args:
        about: Its title is the heading.
        most_pages: So many pages of points at most.

    Raises:
        NoCard: a point is too long for a page, or a character cannot be set.
    """
    said = [tidy(point) for point in points if point.strip()]
    together = 2 if len(said) > _MANY and all(len(each) <= _SHORT for each in said) else 1
    together = max(together, ceil(len(said) / max(1, most_pages)))
    groups = [said[at : at + together] for at in range(0, len(said), together)]
    inner = []
    for number, group in enumerate(groups, 1):
        content = Content("", about.language, source=f"{number}/{len(groups)}", steady=True)
        if together > 1:
            content = replace(content, points=tuple(group))
        else:
            counted = None if group[0][0].isdigit() else str(number)
            content = replace(content, text=group[0], figure=counted)
        inner.append(_composed(content, size, brand, alt=_alt_of(group)))
    return _bound(inner, about, size, brand)


def of_cards(cards: Sequence[Card], about: About, *, brand: Brand) -> Carousel:
    """Cards of one size, in their order, with cover and last page."""
    inner = [Page(card.picture, card.alt, card.layout) for card in cards]
    return _bound(inner, about, cards[0].picture.size, brand)


def of_slides(
    pictures: Mapping[int, Path], alts: Mapping[int, str], about: About, *, brand: Brand
) -> Carousel:
    """Pictures of slides, in their order, with cover and last page in the shape of the first.

    Args:
        pictures: Files by the slide's number, as `media.slides.slide_pictures` gives them.
        alts: The alternative texts, by the same numbers.

    Raises:
        SourceError: a file is no picture.
        NoCard: the title is too long for a cover.
    """
    size: tuple[int, int] | None = None
    inner = []
    for number, path in pictures.items():
        image = _opened(path)
        size = size or _shape(image)
        inner.append(Page(_inside(image, size, brand), alts[number]))
    return _bound(inner, about, size or SIZE, brand)


def _bound(inner: Sequence[Page], about: About, size: tuple[int, int], brand: Brand) -> Carousel:
    pages = [*_cover(about, size, brand), *inner, *_last(about, size, brand)]
    if not pages:
        raise NoCard("a carousel of no pages", hint="choose some slides or snippets")
    title = about.title or pages[0].alt.partition("\n")[0]
    return Carousel(tuple(pages), title, about.language, brand)


def _cover(about: About, size: tuple[int, int], brand: Brand) -> list[Page]:
    if not about.title:
        return []
    return [_composed(Content(tidy(about.title), about.language), size, brand.inverse)]


def _last(about: About, size: tuple[int, int], brand: Brand) -> list[Page]:
    """Where it is from, and where to go on; nothing where neither is known."""
    said = [tidy(each) for each in (about.credit, about.call_to_action) if each]
    if not said and not about.link:
        return []
    address = _uncounted(tidy(about.link))
    shown = address.removeprefix("https://").removesuffix("/")
    text, *more = [*said, shown] if shown else said
    content = Content(
        text, about.language,
        speaker=more[0] if more else "", role=more[1] if len(more) > 1 else "",
    )  # fmt: skip
    page = _composed(content, size, brand.inverse, alt="\n".join([*said, address][:3]).strip())
    return [replace(page, link=about.link)]


def _uncounted(link: str) -> str:
    """An address as somebody would type it: without what only counts visitors."""
    address = urlsplit(link)
    kept = [each for each in address.query.split("&") if not each.startswith("utm_")]
    return urlunsplit(address._replace(query="&".join(kept)))


def _composed(content: Content, size: tuple[int, int], brand: Brand, alt: str = "") -> Page:
    card = drawn_card(content, size, brand, _ALT)
    return Page(card.picture, alt or card.alt, card.layout)


def _alt_of(group: Sequence[str]) -> str:
    return "\n".join(group)[:_ALT]


def _opened(path: Path) -> Image:
    from PIL import Image

    try:
        with Image.open(path) as file:
            return file.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise SourceError("is no picture, or damaged", where=str(path)) from error


def _shape(image: Image) -> tuple[int, int]:
    scale = _LONGER / max(image.size)
    return round(image.width * scale), round(image.height * scale)


def _inside(image: Image, size: tuple[int, int], brand: Brand) -> Image:
    """The whole slide in the middle of a page."""
    from PIL import Image

    scale = min(size[0] / image.width, size[1] / image.height)
    fitted = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    page = Image.new("RGB", size, brand.background)
    place = ((size[0] - fitted[0]) // 2, (size[1] - fitted[1]) // 2)
    page.paste(image.resize(fitted, Image.Resampling.LANCZOS), place)
    return page
