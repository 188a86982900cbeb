"""From recognised words to what somebody said: sentences with times, without what nobody said.

Whisper invents speech where there is none: it thanks for watching, names who made subtitles, or says
one thing over and over (Koenecke et al. 2024, https://doi.org/10.1145/3630106.3658996).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from repurpose.model import Locator, Segment
from repurpose.text.sentences import sentences

LONG_PAUSE = 2.0  # seconds: what comes behind is another sentence
LONGEST_PAUSE = 5.0  # even in the middle of one
MOST_WORDS = 60  # of a sentence; what is longer has lost its full stops
_CREDITS = re.compile(
    r"amara\.org|untertitel(?:ung)?\b.{0,40}\b(?:von|der|des|im auftrag|durch)\b.{0,60}\b"
    r"(?:ard|zdf|swr|wdr|ndr|orf|srf|br|funk|community)\b|sous-titr\w+.{0,20}(?:st'? ?501|société"
    r" radio-canada|communauté)|sottotitoli (?:creati|e revisione)|subtitles by\b|(?:swr|wdr|ndr|zdf)"
    r" (?:mediagroup|\d{4})",
    re.IGNORECASE,
)
_FAREWELLS = re.compile(
    r"(?:thanks?(?: you)?(?: (?:so|very) much)? for watching|please subscribe|vielen dank (?:fürs|für das) "
    r"zuschauen|(?:bis zum|bis zur) nächsten (?:mal|video)|merci d'avoir regardé|grazie per"
    r" (?:la visione|aver guardato))\W*.{0,40}",
    re.IGNORECASE,
)
_LOOP = re.compile(r"\b(\w.{0,80}?\w?)\W+(?:\1\W+){3,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the recogniser wrote it (a space before it, unless it continues the last one)."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words heard in a row, and how far they are to be doubted.

    Attributes:
        silence: The probability that nobody speaks.
        surprise: The mean of -log p over the tokens.
        repetition: How far its window's text can be compressed; talk: under 2.4.
    """

    words: tuple[Word, ...]
    silence: float = 0.0
    surprise: float = 0.0
    repetition: float = 1.0

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words).strip()


def believable(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Those that somebody is likely to have said."""
    before: list[str] = []
    last: Stretch | None = None
    for each in stretches:
        stretch = _without_echo(each, last)
        text = _plain(stretch.text)
        if text and not _invented(stretch) and before[-2:] != [text, text]:
            yield stretch
            last = stretch
        before.append(text)


def _without_echo(stretch: Stretch, last: Stretch | None) -> Stretch:
    """A window that begins in the end of the last one's last word hears that word again, at once."""
    if last is None or not stretch.words:
        return stretch
    ended, begins = last.words[-1], stretch.words[0]
    same = ended.text.strip().lower() == begins.text.strip().lower()
    at_once = begins.start - ended.end < 0.05 and ended.text[-1] in ".?!"
    return replace(stretch, words=stretch.words[1:]) if same and at_once else stretch


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _invented(stretch: Stretch) -> bool:
    text = stretch.text
    return bool(
        (stretch.silence > 0.6 and stretch.surprise > 0.8)
        or stretch.surprise > 1.5
        or _CREDITS.search(text)
        or (stretch.silence > 0.3 and _FAREWELLS.fullmatch(text))
        or _LOOP.search(f"{text} ")
    )


def segments(stretches: Iterable[Stretch], language: str) -> Iterator[Segment]:
    """A segment a sentence, with the times of its words."""
    for run in _runs(_words(stretches)):
        for sentence in _sentences(run, language):
            for part in _shortened(sentence):
                if re.search(r"\w", " ".join(word.text for word in part)):
                    yield _segment(part)


def _words(stretches: Iterable[Stretch]) -> list[Word]:
    """Whole words in order of time, none beginning before the last one ends."""
    words: list[Word] = []
    for stretch in stretches:
        for number, word in enumerate(stretch.words):
            text, last = word.text.strip(), words[-1] if words else None
            if not text:
                continue
            if last is not None and number and not word.text[0].isspace():
                words[-1] = Word(last.text + text, last.start, max(last.end, word.end))
                continue
            start = max(word.start, last.end if last else 0.0)
            words += [Word(each, start, max(start, word.end)) for each in text.split()]
    return words


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    """Words between long pauses."""
    run: list[Word] = []
    for word in words:
        if run and word.start - run[-1].end >= _pause_between(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _pause_between(last: Word, following: Word) -> float:
    goes_on = last.text[-1] not in ".?!…" and following.text[0].islower()
    return LONGEST_PAUSE if goes_on else LONG_PAUSE


def _sentences(run: list[Word], language: str) -> Iterator[list[Word]]:
    text = " ".join(word.text for word in run)
    ends = {end for _, end in sentences(text, language)}
    sentence: list[Word] = []
    position = -1
    for word in run:
        sentence.append(word)
        position += 1 + len(word.text)
        if position in ends:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _shortened(sentence: list[Word]) -> Iterator[list[Word]]:
    """Cut at the longest pauses where it has lost its full stops."""
    pending = [sentence]
    while pending:
        part = pending.pop()
        if len(part) <= MOST_WORDS:
            yield part
            continue
        edge = len(part) // 5  # a cut near the end leaves a scrap
        cut = max(range(edge, len(part) - edge), key=lambda n: part[n].start - part[n - 1].end)
        pending += [part[cut:], part[:cut]]


def _segment(words: list[Word]) -> Segment:
    return Segment(
        text=" ".join(word.text for word in words),
        role="speech",
        locator=Locator(start=words[0].start, end=words[-1].end),
        word_times=tuple((word.start, word.end) for word in words),
    )
