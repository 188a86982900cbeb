"""PowerPoint files of the years until 2003: real ones, and what LibreOffice writes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import olefile
import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.programs import libreoffice
from repurpose.protocols import ReadContext

DECK = Path(__file__).parents[2] / "examples" / "holzbau" / "Aufstocken mit Holz.pptx"
needs_libreoffice = pytest.mark.skipif(
    libreoffice.program() is None, reason="LibreOffice is not here"
)


def _read(path: Path) -> Asset:
    return readers.read(path, ReadContext())


def _texts(asset: Asset, role: str) -> list[str]:
    return [segment.text for segment in asset.segments if segment.role == role]


@pytest.fixture
def old(corpora: Path) -> Path:
    return corpora / "decks" / "apache_poi"


def test_titles_body_notes_and_links(old: Path) -> None:
    asset = _read(old / "WithLinks.ppt")
    assert [(s.locator.slide, s.role, s.text, s.links) for s in asset.segments][-3:] == [
        (2, "title", "I am page two", ()),
        (2, "body", "I have the one link:", ()),
        (2, "body", "Jakarta HSSF", ("http://jakarta.apache.org/poi/hssf/",)),
    ]
    assert _texts(asset, "notes") == ["I am the notes", "I link to http://jakarta.apache.org/hslf/"]
    assert all(s.hidden for s in asset.segments if s.role == "notes")


def test_a_table_is_rows(old: Path) -> None:
    rows = _texts(_read(old / "54111.ppt"), "table")
    assert rows[:2] == [
        "TH Cell 1 | TH Cell 2 | TH Cell 3 | TH Cell 4",
        "Row 1, Cell 1 | Row 1, Cell 2 | Row 1, Cell 3 | Row 1, Cell 4",
    ]


def test_footers_are_captions(old: Path) -> None:
    captions = _texts(_read(old / "headers_footers_2007.ppt"), "caption")
    assert captions[:2] == ["Wednesday, August 06, 2008", "THE FOOTER TEXT"]


def test_slides_come_in_the_order_in_which_they_are_shown(old: Path) -> None:
    assert _texts(_read(old / "incorrect_slide_order.ppt"), "title") == [
        "Slide 1", "Slide 2", "Slide 3",
    ]  # fmt: skip


def test_title_author_and_date(old: Path) -> None:
    asset = _read(old / "SampleShow.ppt")
    assert (asset.title, asset.author, asset.date) == (
        "SlideShow Sample", "Nick Burch", "2018-05-16T21:07:51.252000Z",
    )  # fmt: skip


def test_of_a_file_for_two_programs_the_newer_form_is_read(old: Path) -> None:
    asset = _read(old / "bug56240.ppt")
    assert len({segment.locator.slide for segment in asset.segments}) == 105


@needs_libreoffice
def test_powerpoint_95_and_damaged_files_are_read_by_libreoffice(old: Path) -> None:
    assert _read(old / "PPT95.ppt").title == "An XML Introduction"
    assert _read(old / "57272_corrupted_usereditatom.ppt").segments


def test_without_libreoffice_the_message_says_what_to_install(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SourceError) as caught:
        _read(old / "PPT95.ppt")
    assert "older than PowerPoint 97" in caught.value.message
    assert "install LibreOffice" in caught.value.hint


@needs_libreoffice
def test_what_libreoffice_does_not_open_either_says_so(tmp_path: Path) -> None:
    path = tmp_path / "größe.ppt"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    with pytest.raises(SourceError, match="LibreOffice does not open it"):
        _read(path)


@needs_libreoffice
def test_a_deck_saved_in_the_old_format_says_the_same(tmp_path: Path) -> None:
    profile = (tmp_path / "profile").as_uri()
    source = tmp_path / "Vortrag.pptx"
    shutil.copy(DECK, source)
    subprocess.run(
        [str(libreoffice.program()), "--headless", f"-env:UserInstallation={profile}", "--convert-to",
         "ppt", "--outdir", str(tmp_path), str(source)], check=True, capture_output=True,
    )  # fmt: skip
    new, old = _read(source), _read(tmp_path / "Vortrag.ppt")
    said = [sorted((*_texts(a, "title"), *_texts(a, "body"))) for a in (new, old)]
    assert len(said[0]) > 60
    assert not set(said[0]) - set(said[1])  # of which LibreOffice makes boxes of some titles
    assert _texts(old, "notes") == _texts(new, "notes") != []
    hidden = [
        {s.locator.slide for s in a.segments if s.hidden and s.role == "title"} for a in (old, new)
    ]
    assert hidden[0] == hidden[1] != set()
    assert old.language == "de"


@pytest.mark.parametrize("name", ["Vortrag.pptx", "Vortrag.docx", "Vortrag"])
def test_the_content_decides_not_the_name(old: Path, tmp_path: Path, name: str) -> None:
    shutil.copy(old / "SampleShow.ppt", tmp_path / name)
    assert _read(tmp_path / name).segments == _read(old / "SampleShow.ppt").segments


def test_a_deck_cut_or_damaged_anywhere_never_crashes(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # what LibreOffice makes of it is not the question here
    content = (old / "54111.ppt").read_bytes()
    path = tmp_path / "a.ppt"
    opened, said = 0, set()
    for place in range(1, len(content), len(content) // 150):
        damaged = bytearray(content)
        damaged[place : place + 4] = b"\xff\xff\xff\x7f"
        for bytes_ in (content[:place], bytes(damaged)):
            path.write_bytes(bytes_)
            try:
                opened += bool(_read(path).segments)
            except SourceError as error:
                said.add((error.message, error.hint))
    assert opened > 50
    assert said
    assert all(hint and "plug-in" not in message for message, hint in said)


def test_what_a_file_says_of_itself_is_not_believed(old: Path, tmp_path: Path) -> None:
    """Two thousand million properties, a title of four gigabytes."""
    path = tmp_path / "a.ppt"
    shutil.copy(old / "SampleShow.ppt", path)
    with olefile.OleFileIO(str(path), write_mode=True) as document:
        about = bytearray(document.openstream("\x05SummaryInformation").read())
        start = int.from_bytes(about[44:48], "little")
        about[start + 4 : start + 8] = b"\xff\xff\xff\x7f"
        first = start + int.from_bytes(about[start + 20 : start + 24], "little")
        about[first + 4 : first + 8] = b"\xff\xff\xff\xff"
        document.write_stream("\x05SummaryInformation", bytes(about))
    assert _read(path).segments == _read(old / "SampleShow.ppt").segments
