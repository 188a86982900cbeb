"""A static site: a folder, and where it is pushed to. Nothing is asked of a server, so things go wrong at
the changes of files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from repurpose.sandbox import Sandbox

from .bench import ONCE, Bench, Row
from .cases import ROOF, Case
from .files import Accident, What
from .troubles import TIMEOUT, Trouble, all_at_once, two_at_once

MARKS = {"hugo": "hugo.toml", "jekyll": "_config.yml", "eleventy": "eleventy.config.js"}
PAGES = {"hugo": "content", "jekyll": "_posts", "eleventy": "content", "folder": "."}
FEEDS = ("feed.json", "feed.xml", "index.html")
GIT = (
    "git", "-c", "init.defaultBranch=main", "-c", "user.name=Anna", "-c", "user.email=a@b.example",
)  # fmt: skip
# What stands between git and the remote: it fails once, before it takes a push, or after.
GOES_WRONG = {
    "before": 'if [ ! -e "{0}" ]; then touch "{0}"; echo "{1}" >&2; exit 128; fi\n'
    'exec git-receive-pack "$@"\n',
    "after": 'git-receive-pack "$@"\nif [ ! -e "{0}" ]; then touch "{0}"; exit 128; fi\n',
}


@dataclass(frozen=True)
class Site(Case):
    """One. `generator`: its kind; `pushed`: it is in git, and pushed."""

    generator: str = "hugo"
    pushed: bool = False

    def configured(self, sandbox: Sandbox, folder: Path) -> Mapping[str, Any]:
        site = folder / "site"
        site.mkdir()
        if self.generator in MARKS:
            (site / MARKS[self.generator]).touch()
        if self.pushed:
            _git(folder, "init", "--quiet", "--bare", "remote.git")
            _git(site, "init", "--quiet")
            for name, value in (("user.name", "Anna"), ("user.email", "a@b.example")):
                _git(site, "config", name, value)
            _git(site, "add", "--all")
            _git(site, "commit", "--quiet", "-m", "Anfang")
            _git(site, "remote", "add", "origin", "../remote.git")
            _git(site, "push", "--quiet", "-u", "origin", "main")
        settings = {"kind": self.generator, "folder": str(site)}
        if self.generator == "folder":
            settings["address"] = "https://firma.example/{date}-{slug}.html"
        return settings | ({"git": "push"} if self.pushed else {})

    def secrets(self, sandbox: Sandbox) -> Mapping[str, str]:
        return {}

    def standing(self, sandbox: Sandbox, folder: Path) -> list[str]:
        """The text of each page; of a plain folder, where a feed or the list has it, too."""
        site = folder / "site"
        if self.pushed:
            names = _git(folder / "remote.git", "ls-tree", "-r", "--name-only", "main").split()
            pages = [
                _git(folder / "remote.git", "show", f"main:{name}")
                for name in names
                if name.endswith(".md")
            ]
        else:
            pages = [
                page.read_text("utf-8")
                for page in (site / PAGES[self.generator]).rglob("*.*")
                if page.suffix in (".md", ".html") and page.name not in FEEDS
            ]
        return [ROOF for page in pages if ROOF in page] + [
            f"{ROOF} ({name})"
            for name in (FEEDS if self.generator == "folder" else ())
            for _ in range(_listed(site / name))
        ]

    def wanted(self, texts: list[str]) -> list[str]:
        feeds = FEEDS if self.generator == "folder" else ()
        return [*texts, *(f"{text} ({name})" for text in texts for name in feeds)]


def _listed(file: Path) -> int:
    """How often a feed or a list has the post."""
    if not file.is_file():
        return 0
    if file.suffix == ".json":
        return len(json.loads(file.read_text("utf-8"))["items"])
    return file.read_text("utf-8").count("<entry>" if file.suffix == ".xml" else "<li>")


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run([*GIT, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


# ── what goes wrong there ──


def _accident(row: Row, what: What, days: int = 0) -> Callable[[int], str]:
    """One run to which that happens at one change, then runs that go on. `days`: how far the clock
    jumps in between."""

    def at(place: int) -> str:
        bench = row.bench(f"{what} {place} {days}")
        with bench.running():
            accident = _waiting(bench, what, place)
            bench.run(accident).wait(TIMEOUT)
            assert len(accident.changes()) > place
            (bench.folder / "site/.git/index.lock").unlink(missing_ok=True)  # as the message says
            bench.moment += timedelta(days=days)
            return bench.settle()

    return at


def _waiting(bench: Bench, what: What, place: int = 0) -> Accident:
    return Accident(what, bench.folder / "site", bench.folder / "changes", place)


def _changes(row: Row) -> list[str]:
    """What a run that nothing happens to changes."""
    if not row.changes:
        bench = row.bench("undisturbed")
        with bench.running():
            accident = _waiting(bench, "nothing")
            assert bench.run(accident).wait(TIMEOUT) == 0
            assert bench.outcome() == ONCE
        row.changes += accident.changes()
    return row.changes


def killed(row: Row) -> set[str]:
    """Before a file is put in its place, before each step of git, and after the last of all."""
    chosen = [at for at, change in enumerate(_changes(row)) if not change.startswith("write")]
    assert len(chosen) >= 2
    found = all_at_once(_accident(row, "killed before"), chosen)
    return found | {_accident(row, "killed after")(chosen[-1])}


def full_disk(row: Row) -> set[str]:
    """When one file after the other is to be written, or git goes to work."""
    chosen = [at for at, change in enumerate(_changes(row)) if not change.startswith("put")]
    return all_at_once(_accident(row, "full disk"), chosen)


def clock_jumps(row: Row) -> set[str]:
    """After a run was killed at its end."""
    last = len(_changes(row)) - 1
    return {_accident(row, "killed after", days)(last) for days in (-1, 1)}


def push_fails(when: str, words: str = "") -> Trouble:
    """The line to the remote is cut before the push is taken, or after."""

    def run(row: Row) -> set[str]:
        bench = row.bench(f"push fails {when} {words}")
        with bench.running():
            script, mark = bench.folder / "receive", bench.folder / "cut"
            script.write_text("#!/bin/sh\n" + GOES_WRONG[when].format(mark, words))
            script.chmod(0o755)
            _git(bench.folder / "site", "config", "remote.origin.receivepack", f"'{script}'")
            bench.publish()
            assert mark.exists(), [entry.error for entry in bench.outbox.entries()]
            return {bench.settle()}

    return run


OF_FILES: Mapping[str, Trouble] = {
    "killed": killed,
    "two at once": two_at_once,
    "full disk": full_disk,
    "clock jumps": clock_jumps,
}
OF_A_PUSH: Mapping[str, Trouble] = {
    "line cut before": push_fails("before"),
    "line cut after": push_fails("after"),
    "login ends": push_fails("before", "Permission denied (publickey)"),
}
NEWS: dict[str, Any] = {
    "channel": "homepage",
    "posts": [[ROOF]],
    "file": "png",
    "more": {"title": "Dach"},
}

SITES: Mapping[str, Site] = {
    "Hugo, pushed with git": Site(**NEWS, pushed=True),
    "Jekyll": Site(**NEWS, generator="jekyll"),
    "Eleventy": Site(**NEWS, generator="eleventy"),
    "A folder of pages": Site(**NEWS, generator="folder"),
}
