"""The contract that every publisher keeps, for all that are built in, against the sandbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from repurpose.model import Media, Part
from repurpose.publishers.blog import Blog
from repurpose.publishers.bluesky import Bluesky
from repurpose.publishers.homepage import Homepage
from repurpose.publishers.linkedin import LinkedIn
from repurpose.publishers.mastodon import Mastodon
from repurpose.publishers.twitter import Twitter
from repurpose.publishers.youtube import YouTube
from repurpose.sandbox import Sandbox
from repurpose.testing import Fake, PublisherContract, Trouble
from tests.sandbox.clients import VIDEO


class Sandboxed(PublisherContract):
    """With the sandbox as the fake platform."""

    kind: ClassVar[str | None] = None
    settings: ClassVar[dict[str, Any]] = {}

    @contextmanager
    def platform(self, folder: Path) -> Iterator[Fake]:
        with Sandbox() as sandbox:
            yield Fake(
                texts=lambda: [post.text for post in sandbox.posts(self.channel)],
                settings={**sandbox.settings(self.channel, kind=self.kind), **self.settings},
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


class TestLinkedInOrganisation(Sandboxed):
    publisher, channel, kind = LinkedIn, "linkedin", "organization"


class TestMastodon(Sandboxed):
    publisher, channel = Mastodon, "mastodon"


class TestBluesky(Sandboxed):
    publisher, channel = Bluesky, "bluesky"


class TestWordPress(Sandboxed):
    publisher, channel = Blog, "blog"


class TestYouTube(Sandboxed):
    publisher, channel = YouTube, "youtube"
    settings: ClassVar[dict[str, Any]] = {"privacy": "public"}

    def part(self, text: str, folder: Path) -> Part:
        video = folder / "Vortrag.mp4"
        video.write_bytes(VIDEO)
        medium = Media(path=video, kind="video", alt="Ein Vortrag")
        return Part(text=text, title=text.replace("<", "‹").replace(">", "›"), media=(medium,))


class TestStaticSite(PublisherContract):
    """A folder: nothing goes over a line."""

    publisher, channel = Homepage, "homepage"

    @contextmanager
    def platform(self, folder: Path) -> Iterator[Fake]:
        site = folder / "site"
        site.mkdir()
        (site / "hugo.toml").touch()

        def texts() -> list[str]:
            pages = (site / "content").rglob("*.md")
            return [page.read_text("utf-8").rpartition("---\n")[2].strip() for page in pages]

        yield Fake(texts=texts, settings={"kind": "hugo", "folder": str(site)})
