"""What the tests of Meta's platforms share: publishers against the sandbox and against told answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from repurpose.model import Media
from repurpose.protocols import PublishContext
from repurpose.sandbox import Sandbox

TOKEN, SECRET = "t0ken-of-the-page", "s3cret-of-the-app"
MP4 = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41"


def context(
    sandbox: Sandbox, channel: str, kind: str | None = None, account: str = "default", **more: Any
) -> PublishContext:
    return PublishContext(
        channel=channel, account=account, timeout=10, patience=0.8,
        settings={**sandbox.settings(channel, account, kind), **more},
        secret=sandbox.secrets(channel, account, kind).get,
    )  # fmt: skip


def told(url: str, channel: str, secrets: dict[str, str], **settings: Any) -> PublishContext:
    """For a platform that answers as it is told."""
    return PublishContext(
        channel=channel, account="default", timeout=10, patience=0.3,
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
