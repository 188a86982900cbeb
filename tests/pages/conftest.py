"""Pages that several tests look at, made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from repurpose.cli.edge import run_command
from repurpose.cli.group import cli
from repurpose.programs import libreoffice
from tests.conftest import Once
from tests.pages.decks import german_deck, german_pdf, long_pdf

Made = Callable[[str, str, Callable[[Path], Path]], Path]


@pytest.fixture(scope="session")
def made(once: Once) -> Made:
    """Makes a page of a deck with one of the commands; its folder."""

    def page(command: str, name: str, write: Callable[[Path], Path]) -> Path:
        def make(place: Path) -> None:
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(place)
                patch.delenv("REPURPOSE_LIBREOFFICE", raising=False)
                assert run_command(cli, [command, str(write(place / name)), "--to", "Seite"]) == 0

        return once(f"{command} für Bau & Söhne {name}", make) / "Seite"

    return page


@pytest.fixture(scope="session")
def german(made: Made) -> Path:
    """The viewer of a PowerPoint deck with private slides, a table, a chart and an attack."""
    if libreoffice.program() is None:
        pytest.skip("LibreOffice is not installed")
    return made("viewer", "Höher bauen.pptx", german_deck)


@pytest.fixture(scope="session")
def long(made: Made) -> Path:
    """The viewer of twenty slides."""
    return made("viewer", "Öfen.pdf", long_pdf)


@pytest.fixture(scope="session")
def article(made: Made) -> Path:
    """The article of a deck of seven slides."""
    return made("article", "Höher bauen.pdf", german_pdf)
