"""How the parts of an Office document belong together (ECMA-376, part 2: Open Packaging Conventions).

A part names others by relationships, each with an id, a type and a target. Programs write odd
targets (other capitals, backslashes, percent signs, absolute paths); whatever leads to one part of the
archive is followed, and nothing outside of it ever is.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from repurpose.readers.archive import Archive, PartError

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship.

    Attributes:
        kind: The last word of its type, in small letters: "slide", "notesslide", "hyperlink".
        target: The name of a part, in small letters; of an external one the address as written.
        external: It leads out of the document: to be shown, never to be followed.
    """

    kind: str
    target: str
    external: bool


class Package:
    """The parts of an open archive, and how they are related."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._relations: dict[str, dict[str, Relation]] = {}

    def tree(self, part: str) -> Any:
        """A part's XML. Raises PartError, SourceError as Archive.tree."""
        return self.archive.tree(part)

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part ("": of the package) by id; none where they are damaged."""
        if part not in self._relations:
            self._relations[part] = self._read(part)
        return self._relations[part]

    def related(self, part: str, relation_id: str | None) -> str | None:
        """The part that an id of `part` leads to; None where it leads nowhere or outside."""
        relation = self.relations(part).get(relation_id or "")
        inside = relation is not None and not relation.external and relation.target in self.archive
        return relation.target if inside and relation is not None else None

    def of_kind(self, part: str, *kinds: str) -> list[str]:
        """The existing parts that `part` is related to by one of these kinds."""
        return [
            relation.target
            for relation in self.relations(part).values()
            if relation.kind in kinds and not relation.external and relation.target in self.archive
        ]

    def address(self, part: str, relation_id: str | None) -> str | None:
        """The external address that an id of `part` stands for."""
        relation = self.relations(part).get(relation_id or "")
        return relation.target if relation is not None and relation.external else None

    def _read(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.archive:
            return {}
        try:
            entries = self.archive.tree(rels)
        except PartError:
            return {}
        found = {}
        for entry in entries.iterchildren("{*}Relationship"):
            kind = entry.get("Type", "").rstrip("/").rpartition("/")[2].lower()
            target = entry.get("Target", "")
            outside = entry.get("TargetMode", "").lower() == _EXTERNAL
            if not outside:
                target = self._part_name(folder, target)
            found[entry.get("Id", "")] = Relation(kind, target, outside)
        return found

    def _part_name(self, folder: str, target: str) -> str:
        """The part that a target means, among those that are there."""
        path = target.lower()
        name = posixpath.normpath(posixpath.join("/", folder, path))[1:]
        if name in self.archive:
            return name
        path = path.replace("\\", "/").partition("#")[0]
        tries = [posixpath.join("/", folder, path), posixpath.join("/", path)]
        tries += [unquote(each) for each in tries]
        names = [posixpath.normpath(each).lstrip("/") for each in tries]
        return next((name for name in names if name in self.archive), names[0])
