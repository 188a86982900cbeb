"""What a slide takes from its layout and master: the places of its fields, and the texts that
stand on every slide (ECMA-376, part 1, 19.3.1.39 and 19.3.1.42)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from repurpose.readers.archive import PartError, parsed
from repurpose.readers.decks.drawing import Words
from repurpose.readers.decks.shapes import Box, P, Placeholder, Walk, box_of, placeholder

_FIELDS = (f"{P}sp", f"{P}pic", f"{P}graphicFrame")
_FALSE = ("0", "false")
# Which field of the master a field of a layout takes its place from.
_MASTER_KIND = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}


class Layout:
    """A layout or a master; parsed only when something of it is asked for.

    Args:
        above: The master of a layout; what it says stands on the layout's slides as well.
    """

    def __init__(self, walk: Walk, part: str, above: Layout | None) -> None:
        self._walk = walk
        self._part = part
        self._above = above
        self._content = walk.package.archive.read(part)

    def box(self, holder: Placeholder) -> Box | None:
        """Where the field stands that a shape fills in."""
        own = self._boxes.get(holder) or self._by_number.get(holder.number)
        if own is not None or self._above is None:
            return own
        return self._above._of_kind(_MASTER_KIND.get(holder.kind, "body"))

    @cached_property
    def texts(self) -> tuple[Words, ...]:
        """What stands on every slide."""
        above = self._above.texts if self._above is not None and self._shows_master else ()
        return (*above, *self._own_texts())

    @cached_property
    def _root(self) -> Any:
        """None where it is damaged."""
        try:
            return parsed(self._content, self._part)
        except PartError as error:
            self._walk.faults.append(str(error))
            return None

    @property
    def _tree(self) -> Any:
        return None if self._root is None else self._root.find(f"{P}cSld/{P}spTree")

    @property
    def _shows_master(self) -> bool:
        told = b"showMasterSp" in self._content and self._root is not None
        return not told or shows_master(self._root)

    @cached_property
    def _boxes(self) -> dict[Placeholder, Box]:
        shapes = () if self._tree is None else self._tree.iterchildren(*_FIELDS)
        found = {placeholder(shape): box_of(shape) for shape in shapes}
        return {holder: box for holder, box in found.items() if holder and box}

    @cached_property
    def _by_number(self) -> dict[str, Box]:
        return {holder.number: box for holder, box in self._boxes.items()}

    def _of_kind(self, kind: str) -> Box | None:
        return next((box for holder, box in self._boxes.items() if holder.kind == kind), None)

    def _own_texts(self) -> tuple[Words, ...]:
        """Fields only say what to write into them; all other shapes stand on the slide."""
        if not self._has_free_shapes or self._tree is None:
            return ()
        return tuple(
            words
            for placed in self._walk.shapes(self._part, self._tree, fields=False)
            if not placed.hidden and placed.what.role != "caption"
            for words in placed.what.texts
        )

    @property
    def _has_free_shapes(self) -> bool:
        """Whether there is anything but fields; told without parsing, as most layouts have none."""
        frames = any(mark in self._content for mark in (b":graphicFrame", b"AlternateContent"))
        boxes = self._content.count(b":txBody>")  # of the beginning and of the end
        return frames or boxes != 2 * self._content.count(b"<p:ph")


@dataclass(slots=True)
class Layouts:
    """The layouts and masters of a deck, each read once."""

    walk: Walk
    _known: dict[str, Layout | None] = field(default_factory=dict)

    def of(self, slide: str) -> Layout | None:
        """The layout of a slide (its part); None where it is missing or damaged."""
        return self._related(slide, "slidelayout", "slidemaster")

    def _related(self, part: str, kind: str, above: str = "") -> Layout | None:
        found = self.walk.package.of_kind(part, kind)
        if not found:
            return None
        if found[0] not in self._known:
            self._known[found[0]] = None  # a layout that is its own master ends here
            try:
                master = self._related(found[0], above) if above else None
                self._known[found[0]] = Layout(self.walk, found[0], master)
            except PartError as error:
                self.walk.faults.append(str(error))
        return self._known[found[0]]


def shows_master(root: Any) -> bool:
    """Whether a slide or layout shows what stands on the sheet behind it."""
    return root.get("showMasterSp") not in _FALSE
