"""What is published while things go wrong: a case for each platform and each way of posting there."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from struct import pack
from typing import Any

import yaml

from repurpose.model import DEFAULT_ACCOUNT, Media, MediaKind, Part
from repurpose.outbox.store import Outbox
from repurpose.programs import ffmpeg
from repurpose.sandbox import Sandbox
from tests.outbox.samples import put

SENTENCES = ["Holz wächst nach.", "Beton trocknet lange."]
THREAD = ["Eins: Grüße 🌲", "Zwei", "Drei"]
ROOF = "Ein Dach aus Holz."
ALT = "Ein Dach aus Holz im Bau"


@dataclass(frozen=True)
class Case:
    """Posts to publish.

    Attributes:
        channel, account, kind: Whose they are, and the kind of login in the sandbox.
        posts: The texts of each post's parts.
        file: The name's end of a file that goes along with each first part: "png", "jpg", "mp4".
        more: Further fields of each first part (title, tags, link, comment).
        settings: Further keys of the channel.
        asked: Where it can be asked what stands there.
    """

    channel: str
    posts: list[list[str]]
    file: str = ""
    account: str = DEFAULT_ACCOUNT
    kind: str | None = None
    more: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    asked: bool = True

    @property
    def label(self) -> str:
        name, account = self.channel, self.account
        return name if account == DEFAULT_ACCOUNT else f"{name}:{account}"

    # ── what stands there ──

    def standing(self, sandbox: Sandbox, folder: Path) -> list[str]:
        """What a reader sees there: texts, and comments below them."""
        posts = [post for post in sandbox.posts(self.channel) if post.visibility != "private"]
        return [text for post in posts for text in (post.text, *post.comments)]

    def wanted(self, texts: list[str]) -> list[str]:
        """What must stand there of a post, whose parts have these texts."""
        comment = self.more.get("comment")
        return [*texts, *([comment] if comment else [])]

    # ── what the user has ──

    def configured(self, sandbox: Sandbox, folder: Path) -> Mapping[str, Any]:
        """The channel's keys."""
        return {**sandbox.settings(self.channel, self.account, self.kind), **self.settings}

    def secrets(self, sandbox: Sandbox) -> Mapping[str, str]:
        return sandbox.secrets(self.channel, self.account, self.kind)

    def prepare(self, folder: Path, sandbox: Sandbox, outbox: Path) -> dict[str, str]:
        """A folder with a configuration and a copy of an outbox; returns the environment to publish
        with."""
        folder.mkdir(parents=True)
        settings = dict(self.configured(sandbox, folder))
        configuration = yaml.safe_dump({"channels": {self.label: settings}})
        (folder / "repurpose.yaml").write_text(configuration)
        shutil.copytree(outbox, folder / ".repurpose")
        prefix = f"REPURPOSE_{self.label.upper().replace(':', '_')}"
        return {f"{prefix}_{name.upper()}": value for name, value in self.secrets(sandbox).items()}

    def approve(self, folder: Path) -> Path:
        """An outbox with the approved posts, in a folder with their files."""
        folder.mkdir(parents=True)
        outbox = Outbox(folder / "outbox")
        now = datetime.now(UTC)
        for number, texts in enumerate(self.posts):
            entry = put(outbox, texts[0], self.channel, tuple(texts), account=self.account)
            first = Part(text=texts[0], media=self._media(folder, number), **self.more)
            if first != Part(text=texts[0]):
                rest = [Part(text=text) for text in texts[1:]]
                outbox.edit(entry.post.id, now, [first, *rest])
            outbox.approve(entry.post.id, now)
        outbox.close()
        return folder / "outbox"

    def _media(self, folder: Path, number: int) -> tuple[Media, ...]:
        if not self.file:
            return ()
        path = folder / f"Bild {number}.{self.file}"
        path.write_bytes(FILES[self.file]())
        kind: MediaKind = "video" if self.file == "mp4" else "image"
        return (Media(path=path, kind=kind, alt=ALT),)


@cache
def png() -> bytes:
    """A picture of 8 by 8 grey points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 8) * 8)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@cache
def jpeg() -> bytes:
    """A green square."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 60), "seagreen").save(out, "JPEG")
    return out.getvalue()


@cache
def video() -> bytes:
    """Two seconds of one colour."""
    source = "color=c=teal:s=160x120:r=5:d=2"
    command = [ffmpeg.program(), "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "mpeg4"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "video.mp4")
        subprocess.run([*command, str(path)], check=True)
        return path.read_bytes()


FILES: Mapping[str, Callable[[], bytes]] = {"png": png, "jpg": jpeg, "mp4": video}
ORGANISATION: dict[str, Any] = {"account": "acme", "kind": "organization"}

CASES: dict[str, Case] = {
    "X, single posts": Case("twitter", [[text] for text in SENTENCES]),
    "X, a thread": Case("twitter", [THREAD[:2]]),
    "X, a picture": Case("twitter", [[ROOF]], "png"),
    "LinkedIn, member": Case("linkedin", [["Holz (und mehr) wächst nach."], ["Zwei"]]),
    "LinkedIn, member, a picture": Case("linkedin", [[ROOF]], "png"),
    "LinkedIn, organisation": Case("linkedin", [["Holz #KMU"], ["Zwei"]], **ORGANISATION),
    "LinkedIn, organisation, a picture": Case("linkedin", [[ROOF]], "png", **ORGANISATION),
    "Facebook, a picture and a comment": Case(
        "facebook", [[ROOF]], "png", more={"comment": "Mehr"}
    ),
    "Instagram, a picture and a comment": Case(
        "instagram", [[ROOF]], "jpg", more={"comment": "Mehr"}
    ),
    "Threads, single posts": Case("threads", [[text] for text in SENTENCES]),
    "Threads, a thread": Case("threads", [THREAD[:2]]),
    "Threads, a picture": Case("threads", [[ROOF]], "jpg"),
    "YouTube, a video": Case(
        "youtube", [[ROOF]], "mp4", more={"title": "Dach"}, settings={"privacy": "public"}
    ),
    "Mastodon, a thread": Case("mastodon", [THREAD[:2]]),
    "Bluesky, a thread": Case("bluesky", [THREAD[:2]]),
    "WordPress": Case("blog", [[ROOF]], more={"title": "Dach"}),
    "Webhook, find": Case(
        "webhook", [SENTENCES[:1]], "png", settings={"find": True, "files": True}
    ),
    "Webhook": Case("webhook", [SENTENCES[:1]], asked=False),
    "apprise, a chat": Case("apprise", [SENTENCES[:1]], asked=False),
}
