"""From files to drafted posts: read, extract, render, choose. Saves nothing, sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from repurpose import extractors, readers
from repurpose.errors import RepurposeError, SourceError
from repurpose.model import Asset, Channel, Part, Post, Snippet, post_id
from repurpose.outbox.entry import Source
from repurpose.protocols import ExtractContext, ReadContext
from repurpose.rendering import DoesNotFit, Renderer
from repurpose.text.similarity import near_duplicate
from repurpose.text.verbatim import VerbatimIndex

THEME_BONUS = 0.25


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
    """What a run made. `errors` are failures that did not stop the rest."""

    assets: list[Asset] = field(default_factory=list)
    finds: list[Find] = field(default_factory=list)
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
        progress: Called with the name of a file and (done, total).
    """

    renderer: Renderer
    include: frozenset[str] = frozenset()
    language: str | None = None
    speech_model: Path | None = None
    theme: str | None = None
    progress: Callable[[str, int, int], None] = lambda name, done, total: None

    def read(self, paths: Iterable[Path]) -> Production:
        """Read the files; those that cannot be read are in `errors`."""
        made = Production()
        for path in dict.fromkeys(paths):
            try:
                made.assets.append(readers.read(path, self._read_context(path)))
            except SourceError as error:
                made.errors.append(error)
        return made

    def extract(self, paths: Iterable[Path]) -> Production:
        """Read the files and find what is worth passing on, best first, nothing twice."""
        made = self.read(paths)
        found: list[Find] = []
        for asset in made.assets:
            extraction = extractors.extract(asset, ExtractContext(theme=self.theme), self.include)
            made.errors.extend(extraction.errors)
            if not extraction.snippets:
                made.errors.append(_nothing_in(asset))
            found.extend(self._raised(Find(asset=asset, snippet=s)) for s in extraction.snippets)
        made.finds = _without_repeats(sorted(found, key=_rank))
        return made

    def produce(self, paths: Iterable[Path], channels: Sequence[Channel], limit: int) -> Production:
        """Read, extract and draft at most `limit` posts for each channel.

        Raises:
            TemplateError: a template is broken.
        """
        made = self.extract(paths)
        texts: set[str] = set()
        indexes = {asset.sha256: VerbatimIndex(asset) for asset in made.assets}
        for channel in channels:
            reasons = made.left_out.setdefault(channel.label, [])
            for find, parts in self._choose(made.finds, channel, limit, texts, reasons):
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

    def _read_context(self, path: Path) -> ReadContext:
        return ReadContext(
            language=self.language,
            speech_model=self.speech_model,
            progress=lambda done, total: self.progress(path.name, done, total),
        )

    def _raised(self, find: Find) -> Find:
        words = (self.theme or "").casefold().split()
        if not any(word in find.snippet.text.casefold() for word in words):
            return find
        score = min(1.0, find.snippet.score + THEME_BONUS)
        return replace(find, snippet=replace(find.snippet, score=score))


def _rank(find: Find) -> float:
    """Best first; equals stay in the order of the files and of their text."""
    return -find.snippet.score


def _without_repeats(finds: Sequence[Find]) -> list[Find]:
    """Of the same statement in several files, the best; one file's are told apart already."""
    kept: list[Find] = []
    for find in finds:
        others = (k for k in kept if k.asset.sha256 != find.asset.sha256)
        if not any(near_duplicate(k.snippet.text, find.snippet.text) for k in others):
            kept.append(find)
    return kept


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
    if not asset.segments:
        return SourceError(
            "has no text: its slides are empty, or pictures",
            where=str(asset.path),
            hint="take the deck that the pictures were made from",
        )
    return SourceError(
        "nothing in it is worth posting: no complete statement, statistic or quote was found",
        where=str(asset.path),
        hint=f"see what was read: repurpose read {asset.path.name!r}",
    )
