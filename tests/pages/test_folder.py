"""The folder of a page: whole or not at all, and nothing that somebody else wrote is lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from repurpose.errors import ConfigError, RepurposeError
from repurpose.pages.folder import filling, write


def put(target: Path, files: dict[str, str], *, force: bool = False, beside: str = "") -> None:
    with filling(target, force=force, beside=beside.split()) as room:
        for name, text in files.items():
            write(room / name, text)


def there(target: Path) -> dict[str, str]:
    return {
        file.relative_to(target).as_posix(): file.read_text("utf-8")
        for file in sorted(target.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    }


def test_what_was_written_before_is_replaced_and_what_is_not_needed_goes(tmp_path: Path) -> None:
    target = tmp_path / "Neue Seite"
    put(target, {"article.md": "eins", "images/a.png": "A", "images/b.png": "B"})
    put(target, {"article.md": "zwei", "images/a.png": "A"})
    assert there(target) == {"article.md": "zwei", "images/a.png": "A"}
    assert [p.name for p in tmp_path.iterdir()] == ["Neue Seite"]


def test_what_was_edited_stays(tmp_path: Path) -> None:
    put(tmp_path / "a", {"article.md": "eins", "index.html": "1"})
    (tmp_path / "a" / "article.md").write_text("von Hand", "utf-8")
    with pytest.raises(ConfigError, match="changed since it was written"):
        put(tmp_path / "a", {"article.md": "zwei", "index.html": "2"})
    assert there(tmp_path / "a") == {"article.md": "von Hand", "index.html": "1"}
    put(tmp_path / "a", {"article.md": "zwei", "index.html": "2"}, force=True)
    assert there(tmp_path / "a") == {"article.md": "zwei", "index.html": "2"}


def test_an_edited_file_that_is_not_needed_any_more_stays(tmp_path: Path) -> None:
    put(tmp_path / "a", {"article.md": "eins", "images/b.png": "B"})
    (tmp_path / "a" / "images" / "b.png").write_text("retouchiert", "utf-8")
    put(tmp_path / "a", {"article.md": "zwei"})
    assert there(tmp_path / "a") == {"article.md": "zwei", "images/b.png": "retouchiert"}


def test_an_edited_file_of_another_format_stays_and_is_known_as_edited(tmp_path: Path) -> None:
    both = {"article.md": "eins", "article.html": "1", "images/b.png": "B"}
    put(tmp_path / "a", both)
    put(tmp_path / "a", {"article.html": "2"}, beside="article.md")
    assert there(tmp_path / "a") == {**both, "article.html": "2"}
    (tmp_path / "a" / "article.md").write_text("von Hand", "utf-8")
    put(tmp_path / "a", {"article.html": "3"}, beside="article.md")
    with pytest.raises(ConfigError, match="changed since it was written"):
        put(tmp_path / "a", both)
    assert there(tmp_path / "a")["article.md"] == "von Hand"


def test_a_foreign_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("Die Homepage", "utf-8")
    with pytest.raises(ConfigError, match="is there already"):
        put(tmp_path / "a", {"index.html": "neu"})
    assert there(tmp_path / "a") == {"index.html": "Die Homepage"}
    put(tmp_path / "a", {"article.md": "daneben"})
    assert there(tmp_path / "a") == {"article.md": "daneben", "index.html": "Die Homepage"}


def test_a_failure_in_between_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with filling(tmp_path / "a") as room:
            write(room / "index.html", "halb")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interruption_while_files_are_moved_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a", {f"{n}.txt": "alt" for n in range(9)})
    moves: list[Path] = []
    replace = Path.replace

    def pressed(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == 4:
            os.kill(os.getpid(), signal.SIGINT)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", pressed)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / "a", {f"{n}.txt": "neu" for n in range(9)})
    assert set(there(tmp_path / "a").values()) == {"neu"}


def test_a_list_that_names_files_elsewhere_is_not_believed(tmp_path: Path) -> None:
    outside = tmp_path / "wichtig.txt"
    outside.write_text("eins", "utf-8")
    put(tmp_path / "a", {"article.md": "eins"})
    note = tmp_path / "a" / ".repurpose-files.json"
    note.write_text(note.read_text("utf-8").replace("article.md", "../wichtig.txt"), "utf-8")
    put(tmp_path / "a", {"article.md": "eins"})
    assert outside.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(RepurposeError, match="cannot be written"):
        put(tmp_path / "a", {"x": "y"})


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Datei", "utf-8")
    with pytest.raises(RepurposeError, match=r"cannot be written|is there already"):
        put(tmp_path / "a", {"x": "y"})
    assert (tmp_path / "a").read_text("utf-8") == "Datei"
