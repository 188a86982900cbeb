"""What a model is shown of an asset: its public sentences, those that were found with a number, in
windows that a small model reads at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from repurpose.extractors.reading import Sentence
from repurpose.language_model.whole_sentences import WholeSentences
from repurpose.model import Snippet

MOST_CHARACTERS = 6000  # a window; about 2,000 tokens
MOST_OF_A_SENTENCE = 1200  # what is longer is none, and is not shown
MOST_WINDOWS = 40


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the text as it is shown. `numbers`: those of its snippets."""

    text: str
    numbers: tuple[int, ...]


def cut(
    sentences: Sequence[Sentence], snippets: Sequence[Snippet], known: WholeSentences
) -> tuple[list[Window], int]:
    """The windows in reading order, and how many were left out: of too many stay those with the best
    snippets."""
    windows = list(_windows(_lines(sentences, _places(snippets, known), snippets)))
    if len(windows) <= MOST_WINDOWS:
        return windows, 0
    best = sorted(
        range(len(windows)),
        key=lambda at: (-max((snippets[n].score for n in windows[at].numbers), default=0.0), at),
    )
    kept = sorted(best[:MOST_WINDOWS])
    return [windows[at] for at in kept], len(windows) - MOST_WINDOWS


def _places(snippets: Sequence[Snippet], known: WholeSentences) -> dict[int, range | None]:
    return {number: known.find(snippet.text) for number, snippet in enumerate(snippets)}


def _lines(
    sentences: Sequence[Sentence],
    places: Mapping[int, range | None],
    snippets: Sequence[Snippet],
) -> Iterator[tuple[str, int | None, bool]]:
    """(text, number of a snippet, whether a new turn or paragraph begins)."""
    single: dict[int, int] = {}
    longer: dict[int | None, list[int]] = {}
    for number, place in places.items():
        if place is not None and len(place) == 1:
            single.setdefault(place[0], number)
        else:
            longer.setdefault(place[-1] if place else None, []).append(number)
    unit = None
    for at, sentence in enumerate(sentences):
        if len(sentence.text) <= MOST_OF_A_SENTENCE:
            yield sentence.text, single.get(at), sentence.unit != unit
            unit = sentence.unit
        for number in longer.get(at, ()):
            yield snippets[number].text, number, False
    for number in longer.get(None, ()):
        yield snippets[number].text, number, True


def _windows(lines: Iterator[tuple[str, int | None, bool]]) -> Iterator[Window]:
    shown: list[str] = []
    numbers: list[int] = []
    size = 0
    for text, number, begins in lines:
        line = " ".join(text.split())[:MOST_OF_A_SENTENCE]
        line = line if number is None else f"[{number}] {line}"
        if shown and size + len(line) > MOST_CHARACTERS:
            yield Window("\n".join(shown), tuple(numbers))
            shown, numbers, size = [], [], 0
        if begins and shown:
            shown.append("")
        shown.append(line)
        size += len(line) + 2
        if number is not None:
            numbers.append(number)
    if shown:
        yield Window("\n".join(shown), tuple(numbers))
