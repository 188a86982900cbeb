"""Which file is taken, and what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest

from repurpose.config import load
from repurpose.errors import ConfigError, Exit
from repurpose.schedule.slots import Slot
from repurpose.screening import Policy

Writer = Callable[[str], Path]


def test_without_a_file_the_defaults_hold(folder: Path) -> None:
    config = load(cwd=folder, environ={})
    assert config.path is None
    assert config.state == folder / ".repurpose"
    assert config.channels == ()
    assert (config.limit, config.language, config.late) == (5, None, timedelta(hours=1))
    assert config.timezone.key


def test_without_a_file_nothing_is_imported_that_only_a_file_needs(folder: Path) -> None:
    code = (
        "import sys; from repurpose.config import load; load(environ={}); "
        "print({'jsonschema', 'yaml', 'tzlocal', 'importlib.metadata'} & sys.modules.keys())"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert run.stdout.strip() == "set()", run.stderr


def test_the_file_is_found_from_below(folder: Path, written: Writer) -> None:
    file = written("limit: 7\nstate: Ablage\n")
    below = folder / "2026" / "Dezember"
    below.mkdir(parents=True)
    config = load(cwd=below, environ={})
    assert config.path == file
    assert config.limit == 7
    assert config.root == folder
    assert config.state == folder / "Ablage"


def test_the_flag_comes_before_the_environment_and_this_before_the_folder(
    folder: Path, written: Writer
) -> None:
    written("limit: 1\n")
    (folder / "two.yaml").write_text("limit: 2\n")
    (folder / "three.yaml").write_text("limit: 3\n")
    environ = {"REPURPOSE_CONFIG": "two.yaml"}
    assert load(cwd=folder, environ={}).limit == 1
    assert load(cwd=folder, environ=environ).limit == 2
    assert load(Path("three.yaml"), cwd=folder, environ=environ).limit == 3


def test_every_key_arrives(folder: Path, written: Writer, chirp: Path) -> None:
    (folder / "Vorlagen").mkdir()
    (folder / "Modell").mkdir()
    (folder / "Modell" / "model.bin").touch()
    written(
        """
language: de
timezone: Europe/Zurich
limit: 3
themes: [Holzbau, Energie sparen]
include: [notes, hidden]
company: Muster Holzbau AG
do_not_name: [Projekt Falke]
consent: ["Hasler, Regula", Jürg Meier]
allow: [price, 012345678901]
templates: Vorlagen
speech:
  model: Modell
timeout: 12.5
schedule:
  slots: [Di 9:00, weekdays 12:00]
  late: 90m
channels:
  chirp:
"""
    )
    config = load(cwd=folder, environ={})
    assert config.language == "de"
    assert config.timezone.key == "Europe/Zurich"
    assert config.limit == 3
    assert [theme.name for theme in config.themes] == ["Holzbau", "Energie sparen"]
    assert config.include == {"notes", "hidden"}
    assert config.policy == Policy(
        company=("Muster Holzbau AG",),
        do_not_name=("Projekt Falke",),
        consent=("Hasler, Regula", "Jürg Meier"),
        allow=frozenset({"price", "012345678901", "notes", "hidden-slide"}),
    )
    assert config.templates == folder / "Vorlagen"
    assert config.speech_model == folder / "Modell"
    assert config.timeout == 12.5
    assert config.late == timedelta(minutes=90)
    slots = config.slots(config.channels[0])
    assert slots[:2] == (Slot(0, time(12)), Slot(1, time(9)))
    assert len(slots) == 6


def test_windows_line_ends_and_a_byte_order_mark_are_fine(folder: Path) -> None:
    content = "\ufefflanguage: fr\r\nhashtags:\r\n  - Métiers\r\n"
    (folder / "repurpose.yaml").write_bytes(content.encode())
    config = load(cwd=folder, environ={})
    assert config.language == "fr"
    assert config.defaults["hashtags"] == ["Métiers"]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "channels:\nschedule:\n"])
def test_an_empty_file_is_fine(folder: Path, written: Writer, text: str) -> None:
    written(text)
    assert load(cwd=folder, environ={}).limit == 5


@pytest.mark.parametrize("name", ["nothing.yaml", ".", "latin.yaml", "huge.yaml"])
def test_what_cannot_be_read_is_a_configuration_error(folder: Path, name: str) -> None:
    (folder / "latin.yaml").write_bytes("language: de\nlink: Präsentation".encode("latin-1"))
    (folder / "huge.yaml").write_bytes(b"#" * 1_100_000)
    with pytest.raises(ConfigError) as caught:
        load(Path(name), cwd=folder, environ={})
    assert caught.value.exit_code == Exit.USAGE
    assert caught.value.hint
    assert str(folder) in caught.value.where


def test_not_utf8_names_the_line(folder: Path) -> None:
    (folder / "repurpose.yaml").write_bytes("language: de\nlink: Präsentation".encode("latin-1"))
    with pytest.raises(ConfigError, match=r"repurpose\.yaml:2: the file is not UTF-8"):
        load(cwd=folder, environ={})


def test_a_file_above_that_belongs_to_a_stranger_is_refused(
    folder: Path, written: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever can put a file into a shared folder must not redirect the posts of all below it."""
    file = written("limit: 7\n")
    below = folder / "below"
    below.mkdir()
    if file.stat().st_uid == 0:
        os.chown(file, 12345, -1)
    monkeypatch.setattr(os, "geteuid", lambda: 54321, raising=False)
    with pytest.raises(ConfigError, match="belongs to another user") as caught:
        load(cwd=below, environ={})
    assert f"--config '{file}'" in caught.value.hint
    assert load(cwd=folder, environ={}).limit == 7
    assert load(file, cwd=below, environ={}).limit == 7


def test_a_variable_that_names_no_file_is_said(folder: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(cwd=folder, environ={"REPURPOSE_CONFIG": "gone.yaml"})
    assert "REPURPOSE_CONFIG" in caught.value.hint


def test_a_file_found_in_order_is_not_validated_twice(folder: Path, written: Writer) -> None:
    written("limit: 7\ntemplates: Vorlagen\n")
    (folder / "Vorlagen").mkdir()
    (folder / ".repurpose").mkdir()
    code = (
        "import sys; from repurpose.config import load; print(load(environ={}).limit, "
        "'jsonschema' in sys.modules)"
    )

    def seen() -> str:
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True
        )
        return run.stdout.strip() or run.stderr

    assert seen() == "7 True"
    assert seen() == "7 False"
    written("limit: 8\ntemplates: Vorlagen\n")
    assert seen() == "8 True"
    assert seen() == "8 False"
    (folder / "Vorlagen").rmdir()
    assert "there is no folder 'Vorlagen'" in seen()
    written("limit: many\n")
    assert "limit" in seen()
