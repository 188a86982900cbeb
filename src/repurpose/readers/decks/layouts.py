"""What a slide takes from its layout and master: the places of its fields, and the texts that
stand on every slide (ECMA-376, part 1, 19.3.1.39 and 19.3.1.42)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from repurpose.readers.archive import PartError
from repurpose.readers.decks.drawing import Words
from repurpose.readers.decks.shapes import Box, P, Placeholder, Walk, box_of, placeholder
from repurpose.readers.opc import Package

_FALSE = ("0", "false")
# Which field of the master a field of a layout takes its place from.
_MASTER_KIND = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where its fields stand, and what it says on every slide that uses it."""

    boxes: dict[Placeholder, Box] = field(default_factory=dict)
    texts: tuple[Words, ...] = ()


@dataclass(slots=True)
class Layouts:
    """The layouts and masters of a deck, each read once."""

    walk: Walk
    _known: dict[str, Layout] = field(default_factory=dict)

    def of(self, slide: str, root: Any) -> Layout:
        """What the slide (its part and root element) takes from its layout."""
        parts = self.walk.package.of_kind(slide, "slidelayout")
        if not parts:
            return Layout()
        layout = self._read(parts[0], "slidemaster")
        shown = root.get("showMasterSp") not in _FALSE
        return layout if shown else Layout(layout.boxes)

    def _read(self, part: str, above: str) -> Layout:
        if part not in self._known:
            self._known[part] = Layout()  # a layout that names itself as its master ends here
            try:
                self._known[part] = self._parsed(part, above)
            except PartError as error:
                self.walk.faults.append(str(error))
        return self._known[part]

    def _parsed(self, part: str, above: str) -> Layout:
        package: Package = self.walk.package
        root = package.tree(part)
        masters = package.of_kind(part, above) if above else []
        master = self._read(masters[0], "") if masters else Layout()
        tree = root.find(f"{P}cSld/{P}spTree")
        if tree is None:
            return master
        boxes = _boxes(tree, master.boxes)
        inherited = master.texts if root.get("showMasterSp") not in _FALSE else ()
        return Layout({**master.boxes, **boxes}, (*inherited, *self._standing(part, tree)))

    def _standing(self, part: str, tree: Any) -> list[Words]:
        """Fields only say what to write into them; all other shapes stand on the slide."""
        for shape in list(tree.iterchildren(f"{P}sp", f"{P}pic")):
            if placeholder(shape) is not None or shape.tag == f"{P}pic":
                tree.remove(shape)
        return [
            words
            for placed in self.walk.shapes(part, tree, {})
            if not placed.hidden and placed.what.role != "caption"
            for words in placed.what.texts
        ]


def _boxes(tree: Any, above: dict[Placeholder, Box]) -> dict[Placeholder, Box]:
    found = {}
    for shape in tree.iterchildren(f"{P}sp", f"{P}pic", f"{P}graphicFrame"):
        holder = placeholder(shape)
        if holder is None:
            continue
        box = box_of(shape) or _of_master(holder.kind, above)
        if box is not None:
            found[holder] = box
    return found


def _of_master(kind: str, boxes: dict[Placeholder, Box]) -> Box | None:
    wanted = _MASTER_KIND.get(kind, "body")
    return next((box for holder, box in boxes.items() if holder.kind == wanted), None)
