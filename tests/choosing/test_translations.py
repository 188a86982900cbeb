"""What is said in two languages is offered once, and nothing else is taken for it."""

# ruff: noqa: F811 - fixtures of another folder

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pptx import Presentation

from repurpose.choosing.find import Find
from repurpose.choosing.repeats import Repeat, without_translations
from tests.choosing.bilingual import ASIDE, TALKS
from tests.choosing.finds import deck, each_line
from tests.cli.conftest import Run, folder, run  # noqa: F401 - fixtures

LEAST_FOUND = 0.6


def _right(repeats: Sequence[Repeat]) -> int:
    """How many of them are pairs. Fails where one is not."""
    said = {frozenset(pair) for _, _, pairs in TALKS.values() for pair in pairs}
    for repeat in repeats:
        assert {repeat.find.snippet.text, repeat.of.snippet.text} in said
    return len(repeats)


def _halves(name: str) -> tuple[list[str], list[str], list[str], list[str]]:
    _, _, pairs = TALKS[name]
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    return ours[:3], theirs[:3], ours[3:], theirs[3:]


def _after_each_other(name: str) -> list[list[str]]:
    """A slide, its translation, and beside both something else about the same."""
    first, one, second, other = _halves(name)
    aside = ASIDE[name]
    return [aside[:2], first, one, aside[2:4], second, other, aside[4:]]


def _on_one_slide(name: str) -> list[list[str]]:
    first, one, second, other = _halves(name)
    aside = ASIDE[name]
    return [[*first, *one], aside[:3], [*second, *other], aside[3:]]


@pytest.mark.parametrize("layout", [_after_each_other, _on_one_slide])
def test_most_translations_in_a_deck_are_found_and_nothing_else(layout: object) -> None:
    found = 0
    for name, (language, _, _) in TALKS.items():
        asset = deck(name, language, *layout(name))  # type: ignore[operator]
        kept, repeats = without_translations(each_line(asset))
        found += _right(repeats)
        assert len(kept) + len(repeats) == len(asset.segments)
    assert found >= LEAST_FOUND * sum(len(pairs) for _, _, pairs in TALKS.values())


def test_two_decks_of_one_talk() -> None:
    found = 0
    finds: list[Find] = []
    for name, (language, other, _) in TALKS.items():
        first, one, second, two = _halves(name)
        finds += each_line(deck(name, language, first, second))
        finds += each_line(deck(f"{name} 2", other, one, two, ASIDE[name]))
    kept, repeats = without_translations(finds)
    found = _right(repeats)
    assert len(kept) + len(repeats) == len(finds)
    assert found >= LEAST_FOUND * sum(len(pairs) for _, _, pairs in TALKS.values())


@pytest.mark.parametrize("name", TALKS)
def test_what_is_about_the_same_is_no_translation(name: str) -> None:
    language, other, pairs = TALKS[name]
    aside = ASIDE[name]
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    asides = [aside[:3], aside[3:]]
    for lines in (ours, theirs[::-1]):
        for slides in (
            [asides[0], lines[:3], asides[1], lines[3:]],
            [lines[:3] + aside, lines[3:]],
        ):
            assert without_translations(each_line(deck(name, language, *slides)))[1] == []
    crossed = [ours[:3], theirs[3:], aside[:3]]  # neighbours, but not of each other
    assert without_translations(each_line(deck(name, other, *crossed)))[1] == []


def test_the_language_of_the_deck_stays_or_the_one_that_is_wished_for() -> None:
    lines = _after_each_other("Solarstrom")
    asset = deck("Solar", "de", *lines)
    german = {a for a, _ in TALKS["Solarstrom"][2]}
    for wished, stays in ((None, True), ("de", True), ("en", False)):
        finds = list(reversed(each_line(asset)))  # the English ones rank higher
        _, repeats = without_translations(finds, wished)
        assert len(repeats) >= 4
        assert all((repeat.of.snippet.text in german) is stays for repeat in repeats)


def test_another_number_is_another_statement() -> None:
    ours = ["Die Wärmepumpe in Winterthur kostete 2024 genau 18’400 Franken."]
    same = ["The heat pump in Winterthur cost exactly 18,400 francs in 2024."]
    other = ["The heat pump in Winterthur cost exactly 18,900 francs in 2024."]
    assert len(without_translations(each_line(deck("a", "de", ours, same)))[1]) == 1
    assert without_translations(each_line(deck("b", "de", ours, other)))[1] == []
    far = deck("c", "de", ours, ["Ein Dach."], ["Noch ein Dach."], same)
    assert without_translations(each_line(far))[1] == []


def test_two_decks_given_together_are_offered_once(run: Run, folder: Path) -> None:
    first, one, second, other = _halves("Käse")
    _write(folder / "Käse.pptx", first, second)
    _write(folder / "Fromage.pptx", one, other)
    alone = [
        {s["text"] for s in run("extract", name, "--json").json["snippets"]}
        for name in ("Käse.pptx", "Fromage.pptx")
    ]
    both = [
        s["text"] for s in run("extract", "Käse.pptx", "Fromage.pptx", "--json").json["snippets"]
    ]
    twice = [pair for pair in TALKS["Käse"][2] if pair[0] in alone[0] and pair[1] in alone[1]]
    assert len(twice) >= 2
    assert not [pair for pair in twice if pair[0] in both and pair[1] in both]
    assert set(both) < alone[0] | alone[1]


def _write(path: Path, *slides: Sequence[str]) -> None:
    made = Presentation()
    for lines in slides:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = "Punkte"
        slide.placeholders[1].text = "\n".join(lines)
    made.save(str(path))
