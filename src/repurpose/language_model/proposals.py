"""A model's proposals as snippets. Their words, place and speaker are taken from the file; of the
proposal stays which sentences it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from repurpose.extractors.border import Border
from repurpose.extractors.reading import LEAST_CHARACTERS, MOST_CHARACTERS, Reading, Sentence
from repurpose.language_model.answer import Proposal
from repurpose.language_model.whole_sentences import WholeSentences
from repurpose.model import Asset, Locator, Snippet, SnippetKind

OURS = 0.3  # our own score of what our rules do not find: that of the weakest passage
WHY = "proposed by the language model"
_NOT_THERE = "their words do not stand in the file as whole sentences"
_LENGTH = f"they have fewer than {LEAST_CHARACTERS} or more than {MOST_CHARACTERS} characters"
_CLOSED = re.compile(r"[.!?][\"'»”’)«“›\]]*$")


@dataclass(slots=True)
class Taken:
    """The proposals that got through, and why how many did not."""

    snippets: list[Snippet] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def take(
    proposals: Iterable[Proposal],
    seen: Asset,
    reading: Reading,
    known: WholeSentences,
    found: Sequence[Snippet],
    most: int,
    kinds: frozenset[str] = frozenset(),
) -> Taken:
    """At most `most` proposals, the best first. What shares a sentence with what was found, or with
    a better proposal, is passed over.

    Args:
        seen: The asset without what is private.
        kinds: Only these; all where it is empty.
    """
    taken = Taken()
    proposals = sorted(proposals, key=lambda each: -each.score)
    if not proposals:
        return taken
    border = Border(seen)
    used = {number for snippet in found for number in known.find(snippet.text) or ()}
    for proposal in proposals:
        place = known.find(proposal.text)
        sentences = reading.sentences[place.start : place.stop] if place else ()
        if not sentences or not all(_CLOSED.search(each.text) for each in sentences):
            taken.refused[_NOT_THERE] += 1
            continue
        snippet = _snippet(proposal, sentences, reading.language)
        reason = border.refusal(snippet)
        if not LEAST_CHARACTERS <= len(snippet.text) <= MOST_CHARACTERS:
            taken.refused[_LENGTH] += 1
        elif reason is not None:
            taken.refused[reason] += 1
        elif kinds and snippet.kind not in kinds:
            continue
        elif used.isdisjoint(place or ()) and len(taken.snippets) < most:
            used.update(place or ())
            taken.snippets.append(snippet)
    return taken


def blended(ours: float, its: float) -> float:
    """The mean of our score and the model's, each 0 to 1."""
    return round((ours + its) / 2, 4)


def _snippet(proposal: Proposal, sentences: Sequence[Sentence], language: str) -> Snippet:
    text = " ".join(re.sub(r"\s*\n\s*", " ", each.text) for each in sentences)
    speaker = sentences[0].speaker
    return Snippet(
        kind=_kind(proposal.kind, text, speaker),
        text=text,
        locator=_place(sentences),
        speaker=speaker,
        score=blended(OURS, proposal.score),
        language=language,
        why=(WHY,),
    )


def _kind(wanted: str, text: str, speaker: str | None) -> SnippetKind:
    """The kind that the model says, where the words allow it."""
    if wanted == "question" and "?" in text[-3:]:
        return "question"
    if wanted == "statistic" and any(sign.isdigit() for sign in text):
        return "statistic"
    if wanted == "tip" or wanted == "definition":
        return "tip" if wanted == "tip" else "definition"
    return "statement" if speaker is None else "quote"


def _place(sentences: Sequence[Sentence]) -> Locator:
    first, last = sentences[0].locator, sentences[-1].locator
    return first if first.start is None else Locator(start=first.start, end=last.end)
