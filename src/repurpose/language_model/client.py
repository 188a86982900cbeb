"""Asks a server that is compatible with OpenAI's: POST …/chat/completions and GET …/models
(https://platform.openai.com/docs/api-reference/chat). Everything a server may do to us is bounded.

No message holds anything that the server said: some repeat the key.
"""

from __future__ import annotations

import json
import queue
import re
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from repurpose import __version__
from repurpose.config.language_model import LanguageModelSettings
from repurpose.errors import LanguageModelError
from repurpose.language_model import failures

if TYPE_CHECKING:
    from requests import Response

MOST_BYTES = 2_000_000
MOST_WAITS = 3  # for a server that is busy and says for how long (RFC 9110, 10.2.3)
LONGEST_WAIT = 20  # seconds
Message = dict[str, str]
T = TypeVar("T")

# What a server may refuse with 400 or 422, from all of it to nothing.
_MANNERS: tuple[dict[str, Any], ...] = (
    {"temperature": 0, "response_format": {"type": "json_object"}},
    {"temperature": 0},
    {},
)
_NO_PROXY = {"http": "", "https": "", "all": ""}


class _Answer(NamedTuple):
    """`content`: only of 200. `wait`: the seconds that a busy server asks to wait, if these are few."""

    status: int
    content: bytes
    wait: int | None


class Client:
    """One server. Which parameters it refuses is learned once."""

    def __init__(self, settings: LanguageModelSettings, key: str | None) -> None:
        self._settings = settings
        self._key = key
        self._manner = 0

    def complete(self, messages: Sequence[Message], seconds: float) -> str:
        """What the model answers, within `seconds`.

        Raises:
            LanguageModelError: whatever went wrong.
        """
        deadline = time.monotonic() + seconds
        question = {"model": self._settings.model, "messages": list(messages), "stream": False}
        waits = 0
        while True:
            body = question | _MANNERS[self._manner]
            status, content, wait = self._ask("/chat/completions", body, deadline)
            if status in (400, 422) and self._manner + 1 < len(_MANNERS):
                self._manner += 1
                continue
            if wait is not None and waits < MOST_WAITS:
                waits += 1
                time.sleep(max(0.0, min(wait, deadline - time.monotonic())))
                continue
            self._check(status)
            return self._content(content)

    def models(self) -> list[str] | None:
        """The names of the models that are there; None where the server does not say.

        Raises:
            LanguageModelError: it does not answer, or refuses the key.
        """
        status, content, _ = self._ask("/models", None, time.monotonic() + self._settings.timeout)
        if status in (404, 405, 501):
            return None
        self._check(status)
        try:
            entries = json.loads(content)["data"]
            return [each["id"] for each in entries if isinstance(each["id"], str)]
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def _check(self, status: int) -> None:
        if status != 200:
            raise failures.of_status(status, self._settings, has_key=bool(self._key))

    def _content(self, content: bytes) -> str:
        try:
            text = json.loads(content)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError):
            raise failures.no_chat(self._settings) from None
        if not isinstance(text, str) or not text.strip():
            raise failures.empty(self._settings)
        return text

    def _ask(self, path: str, body: object, deadline: float) -> _Answer:
        left = deadline - time.monotonic()
        if left <= 0:
            raise failures.late(self._settings)
        headers = self._headers()
        return self._within(left, lambda: self._answer(path, body, headers, deadline))

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": f"repurpose/{__version__}", "Accept-Encoding": "identity"}
        if self._key:
            if not self._key.isascii() or not self._key.isprintable() or " " in self._key:
                raise failures.no_key()
            headers["Authorization"] = f"Bearer {self._key}"
        return headers

    def _answer(self, path: str, body: object, headers: dict[str, str], deadline: float) -> _Answer:
        import requests

        settings = self._settings
        with requests.Session() as session:
            session.auth = lambda request: request  # else it looks for a login in .netrc
            with session.request(
                "GET" if body is None else "POST",
                settings.url + path,
                json=body,
                headers=headers,
                timeout=settings.timeout,
                allow_redirects=False,
                stream=True,
                proxies=_NO_PROXY if settings.near else None,
            ) as answer:
                if answer.status_code != 200:
                    return _Answer(answer.status_code, b"", _wait(answer))
                return _Answer(200, self._bounded(answer, deadline), None)

    def _bounded(self, answer: Response, deadline: float) -> bytes:
        content = bytearray()
        for chunk in answer.iter_content(4096):
            content += chunk
            if len(content) > MOST_BYTES:
                raise failures.endless(self._settings)
            if time.monotonic() > deadline:
                raise failures.late(self._settings)
        return bytes(content)

    def _within(self, seconds: float, work: Callable[[], T]) -> T:
        """The work's result. Time-outs of sockets are between two bytes only: a server that sends
        one now and then would keep us forever."""
        done: queue.SimpleQueue[T | Exception] = queue.SimpleQueue()

        def run() -> None:
            try:
                done.put(work())
            except Exception as error:
                done.put(error)

        threading.Thread(target=run, name="language model", daemon=True).start()
        try:
            result = done.get(timeout=seconds)
        except queue.Empty:
            raise failures.late(self._settings) from None
        if isinstance(result, LanguageModelError):
            raise result
        if isinstance(result, Exception):
            raise failures.of_network(result, self._settings) from None
        return result


def _wait(answer: Response) -> int | None:
    told = answer.headers.get("Retry-After", "")
    if answer.status_code not in (429, 503) or not re.fullmatch(r"\d{1,4}", told, re.ASCII):
        return None
    return int(told) if int(told) <= LONGEST_WAIT else None
