"""The one reading of an asset's text that all built-in extractors share: sentences, words, and the
passages that stand alone. Made once an asset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from repurpose.extractors import _verbs, worth
from repurpose.extractors._found import Found
from repurpose.extractors._passages import Draft, drafts
from repurpose.extractors._spoken import is_punctuated, spoken
from repurpose.extractors._standing import LEAST_CHARACTERS, MOST_CHARACTERS, WORD, is_to_publish
from repurpose.extractors._written import written
from repurpose.model import Asset, Locator, Role, Snippet, SnippetKind

__all__ = ["LEAST_CHARACTERS", "MOST_CHARACTERS", "Passage", "Reading", "Sentence", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as it stands in the asset.

    Attributes:
        words: Its words.
        unit: The number of the turn (what one speaker says in a row) or paragraph it belongs to.
        worth: 0 to 1: how much it is worth passing on.
    """

    text: str
    words: tuple[str, ...]
    locator: Locator
    speaker: str | None
    role: Role
    unit: int
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What stands alone: a sentence, or two of them, verbatim. What extractors choose from.

    Attributes:
        sentences: The numbers of its sentences in the reading.
        core: The number of the one that it is passed on for; another one only heals it.
        worth: 0 to 1: how much it is worth passing on.
        why: What speaks for it, in a few short phrases.
    """

    text: str
    locator: Locator
    speaker: str | None
    language: str
    sentences: tuple[int, ...]
    core: int
    worth: float
    why: tuple[str, ...]

    def snippet(self, kind: SnippetKind, *, why: str = "", score: float | None = None) -> Snippet:
        """A snippet of it. `why`: what makes it one of this kind."""
        return Snippet(
            kind=kind,
            text=self.text,
            locator=self.locator,
            speaker=self.speaker,
            score=round(self.worth, 4) if score is None else score,
            language=self.language,
            why=(why, *self.why) if why else self.why,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An asset's text as all extractors see it: its sentences in reading order, and the passages
    of them that stand alone; of a long talk, those that promise to be worth it."""

    language: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


@lru_cache(maxsize=4)
def read(asset: Asset) -> Reading:
    """The sentences of a (public) asset. Nothing where its language is none of the four."""
    if asset.language not in _verbs.VERB_SETS:
        return Reading(language=asset.language, sentences=(), passages=())
    talk = asset.kind in ("transcript", "video", "audio")
    punctuated = talk and is_punctuated(asset)
    found = list(spoken(asset, punctuated=punctuated) if talk else written(asset))
    words = [WORD.findall(each.text) for each in found]
    if talk:
        judged = worth.Talk(found, words, asset.language)
        drafted = []
        if punctuated:
            drafted = list(drafts(found, words, asset.language, judged.promising()))
        worths = judged.worths({draft.core for draft in drafted})
    else:
        worths = worth.of_written(
            [each.text for each in found], asset.language, [each.role == "title" for each in found]
        )
        drafted = list(_written_drafts(found, asset.language))
    sentences = tuple(
        Sentence(
            text=each.text,
            words=tuple(words[number]),
            locator=each.locator,
            speaker=each.speaker,
            role=each.role,
            unit=each.unit,
            worth=worths[number],
        )
        for number, each in enumerate(found)
    )
    return Reading(
        language=asset.language,
        sentences=sentences,
        passages=tuple(_passages(drafted, sentences, asset.language)),
    )


def _passages(
    drafted: Sequence[Draft], sentences: Sequence[Sentence], language: str
) -> Iterator[Passage]:
    """In their order, each knowing how many of them are worth more."""
    people = {each.speaker for each in sentences if each.speaker and " " in each.speaker}
    chosen = [draft for draft in drafted if not _is_about(people, draft, sentences)]
    worths = [max(0.0, sentences[draft.core].worth - draft.cost) for draft in chosen]
    ranks = {
        n: rank for rank, n in enumerate(sorted(range(len(chosen)), key=lambda n: -worths[n]), 1)
    }
    for number, draft in enumerate(chosen):
        yield Passage(
            text=draft.text,
            locator=draft.locator,
            speaker=sentences[draft.core].speaker,
            language=language,
            sentences=draft.sentences,
            core=draft.core,
            worth=worths[number],
            why=(f"no. {ranks[number]} of {len(chosen)} that stand alone",),
        )


def _is_about(people: Set[str], draft: Draft, sentences: Sequence[Sentence]) -> bool:
    """Whether it introduces or asks somebody who is there."""
    own = sentences[draft.core].speaker
    return any(name in draft.text for name in people if name != own)


def _written_drafts(found: Sequence[Found], language: str) -> Iterator[Draft]:
    for number, each in enumerate(found):
        if is_to_publish(each.text, language, on_slide=each.on_slide):
            yield Draft(text=each.text, locator=each.locator, sentences=(number,), core=number)
