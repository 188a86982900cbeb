"""Which files a command's words mean: files, folders and patterns; what is passed over, and why."""

from __future__ import annotations

import errno
import glob
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from repurpose import readers
from repurpose.collecting.listing import Listing, is_passed_over, natural
from repurpose.errors import SourceError
from repurpose.readers import files, recognition

__all__ = ["Collection", "Found", "Skip", "collect"]

Progress = Callable[[str, int, int], None]

# The same talk or paper saved in several forms: what holds most of it comes first.
_FORMS = (
    (".pptx", ".pptm", ".ppsx", ".ppsm", ".odp", ".ppt", ".pps", ".pdf"),
    (".docx", ".docm", ".pdf"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """A file that is not read. `quiet`: nobody misses it; said only to who asks for all."""

    where: str
    why: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read.

    Attributes:
        named: The user named this very file: it is read whatever it is.
        beside: The recording that is read along with it, where there is one.
    """

    path: Path
    named: bool = False
    beside: Path | None = None


@dataclass(slots=True, kw_only=True)
class Collection:
    """What the words mean, in their order. `errors`: words that mean nothing."""

    found: list[Found] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)


def collect(
    words: Iterable[Path],
    state: Path | None = None,
    progress: Progress = lambda name, done, total: None,
) -> Collection:
    """The files that the words mean. A pattern has `*`, `?`, `[…]` or `**`; shells leave them to us
    on Windows, and everywhere between quotes.

    Args:
        state: The folder of the outbox, which is passed over.
        progress: Called with the name of a folder and (done, total) while it is listed.
    """
    collector = _Collector(state, progress)
    for word in dict.fromkeys(words):
        collector.add(word)
    return collector.collection()


class _Collector:
    def __init__(self, state: Path | None, progress: Progress) -> None:
        self._state = state
        self._progress = progress
        self._made = Collection()

    def add(self, word: Path) -> None:
        """Take what one word means."""
        if os.path.isdir(word):  # noqa: PTH112 - Path.is_dir raises where one may not look
            self._add_all(word, self._listing(word).files(word))
        elif glob.has_magic(str(word)) and not os.path.lexists(word):
            self._add_all(word, self._matches(word))
        else:
            self._made.found.append(Found(path=word, named=True))

    def collection(self) -> Collection:
        """What was taken: nothing twice, and of the same in several forms the best."""
        found = self._best_forms(self._without_repeats())
        return replace(self._made, found=_with_recordings(found))

    @cached_property
    def _known(self) -> dict[str, str]:
        return readers.known_suffixes()

    def _listing(self, word: Path) -> Listing:
        return Listing(
            word=word, state=self._state, progress=self._progress, errors=self._made.errors
        )

    def _matches(self, word: Path) -> Iterator[Path]:
        listing = self._listing(word)
        found = glob.iglob(str(word), recursive=True)  # noqa: PTH207 - the other has no absolute ones
        matches = sorted(map(Path, found), key=_natural_path)
        if not matches:
            raise SourceError(
                "no file matches", where=str(word), hint="see that the folder is right"
            )
        for match in matches:
            if os.path.isdir(match):  # noqa: PTH112
                yield from listing.files(match)
            elif not is_passed_over(match.name):
                yield match

    def _add_all(self, word: Path, paths: Iterable[Path]) -> None:
        """Of the files of a folder or a pattern, those that a reader knows."""
        errors, skips = self._made.errors, len(self._made.skipped)
        before = len(errors)
        try:
            found = [Found(path=path) for path in paths if self._is_readable(path)]
        except SourceError as error:
            errors.append(error)
            del self._made.skipped[skips:]
            return
        self._made.found.extend(found)
        if not found and len(errors) == before:
            hint = f"known are {', '.join(sorted(self._known))}"
            errors.append(SourceError("holds no file that can be read", where=str(word), hint=hint))

    def _is_readable(self, path: Path) -> bool:
        try:
            state = path.stat()
        except OSError as error:
            if error.errno != errno.ELOOP:
                self._skip(path, f"cannot be read: {error.strerror}")
            return False
        if not stat.S_ISREG(state.st_mode):
            self._skip(path, "is no file")
            return False
        return state.st_size > 0 and self._is_known(path)

    def _is_known(self, path: Path) -> bool:
        """A file without a suffix is known by what is in it."""
        suffix = path.suffix.lower()
        try:
            found = suffix or recognition.suffix_of(path, files.head_of(path))
        except SourceError as error:
            self._skip(path, error.message)
            return False
        if found not in self._known:
            self._skip(path, f"no reader knows {suffix or 'a file without suffix'}")
        return found in self._known

    def _skip(self, path: Path, why: str, *, quiet: bool = False) -> None:
        self._made.skipped.append(Skip(where=str(path), why=why, quiet=quiet))

    def _without_repeats(self) -> list[Found]:
        """A file that was named, and is in a folder as well, is read once, where it was named."""
        taken = {os.path.realpath(each.path): each.path for each in self._made.found if each.named}
        kept = []
        for each in self._made.found:
            first = taken.setdefault(os.path.realpath(each.path), each.path)
            if each.named or first is each.path:
                kept.append(each)
            elif os.path.abspath(first) != os.path.abspath(each.path):  # noqa: PTH100
                self._skip(each.path, f"the same as {first.name}", quiet=True)
        return kept

    def _best_forms(self, found: list[Found]) -> list[Found]:
        talks: dict[tuple[Path, str], list[Path]] = {}
        for each in found:
            talks.setdefault(_talk(each.path), []).append(each.path)
        kept = []
        for each in found:
            better = _better(each.path, talks[_talk(each.path)])
            if each.named or better is None:
                kept.append(each)
            else:
                self._skip(each.path, f"the same as {better.name}")
        return kept


def _talk(path: Path) -> tuple[Path, str]:
    return path.parent, unicodedata.normalize("NFC", path.stem).casefold()


def _better(path: Path, forms: list[Path]) -> Path | None:
    """The best of the other forms, where it is better than this one."""
    for order in _FORMS:
        known = [form for form in forms if form.suffix.lower() in order]
        best = min(known, key=lambda form: order.index(form.suffix.lower()), default=path)
        if path in known and best.suffix.lower() != path.suffix.lower():
            return best
    return None


def _with_recordings(found: list[Found]) -> list[Found]:
    """The files that a recording is read along with are marked."""
    owners: dict[Path, Path] = {}
    if len(found) > 1:
        for each in found:
            owners.update(dict.fromkeys(readers.companions(each.path), each.path))
    return [each if each.named else replace(each, beside=owners.get(each.path)) for each in found]


def _natural_path(path: Path) -> list[tuple[list[str | int], str]]:
    return [natural(part) for part in path.parts]
