"""From what a user names (files, folders, patterns, addresses) to assets. Saves nothing but readings."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from repurpose import caching, collecting, download, readers
from repurpose.collecting import Found, Skip
from repurpose.errors import RepurposeError, SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext

DOUBTFUL = frozenset({".json", ".xml", ".csv", ".tsv"})  # mostly something else than transcripts


@dataclass(slots=True, kw_only=True)
class Gathering:
    """What was read. `errors` are failures that did not stop the rest; `skipped` is no failure; `named`
    are the files that the user named, not their folder."""

    assets: list[Asset] = field(default_factory=list)
    named: set[Path] = field(default_factory=set)
    skipped: list[Skip] = field(default_factory=list)
    errors: list[RepurposeError] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """Reads.

    Attributes:
        language: BCP 47 where the user said it.
        speech_model: The folder of the user's own speech recognition model.
        cache: The folder of what was read before (see `repurpose.readers.cache`).
        makes_cache: Make that folder where it is missing.
        state: The folder of the outbox, which is not read.
        progress: Called with the name of a file and (done, total); of several files, `total` is
            how many they are.
    """

    language: str | None = None
    speech_model: Path | None = None
    cache: Path | None = None
    makes_cache: bool = True
    state: Path | None = None
    progress: Callable[[str, float, int], None] = lambda name, done, total: None

    def read(self, words: Iterable[Path | str]) -> Gathering:
        """Read the files, those of folders and those that fit patterns, and the pages of addresses
        (a str); those that cannot be read are in `errors`."""
        made = Gathering()
        with tempfile.TemporaryDirectory(prefix="repurpose-", ignore_cleanup_errors=True) as folder:
            pages: dict[Path, str] = {}
            paths = list(self._at_hand(words, Path(folder), pages, made.errors))
            collection = collecting.collect(paths, self.state, self.progress)
            made.skipped += collection.skipped
            made.errors += collection.errors
            self._prepare_cache(collection.found)
            for number, found in enumerate(collection.found):
                try:
                    context = self._read_context(found.path, number, len(collection.found))
                    asset = readers.read(found.path, context)
                    _take(made, found, _of_page(asset, pages.get(found.path)))
                except SourceError as error:
                    _leave(made, found, _of_address(error, pages.get(found.path)))
        return made

    def _at_hand(
        self,
        words: Iterable[Path | str],
        folder: Path,
        pages: dict[Path, str],
        errors: list[RepurposeError],
    ) -> Iterator[Path]:
        """Paths as they are; of an address the file that was fetched from it, noted in `pages`."""
        for number, word in enumerate(dict.fromkeys(words)):
            if isinstance(word, Path):
                yield word
                continue
            try:
                room = folder / str(number)
                room.mkdir()
                page = download.fetched(word, room, partial(self.progress, word))
            except SourceError as error:
                errors.append(error)
                continue
            pages[page.path] = page.url
            yield page.path

    def _prepare_cache(self, found: Sequence[Found]) -> None:
        """A mistyped name leaves no folder behind."""
        files = (os.path.isfile(each.path) for each in found)  # noqa: PTH113 - never raises
        if self.cache is not None and self.makes_cache and any(files):
            caching.prepare(self.cache)

    def _read_context(self, path: Path, number: int, files: int) -> ReadContext:
        """For a file, of which there are several."""

        def progress(done: float, total: int) -> None:
            if files > 1:
                done, total = number + done / max(total, 1), files
            self.progress(path.name, done, total)

        if files > 1:
            progress(0, 1)
        return ReadContext(
            language=self.language,
            speech_model=self.speech_model,
            cache=self.cache,
            password=_password,
            progress=progress,
        )


def _of_page(asset: Asset, url: str | None) -> Asset:
    """What was fetched goes away; it is known by its address."""
    return asset if url is None else replace(asset, url=url, path=Path(asset.path.name))


def _of_address(error: SourceError, url: str | None) -> SourceError:
    return error if url is None else SourceError(error.message, where=url, hint=error.hint)


def _password() -> str | None:
    """For protected files; asked only for these."""
    return os.environ.get("REPURPOSE_PASSWORD")


def _take(made: Gathering, found: Found, asset: Asset) -> None:
    """Of a folder, a file is passed over that holds what another one does, and a text that has been
    read with the recording it belongs to."""
    same = (other for other in made.assets if other.sha256 == asset.sha256)
    copy = next((other for other in same if other.segments == asset.segments), None)
    if found.named:
        made.named.add(found.path)
    elif found.beside is not None and all(s.locator.start is not None for s in asset.segments):
        made.skipped.append(Skip(where=str(found.path), why=_with(found.beside), quiet=True))
        return
    elif copy is not None:
        made.skipped.append(Skip(where=str(found.path), why=f"the same as {copy.path.name}"))
        return
    made.assets.append(asset)


def _leave(made: Gathering, found: Found, error: SourceError) -> None:
    """A file of a folder that only may be a transcript, and is none, is no failure; what is wrong
    with a file beside a recording is said of the recording."""
    if found.beside is not None:
        made.skipped.append(Skip(where=str(found.path), why=_with(found.beside), quiet=True))
    elif not found.named and found.path.suffix.lower() in DOUBTFUL:
        made.skipped.append(Skip(where=str(found.path), why=error.message))
    else:
        made.errors.append(error)


def _with(recording: Path) -> str:
    return f"is read with {recording.name}"
