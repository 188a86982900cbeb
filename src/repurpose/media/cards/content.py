"""The words of a card, ready to be set: nothing is added to them but their quotation marks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from repurpose.media.cards.figures import figure
from repurpose.model import SnippetKind
from repurpose.text.quotation import marks, quoted


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a card.

    Attributes:
        points: Of a list, whose heading the text is.
        figure: Shown large above the text, which has it too.
        hang: The opening mark of the text, which hangs into the margin.
        speaker, role: Below the text.
        source: At the foot.
        steady: It begins where all such cards do, whatever stands on it: a page among others.
    """

    text: str
    language: str
    points: tuple[str, ...] = ()
    figure: str | None = None
    hang: str = ""
    speaker: str = ""
    role: str = ""
    source: str = ""
    steady: bool = False


def content_of(
    kind: SnippetKind, text: str, *, speaker: str = "", language: str, heading: str = ""
) -> Content:
    """The words of a snippet: a quote in quotation marks, a list by its points."""
    said, speaker = tidy(text), tidy(speaker)
    if kind == "list" and "\n" in said:
        points = tuple(point for line in said.splitlines() if (point := line.strip()))
        return Content(tidy(heading), language, points=points, speaker=speaker)
    said = " ".join(line.strip() for line in said.splitlines())
    if kind == "quote" or speaker:
        said = quoted(said, language)
        opening = marks(language).opening
        hang = opening if said.startswith(opening) else ""
        return Content(said, language, hang=hang, speaker=speaker)
    return Content(said, language, figure=figure(said) if kind == "statistic" else None)


def tidy(text: str) -> str:
    """Composed characters (NFC), nothing white around it."""
    return unicodedata.normalize("NFC", text).strip()
