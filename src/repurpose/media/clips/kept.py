"""What has been made in a folder of clips: a list, so that nothing is encoded twice, nothing that
somebody has worked on is overwritten, and what is heard in each clip can be looked at again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = "clips.json"
SCHEMA = 2
FIRST = 1  # the list of earlier versions: sizes instead of digests, and not what is heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A sentence that is heard in a clip, in seconds of the video."""

    speaker: str | None
    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A clip that was made. `key`: what it was made of; `files`: what belongs to it, by name."""

    key: str
    said: tuple[Heard, ...]
    files: tuple[str, ...]


@dataclass(slots=True)
class Kept:
    """The list of a folder.

    Attributes:
        video: The digest of the video that the clips are of; None: there are none yet.
        cuts: Start, end and gain of clips, by their keys.
        files: Names of files and the digests of what was written, by their keys.
        clips: The clips, by the names that their files begin with.
    """

    folder: Path
    video: str | None = None
    cuts: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    clips: dict[str, Clip] = field(default_factory=dict)

    def has(self, key: str, name: str) -> bool:
        """Whether a file is there, as it was made."""
        kept = self.files.get(key)
        return kept is not None and kept[0] == name and digest(self.folder / name) == kept[1]

    def is_theirs(self, name: str) -> bool:
        """Whether somebody has worked on a file since it was made here, or has put it here."""
        there = digest(self.folder / name)
        return there is not None and (name, there) not in self.files.values()

    def add(self, key: str, name: str, made: Path) -> None:
        """Note a file that is about to get its name. What has that name now is still known, so that
        whenever this is cut off, each file that may be there is."""
        self.files[key] = (name, digest(made) or "")

    def settle(self, keys: Mapping[str, str]) -> None:
        """Files have got their names: forget what had them before. `keys`: by the names."""
        self.files = {
            key: (name, known)
            for key, (name, known) in self.files.items()
            if keys.get(name, key) == key
        }

    def drop(self, clip: str) -> None:
        """Forget a clip, whose files are not there any more."""
        gone = self.clips.pop(clip).files
        self.files = {key: kept for key, kept in self.files.items() if kept[0] not in gone}

    def call(self, clip: str, key: str) -> None:
        """Give the clip of a key another name, with all its files: it was made under another number.

        Files of others that have such a name are left, and the clip is made again.
        """
        old = next((name for name, each in self.clips.items() if each.key == key), clip)
        if old == clip or clip in self.clips:
            return
        names = {name: clip + name.removeprefix(old) for name in self.clips[old].files}
        if any((self.folder / name).exists() for name in names.values()):
            return
        for name, new in names.items():
            with contextlib.suppress(FileNotFoundError):
                (self.folder / name).rename(self.folder / new)
        self.files = {k: (names.get(name, name), d) for k, (name, d) in self.files.items()}
        called = self.clips.pop(old)
        self.clips[clip] = Clip(key=key, said=called.said, files=tuple(names.values()))
        self.save()

    def save(self) -> None:
        """Write the list, whole or not at all."""
        document = {
            "schema": SCHEMA,
            "video": self.video,
            "cuts": {key: list(values) for key, values in self.cuts.items()},
            "files": {key: list(values) for key, values in self.files.items()},
            "clips": {
                name: {
                    "key": each.key,
                    "said": [[s.speaker, s.text, s.start, s.end] for s in each.said],
                    "files": list(each.files),
                }
                for name, each in self.clips.items()
            },
        }
        part = self.folder / f".{NAME}.{os.getpid()}"
        part.write_text(json.dumps(document, indent=1, ensure_ascii=False), "utf-8")
        part.replace(self.folder / NAME)


def opened(folder: Path) -> Kept:
    """The list of a folder; an empty one where there is none that can be read."""
    kept = Kept(folder)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        document: Any = json.loads((folder / NAME).read_text("utf-8"))
        if document["schema"] == FIRST:
            return _of_first(document, folder)
        if document["schema"] == SCHEMA:
            cuts = {
                str(k): (float(a), float(b), float(c)) for k, (a, b, c) in document["cuts"].items()
            }
            files = {str(k): (_inside(a), str(b)) for k, (a, b) in document["files"].items()}
            clips = {_inside(name): _clip(each) for name, each in document["clips"].items()}
            kept.video, kept.cuts, kept.files = str(document["video"]), cuts, files
            kept.clips = clips
    return kept


def _of_first(document: Any, folder: Path) -> Kept:
    """What a list of earlier versions tells. A file is as it was made where it has the size of then
    and was not touched after the list was written, which came last; any other is somebody's."""
    kept = Kept(folder, video=str(document["video"]))
    written = (folder / NAME).stat().st_mtime
    for key, (name, size) in document["files"].items():
        file = folder / _inside(name)
        with contextlib.suppress(OSError):
            there = file.stat()
            if there.st_size == int(size) and there.st_mtime <= written:
                kept.files[str(key)] = (name, digest(file) or "")
    return kept


def _clip(document: Any) -> Clip:
    said = (
        Heard(speaker=speaker, text=str(text), start=float(start), end=float(end))
        for speaker, text, start, end in document["said"]
    )
    files = tuple(_inside(name) for name in document["files"])
    return Clip(key=str(document["key"]), said=tuple(said), files=files)


def _inside(name: Any) -> str:
    """A name that leads nowhere else. Raises ValueError for any other."""
    if not isinstance(name, str) or Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError(name)
    return name


def digest(file: Path) -> str | None:
    """Of a file's content; None where there is no such file."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return None
