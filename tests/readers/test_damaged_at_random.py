"""Real files, damaged at random: each opens, or ends in one line with a hint. Nothing else, ever."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext
from tests.conftest import corpora_folder

ROOT = Path(__file__).parents[2]
NEAR = [
    ROOT / "examples" / "delicatessen" / "Cheese that keeps.pptx",
    ROOT / "examples" / "holzbau" / "Podium Verdichten.vtt",
    ROOT / "README.md",
    Path(__file__).parent / "pages" / "blog.html",
    Path(__file__).parent / "pages" / "old.html",
]
FAR = [
    "decks/apache_poi/54111.ppt", "decks/apache_poi/Password_Protected-hello.ppt",
    "decks/apache_poi/45545_Comment.pptx", "decks/apache_poi/smartart-rotated-text.pptx",
    "decks/apache_poi/bar-chart.pptx", "decks/hbunke_oer_im_unterricht/slides.odp",
    "decks/PHPOffice_PHPPresentation/SamplePassword.pptx",
]  # fmt: skip
TALK = ("json", "srt", "sbv", "ass", "ttml", "tsv", "txt", "trs")
SMALL = 200_000  # bytes; larger ones only cost time


def _seeds() -> list[Path]:
    folder = corpora_folder()
    if folder is None:
        return NEAR
    talks = [min(folder.glob(f"transcripts/*/*.{form}"), key=lambda p: (p.stat().st_size, p.name))
             for form in TALK if list(folder.glob(f"transcripts/*/*.{form}"))]  # fmt: skip
    return [*NEAR, *(folder / name for name in FAR), *talks]


Cut = tuple[str, float, float, bytes]  # what is done, where, to how much of it, and with what
VALUES = (b"-1", b"99999999999999999999", b"NaN", b"../../x", b"\xff\xfe", b"\0", b"<", b"]]>", b"")
cuts = st.lists(
    st.tuples(
        st.sampled_from(("put", "cut", "twice", "zero", "attribute", "tag")),
        st.floats(0, 1, exclude_max=True),
        st.floats(0, 1),
        st.one_of(st.sampled_from(VALUES), st.binary(max_size=8)),
    ),
    min_size=1,
    max_size=6,
)


def _damaged(content: bytes, damages: list[Cut]) -> bytes:
    for what, where, share, value in damages:
        start = int(where * len(content))
        end = min(len(content), start + 1 + int(share**4 * 400))
        if what == "attribute" and (start := content.find(b'="', start) + 2) > 1:
            end = content.find(b'"', start)
        elif what == "tag" and (start := content.find(b"<", start)) >= 0:
            end = content.find(b">", start) + 1
        middle = {"put": value, "attribute": value, "twice": 3 * content[start:end],
                  "zero": bytes(max(0, end - start))}.get(what, b"")  # fmt: skip
        if 0 <= start <= end:
            content = content[:start] + middle + content[end:]
    return content


@cache
def _parts(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _repacked(path: Path, which: float, damages: list[Cut]) -> bytes:
    """The archive with one part of it damaged, and sound otherwise."""
    parts = _parts(path)
    markup = [name for name, _ in parts if name.endswith((".xml", ".rels"))]
    chosen = markup[int(which * len(markup))]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts:
            archive.writestr(name, _damaged(content, damages) if name == chosen else content)
    return packed.getvalue()


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it makes of a damaged file is not the question, and it takes a second to say so."""
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize("seed", _seeds(), ids=lambda path: f"{path.parent.name}/{path.name}")
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(damages=cuts, which=st.floats(0, 1, exclude_max=True), inside=st.booleans())
def test_a_damaged_file(
    tmp_path: Path, seed: Path, damages: list[Cut], which: float, inside: bool
) -> None:
    packed = inside and zipfile.is_zipfile(seed)
    whole = seed.read_bytes()[:SMALL] if seed.suffix != ".pptx" else seed.read_bytes()
    path = tmp_path / f"größe{seed.suffix}"
    path.write_bytes(_repacked(seed, which, damages) if packed else _damaged(whole, damages))
    try:
        outcome: Asset | SourceError = readers.read(path, ReadContext(password=lambda: "hello"))
    except SourceError as error:
        outcome = error
    if isinstance(outcome, SourceError):
        assert "plug-in" not in outcome.message
        assert outcome.hint
        assert len(f"{outcome}{outcome.hint}".splitlines()) == 1
    else:
        assert all(segment.text.strip() for segment in outcome.segments)
