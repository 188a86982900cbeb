"""Comparing with few finds what comparing each with each finds."""

from __future__ import annotations

from pathlib import Path
from random import Random

from repurpose import readers
from repurpose.protocols import ReadContext
from repurpose.text.similarity import Told, near_duplicate, without_near_duplicates

EXAMPLES = Path(__file__).parents[2] / "examples" / "holzbau"


def _said() -> list[str]:
    files = [path for path in EXAMPLES.iterdir() if path.suffix in (".vtt", ".pptx")]
    assets = [readers.read(path, ReadContext()) for path in sorted(files)]
    return [s.text for asset in assets for s in asset.segments if len(s.text.split()) > 5]


def _in_other_words(text: str, random: Random) -> str:
    words = text.split()
    for _ in range(random.randint(0, max(1, len(words) // 5))):
        place = random.randrange(len(words))
        words[place : place + 1] = random.choice(
            [[words[place][:-1] or "x"], ["auch", words[place]], [words[place] + "en"]]
        )
    return " ".join(words if random.random() < 0.7 else words[: len(words) * 6 // 10])


def _each_with_each(texts: list[str]) -> list[int]:
    kept: list[int] = []
    for number, text in enumerate(texts):
        if not any(near_duplicate(texts[other], text) for other in kept):
            kept.append(number)
    return kept


def test_the_same_repeats_are_found_as_by_comparing_each_with_each() -> None:
    random = Random(7)
    said = _said()
    assert len(said) > 80
    texts = said + [_in_other_words(random.choice(said), random) for _ in range(200)]
    random.shuffle(texts)
    kept = without_near_duplicates(texts)
    assert kept == _each_with_each(texts)
    assert len(kept) < len(texts) - 100


def test_what_was_told_is_found_in_its_order() -> None:
    told = Told()
    for text in ("Holz wiegt wenig.", "Ganz anderes.", "Merke: Holz wiegt wenig!"):
        told.add(text)
    assert list(told.like("Holz wiegt wenig")) == [0, 2]
    assert list(told.like("")) == []
