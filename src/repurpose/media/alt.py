"""Alternative text of a slide's picture: the slide's own words, as they stand there.

Never from speaker notes, nor from what is hidden; footers, and whatever else stands on several slides,
are no part of what a slide says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from repurpose.model import Asset, Segment
from repurpose.text.sentences import sentences

_LEADS = {
    "de": ("Folie {}", "Seite {}"),
    "en": ("Slide {}", "Page {}"),
    "fr": ("Diapositive {}", "Page {}"),
    "it": ("Diapositiva {}", "Pagina {}"),
}
_CHART = {"de": "Diagramm", "en": "Chart", "fr": "Graphique", "it": "Grafico"}
_TABLE = {"de": "Tabelle", "en": "Table", "fr": "Tableau", "it": "Tabella"}
_COLON = {"fr": "\u00a0: "}
_ENDS = (".", "!", "?", "…", ":", ";", ".»", "!»", "?»", ".“", "!“", "?“", ".”", "!”", "?”")
_LOOSE = " \u00a0,;:–"  # not before an ellipsis
_WORTH_A_STOP = 0.6  # of the room: a cut behind a sentence may leave so little


def alt_text(asset: Asset, slide: int, limit: int, language: str | None = None) -> str:
    """What a slide or page says, for who cannot see its picture; never empty.

    Title, then the rest in reading order: charts with their numbers, tables row by row, pictures as
    their author described them.

    Args:
        slide: Its number (1-based).
        limit: The most characters; a text that is longer is cut behind a sentence, or a word.
        language: Of our own words ("Folie 4"); where there are none in it: that of the asset, else
            English.
    """
    bases = (each.partition("-")[0].casefold() for each in (language or "", asset.language))
    base = next((each for each in bases if each in _LEADS), "en")
    lead = _LEADS[base][asset.kind != "deck"].format(slide)
    said = " ".join(_closed(each) for each in _said(_own(asset, slide), base))
    text = f"{lead}{_COLON.get(base, ': ')}{said or asset.title}"
    return _cut(text, limit, base) or lead[:limit]


def _own(asset: Asset, slide: int) -> list[Segment]:
    """What is seen on a slide and only there."""
    shown = [s for s in asset.segments if not s.hidden and s.role not in ("notes", "speech")]
    captions = {(s.locator.sheet, s.text) for s in shown if s.role == "caption"}
    times = Counter(text for _, text in captions)
    return [
        segment
        for segment in shown
        if segment.locator.sheet == slide
        and not (segment.role == "caption" and times[segment.text] > 1)
    ]


def _said(segments: Sequence[Segment], language: str) -> Iterator[str]:
    runs = [(role, [_line(s) for s in run]) for role, run in groupby(segments, lambda s: s.role)]
    colon = _COLON.get(language, ": ")
    for at, (role, lines) in enumerate(runs):
        if role == "chart":
            described = at + 1 < len(runs) and runs[at + 1][0] == "caption"
            if not described:  # in its author's own words
                yield _CHART[language] + colon + _chart(lines)
        elif role == "table":
            yield _TABLE[language] + colon + "; ".join(_cells(line, ", ") for line in lines)
        else:
            yield from dict.fromkeys(lines)


def _line(segment: Segment) -> str:
    return " ".join(segment.text.split())


def _chart(lines: Sequence[str]) -> str:
    """Title, then the series, each with its name and its points."""
    told: list[str] = []
    for line in lines:
        name, _, points = line.partition(" | ")
        told.append(
            f"{name} – {_cells(points, ', ')}"
            if points and ": " not in name
            else _cells(line, ", ")
        )
    return "; ".join(told)


def _cells(line: str, joint: str) -> str:
    return joint.join(cell for each in line.split("|") if (cell := each.strip()))


def _closed(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."


def _cut(text: str, limit: int, language: str) -> str:
    if len(text) <= limit:
        return text
    stops = [end for _, end in sentences(text, language) if end <= limit]
    if stops and stops[-1] >= _WORTH_A_STOP * limit:
        return text[: stops[-1]]
    head, space, _ = text[: max(0, limit - 1)].rpartition(" ")
    return f"{head.rstrip(_LOOSE)} …"[:limit] if space else ""
