"""What an answer, or the lack of one, tells: whether the request left, how long to wait, the words.

Sources: RFC 9110 (Retry-After); docs.x.com/x-api/fundamentals/rate-limits (x-rate-limit-…); X also
sends x-user-limit-24hour-… and x-app-limit-24hour-… for its daily limits. Mastodon sends X-RateLimit-…
with a time of ISO 8601 (docs.joinmastodon.org/api/rate-limits), Bluesky RateLimit-… with Unix seconds.
"""

from __future__ import annotations

import contextlib
import email.utils
import re
import ssl
import time
from datetime import UTC, datetime
from typing import Any

import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    SSLError,
)

LONGEST = 7 * 24 * 3600.0  # seconds; a wait that is longer is a fault of the platform
LIMITS = (
    "x-rate-limit",
    "x-user-limit-24hour",
    "x-app-limit-24hour",
    "x-ratelimit",
    "ratelimit",
)
# Each is raised before a connection stands; ProxyError only until the proxy is reached.
_NEVER_LEFT = (NewConnectionError, NameResolutionError, ConnectTimeoutError, ProxyError)
_HANDSHAKE = ("CERTIFICATE", "HANDSHAKE", "WRONG_VERSION", "PROTOCOL_VERSION", "UNKNOWN_CA")


def never_left(error: Exception) -> bool:
    """Whether a request failed before its first byte left."""
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(reason, SSLError):
        return _in_handshake(reason)
    return isinstance(reason, _NEVER_LEFT)


def _in_handshake(error: SSLError) -> bool:
    """Encryption can also break later, when the request is out."""
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return True
    return any(word in str(getattr(cause, "reason", "")) for word in _HANDSHAKE)


def asked_wait(answer: requests.Response) -> float | None:
    """Seconds until a platform that refuses takes more; None where it does not say."""
    after = answer.headers.get("Retry-After", "").strip()
    if (seconds := _number(after)) is not None:
        return min(seconds, LONGEST)
    resets = [reset for limit in LIMITS if (reset := _reset(answer, limit)) is not None]
    until = _moment(after) or exhausted_until(answer) or next(iter(resets), None)
    return None if until is None else min(max(0.0, until - time.time()) + 1, LONGEST)


def exhausted_until(answer: requests.Response) -> float | None:
    """When (Unix seconds) more calls are allowed, where this was the last one; else None."""
    spent = [limit for limit in LIMITS if answer.headers.get(f"{limit}-remaining") == "0"]
    resets = [reset for limit in spent if (reset := _reset(answer, limit)) is not None]
    return max(resets, default=None)


def _reset(answer: requests.Response, limit: str) -> float | None:
    said = answer.headers.get(f"{limit}-reset", "").strip()
    seconds = _number(said)
    if seconds is None and said:
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(said).timestamp()
    return seconds


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else None


def _moment(text: str) -> float | None:
    """An HTTP date in Unix seconds."""
    try:
        moment = email.utils.parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def document(answer: requests.Response) -> dict[str, Any]:
    """The JSON object of an answer; empty where there is none that can be read."""
    try:
        found = answer.json()
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def child(value: Any, *names: str) -> Any:
    """What stands at a path of names inside objects; None where it does not."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def words_of(answer: requests.Response, limit: int = 200) -> str:
    """What a refusal says: one line, nothing in it that a terminal would obey."""
    said = document(answer)
    names = ("detail", "message", "error_description", "error", "title")
    found = [said.get(key) for key in names]
    found += [child(said, "error", key) for key in ("error_user_msg", "message")]  # Meta, Google
    errors = said.get("errors")
    for error in errors if isinstance(errors, list) else ():
        found.append(error.get("message") if isinstance(error, dict) else error)
    if not said and "html" not in answer.headers.get("Content-Type", ""):
        found.append(answer.content[: 4 * limit].decode("utf-8", "replace"))
    words = next((word for word in found if isinstance(word, str) and word.strip()), "")
    shown = "".join(char if char.isprintable() else " " for char in words)
    return " ".join(shown.split())[:limit] or f"status {answer.status_code}"


def aware(text: Any) -> datetime:
    """A platform's ISO 8601 time; now where it gives none."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return datetime.now(UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
