"""The publishing process is killed at every request, before it is taken, after it is taken and after
it is answered. Then `publish --due` runs again: each post stands on the server exactly once."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from struct import pack

import pytest
import yaml

from repurpose.model import Media, Part
from repurpose.outbox.store import Outbox
from repurpose.sandbox import Event, Sandbox
from tests.outbox.samples import put

MOMENTS = ("received", "done", "answered")
NEVER = 10_000
TIMEOUT = 60


@dataclass
class Case:
    """Posts to publish: the channel, its account, and each post's parts."""

    channel: str
    posts: list[list[str]]
    picture: bool = False
    account: str = "default"


CASES = {
    "X, single posts": Case("twitter", [["Holz wächst nach."], ["Beton trocknet lange."]]),
    "X, a thread": Case("twitter", [["Eins: Grüße 🌲", "Zwei", "Drei"]]),
    "X, a picture": Case("twitter", [["Ein Dach aus Holz."]], picture=True),
    "LinkedIn, member": Case("linkedin", [["Holz (und mehr) wächst nach."], ["Zwei"]]),
    "LinkedIn, member, a picture": Case("linkedin", [["Ein Dach aus Holz."]], picture=True),
    "LinkedIn, organisation": Case("linkedin", [["Holz #KMU"], ["Zwei"]], account="acme"),
    "LinkedIn, organisation, a picture": Case(
        "linkedin", [["Ein Dach aus Holz."]], picture=True, account="acme"
    ),
}


@dataclass
class Killer:
    """Kills a process at one moment of one request that the sandbox sees."""

    at: int
    process: subprocess.Popen[str] | None = None
    seen: int = 0
    hit: bool = False
    log: list[str] = field(default_factory=list)

    def __call__(self, event: Event) -> None:
        if event.kind not in MOMENTS:
            return
        self.log.append(f"{event.kind} {event.method} {event.path}")
        process = self.process  # the test takes it away when the first run has ended
        if self.seen == self.at and process is not None:
            self.hit = True
            process.kill()
            process.wait()
        self.seen += 1


@pytest.mark.parametrize("name", CASES)
def test_killed_anywhere_each_post_stands_once(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    undisturbed = _killed_and_run_again(case, tmp_path / "undisturbed", NEVER)
    moments = len(undisturbed.log)
    assert moments >= 3 * sum(len(parts) for parts in case.posts)
    with ThreadPoolExecutor(4) as pool:
        killers = pool.map(
            lambda at: _killed_and_run_again(case, tmp_path / f"at {at}", at), range(moments)
        )
        assert all(killer.hit for killer in killers)


def _killed_and_run_again(case: Case, folder: Path, at: int) -> Killer:
    """Publish, be killed at that moment, publish again: then look at what stands there."""
    killer = Killer(at)
    with Sandbox(watch=killer) as sandbox:
        environment = _prepared(case, folder, sandbox)
        killer.process = _publish(folder, environment)
        killer.process.communicate(timeout=TIMEOUT)
        where = f"killed at event {at}: {killer.log[-1]}"
        killer.process = None
        again = _publish(folder, environment)
        output, _ = again.communicate(timeout=TIMEOUT)
        standing = [post.text for post in sandbox.posts(case.channel)]
    wanted = [part for parts in case.posts for part in parts]
    assert sorted(standing) == sorted(wanted), f"{where}: {output}"
    assert again.returncode == 0, f"{where}: {output}"
    outbox = Outbox(folder / ".repurpose")
    assert {entry.post.status for entry in outbox.entries()} == {"published"}, where
    outbox.close()
    return killer


def _prepared(case: Case, folder: Path, sandbox: Sandbox) -> dict[str, str]:
    """A folder with a configuration and approved posts; returns the environment to publish with."""
    folder.mkdir(parents=True)
    label = case.channel if case.account == "default" else f"{case.channel}:{case.account}"
    settings = sandbox.settings(case.channel, case.account)
    (folder / "repurpose.yaml").write_text(yaml.safe_dump({"channels": {label: settings}}))
    outbox = Outbox(folder / ".repurpose")
    for number, parts in enumerate(case.posts):
        entry = put(outbox, parts[0], case.channel, tuple(parts), account=case.account)
        if case.picture:
            picture = folder / f"Bild {number}.png"
            picture.write_bytes(_png())
            media = (Media(path=picture, kind="image", alt="Ein Dach aus Holz im Bau"),)
            outbox.edit(entry.post.id, _now(), [Part(text=parts[0], media=media)])
        outbox.approve(entry.post.id, _now())
    outbox.close()
    prefix = "_".join(
        ["REPURPOSE", case.channel.upper()]
        + ([] if case.account == "default" else [case.account.upper()])
    )
    secrets = sandbox.secrets(case.channel, case.account)
    return {f"{prefix}_{name.upper()}": value for name, value in secrets.items()}


def _publish(folder: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "repurpose", "publish", "--due"],
        cwd=folder, env={**os.environ, **environment}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def _now() -> datetime:
    return datetime.now(UTC)


def _png() -> bytes:
    """A picture of 8 by 8 grey points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 8) * 8)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
