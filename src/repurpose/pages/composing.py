"""From what was found in assets to an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repurpose.choosing.find import Find
from repurpose.errors import SourceError
from repurpose.model import Asset, Event, Locator
from repurpose.pages import statements as choosing
from repurpose.pages.arranging import Arrangement
from repurpose.pages.article import Article, Group, Section, SourceLine
from repurpose.pages.labels import LABELS
from repurpose.pages.naming import title_of
from repurpose.pages.neighbours import with_neighbours
from repurpose.pages.screened import Screened
from repurpose.pages.statements import Statement
from repurpose.rendering.locales import locale_of
from repurpose.rendering.wording import base_language
from repurpose.screening import Policy


def compose(
    finds: Sequence[Find],
    assets: Sequence[Asset],
    events: Sequence[Event],
    policy: Policy,
    locale: str | None = None,
) -> Article:
    """An article out of what was found in assets that belong together.

    Args:
        finds: Of these assets, without what is held back.
        locale: How the user wants our own words set; None: as the file is.

    Raises:
        SourceError: nothing in them is worth an article.
    """
    all_of = with_neighbours(choosing.chosen(finds), policy)
    if choosing.too_little(all_of):
        raise _nothing(finds, all_of)
    used = {each.asset.sha256 for each in all_of}
    decks = [asset for asset in assets if asset.kind == "deck"]
    main = decks[0] if decks else next(asset for asset in assets if asset.sha256 in used)
    title = title_of(main)
    first = choosing.lead(all_of)
    rest = [each for each in all_of if each is not first]
    sections = tuple(Arrangement(assets, events, policy, title).sections(rest))
    language = base_language(main.language, first.snippet.language)
    own = locale_of(language, main, locale)
    return Article(
        title=title,
        locale=own,
        lead=Group(statements=(first,), asset=first.asset, sheet=first.locator.sheet),
        sections=sections,
        sources=tuple(_sources(all_of, sections, assets, own, policy)),
    )


def _nothing(finds: Sequence[Find], chosen: Sequence[Statement]) -> SourceError:
    names = list(dict.fromkeys(find.asset.url or str(find.asset.path) for find in finds))
    count = len(chosen)
    found = {
        0: "no statement stands by itself",
        1: "only 1 statement stands by itself",
    }.get(count, f"only {count} statements stand by themselves")
    if count >= choosing.LEAST:
        words = sum(len(each.snippet.text.split()) for each in chosen)
        found = f"{count} statements of {words} words together; {choosing.LEAST_WORDS} are needed"
    return SourceError(
        f"nothing worth an article: {found}",
        where=names[0] if len(names) == 1 else "",
        hint="a post may be made of it: repurpose extract shows what there is",
    )


def _sources(
    statements: Sequence[Statement],
    sections: Sequence[Section],
    assets: Sequence[Asset],
    locale: str,
    policy: Policy,
) -> Iterator[SourceLine]:
    """A line a file that statements, or the titles above them, stand in; in the files' order."""
    labels = LABELS[locale.partition("-")[0]]
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
                locale=locale,
            )
