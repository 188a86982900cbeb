"""Files made to cost much: each is read in a process of its own that has 10 s of the processor and about
1 GB of memory, as a reader promises, and ends with an asset or one line."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

DECK = Path(__file__).parents[2] / "examples" / "holzbau" / "Aufstocken mit Holz.pptx"
SLIDE, CHART, MAIN = "ppt/slides/slide2.xml", "ppt/charts/chart1.xml", "ppt/presentation.xml"
CHILD = """
import resource, sys
from pathlib import Path
from repurpose import readers
from repurpose.errors import SourceError
from repurpose.protocols import ReadContext
readers.known_suffixes()
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
resource.setrlimit(resource.RLIMIT_AS, (1_300_000_000, 1_300_000_000))  # libraries take 300 MB of it
try:
    print("opened", len(readers.read(Path(sys.argv[1]), ReadContext()).segments))
except SourceError as error:
    print("refused", error.message, "->", error.hint)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
Make = Callable[[Path], Path]


def _deck(part: str, old: bytes, new: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "a.pptx"
        with (
            zipfile.ZipFile(DECK) as source,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                content = source.read(name)
                if name == part:
                    assert old in content
                    content = content.replace(old, new, 1)
                target.writestr(name, content)
        return path

    return make


def _text(suffix: str, text: str) -> Make:
    def make(folder: Path) -> Path:
        (folder / f"a{suffix}").write_text(text, "utf-8")
        return folder / f"a{suffix}"

    return make


def _nested_tables(folder: Path) -> Path:
    from tests.readers.test_docx import _document, _p

    row = f"<w:tr><w:tc>{_p('x')}</w:tc></w:tr>"
    outer, depth = "<w:tbl><w:tr><w:tc>", 60
    inner = f"<w:tbl>{row * 60_000}</w:tbl>"
    return _document(folder, outer * depth + inner + "</w:tc></w:tr></w:tbl>" * depth)


POINTS = b"".join(b'<c:pt idx="%d"><c:v>a</c:v></c:pt>' % number for number in range(20_000))
CASES: dict[str, tuple[Make, str]] = {
    "categories in 20,000 levels": (
        _deck(CHART, b"<c:cat>", b"<c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>" + POINTS + b"</c:lvl>"
              + b'<c:lvl><c:pt idx="1"><c:v>b</c:v></c:pt></c:lvl>' * 20_000
              + b"</c:multiLvlStrCache></c:multiLvlStrRef>"), "opened"),
    "a number format of 3 MB": (
        _deck(CHART, b"<c:formatCode>0<", b"<c:formatCode>" + b"[" * 3_000_000 + b"<"), "opened"),
    "groups 100,000 deep": (
        _deck(SLIDE, b"</p:spTree>", b"<p:grpSp>" * 100_000 + b"</p:grpSp>" * 100_000 + b"</p:spTree>"), "opened"),
    "a text of 50 MB": (_deck(SLIDE, b"</a:t>", b"x " * 25_000_000 + b"</a:t>"), ""),
    "a million slides": (
        _deck(MAIN, b"</p:sldIdLst>", b'<p:sldId id="1" r:id="rId2"/>' * 1_000_000 + b"</p:sldIdLst>"), "refused"),
    "one slide 9,900 times": (
        _deck(MAIN, b"</p:sldIdLst>", b'<p:sldId id="1" r:id="rId2"/>' * 9_900 + b"</p:sldIdLst>"), ""),
    "tables in tables": (_nested_tables, "opened"),
    "brackets": (_text(".md", "Davor.\n\n" + "[" * 1_000_000), "opened"),
    "lists in lists": (_text(".html", "<p>Ein Satz.</p>" + "<ul><li>" * 200_000), "opened"),
    "JSON in JSON": (_text(".json", "[" * 2_000_000), "refused"),
    "one line of 20 MB": (_text(".srt", "1\n00:00:01,000 --> 00:00:02,000\n" + "ja <i>" * 3_300_000), ""),
    "colons": (_text(".txt", "A: " * 1_000_000), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_costs_no_more_than_it_may(tmp_path: Path, name: str) -> None:
    make, ends = CASES[name]
    result = subprocess.run(
        [sys.executable, "-c", CHILD, str(make(tmp_path))], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-300:]
    assert result.stdout.startswith(ends or ("opened", "refused"))
    assert len(result.stdout.splitlines()) == 1
    assert "plug-in" not in result.stdout
