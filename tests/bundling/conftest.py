"""A deck held as a talk: its own lines, told with words left out, between what others say."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest

from repurpose import readers
from repurpose.extractors import public
from repurpose.model import Asset
from repurpose.protocols import ReadContext
from tests.cli.conftest import CHEESE, DECK, PANEL, folder, run

__all__ = ["folder", "run"]

SPEAKER = "Regula Hasler"


@dataclass(frozen=True)
class Held:
    """What was said, and when: (start, end, words), with the slide shown."""

    cues: list[tuple[float, float, str]] = field(default_factory=list)
    slides: list[int | None] = field(default_factory=list)

    def slide_at(self, second: float) -> int | None:
        return next(
            slide
            for (_, end, _), slide in zip(self.cues, self.slides, strict=True)
            if second <= end + 1
        )

    def as_srt(self, speaker: str = "") -> str:
        label = f"{speaker}: " if speaker else ""
        blocks = (
            f"{number}\n{_stamp(start)} --> {_stamp(end)}\n{label}{text}\n"
            for number, (start, end, text) in enumerate(self.cues, 1)
        )
        return "\n".join(blocks)

    def as_text(self, wrong: float, seed: int = 1) -> str:
        """As a person typed it, without times and with other words here and there."""
        chance = random.Random(seed)
        said = (
            " ".join("etwas" if chance.random() < wrong else word for word in text.split())
            for _, _, text in self.cues
        )
        return "\n\n".join(f"{SPEAKER}: {text}" for text in said) + "\n"


@lru_cache
def read(path: Path) -> Asset:
    return public(readers.read(path, ReadContext()), frozenset())


def hold(deck: Path, seed: int = 1, left_out: float = 0.15) -> Held:
    """A talk with a deck; between its lines, sentences of the panel."""
    chance, held = random.Random(seed), Held()
    others = [s.text for s in read(PANEL).segments]
    clock = 0.0

    def say(text: str, slide: int | None) -> None:
        nonlocal clock
        end = clock + 0.4 * len(text.split())
        held.cues.append((clock, end, text))
        held.slides.append(slide)
        clock = end + 0.3

    for _ in range(5):
        say(chance.choice(others), None)
    for segment in read(deck).segments:
        if segment.role not in ("title", "body"):
            continue
        words = [word for word in segment.text.split() if chance.random() >= left_out]
        if words:
            told = " ".join(words).replace(":", ",")  # before a colon there is a speaker
            say(told.rstrip(".") + ".", segment.locator.slide)
        if chance.random() < 0.5:
            say(chance.choice(others), segment.locator.slide)
    return held


def _stamp(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02},{thousandths:03}"


@pytest.fixture
def talk(folder: Path) -> Held:
    """The example deck's talk, as files in the folder: «Vortrag 1.srt», «Abschrift.txt»."""
    held = hold(DECK)
    (folder / "Vortrag 1.srt").write_text(held.as_srt(), "utf-8")
    (folder / "Abschrift.txt").write_text(held.as_text(0.1), "utf-8", newline="\r\n")
    return held


__all__ += ["CHEESE", "DECK", "PANEL", "Held", "hold", "read", "talk"]
