"""From what a file holds now to what is offered: reads, extracts and drafts with the same means as
any other run, and remembers what was offered."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from repurpose.choosing.find import Find
from repurpose.errors import RepurposeError, SourceError
from repurpose.following.complete import complete, is_complete
from repurpose.following.memory import Memory
from repurpose.following.pacing import Candidate, Pace
from repurpose.model import Asset, Channel, Post, Snippet
from repurpose.production import Draft, Producer
from repurpose.rendering import DoesNotFit
from repurpose.text.similarity import near_duplicate
from repurpose.text.verbatim import VerbatimIndex

SAME_PLACE = 1.0  # seconds between the beginnings of a statement and of its correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A complete statement, and a post of it for each channel that can take it.

    Attributes:
        replaces: The id of an open offer whose words the file has corrected since.
    """

    find: Find
    drafts: tuple[Draft, ...]
    replaces: str | None = None

    @property
    def id(self) -> str:
        return self.find.snippet.id


@dataclass(slots=True, kw_only=True)
class Follower:
    """Attributes:
    producer: Reads, extracts and drafts.
    path: The file, as the user calls it.
    channels: Where posts are for.
    pace: Which statements are offered, and when.
    is_known: Whether a post is in the outbox already: then it is not offered.
    heard: How many complete statements the file held last.
    fault: Why what it holds now cannot be read; None where it can. What was read before goes on
        to hold.
    errors: What went wrong without stopping the rest.
    """

    producer: Producer
    path: Path
    channels: Sequence[Channel]
    pace: Pace
    is_known: Callable[[Post], bool]
    heard: int = 0
    fault: RepurposeError | None = None
    errors: list[RepurposeError] = field(default_factory=list)
    _asset: Asset | None = None
    _index: tuple[Asset, VerbatimIndex] | None = None
    _finds: list[Find] = field(default_factory=list)  # the complete ones, in their order
    _memory: Memory = field(default_factory=Memory)
    _judged: set[str] = field(default_factory=set)
    _first: dict[str, float] = field(default_factory=dict)  # when a statement was first there
    _open: dict[str, Offer] = field(default_factory=dict)
    _is_fresh: bool = False  # something was read since the last offers

    def __post_init__(self) -> None:
        self.producer = replace(
            self.producer, cache=None, language_model=None, progress=lambda name, done, total: None
        )  # each state of the file is read once

    def take(self, content: bytes, *, still: bool) -> None:
        """Read what the file holds now.

        Args:
            still: Nothing has been added for a while.

        Raises:
            SourceError: it is no transcript.
        """
        whole = complete(content, self.path.suffix, still=still)
        if not whole.strip():
            return
        with tempfile.TemporaryDirectory(prefix="repurpose-", ignore_cleanup_errors=True) as folder:
            copy = Path(folder) / self.path.name
            copy.write_bytes(whole)
            made = self.producer.extract([copy])
        self.errors = [self._of_file(error, copy) for error in made.errors]
        self.fault = None if made.assets else next(iter(self.errors), None)
        if not made.assets:
            return
        if made.assets[0].kind != "transcript":
            raise SourceError(
                f"is a {made.assets[0].kind}, no transcript",
                where=str(self.path),
                hint="name the transcript or caption file that grows while people talk",
            )
        digest = hashlib.sha256(content).hexdigest()
        asset = replace(made.assets[0], path=self.path, sha256=digest)
        self._asset = asset
        self._finds = sorted(
            (
                Find(asset=asset, snippet=find.snippet)
                for find in [*made.finds, *made.held]
                if find.snippet.kind != "question"  # whether somebody answers it is not known yet
                and is_complete(find.snippet.text, asset, still=still)
            ),
            key=_place,
        )
        self.heard = len(self._finds)
        self.errors = (
            self.errors if made.finds or made.held else []
        )  # that nothing is in it yet is no error
        self._is_fresh = True

    def offers(self, now: float, *, over: bool = False) -> list[Offer]:
        """What to offer now: corrections of open offers, then new statements.

        Args:
            now: Seconds of a clock that never goes back.
            over: Nothing more seems to come.

        Raises:
            TemplateError: a template is broken.
        """
        there = {find.snippet.id for find in self._finds} if self._is_fresh else set(self._open)
        opened = [offer for offer in self._open.values() if offer.id not in there]
        corrected = [new for old in opened if (new := self._corrected(old))]
        self._is_fresh = False
        candidates = [
            Candidate(
                id=find.snippet.id,
                score=find.snippet.score,
                heard=self._first.setdefault(find.snippet.id, now),
            )
            for find in self._finds
            if self._is_new(find.snippet)
        ]
        scores = [find.snippet.score for find in self._finds]
        chosen, passed = self.pace.choose(candidates, scores, now, over=over)
        for find in self._finds:
            if find.snippet.id in passed:
                self._judge(find.snippet)
        made = (self._offer(find) for find in self._finds if find.snippet.id in chosen)
        return corrected + [offer for offer in made if offer is not None]

    def close(self, id_: str) -> None:
        """An offer was decided about."""
        self._open.pop(id_, None)

    def stands(self, offer: Offer) -> bool:
        """Whether the file still says so, by the same speaker."""
        if self._asset is None:
            return False
        snippet = offer.find.snippet
        spans = self._indexed(self._asset).locate(snippet.text, snippet.locator)
        segments = [self._asset.segments[span.segment] for span in spans or ()]
        return bool(segments) and all(s.speaker == snippet.speaker for s in segments)

    # ── private ──

    def _indexed(self, asset: Asset) -> VerbatimIndex:
        """Made once for each state of the file."""
        if self._index is None or self._index[0] is not asset:
            self._index = (asset, VerbatimIndex(asset))
        return self._index[1]

    def _is_new(self, snippet: Snippet) -> bool:
        if snippet.id in self._judged:
            return False
        if self._memory.knows(snippet.text):
            self._judged.add(snippet.id)
            return False
        return True

    def _judge(self, snippet: Snippet) -> None:
        self._judged.add(snippet.id)
        self._memory.add(snippet.text)

    def _offer(self, find: Find, replaces: str | None = None) -> Offer | None:
        """None where no channel can take it, or each has it."""
        if replaces is None and not self._is_new(find.snippet):
            return None  # another one of the same moment says so
        self._judge(find.snippet)
        drafts: list[Draft] = []
        for channel in self.channels:
            try:
                draft = self.producer.draft(find, channel, self._indexed(find.asset))
            except DoesNotFit:
                continue
            if not self.is_known(draft.post):
                drafts.append(draft)
        if not drafts:
            return None
        offer = Offer(find=find, drafts=tuple(drafts), replaces=replaces)
        self._open[offer.id] = offer
        return offer

    def _corrected(self, old: Offer) -> Offer | None:
        """The same statement as the file has it now, where its words are others."""
        if self.stands(old):
            return None
        new = next((find for find in self._finds if _same(find.snippet, old.find.snippet)), None)
        offer = None if new is None else self._offer(new, replaces=old.id)
        if offer is not None:
            del self._open[old.id]
        return offer

    def _of_file(self, error: RepurposeError, copy: Path) -> RepurposeError:
        where = error.where.replace(str(copy), str(self.path))
        return type(error)(error.message, where=where, hint=error.hint)


def _place(find: Find) -> float:
    place = find.snippet.locator
    return place.start if place.start is not None else float(place.line or 0)


def _same(new: Snippet, old: Snippet) -> bool:
    """Whether one is the other, corrected: it says nearly the same, or stands at the same place."""
    if near_duplicate(new.text, old.text):
        return True
    a, b = new.locator, old.locator
    if a.start is None or b.start is None:
        return a.line is not None and a.line == b.line
    return abs(a.start - b.start) < SAME_PLACE
