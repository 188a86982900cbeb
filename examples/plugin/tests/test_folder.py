"""The channel `folder` keeps what every publisher promises."""

from contextlib import contextmanager

from repurpose_example.folder import Folder

from repurpose.testing import Fake, PublisherContract


class TestFolder(PublisherContract):
    publisher, channel = Folder, "folder"

    @contextmanager
    def platform(self, folder):
        posts = folder / "posts"
        yield Fake(
            texts=lambda: [file.read_text("utf-8").rstrip("\n") for file in posts.glob("*.txt")],
            settings={"path": str(posts)},
        )
