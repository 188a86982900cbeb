"""The words of a snippet as a card, or a carousel of cards, with what its file says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from repurpose.choosing.find import Find
from repurpose.model import Asset, Locator, Rules

if TYPE_CHECKING:
    from repurpose.media.cards import Brand, Card
    from repurpose.media.carousel import About, Carousel


def card_of(
    find: Find, rules: Rules, brand: Brand | None = None, locale: str | None = None
) -> Card:
    """A snippet's words as a picture for a channel.

    Args:
        locale: How our own words are set in German; None: as the file is.

    Raises:
        NoCard: the words fit on none.
        ConfigError: the logo or the font is gone.
    """
    from repurpose.media.cards import card
    from repurpose.rendering import wording
    from repurpose.rendering.headings import context, known_title
    from repurpose.rendering.locales import locale_of
    from repurpose.rendering.plain import plain_text
    from repurpose.rendering.values import known_speaker

    snippet, asset = find.snippet, find.asset
    language = wording.base_language(snippet.language, asset.language)
    title, place = known_title(asset), wording.source(snippet.locator, language)
    return card(
        snippet.kind,
        plain_text(snippet),
        heading=context(snippet, asset, title) if snippet.kind == "list" else "",
        speaker=known_speaker(snippet) or None,
        source=" · ".join(filter(None, (title, place))) if title else "",
        language=locale_of(language, asset, locale),
        size=rules.picture_size,
        brand=brand,
        alt_limit=rules.alt_limit,
    )


def about_of(
    asset: Asset, locale: str | None, link: str | None = None, call_to_action: str | None = None
) -> About:
    """What the first and the last page of a carousel say."""
    from repurpose.media.carousel import About
    from repurpose.rendering import wording
    from repurpose.rendering.headings import known_title
    from repurpose.rendering.locales import locale_of

    own = locale_of(wording.base_language(asset.language), asset, locale)
    title = known_title(asset)
    return About(
        title=title,
        language=own,
        credit=wording.credit(asset, title, Locator(line=1), own),
        call_to_action=call_to_action or "",
        link=link or "",
    )


def carousel_of(
    find: Find, about: About, brand: Brand, size: tuple[int, int], most_pages: int = 18
) -> Carousel:
    """A list, a point a page; its heading is on the cover.

    Raises:
        NoCard: a point is too long for a page.
    """
    from repurpose.media.carousel import of_list
    from repurpose.rendering.headings import context, known_title
    from repurpose.rendering.plain import plain_text

    heading = context(find.snippet, find.asset, known_title(find.asset))
    about = replace(about, title=heading or about.title)
    points = plain_text(find.snippet).splitlines()
    return of_list(points, about, brand=brand, size=size, most_pages=most_pages)
