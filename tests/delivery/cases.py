"""What is published while things go wrong: a case for each platform and each way of posting there."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from struct import pack
from typing import Any

import yaml

from repurpose.model import DEFAULT_ACCOUNT, Media, Part
from repurpose.outbox.store import Outbox
from repurpose.sandbox import Sandbox
from tests.outbox.samples import put

SENTENCES = ["Holz wächst nach.", "Beton trocknet lange."]
THREAD = ["Eins: Grüße 🌲", "Zwei", "Drei"]
ALT = "Ein Dach aus Holz im Bau"


@dataclass(frozen=True)
class Case:
    """Posts to publish.

    Attributes:
        channel, account, kind: Whose they are, and the kind of login in the sandbox.
        posts: The texts of each post's parts.
        picture: Each first part has one.
        more: Further fields of each part (title, tags, link, comment).
        settings: Further keys of the channel.
        asked: Where it can be asked what stands there.
    """

    channel: str
    posts: list[list[str]]
    picture: bool = False
    account: str = DEFAULT_ACCOUNT
    kind: str | None = None
    more: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    asked: bool = True

    @property
    def label(self) -> str:
        name, account = self.channel, self.account
        return name if account == DEFAULT_ACCOUNT else f"{name}:{account}"

    @property
    def texts(self) -> list[str]:
        """What must stand there, sorted."""
        return sorted(text for parts in self.posts for text in parts)

    def standing(self, sandbox: Sandbox) -> list[str]:
        """What stands there, sorted."""
        return sorted(post.text for post in sandbox.posts(self.channel))

    def prepare(self, folder: Path, sandbox: Sandbox) -> dict[str, str]:
        """A folder with a configuration and approved posts; returns the environment to publish
        with."""
        folder.mkdir(parents=True)
        settings = {**sandbox.settings(self.channel, self.account, self.kind), **self.settings}
        configuration = yaml.safe_dump({"channels": {self.label: settings}})
        (folder / "repurpose.yaml").write_text(configuration)
        outbox = Outbox(folder / ".repurpose")
        now = datetime.now(UTC)
        for number, texts in enumerate(self.posts):
            entry = put(outbox, texts[0], self.channel, tuple(texts), account=self.account)
            parts = [Part(text=text, **self.more) for text in texts]
            if self.picture:
                path = folder / f"Bild {number}.png"
                path.write_bytes(png())
                media = (Media(path=path, kind="image", alt=ALT),)
                parts[0] = Part(text=texts[0], media=media, **self.more)
            if self.picture or self.more:
                outbox.edit(entry.post.id, now, parts)
            outbox.approve(entry.post.id, now)
        outbox.close()
        prefix = f"REPURPOSE_{self.label.upper().replace(':', '_')}"
        secrets = sandbox.secrets(self.channel, self.account, self.kind)
        return {f"{prefix}_{name.upper()}": value for name, value in secrets.items()}


CASES = {
    "X, single posts": Case("twitter", [[text] for text in SENTENCES]),
    "X, a thread": Case("twitter", [THREAD]),
    "X, a picture": Case("twitter", [["Ein Dach aus Holz."]], picture=True),
    "LinkedIn, member": Case("linkedin", [["Holz (und mehr) wächst nach."], ["Zwei"]]),
    "LinkedIn, member, a picture": Case("linkedin", [["Ein Dach aus Holz."]], picture=True),
    "LinkedIn, organisation": Case(
        "linkedin", [["Holz #KMU"], ["Zwei"]], account="acme", kind="organization"
    ),
    "LinkedIn, organisation, a picture": Case(
        "linkedin", [["Ein Dach aus Holz."]], picture=True, account="acme", kind="organization"
    ),
    "WordPress": Case("blog", [["Ein Dach aus Holz."]], more={"title": "Dach"}),
    "Mastodon, a thread": Case("mastodon", [THREAD[:2]]),
    "Bluesky, a thread": Case("bluesky", [THREAD[:2]]),
    "Webhook, find": Case(
        "webhook", [SENTENCES[:1]], picture=True, settings={"find": True, "files": True}
    ),
    "Webhook": Case("webhook", [SENTENCES[:1]], asked=False),
}


def png() -> bytes:
    """A picture of 8 by 8 grey points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 8) * 8)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
