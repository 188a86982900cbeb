"""The folder that a page is put into: there whole or not at all.

What is written is made in a folder beside it and moved when all is there. A list of the files and
their digests stays in the folder: a file that is not ours, or that somebody has edited since, is not
overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import signal
import tempfile
import threading
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import FrameType

from repurpose.errors import ConfigError, RepurposeError

LIST = ".repurpose-files.json"
_ENDING = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def filling(target: Path, *, force: bool = False, beside: Collection[str] = ()) -> Iterator[Path]:
    """A folder for the files of a page; what lies in it after the block goes to `target`.

    What an earlier run put there and this one did not goes away, unless it was edited.

    Args:
        force: Overwrite whatever is there.
        beside: Names of files that another run may have put there and this one was not to make: they
            stay, and with them all that an earlier run put into folders, such as their pictures.

    Raises:
        ConfigError: something is there that would be overwritten.
        RepurposeError: the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        place = tempfile.TemporaryDirectory(
            dir=target.parent, prefix=f".{target.name}-", suffix=".part", ignore_cleanup_errors=True
        )
    except OSError as error:
        raise _unwritten(target, error) from error
    with place as name:
        room = Path(name) / "page"
        room.mkdir()
        yield room
        try:
            _move(room, target, force=force, beside=beside)
        except OSError as error:
            raise _unwritten(target, error) from error


def is_edited(file: Path) -> bool:
    """Whether a file that an earlier run put into its folder is another one now."""
    digest = _digest(file)
    ours = _listed(file.parent).get(file.name)
    return ours is not None and digest is not None and digest not in ours


def write(file: Path, content: bytes | str) -> None:
    """Write a file of a page. Raises RepurposeError where that cannot be."""
    data = content.encode() if isinstance(content, str) else content
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        raise _unwritten(file, error) from error


def _move(room: Path, target: Path, *, force: bool, beside: Collection[str]) -> None:
    new = {_name(file, room): _digest(file) or "" for file in _files(room)}
    ours = _listed(target)
    if not force:
        _refuse_foreign(target, new, ours)
    # Whenever this is cut off, the list knows each file that may be there.
    known = {name: [*ours.get(name, []), digest] for name, digest in new.items()}
    other = any((target / name).is_file() for name in beside)
    left = {n: digests for n, digests in ours.items() if n not in new}
    kept = {n: digests for n, digests in left.items() if other and (n in beside or "/" in n)}
    with _uninterrupted():
        target.mkdir(exist_ok=True)
        _note(room, target, {**ours, **known})
        for name in new:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (room / name).replace(target / name)
        for name in left.keys() - kept.keys():
            if _digest(target / name) in left[name]:
                (target / name).unlink()
                with contextlib.suppress(OSError):
                    (target / name).parent.rmdir()
            elif (target / name).exists():
                kept[name] = left[name]  # edited
        _note(room, target, {**kept, **{name: [digest] for name, digest in new.items()}})


def _refuse_foreign(target: Path, new: Mapping[str, str], ours: Mapping[str, list[str]]) -> None:
    for name, digest in new.items():
        file = target / name
        there = _digest(file)
        if (there is None and not file.exists()) or there == digest or there in ours.get(name, []):
            continue
        changed = "has been changed since it was written" if name in ours else "is there already"
        raise ConfigError(
            changed,
            where=str(file),
            hint="name another folder with --to, or overwrite it with --force",
        )


def _note(room: Path, target: Path, files: Mapping[str, list[str]]) -> None:
    part = room / LIST
    part.write_text(json.dumps({"files": files}, indent=1, sort_keys=True), "utf-8")
    part.replace(target / LIST)


def _listed(target: Path) -> dict[str, list[str]]:
    try:
        files = json.loads((target / LIST).read_text("utf-8"))["files"]
        return {
            str(name): [str(digest) for digest in digests]
            for name, digests in files.items()
            if _is_inside(target, str(name))
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_inside(target: Path, name: str) -> bool:
    return (target / name).resolve().is_relative_to(target.resolve())


def _files(room: Path) -> list[Path]:
    return sorted(file for file in room.rglob("*") if file.is_file())


def _name(file: Path, room: Path) -> str:
    return file.relative_to(room).as_posix()


def _digest(file: Path) -> str | None:
    """None where there is no such file."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return None


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait until the block has ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)

    before = {number: signal.signal(number, note) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if pressed:
        raise KeyboardInterrupt


def _unwritten(place: Path, error: OSError) -> RepurposeError:
    return RepurposeError(
        f"cannot be written: {error.strerror}",
        where=str(place),
        hint="see that there is room and that you may write there, or name another folder with --to",
    )


def copied(source: Path, target: Path) -> None:
    """Copy a file into a page. Raises RepurposeError where that cannot be."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    except OSError as error:
        raise _unwritten(target, error) from error
