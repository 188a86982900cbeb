"""The text that lies beside a clip: what whoever posts it needs, and should know."""

from __future__ import annotations

from dataclasses import dataclass

from repurpose.media.clips.chapters import clock
from repurpose.media.clips.planning import Plan
from repurpose.model import Asset


@dataclass(frozen=True, slots=True)
class _Words:
    """Our own words in one language."""

    origin: str
    alternative: str
    recognised: str


_WORDS = {
    "de": _Words(
        "Aus",
        "Alternativtext",
        "Die Wörter hat eine Maschine erkannt (Spracherkennung): Lesen Sie die Untertitel durch, bevor Sie den "
        "Ausschnitt veröffentlichen.",
    ),
    "en": _Words(
        "From",
        "Alternative text",
        "A machine recognised the words (speech recognition): read the captions before you post the clip.",
    ),
    "fr": _Words(
        "Tiré de",
        "Texte alternatif",
        "Les mots ont été reconnus par une machine (reconnaissance vocale): relisez les sous-titres avant de "
        "publier l’extrait.",
    ),
    "it": _Words(
        "Tratto da",
        "Testo alternativo",
        "Le parole sono state riconosciute da una macchina (riconoscimento vocale): rileggete i sottotitoli prima "
        "di pubblicare l’estratto.",
    ),
}


def about(plan: Plan, video: Asset, start: float, end: float) -> str:
    """The text: who says what, where it stands in the video, the alternative text."""
    words = _WORDS.get(plan.snippet.language.split("-")[0], _WORDS["en"])
    who = f"{plan.named}: " if plan.named else ""
    lines = [f"{who}«{' '.join(plan.window.text.split())}»"]
    if plan.question:
        lines.insert(0, f"«{plan.question}»")
    lines += ["", f"{words.origin}: {video.title}, {clock(start)}–{clock(end)}"]
    lines += [f"{words.alternative}: {plan.alternative(end - start)}"]
    if video.recognised:
        lines += ["", words.recognised]
    return "\n".join(lines) + "\n"
