"""Files that a password protects: opened with the one in the environment, which is never shown."""

from __future__ import annotations

import io
from pathlib import Path

import olefile
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.protocols import ReadContext
from tests.cli.conftest import DECK, Run, folder, run  # noqa: F401 - fixtures

SECRET = "Käsefondue-1291"


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    path = tmp_path / "Vertrag für Müller.pptx"
    with DECK.open("rb") as plain, path.open("wb") as target:
        OOXMLFile(plain).encrypt(SECRET, target)
    return path


def test_a_protected_deck_says_the_same_as_the_open_one(protected: Path) -> None:
    opened = readers.read(protected, ReadContext(password=lambda: SECRET))
    assert opened.segments == readers.read(DECK, ReadContext()).segments


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (None, "is protected with a password"),
        ("", "is protected with a password"),
        ("falsch-4711", "is protected with another password than the one in REPURPOSE_PASSWORD"),
    ],
)
def test_without_the_right_password(
    run: Run, protected: Path, monkeypatch: pytest.MonkeyPatch, given: str | None, says: str  # noqa: F811
) -> None:  # fmt: skip
    if given is not None:
        monkeypatch.setenv("REPURPOSE_PASSWORD", given)
    result = run("read", protected)
    assert result.code == 3
    assert says in result.err
    assert "REPURPOSE_PASSWORD" in result.err
    assert "falsch" not in result.out + result.err


def test_the_password_comes_from_the_environment_and_nothing_of_it_is_kept(
    run: Run, folder: Path, protected: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    monkeypatch.setenv("REPURPOSE_PASSWORD", SECRET)
    result = run("run", protected, "-c", "x", "-n", 1)
    assert result.code == 0
    kept = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    assert SECRET not in result.out + result.err
    assert not [content for content in kept if SECRET.encode() in content]
    assert not list(folder.rglob("*.reading"))  # the reading of a protected file is not kept


def test_an_old_file_is_opened_with_its_password(corpora: Path) -> None:
    path = corpora / "decks" / "apache_poi" / "Password_Protected-hello.ppt"
    asset = readers.read(path, ReadContext(password=lambda: "hello"))
    assert asset.segments[0].text == "This is a protected document"
    assert [s.role for s in asset.segments][-1] == "notes"
    with pytest.raises(SourceError, match="another password"):
        readers.read(path, ReadContext(password=lambda: "hallo"))


def test_a_file_that_office_opens_without_asking_opens_here(tmp_path: Path) -> None:
    path = tmp_path / "Nur lesen.pptx"
    with DECK.open("rb") as plain, path.open("wb") as target:
        OOXMLFile(plain).encrypt("/01Hannes Ruescher/01", target)
    assert readers.read(path, ReadContext()).segments


def test_endless_rounds_of_hashing_are_refused(protected: Path) -> None:
    content = protected.read_bytes()
    spin = b'spinCount="100000"'
    assert spin in content
    protected.write_bytes(content.replace(spin, b'spinCount="250000"'))
    with pytest.raises(SourceError, match="with another password"):
        readers.read(protected, ReadContext(password=lambda: "x"))
    protected.write_bytes(content.replace(spin + b" ", b'spinCount="9999999"'))
    with pytest.raises(SourceError, match="damaged or protected in an unknown way"):
        readers.read(protected, ReadContext(password=lambda: "x"))


def test_a_protected_file_that_is_damaged_says_so(protected: Path) -> None:
    with olefile.OleFileIO(str(protected), write_mode=True) as document:
        size = document.get_size("EncryptionInfo")
        document.write_stream("EncryptionInfo", b"\xff" * size)
    with pytest.raises(SourceError, match="damaged or protected in an unknown way"):
        readers.read(protected, ReadContext(password=lambda: SECRET))


def test_a_cut_package_is_an_error_in_one_line(protected: Path) -> None:
    content = protected.read_bytes()
    for size in (600, len(content) // 2, len(content) - 700):
        protected.write_bytes(content[:size])
        with pytest.raises(SourceError) as caught:
            readers.read(protected, ReadContext(password=lambda: SECRET))
        assert "\n" not in str(caught.value)
        assert io.StringIO(caught.value.hint).readline()
