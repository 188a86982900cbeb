"""The one door to a platform: time-outs on everything, and outcomes named by who must act.

What could not leave is Unavailable. What left and was not answered is Uncertain where it creates a
post, and repeated where repeating does no harm.
"""

from __future__ import annotations

import io
import logging
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from repurpose import __version__
from repurpose.errors import PublishError, Rejected, Unavailable, Uncertain
from repurpose.publishers._answers import asked_wait, exhausted_until, never_left, words_of
from repurpose.publishers._login import is_loopback

MAX_ANSWER = 5_000_000  # bytes
RESUME = 308  # "Resume Incomplete", as Google has it
TRIES = 4  # of a request that may be repeated
SETTLING = "the next run asks before it sends anything: repurpose publish --due"


def wait(seconds: float) -> None:
    """All waiting goes through here; Ctrl-C ends it."""
    time.sleep(max(0.0, seconds))


def silence(*packages: str) -> None:
    """Switch the logs of packages off that write whole Authorization headers into them."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in packages:
            logging.getLogger(name).disabled = True


class Bearer(AuthBase):
    """A token in the Authorization header. Given as `auth`, no .netrc takes its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class NoLogin(AuthBase):
    """For addresses that are a permission in themselves. Given as `auth`, no .netrc adds one."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


@dataclass(kw_only=True)
class Door:
    """Calls one platform.

    Attributes:
        name: As people call it: "X".
        base: Its base address, without the slash at the end.
        auth: Signs each request.
        hidden: Secrets that are blotted out wherever the platform repeats them.
        domains: Besides the base address, where the login may go (by https).
        headers: Sent with each request.
        timeout: Seconds to wait for a connection and between bytes.
        patience: After so many seconds a call neither waits nor tries again.
        final: Looks at a refusal first; what it returns is raised and nothing is tried again.
        elsewhere: The same for an answer that sends to another address, which is never followed.
    """

    name: str
    base: str
    auth: AuthBase = field(repr=False)
    hidden: tuple[str, ...] = field(default=(), repr=False)
    domains: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout: float = 30.0
    patience: float = 60.0
    final: Callable[[requests.Response], PublishError | None] = lambda answer: None
    elsewhere: Callable[[requests.Response], PublishError | None] = lambda answer: None
    _session: requests.Session = field(default_factory=requests.Session, init=False, repr=False)
    _exhausted: dict[str, float] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        # Proxies and certificates of the environment count, but not on the way to this machine.
        self._session.trust_env = not is_loopback(self.base)

    def call(
        self, method: str, path: str, *, creates: bool = False, tries: int = TRIES,
        goes_on: bool = False, **more: Any,
    ) -> requests.Response:  # fmt: skip
        """One request, repeated where that does no harm. Returns any answer but 429 and 5xx.

        Args:
            path: Below the base address, or a whole address.
            creates: It makes a post: after it left it is never repeated here.
            tries: How often at most, where it may be repeated.
            goes_on: It is a piece of an upload: the answer 308 asks for the next one.

        Raises:
            Unavailable: not taken, or no answer to something that may be repeated later.
            Uncertain: no usable answer, and it `creates`.
            Rejected: it cannot be sent at all, or the platform sends it elsewhere.
        """
        url = self._address(path)
        lane = f"{method} {path.partition('?')[0]}"
        ends = time.monotonic() + self.patience
        self._await_allowance(lane, ends)
        for attempt in range(tries):
            left = ends - time.monotonic() if attempt < tries - 1 else 0.0
            answer = self._attempt(method, url, more, creates=creates, left=left)
            if answer is not None:
                self._note_allowance(lane, answer)
                if goes_on and answer.status_code == RESUME:
                    return answer
                if self._settled(answer, creates=creates, left=left):
                    return answer
            pause = 0.25 * 2**attempt * random.uniform(0.5, 1.0)  # noqa: S311
            wait(min(pause, left))
        raise AssertionError("the last attempt returns or raises")

    def said(self, answer: requests.Response) -> str:
        """What a refusal says, in one line and without our secrets."""
        words = words_of(answer)
        for secret in self.hidden:
            words = words.replace(secret, "…")
        return words

    # ── sending ──

    def _address(self, path: str) -> str:
        """The whole address of a path. A platform may name one itself; our login goes to no other
        platform's."""
        if path.startswith("/"):
            return self.base + path
        own, other = urlsplit(self.base), urlsplit(path)
        host = f".{other.hostname}"
        known = other.scheme == "https" and any(host.endswith(f".{d}") for d in self.domains)
        if known or (own.scheme, own.netloc) == (other.scheme, other.netloc):
            return path
        raise Rejected(
            f"{self.name} names an address that is not its own: {other.hostname}",
            hint="see api_url in repurpose.yaml",
        )

    def _attempt(
        self, method: str, url: str, more: Mapping[str, Any], *, creates: bool, left: float
    ) -> requests.Response | None:
        """The answer; None where there was none and the request may be sent again."""
        try:
            return self._send(method, url, more)
        except ValueError as error:  # nothing has left: the address or a header is not usable
            raise Rejected(
                f"{self.name} cannot be called: {type(error).__name__}",
                hint="see api_url in repurpose.yaml",
            ) from None
        except (requests.exceptions.RequestException, HTTPError) as error:
            self._raise_lost(error, creates=creates, left=left)
            return None

    def _send(self, method: str, url: str, more: Mapping[str, Any]) -> requests.Response:
        headers = {
            "User-Agent": f"repurpose-cli/{__version__}",
            **self.headers,
            **more.get("headers", {}),
        }
        sent = {**more, "headers": headers}
        if isinstance(data := more.get("data"), bytes):
            sent["data"] = io.BytesIO(data)  # sent in blocks: the time-out is for each, not for all
        answer = self._session.request(
            method, url, auth=self.auth, timeout=self.timeout, allow_redirects=False,
            stream=True, **sent,
        )  # fmt: skip
        body = bytearray()
        with answer:
            for piece in answer.iter_content(65536):
                body += piece
                if len(body) > MAX_ANSWER:
                    raise requests.exceptions.ContentDecodingError("the answer has no end")
        answer._content = bytes(body)
        return answer

    # ── outcomes ──

    def _raise_lost(self, error: Exception, *, creates: bool, left: float) -> None:
        """Raises, unless the request may be sent again."""
        if never_left(error):
            raise Unavailable(
                f"{self.name} cannot be reached", hint="see whether this machine is online"
            ) from None
        if creates:
            raise Uncertain(
                f"{self.name} gave no answer; the post may be live", hint=SETTLING
            ) from None
        if left <= 0:
            raise Unavailable(f"{self.name} gives no answer", hint="try again later") from None

    def _settled(self, answer: requests.Response, *, creates: bool, left: float) -> bool:
        """Whether an answer goes to the caller; else it is worth another try. May raise."""
        status = answer.status_code
        if 300 <= status < 400:
            raise self.elsewhere(answer) or Rejected(
                f"{self.name} sends this elsewhere ({status}){_whither(answer)}",
                hint="see api_url in repurpose.yaml",
            )
        if status >= 400 and (error := self.final(answer)) is not None:
            raise error
        if status == 429:
            self._wait_or_raise(asked_wait(answer), left)
            return False
        if status < 500 and status != 408:
            return True
        if creates:
            raise Uncertain(
                f"{self.name} has a fault of its own ({status}); the post may be live",
                hint=SETTLING,
            )
        asked = asked_wait(answer)
        if left <= 0 or (asked or 0.0) > left:
            raise Unavailable(
                f"{self.name} has a fault of its own ({status})", hint="try again later",
                retry_at=_from_now(asked),
            )  # fmt: skip
        wait(asked or 0.0)
        return False

    def _wait_or_raise(self, seconds: float | None, left: float) -> None:
        """Wait as long as the platform asks, if that is short."""
        if seconds is None or seconds > left or left <= 0:
            raise Unavailable(
                f"{self.name} takes no more for now (rate limit)",
                hint="it goes out later: repurpose publish --due",
                retry_at=_from_now(seconds),
            )
        wait(seconds)

    def _note_allowance(self, lane: str, answer: requests.Response) -> None:
        """Remember that the last call allowed was made, and until when there are no more."""
        until = exhausted_until(answer)
        if until is not None:
            self._exhausted[lane] = until

    def _await_allowance(self, lane: str, ends: float) -> None:
        seconds = self._exhausted.get(lane, 0.0) - time.time()
        if seconds > 0:
            self._wait_or_raise(seconds + 1, ends - time.monotonic())
            del self._exhausted[lane]


def _whither(answer: requests.Response) -> str:
    """The host that a platform sends to; "" where it names none."""
    there = urlsplit(answer.headers.get("Location", ""))
    named = re.fullmatch(r"[\w.:-]+", there.netloc)
    return f": to {there.scheme}://{there.netloc}" if named else ""


def _from_now(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.now(UTC) + timedelta(seconds=seconds)
