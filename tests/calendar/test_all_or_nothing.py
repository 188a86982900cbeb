"""`calendar apply` that is ended at any write leaves the outbox as it was."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from repurpose.cli.edge import run_command
from repurpose.cli.group import cli
from repurpose.outbox.store import Outbox
from tests import program
from tests.calendar.ended import Ending, ctrl_c, power_fails
from tests.outbox.samples import put

DAY = (datetime.now(UTC) + timedelta(days=30)).date()


def _dump(folder: Path) -> list[str]:
    database = sqlite3.connect(folder / ".repurpose" / "outbox.db")
    lines = list(database.iterdump())
    database.close()
    return lines


def _edited(lines: list[str]) -> Iterator[str]:
    drafts = 0
    for line in lines:
        if "| draft " in line:
            drafts += 1
            word = "discard" if drafts == 1 else "approve"
            line = line.replace("-  ", f"{DAY} 1{drafts}:00", 1).replace("| draft ", f"| {word} ")
        yield line.replace(" 09:00", " 10:00")


@pytest.mark.parametrize(("ends", "code"), [(power_fails, -signal.SIGKILL), (ctrl_c, 130)])
def test_whenever_it_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: Callable[[], None], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    outbox = Outbox(tmp_path / ".repurpose")
    moved = put(outbox, "Holz wächst nach.").post.id
    drafts = [put(outbox, f"Satz {number}.", "linkedin").post.id for number in range(3)]
    outbox.close()
    approved = run_command(cli, ["outbox", "approve", moved, "--at", f"{DAY} 09:00"])
    assert (approved, run_command(cli, ["calendar", "pull"])) == (0, 0)
    plan = tmp_path / "plan.txt"
    plan.write_text("\n".join(_edited(plan.read_text("utf-8").split("\n"))), "utf-8")
    before = _dump(tmp_path)
    codes = []
    while not codes or codes[-1] == code:
        assert _dump(tmp_path) == before
        ending = Ending(len(codes) + 1, ends)
        ran = program.run("calendar", "apply", "plan.txt", cwd=tmp_path, first=ending.lie_in_wait)
        codes.append(ran.returncode)
    assert codes[-1] == 0
    assert len(codes) > 4  # it was ended in the middle of each of the four changes
    outbox = Outbox(tmp_path / ".repurpose")
    found = {entry.post.id: entry.post for entry in outbox.entries()}
    outbox.close()
    assert [found[id_].status for id_ in drafts].count("discarded") == 1
    assert [found[id_].status for id_ in drafts].count("approved") == 2
    assert found[moved].due_at == max(post.due_at for post in found.values() if post.due_at) - (
        timedelta(hours=3)
    )
