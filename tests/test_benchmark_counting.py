"""The benchmark of the counters, without its counterparts: what is fitted keeps within what is counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parents[1] / "benchmarks" / "counting.py"


def test_no_part_is_over_its_limit_and_no_grapheme_is_cut(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, BENCHMARK, "400", "--seed", "5", "--json"],
        env={**os.environ, "PATH": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["differ"] == {}
    assert found["missing"] == ["node"]
    assert found["compared"]["no grapheme cut"] > 400
