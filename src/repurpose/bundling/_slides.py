"""A deck lined up with a talk: which of its slides were shown when, and whether it is the talk's."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repurpose.bundling._course import Run, course
from repurpose.bundling._talk import Talk, heard, rarity
from repurpose.bundling._terms import terms
from repurpose.bundling._wording import wording
from repurpose.model import Segment

SHOWN = ("title", "body", "table", "chart")
WORDY = 2.0  # rare words that a slide needs to be found
WINDOW = 12  # pieces: some two minutes
CLEAR = 0.5  # of a rare word: a piece in which a slide is heard
SILENT = 10  # pieces without a word of a slide, behind which it is no longer sure that it is shown
# Measured on the real decks and talks (`benchmarks/bundling.py`): a slide counts as found where so
# much of it is said within a window.
FOUND_WORDS, FOUND_SHARE = 2.0, 0.3
SURE_WORDS, SURE_SHARE = 3.0, 0.5
# Of the slides of unrelated decks, a third are found at most, and only where they are few.
LEAST_FOUND, SHARE_FOUND, MORE_FOUND = 3, 0.25, 1.5
FEW = 5  # slides: of a shorter deck the order says little, and more of it must be said
SHARE_SURE = 0.6
SHUFFLES, FEWEST_SHUFFLES = 12, 4
QUICK = 500_000  # slides times pieces, of all shuffles together
MOST = 4_000_000  # slides times pieces; some 500 slides and ten hours: what is larger is not tried
LEAST_GAIN, LEAST_DEVIATIONS = 3.0, 2.0  # of the true order over orders by chance


@dataclass(frozen=True, slots=True)
class Deck:
    """The words of each slide that shows some, in order."""

    slides: tuple[int, ...]
    words: tuple[frozenset[str], ...]
    rarities: dict[str, float]

    def mass(self, words: Iterable[str]) -> float:
        return sum(self.rarities[word] for word in words)


@dataclass(frozen=True, slots=True)
class Shown:
    """A slide that was found in the talk: from the first piece in which it is heard to the last.
    What is said between two slides may belong to either, and is given to neither."""

    slide: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LinedUp:
    """A deck and a talk. `wordy`: how many slides could be found."""

    shown: tuple[Shown, ...]
    found: int
    wordy: int
    belongs: bool

    def at(self, piece: int) -> int | None:
        """The slide shown during a piece, where that is sure enough."""
        for each in self.shown:
            if each.first <= piece <= each.last:
                return each.slide
        return None


def deck(segments: Sequence[Segment]) -> Deck:
    """The words of the slides."""
    words = wording(segments, SHOWN)
    slides: dict[int, set[str]] = {}
    for word, number in zip(words.plain, words.segment, strict=True):
        sheet = segments[number].locator.sheet
        if sheet is not None and terms(word):
            slides.setdefault(sheet, set()).add(word)
    ordered = dict(sorted(slides.items()))
    on = Counter(word for each in ordered.values() for word in each)
    rarities = {word: rarity(count, len(ordered)) for word, count in on.items()}
    return Deck(tuple(ordered), tuple(map(frozenset, ordered.values())), rarities)


def line_up(a_deck: Deck, a_talk: Talk) -> LinedUp:
    """Find the slides in the talk. Time: slides times pieces."""
    heard_in = _heard(a_deck, a_talk)
    likelihood, runs = course(heard_in, len(a_talk))
    wordy = [n for n, words in enumerate(a_deck.words) if a_deck.mass(words) >= WORDY]
    shown: list[Shown] = []
    places: set[int] = set()
    sure: set[int] = set()
    for run in runs:
        said, share = _said(a_deck, a_talk, run)
        if said < FOUND_WORDS or share < FOUND_SHARE:
            continue
        places.add(run.place)
        if said >= SURE_WORDS and share >= SURE_SHARE:
            sure.add(run.place)
        shown.append(_shown(a_deck.slides[run.place], run, heard_in[run.place]))
    belongs = _belongs(len(wordy), len(places), len(sure)) and (
        len(wordy) < FEW or _in_order(heard_in, len(a_talk), likelihood)
    )
    return LinedUp(tuple(shown), len(places), max(len(wordy), len(places)), belongs)


def may_belong(a_deck: Deck, a_talk: Talk) -> bool:
    """Whether enough of the slides' words are said at all; quick."""
    if len(a_deck.slides) * len(a_talk) > MOST:
        return False
    said = a_talk.said.keys()
    wordy = found = 0
    for words in a_deck.words:
        mass = a_deck.mass(words)
        if mass >= WORDY:
            wordy += 1
            spoken = [w for w in words if sum(t in said for t in terms(w)) >= len(terms(w)) / 2]
            found += a_deck.mass(spoken) >= FOUND_SHARE * mass
    return found >= 2 and (wordy < FEW or found >= SHARE_FOUND * wordy + MORE_FOUND)


def _heard(a_deck: Deck, a_talk: Talk) -> list[dict[int, float]]:
    """What of each slide is heard in each piece. A word counts by how few slides have it and how
    seldom it is said; twice in one piece it counts once."""
    shares = [_shares(words) for words in a_deck.words]
    on = Counter(term for each in shares for term in each)
    made: list[dict[int, float]] = []
    for each in shares:
        pieces: dict[int, float] = {}
        for term, share in each.items():
            said = a_talk.said.get(term, ())
            weight = share * rarity(on[term], len(shares)) * rarity(len(said), len(a_talk))
            if weight:
                for piece in said:
                    pieces[piece] = pieces.get(piece, 0.0) + weight
        made.append(pieces)
    return made


def _shares(words: Iterable[str]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for word in words:
        parts = terms(word)
        for part in parts:
            shares[part] = max(shares.get(part, 0.0), 1 / len(parts))
    return shares


def _said(a_deck: Deck, a_talk: Talk, run: Run) -> tuple[float, float]:
    """How many rare words of a slide are said in the best window of a run, and which share."""
    words = [word for word in a_deck.words[run.place] if a_deck.rarities[word] > 0]
    whole = a_deck.mass(words)
    if whole < WORDY:
        return 0.0, 0.0
    best = 0.0
    for first in range(run.first, max(run.first + 1, run.stop - WINDOW + 1)):
        spoken = frozenset().union(*a_talk.spoken[first : min(run.stop, first + WINDOW)])
        best = max(best, a_deck.mass(word for word in words if heard(word, spoken)))
    return best, best / whole


def _shown(slide: int, run: Run, heard_in: dict[int, float]) -> Shown:
    """Where a slide is heard most: pieces with clear words of it that are near each other."""
    clear = [n for n in range(run.first, run.stop) if heard_in.get(n, 0.0) >= CLEAR]
    if not clear:
        clear = [max(range(run.first, run.stop), key=lambda n: heard_in.get(n, 0.0))]
    groups = [[clear[0]]]
    for number in clear[1:]:
        if number - groups[-1][-1] > SILENT:
            groups.append([])
        groups[-1].append(number)
    most = max(groups, key=lambda group: sum(heard_in.get(n, 0.0) for n in group))
    return Shown(slide, most[0], most[-1])


def _belongs(wordy: int, found: int, sure: int) -> bool:
    if wordy < 2:
        return False
    if wordy < FEW:
        return sure >= 2 and sure >= SHARE_SURE * wordy
    return found >= max(LEAST_FOUND, SHARE_FOUND * wordy + MORE_FOUND)


def _in_order(heard_in: Sequence[dict[int, float]], pieces: int, likelihood: float) -> bool:
    """Whether the slides fit the talk better in their order than in others."""
    chance = random.Random(len(heard_in))  # noqa: S311 - the same each time
    others: list[float] = []
    shuffles = QUICK // (len(heard_in) * pieces)
    for _ in range(min(SHUFFLES, max(FEWEST_SHUFFLES, shuffles))):
        shuffled = list(heard_in)
        chance.shuffle(shuffled)
        others.append(course(shuffled, pieces)[0])
    gain = likelihood - statistics.fmean(others)
    return gain >= LEAST_GAIN and gain >= LEAST_DEVIATIONS * (statistics.pstdev(others) + 0.3)
