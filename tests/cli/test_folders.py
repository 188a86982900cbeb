"""Folders and patterns: all that can be read is read, what is passed over is named."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests import program
from tests.cli import contract
from tests.cli.conftest import CHEESE, DECK, PANEL, Run

CUE = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Anna>Holz wiegt {} Mal weniger als Beton.\n"


def _talk(path: Path, number: int = 3) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CUE.format(number), "utf-8")
    return path


def _names(document: dict[str, Any]) -> list[str]:
    return [Path(asset["path"]).name for asset in document["assets"]]


def _skipped(document: dict[str, Any]) -> dict[str, str]:
    return {Path(skip["where"]).name: skip["why"] for skip in document["skipped"]}


def test_all_of_a_folder_is_read_in_the_order_of_people(run: Run, folder: Path) -> None:
    for number, name in enumerate(["Teil 10.vtt", "teil 2.vtt", "Teil 1.vtt", "Ältere/a.vtt"]):
        _talk(folder / "Vorträge" / name, number)
    result = run("read", "Vorträge", "--json")
    assert result.code == 0, result.err
    contract.check(result.json, contract.READ)
    assert _names(result.json) == ["Teil 1.vtt", "teil 2.vtt", "Teil 10.vtt", "a.vtt"]


def test_a_folder_becomes_posts_without_the_word_run(run: Run, folder: Path) -> None:
    (folder / "Vorträge").mkdir()
    for asset in (DECK, PANEL, CHEESE):
        shutil.copy(asset, folder / "Vorträge")
    result = run("Vorträge", "-c", "x", "-n", 9, "--json")
    assert result.code == 0, result.err
    contract.check(result.json, contract.RUN)
    assert len(result.json["assets"]) == 3
    assert len(result.json["posts"]) == 9


def test_what_is_skipped_is_named_with_the_reason(run: Run, folder: Path) -> None:
    _talk(folder / "t" / "a.vtt")
    (folder / "t" / "logo.xyz").write_text("x")
    (folder / "t" / "Makefile").write_text("all:\n")
    os.mkfifo(folder / "t" / "pipe.vtt")
    (folder / "t" / "gone.vtt").symlink_to("nowhere.vtt")
    result = run("read", "t")
    assert result.code == 0
    assert set(result.err.splitlines()) == {
        "skipped t/logo.xyz: no reader knows .xyz",
        "skipped t/Makefile: no reader knows a file without suffix",
        "skipped t/pipe.vtt: is no file",
        "skipped t/gone.vtt: cannot be read: No such file or directory",
    }
    document = run("extract", "t", "--json").json
    assert document["errors"] == []
    assert _skipped(document)["logo.xyz"] == "no reader knows .xyz"


def test_of_many_skipped_files_one_line_speaks_unless_all_are_asked_for(
    run: Run, folder: Path
) -> None:
    _talk(folder / "t" / "a.vtt")
    for number in range(4):
        (folder / "t" / f"{number}.xyz").write_text("x")
    assert run("read", "t").err == "skipped 4 files: no reader knows .xyz (-v names them)\n"
    for command in ("read", "extract", "run"):
        lines = run(command, "t", "-v").err
        assert lines.count("no reader knows .xyz") == 4
    assert "skipped" not in run("run", "t", "-q").err


def test_what_nobody_means_is_passed_over_in_silence(run: Run, folder: Path) -> None:
    _talk(folder / "t" / "a.vtt")
    _talk(folder / "t" / ".git" / "b.vtt")
    _talk(folder / "t" / ".c.vtt")
    _talk(folder / "t" / "~$d.vtt")
    (folder / "t" / "e.vtt").write_bytes(b"")
    (folder / "t" / "feed.html").write_text("<p>x")
    (folder / "t" / "repurpose.yaml").write_text("limit: 1\n")
    (folder / "t" / "Thumbs.db").write_text("x")
    (folder / "t" / "sub").mkdir()
    (folder / "t" / "sub" / "up").symlink_to("..", target_is_directory=True)
    (folder / "t" / "loop.vtt").symlink_to("loop.vtt")
    result = run("read", "t", "-v", "--json")
    assert _names(result.json) == ["a.vtt"]
    assert result.json["skipped"] == []
    assert result.json["errors"] == []


def test_the_folder_of_the_outbox_is_no_folder_of_talks(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("state: Ablage\n", "utf-8")
    shutil.copy(DECK, folder / "Vortrag.pptx")
    assert run("Vortrag.pptx", "-c", "x", "--sandbox", "--publish").code == 0
    _talk(folder / "Ablage" / "x.vtt")
    result = run("read", ".", "--json")
    assert _names(result.json) == ["Vortrag.pptx"]
    assert result.json["skipped"] == []


def test_the_folder_of_the_talks_may_be_that_of_the_outbox(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("state: .\n", "utf-8")
    shutil.copy(DECK, folder / "Vortrag.pptx")
    assert run("Vortrag.pptx", "-c", "x").code == 0
    result = run("read", ".", "--json")
    assert _names(result.json) == ["Vortrag.pptx"]
    assert result.json["errors"] == []


def test_a_bad_file_does_not_stop_the_folder(run: Run, folder: Path) -> None:
    shutil.copy(PANEL, _talk(folder / "t" / "a.vtt"))
    (folder / "t" / "b.pptx").write_bytes(b"PK\3\4 cut off")
    (folder / "t" / "c.xyz").write_text("x")
    result = run("read", "t", "--json")
    assert result.code == 1
    assert _names(result.json) == ["a.vtt"]
    [error] = result.json["errors"]
    assert error["where"].endswith("b.pptx")
    assert run("t", "-c", "x").code == 1


def test_data_that_is_no_transcript_is_no_failure_of_its_folder(run: Run, folder: Path) -> None:
    _talk(folder / "t" / "a.vtt")
    (folder / "t" / "package.json").write_text('{"name": "x", "version": "1.0"}')
    result = run("read", "t", "--json")
    assert result.code == 0
    assert list(_skipped(result.json)) == ["package.json"]
    assert run("read", "t/package.json").code == 3


@pytest.mark.parametrize("names", [[], ["a.xyz"], [".a.vtt"]])
def test_a_folder_in_which_nothing_can_be_read(run: Run, folder: Path, names: list[str]) -> None:
    (folder / "t").mkdir()
    for name in names:
        _talk(folder / "t" / name)
    for command in ("run", "read", "extract"):
        result = run(command, "t")
        assert result.code == 3
        assert "t: holds no file that can be read" in result.err
        assert "known are" in result.err


def test_a_folder_of_bad_files_only(run: Run, folder: Path) -> None:
    (folder / "t").mkdir()
    (folder / "t" / "b.pptx").write_bytes(b"PK\3\4 cut off")
    assert [run(command, "t").code for command in ("run", "read", "extract")] == [3, 3, 3]


def test_a_file_without_anything_to_say_is_no_failure_of_its_folder(run: Run, folder: Path) -> None:
    shutil.copy(PANEL, _talk(folder / "t" / "Podium.vtt"))
    (folder / "t" / "Gruss.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nGuten Tag.\n")
    result = run("t", "-c", "x", "--json")
    assert result.code == 0
    assert "nothing in it is worth posting" in _skipped(result.json)["Gruss.vtt"]
    assert result.json["errors"] == []
    assert run("t/Podium.vtt", "t/Gruss.vtt", "-c", "x").code == 1
    assert run("t/Gruss.vtt").code == 3


def test_the_same_talk_in_several_forms_is_read_once(run: Run, folder: Path) -> None:
    (folder / "t" / "b").mkdir(parents=True)
    shutil.copy(DECK, folder / "t" / "Holz.pptx")
    shutil.copy(CHEESE, folder / "t" / "HOLZ.ppsx")
    (folder / "t" / "Holz.vtt").write_text(CUE.format(3), "utf-8")
    shutil.copy(CHEESE, folder / "t" / "b" / "Holz.ppsx")
    result = run("read", "t", "--json")
    assert [asset["path"] for asset in result.json["assets"]] == [
        "t/Holz.pptx", "t/Holz.vtt", "t/b/Holz.ppsx",
    ]  # fmt: skip
    assert result.json["skipped"] == [{"where": "t/HOLZ.ppsx", "why": "the same as Holz.pptx"}]
    named = run("read", "t/Holz.pptx", "t/HOLZ.ppsx", "t", "--json").json
    assert _names(named) == ["Holz.pptx", "HOLZ.ppsx", "Holz.vtt"]


def test_a_copy_of_a_file_is_read_once(run: Run, folder: Path) -> None:
    _talk(folder / "t" / "a.vtt")
    _talk(folder / "t" / "Kopie von a.vtt")
    (folder / "t" / "link.vtt").symlink_to("a.vtt")
    result = run("read", "t", "-v")
    assert "skipped t/Kopie von a.vtt: the same as a.vtt" in result.err
    assert "skipped t/link.vtt: the same as a.vtt" in result.err
    assert "link.vtt" not in run("read", "t").err
    assert _names(run("read", "t/a.vtt", "t", "t/", "--json").json) == ["a.vtt"]


def test_the_subtitles_of_a_film_are_read_with_it(run: Run, folder: Path) -> None:
    (folder / "t").mkdir()
    (folder / "t" / "Podium.mp4").write_bytes(b"no film that anything can open")
    shutil.copy(PANEL, folder / "t" / "Podium.vtt")
    _talk(folder / "t" / "Anderes.vtt")
    (folder / "t" / "Podium.txt").write_text("Unsere Notizen. Holz ist ein Baustoff.\n", "utf-8")
    result = run("read", "t", "--json")
    assert _names(result.json) == ["Anderes.vtt", "Podium.mp4", "Podium.txt"]
    assert _skipped(result.json) == {"Podium.vtt": "is read with Podium.mp4"}
    assert "skipped" not in run("read", "t").err
    assert "skipped t/Podium.vtt: is read with Podium.mp4" in run("read", "-v", "t").err
    assert "Podium.vtt" in _names(run("read", "t", "t/Podium.vtt", "--json").json)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("t/*.vtt", ["2.vtt", "10.vtt"]),
        ("t/[12].*", ["2.vtt"]),
        ("t/**/*.vtt", ["2.vtt", "10.vtt", "3.vtt"]),
        ("**", ["2.vtt", "10.vtt", "3.vtt"]),
        ("t/*", ["2.vtt", "10.vtt", "3.vtt"]),
        ("?/b*", ["3.vtt"]),
    ],
)
def test_patterns_that_no_shell_expanded(
    run: Run, folder: Path, pattern: str, names: list[str]
) -> None:
    for number, name in enumerate(["10.vtt", "2.vtt", "b/3.vtt", ".d/4.vtt"]):
        _talk(folder / "t" / name, number)
    result = run("read", pattern, "--json")
    assert result.code == 0, result.err
    assert sorted(_names(result.json)) == sorted(names)
    assert _names(run("read", str(folder / pattern), "--json").json) == _names(result.json)


def test_a_pattern_that_nothing_fits(run: Run, folder: Path) -> None:
    for command in (["run"], ["read"], ["extract"], []):
        result = run(*command, "Vortr*.pptx")
        assert result.code == 3
        assert result.err.splitlines()[0] == "error: Vortr*.pptx: no file matches"
    assert run("read*").code == 3
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["Podium [Entwurf].vtt", "Holz*.vtt", "Warum?.vtt"])
def test_a_name_that_looks_like_a_pattern(run: Run, folder: Path, name: str) -> None:
    _talk(folder / name)
    _talk(folder / "Holzbau.vtt", 7)
    assert _names(run("read", name, "--json").json) == [name]


def test_a_file_that_is_named_is_never_skipped(run: Run, folder: Path) -> None:
    (folder / "a.xyz").write_text("x")
    result = run("read", "a.xyz", _talk(folder / "b.vtt"), "--json")
    assert result.code == 1
    assert result.json["skipped"] == []
    assert "no reader knows .xyz" in result.json["errors"][0]["what"]


def test_a_folder_that_is_far_too_large(run: Run, folder: Path) -> None:
    (folder / "t" / "b").mkdir(parents=True)
    for number in range(10_001):
        (folder / "t" / "b" / str(number)).touch()
    _talk(folder / "a.vtt")
    result = run("read", "t", "a.vtt")
    assert result.code == 1
    assert "t: holds more than 10,000 files" in result.err
    assert "skipped" not in result.err
    assert "Holz wiegt" in result.out


def test_a_folder_that_cannot_be_looked_into(run: Run, folder: Path) -> None:
    _talk(folder / "t" / "a.vtt")
    os.chdir(folder / "t")
    for _ in range(25):  # longer than any path that the system takes
        Path("v" * 200).mkdir()
        os.chdir("v" * 200)
    os.chdir(folder)
    result = run("read", "t")
    assert result.code == 1
    assert "cannot be looked into: File name too long" in result.err
    assert "Holz wiegt" in result.out


def test_a_mistyped_name_leaves_nothing_behind(run: Run, folder: Path) -> None:
    assert run("read", "nowhere.pptx").code == 3
    assert run("nowhere/").code == 3
    assert list(folder.iterdir()) == []


STOPPED = """
import os, signal, time
from repurpose.model import Asset, Locator, Segment

class Plugin:
    suffixes = (".odd",)
    def read(self, path, context):
        if path.stem == "2" and "STOP" in os.environ:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(60)
        with open("calls", "a") as calls:
            calls.write(path.stem)
        segment = Segment(text=path.read_text(), role="body", locator=Locator(line=1))
        return Asset(path=path, kind="document", title="T", language="de", sha256=path.stem,
                     segments=(segment,))
"""


def test_what_was_read_before_an_interruption_is_kept(folder: Path) -> None:
    info = folder / "site" / "odd-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "site" / "odd_reader.py").write_text(STOPPED, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[repurpose.readers]\nodd = odd_reader:Plugin\n")
    (folder / "t").mkdir()
    for number in range(4):
        (folder / "t" / f"{number}.odd").write_text(f"Nummer {number}")
    environment = {**os.environ, "PYTHONPATH": str(folder / "site")}
    stopped = program.run("read", "t", cwd=folder, env={**environment, "STOP": "1"})
    assert stopped.returncode == 130
    assert stopped.stderr.strip() == "interrupted; nothing is half-done"
    assert stopped.stdout == ""
    readings = folder / ".repurpose" / "cache" / "readings"
    assert sorted(file.suffix for file in readings.iterdir()) == [".reading"] * 2
    again = program.run("read", "t", cwd=folder, env=environment)
    assert again.returncode == 0, again.stderr
    assert again.stdout.count("Nummer") == 4
    assert (folder / "calls").read_text() == "0123"
