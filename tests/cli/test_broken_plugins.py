"""A plug-in that fails, invents or misquotes is named; the rest goes on."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests import program
from tests.cli.conftest import DECK, PANEL

SNIPPET = "from repurpose.model import Asset, Locator, Snippet\n"
EXTRACTORS = {
    "invents": (
        SNIPPET + "class Plugin:\n    def extract(self, asset, context):\n"
        "        yield Snippet(kind='quote', text='Holz ist immer und überall die beste Wahl.',\n"
        "                      locator=asset.segments[0].locator)\n",
        "its words do not stand there",
    ),
    "misquotes": (
        SNIPPET + "class Plugin:\n    def extract(self, asset, context):\n"
        "        said = asset.segments[5]\n"
        "        yield Snippet(kind='quote', text=said.text, speaker='Somebody Else',\n"
        "                      locator=said.locator)\n",
        "is ascribed to Somebody Else",
    ),
    "misplaces": (
        SNIPPET + "class Plugin:\n    def extract(self, asset, context):\n"
        "        yield Snippet(kind='quote', text=asset.segments[5].text,\n"
        "                      locator=Locator(start=9000.0, end=9001.0))\n",
        "its words stand elsewhere",
    ),
    "invents a question": (
        SNIPPET + "class Plugin:\n    def extract(self, asset, context):\n"
        "        said = asset.segments[5]\n"
        "        yield Snippet(kind='quote', text=said.text, speaker=said.speaker,\n"
        "                      locator=said.locator, question='Warum ist Holz so gut?')\n",
        "the words of its question do not stand there",
    ),
    "asks itself": (
        SNIPPET + "class Plugin:\n    def extract(self, asset, context):\n"
        "        said = asset.segments[5]\n"
        "        yield Snippet(kind='quote', text=said.text, speaker=said.speaker,\n"
        "                      locator=said.locator, question=said.text)\n",
        "its question is asked by",
    ),
    "raises": (
        "class Plugin:\n    def extract(self, asset, context):\n        return 1 / 0\n",
        "ZeroDivisionError",
    ),
    "is broken": ("import nothing_of_that_name\nclass Plugin: pass\n", "nothing_of_that_name"),
}


def _run(
    folder: Path, group: str, code: str, *words: str, name: str = "extra"
) -> subprocess.CompletedProcess[str]:
    """Run the command in a Python that has a plug-in of this code."""
    site = folder / "site"
    info = site / "badplugin-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "badplugin.py").write_text(code, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: badplugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[repurpose.{group}]\n{name} = badplugin:Plugin\n")
    return program.run(*words, cwd=folder, env={**os.environ, "PYTHONPATH": str(site)})


@pytest.mark.parametrize("what", EXTRACTORS)
def test_an_extractor_that_cannot_be_trusted(folder: Path, what: str) -> None:
    code, says = EXTRACTORS[what]
    ran = _run(folder, "extractors", code, str(PANEL), "-c", "x", "--json", "--dry-run")
    document = json.loads(ran.stdout)
    assert ran.returncode == 1
    [error] = document["errors"]
    assert says in error["what"]
    assert "badplugin" in error["what"]
    assert len(document["posts"]) == 5
    assert "beste Wahl" not in json.dumps(document["snippets"], ensure_ascii=False)
    assert "Traceback" not in ran.stderr


def test_private_text_never_reaches_an_extractor(folder: Path) -> None:
    code = (
        "class Plugin:\n    def extract(self, asset, context):\n"
        "        assert not [s for s in asset.segments if s.hidden or s.role == 'notes']\n"
        "        return []\n"
    )
    ran = _run(folder, "extractors", code, str(DECK), "-c", "x", "--json", "--dry-run")
    assert json.loads(ran.stdout)["errors"] == []


def test_a_reader_that_raises_is_named(folder: Path) -> None:
    code = (
        "class Plugin:\n    suffixes = ('.odd',)\n"
        "    def read(self, path, context):\n        raise KeyError('no\\nluck')\n"
    )
    (folder / "a.odd").write_text("x")
    ran = _run(folder, "readers", code, "a.odd")
    assert ran.returncode == 3
    assert "the reader plug-in 'extra' of badplugin failed: KeyError" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 2


def test_nobody_slips_under_the_name_of_a_channel(folder: Path) -> None:
    ran = _run(folder, "publishers", "class Plugin: pass\n", str(DECK), "-c", "x", name="twitter")
    assert ran.returncode == 2
    assert "two plug-ins are called 'twitter'" in ran.stderr
    assert "badplugin" in ran.stderr


def test_a_channel_that_cannot_be_loaded_is_named(folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("channels:\n  twitter:\n  extra:\n")
    ran = _run(folder, "publishers", "import nothing_of_that_name\n", str(DECK))
    assert ran.returncode == 2
    assert "nothing_of_that_name" in ran.stderr
    assert "Traceback" not in ran.stderr
