"""The example plug-in is installed and used: a reader, an extractor and a channel of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import program
from tests.conftest import Once

ROOT = Path(__file__).resolve().parents[1]
MINUTES = """Gemeinderat, 12. November
Anwesend: alle sieben Mitglieder
Beschluss: Der Schulhausplatz wird im Sommer 2027 begrünt und für Autos gesperrt.
Das Wetter war schön.
Beschluss: Die Bibliothek öffnet ab Januar auch am Sonntagnachmittag.
"""


@pytest.fixture(scope="module")
def installed(once: Once) -> dict[str, str]:
    """The environment of a Python that has the plug-in."""

    def make(target: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation",
             "--target", str(target), str(ROOT / "examples" / "plugin")],
            check=True, capture_output=True,
        )  # fmt: skip

    return {**os.environ, "PYTHONPATH": str(once("with plugin", make))}


def _run(
    environment: dict[str, str], folder: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    return program.run(*words, cwd=folder, env=environment)


def test_minutes_become_files(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "Rat.minutes").write_text(MINUTES, "utf-8")
    ran = _run(installed, tmp_path, "Rat.minutes", "--channels", "folder", "--publish", "--json")
    assert ran.returncode == 0, ran.stderr
    posts = json.loads(ran.stdout)["posts"]
    assert {post["status"] for post in posts} == {"published"}
    texts = {path.read_text("utf-8") for path in (tmp_path / "posts").glob("*.txt")}
    assert texts == {
        "Gemeinderat, 12. November\n\n"
        "Der Schulhausplatz wird im Sommer 2027 begrünt und für Autos gesperrt.\n",
        "Gemeinderat, 12. November\n\nDie Bibliothek öffnet ab Januar auch am Sonntagnachmittag.\n",
    }
    assert _run(installed, tmp_path, "Rat.minutes", "-c", "folder", "--publish").returncode == 0
    assert len(list((tmp_path / "posts").iterdir())) == 2


def test_its_options_are_checked_and_offered(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "Rat.minutes").write_text(MINUTES, "utf-8")
    config = tmp_path / "repurpose.yaml"
    config.write_text("channels:\n  folder:\n    path: Rundbrief\n")
    assert _run(installed, tmp_path, "Rat.minutes", "--publish").returncode == 0
    assert len(list((tmp_path / "Rundbrief").iterdir())) == 2
    config.write_text("channels:\n  folder:\n    paht: Rundbrief\n")
    wrong = _run(installed, tmp_path, "Rat.minutes")
    assert wrong.returncode == 2
    assert "repurpose.yaml:3: channels.folder.paht" in wrong.stderr
    assert "'path'" in wrong.stderr


def test_without_it_the_file_and_the_channel_are_unknown(tmp_path: Path) -> None:
    (tmp_path / "Rat.minutes").write_text(MINUTES, "utf-8")
    ran = _run(dict(os.environ), tmp_path, "Rat.minutes")
    assert ran.returncode == 3
    assert ".pptx" in ran.stderr
    assert _run(dict(os.environ), tmp_path, "Rat.minutes", "-c", "folder").returncode == 2
