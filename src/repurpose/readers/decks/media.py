"""The video and audio on a slide (ECMA-376, part 1, 20.1.3): named, never opened."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Literal

from repurpose.model import Locator, Recording
from repurpose.readers.decks.drawing import A
from repurpose.readers.opc import Package, R

_KINDS: dict[str, Literal["video", "audio"]] = {
    f"{A}videoFile": "video",
    f"{A}quickTimeFile": "video",
    f"{A}audioFile": "audio",
    f"{A}wavAudioFile": "audio",
}


def recordings(package: Package, slide: str, root: Any, place: Locator) -> Iterator[Recording]:
    """Each once, in the order of the file."""
    seen: set[str] = set()
    for element in root.iter(*_KINDS):
        one = element.get(f"{R}link") or element.get(f"{R}embed")
        relation = package.relations(slide).get(one or "")
        if relation is None or relation.target in seen or not relation.target:
            continue
        seen.add(relation.target)
        inside = posixpath.basename(package.archive.as_written(relation.target))
        name = relation.target if relation.external else inside
        yield Recording(name=name, kind=_KINDS[element.tag], locator=place)
