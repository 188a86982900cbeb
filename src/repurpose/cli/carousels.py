"""The carousels of a run: what was found in a talk, its lists, or chosen slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.choosing.find import Find
from repurpose.errors import ConfigError
from repurpose.media.cards import Brand, NoCard
from repurpose.media.carousel import SIZE, About, Carousel, of_cards, of_slides
from repurpose.media.writing import write
from repurpose.model import Asset, Channel, Rules
from repurpose.snippet_cards import about_of, card_of, carousel_of

if TYPE_CHECKING:
    from repurpose.config import Config

FEWEST = 2  # pages between the first and the last


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes carousels for one channel, or for none: then they are PDFs. `locale`: how our own words
    are set in German; None: as the files are."""

    config: Config
    locale: str | None
    channel: Channel | None

    @property
    def rules(self) -> Rules:
        """Of the pages: a document may have any size."""
        rules = self.channel.rules if self.channel else Rules(limit=0, measure="code-points")
        if not self.is_document:
            return rules
        return Rules(limit=0, measure="code-points", picture_size=SIZE, alt_limit=rules.alt_limit)

    @property
    def is_document(self) -> bool:
        """Whether it becomes a PDF; else a picture a page.

        Raises:
            ConfigError: the channel takes neither documents nor several pictures.
        """
        if self.channel is None or self.channel.rules.documents:
            return True
        if self.channel.rules.images < FEWEST:
            raise ConfigError(f"{self.channel.label} takes no carousels", hint="leave it away")
        return False

    @property
    def brand(self) -> Brand:
        """The firm's."""
        return self.config.brand

    def of_finds(self, finds: Sequence[Find]) -> tuple[list[Carousel], dict[str, str]]:
        """One of each list; of what else was found in an asset one together, in the order of the
        talk. With why some are in none, by the snippet's id."""
        made: list[Carousel] = []
        left_out: dict[str, str] = {}
        lists = [find for find in finds if find.snippet.kind == "list"]
        for find in lists:
            try:
                made.append(self._of_list(find))
            except NoCard as why:
                left_out[find.snippet.id] = why.message
        others = sorted((f for f in finds if f.snippet.kind != "list"), key=_course)
        for _, group in groupby(others, key=lambda find: find.asset.sha256):
            cards = []
            together = list(group)
            for find in together:
                try:
                    cards.append(card_of(find, self.rules, self.brand, self.locale))
                except NoCard as why:
                    left_out[find.snippet.id] = why.message
            if len(cards) >= FEWEST:
                made.append(of_cards(cards, self._about(together[0].asset), brand=self.brand))
        return made, left_out

    def of_slides(self, asset: Asset, pictures: Mapping[int, Path]) -> Carousel:
        """Of slides of a deck, as they look."""
        from repurpose.media.alt import alt_text

        alts = {number: alt_text(asset, number, self.rules.alt_limit) for number in pictures}
        return of_slides(pictures, alts, self._about(asset), brand=self.brand)

    def written(self, carousel: Carousel, folder: Path, name: str) -> list[tuple[Path, str]]:
        """The files, each with its alternative text: one PDF, or a picture a page."""
        if self.is_document:
            file = write(carousel.pdf(), folder / f"{name}.pdf")
            return [(file, carousel.title)]
        files = []
        rules = self.rules
        for number, page in enumerate(carousel.pictures(rules.images), 1):
            content, suffix = page.encoded(rules)
            file = write(content, folder / f"{name}-{number:02}{suffix}")
            files.append((file, page.alt))
        return files

    def _of_list(self, find: Find) -> Carousel:
        most = 18 if self.is_document else self._inner
        return carousel_of(find, self._about(find.asset), self.brand, self.rules.picture_size, most)

    @property
    def _inner(self) -> int:
        return max(1, self.rules.images - 2)

    def _about(self, asset: Asset) -> About:
        settings = self.channel or self.config.defaults
        link, call = (
            (settings.link, settings.call_to_action)
            if isinstance(settings, Channel)
            else (settings.get("link"), settings.get("call_to_action"))
        )
        return about_of(asset, self.locale, link, call)


def _course(find: Find) -> tuple[str, float]:
    """For sorting: the files one after the other, each in its own order."""
    where = find.snippet.locator
    place = where.start if where.start is not None else where.sheet or where.line or 0
    return find.asset.sha256, float(place)
