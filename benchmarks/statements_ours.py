"""The product's own ranking of a conversation: what `repurpose extract FILE --json` puts first.

A document is written down as a plain transcript, read by the product's reader and run through the
product's extraction, as the command does it with no configuration.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import chdir, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from statements_documents import Document

from repurpose.cli.producing import producer
from repurpose.cli.session import Session
from repurpose.extractors import public, worth
from repurpose.extractors.reading import read
from repurpose.model import Asset, Locator, Snippet
from repurpose.production import Producer
from repurpose.text.verbatim import VerbatimIndex

FIRST = 10
TRANSCRIPT = "talk.txt"


class ProductError(Exception):
    """The product cannot do what is asked of it. Its text is one line."""


@dataclass(frozen=True)
class Offer:
    """A snippet, by the utterance that it is of."""

    utterance: int
    text: str
    kind: str
    score: float


@dataclass(frozen=True)
class Ranked:
    """What the product makes of a document.

    Attributes:
        offers: Best first, each utterance once.
        ranking: The utterances of the offers, then all others by their worth.
        seconds: CPU time of reading and extracting.
    """

    offers: tuple[Offer, ...]
    ranking: tuple[int, ...]
    seconds: float

    @property
    def first(self) -> list[dict[str, Any]]:
        return [asdict(offer) for offer in self.offers[:FIRST]]


@contextmanager
def opened() -> Iterator[Product]:
    """The product as somebody uses it who has configured nothing, in a folder of its own."""
    configured = {
        name: os.environ.pop(name) for name in list(os.environ) if name.startswith("REPURPOSE_")
    }
    try:
        with (
            tempfile.TemporaryDirectory(prefix="repurpose bench ") as folder,
            chdir(folder),
            Session() as session,
            producer(session) as makes,
        ):
            # Nothing is kept: each document is read once, and its reading is measured.
            yield Product(Path(folder), replace(makes, cache=None, progress=lambda *_: None))
    finally:
        worth.use(None)
        os.environ.update(configured)


@dataclass(frozen=True)
class Product:
    """The extraction of the product. `folder`: where transcripts are written."""

    folder: Path
    producer: Producer

    def rank(self, document: Document, weights: Path | None = None) -> Ranked:
        """What it offers of a document.

        Args:
            weights: Learned weights to rank with, instead of those of the package.

        Raises:
            ProductError: it failed.
        """
        file = self._written(document)
        worth.use(weights)
        read.cache_clear()
        gc.collect()
        gc.freeze()  # what the measuring itself holds is no cost of the product
        start = time.process_time()
        made = self.producer.extract([file])
        seconds = time.process_time() - start
        if not made.assets:
            raise ProductError(f"{document.doc_id}: {made.errors[0].message}")
        offers = _offers((find.snippet for find in made.finds), made.assets[0], document)
        return Ranked(offers, _all(offers, made.assets[0], document), seconds)

    def command(self, document: Document) -> tuple[Offer, ...]:
        """What the command itself prints of a document, with the package's own weights.

        Raises:
            ProductError: it prints no JSON.
        """
        file = self._written(document)
        words = (sys.executable, "-m", "repurpose", "extract", TRANSCRIPT, "--json")
        done = subprocess.run(
            words, cwd=self.folder, check=False, capture_output=True, encoding="utf-8"
        )
        try:
            printed = json.loads(done.stdout)["snippets"]
        except (ValueError, KeyError):
            said = " ".join(done.stderr.split())[:200]
            raise ProductError(f"{document.doc_id}: the command prints no JSON: {said}") from None
        snippets = (_snippet(each) for each in printed)
        return _offers(snippets, self.producer.read([file]).assets[0], document)

    def _written(self, document: Document) -> Path:
        file = self.folder / TRANSCRIPT
        file.write_text(document.transcript(), encoding="utf-8", newline="\n")
        return file


def _snippet(printed: dict[str, Any]) -> Snippet:
    return Snippet(
        kind=printed["kind"],
        text=printed["text"],
        locator=Locator(**printed["locator"]),
        score=printed["score"],
    )


# ── from snippets to utterances ──


def _offers(snippets: Iterable[Snippet], asset: Asset, document: Document) -> tuple[Offer, ...]:
    """Of several snippets of one utterance the first counts."""
    index = VerbatimIndex(asset)
    spoken = utterances(asset, document)
    cores = _cores(asset)
    offers: dict[int, Offer] = {}
    for snippet in snippets:
        number = cores.get((snippet.text, snippet.locator))
        if number is None:
            number = utterance_of(snippet, index, spoken)
        score = round(snippet.score, 4)
        offers.setdefault(number, Offer(number, snippet.text, snippet.kind, score))
    return tuple(offers.values())


def _cores(asset: Asset) -> dict[tuple[str, Locator], int]:
    """Of each passage, the utterance that it is passed on for: of two sentences, the one that the other
    only heals."""
    reading = read(public(asset, frozenset()))
    return {
        (passage.text, passage.locator): line - 1
        for passage in reading.passages
        if (line := reading.sentences[passage.core].locator.line) is not None
    }


def utterance_of(snippet: Snippet, index: VerbatimIndex, spoken: Sequence[int]) -> int:
    """The utterance that a snippet is of: that of its first word.

    Args:
        spoken: The utterance of each segment.
    """
    spans = index.locate(snippet.text, snippet.locator)
    if spans is None:
        raise ProductError(f"a snippet does not stand in the transcript: {snippet.text[:60]!r}")
    return spoken[spans[0].segment]


def utterances(asset: Asset, document: Document) -> list[int]:
    """The index of the utterance that each segment begins with: by its line, else by its words (where
    somebody says a time, the reader has times for lines)."""
    found: list[int] = []
    ahead = 0
    for segment in asset.segments:
        if segment.locator.line is not None:
            number = segment.locator.line - 1
        else:
            rest = ((n, document.lines[n]) for n in range(ahead, len(document.lines)))
            number = next((n for n, line in rest if line and segment.text.startswith(line)), ahead)
        found.append(min(number, len(document.lines) - 1))
        ahead = number + 1
    return found


def _all(offers: Sequence[Offer], asset: Asset, document: Document) -> tuple[int, ...]:
    """What is offered, then all others by their worth, as the product judges them."""
    offered = [offer.utterance for offer in offers]
    worth = dict.fromkeys(range(len(document.lines)), 0.0)
    for sentence in read(public(asset, frozenset())).sentences:
        if (line := sentence.locator.line) is not None:
            worth[line - 1] = max(worth.get(line - 1, 0.0), sentence.worth)
    others = set(range(len(document.lines))) - set(offered)
    return (*offered, *sorted(others, key=lambda n: (-worth[n], -len(document.lines[n]), n)))
