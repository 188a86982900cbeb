"""From files to drafted posts: read, extract, render, choose. Saves nothing, sends nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from repurpose import bundling, collecting, download, extractors, readers
from repurpose.bundling import Bundle
from repurpose.collecting import Found, Skip
from repurpose.errors import RepurposeError, SourceError
from repurpose.model import Asset, Channel, Event, Part, Post, Snippet, post_id
from repurpose.outbox.entry import Source
from repurpose.protocols import ExtractContext, ReadContext
from repurpose.readers import cache
from repurpose.rendering import DoesNotFit, Renderer
from repurpose.text.verbatim import VerbatimIndex

THEME_BONUS = 0.25
DOUBTFUL = frozenset({".json", ".xml", ".csv", ".tsv"})  # mostly something else than transcripts


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A snippet, with the asset it comes from."""

    asset: Asset
    snippet: Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post, with what it is made of."""

    post: Post
    channel: Channel
    find: Find
    sources: tuple[Source, ...]


@dataclass(slots=True, kw_only=True)
class Production:
    """What a run made. `errors` are failures that did not stop the rest; `skipped` is no failure.
    `named` are the files that the user named, not their folder."""

    assets: list[Asset] = field(default_factory=list)
    named: set[Path] = field(default_factory=set)
    skipped: list[Skip] = field(default_factory=list)
    finds: list[Find] = field(default_factory=list)
    found: dict[str, set[str]] = field(default_factory=dict)  # asset: its snippets, repeats too
    events: list[Event] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    errors: list[RepurposeError] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(
        default_factory=dict
    )  # channel: why a snippet is not used


@dataclass(frozen=True, slots=True, kw_only=True)
class Producer:
    """Makes posts.

    Attributes:
        renderer: Renders a snippet for a channel.
        include: "notes" and "hidden" where the user wants private text used.
        language: BCP 47 where the user said it.
        speech_model: The folder of the user's own speech recognition model.
        theme: Words; snippets that mention one come first.
        cache: The folder of what was read before (see `repurpose.readers.cache`).
        makes_cache: Make that folder where it is missing.
        state: The folder of the outbox, which is not read.
        progress: Called with the name of a file and (done, total); of several files, `total` is
            how many they are.
    """

    renderer: Renderer
    include: frozenset[str] = frozenset()
    language: str | None = None
    speech_model: Path | None = None
    theme: str | None = None
    cache: Path | None = None
    makes_cache: bool = True
    state: Path | None = None
    progress: Callable[[str, float, int], None] = lambda name, done, total: None

    def read(self, words: Iterable[Path | str]) -> Production:
        """Read the files, those of folders and those that fit patterns, and the pages of addresses
        (a str); those that cannot be read are in `errors`."""
        made = Production()
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

    def extract(self, words: Iterable[Path | str]) -> Production:
        """Read the files and find what is worth passing on, best first, nothing twice."""
        made = self.read(words)
        found: list[Find] = []
        for asset in made.assets:
            extraction = extractors.extract(asset, ExtractContext(theme=self.theme), self.include)
            made.errors.extend(extraction.errors)
            made.found[asset.sha256] = {snippet.id for snippet in extraction.snippets}
            if not extraction.snippets:
                _leave_empty(made, asset)
            found.extend(self._raised(Find(asset=asset, snippet=s)) for s in extraction.snippets)
        bundle = bundling.bundle([extractors.public(each, self.include) for each in made.assets])
        made.events.extend(bundle.events)
        made.finds = _without_repeats(sorted(found, key=_rank), bundle)
        return made

    def produce(
        self, words: Iterable[Path | str], channels: Sequence[Channel], limit: int
    ) -> Production:
        """Read, extract and draft at most `limit` posts for each channel.

        Raises:
            TemplateError: a template is broken.
        """
        made = self.extract(words)
        texts: set[str] = set()
        indexes: dict[str, VerbatimIndex] = {}
        for channel in channels:
            reasons = made.left_out.setdefault(channel.label, [])
            for find, parts in self._choose(made.finds, channel, limit, texts, reasons):
                if find.asset.sha256 not in indexes:
                    indexes[find.asset.sha256] = VerbatimIndex(find.asset)
                sources = _sources(indexes[find.asset.sha256], find)
                made.drafts.append(_draft(find, channel, parts, sources))
        return made

    def _choose(
        self,
        finds: Sequence[Find],
        channel: Channel,
        limit: int,
        texts: set[str],
        reasons: list[str],
    ) -> list[tuple[Find, tuple[Part, ...]]]:
        """The best that fit in one part; where these are too few, the best as threads."""
        single: list[tuple[Find, tuple[Part, ...]]] = []
        threads: list[tuple[Find, tuple[Part, ...]]] = []
        for find in finds:
            try:
                parts = self.renderer.render(find.snippet, find.asset, channel)
            except DoesNotFit as reason:
                reasons.append(f"{find.snippet.id}: {reason}")
                continue
            if parts[0].text in texts:
                reasons.append(f"{find.snippet.id}: says what another post says")
                continue
            texts.add(parts[0].text)
            (single if len(parts) == 1 else threads).append((find, parts))
            if len(single) == limit:
                break
        return sorted((single + threads)[:limit], key=lambda pair: _rank(pair[0]))

    def _prepare_cache(self, found: Sequence[Found]) -> None:
        """A mistyped name leaves no folder behind."""
        files = (os.path.isfile(each.path) for each in found)  # noqa: PTH113 - never raises
        if self.cache is not None and self.makes_cache and any(files):
            cache.prepare(self.cache)

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

    def _raised(self, find: Find) -> Find:
        words = (self.theme or "").casefold().split()
        if not any(word in find.snippet.text.casefold() for word in words):
            return find
        score = min(1.0, find.snippet.score + THEME_BONUS)
        return replace(find, snippet=replace(find.snippet, score=score))


def _of_page(asset: Asset, url: str | None) -> Asset:
    """What was fetched goes away; it is known by its address."""
    return asset if url is None else replace(asset, url=url, path=Path(asset.path.name))


def _of_address(error: SourceError, url: str | None) -> SourceError:
    return error if url is None else SourceError(error.message, where=url, hint=error.hint)


def _password() -> str | None:
    """For protected files; asked only for these."""
    return os.environ.get("REPURPOSE_PASSWORD")


def _take(made: Production, found: Found, asset: Asset) -> None:
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


def _leave(made: Production, found: Found, error: SourceError) -> None:
    """A file of a folder that only may be a transcript, and is none, is no failure; what is wrong
    with a file beside a recording is said of the recording."""
    if found.beside is not None:
        made.skipped.append(Skip(where=str(found.path), why=_with(found.beside), quiet=True))
    elif not found.named and found.path.suffix.lower() in DOUBTFUL:
        made.skipped.append(Skip(where=str(found.path), why=error.message))
    else:
        made.errors.append(error)


def _leave_empty(made: Production, asset: Asset) -> None:
    error = _nothing_in(asset)
    if asset.path in made.named:
        made.errors.append(error)
    else:
        made.skipped.append(Skip(where=str(asset.path), why=error.message))


def _with(recording: Path) -> str:
    return f"is read with {recording.name}"


def _rank(find: Find) -> float:
    """Best first; equals stay in the order of the files and of their text."""
    return -find.snippet.score


def _without_repeats(finds: Sequence[Find], bundle: Bundle) -> list[Find]:
    """Of the same statement in several files, the best; one file's are told apart already."""
    kept = bundle.without_repeats([(find.snippet, find.asset.sha256) for find in finds])
    return [replace(finds[number], snippet=snippet) for number, snippet in kept]


def _sources(index: VerbatimIndex, find: Find) -> tuple[Source, ...]:
    """The segments the words stand in, with their places."""
    spans = index.locate(find.snippet.text, find.snippet.locator) or ()
    marks: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        marks.setdefault(span.segment, []).append((span.start, span.end))
    return tuple(
        Source(
            text=(segment := find.asset.segments[number]).text,
            locator=segment.locator,
            speaker=segment.speaker,
            role=segment.role,
            marks=tuple(places),
        )
        for number, places in marks.items()
    )


def _draft(
    find: Find, channel: Channel, parts: tuple[Part, ...], sources: tuple[Source, ...]
) -> Draft:
    post = Post(
        id=post_id(channel.name, channel.account, find.snippet.id),
        channel=channel.name,
        account=channel.account,
        parts=parts,
        snippets=(find.snippet.id,),
        language=find.snippet.language,
    )
    return Draft(post=post, channel=channel, find=find, sources=sources)


def _nothing_in(asset: Asset) -> SourceError:
    where = asset.url or str(asset.path)
    if not asset.segments and asset.kind == "deck":
        return SourceError(
            "has no text: its slides are empty, or pictures",
            where=where,
            hint="take the deck that the pictures were made from",
        )
    if not asset.segments:
        return SourceError(
            f"has no text: {next(iter(asset.faults), 'nothing is said in it')}",
            where=where,
            hint="is it the right file?",
        )
    return SourceError(
        "nothing in it is worth posting: no complete statement, statistic or quote was found",
        where=where,
        hint=f"see what was read: repurpose read {asset.url or asset.path.name!r}",
    )
