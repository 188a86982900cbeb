"""When something was said or shown, as far as it says so itself. What a file notes of itself is only
when it was last saved, or copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from repurpose.extractors._dates import days
from repurpose.model import Asset
from repurpose.pages.labels import LABELS
from repurpose.rendering.locales import day

_SHEETS = 1  # of a deck that name its day: the first
_SAYS_ITSELF = (".md", ".markdown")  # its author wrote the date into it


@dataclass(frozen=True, slots=True)
class Dated:
    """`words`: "3. März 2027", "March 2027", "Datei vom 3. März 2027"; `iso`: for programs, or ""."""

    words: str = ""
    iso: str = ""


def dated(asset: Asset, locale: str) -> Dated:
    """The day that an asset names; else that of its file, which is said; else nothing."""
    found = list(dict.fromkeys(_named(asset)))
    if len(found) == 1:
        iso, words = found[0]
        return Dated(day(iso, locale) if iso else words, iso)
    try:
        own = day(asset.date or "", locale)
    except ValueError:
        return Dated()
    iso = (asset.date or "")[:10]
    if asset.url or asset.path.suffix.lower() in _SAYS_ITSELF:
        return Dated(own, iso)
    return Dated(LABELS[locale.partition("-")[0]].file_of.replace("{}", own), iso)


def _named(asset: Asset) -> Iterator[tuple[str, str]]:
    """The days in ISO 8601, or months in its own words, of the title, the first slide, the name."""
    texts = [asset.title]
    if asset.kind == "deck":
        texts += [
            segment.text
            for segment in asset.segments
            if segment.locator.sheet is not None
            and segment.locator.sheet <= _SHEETS
            and segment.role not in ("notes", "speech")
            and not segment.hidden
        ]
    months = []
    some = False
    for text in texts:
        for each in days(text):
            if each.year is None:
                continue
            if each.day is None:
                months.append(("", text[each.start : each.end]))
            else:
                some = True
                yield date(each.year, each.month, each.day).isoformat(), ""
    if not some and not months:
        for each in days(asset.path.stem.replace("_", " ")):
            if each.year is not None and each.day is not None:
                some = True
                yield date(each.year, each.month, each.day).isoformat(), ""
    yield from () if some else months
