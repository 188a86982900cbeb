"""The right picture for each slide, none of a private one, and none drawn twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from repurpose import readers
from repurpose.errors import MissingProgram, RepurposeError, SourceError
from repurpose.media.slides import slide_pictures
from repurpose.programs import libreoffice
from repurpose.protocols import ReadContext
from tests import program
from tests.media.conftest import (
    COLOURS,
    CONFIDENTIAL,
    HIDDEN,
    Program,
    is_like,
    looks,
    needs_libreoffice,
    read,
    write_deck,
    write_pdf,
)
from tests.readers.pdf_writing import Page, Writer, protected
from tests.readers.test_references import listener  # noqa: F401 - a fixture

SHOWN = (1, 3, 4, 6)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
needs_posix = pytest.mark.skipif(os.name != "posix", reason="programs are shell scripts here")


@needs_libreoffice
def test_each_picture_is_that_of_its_slide_and_a_second_run_starts_no_program(
    deck: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[int, int]] = []
    asset = read(deck)
    found = slide_pictures(asset, cache, lambda *step: steps.append(step))
    assert tuple(found) == SHOWN
    assert all(is_like(looks(found[number]), COLOURS[number - 1]) for number in SHOWN)
    assert found.left_out == {HIDDEN: "hidden", CONFIDENTIAL: "confidential"}
    assert found.faults == ()
    assert steps[0] == (0, 4)
    assert steps[-1] == (4, 4)
    with Image.open(found[1]) as picture:
        assert picture.size == (1920, 1080)

    monkeypatch.setattr(subprocess, "Popen", None)  # whoever starts a program fails
    moved = deck.rename(deck.with_name("umbenannt.pptx"))
    assert slide_pictures(read(moved), cache) == found
    monkeypatch.setenv(
        "REPURPOSE_LIBREOFFICE", "not installed"
    )  # LibreOffice may be gone meanwhile
    assert slide_pictures(read(moved), cache) == found


@needs_libreoffice
def test_only_the_slides_asked_for_are_drawn_and_the_deck_is_opened_once(
    deck: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = read(deck)
    assert list(slide_pictures(asset, cache, slides=[4])) == [4]
    assert len(list(cache.glob("*.png"))) == 1
    monkeypatch.setenv("REPURPOSE_LIBREOFFICE", "not installed")
    private = slide_pictures(
        asset, cache, slides=[HIDDEN, CONFIDENTIAL, 6], include=["hidden", "confidential"]
    )
    assert list(private) == [HIDDEN, CONFIDENTIAL, 6]
    assert all(is_like(looks(private[n]), COLOURS[n - 1]) for n in private)
    assert list(slide_pictures(asset, cache, slides=[HIDDEN, CONFIDENTIAL])) == []


@needs_libreoffice
def test_an_old_deck_with_a_hidden_slide(deck: Path, cache: Path, tmp_path: Path) -> None:
    program = libreoffice.program()
    assert program is not None
    with libreoffice.room() as room:
        shutil.copy(deck, room / "source.pptx")
        made = libreoffice.convert(program, room / "source.pptx", "ppt", 60)
        assert made is not None
        other = Path(shutil.copy(made, tmp_path / "Vortrag.ppt"))
    asset = read(other)
    assert (asset.slides, asset.hidden_slides) == (6, (HIDDEN,))
    found = slide_pictures(asset, cache, slides=SHOWN)
    assert all(is_like(looks(found[number]), COLOURS[number - 1]) for number in SHOWN)


def test_pages_of_a_pdf_need_no_libreoffice(
    pdf: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPURPOSE_LIBREOFFICE", "not installed")
    found = slide_pictures(read(pdf), cache)
    assert list(found) == [1, 2, 3, 4, 5, 6]
    assert all(is_like(looks(found[n]), COLOURS[n - 1]) for n in found)
    with Image.open(found[6]) as picture:
        assert (picture.size, picture.mode) == ((1920, 1080), "RGB")


def test_each_pixel_is_as_pdfium_draws_it(pdf: Path, cache: Path) -> None:
    found = slide_pictures(read(pdf), cache, slides=[2, 6])
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, file in found.items():
            page = document[number - 1]
            drawn = page.render(scale=1920 / page.get_width()).to_pil().convert("RGB")
            with Image.open(file) as picture:
                assert picture.tobytes() == drawn.tobytes()
    finally:
        document.close()


@needs_posix
def test_a_pdf_that_is_written_to_its_end_is_not_waited_for(
    deck: Path, cache: Path, tmp_path: Path, instead: Program
) -> None:
    """The program is ended then; without that it is only when its time is over, as a failure."""
    write_pdf(tmp_path / "other.pdf")
    head, all_of_it = "head -c 900", "cat"
    parts = (f'{way} "{tmp_path}/other.pdf" > "$folder/source.pdf"' for way in (head, all_of_it))
    instead("; sleep 0.2; ".join(parts) + "; sleep 600")
    assert tuple(slide_pictures(read(deck), cache)) == SHOWN


def test_comments_on_a_page_are_not_drawn(tmp_path: Path, cache: Path) -> None:
    note = (
        b"<</Type/Annot/Subtype/Square/Rect[380 100 620 200]/C[1 0 0]/IC[1 0 0]/F 4"
        b"/Contents(geheim)>>"
    )
    page = Page([("Eine Seite mit Text", 60, 60, 24)], annotations=[note])
    path = Writer([page]).write(tmp_path / "a.pdf")
    assert looks(slide_pictures(read(path), cache)[1]) == (255, 255, 255)


# ── what goes wrong ──


def test_a_page_that_cannot_be_drawn_is_named_and_the_others_are_there(
    tmp_path: Path, cache: Path
) -> None:
    pages = [Page([(f"Seite Nummer {n}", 60, 60, 24)]) for n in (1, 2, 3)]
    content = Writer(pages).bytes().replace(b"/Kids[6 0 R 8 0 R ", b"/Kids[6 0 R 3 0 R ")
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    found = slide_pictures(read(path), cache)
    assert list(found) == [1, 3]
    assert found.faults == ("slide 2 cannot be drawn",)


def test_without_libreoffice_it_is_said_what_to_install_and_no_file_is_named(
    deck: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPURPOSE_LIBREOFFICE", "not installed")
    with pytest.raises(MissingProgram) as caught:
        slide_pictures(read(deck), cache)
    assert str(caught.value) == "LibreOffice is not installed, which draws the slides of decks"
    assert "apt install libreoffice-impress" in caught.value.hint
    assert list(cache.iterdir()) == []


@needs_posix
def test_where_pages_and_slides_do_not_match_no_picture_is_shown(
    deck: Path, cache: Path, tmp_path: Path, instead: Program
) -> None:
    write_pdf(tmp_path / "other.pdf", pages=5)
    instead(f'cp "{tmp_path}/other.pdf" "$folder/source.pdf"')
    with pytest.raises(SourceError, match="has 6 slides, but 5 are drawn"):
        slide_pictures(read(deck), cache)
    assert list(cache.iterdir()) == []


@needs_posix
@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("exit 77", "LibreOffice does not open the deck"),
        ('head -c 700 "$0" > "$folder/source.pdf"', "it is damaged"),
    ],
)
def test_a_deck_that_libreoffice_does_not_open(
    deck: Path, cache: Path, instead: Program, script: str, says: str
) -> None:
    instead(script)
    with pytest.raises(SourceError, match=says) as caught:
        slide_pictures(read(deck), cache)
    assert caught.value.hint
    assert list(cache.iterdir()) == []


def test_a_file_that_changed_meanwhile_is_not_drawn(pdf: Path, cache: Path, tmp_path: Path) -> None:
    asset = read(pdf)
    write_pdf(pdf, pages=5)
    with pytest.raises(SourceError, match="has changed since it was read"):
        slide_pictures(asset, cache)


def test_what_a_password_protects_is_left_nowhere(tmp_path: Path, cache: Path) -> None:
    secret = "Käsefondue"
    open_deck = write_deck(tmp_path / "offen.pptx")
    locked = tmp_path / "geschützt.pptx"
    with open_deck.open("rb") as plain, locked.open("wb") as target:
        OOXMLFile(plain).encrypt(secret, target)
    content = Writer([Page([("Nur für uns, bitte", 60, 60, 24)])]).bytes()
    for path in (locked, protected(content, tmp_path / "geschützt.pdf", secret, "owner")):
        asset = readers.read(path, ReadContext(password=lambda: secret))
        with pytest.raises((SourceError, MissingProgram), match=r"password|LibreOffice is not"):
            slide_pictures(asset, cache)
    assert list(cache.iterdir()) == []


def test_there_are_pictures_of_slides_only(tmp_path: Path, cache: Path, pdf: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Titel\n\nEin Satz, der da steht.", "utf-8")
    with pytest.raises(SourceError, match="has no slides to show"):
        slide_pictures(read(path), cache)
    with pytest.raises(SourceError, match="has no slide 7: there are 6"):
        slide_pictures(read(pdf), cache, slides=[1, 7])


def test_a_folder_that_cannot_be_written_is_named(pdf: Path, tmp_path: Path) -> None:
    (tmp_path / "voll").write_text("kein Ordner", "utf-8")
    with pytest.raises(RepurposeError, match="cannot be written") as caught:
        slide_pictures(read(pdf), tmp_path / "voll" / "cache" / "slides")
    assert str(tmp_path / "voll") in caught.value.where


@needs_libreoffice
def test_a_picture_that_is_only_linked_is_not_fetched(
    tmp_path: Path,
    cache: Path,
    listener: tuple[str, list[str]],  # noqa: F811
) -> None:
    """Neither from the web nor from the disk."""
    url, came = listener
    red = tmp_path / "red.png"
    Image.new("RGB", (60, 60), "red").save(red)
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for address in (url, red.as_uri()):
        picture = slide.shapes.add_picture(str(red), 0, 0, Inches(10), Inches(7.5))
        linked = slide.part.relate_to(address, f"{RELATIONS}/image", is_external=True)
        blip = next(picture._element.iter(BLIP))
        blip.attrib.clear()
        blip.set(f"{{{RELATIONS}}}link", linked)
    slide.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = "Ein Satz."
    deck.save(str(tmp_path / "a.pptx"))
    found = slide_pictures(read(tmp_path / "a.pptx"), cache)
    assert looks(found[1]) == (255, 255, 255)
    assert came == []


# ── ends ──


@needs_posix
def test_ctrl_c_ends_libreoffice_and_leaves_nothing(
    deck: Path, tmp_path: Path, instead: Program
) -> None:
    started = tmp_path / "started"
    instead(f'sleep 600 & echo $! > "{started}.part"; mv "{started}.part" "{started}"; wait')
    work = tmp_path / "work"
    work.mkdir()
    room = tmp_path / "room"
    room.mkdir()
    environment = {**os.environ, "TMPDIR": str(room)}
    command = program.start("slides", deck, cwd=work, env=environment, stderr=program.PIPE)
    _wait_for(started.exists)
    child = int(started.read_text("utf-8"))
    command.send_signal(signal.SIGINT)
    _, said = command.communicate(timeout=60)
    assert command.returncode == 130
    assert "interrupted" in said
    _wait_for(lambda: not _runs(child))
    assert list(room.iterdir()) == []
    left = [file.name for file in work.rglob("*") if file.is_file()]
    assert [name for name in left if name.endswith((".png", ".pdf", ".part"))] == []


@needs_libreoffice
def test_two_at_once_do_not_disturb_each_other(deck: Path, tmp_path: Path) -> None:
    words = ("slides", deck, "--slides", "1,4", "--to")
    both = [
        program.start(*words, f"bilder {n}", cwd=tmp_path, stdout=program.DEVNULL) for n in (1, 2)
    ]
    assert [process.wait(120) for process in both] == [0, 0]
    for folder in (tmp_path / "bilder 1", tmp_path / "bilder 2"):
        assert sorted(file.name for file in folder.iterdir()) == ["slide-01.png", "slide-04.png"]
        assert is_like(looks(folder / "slide-04.png"), COLOURS[3])
    assert list((tmp_path / ".repurpose" / "cache" / "slides").glob("*.part")) == []


@needs_libreoffice
@pytest.mark.parametrize(
    "name",
    ["apache_poi/testPPT.ppsm", "odfpy-1.4.1/emb_spreadsheet.odp"],
)
def test_real_decks(corpora: Path, cache: Path, name: str) -> None:
    asset = read(corpora / "decks" / name)
    found = slide_pictures(asset, cache)
    assert list(found) == list(range(1, asset.slides + 1))
    assert found.faults == ()


def _wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
