"""Tags of an upload: nouns and names, as somebody would type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose.model import Asset, Locator, Segment
from repurpose.pages.upload import package

SLIDES = {
    "en": (
        ("Garbage Collection in Siemens Engines", "Although we collect, garbage collection costs the engine memory."),
        ("Collecting Less", "Although we try, the memory of the engine is full; garbage collection runs at Siemens."),
        ("Although Memory Is Cheap", "We free memory, and the garbage collection of the engine at Siemens is local."),
        ("Engine and Memory", "They free the memory since the engine is local. We try, although Siemens pays."),
    ),
    "fr": (
        ("Quand la commune rénove", "Nous rénovons, et la commune de Sion paie la rénovation énergétique du toit."),
        ("La rénovation énergétique", "La rénovation énergétique demande du temps. Nous rénovons avec la commune."),
        ("Rénover avec les artisans", "Les artisans de Sion rénovent le toit, la commune décide la rénovation énergétique."),
        ("Les artisans et le toit", "On décide avec les artisans, on rénove le toit; les artisans de la commune."),
    ),
    "it": (
        ("Quando il comune ristruttura", "Noi ristrutturiamo, e il comune di Lugano paga il tetto agli artigiani."),
        ("Il tetto e gli artigiani", "Gli artigiani di Lugano decidono con il comune; si ristruttura il tetto."),
        ("Ristrutturare il tetto", "Il comune decide con gli artigiani di Lugano quando si ristruttura il tetto."),
    ),
}  # fmt: skip
WANTED = {
    "en": {"garbage collection", "memory", "engine", "Siemens"},
    "fr": {"commune", "rénovation énergétique", "toit"},
    "it": {"comune", "tetto", "artigiani"},
}


@pytest.mark.parametrize("language", ["en", "fr", "it"])
def test_they_are_nouns_and_names(language: str) -> None:
    segments = tuple(
        Segment(text=text, role=role, locator=Locator(slide=number))  # type: ignore[arg-type]
        for number, slide in enumerate(SLIDES[language], start=1)
        for role, text in zip(("title", "body"), slide, strict=True)
    )
    deck = Asset(
        path=Path("d.pptx"),
        kind="deck",
        title="D",
        language=language,
        sha256="d",
        segments=segments,
    )
    assert set(package("D", deck, []).tags) == WANTED[language]
