"""How well decks, transcripts and recordings of one talk are lined up: measured on real files.

    python benchmarks/bundling.py ../shared/corpora [--json]

Slides: each real deck is held as a talk that is made up of its own lines, with words left out and
put in, between sentences of real debates and meetings: when each slide was shown is then known.
False alarms: every deck with every transcript that is not its own, real and made up. Times: real
transcripts with times, each written again without times and with 15 of 100 words wrong; and one
real talk as four recognisers heard it, each by its own clock.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from repurpose import bundling, readers
from repurpose.errors import SourceError
from repurpose.extractors import public
from repurpose.model import Asset, Locator, Segment, Snippet
from repurpose.protocols import ReadContext

LEVELS = {  # lines of a slide that are said; words wrong; other sentences to one of a slide
    "nearly read out": (0.9, 0.1, 1),
    "told freely": (0.6, 0.3, 3),
    "hardly touched": (0.4, 0.5, 6),
}
SECONDS_A_WORD = 0.4
WRONG = 0.15
LEAST_SLIDES, LEAST_WORDS = 5, 60
LEAST_TALK = 300  # words of a transcript that is written again
TED = ("autoEdit2TedTalk", "kaldiTedTalk", "gcpSttPunctuation", "KateDarling-bbcKaldi")
# Files of the corpus that hold the same words, by parts of their names.
SAME = (
    ("244-2023", ), ("249-2023", ),
    (*TED, "digitalPaperEdit.sample", "test-presegment", "test.sample.json"),
    ("ethereum_pm/transcript",), ("2c63e7", "c61a60"), ("NathanielGleicher", "alignement-result"),
    ("bom-utf", "no-indexes.srt"), ("styles_colours",),
    ("/invalid.vtt", "/invalid_timeframe.vtt", "/sample.vtt"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A deck as a talk, with the slide that was shown during each segment."""

    talk: Asset
    shown: tuple[int | None, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--json", action="store_true", dest="as_json")
    arguments = parser.parse_args()
    assets = list(_read(arguments.corpora))
    other = {
        "de": _sentences(arguments.corpora, "bundestag"),
        "en": _sentences(arguments.corpora, "acd-zoom") + _sentences(arguments.corpora, "ami"),
    }
    decks = [a for a in assets if a.kind == "deck" and a.language in other and _is_rich(a)]
    talks = [a for a in assets if a.kind == "transcript"]
    figures = {
        "slides": {level: _slides(decks, other, level) for level in LEVELS},
        "false alarms, real talks": _false_alarms(assets, talks),
        "false alarms, talks of other decks": _crossed(decks, other),
        "same words": _same_words(talks),
        "times, 15 of 100 words wrong": _times(talks),
        "times, four recognisers": _recognisers(talks),
        "an hour with 60 slides": _an_hour(decks, other["en"]),
    }
    if arguments.as_json:
        print(json.dumps(figures, indent=2))
        return
    for name, values in figures.items():
        print(name)
        for key, value in values.items():
            print(f"  {key}: {value}")


def _read(corpora: Path) -> Iterator[Asset]:
    with (corpora / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        files = [corpora / row["file"] for row in csv.DictReader(manifest)]
    examples = Path(__file__).resolve().parents[1] / "examples"
    files += [p for p in sorted(examples.rglob("*")) if p.suffix in (".pptx", ".vtt", ".srt")]
    for path in files:
        if path.parts[-3] not in ("decks", "transcripts") and examples not in path.parents:
            continue
        try:
            yield public(readers.read(path, ReadContext()), frozenset())
        except SourceError:
            continue


def _sentences(corpora: Path, name: str, documents: int = 30) -> list[str]:
    found: list[str] = []
    with gzip.open(corpora / "statements" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(documents), strict=False):
            said = (each["text"] for each in json.loads(line)["utterances"])
            found += [text for text in said if 4 <= len(text.split()) <= 30]
    return found


def _lines(deck: Asset) -> dict[int, list[str]]:
    lines: dict[int, list[str]] = {}
    for segment in deck.segments:
        if segment.role in ("title", "body", "table") and segment.locator.sheet is not None:
            lines.setdefault(segment.locator.sheet, []).append(segment.text)
    return lines


def _is_rich(deck: Asset) -> bool:
    lines = _lines(deck)
    words = {word for each in lines.values() for line in each for word in line.split()}
    return len(lines) >= LEAST_SLIDES and sum(len(word) > 3 for word in words) >= LEAST_WORDS


def _held(deck: Asset, other: Sequence[str], level: str, seed: int) -> Held:
    said, wrong, others = LEVELS[level]
    chance = random.Random(seed)
    start = chance.randrange(len(other))
    between = iter([*other[start:], *other[:start]])
    words = [word for sentence in other[:3000:7] for word in sentence.split()]
    texts: list[tuple[str, int | None]] = [(next(between), None) for _ in range(3 * others)]
    for slide, lines in _lines(deck).items():
        for line in lines:
            if chance.random() < said and (text := _garbled(line, wrong, words, chance)):
                texts.append((f"{text}.", slide))
            texts += [(next(between), slide) for _ in range(chance.randint(0, 2 * others))]
    texts += [(next(between), None) for _ in range(10 * others)]
    talk = _transcript([text for text, _ in texts], deck.language, f"{deck.sha256}-{level}")
    return Held(talk, tuple(slide for _, slide in texts))


def _garbled(text: str, wrong: float, words: Sequence[str], chance: random.Random) -> str:
    """Words are left out, and others put in half as often."""
    made: list[str] = []
    for word in text.split():
        if chance.random() >= wrong:
            made.append(word)
        if chance.random() < wrong / 2:
            made.append(chance.choice(words))
    return " ".join(made)


def _transcript(texts: Sequence[str], language: str, name: str) -> Asset:
    segments, clock = [], 0.0
    for text in texts:
        end = clock + SECONDS_A_WORD * len(text.split())
        place = Locator(start=clock, end=end)
        segments.append(Segment(text=text, role="speech", locator=place))
        clock = end + SECONDS_A_WORD
    return Asset(
        path=Path(f"{name}.vtt"), kind="transcript", title=name, language=language, sha256=name,
        segments=tuple(segments),
    )  # fmt: skip


def _slides(
    decks: Sequence[Asset], other: dict[str, list[str]], level: str
) -> dict[str, float | int]:
    """Of the seconds in which a slide is said to be shown, the share in which it is; of the slides
    that were shown, the share found, and found where they were."""
    together = placed = right = slides = 0
    said = true = whole = 0.0
    for seed, deck in enumerate(decks):
        held = _held(deck, other[deck.language], level, seed)
        slides += len({slide for slide in held.shown if slide is not None})
        segments = held.talk.segments
        found = bundling.bundle([deck, held.talk]).events
        together += bool(found)
        for showing in (each for event in found for each in event.slides):
            middle = (showing.start + showing.end) / 2
            placed += 1
            for segment, slide in zip(segments, held.shown, strict=True):
                start, end = segment.locator.start or 0.0, segment.locator.end or 0.0
                shared = max(0.0, min(end, showing.end) - max(start, showing.start))
                said += shared
                true += shared * (slide == showing.slide)
                inside = start - SECONDS_A_WORD / 2 <= middle <= end + SECONDS_A_WORD / 2
                right += inside and slide == showing.slide
        whole += sum(
            (s.locator.end or 0.0) - (s.locator.start or 0.0)
            for s, slide in zip(segments, held.shown, strict=True)
            if slide is not None
        )
    return {
        "decks": len(decks), "found to belong": together, "slides": slides, "placed": placed,
        "middle within the true span": round(right / max(1, placed), 3),
        "seconds right": round(true / max(1.0, said), 3),
        "of all seconds": round(true / max(1.0, whole), 3),
    }  # fmt: skip


def _false_alarms(assets: Sequence[Asset], talks: Sequence[Asset]) -> dict[str, object]:
    """No deck of the corpus was shown in one of its transcripts."""
    decks = [asset for asset in assets if asset.kind == "deck"]
    alarms = [alarm for talk in talks for alarm in _alarms(decks, talk)]
    return {"pairs": len(decks) * len(talks), "false alarms": alarms}


def _crossed(decks: Sequence[Asset], other: dict[str, list[str]]) -> dict[str, object]:
    pairs, alarms = 0, []
    for seed, deck in enumerate(decks):
        held = _held(deck, other[deck.language], "nearly read out", seed)
        words = _vocabulary(deck)
        others = []
        for another in decks:
            theirs = _vocabulary(another)
            same = len(words & theirs) > 0.5 * min(len(words), len(theirs))
            if another.language == deck.language and not same:  # not the same deck, or its draft
                others.append(another)
        pairs += len(others)
        alarms += _alarms(others, replace(held.talk, path=Path(f"the talk of {deck.path.name}")))
    return {"pairs": pairs, "false alarms": alarms}


def _alarms(decks: Sequence[Asset], talk: Asset) -> list[str]:
    names = {deck.sha256: deck.path.name for deck in decks}
    events = bundling.bundle([*decks, talk]).events
    found = {asset for event in events for asset in event.assets} - {talk.sha256}
    return [f"{names[asset]} in {talk.path.name}" for asset in sorted(found)]


def _vocabulary(deck: Asset) -> set[str]:
    lines = _lines(deck)
    return {w.casefold() for each in lines.values() for line in each for w in line.split()}


def _same_words(talks: Sequence[Asset]) -> dict[str, object]:
    pairs = same = 0
    false, missed = [], []
    for number, one in enumerate(talks):
        for two in talks[number + 1 :]:
            if one.sha256 == two.sha256 or min(_length(one), _length(two)) < 20:
                continue
            pairs += 1
            found = bool(bundling.bundle([one, two]).events)
            truth = any(_among(one, group) and _among(two, group) for group in SAME)
            same += truth and found
            if found and not truth:
                false.append(f"{one.path.name}, {two.path.name}")
            if truth and not found:
                missed.append(f"{one.path.name}, {two.path.name}")
    return {"pairs": pairs, "found": same, "false alarms": false, "missed": missed}


def _among(asset: Asset, group: Sequence[str]) -> bool:
    return any(part in asset.path.as_posix() for part in group)


def _length(asset: Asset) -> int:
    return sum(len(segment.text.split()) for segment in asset.segments)


def _times(talks: Sequence[Asset]) -> dict[str, float | int]:
    """Of the cues of a transcript without times and with words wrong: how far the seconds that they
    are given are from the true ones."""
    asked, errors = 0, []
    for seed, talk in enumerate(talks):
        timed = all(s.locator.start is not None for s in talk.segments)
        timed = timed and "chat" not in talk.path.name
        if not timed or talk.language not in ("de", "en") or _length(talk) < LEAST_TALK:
            continue
        chance = random.Random(seed)
        words = [word for segment in talk.segments for word in segment.text.split()]
        texts = [_misheard(s.text, words, chance) for s in talk.segments]
        lines = tuple(
            replace(segment, text=text, locator=Locator(line=number), word_times=())
            for number, (segment, text) in enumerate(zip(talk.segments, texts, strict=True), 1)
            if text
        )
        typed = replace(talk, path=Path("typed.txt"), sha256="typed", segments=lines)
        bundle = bundling.bundle([typed, talk])
        for segment in lines:
            if len(segment.text.split()) < 5:
                continue
            asked += 1
            truth = talk.segments[(segment.locator.line or 1) - 1].locator.start or 0.0
            for start in _starts(bundle, segment, "typed", talk.sha256):
                errors.append(abs(start - truth))
    return _spread(asked, errors)


def _misheard(text: str, words: Sequence[str], chance: random.Random) -> str:
    made: list[str] = []
    for word in text.split():
        fate = chance.random() / WRONG
        if fate < 1 / 3:
            continue
        made.append(chance.choice(words) if fate < 2 / 3 else word)
        if 2 / 3 <= fate < 1:
            made.append(chance.choice(words))
    return " ".join(made)


def _recognisers(talks: Sequence[Asset]) -> dict[str, float | int]:
    heard = [talk for name in TED for talk in talks if name in talk.path.name]
    asked, errors = 0, []
    for one in heard:
        for two in heard:
            if one is two:
                continue
            bundle = bundling.bundle([one, two])
            for segment in one.segments:
                if len(segment.text.split()) >= 5 and segment.locator.start is not None:
                    asked += 1
                    for start in _starts(bundle, segment, one.sha256, two.sha256):
                        errors.append(abs(start - segment.locator.start))
    return _spread(asked, errors)


def _starts(bundle: bundling.Bundle, segment: Segment, asset: str, there: str) -> Iterator[float]:
    snippet = Snippet(kind="quote", text=segment.text, locator=segment.locator)
    [(_, kept)] = bundle.without_repeats([(snippet, asset)])
    for sighting in kept.also:
        if sighting.asset == there and sighting.locator.start is not None:
            yield sighting.locator.start


def _spread(asked: int, errors: Sequence[float]) -> dict[str, float | int]:
    ordered = sorted(errors)
    return {
        "asked": asked, "given": len(errors), "median error, s": round(median(errors), 2),
        "95 of 100 below, s": round(ordered[int(0.95 * len(ordered))], 2),
        "99 of 100 below, s": round(ordered[int(0.99 * len(ordered))], 2),
        "greatest, s": round(ordered[-1], 2),
    }  # fmt: skip


def _an_hour(decks: Sequence[Asset], other: Sequence[str]) -> dict[str, float | int]:
    """CPU seconds for an hour of talk and a deck of 60 slides, put together of several."""
    lines = [each for deck in decks if deck.language == "en" for each in _lines(deck).values()][:60]
    segments = tuple(
        Segment(text=text, role="body", locator=Locator(slide=slide))
        for slide, texts in enumerate(lines, 1)
        for text in texts
    )
    deck = replace(decks[0], language="en", sha256="sixty", segments=segments)
    held = _held(deck, other, "told freely", 1)
    long, words = list(held.talk.segments), 0
    while sum(len(s.text.split()) for s in long) > 9000:
        long.pop()
    words = sum(len(segment.text.split()) for segment in long)
    typed = tuple(replace(s, locator=Locator(line=n)) for n, s in enumerate(long, 1))
    assets = [deck, replace(held.talk, segments=tuple(long))]
    start = time.process_time()
    bundling.bundle(assets)
    deck_and_talk = time.process_time() - start
    assets.append(replace(held.talk, sha256="typed", segments=typed))
    start = time.process_time()
    bundling.bundle(assets)
    return {
        "words": words, "deck and talk, CPU s": round(deck_and_talk, 2),
        "and a transcript without times, CPU s": round(time.process_time() - start, 2),
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
