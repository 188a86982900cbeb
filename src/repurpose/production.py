"""From files to drafted posts: read, extract, render, choose. Saves nothing; sends nothing, but to
the language model where the user configured one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose import bundling, extractors, hosting
from repurpose.bundling import Bundle
from repurpose.channels.checking import text_breaches
from repurpose.choosing.choice import Choice, Chooser, Wishes
from repurpose.choosing.find import Find, address, rank
from repurpose.choosing.history import Memory
from repurpose.choosing.repeats import Repeat, without_translations
from repurpose.choosing.themes import themed, words_of
from repurpose.collecting import Skip
from repurpose.errors import RepurposeError, SourceError
from repurpose.garbage import rarely_collected
from repurpose.gathering import Gatherer
from repurpose.model import Asset, Channel, Event, Media, Part, Post, post_id
from repurpose.outbox.entry import Source
from repurpose.outlining import outlines
from repurpose.protocols import ExtractContext
from repurpose.rendering import DoesNotFit, Outline, Renderer, heads
from repurpose.rendering.headings import known_title
from repurpose.screening import Policy, screen_all
from repurpose.text.verbatim import VerbatimIndex

if TYPE_CHECKING:
    from repurpose.language_model import LanguageModel


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
    `named` are the files that the user named, not their folder; `held` what the screens hold back,
    which is not drafted."""

    assets: list[Asset] = field(default_factory=list)
    named: set[Path] = field(default_factory=set)
    skipped: list[Skip] = field(default_factory=list)
    finds: list[Find] = field(default_factory=list)
    held: list[Find] = field(default_factory=list)
    found: dict[str, set[str]] = field(default_factory=dict)  # asset: its snippets, repeats too
    events: list[Event] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    errors: list[RepurposeError] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)  # said by another find, too
    choices: list[Choice] = field(default_factory=list)  # one a channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Producer:
    """Makes posts.

    Attributes:
        renderer: Renders a snippet for a channel.
        include: "notes" and "hidden" where the user wants private text used.
        kinds: The kinds of snippets wanted; empty: all.
        today: The day of the run: what is over is not announced.
        language: BCP 47 where the user said it.
        speech_model: The folder of the user's own speech recognition model.
        language_model: Ranks what was found and proposes more.
        wishes: The user's themes and audiences, and how many of a kind.
        memory: What was posted before.
        name: A channel as its users call it.
        policy: What is held back, and what the user allows.
        cache: The folder of what was read before (see `repurpose.readers.cache`).
        makes_cache: Make that folder where it is missing.
        state: The folder of the outbox, which is not read.
        hosts: Where assets are put up by earlier runs, by their sha256: the address, or the id of the
            post that waits to be live.
        progress: Called with the name of a file and (done, total); of several files, `total` is
            how many they are.
    """

    renderer: Renderer
    include: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    today: date | None = None
    language: str | None = None
    speech_model: Path | None = None
    language_model: LanguageModel | None = None
    wishes: Wishes = field(default_factory=Wishes)
    memory: Memory = field(default_factory=Memory)
    name: Callable[[Channel], str] = lambda channel: channel.label
    policy: Policy = field(default_factory=Policy)
    cache: Path | None = None
    makes_cache: bool = True
    state: Path | None = None
    hosts: Mapping[str, str] = field(default_factory=dict)
    progress: Callable[[str, float, int], None] = lambda name, done, total: None

    @property
    def theme(self) -> str | None:
        """The words of the themes, for extractors."""
        return words_of(self.wishes.themes)

    def read(self, words: Iterable[Path | str]) -> Production:
        """Read the files, those of folders and those that fit patterns, and the pages of addresses
        (a str); those that cannot be read are in `errors`."""
        gathered = Gatherer(
            language=self.language,
            speech_model=self.speech_model,
            cache=self.cache,
            makes_cache=self.makes_cache,
            state=self.state,
            progress=self.progress,
        ).read(words)
        return Production(
            assets=gathered.assets,
            named=gathered.named,
            skipped=gathered.skipped,
            errors=gathered.errors,
        )

    @rarely_collected()
    def extract(self, words: Iterable[Path | str]) -> Production:
        """Read the files and find what is worth passing on, best first, nothing twice."""
        made = self.read(words)
        found: list[Find] = []
        context = ExtractContext(theme=self.theme, today=self.today)
        for asset in made.assets:
            extraction = extractors.extract(asset, context, self.include, self.kinds)
            if self.language_model is not None:
                advise = self.language_model.advise
                extraction = advise(asset, extraction, self.include, self.progress)
                if self.kinds:
                    chosen = tuple(s for s in extraction.snippets if s.kind in self.kinds)
                    extraction = replace(extraction, snippets=chosen)
            made.errors.extend(extraction.errors)
            made.found[asset.sha256] = {snippet.id for snippet in extraction.snippets}
            if not extraction.snippets:
                _leave_empty(made, asset, self.kinds)
            found.extend(Find(asset=asset, snippet=snippet) for snippet in extraction.snippets)
        found = [themed(find, self.wishes.themes) for find in found]
        bundle = bundling.bundle([extractors.public(each, self.include) for each in made.assets])
        made.events.extend(bundle.events)
        made.finds, made.repeats = _without_repeats(sorted(found, key=rank), bundle)
        made.finds, translated = without_translations(made.finds, self.language)
        made.repeats += translated
        made.finds, made.held = _screened(made.finds, self.policy)
        return made

    def produce(
        self, words: Iterable[Path | str], channels: Sequence[Channel], limit: int
    ) -> Production:
        """Read, extract and draft at most `limit` posts for each channel.

        Raises:
            TemplateError: a template is broken.
        """
        made = self.extract(words)
        chooser = Chooser(
            finds=[*made.finds, *made.held],
            limit=limit,
            wishes=self.wishes,
            memory=self.memory,
            paths=frozenset(address(asset) for asset in made.assets),
            name=self.name,
        )
        indexes: dict[str, VerbatimIndex] = {}
        talks = outlines(made.assets, made.events, self.policy, self.include)
        links = hosting.Links(made.events, self.hosts)
        for channel in sorted(channels, key=lambda channel: hosting.hosts(channel.rules) is None):
            render = partial(self._rendered, channel, talks, set(), links)
            choice = chooser.choose(channel, render)
            made.choices.append(choice)
            taken: set[str] = set()
            for pick in choice.picks:
                asset = pick.find.asset
                if asset.sha256 not in indexes:
                    indexes[asset.sha256] = VerbatimIndex(asset)
                sources = sources_of(indexes[asset.sha256], pick.find)
                parts = pick.parts
                if not taken.isdisjoint(heads(parts)):
                    other = self._parts(pick.find, channel, talks, links, taken)
                    parts = parts if isinstance(other, str) else other
                taken |= heads(parts)
                draft = _draft(pick.find, channel, parts, sources, pick.post)
                made.drafts.append(draft)
                if hosting.hosts(channel.rules) is not None:
                    links.note(asset.sha256, draft.post.id)
        order = {channel.label: place for place, channel in enumerate(channels)}
        made.drafts.sort(key=lambda draft: order[draft.channel.label])
        made.choices.sort(key=lambda choice: order[choice.channel.label])
        return made

    def _rendered(
        self,
        channel: Channel,
        talks: Mapping[str, Outline],
        hosted: set[str],
        links: hosting.Links,
        find: Find,
    ) -> tuple[Part, ...] | str:
        """The parts of a post, or why there are none.

        Args:
            hosted: The assets that have a post there already, where the channel shows the file itself
                (a video, a deck): one is enough. Noted here.
            links: Where the assets themselves are put up; a link of the user's own goes first.
        """
        host = hosting.hosts(channel.rules)
        if host is not None:
            what, kinds = host
            if find.asset.kind not in kinds:
                return f"it shows {what}, and this is none"
            if find.asset.sha256 in hosted:
                return "the file has a post there already"
        parts = self._parts(find, channel, talks, links)
        if not isinstance(parts, str):
            hosted.add(find.asset.sha256)
        return parts

    def _parts(
        self,
        find: Find,
        channel: Channel,
        talks: Mapping[str, Outline],
        links: hosting.Links,
        taken: Collection[str] = (),
    ) -> tuple[Part, ...] | str:
        """The same, whatever the channel shows. `taken`: the headings of its other posts."""
        if hosting.hosts(channel.rules) is None and channel.link is None:
            channel = replace(channel, link=links.of(find.asset.sha256))
        outline = talks.get(find.asset.sha256)
        try:
            parts = self.renderer.render(find.snippet, find.asset, channel, outline, taken)
        except DoesNotFit as reason:
            return str(reason)
        broken = (line for part in parts for line in text_breaches(part, channel.rules))
        if (fault := next(broken, None)) is not None:
            return fault
        return parts if hosting.hosts(channel.rules) is None else _with_video(parts, find.asset)

    def draft(self, find: Find, channel: Channel, index: VerbatimIndex) -> Draft:
        """One post of one snippet. `index`: of its asset.

        Raises:
            DoesNotFit: the channel cannot take it.
            TemplateError: a template is broken.
        """
        parts = self.renderer.render(find.snippet, find.asset, channel)
        return _draft(find, channel, parts, sources_of(index, find))


def _with_video(parts: tuple[Part, ...], asset: Asset) -> tuple[Part, ...]:
    """The parts, with the video itself on the first, where the file is one."""
    if asset.kind != "video" or asset.url is not None:
        return parts
    alt = known_title(asset) or asset.path.stem
    video = Media(path=asset.path.resolve(), kind="video", alt=alt)
    return (replace(parts[0], media=(video,)), *parts[1:])


def _leave_empty(made: Production, asset: Asset, kinds: frozenset[str]) -> None:
    error = _nothing_in(asset, kinds)
    if asset.path in made.named:
        made.errors.append(error)
    else:
        made.skipped.append(Skip(where=str(asset.path), why=error.message))


def _screened(finds: Sequence[Find], policy: Policy) -> tuple[list[Find], list[Find]]:
    """What may be drafted, and what is held back, with the reasons."""
    of_asset: dict[int, list[int]] = {}
    for number, find in enumerate(finds):
        of_asset.setdefault(id(find.asset), []).append(number)
    screened = list(finds)
    for numbers in of_asset.values():
        asset = finds[numbers[0]].asset
        holds = screen_all([finds[number].snippet for number in numbers], asset, policy)
        for number, why in zip(numbers, holds, strict=True):
            if why:
                find = finds[number]
                holds_of_it = (*find.snippet.holds, *why)  # an extractor may have its own
                screened[number] = replace(find, snippet=replace(find.snippet, holds=holds_of_it))
    free = [find for find in screened if not find.snippet.holds]
    return free, [find for find in screened if find.snippet.holds]


def _without_repeats(finds: Sequence[Find], bundle: Bundle) -> tuple[list[Find], list[Repeat]]:
    """Of the same statement in several files, the best; one file's are told apart already."""
    kept, repeats = bundle.without_repeats([(find.snippet, find.asset.sha256) for find in finds])
    stay = {
        number: finds[number]
        if snippet is finds[number].snippet
        else replace(finds[number], snippet=snippet)
        for number, snippet in kept
    }
    return list(stay.values()), [
        Repeat(find=finds[number], of=stay[of]) for number, of in repeats.items()
    ]


def sources_of(index: VerbatimIndex, find: Find) -> tuple[Source, ...]:
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
    find: Find,
    channel: Channel,
    parts: tuple[Part, ...],
    sources: tuple[Source, ...],
    id_: str | None = None,
) -> Draft:
    post = Post(
        id=id_ or post_id(channel.name, channel.account, find.snippet.id),
        channel=channel.name,
        account=channel.account,
        parts=parts,
        snippets=(find.snippet.id,),
        language=find.snippet.language,
        waits_for=hosting.awaited(parts),
    )
    return Draft(post=post, channel=channel, find=find, sources=sources)


def _nothing_in(asset: Asset, kinds: frozenset[str] = frozenset()) -> SourceError:
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
    if kinds:
        return SourceError(
            f"holds no {' and no '.join(sorted(kinds))} that stands by itself",
            where=where,
            hint="leave --kinds away to see what else is in it",
        )
    return SourceError(
        "nothing in it is worth posting: no complete statement, statistic or quote was found",
        where=where,
        hint=f"see what was read: repurpose read {asset.url or str(asset.path)!r}",
    )
