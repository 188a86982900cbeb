"""The channel `folder`: each post becomes a text file, for a newsletter or an intranet."""

from datetime import UTC, datetime
from pathlib import Path

from repurpose.errors import Rejected
from repurpose.model import Post, Receipt, Rules
from repurpose.protocols import PublishContext


class Folder:
    rules = Rules(limit=5000, measure="code-points", link="text")
    options = {"path": {"type": "string", "description": "The folder to write to."}}
    secrets = ()
    duplicate_window = 0

    def __init__(self, context: PublishContext) -> None:
        self.folder = Path(context.settings.get("path", "posts"))

    def publish(self, post: Post, key: str) -> Receipt:
        file = self._file(key)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half = file.with_suffix(".part")
            half.write_text(post.parts[0].text + "\n", encoding="utf-8")
            half.replace(file)  # whole, or not at all
        except OSError as error:
            raise Rejected(f"cannot be written: {error.strerror}", where=str(file)) from error
        return self._receipt(file)

    def find(self, post: Post, key: str) -> Receipt | None:
        file = self._file(key)
        return self._receipt(file) if file.exists() else None

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.txt"

    def _receipt(self, file: Path) -> Receipt:
        return Receipt(
            remote_id=file.name, url=file.resolve().as_uri(), published_at=datetime.now(UTC)
        )
