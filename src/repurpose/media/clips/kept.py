"""What has been made in a folder of clips: a list, so that nothing is encoded twice."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = "clips.json"
SCHEMA = 1


@dataclass(slots=True)
class Kept:
    """The list of a folder.

    Attributes:
        video: The digest of the video that the clips are of; None: there are none yet.
        cuts: Start, end and gain of clips, by their keys.
        files: Names of files and their sizes in bytes, by their keys.
    """

    folder: Path
    video: str | None = None
    cuts: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    files: dict[str, tuple[str, int]] = field(default_factory=dict)

    def has(self, key: str, name: str) -> bool:
        """Whether a file is there, as it was made."""
        kept = self.files.get(key)
        if kept is None or kept[0] != name:
            return False
        try:
            return (self.folder / name).stat().st_size == kept[1]
        except OSError:
            return False

    def is_edited(self, name: str) -> bool:
        """Whether a file that was made here has another size now: somebody has worked on it."""
        sizes = [size for known, size in self.files.values() if known == name]
        try:
            return bool(sizes) and (self.folder / name).stat().st_size not in sizes
        except OSError:
            return False

    def others(self, names: Collection[str]) -> list[str]:
        """The files that were made here before and are still there, but for these; sorted."""
        made = {name for name, _ in self.files.values()}
        return sorted(name for name in made - set(names) if (self.folder / name).is_file())

    def add(self, key: str, name: str) -> None:
        """Note a file that was made."""
        old = [each for each, (known, _) in self.files.items() if known == name]
        for each in old:
            del self.files[each]
        self.files[key] = (name, (self.folder / name).stat().st_size)

    def save(self) -> None:
        """Write the list, whole or not at all."""
        document = {
            "schema": SCHEMA,
            "video": self.video,
            "cuts": {key: list(values) for key, values in self.cuts.items()},
            "files": {key: list(values) for key, values in self.files.items()},
        }
        part = self.folder / f".{NAME}.{os.getpid()}"
        part.write_text(json.dumps(document, indent=1, ensure_ascii=False), "utf-8")
        part.replace(self.folder / NAME)


def opened(folder: Path) -> Kept:
    """The list of a folder; an empty one where there is none that can be read."""
    kept = Kept(folder)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        document: Any = json.loads((folder / NAME).read_text("utf-8"))
        if document["schema"] == SCHEMA:
            cuts = {
                str(k): (float(a), float(b), float(c)) for k, (a, b, c) in document["cuts"].items()
            }
            files = {str(k): (str(a), int(b)) for k, (a, b) in document["files"].items()}
            kept.video, kept.cuts, kept.files = str(document["video"]), cuts, files
    return kept
