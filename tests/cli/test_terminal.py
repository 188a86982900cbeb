"""At a terminal: colours unless they are unwanted, and progress on slow work."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests import program
from tests.cli.conftest import DECK, at_a_terminal

SLOW_READER = """
import time
from repurpose.model import Asset, Locator, Segment

class Slow:
    suffixes = (".slow",)
    def read(self, path, context):
        for step in range(1, 8):
            time.sleep(0.2)
            context.progress(step, 7)
        text = "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton wiegt."
        segment = Segment(text=text, role="body", locator=Locator(slide=1))
        return Asset(path=path, kind="deck", title="T", language="de", sha256="0" * 64,
                     segments=(segment,))
"""


def test_colours_unless_no_color_is_set(folder: Path) -> None:
    coloured = at_a_terminal(folder, str(DECK), "--dry-run", "-c", "x")
    plain = at_a_terminal(folder, str(DECK), "--dry-run", "-c", "x", NO_COLOR="1")
    assert "\x1b[1mX\x1b[0m" in coloured
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def _install_slow_reader(folder: Path) -> Path:
    package = folder / "site"
    info = package / "slow-1.0.dist-info"
    info.mkdir(parents=True)
    (package / "slow_reader.py").write_text(SLOW_READER)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: slow\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[repurpose.readers]\nslow = slow_reader:Slow\n")
    return package


def test_work_over_a_second_shows_its_progress_and_wipes_it(folder: Path) -> None:
    package = _install_slow_reader(folder)
    (folder / "Vortrag.slow").write_text("x")
    shown = at_a_terminal(folder, "Vortrag.slow", "--dry-run", "-c", "x", PYTHONPATH=str(package))
    assert re.search(r"reading Vortrag\.slow █+░* [67]/7", shown)
    assert "0/7" not in shown
    assert "1/7" not in shown
    assert shown.index("7/7") < shown.index("\r\x1b[K")


def test_one_bar_over_all_files_names_the_one_at_work(folder: Path) -> None:
    package = _install_slow_reader(folder)
    (folder / "Vorträge").mkdir()
    for number in range(2):
        (folder / "Vorträge" / f"{number}_{'so_lange_Namen_' * 3}.slow").write_text(str(number))
    shown = at_a_terminal(folder, "Vorträge", "--dry-run", "-c", "x", PYTHONPATH=str(package))
    bars = re.findall(r"reading (\d)_\w+… (█*)░* (\d)/2", shown)
    assert {(name, done) for name, _, done in bars} >= {("0", "0"), ("1", "1"), ("1", "2")}
    lengths = [len(bar) for _, bar, _ in bars]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) > 4


def _limited() -> None:
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_full_disk_is_one_line(folder: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "repurpose", str(DECK), "-n", "20", "--pictures", "none"],
        cwd=folder, capture_output=True, text=True, preexec_fn=_limited,
    )  # fmt: skip
    assert ran.returncode == 2, ran.stderr
    assert "the outbox cannot be used" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert program.run(DECK, "--pictures", "none", cwd=folder).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_no_room_for_the_output(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "repurpose", "read", str(DECK)],
            cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.startswith("error: there is no room on the disk")
    assert "Exception" not in ran.stderr
