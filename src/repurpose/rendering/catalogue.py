"""Which templates there are, and copies of them that a user can edit."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import get_args

from repurpose.errors import ConfigError
from repurpose.model import Rules, SnippetKind
from repurpose.rendering.environment import Found, Origin, Templates, own_folder
from repurpose.rendering.naming import FIELDS, file_name
from repurpose.rendering.wording import LANGUAGES

KINDS: tuple[str, ...] = get_args(SnippetKind)
SHARED = "shared"
OTHERS = "default"  # of channels that have no template of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A template that a channel uses. It serves all kinds and all languages.

    Attributes:
        channel: The channel; "" for what several templates share.
        field: "text", "title", "tags" or "comment"; "" for what is shared.
        name: The file's name, as it is copied.
        path: Where it is.
        origin: Whose it is.
    """

    channel: str
    field: str
    name: str
    path: str
    origin: Origin
    kinds: tuple[str, ...] = KINDS
    languages: tuple[str, ...] = LANGUAGES


def listed(rules: Mapping[str, Rules], template_dir: Path | None) -> list[Listed]:
    """The templates of channels, with their rules by name, those of all others, and what several
    share: as they are in use now."""
    templates = Templates(template_dir)
    places = [(channel, field) for channel in rules for field in _fields(rules[channel])]
    places += [(OTHERS, field) for field in FIELDS]
    found = [_listed(channel, field, templates.locate(channel, field)) for channel, field in places]
    for name in _names(own_folder() / SHARED):
        shared = templates.locate_file(f"{SHARED}/{name}")
        if shared is not None:
            found.append(_listed("", "", shared))
    return found


def _listed(channel: str, field: str, at: Found) -> Listed:
    return Listed(channel=channel, field=field, name=at.name, path=str(at.file), origin=at.origin)


def copy(
    words: Collection[str],
    rules: Mapping[str, Rules],
    to: Path,
    *,
    overwrite: bool = False,
) -> list[Path]:
    """Copy the built-in templates and those of plug-ins into a folder.

    Args:
        words: Channels ("blog": all its templates), files ("blog.title.txt.j2", "shared/words.j2") or
            "shared"; none: all.
        rules: Of all channels, by name.
        overwrite: Replace what is there.

    Returns:
        The files that were written.

    Raises:
        ConfigError: there is none of that name, one is there already (then nothing is written), or
            the folder cannot be written.
    """
    known = listed(rules, None)
    wanted = _wanted(words, known) if words else {each.name: Path(each.path) for each in known}
    there = [to / name for name in wanted if (to / name).exists()]
    if there and not overwrite:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise ConfigError(
            f"is there already{more}; nothing was copied",
            where=str(there[0]),
            hint="name others, another folder (--to), or --overwrite to lose your changes",
        )
    return [_written(file.read_bytes(), to / name) for name, file in wanted.items()]


def _fields(rules: Rules) -> Iterable[str]:
    yield "text"
    if rules.title is not None:
        yield "title"
    if rules.tags is not None:
        yield "tags"
    if rules.link == "comment":
        yield "comment"


def _wanted(words: Iterable[str], known: Collection[Listed]) -> dict[str, Path]:
    """The files that are asked for, under the names they get: a channel that has the template of all
    others gets one of its own."""
    found: dict[str, Path] = {}
    for word in words:
        bare = word.removesuffix(".j2").removesuffix(".txt").casefold()
        named = {}
        for each in known:
            if each.channel == bare:
                named[file_name(each.channel, each.field)] = Path(each.path)
            elif bare == each.name.removesuffix(".j2").removesuffix(".txt") or (
                bare == SHARED and not each.channel
            ):
                named[each.name] = Path(each.path)
        if not named:
            raise ConfigError(
                f"no template is called {word!r}", hint="see them: repurpose templates"
            )
        found |= named
    return found


def _names(folder: Traversable) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name.endswith(".j2"))


def _written(content: bytes, file: Path) -> Path:
    """A file with all of the content, or none of it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as part:
                part.write(content)
            os.chmod(name, 0o644)  # noqa: PTH101 - mkstemp makes it private
            os.replace(name, file)  # noqa: PTH105
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigError(
            f"cannot be written: {(error.strerror or 'unknown reason').lower()}",
            where=str(file),
            hint="name another folder: --to FOLDER",
        ) from error
    return file
