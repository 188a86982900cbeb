"""Media where Instagram and Threads fetch them: at a public address of the user's own.

"We cURL media used in publishing attempts, so the media must be hosted on a publicly accessible server"
(developers.facebook.com/docs/instagram-platform/content-publishing).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from repurpose.errors import ConfigError, Unavailable
from repurpose.publishers._login import is_loopback

if TYPE_CHECKING:
    from repurpose.publishers._media import Attachment

OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "media_url": {
        "type": "string",
        "pattern": r"^https?://\S+$",
        "description": "The public address of the folder that your pictures and videos lie in: the "
        "platform fetches them there. Without it, posts with media are handed over.",
        "examples": ["https://www.example.com/social/"],
    },
    "media_folder": {
        "type": "string",
        "minLength": 1,
        "format": "folder",
        "description": "The folder on this machine that is shown at media_url: what is posted is copied "
        "into it. Without it you put the files there yourself, by their names.",
    },
}
_WHOLE = 20_000_000  # bytes; up to this size all of a file is compared


class PublicFiles:
    """A folder that the world sees.

    Args:
        settings: The channel's, with `media_url` and, where files are to be copied, `media_folder`.
        where: The channel as the user types it.
        platform: As people call it.
    """

    def __init__(
        self, settings: Mapping[str, Any], where: str, platform: str, timeout: float
    ) -> None:
        self._base = str(settings["media_url"]).rstrip("/")
        folder = settings.get("media_folder")
        self._folder = Path(str(folder)).expanduser() if folder else None
        self._where = where
        self._platform = platform
        self._timeout = timeout

    def address(self, file: Attachment) -> str:
        """Where the platform fetches a file. It was seen there, and is the same.

        Raises:
            ConfigError: the folder cannot be written.
            Unavailable: it is not there (yet), or another file is.
        """
        content = self._digest(file)
        name = file.medium.path.name
        if self._folder is not None:
            # Named by its content: nothing on the way keeps an earlier file under this name.
            name = f"{content[:16]}{file.medium.path.suffix.lower()}"
            self._copy(file, self._folder / name)
        address = f"{self._base}/{quote(name)}"
        self._look(file, address, content)
        return address

    def _copy(self, file: Attachment, target: Path) -> None:
        """Whole or not at all; once."""
        if target.exists() and target.stat().st_size == file.size:
            return
        try:
            descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".repurpose-")
            try:
                with os.fdopen(descriptor, "wb") as copy:
                    for piece in file.pieces(1 << 20):
                        copy.write(piece)
                Path(temporary).chmod(0o644)  # a server reads it, not its owner
                Path(temporary).replace(target)
            finally:
                Path(temporary).unlink(missing_ok=True)
        except OSError as error:
            reason = (error.strerror or "it cannot be written").lower()
            raise ConfigError(
                f"{target.parent}: {reason}",
                where=f"channels.{self._where}.media_folder",
                hint="make the folder, and see that you may write there",
            ) from error

    def _look(self, file: Attachment, address: str, content: str) -> None:
        import requests

        whole = file.size <= _WHOLE
        session = requests.Session()
        session.trust_env = not is_loopback(address)  # no proxy on the way to this machine
        try:
            with session, session.request(
                "GET" if whole else "HEAD", address, timeout=self._timeout, stream=True,
                headers={"Accept-Encoding": "identity"},
            ) as answer:  # fmt: skip
                status, length = answer.status_code, answer.headers.get("Content-Length")
                digest = hashlib.sha256()
                seen = 0
                for piece in answer.iter_content(65536) if whole and status == 200 else ():
                    digest.update(piece)
                    seen += len(piece)
                    if seen > file.size:
                        break
        except (requests.RequestException, ValueError) as error:
            raise self._missing(file, address, "it cannot be reached") from error
        if status != 200:
            raise self._missing(file, address, f"the server says {status}")
        if digest.hexdigest() != content if whole else length not in (None, str(file.size)):
            raise self._missing(file, address, "another file is there")

    def _missing(self, file: Attachment, address: str, why: str) -> Unavailable:
        hint = f"put {file.medium.path} there; it goes out with the next: repurpose publish --due"
        if self._folder is not None:
            hint = f"it was copied into {self._folder}: see that this folder is shown there"
        return Unavailable(
            f"{self._platform} would not find the file at {address}: {why}",
            where=self._where,
            hint=hint,
        )

    def _digest(self, file: Attachment) -> str:
        digest = hashlib.sha256()
        for piece in file.pieces(1 << 20):
            digest.update(piece)
        return digest.hexdigest()
