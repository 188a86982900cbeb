"""The composite action's script, with the files that a workflow gives it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
ACTION = ROOT / ".github" / "actions" / "repurpose"


def _run(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    command = folder / "repurpose"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m repurpose "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ, **inputs, "REPURPOSE": str(command), "RUNNER_TEMP": str(folder),
        "GITHUB_OUTPUT": str(folder / "output"), "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }  # fmt: skip
    return subprocess.run(
        [ACTION / "run.sh"], cwd=folder, env=environment, capture_output=True, text=True
    )


def test_drafts_are_shown_in_the_summary(tmp_path: Path) -> None:
    (tmp_path / "talks").symlink_to(ROOT / "examples" / "delicatessen")
    ran = _run(tmp_path, ASSETS="talks/*.srt", CHANNELS="twitter", ARGUMENTS="-n 2")
    assert ran.returncode == 0, ran.stderr
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("### 2 posts")
    output = dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())
    posts = json.loads(Path(output["json"]).read_text("utf-8"))["posts"]
    assert {post["status"] for post in posts} == {"draft"}
    assert posts[0]["parts"][0]["text"].splitlines()[0] in summary


def test_a_failure_fails_the_step_and_is_shown(tmp_path: Path) -> None:
    ran = _run(tmp_path, ASSETS="missing.pptx")
    assert ran.returncode == 3
    assert "no such file" in (tmp_path / "summary.md").read_text("utf-8")


def test_the_files_for_workflows_are_whole() -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text())
    assert action["runs"]["using"] == "composite"
    example = yaml.safe_load((ROOT / "examples" / "github" / "repurpose.yml").read_text())
    [*_, step] = example["jobs"]["drafts"]["steps"]
    assert set(step["with"]) <= set(action["inputs"])
    assert step["uses"].split("@")[0].endswith(".github/actions/repurpose")
