"""The contract that every publisher keeps, for all that are built in, against the sandbox."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest

from repurpose.model import Media, Part
from repurpose.programs import ffmpeg
from repurpose.publishers.apprise import Apprise
from repurpose.publishers.blog import Blog
from repurpose.publishers.bluesky import Bluesky
from repurpose.publishers.facebook import Facebook
from repurpose.publishers.homepage import Homepage
from repurpose.publishers.instagram import Instagram
from repurpose.publishers.linkedin import LinkedIn
from repurpose.publishers.mastodon import Mastodon
from repurpose.publishers.threads import Threads
from repurpose.publishers.twitter import Twitter
from repurpose.publishers.webhook import Webhook
from repurpose.publishers.youtube import YouTube
from repurpose.sandbox import Sandbox
from repurpose.testing import Fake, PublisherContract, Trouble


@cache
def _sandbox() -> Sandbox:
    """One for all tests; it ends with the process."""
    sandbox = Sandbox()
    sandbox.start()
    return sandbox


class Sandboxed(PublisherContract):
    """With the sandbox as the fake platform. Cut lines and 500 are tests/delivery/test_matrix.py's."""

    troubles = ("no answer", "half an answer", "429 with a time")
    kind: ClassVar[str | None] = None
    settings: ClassVar[dict[str, Any]] = {}

    @contextmanager
    def platform(self, folder: Path) -> Iterator[Fake]:
        sandbox = _sandbox()
        sandbox.reset()
        settings = {**sandbox.settings(self.channel, kind=self.kind), **self.settings}
        if "media_url" in settings:  # the user's own server: no line of the platform's
            settings["media_url"] = settings["media_url"].replace("127.0.0.1", "localhost")
        yield Fake(
            texts=lambda: [
                post.text for post in sandbox.posts(self.channel) if post.visibility != "private"
            ],
            settings=settings,
            secrets=sandbox.secrets(self.channel, kind=self.kind),
            address=sandbox.page,
        )


class TestX(Sandboxed):
    publisher, channel = Twitter, "twitter"


class TestXWithFourSecrets(Sandboxed):
    publisher, channel, kind = Twitter, "twitter", "oauth1"
    troubles: ClassVar[Sequence[Trouble]] = ()


class TestLinkedInMember(Sandboxed):
    publisher, channel, kind = LinkedIn, "linkedin", "member"
    knows_its_posts = False
    troubles = ("half an answer", "500, yet taken")


class TestLinkedInOrganisation(Sandboxed):
    publisher, channel, kind = LinkedIn, "linkedin", "organization"


class TestMastodon(Sandboxed):
    publisher, channel = Mastodon, "mastodon"


class TestBluesky(Sandboxed):
    publisher, channel = Bluesky, "bluesky"


class TestWordPress(Sandboxed):
    publisher, channel = Blog, "blog"


class TestFacebook(Sandboxed):
    publisher, channel = Facebook, "facebook"
    troubles = ("429 with a time", "500, yet taken")


class TestInstagram(Sandboxed):
    publisher, channel = Instagram, "instagram"
    troubles = ("429 with a time", "500, yet taken")

    def part(self, text: str, folder: Path) -> Part:
        return Part(text=text, media=self.media(folder))


class TestThreads(Sandboxed):
    publisher, channel = Threads, "threads"
    troubles = ("429 with a time", "500, yet taken")


class TestWebhook(Sandboxed):
    publisher, channel = Webhook, "webhook"
    settings: ClassVar[dict[str, Any]] = {"files": True}
    knows_its_posts = False
    troubles = ("429 with a time", "500")


class TestApprise(Sandboxed):
    publisher, channel = Apprise, "apprise"
    knows_its_posts = says_why = False
    troubles = ("429 with a time", "500, yet taken")

    @contextmanager
    def platform(self, folder: Path) -> Iterator[Fake]:
        pytest.importorskip("apprise")
        with super().platform(folder) as fake:
            yield fake


class TestYouTube(Sandboxed):
    publisher, channel = YouTube, "youtube"
    troubles = ("half an answer",)  # test_youtube.py has the others, at each request that counts
    settings: ClassVar[dict[str, Any]] = {"privacy": "public"}
    words = "Grüße 🌲 & mehr (aus) [Zürich] ~5%"  # it takes no < and >

    def part(self, text: str, folder: Path) -> Part:
        return Part(text=text, title=text, media=self.media(folder, text))

    def media(self, folder: Path, text: str = "") -> tuple[Media, ...]:
        """A video of its own for each text: YouTube knows the same file again."""
        video = folder / f"{text}.mp4"
        if not text:
            source = "color=c=teal:s=320x240:r=5:d=2"
            command = [ffmpeg.program(), "-v", "error", "-f", "lavfi", "-i", source, str(video)]
            subprocess.run(command, check=True)
        elif not video.exists():
            words = text.encode()
            free = (8 + len(words)).to_bytes(4, "big") + b"free" + words
            video.write_bytes((folder / ".mp4").read_bytes() + free)
        return (Media(path=video, kind="video", alt="Ein Vortrag"),)


class TestStaticSite(PublisherContract):
    """A folder: nothing goes over a line."""

    publisher, channel = Homepage, "homepage"
    words = "Grüße 🌲 (aus) Zürich ~5%"  # what it escapes shows only when the site is built

    @contextmanager
    def platform(self, folder: Path) -> Iterator[Fake]:
        site = folder / "site"
        site.mkdir()
        (site / "hugo.toml").touch()

        def texts() -> list[str]:
            pages = [page.read_text("utf-8") for page in (site / "content").rglob("*.md")]
            return [page.rpartition("---\n")[2].strip().rpartition("\n\n")[2] for page in pages]

        yield Fake(texts=texts, settings={"kind": "hugo", "folder": str(site)})
