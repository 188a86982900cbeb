"""What the tests of Meta's platforms share: publishers against the sandbox and against told answers, and a
delivery that is disturbed at each of its requests."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from repurpose.model import Media
from repurpose.protocols import PublishContext
from repurpose.sandbox import Drop, Event, Sandbox
from tests.delivery.cases import Case
from tests.delivery.test_matrix import Bench

TOKEN, SECRET = "t0ken-of-the-page", "s3cret-of-the-app"
MP4 = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41"


def context(
    sandbox: Sandbox, channel: str, kind: str | None = None, account: str = "default", **more: Any
) -> PublishContext:
    return PublishContext(
        channel=channel, account=account, timeout=0.5, patience=0.8,
        settings={**sandbox.settings(channel, account, kind), **more},
        secret=sandbox.secrets(channel, account, kind).get,
    )  # fmt: skip


def told(url: str, channel: str, secrets: dict[str, str], **settings: Any) -> PublishContext:
    """For a platform that answers as it is told."""
    return PublishContext(
        channel=channel, account="default", timeout=0.5, patience=0.3,
        settings={"api_url": url, **settings}, secret=secrets.get,
    )  # fmt: skip


def video(folder: Path, size: int, name: str = "Rundgang.mp4") -> tuple[Media, ...]:
    """A file that says it is a video."""
    path = folder / name
    path.write_bytes(MP4 + bytes(range(256)) * (size // 256))
    return (Media(path=path, kind="video", alt="Ein Rundgang"),)


def graph_error(code: int, subcode: int = 0, **more: Any) -> dict[str, Any]:
    """The body of a refusal."""
    said = {"message": "so nicht", "type": "OAuthException", "code": code, **more}
    return {"error": said | ({"error_subcode": subcode} if subcode else {})}


def outcomes_of_cuts(case: Case, folder: Path, *kinds: str) -> set[str]:
    """What becomes of a case's posts where the line is cut at one request after the other: when it is
    received, or when it is done."""
    found = set()
    for kind in kinds:
        for place in itertools.count():
            hit: list[int] = []
            bench = Bench(case, folder / f"{kind} {place}", disturb=_cut(kind, place, hit))
            with bench.running():
                bench.publish()
                found.add(bench.settle())
            if not hit:
                break
    return found


def _cut(kind: str, place: int, hit: list[int]) -> Callable[[Event, int], None]:
    def disturb(event: Event, number: int) -> None:
        if event.kind == kind and number == place and not hit:
            hit.append(number)
            raise Drop

    return disturb
