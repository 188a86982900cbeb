"""themes, audiences and mix in repurpose.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose import config
from repurpose.choosing.themes import Audience, Theme
from repurpose.errors import ConfigError


def _load(folder: Path, text: str) -> config.Config:
    file = folder / "repurpose.yaml"
    file.write_text(text, "utf-8")
    return config.load(file)


def test_words_and_names_with_words(tmp_path: Path) -> None:
    loaded = _load(
        tmp_path,
        "themes:\n"
        "  - Holzbau\n"
        "  - 2030\n"
        "  - name: Energie\n    words: [Solar, Wärmepumpe]\n    audiences: [Bauherren]\n"
        "  - name: Brandschutz\n"
        "audiences:\n"
        "  - Bauherren\n"
        "  - {name: Architekten, words: [Fassade], channels: [linkedin, x, linkedin:acme]}\n"
        "mix: {quote: 2, statistic: 0}\n",
    )
    assert loaded.themes == (
        Theme(name="Holzbau", words=("Holzbau",)),
        Theme(name="2030", words=("2030",)),
        Theme(name="Energie", words=("Solar", "Wärmepumpe"), audiences=("Bauherren",)),
        Theme(name="Brandschutz", words=("Brandschutz",)),
    )
    assert loaded.audiences == (
        Audience(name="Bauherren", words=("Bauherren",)),
        Audience(
            name="Architekten",
            words=("Fassade",),
            channels=("linkedin", "twitter", "linkedin:acme"),
        ),
    )
    assert loaded.mix == {"quote": 2, "statistic": 0}


def test_nothing_is_set_by_default(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "mix:\n")
    assert (loaded.themes, loaded.audiences, dict(loaded.mix)) == ((), (), {})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("mix: {quotes: 2}", "mix.quotes: unknown key; did you mean 'quote'?"),
        ("mix: {quote: -1}", "mix.quote: "),
        ("mix: {quote: viele}", "mix.quote: "),
        ("themes: [{words: [Solar]}]", "themes[0]: "),
        ("themes: [{name: Energie, wörter: [Solar]}]", "themes[0].wörter: unknown key"),
        ("themes: [[Solar]]", "themes[0]: "),
        (
            "themes: [{name: Energie, audiences: [Bauherrn]}]\naudiences: [Bauherren]",
            "themes[0].audiences[0]: no audience is called 'Bauherrn'; did you mean 'Bauherren'?",
        ),
        (
            "themes: [{name: Energie, audiences: [Kunden]}]",
            "themes[0].audiences[0]: no audience is called 'Kunden'; list it below audiences",
        ),
        (
            "audiences: [{name: Kunden, channels: [linkdin]}]",
            "audiences[0].channels[0]: no channel is called 'linkdin'; did you mean 'linkedin'?",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as raised:
        _load(tmp_path, text)
    assert f"repurpose.yaml:1: {says}" in str(raised.value)
