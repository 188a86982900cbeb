"""What may be heard in a clip."""

from __future__ import annotations

from collections.abc import Iterable

from repurpose.media.clips.timeline import Sentence
from repurpose.model import Asset, Locator, Snippet
from repurpose.screening import Policy


class Audible:
    """Whether a sentence may be heard in a clip: the screens look at each, as at a statement."""

    def __init__(self, video: Asset, policy: Policy, allowed: Iterable[str]) -> None:
        """`allowed`: The texts of snippets that the user allowed by their ids."""
        from repurpose.screening.screens import Screens

        self._language = video.language
        self._screens = Screens(video, policy)
        self._allowed = " ".join(allowed)
        self._known: dict[tuple[str, str | None, Locator], str | None] = {}

    def __call__(self, sentence: Sentence) -> bool:
        return self.against(sentence) is None

    def against(self, sentence: Sentence) -> str | None:
        """Why a sentence may not be heard; None where it may."""
        place = Locator(start=sentence.start, end=sentence.end)
        return self._against(sentence.text, sentence.speaker, place)

    def title(self, text: str) -> bool:
        """Whether a slide's title may be a chapter's."""
        return self._against(text, None, Locator(start=0.0, end=0.0)) is None

    def _against(self, text: str, speaker: str | None, place: Locator) -> str | None:
        key = (text, speaker, place)
        if text in self._allowed:
            return None
        if key not in self._known:
            snippet = Snippet(
                kind="quote",
                text=text,
                locator=place,
                speaker=speaker,
                language=self._language,
            )
            holds = self._screens.holds(snippet)
            why = (hold.explanation.partition("; to use it:")[0] for hold in holds)
            self._known[key] = next(why, None)
        return self._known[key]
