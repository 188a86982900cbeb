"""Themes and audiences: what mentions them, and what that does."""

# ruff: noqa: F811 - fixtures of another folder

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from repurpose.choosing.words import Words, mentioned
from tests.cli.conftest import DECK, PANEL, Run, folder, run  # noqa: F401 - fixtures


@pytest.mark.parametrize(
    ("wanted", "language", "text", "word"),
    [
        ("Holz", "de", "Der Holzbau wächst.", "Holzbau"),
        ("Holz", "de", "Eine Decke aus Brettsperrholz trägt.", "Brettsperrholz"),
        ("holz", "de", "Verschiedene Hölzer quellen.", "Hölzer"),
        ("Wärmepumpe", "de", "Mit WAERMEPUMPEN heizen.", "WAERMEPUMPEN"),
        ("Waermepumpe", "de", "Die Luft-Wasser-Wärmepumpe läuft.", "Wärmepumpe"),
        ("Strasse", "de", "An der Bachstraße.", "Bachstraße"),
        ("Bäume", "de", "Beim Baum genügt ein Satz.", "Baum"),
        ("Energie sparen", "de", "Wir sparen im Büro viel Energie.", "Energie"),
        ("Bauen mit Holz", "de", "Mit Holz lässt sich leise bauen.", "bauen"),
        ("KI", "de", "Die KI schreibt Protokolle.", "KI"),
        ("heat pump", "en", "Heat pumps need space.", "Heat"),
        ("energy", "en", "Energies of many kinds.", None),
        ("apprenti", "fr", "Les apprentis arrivent.", "apprentis"),
        ("énergie", "fr", "L'energie est chère.", "energie"),
        ("apprendista", "it", "Gli apprendisti imparano.", "apprendisti"),
        ("Rat", "de", "Die Beratung ist gratis.", None),
        ("Wand", "de", "Der Wandel kommt, und wir wandern mit.", None),
        ("Band", "de", "Der Verband tagt.", None),
        ("Land", "de", "Im Ausland ist es teurer.", None),
        ("Tier", "de", "Wir haben die Akten sortiert.", None),
        ("IT", "en", "We like it.", None),
        ("timber", "en", "The timberline is high.", None),
        ("Energie sparen", "de", "Energie ist teuer.", None),
        ("Holz", "en", "Holzbau is a German word.", None),
    ],
)
def test_a_word_is_mentioned(wanted: str, language: str, text: str, word: str | None) -> None:
    assert mentioned(wanted, Words.of(text, language)) == word


def _extract(run: Run, *words: object) -> list[dict[str, Any]]:
    snippets: list[dict[str, Any]] = run("extract", *words, "--json").json["snippets"]
    return snippets


def test_a_theme_raises_what_fits_and_is_named(run: Run, folder: Path) -> None:
    before = {s["id"]: s["score"] for s in _extract(run, DECK)}
    (folder / "repurpose.yaml").write_text(
        "themes:\n  - Raumfahrt\n  - name: Statik\n    words: [Fundament, Erdbeben]\n", "utf-8"
    )
    after = _extract(run, DECK)
    served = [s for s in after if s["theme"]]
    assert {s["theme"] for s in served} == {"Statik"}
    for snippet in after:
        raised = snippet["score"] > before[snippet["id"]]
        assert raised == (snippet["theme"] is not None)
        assert snippet["score"] < 1
    whys = [s["why"][0] for s in served]
    assert "fits the theme Statik (Fundament)" in whys
    assert "fits the theme Statik (Erdbeben)" in whys
    scores = [s["score"] for s in after]
    assert scores == sorted(scores, reverse=True)


def test_the_title_of_the_slide_counts_half(run: Run, folder: Path) -> None:
    plain = {s["id"]: s["score"] for s in _extract(run, DECK)}
    segments = run("read", DECK, "--json").json["assets"][0]["segments"]
    title = next(s for s in segments if s["role"] == "title" and s["locator"] == {"slide": 4})
    word = title["text"].split()[1]
    (folder / "repurpose.yaml").write_text(f"themes: [{word}]\n", "utf-8")
    themed = [s for s in _extract(run, DECK) if s["theme"]]
    by_title = [s for s in themed if "in the title" in s["why"][0]]
    by_text = [s for s in themed if s not in by_title]
    assert by_title
    for share, snippets in ((0.15, by_title), (0.3, by_text)):
        for snippet in snippets:
            lacking = 1 - plain[snippet["id"]]
            assert snippet["score"] == pytest.approx(
                plain[snippet["id"]] + share * lacking, abs=1e-3
            )


def test_a_theme_asked_for_comes_first_whatever_the_mix(run: Run) -> None:
    made = run(PANEL, "-c", "x", "--theme", "Bäume", "--json", "--dry-run").json
    chosen = {id_ for post in made["posts"] for id_ in post["snippets"]}
    themes = [s["theme"] for s in made["snippets"] if s["id"] in chosen]
    assert themes[:4] == ["Bäume"] * 4


def test_an_audience_raises_on_its_channels_only(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text(
        "limit: 2\n"
        "themes:\n  - {name: Schall, words: [Trittschall, Dezibel], audiences: [Mieter]}\n"
        "audiences:\n"
        "  - {name: Mieter, channels: [x]}\n"
        "  - {name: Ingenieure, words: [Erdbeben, Fundament, Bohrkerne], channels: [linkedin]}\n",
        "utf-8",
    )
    explained = run("extract", DECK, "--explain", "-c", "x,linkedin", "--json").json["explained"]
    why = {
        channel: [w for e in explained if e["channel"] == channel and e["chosen"] for w in e["why"]]
        for channel in ("twitter", "linkedin")
    }
    assert any(w.startswith("for Ingenieure (") for w in why["linkedin"])
    assert not any("Ingenieure" in w for w in why["twitter"])
    many = run("extract", DECK, "--explain", "-c", "x,linkedin", "--json", "--theme", "Kran").json
    assert not any("Mieter" in w for e in many["explained"] for w in e["why"])


def test_an_audience_cares_for_its_themes(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text(
        "limit: 1\nthemes:\n  - {name: Schall, words: [Trittschall], audiences: [Mieter]}\n"
        "  - {name: Statik, words: [Erdbeben]}\n"
        "audiences: [{name: Mieter, channels: [x]}]\nmix: {statement: 1}\n",
        "utf-8",
    )
    explained = run("extract", DECK, "--explain", "-c", "x,linkedin", "--json").json["explained"]
    snippets = {s["id"]: s for s in _extract(run, DECK)}
    assert {s["theme"] for s in snippets.values()} == {"Schall", "Statik", None}
    assert [e["channel"] for e in explained if e["chosen"]] == ["twitter", "linkedin"]


def test_without_themes_nothing_changes(run: Run, folder: Path) -> None:
    before = _extract(run, DECK)
    assert all(snippet["theme"] is None for snippet in before)
    (folder / "repurpose.yaml").write_text("themes: [Raumfahrt]\naudiences: [Astronauten]\n")
    assert _extract(run, DECK) == before
