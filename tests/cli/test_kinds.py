"""--kinds: only what was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CHEESE, DECK, PANEL, Run

KINDS = "quote, statement, statistic, tip, question, announcement, list, definition"


@pytest.mark.parametrize("command", ["extract", "run"])
@pytest.mark.parametrize(
    ("words", "asset", "kinds"),
    [
        ("list", DECK, {"list"}),
        ("question", DECK, {"question"}),
        ("tip", CHEESE, {"tip"}),
        ("quote, Statistic,", PANEL, {"quote", "statistic"}),
        ("quote", PANEL, {"quote"}),
    ],
)
def test_only_these(run: Run, command: str, words: str, asset: Path, kinds: set[str]) -> None:
    more = ["--channels", "linkedin", "--dry-run", "-n", 50] if command == "run" else []
    result = run(command, asset, "--kinds", words, "--json", *more)
    assert result.code == 0
    assert {snippet["kind"] for snippet in result.json["snippets"]} == kinds


def test_a_quote_with_a_number_is_a_quote_where_only_quotes_are_wanted(run: Run) -> None:
    def texts(kind: str) -> set[str]:
        snippets = run("extract", PANEL, "--kinds", kind, "--json").json["snippets"]
        return {snippet["text"] for snippet in snippets}

    assert texts("quote") & texts("statistic")


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("quotes", "do you mean quote?"),
        ("Statstic", "do you mean statistic?"),
        ("zzz", "leave --kinds away"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "run"])
def test_an_unknown_kind(run: Run, command: str, word: str, hint: str) -> None:
    result = run(command, DECK, "--kinds", f"quote,{word}")
    assert (result.code, result.out) == (2, "")
    assert f"--kinds {word.casefold()!r} is not one of {KINDS}" in result.err
    assert hint in result.err


def test_no_kind_at_all(run: Run) -> None:
    result = run("extract", DECK, "--kinds", " , ")
    assert result.code == 2
    assert "--kinds names no kind" in result.err


def test_nothing_of_the_kind_says_which(run: Run) -> None:
    result = run("extract", DECK, "--kinds", "announcement,definition", "--json")
    assert result.code == 3
    assert result.json["snippets"] == []
    [error] = result.json["errors"]
    assert "holds no announcement and no definition that stands by itself" in error["what"]


def test_a_list_is_a_post_with_its_title_and_shown_with_its_lines(run: Run) -> None:
    shown = run("extract", DECK, "--kinds", "list").out
    first, second = shown.splitlines()[:2]
    assert " list " in first
    assert second.startswith(" " * 18)
    assert second.strip()
    posted = run("run", DECK, "--kinds", "list", "--channels", "linkedin", "-n", 1, "--json").json
    text = posted["posts"][0]["parts"][0]["text"]
    title, blank, *points = text.split("\n")[:5]
    assert title
    assert not blank
    assert all(point.startswith("– ") for point in points)
