"""Pages that several tests look at, made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from repurpose.cli.edge import run_command
from repurpose.cli.group import cli
from repurpose.programs import libreoffice
from tests.pages.decks import german_deck, german_pdf, long_pdf

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Path]:
    """Makes a page with one of the commands; its folder."""

    def make(command: str, deck: Path) -> Path:
        place = tmp_path_factory.mktemp("Bau & Söhne")
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(place)
            patch.delenv("REPURPOSE_LIBREOFFICE", raising=False)
            assert run_command(cli, [command, str(deck), "--to", "Seite"]) == 0
        return place / "Seite"

    return make


@pytest.fixture(scope="session")
def german(made: Callable[[str, Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The viewer of a PowerPoint deck with private slides, a table, a chart and an attack."""
    if libreoffice.program() is None:
        pytest.skip("LibreOffice is not installed")
    return made("viewer", german_deck(tmp_path_factory.mktemp("deck") / "Höher bauen.pptx"))


@pytest.fixture(scope="session")
def long(made: Callable[[str, Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The viewer of twenty slides."""
    return made("viewer", long_pdf(tmp_path_factory.mktemp("deck") / "Öfen.pdf"))


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A real Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def article(made: Callable[[str, Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article of a deck of seven slides."""
    return made("article", german_pdf(tmp_path_factory.mktemp("deck") / "Höher bauen.pdf"))
