"""Asks about one asset after the other, and makes of the answers what can be answered for."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from repurpose.config.language_model import LanguageModelSettings
from repurpose.errors import LanguageModelError, RepurposeError
from repurpose.extractors import Extraction, best_first, public
from repurpose.extractors.reading import read
from repurpose.language_model import answer, failures, prompt, proposals, windows
from repurpose.language_model.answer import Answer
from repurpose.language_model.client import Client
from repurpose.language_model.kept import Kept
from repurpose.language_model.whole_sentences import WholeSentences
from repurpose.model import Asset, Snippet

MOST_SECONDS = 15 * 60  # an asset
LEAST_ASKED_FOR = 3  # proposals of a window
RAISED = "raised by the language model"
_SHOWN = 0.005  # a score raised by less is not worth a word


class LanguageModel:
    """Ranks and proposes. Made once a run.

    Args:
        key: Gives the key, or None; asked only where a question has no kept answer.
        folder: Where answers are kept; None: nowhere.
        makes_folder: Make it where not even the folder above it is there.
    """

    def __init__(
        self,
        settings: LanguageModelSettings,
        key: Callable[[], str | None],
        folder: Path | None = None,
        *,
        makes_folder: bool = True,
    ) -> None:
        self._settings = settings
        self._key = key
        self._kept = Kept(folder, settings, makes_folder=makes_folder)
        self._client: Client | None = None
        self._failed = False

    def advise(
        self,
        asset: Asset,
        found: Extraction,
        include: frozenset[str],
        progress: Callable[[str, float, int], None],
        kinds: frozenset[str] = frozenset(),
    ) -> Extraction:
        """What was found in an asset, ranked by both, with what the model proposes. Where it fails,
        what was found as it is, with the reason in `errors`; a run gives the reason once.

        Args:
            include: As for `extractors.extract`: "notes" and "hidden" are shown to the model then.
            progress: Called with a name and (done, total) questions.
            kinds: The kinds that may be proposed; all where it is empty.
        """
        seen = public(asset, include)
        reading = read(seen)
        known = WholeSentences(reading.sentences)
        shown, left_out = windows.cut(reading.sentences, found.snippets, known)
        try:
            words = self._words(shown, asset, progress)
        except LanguageModelError as error:
            self._failed = True
            return replace(found, errors=(*found.errors, error))
        if words is None:
            return found
        answers = [answer.parse(each) for each in words]
        proposed = [p for each in answers if each for p in each.proposals]
        taken = proposals.take(
            proposed, seen, reading, known, found.snippets, self._settings.proposals, kinds
        )
        ranked = _ranked(found.snippets, _scores(shown, answers))
        notes = _notes(asset, answers.count(None), len(answers), left_out, taken.refused)
        return Extraction(
            snippets=tuple(best_first([*ranked, *taken.snippets])),
            errors=(*found.errors, *notes),
        )

    def _words(
        self,
        shown: Sequence[windows.Window],
        asset: Asset,
        progress: Callable[[str, float, int], None],
    ) -> list[str] | None:
        """What the model says of each window: of all of them or of none, so that its words weigh
        the same everywhere. None where it failed before in this run."""
        deadline = time.monotonic() + MOST_SECONDS
        share = self._share(len(shown))
        words: list[str] = []
        for number, window in enumerate(shown):
            messages = prompt.messages(window, asset.language, share)
            said = self._kept.find(messages)
            if said is None:
                if self._failed:
                    return None
                progress(f"{asset.path.name}: {self._settings.model}", number, len(shown))
                said = self._asked(messages, deadline)
                if answer.parse(said) is not None:
                    self._kept.keep(messages, said)
            words.append(said)
        return words

    def _asked(self, messages: list[dict[str, str]], deadline: float) -> str:
        left = deadline - time.monotonic()
        if left <= 0:
            raise failures.no_time(self._settings, MOST_SECONDS)
        if self._client is None:
            self._client = Client(self._settings, self._key())
        return self._client.complete(messages, min(left, self._settings.timeout))

    def _share(self, questions: int) -> int:
        """How many proposals a question asks for."""
        most = self._settings.proposals
        return min(most, max(LEAST_ASKED_FOR, -(-most // max(1, questions))))


def _scores(shown: Sequence[windows.Window], answers: Sequence[Answer | None]) -> dict[int, float]:
    """The model's scores; of a window only those of the numbers that stand in it."""
    return {
        number: said.scores[number]
        for window, said in zip(shown, answers, strict=True)
        if said is not None
        for number in window.numbers
        if number in said.scores
    }


def _ranked(snippets: Sequence[Snippet], scores: Mapping[int, float]) -> list[Snippet]:
    ranked = []
    for number, snippet in enumerate(snippets):
        if number in scores:
            score = proposals.blended(snippet.score, scores[number])
            why = (*snippet.why, RAISED) if score > snippet.score + _SHOWN else snippet.why
            snippet = replace(snippet, score=score, why=why)
        ranked.append(snippet)
    return ranked


def _notes(
    asset: Asset, unread: int, answers: int, left_out: int, refused: Mapping[str, int]
) -> list[RepurposeError]:
    where = asset.url or str(asset.path)
    notes: list[RepurposeError] = []
    if unread:
        notes.append(
            LanguageModelError(
                f"language model: {unread} of {answers} answers are not what was asked for",
                where=where,
                hint="they were not used; another model may do better",
            )
        )
    for reason, count in refused.items():
        notes.append(
            LanguageModelError(
                f"language model: {count} {'proposal' if count == 1 else 'proposals'} refused, {reason}",
                where=where,
                hint="only what stands in the file word for word is passed on",
            )
        )
    if left_out:
        notes.append(
            LanguageModelError(
                f"language model: {left_out} of {left_out + answers} parts of the text were not shown",
                where=where,
                hint="those with the best passages were; the others stay as they were found",
            )
        )
    return notes
