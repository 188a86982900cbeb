"""A publisher of another package, installed for one test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from repurpose import plugins

_MODULE = """
from repurpose.errors import LoginError
from repurpose.model import Rules
from repurpose.protocols import Secret


class Chirp:
    rules = Rules(limit=140, measure="code-points")
    options = {
        "author": {"type": "string", "description": "Who posts.", "x-required": True},
        "edition": {"type": "string", "pattern": "^[0-9]{6}$", "examples": ["202609"]},
        "loud": {"type": "boolean"},
    }
    secrets = (
        Secret(name="access_token", description="From the settings of your account."),
        Secret(name="club_key", description="For members.", required=False),
    )
    duplicate_window = 0

    def __init__(self, context):
        self.context = context

    def verify(self):
        token = self.context.secret("access_token")
        if token == "crash":
            raise KeyError("name")
        if token != "right":
            raise LoginError("the platform refuses the token", hint="make a new one")
        return f"@{self.context.settings['author']}"
"""
_ENTRY_POINTS = """
[repurpose.publishers]
chirp = chirp_posts:Chirp
cracked = chirp_posts:NotThere
"""


@pytest.fixture
def chirp(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Installs the publisher "chirp", and "cracked", which cannot be loaded."""
    site = tmp_path_factory.mktemp("site")
    about = site / "chirp_posts-1.0.dist-info"
    about.mkdir()
    (site / "chirp_posts.py").write_text(_MODULE, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: chirp-posts\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(_ENTRY_POINTS)
    monkeypatch.syspath_prepend(str(site))
    sys.modules.pop("chirp_posts", None)  # that of the test before
    plugins._entry_points.cache_clear()
    yield site
    plugins._entry_points.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people name them."""
    place = tmp_path / "Beiträge für März"
    place.mkdir()
    return place


@pytest.fixture
def written(folder: Path) -> Callable[[str], Path]:
    """Writes a repurpose.yaml into the folder."""

    def write(text: str) -> Path:
        file = folder / "repurpose.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write
