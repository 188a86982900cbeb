"""What a deck says of itself: title, author, date, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from repurpose.model import Section, Segment
from repurpose.readers.archive import PartError
from repurpose.readers.decks.drawing import clean
from repurpose.readers.opc import Package

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "docprops/core.xml"
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")
# What programs and templates write into a deck's properties, so that it tells nobody anything.
_NO_TITLE = re.compile(
    "|".join(
        (
            r"(?:microsoft )?(?:office )?power ?point\b.*",
            r".{0,20}\bpowerpoint\b.{0,20}",
            r".*\.(?:ppt[xm]?|odp|key|pdf|docx?|odt|tex|dvi|indd|qxd|pages)",
            r"(?:slide|folie|diapositive|diapositiva|слайд) ?\d*",
            r"(?:presentation|präsentation|présentation|presentazione)(?: ?\d+| title)?",
            r"(?:untitled|unbenannt|ohne titel|sans titre|senza titolo)\b.*",
            r"(?:title|titel|titre|titolo|thema)(?: (?:title|layout|slide|folie|untertitel|master))?",
            r"(?:click to|klicken sie|cliquez|fare clic)\b.*",
            r"pptx?|.*\b(?:template|vorlage)",
        )
    ),
    re.IGNORECASE,
)


class Properties(NamedTuple):
    """`title` is empty where it says nothing; `date` is ISO 8601, of the last change."""

    title: str = ""
    author: str | None = None
    date: str | None = None


def properties(package: Package) -> Properties:
    """A side part: damage there does no harm."""
    part = next(iter(package.of_kind("", "core-properties", "coreproperties")), _CORE)
    try:
        root = package.tree(part)
    except PartError:
        return Properties()
    title = clean(root.findtext(f"{_DC}title") or "")
    return Properties(
        title=telling(title),
        author=clean(root.findtext(f"{_DC}creator") or "") or None,
        date=_date(root.findtext(f"{_TERMS}modified")) or _date(root.findtext(f"{_TERMS}created")),
    )


def telling(title: str) -> str:
    """A title, if it says something of the deck; else nothing."""
    return "" if _NO_TITLE.fullmatch(title) else title


def first_title(segments: Iterable[Segment]) -> str:
    """The title of the first slide that says anything, if it has one."""
    visible = [segment for segment in segments if not segment.hidden]
    opening = visible[0].locator if visible else None
    titles = (clean(s.text) for s in visible if s.role == "title" and s.locator == opening)
    return next(titles, "")


def sections(presentation: Any, slide_ids: list[str]) -> tuple[Section, ...]:
    """The named parts of a deck ([MS-PPTX] 2.2.1.9); those without slides are left out.

    Args:
        slide_ids: The ids of the slides in their order.
    """
    number = {one: place for place, one in enumerate(slide_ids, start=1)}
    found = []
    for section in presentation.iter("{*}section"):
        slides = [number[one] for each in section.iter("{*}sldId")
                  if (one := each.get("id", "")) in number]  # fmt: skip
        name = clean(section.get("name", ""))
        if slides and name:
            found.append(Section(name=name, first=min(slides)))
    return tuple(sorted(found, key=lambda each: each.first))


def _date(text: str | None) -> str | None:
    return text.strip() if text and _DATE.fullmatch(text.strip()) else None
