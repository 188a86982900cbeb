"""What a model's words say: scores and proposals. Nothing else of them is used, and nothing of these
is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST_PROPOSALS = 100  # of one answer that are looked at
MOST_STARTS = 50  # places where JSON may begin
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage that the model would pass on. `score`: 0 to 1."""

    text: str
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """`scores`: 0 to 1, by the number of a passage."""

    scores: Mapping[int, float]
    proposals: tuple[Proposal, ...]


def parse(words: str) -> Answer | None:
    """The answer in a model's words, around which there may be prose and fences; None where there
    is none. What is not of the right form is passed over."""
    said = words.rpartition("</think>")[2]  # some think aloud first
    document = next((each for each in _documents(said) if _is_answer(each)), None)
    if document is None:
        return None
    return Answer(
        scores=dict(_scores(document.get("scores"))),
        proposals=tuple(_proposals(document.get("proposals")))[:MOST_PROPOSALS],
    )


def _documents(words: str) -> Iterator[Any]:
    for text in (words, *(match[1] for match in _FENCE.finditer(words))):
        try:
            yield json.loads(text)
        except (ValueError, RecursionError):
            continue
    decoder = json.JSONDecoder()
    place, starts = words.find("{"), 0
    while place >= 0 and starts < MOST_STARTS:
        starts += 1
        try:
            document, end = decoder.raw_decode(words, place)
        except (ValueError, RecursionError):
            end = place + 1
        else:
            yield document
        place = words.find("{", end)


def _is_answer(document: Any) -> bool:
    return isinstance(document, dict) and any(
        isinstance(document.get(key), dict | list) for key in ("scores", "proposals")
    )


def _scores(value: Any) -> Iterator[tuple[int, float]]:
    """Of {"7": 80}, or of [{"number": 7, "score": 80}]."""
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = [(e.get("number"), e.get("score")) for e in value if isinstance(e, dict)]
    for number, score in pairs:
        if (known := _share(score)) is None:
            continue
        if isinstance(number, int) and not isinstance(number, bool):
            yield number, known
        elif isinstance(number, str) and re.fullmatch(r"\[?\d{1,6}\]?", number, re.ASCII):
            yield int(number.strip("[]")), known


def _proposals(value: Any) -> Iterator[Proposal]:
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict) or not isinstance(each.get("text"), str):
            continue
        kind, score = each.get("kind"), _share(each.get("score"))
        yield Proposal(
            each["text"], kind if isinstance(kind, str) else "", 0.5 if score is None else score
        )


def _share(score: Any) -> float | None:
    """0 to 100 as 0 to 1; None for what is no such number."""
    if isinstance(score, bool) or not isinstance(score, int | float):
        return None
    return score / 100 if 0 <= score <= 100 else None
