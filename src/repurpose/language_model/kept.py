"""Answers of a language model, kept by what was asked: the same question is not asked twice.

A file an answer: a line with the digest of the rest, then the model's words. Throwing any of it away
is always safe. What is kept crosses the same border as an answer that has just come.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from repurpose import caching
from repurpose.config.language_model import LanguageModelSettings
from repurpose.language_model import prompt

MOST_DAYS = 90
MOST_BYTES = 50_000_000
SUFFIX = ".answer"
_PART = ".part"


class Kept:
    """The answers of one server's model.

    Args:
        folder: None: keep nothing.
        makes_folder: Make it where not even the folder above it is there.
    """

    def __init__(
        self, folder: Path | None, settings: LanguageModelSettings, *, makes_folder: bool
    ) -> None:
        self._folder = folder
        self._makes_folder = makes_folder
        self._asked = (prompt.VERSION, settings.url, settings.model)
        self._trimmed = False

    def find(self, messages: Sequence[dict[str, str]]) -> str | None:
        if self._folder is None:
            return None
        file = self._file(self._folder, messages)
        try:
            digest, _, body = file.read_bytes().partition(b"\n")
            words = body.decode("utf-8")
        except (OSError, ValueError):
            return None
        if _digest(body) != digest:
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        return words

    def keep(self, messages: Sequence[dict[str, str]], words: str) -> None:
        """All of it or nothing; where it cannot be written, the run goes on without."""
        if self._folder is None:
            return
        if self._makes_folder or self._folder.parent.is_dir():
            caching.prepare(self._folder)
        body = words.encode("utf-8", "replace")
        try:
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=_PART)
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as part:
                part.write(_digest(body) + b"\n" + body)
            Path(name).replace(self._file(self._folder, messages))
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            return
        if not self._trimmed:
            self._trimmed = True
            caching.trim(self._folder, (SUFFIX, _PART), MOST_BYTES, MOST_DAYS)

    def _file(self, folder: Path, messages: Sequence[dict[str, str]]) -> Path:
        question = json.dumps([self._asked, messages]).encode()
        return folder / (hashlib.sha256(question).hexdigest() + SUFFIX)


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
