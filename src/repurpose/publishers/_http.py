"""The one door to a platform: time-outs on everything, and outcomes named by who must act.

What could not leave is Unavailable. What left and was not answered is Uncertain where it creates a
post, and repeated where repeating does no harm.
"""

from __future__ import annotations

import email.utils
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from requests.auth import AuthBase
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from repurpose import __version__
from repurpose.errors import PublishError, Rejected, Unavailable, Uncertain

MAX_ANSWER = 5_000_000  # bytes
TRIES = 4  # of a request that may be repeated
_NEVER_LEFT = (NewConnectionError, NameResolutionError, ConnectTimeoutError)
_LOST = (
    requests.exceptions.ConnectionError,
    requests.exceptions.Timeout,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)


class Bearer(AuthBase):
    """A token in the Authorization header. Given as `auth`, no .netrc takes its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


@dataclass(kw_only=True)
class Door:
    """Calls one platform.

    Attributes:
        name: As people call it: "X".
        base: Its base address, without the slash at the end.
        auth: Signs each request.
        headers: Sent with each request.
        timeout: Seconds to wait for a connection and between bytes.
        patience: The most seconds to wait for a platform that asks to wait.
        final: Looks at a refusal first; what it returns is raised and nothing is tried again.
    """

    name: str
    base: str
    auth: AuthBase = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout: float = 30.0
    patience: float = 60.0
    final: Callable[[requests.Response], PublishError | None] = lambda answer: None
    _session: requests.Session = field(default_factory=requests.Session, init=False, repr=False)
    _exhausted_until: dict[str, float] = field(default_factory=dict, init=False, repr=False)

    def call(
        self, method: str, path: str, *, creates: bool = False, signed: bool = True, **more: Any
    ) -> requests.Response:
        """One request, repeated where that does no harm. Returns any answer but 429 and 5xx.

        Args:
            path: Below the base address, or a whole address.
            creates: It makes a post: after it left it is never repeated here.
            signed: Whether `auth` goes along; never to another host.

        Raises:
            Unavailable: not taken, or no answer to something that may be repeated later.
            Uncertain: no usable answer, and it `creates`.
        """
        url = path if path.startswith(("http://", "https://")) else self.base + path
        self._await_allowance(path)
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            try:
                answer = self._send(method, url, signed, more)
            except _LOST as error:
                self._raise_lost(error, creates=creates, last=last)
                self._pause(attempt)
                continue
            except requests.exceptions.RequestException as error:
                raise Rejected(
                    f"{self.name} cannot be called: {type(error).__name__}",
                    hint="see the address: api_url in repurpose.yaml",
                ) from None
            self._note_allowance(path, answer)
            if self._settled(answer, creates=creates, last=last):
                return answer
            self._pause(attempt)
        raise AssertionError("the last attempt returns or raises")

    def _send(
        self, method: str, url: str, signed: bool, more: Mapping[str, Any]
    ) -> requests.Response:
        headers = {
            "User-Agent": f"repurpose-cli/{__version__}",
            **self.headers,
            **more.get("headers", {}),
        }
        answer = self._session.request(
            method, url, auth=self.auth if signed else None, timeout=self.timeout,
            allow_redirects=False, stream=True, **{**more, "headers": headers},
        )  # fmt: skip
        with answer:
            body = b""
            for piece in answer.iter_content(65536):
                body += piece
                if len(body) > MAX_ANSWER:
                    raise requests.exceptions.ContentDecodingError("the answer has no end")
        answer._content = body
        return answer

    def _raise_lost(self, error: Exception, *, creates: bool, last: bool) -> None:
        """Raises, unless the request may be sent again."""
        if _never_left(error):
            raise Unavailable(
                f"{self.name} cannot be reached", hint="see whether this machine is online"
            ) from None
        if creates:
            raise Uncertain(
                f"{self.name} gave no answer; the post may be live",
                hint="the next run asks before it sends anything: repurpose publish --due",
            ) from None
        if last:
            raise Unavailable(f"{self.name} gives no answer", hint="try again later") from None

    def _settled(self, answer: requests.Response, *, creates: bool, last: bool) -> bool:
        """Whether an answer goes to the caller; else it is worth another try. May raise."""
        status = answer.status_code
        if 300 <= status < 400:
            raise Rejected(
                f"{self.name} sends this elsewhere ({status})", hint="see api_url in repurpose.yaml"
            )
        if status >= 400 and (error := self.final(answer)) is not None:
            raise error
        if status == 429:
            self._wait_or_raise(_asked_wait(answer), last=last)
            return False
        if status < 500:
            return True
        if creates:
            raise Uncertain(
                f"{self.name} has a fault of its own ({status}); the post may be live",
                hint="the next run asks before it sends anything: repurpose publish --due",
            )
        if last:
            raise Unavailable(f"{self.name} has a fault of its own ({status})", hint="try later")
        return False

    def _wait_or_raise(self, seconds: float | None, *, last: bool = False) -> None:
        """Wait as long as the platform asks, if that is short."""
        if seconds is None or seconds > self.patience or last:
            later = None if seconds is None else datetime.now(UTC) + timedelta(seconds=seconds)
            raise Unavailable(
                f"{self.name} takes no more for now (rate limit)",
                hint="it goes out later: repurpose publish --due",
                retry_at=later,
            )
        time.sleep(seconds)

    def _pause(self, attempt: int) -> None:
        time.sleep(min(8.0, 0.5 * 2**attempt) * random.uniform(0.5, 1.0))  # noqa: S311

    def _note_allowance(self, path: str, answer: requests.Response) -> None:
        """Remember that the last call allowed was made, and until when there are no more."""
        if answer.headers.get("x-rate-limit-remaining") == "0":
            reset = answer.headers.get("x-rate-limit-reset", "")
            if reset.isdigit():
                self._exhausted_until[path] = float(reset)

    def _await_allowance(self, path: str) -> None:
        until = self._exhausted_until.pop(path, 0.0)
        if until > time.time():
            self._wait_or_raise(until - time.time() + 1)


def _never_left(error: Exception) -> bool:
    """Whether a request failed before a connection stood."""
    if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, _NEVER_LEFT)


def _asked_wait(answer: requests.Response) -> float | None:
    """Seconds until a platform that refuses (429) takes more; None where it does not say."""
    after = answer.headers.get("Retry-After", "")
    if after.isdigit():
        return float(after)
    if after:
        try:
            moment = email.utils.parsedate_to_datetime(after)
        except ValueError:
            return None
        return max(0.0, (moment - datetime.now(moment.tzinfo)).total_seconds())
    reset = answer.headers.get("x-rate-limit-reset", "")
    return max(0.0, float(reset) - time.time()) + 1 if reset.isdigit() else None


def words_of(answer: requests.Response, limit: int = 200) -> str:
    """What a refusal says, in one line."""
    try:
        document = answer.json()
    except ValueError:
        return " ".join(answer.text.split())[:limit] or f"status {answer.status_code}"
    if not isinstance(document, dict):
        return f"status {answer.status_code}"
    found = [document.get(key) for key in ("detail", "message", "error_description", "title")]
    for error in document.get("errors") or ():
        found.append(error.get("message") if isinstance(error, dict) else error)
    words = next((word for word in found if isinstance(word, str) and word), "")
    return " ".join(words.split())[:limit] or f"status {answer.status_code}"
