"""A deck of which some parts are damaged: the rest is used, and what is missing is said."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import CHEESE, Run


@pytest.fixture
def damaged(folder: Path) -> Path:
    path = folder / "Käse beschädigt.pptx"
    gone = {f"ppt/slides/slide{number}.xml" for number in (2, 4, 6, 7)}
    with zipfile.ZipFile(CHEESE) as deck, zipfile.ZipFile(path, "w") as target:
        for name in deck.namelist():
            if name not in gone:
                target.writestr(name, deck.read(name))
    return path


@pytest.mark.parametrize(
    "words", [("read",), ("extract",), ("run", "-c", "x", "-n", 1, "--dry-run")]
)
def test_missing_slides_are_said_and_the_rest_is_used(
    run: Run, damaged: Path, words: tuple[object, ...]
) -> None:
    result = run(*words, damaged)
    assert result.code == 0
    assert result.err.count("note: ") == 4
    assert f"note: {damaged}: slide 2 is missing\n" in result.err
    assert f"note: {damaged}: and 1 more (-v names them)" in result.err
    assert "slide 7 is missing" not in result.err
    assert "slide 7 is missing" in run(*words, "-v", damaged).err


def test_scripts_find_them_with_the_asset(run: Run, damaged: Path) -> None:
    document = run("read", "--json", damaged).json
    assert len(document["assets"][0]["faults"]) == 4
    assert document["errors"] == []
