"""A folder of this machine at an address: where the sandbox's platforms fetch media that the real ones
fetch from the user's own site."""

from __future__ import annotations

import tempfile
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from repurpose.channels.media_files import mime_type
from repurpose.sandbox.web import Answer, Request

HOSTED = ("instagram", "threads")
HOSTED_AT = "hosted"


class PublicFiles:
    """The files of one folder, and nothing else.

    Args:
        beside: The sandbox's file: the folder lies beside it, and stays. None: it goes with the sandbox.
    """

    def __init__(self, beside: Path | None) -> None:
        self._beside = beside
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @cached_property
    def folder(self) -> Path:
        """Made when it is asked for."""
        if self._beside is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="repurpose-sandbox-")
            return Path(self._temporary.name)
        folder = (self._beside.parent / HOSTED_AT).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def answer(self, request: Request) -> Answer:
        name = unquote(request.path.removeprefix(f"/{HOSTED_AT}/"))
        file = self.folder / name
        plain = name == Path(name).name and not name.startswith(".") and file.is_file()
        if request.method not in ("GET", "HEAD") or not plain:
            return Answer(status=404, body=b"There is nothing here.", content_type="text/plain")
        mime = mime_type(file) or "application/octet-stream"
        return Answer(body=file.read_bytes(), content_type=mime)

    def close(self) -> None:
        if self._temporary is not None:
            self._temporary.cleanup()
