"""When a statement of a slide was said, nearly word for word."""

from __future__ import annotations

from collections.abc import Sequence

from repurpose.bundling._talk import Talk, heard
from repurpose.bundling._terms import terms

LEAST_WORDS = 3  # that tell something
NEARLY, NEARLY_ON_SLIDE = 0.75, 0.55  # of a statement's rare words; where its slide is shown


def when_said(
    statement: Sequence[str], talk: Talk, shown: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The first and the last word of where it is said in the talk; None where it is not for sure.

    Args:
        statement: Its plain words.
        shown: The pieces, from and to, during which its slide is shown.
    """
    words = {word: talk.rarity(word) for word in statement if terms(word)}
    whole = sum(words.values())
    if len(words) < LEAST_WORDS or not whole:
        return None
    best, at, stop = 0.0, -1, -1
    for piece in _candidates(words, talk):
        for last in (piece, piece + 1):
            spoken = frozenset().union(*talk.spoken[piece : last + 1])
            said = sum(rarity for word, rarity in words.items() if heard(word, spoken)) / whole
            on = any(first - 2 <= piece <= end + 2 for first, end in shown)
            ranked = said + 0.1 * on - 0.05 * (last - piece)
            if said >= (NEARLY_ON_SLIDE if on else NEARLY) and ranked > best:
                best, at, stop = ranked, piece, last
    return _exactly(words, talk, at, stop) if at >= 0 else None


def _candidates(words: dict[str, float], talk: Talk) -> Sequence[int]:
    """Pieces that begin with some of the rarest words."""
    rarest = sorted(words, key=words.__getitem__, reverse=True)[: max(2, (len(words) + 1) // 2)]
    said = {piece for word in rarest for term in terms(word) for piece in talk.said.get(term, ())}
    return sorted(said | {piece - 1 for piece in said if piece})


def _exactly(words: dict[str, float], talk: Talk, piece: int, last: int) -> tuple[int, int] | None:
    """From the first to the last word that is one of the statement's."""
    wanted = {term for word in words for term in terms(word)}
    places = range(talk.starts[piece], talk.stop(last))
    same = [number for number in places if heard(talk.words.plain[number], wanted)]
    return (same[0], same[-1]) if same else None
