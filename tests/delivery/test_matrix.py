"""Everything that can go wrong, on every platform: the table of docs/exactly-once.md, made here.

Each cell publishes a case's posts while one thing goes wrong, then goes on like cron, until nothing is
open. A platform with several requests is disturbed at each of them. Rewrite
the table: pytest tests/delivery/test_matrix.py -n 0 --update-golden
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from repurpose.sandbox import Fault
from tests.conftest import ROOT

from . import troubles
from .bench import LACKING, ONCE, Row
from .cases import CASES, Case
from .sites import OF_A_PUSH, OF_FILES, SITES, Site
from .troubles import Trouble, faulty

PAGE = ROOT / "docs" / "exactly-once.md"
TROUBLES: Mapping[str, Trouble] = {
    "killed": troubles.killed,
    "line cut before": troubles.cut_before,
    "line cut within": troubles.cut_within,
    "line cut after": troubles.cut_after,
    "no answer": faulty(Fault(name="silence")),
    "half an answer": faulty(Fault(name="broken")),
    "429 with a time": faulty(Fault(name="retry-after", times=3)),
    "429 without": faulty(Fault(name="rate-limit", times=3)),
    "503": faulty(Fault(name="server-error", times=5)),
    "500, yet taken": faulty(Fault(name="server-error-after")),
    "duplicate": troubles.duplicate,
    "login ends": troubles.login_ends,
    "two at once": troubles.two_at_once,
    "full disk": troubles.full_disk,
    "clock jumps": troubles.clock_jumps,
}
ROWS: Mapping[str, Case] = {**CASES, **SITES}
CANNOT = "–"  # it cannot happen there


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_the_table(name: str, place: Path, update_golden: bool) -> None:
    case = ROWS[name]
    troubles = _troubles(case)
    row = Row(case, place)
    found = {words: trouble(row) for words, trouble in troubles.items()}
    cells = [_cell(found.get(words, {CANNOT})) for words in TROUBLES]
    line = f"| {name} | {' | '.join(cells)} |"
    rows = PAGE.read_text(encoding="utf-8").splitlines()
    places = [at for at, old in enumerate(rows) if old.startswith(f"| {name} |")]
    if update_golden:
        rows[places[0] : places[0] + 1] = [line]
        PAGE.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert [rows[at] for at in places] == [line]


def test_the_table_has_all_rows_and_columns_and_no_others() -> None:
    rows = [r for r in PAGE.read_text(encoding="utf-8").splitlines() if r.startswith("| ")]
    assert rows[0] == f"| | {' | '.join(TROUBLES)} |"
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows[1:]] == list(ROWS)


def _cell(outcomes: set[str]) -> str:
    """What became of a post in the worst case, and what else it may be."""
    return " or ".join(sorted(outcomes - ({ONCE} if LACKING in outcomes else set())))


def _troubles(case: Case) -> Mapping[str, Trouble]:
    if isinstance(case, Site):
        return {**OF_FILES, **OF_A_PUSH} if case.pushed else OF_FILES
    return TROUBLES
