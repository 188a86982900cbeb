"""What was read once, kept by content: the same file is not read again, whatever it is called.

One file a reading: a line with the digest of the rest, then the Asset as JSON. Its name is made of
everything that a reading depends on: the bytes of the file and of what lies beside it, the reader
and its code, the language, the speech model. Throwing any of it away is always safe, and no failure
here ever costs a reading. What a password protects is never kept, nor is a failure.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import itertools
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import repurpose
from repurpose import caching
from repurpose.model import Asset, Locator, Recording, Section, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files

MOST_BYTES = 500_000_000
MOST_DAYS = 90
SUFFIX = ".reading"
_PART = ".part"  # one that is being written, or was when somebody pulled the plug
_TRIMS = 100  # looked through at the first reading that is kept, and at each hundredth
_DEAR = ("video", "audio")
_FAULTS = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError)
_LOCATOR = [field.name for field in fields(Locator)]
_PLAIN = [f.name for f in fields(Segment) if f.name not in ("locator", "links", "word_times")]
_WHOLE = [
    f.name for f in fields(Asset) if f.name not in ("path", "segments", "sections", "recordings")
]
_kept = itertools.count()


def read(
    path: Path,
    context: ReadContext,
    reader: Sequence[str],
    beside: Iterable[Path],
    afresh: Callable[[ReadContext], Asset],
) -> Asset:
    """The reading of a file that is kept, else a new one, which is kept.

    Args:
        context: `cache` names the folder. It is made only for the reading of a recording; for
            others it must be there (see `caching.prepare`).
        reader: What tells the reader and its release from others.
        beside: The files that are read along with this one.
        afresh: Reads the file.

    Raises:
        Whatever `afresh` raises.
    """
    assert context.cache is not None
    try:
        before = path.stat()
        file = context.cache / (_key(path, context, reader, beside) + SUFFIX)
    except OSError:  # the reader says what is wrong
        return afresh(context)
    if (asset := _found(file, path)) is not None:
        return asset
    forgotten = False

    def forget() -> None:
        nonlocal forgotten
        forgotten = True

    def password() -> str | None:
        forget()
        return context.password()

    asset = afresh(replace(context, password=password, incomplete=forget))
    if not forgotten and isinstance(asset, Asset) and _same(before, path):
        _keep(file, asset)
    return asset


def trim(folder: Path, most_bytes: int = MOST_BYTES, most_days: float = MOST_DAYS) -> None:
    """Throw away what was not used for `most_days`, and the oldest above `most_bytes`."""
    caching.trim(folder, (SUFFIX, _PART), most_bytes, most_days)


def packed(asset: Asset) -> bytes:
    """An asset without its path; a title that is the file's name stays the name of whatever file is
    read."""
    own = {name: getattr(asset, name) for name in _WHOLE}
    if asset.title == asset.path.stem:
        own["title"] = None
    document = {
        "asset": own,
        "segments": {name: list(map(attrgetter(name), asset.segments)) for name in _PLAIN},
        "places": _places(segment.locator for segment in asset.segments),
        "links": [segment.links for segment in asset.segments],
        "times": [
            list(itertools.chain.from_iterable(segment.word_times)) for segment in asset.segments
        ],
        "sections": [(section.name, section.first) for section in asset.sections],
        "recordings": [(each.name, each.kind) for each in asset.recordings],
        "recorded": _places(each.locator for each in asset.recordings),
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    body = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def unpacked(content: bytes, path: Path) -> Asset:
    """The asset that was packed, as read from `path`.

    Raises:
        ValueError, KeyError, TypeError: it is damaged, or something else.
    """
    digest, _, body = content.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        raise ValueError("damaged")
    document = json.loads(body.decode("utf-8", "surrogatepass"))
    with _no_collection():  # hundreds of thousands of new objects, none of them garbage
        segments = tuple(_segments(document))
    own = document["asset"]
    if own["title"] is None:
        own["title"] = path.stem
    own["faults"] = tuple(own["faults"])
    own["hidden_slides"] = tuple(own["hidden_slides"])
    recorded = zip(document["recordings"], _locators(document["recorded"]), strict=True)
    return Asset(
        path=path,
        segments=segments,
        sections=tuple(Section(name=name, first=first) for name, first in document["sections"]),
        recordings=tuple(Recording(name=n, kind=k, locator=place) for (n, k), place in recorded),
        **own,
    )


def _segments(document: dict[str, Any]) -> Iterator[Segment]:
    plain = zip(*(document["segments"][name] for name in _PLAIN), strict=True)
    places = _locators(document["places"])
    for values, place, links, times in zip(
        plain, places, document["links"], document["times"], strict=True
    ):
        yield Segment(
            locator=place,
            links=tuple(links),
            word_times=tuple(zip(times[::2], times[1::2], strict=True)) if times else (),
            **dict(zip(_PLAIN, values, strict=True)),
        )


def _places(locators: Iterable[Locator]) -> list[list[float | None]]:
    """One list a field of a locator: short, and quick to load."""
    return [list(column) for column in zip(*map(attrgetter(*_LOCATOR), locators), strict=True)]


def _locators(places: list[list[Any]]) -> Iterator[Locator]:
    for values in zip(*places, strict=True):
        yield Locator(**dict(zip(_LOCATOR, values, strict=True)))


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _found(file: Path, path: Path) -> Asset | None:
    try:
        asset = unpacked(file.read_bytes(), path)
    except _FAULTS:
        return None
    with contextlib.suppress(OSError):
        os.utime(file)  # used today: the last to be thrown away
    return asset


def _keep(file: Path, asset: Asset) -> None:
    """All of it or nothing, in one step; where it cannot be written, the run goes on without."""
    if asset.kind in _DEAR:
        caching.prepare(file.parent)
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=_PART)  # for this user only
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(packed(asset))
        Path(name).replace(file)
    except _FAULTS:
        return
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)
    if next(_kept) % _TRIMS == 0:
        trim(file.parent)


def _same(before: os.stat_result, path: Path) -> bool:
    """Whether the file is still what its digest was made of."""
    try:
        now = path.stat()
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _key(path: Path, context: ReadContext, reader: Sequence[str], beside: Iterable[Path]) -> str:
    model = context.speech_model
    parts = (
        _own_code(),
        tuple(reader),
        path.suffix.lower(),
        context.language,
        model and _stamp(model.absolute().glob("*")),
        files.sha256(path, context.progress),
        [(each.name.removeprefix(path.stem), files.sha256(each)) for each in beside],
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def fingerprint(module: str) -> str:
    """What changes with the code of a plug-in: of its package, or of the one file that it is."""
    package = module.partition(".")[0]
    if package == repurpose.__name__:
        return ""  # every reading depends on it
    names = (getattr(sys.modules.get(name), "__file__", None) for name in (package, module))
    file = next((Path(name) for name in names if name), None)
    if file is None:
        return ""
    return _stamp(file.parent.rglob("*.py") if file.name == "__init__.py" else [file])


@functools.cache
def _own_code() -> str:
    """This release, with the parts of it that a reading depends on."""
    package = Path(__file__).parents[1]
    places = (package / "readers", package / "text", package / "model")
    code = [file for place in places for file in place.rglob("*.py")]
    return f"{repurpose.__version__} {_stamp(code)}"


def _stamp(code: Iterable[Path]) -> str:
    stamps: list[tuple[str, int, int]] = []
    for file in code:
        with contextlib.suppress(OSError):
            stat = file.stat()
            stamps.append((str(file), stat.st_size, stat.st_mtime_ns))
    return hashlib.sha256(repr(sorted(stamps)).encode()).hexdigest()
