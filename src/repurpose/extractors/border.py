"""The border that every snippet crosses, whoever made it: what is not verbatim, or ascribed to
somebody else, does not get through."""

from __future__ import annotations

from repurpose.model import Asset, Segment, Snippet
from repurpose.text.verbatim import VerbatimIndex


class Border:
    """The border of one asset. Made once an asset, of what is public of it."""

    def __init__(self, asset: Asset) -> None:
        self._asset = asset
        self._index = VerbatimIndex(asset)

    def refusal(self, snippet: Snippet) -> str | None:
        """Why a snippet does not get through; None where it does."""
        spans = self._index.locate(snippet.text, snippet.locator)
        if spans is None:
            return "its words do not stand there"
        segments = [self._asset.segments[span.segment] for span in spans]
        if not all(_near(segment, snippet) for segment in segments):
            return f"its words stand elsewhere than at {snippet.locator.as_json()}"
        if snippet.speaker is not None and any(s.speaker != snippet.speaker for s in segments):
            said = ", ".join(sorted({s.speaker or "nobody known" for s in segments}))
            return f"it is ascribed to {snippet.speaker}, but {said} said it"
        return None if snippet.question is None else self._question_refusal(snippet)

    def _question_refusal(self, snippet: Snippet) -> str | None:
        spans = self._index.locate(snippet.question or "")
        if spans is None:
            return "the words of its question do not stand there"
        if snippet.speaker in {self._asset.segments[span.segment].speaker for span in spans}:
            return f"its question is asked by {snippet.speaker or 'nobody known'} as well"
        return None

    def stands(self, text: str, speaker: str | None) -> bool:
        """Whether a text stands anywhere, word for word, said by that speaker if one is named."""
        spans = self._index.locate(text)
        if spans is None or speaker is None:
            return spans is not None
        return all(self._asset.segments[span.segment].speaker == speaker for span in spans)


def _near(segment: Segment, snippet: Snippet) -> bool:
    at, said = segment.locator, snippet.locator
    if said.start is not None:
        end = said.start if said.end is None else said.end
        stop = at.start if at.end is None else at.end
        return (
            at.start is not None and stop is not None
            and at.start <= end + 0.05 and stop >= said.start - 0.05
        )  # fmt: skip
    return (at.slide, at.page) == (said.slide, said.page)
