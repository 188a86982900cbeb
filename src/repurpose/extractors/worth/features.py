"""What a machine can tell of each sentence of a talk: how long it is, how rare its words are, where it
stands, what it answers, whom it follows. Numbers only; learned weights make a judgement of them.

Which features carry a ranking of talk, and which do not, was measured on meetings, calls and debates
with known answers; see benchmarks/train_statements.py.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from repurpose.extractors.worth.lexicon import BACK, CONNECTIVE, COUNTED, FILLER, IT, MASKS, STOP

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"(?<=[a-zäöüéèàç,] )[A-ZÄÖÜ]\w")
_TWICE = re.compile(r"\b(\w+) \1\b")
_STANCE_WORDS = (
    "endlich deshalb darf muss müssen verdient gemeinsam solidarität respekt skandal sollte genug "
    "stoppen freiheit demokratie europa menschen gerechtigkeit verantwortung dank herzlichen glückwunsch "
    "enfin ensemble respect assez liberté responsabilité finalmente insieme rispetto basta libertà "
    "responsabilità"
)
_STANCE = frozenset(_STANCE_WORDS.split())
_THANKS = frozenset(["thank", "thanks", "dank", "danke", "merci", "grazie", "herzlichen"])
_PERCENT = ("%", "percent", "per cent", "prozent", "pour cent", "per cento")
_NEAR, _FAR, _AHEAD = 6, 20, 15  # sentences around
_BITS = len(COUNTED)
_COUNTED_MASK = (1 << _BITS) - 1

NAMES = (
    "words", "log_words", "words_to_25", "characters", "content", "log_content", "rarity", "rarest",
    "mean_rarity", "tfidf", "topical", "new", "new_later", "new_others", "place", "from_turn_start",
    "to_turn_end", "turn_sentences", "turn_words", "words_before", "words_after", "turn_first",
    "turn_last", "words_previous", "words_next", "question_before", "question_next", "like_previous",
    "like_next", "rarity_before", "rarity_next", "agreed", "speaker_changes", "back_channel",
    "back_channel_next", "speaker_share", "numbers", "percent", "capitals", "question", "exclamation",
    "stop", "begins_capital", "commas", "begins_connective", "begins_it", "distinct", "word_length",
    "long_words", "from_end", "from_start",
    *COUNTED, *(f"{name}_share" for name in COUNTED), "stance",
    "rarity_near", "rarity_far", "tfidf_near", "tfidf_far", "log_words_near", "log_words_far",
    "rank_near", "rank_far", "ahead", "behind", "words_ahead", "words_behind", "mean_ahead",
    "mean_behind", "opens_more", "opens", "coherence", "thanks_next", "thanks", "shorter_than_previous",
    "short_after_long", "colon", "quotation", "number_share", "said_twice", "hyphens",
)  # fmt: skip
TALK_NAMES = (
    "german",
    "log_sentences",
    "mean_words",
    "filler_share",
    "stops",
    "speakers",
    "comma_share",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a talk: its words in lower case, and who said it."""

    text: str
    words: tuple[str, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Features:
    """Of each sentence the values of NAMES, and of the talk those of TALK_NAMES."""

    rows: list[list[float]]
    talk: list[float]


def said(text: str, speaker: str | None) -> Said:
    """A sentence, cut into words."""
    return Said(text, tuple(word.lower() for word in WORD.findall(text)), speaker)


def features(talk: Sequence[Said], language: str) -> Features:
    """The features of a talk's sentences, in time linear in its words."""
    if not talk:
        return Features([], [0.0] * len(TALK_NAMES))
    return _Talk(talk, language).features()


class _Talk:
    def __init__(self, talk: Sequence[Said], language: str) -> None:
        self.talk = talk
        self.german = language == "de"
        self.mask = MASKS.get(language, MASKS["en"])
        self.lengths = [len(each.words) for each in talk]
        # Dictionaries, not sets: sums over them must not depend on the order of hashes.
        self.content: list[dict[str, None]] = [
            dict.fromkeys(
                word for word in each.words if len(word) > 2 and not self.mask.get(word, 0) & STOP
            )
            for each in talk
        ]
        count = len(talk)
        self.frequency: Counter[str] = Counter()
        self.places: dict[str, list[int]] = {}
        self.speakers: dict[str, set[str | None]] = {}
        for number, (each, words) in enumerate(zip(talk, self.content, strict=True)):
            for word in words:
                self.places.setdefault(word, []).append(number)
                self.speakers.setdefault(word, set()).add(each.speaker)
        self.frequency.update({word: len(places) for word, places in self.places.items()})
        self.idf = {w: math.log((count + 1) / (n + 0.5)) for w, n in self.frequency.items()}
        self.mass = {w: idf * math.log1p(self.frequency[w]) for w, idf in self.idf.items()}
        repeated = [(w, n * self.idf[w]) for w, n in self.frequency.items() if n > 1]
        self.topics = {word for word, _ in sorted(repeated, key=lambda p: (-p[1], p[0]))[:40]}
        self.turn_of, self.turns = _turns(talk)
        self.before = [0, *accumulate(self.lengths)]
        self.back = [self._is_back_channel(each.words) for each in talk]
        self.question = [each.text.rstrip().endswith("?") for each in talk]
        self.share: Counter[str | None] = Counter()
        for each in talk:
            self.share[each.speaker] += len(each.words)
        self.total = max(1, self.before[-1])

    def features(self) -> Features:
        rows = [self._row(number) for number in range(len(self.talk))]
        self._add_surroundings(rows)
        return Features(rows, self._of_talk())

    def _of_talk(self) -> list[float]:
        count = len(self.talk)
        fillers = sum(
            bool(self.mask.get(word, 0) & FILLER) for each in self.talk for word in each.words
        )
        stops = sum(each.text.rstrip()[-1:] in (".", "?", "!") for each in self.talk)
        commas = sum(each.text.count(",") for each in self.talk)
        return [
            float(self.german), math.log(count + 1), self.before[-1] / count, fillers / self.total,
            stops / count, float(len(self.share)), commas / self.total,
        ]  # fmt: skip

    def _is_back_channel(self, words: tuple[str, ...]) -> bool:
        return len(words) <= 3 and all(self.mask.get(word, 0) & BACK for word in words)

    def _row(self, n: int) -> list[float]:
        """What the sentence, its turn and its neighbours tell."""
        each, content, lengths = self.talk[n], self.content[n], self.lengths
        words, text, count = each.words, each.text, len(self.talk)
        length = len(words)
        stripped = text.rstrip()
        counts = self._counts(words)
        rarity = rarest = mass = 0.0
        new = new_later = new_others = 0
        for word in content:
            idf = self.idf[word]
            rarity += idf
            rarest = max(rarest, idf)
            mass += self.mass[word]
            if self.places[word][0] == n:
                new += 1
                new_later += self.frequency[word] > 1
                new_others += len(self.speakers[word]) > 1
        first, last = self.turns[self.turn_of[n]]
        beginning = self.mask.get(words[0], 0) if words else 0
        lower = text.lower()
        row = [
            length, math.log1p(length), min(length, 25), len(text), len(content),
            math.log1p(len(content)), rarity, rarest, rarity / (len(content) + 1), mass,
            len(content.keys() & self.topics), new, new_later, new_others,
            n / count, n - first, last - n, last - first + 1,
            math.log1p(self.before[last + 1] - self.before[first]),
            math.log1p(self.before[n] - self.before[first]),
            math.log1p(self.before[last + 1] - self.before[n + 1]),
            n == first, n == last,
            lengths[n - 1] if n else 0, lengths[n + 1] if n + 1 < count else 0,
            n > 0 and self.question[n - 1], n + 1 < count and self.question[n + 1],
            self._likeness(n, n - 1) if n else 0, self._likeness(n, n + 1) if n + 1 < count else 0,
            self._rarity_among(n, max(0, n - _NEAR), n),
            self._rarity_among(n, n + 1, min(count, n + 1 + _NEAR)),
            sum(
                self.back[m] for m in range(n + 1, min(count, n + 4))
                if self.talk[m].speaker != each.speaker
            ),
            n == 0 or self.talk[n - 1].speaker != each.speaker,
            self.back[n], n + 1 < count and self.back[n + 1],
            self.share[each.speaker] / self.total * len(self.share),
            sum(bool(_DIGIT.search(word)) for word in words),
            any(sign in lower for sign in _PERCENT), len(_CAPITAL.findall(text)),
            stripped.endswith("?"), stripped.endswith("!"), stripped[-1:] in (".", "!", "?"),
            text.lstrip()[:1].isupper(), text.count(","),
            bool(beginning & CONNECTIVE), bool(beginning & IT),
            len(set(words)) / (length + 1), sum(map(len, words)) / (length + 1),
            sum(len(word) > 8 for word in words), min(count - n, 6), min(n, 6),
            *counts, *(number / (length + 1) for number in counts),
            sum(word in _STANCE for word in words),
        ]  # fmt: skip
        return [float(value) for value in row]

    def _counts(self, words: tuple[str, ...]) -> list[int]:
        """How many words of each class of COUNTED."""
        counts = [0] * _BITS
        for word in words:
            bits = self.mask.get(word, 0) & _COUNTED_MASK
            while bits:
                lowest = bits & -bits
                counts[lowest.bit_length() - 1] += 1
                bits ^= lowest
        return counts

    def _likeness(self, a: int, b: int) -> float:
        one, other = self.content[a], self.content[b]
        return len(one.keys() & other.keys()) / (1 + min(len(one), len(other)))

    def _rarity_among(self, n: int, start: int, stop: int) -> float:
        """The rarity of its words that are said in the sentences from `start` to `stop`, too."""
        return sum(
            self.idf[word] for word in self.content[n] if _any_in(self.places[word], start, stop)
        )

    def _add_surroundings(self, rows: list[list[float]]) -> None:
        """How a sentence compares with those around it, and how it is taken up."""
        index = {name: place for place, name in enumerate(NAMES)}
        columns = [[row[index[name]] for row in rows] for name in ("rarity", "tfidf", "log_words")]
        near = [_standing(column, reach) for column in columns for reach in (_NEAR, _FAR)]
        ranks = [_rank(columns[0], reach) for reach in (_NEAR, _FAR)]
        for n, row in enumerate(rows):
            row.extend(values[n] for values in near)
            row.extend(values[n] for values in ranks)
            row.extend(self._taken_up(n))
            row.extend(self._signs(n))

    def _taken_up(self, n: int) -> list[float]:
        ahead = behind = words_ahead = words_behind = 0.0
        for word in self.content[n]:
            places = self.places[word]
            here = bisect.bisect_left(places, n)
            later = bisect.bisect_right(places, n + _AHEAD) - here - 1
            earlier = here - bisect.bisect_left(places, n - _AHEAD)
            ahead += min(later, 3) * self.idf[word]
            behind += min(earlier, 3) * self.idf[word]
            words_ahead += later > 0
            words_behind += earlier > 0
        size = len(self.content[n]) + 1
        return [
            ahead, behind, words_ahead, words_behind, ahead / size, behind / size,
            words_ahead - words_behind, float(words_ahead > 0 and words_behind == 0),
        ]  # fmt: skip

    def _signs(self, n: int) -> list[float]:
        each, length = self.talk[n], self.lengths[n]
        before: set[str] = set().union(*self.content[max(0, n - 8) : n])
        after: set[str] = set().union(*self.content[n : n + 8])
        previous = self.lengths[n - 1] if n else 0
        following = self.talk[n + 1].words if n + 1 < len(self.talk) else ()
        values = [
            len(before & after) / (1 + min(len(before), len(after))),
            not _THANKS.isdisjoint(following), not _THANKS.isdisjoint(each.words),
            previous / (length + 1), length < 12 and previous > 18, ":" in each.text,
            '"' in each.text or "„" in each.text,
            sum(word[:1].isdigit() for word in each.words) / (length + 1),
            bool(_TWICE.search(each.text.lower())), each.text.count("-"),
        ]  # fmt: skip
        return [float(value) for value in values]


def _turns(talk: Sequence[Said]) -> tuple[list[int], list[tuple[int, int]]]:
    """The number of each sentence's turn, and the first and last sentence of each turn."""
    of: list[int] = []
    turns: list[tuple[int, int]] = []
    for n, each in enumerate(talk):
        if n and each.speaker == talk[n - 1].speaker:
            turns[-1] = (turns[-1][0], n)
        else:
            turns.append((n, n))
        of.append(len(turns) - 1)
    return of, turns


def _any_in(places: list[int], start: int, stop: int) -> bool:
    at = bisect.bisect_left(places, start)
    return at < len(places) and places[at] < stop


def _standing(values: list[float], reach: int) -> list[float]:
    """How far each value is from the mean of those around it, in their standard deviations."""
    sums = [0.0, *accumulate(values)]
    squares = [0.0, *accumulate(value * value for value in values)]
    out = []
    for n, value in enumerate(values):
        start, stop = max(0, n - reach), min(len(values), n + reach + 1)
        size = stop - start
        mean = (sums[stop] - sums[start]) / size
        variance = (squares[stop] - squares[start]) / size - mean * mean
        out.append((value - mean) / (math.sqrt(max(1e-6, variance)) + 0.3))
    return out


def _rank(values: list[float], reach: int) -> list[float]:
    """The share of the values around that are higher."""
    out = []
    for n, value in enumerate(values):
        around = values[max(0, n - reach) : n + reach + 1]
        out.append(sum(other > value for other in around) / len(around))
    return out
