"""The picture that goes with a post: the slide it comes from, or a card with its words.

A slide shows all that stands on it, not only the statement. So it is taken only where everything on it
could be posted, and where it can be read at the width of a telephone; else there is a card.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.channels.checking import text_breaches
from repurpose.channels.link_cards import link_placed
from repurpose.choosing.find import Find
from repurpose.errors import MissingProgram, RepurposeError
from repurpose.model import Asset, Channel, Media, Post
from repurpose.screening import Policy
from repurpose.showable import held_slides, seen_on
from repurpose.snippet_cards import about_of, card_of, carousel_of

if TYPE_CHECKING:
    from repurpose.media.cards import Brand
    from repurpose.media.slides import SlidePictures

LEAST_PAGES = 5  # a channel whose posts take fewer pictures has no carousels
MOST_WORDS = 110  # on a slide; with more it is grey at the width of a telephone


@dataclass(slots=True, kw_only=True)
class Illustrator:
    """Makes the pictures of a run's posts.

    Attributes:
        folder: Where they are kept, under names made of their bytes.
        slides: The folder of the slides that were drawn before.
        brand: What cards look like.
        locale: How our own words are set in German; None: as the files are.
        policy: What is held back: a slide that shows such things is not shown.
        include: What private text the user wants used.
        assets: All that was read in the run: a talk's slides may be another file.
        progress: Called with a file's name and (done, total) while slides are drawn.
        notes: What could not be drawn, a line each, nothing twice.
        bare: The snippets that fit on no card, and why.
    """

    folder: Path
    slides: Path
    brand: Brand | None = None
    locale: str | None = None
    policy: Policy = field(default_factory=Policy)
    include: frozenset[str] = frozenset()
    assets: Collection[Asset] = ()
    progress: Callable[[str, float, int], None] = lambda name, done, total: None
    notes: dict[str, None] = field(default_factory=dict)
    bare: dict[str, str] = field(default_factory=dict)
    _drawn: dict[str, SlidePictures] = field(default_factory=dict)
    _tried: dict[str, set[int]] = field(default_factory=dict)
    _showable: dict[str, frozenset[int]] = field(default_factory=dict)
    _shown: dict[tuple[str, str, int], str] = field(default_factory=dict)  # by which snippet

    def draw(self, wanted: Iterable[tuple[Find, Channel]]) -> None:
        """Draw all slides that posts will need, each deck in one go. Of several posts of a channel the
        first shows a slide."""
        needed: dict[str, tuple[Asset, set[int]]] = {}
        for find, channel in wanted:
            place = None if _becomes_carousel(find, channel) else self._slide(find, channel)
            if place is not None:
                needed.setdefault(place[0].sha256, (place[0], set()))[1].add(place[1])
        for deck, numbers in needed.values():
            self._draw(deck, numbers)

    def illustrated(self, post: Post, find: Find, channel: Channel) -> Post:
        """The post with a picture on its first part, where the channel takes one and there is one; with
        the deck itself, where the channel shows decks. A link that would be a card stands in the text then; where it does not fit there, it stays one."""
        if post.parts[0].media:
            return post
        if channel.rules.documents and channel.rules.needs_media:
            document = self._document(find.asset)
            return replace(post, parts=(replace(post.parts[0], media=document), *post.parts[1:]))
        if not channel.rules.images or channel.pictures == "none":
            return post
        media = self._carousel(find, channel) if len(post.parts) == 1 else ()
        if not media and (medium := self._of_slide(find, channel) or self._card(find, channel)):
            media = (medium,)
        first = link_placed(replace(post.parts[0], media=media), channel.rules)
        if any(text_breaches(first, channel.rules)):  # a card of the link needs no room in the text
            return post
        return replace(post, parts=(first, *post.parts[1:]))

    # ── slides ──

    def _slide(self, find: Find, channel: Channel) -> tuple[Asset, int] | None:
        """The deck and the slide that is to be shown."""
        if not channel.rules.images or channel.pictures not in ("auto", "slides"):
            return None
        for deck, number in self._places(find):
            if number in self.showable(deck) and self._is_first(find, channel, deck, number):
                return deck, number
        return None

    def showable(self, deck: Asset) -> frozenset[int]:
        """The slides of which nothing is held back and nothing is private, and that are not full."""
        if deck.sha256 not in self._showable:
            self._showable[deck.sha256] = frozenset(self._fit_to_show(deck))
        return self._showable[deck.sha256]

    def _is_first(self, find: Find, channel: Channel, deck: Asset, number: int) -> bool:
        """Whether no other post of the channel shows the slide; then this one does."""
        place = (channel.label, deck.sha256, number)
        return self._shown.setdefault(place, find.snippet.id) == find.snippet.id

    def _places(self, find: Find) -> Iterable[tuple[Asset, int]]:
        """The slides that a snippet stands on, in its own deck or another of the same event."""
        if find.asset.slides and (number := find.snippet.locator.sheet) is not None:
            yield find.asset, number
        by_digest = {asset.sha256: asset for asset in self.assets}
        for seen in find.snippet.also:
            deck = by_digest.get(seen.asset)
            if deck is not None and deck.slides and seen.locator.sheet is not None:
                yield deck, seen.locator.sheet

    def _fit_to_show(self, deck: Asset) -> Iterable[int]:
        words: Counter[int] = Counter()
        for segment in seen_on(deck, self.include):
            if segment.role != "caption":
                words[segment.locator.sheet or 0] += len(segment.text.split())
        held = held_slides(deck, self.policy, self.include)
        return (n for n, count in words.items() if n not in held and count <= MOST_WORDS)

    def _of_slide(self, find: Find, channel: Channel) -> Media | None:
        place = self._slide(find, channel)
        if place is None:
            return None
        deck, number = place
        picture = self._draw(deck, {number}).get(number)
        if picture is None:
            return None
        from repurpose.media.alt import alt_text
        from repurpose.media.fitting import fitted_file

        limit, language = channel.rules.alt_limit, find.snippet.language
        try:
            if (below := self._below_words(find, channel, picture)) is not None:
                content, words = below
                shown = alt_text(deck, number, max(0, limit - len(words) - 1), language)
                alt = f"{words}\n{shown}".strip()[:limit]
            else:
                content = fitted_file(picture, channel.rules)
                alt = alt_text(deck, number, limit, language)
            return Media(path=self._written(*content), kind="image", alt=alt)
        except RepurposeError as error:
            self._note(error)
            return None

    def _below_words(
        self, find: Find, channel: Channel, picture: Path
    ) -> tuple[tuple[bytes, str], str] | None:
        """On an upright picture a slide is small: the words of the post fill the room above it. With what
        the card says; None where the channel's pictures are not upright, or the words do not fit."""
        from repurpose.media.captioned import captioned, room_above, slide_of
        from repurpose.media.cards import NoCard

        rules = channel.rules
        if channel.pictures != "auto" or rules.picture_size[1] <= rules.picture_size[0]:
            return None
        slide = slide_of(picture)
        if (room := room_above(slide, rules)) is None:
            return None
        try:
            made = card_of(find, replace(rules, picture_size=room), self.brand, self.locale)
        except NoCard:
            return None
        self.notes |= dict.fromkeys(self.brand.notes if self.brand else ())
        return captioned(made.image, slide, rules), made.alt

    def _draw(self, deck: Asset, numbers: set[int]) -> SlidePictures:
        from repurpose.media.slides import SlidePictures, slide_pictures

        drawn = self._drawn.setdefault(deck.sha256, SlidePictures())
        if numbers <= self._tried.get(deck.sha256, set()):
            return drawn
        name = deck.path.name
        try:
            found = slide_pictures(
                deck,
                self.slides,
                lambda done, total: self.progress(name, done, total),
                slides=numbers,
                include=self.include,
            )
        except RepurposeError as error:
            self._note(error)
            found = SlidePictures()
        drawn.update(found)
        self._tried.setdefault(deck.sha256, set()).update(numbers)
        return drawn

    # ── cards ──

    def _card(self, find: Find, channel: Channel) -> Media | None:
        if channel.pictures not in ("auto", "cards"):
            return None
        from repurpose.media.cards import NoCard

        snippet = find.snippet
        try:
            made = card_of(find, channel.rules, self.brand, self.locale)
            content, suffix = made.encoded(channel.rules)
            path = self._written(content, suffix)
            self.notes |= dict.fromkeys(self.brand.notes if self.brand else ())
        except NoCard as why:
            self.bare[snippet.id] = why.message
            return None
        except RepurposeError as error:
            self._note(error)
            return None
        return Media(path=path, kind="image", alt=made.alt)

    def _carousel(self, find: Find, channel: Channel) -> tuple[Media, ...]:
        """Of a list a picture a point, with cover and last page, where a post has room for them."""
        rules = channel.rules
        if not _becomes_carousel(find, channel):
            return ()
        from repurpose.media.cards import Brand, NoCard

        about = about_of(find.asset, self.locale, channel.link, channel.call_to_action)
        try:
            made = carousel_of(find, about, self.brand or Brand(), rules.picture_size)
            files = [page.encoded(rules) for page in made.pages]
            return tuple(
                Media(path=self._written(*file), kind="image", alt=page.alt[: rules.alt_limit])
                for file, page in zip(files, made.pages, strict=True)
            )
        except NoCard:
            return ()
        except RepurposeError as error:
            self._note(error)
            return ()

    def _document(self, deck: Asset) -> tuple[Media, ...]:
        """The deck itself for a channel that shows decks: a PDF without what is hidden, private, or
        names whom it may not."""
        from repurpose.media.slides import slides_pdf
        from repurpose.pages.naming import title_of
        from repurpose.pages.screened import NEVER_SHOWN
        from repurpose.text.slug import slug

        title = title_of(deck)
        target = self.folder / deck.sha256[:16] / f"{slug(title)}.pdf"
        held = held_slides(deck, self.policy, self.include)
        never = {n for n, holds in held.items() if {h.reason for h in holds} & NEVER_SHOWN}
        slides = [number for number in range(1, deck.slides + 1) if number not in never]
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            slides_pdf(deck, self.slides, part, slides=slides, include=self.include)
            part.replace(target)
        except OSError as error:
            self._note(RepurposeError(f"cannot be written: {error.strerror}", where=str(target)))
            return ()
        except RepurposeError as error:
            self._note(error)
            return ()
        return (Media(path=target, kind="document", alt=title),)

    def _written(self, content: bytes, suffix: str) -> Path:
        """Under a name made of the bytes: another picture never takes the place of one that was
        approved."""
        from repurpose.media.writing import write

        file = self.folder / f"{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
        return file if file.exists() else write(content, file)

    def _note(self, error: RepurposeError) -> None:
        said = error.message if isinstance(error, MissingProgram) else str(error)
        self.notes[f"{said}{error.hint and f'; {error.hint}'}"] = None


def _becomes_carousel(find: Find, channel: Channel) -> bool:
    most = channel.rules.images
    if find.snippet.kind != "list" or channel.pictures not in ("auto", "cards"):
        return False
    return most >= LEAST_PAGES and find.snippet.text.count("\n") + 3 <= most
