"""Where logins are kept: in the system's keyring, or in a file that only its owner may read.

The outbox's folder is part of the name in the keyring: who works for several firms has several folders,
and a login of one is never used for another.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from repurpose.errors import RepurposeError
from repurpose.keyrings import keyring

SERVICE = "repurpose"
FILE = "logins.json"
_MOMENTS = ("expires_at", "ends_at", "renews_at")
_USELESS = ("fail", "null")  # backends of `keyring` that keep nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A login.

    Attributes:
        values: The secrets by their names.
        expires_at: When the access token ends (aware); None: never, or nobody said.
        ends_at: When the login as a whole ends and a person must log in again; None: not foreseeable.
        renews_at: From when on the access token is made new with itself, while it is good (Instagram,
            Threads); None: it cannot be.
    """

    values: Mapping[str, str] = field(repr=False)
    expires_at: datetime | None = None
    ends_at: datetime | None = None
    renews_at: datetime | None = None

    def is_stale(self, now: datetime, margin: timedelta = timedelta(minutes=5)) -> bool:
        """Whether the access token ends within `margin`."""
        return self.expires_at is not None and now >= self.expires_at - margin

    def is_renewable(self, now: datetime) -> bool:
        """Whether it is time to make the access token new with itself."""
        return self.renews_at is not None and now >= self.renews_at and not self.is_stale(now)


class Logins:
    """The logins of one outbox, and the secrets that stand alone in the keyring.

    A keyring may ask the user each time, so that each entry is read once; and one that is locked or
    broken is asked once, too.

    Args:
        state: The outbox's folder.
    """

    def __init__(self, state: Path) -> None:
        self.state = state
        self._found: dict[str, Kept | None] = {}
        self._alone: dict[str, str | None] = {}
        self._mute = False

    @property
    def in_keyring(self) -> bool:
        """Whether there is a keyring to keep them in."""
        try:
            module = type(keyring().get_keyring()).__module__
        except Exception:  # backends raise whatever their system gives them
            return False
        return not module.endswith(_USELESS)

    @property
    def place(self) -> str:
        """Where they are kept, in words."""
        return "the system's keyring" if self.in_keyring else str(self._file)

    def get(self, label: str) -> Kept | None:
        """The login of a channel's account ("linkedin:acme")."""
        if label not in self._found:
            self._found[label] = _read(self._from_keyring(label) or self._from_file().get(label))
        return self._found[label]

    def again(self, label: str) -> Kept | None:
        """As `get`, but as another run may have changed it."""
        self._found.pop(label, None)
        return self.get(label)

    def alone(self, user: str) -> str | None:
        """What `keyring set repurpose USER` put there, without the white space around it."""
        if user not in self._alone:
            self._alone[user] = (self._asked(user) or "").strip() or None
        return self._alone[user]

    def keep(self, label: str, kept: Kept) -> None:
        """Keep a login; an older one of the account is replaced.

        Raises:
            RepurposeError: it cannot be kept.
        """
        text = _written(kept)
        if self.in_keyring:
            try:
                keyring().set_password(SERVICE, self._user(label), text)
            except Exception as error:
                raise RepurposeError(
                    f"the keyring does not keep the login: {type(error).__name__}",
                    where=label,
                    hint="unlock it; or set PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring "
                    "for a file instead",
                ) from None
        else:
            self._write({**self._from_file(), label: text})
        self._found[label] = kept

    def forget(self, label: str) -> bool:
        """Forget a login; whether there was one."""
        known = self.get(label) is not None
        if self._from_keyring(label):
            keyring().delete_password(SERVICE, self._user(label))
        others = {name: text for name, text in self._from_file().items() if name != label}
        if others != self._from_file():
            self._write(others)
        self._found[label] = None
        return known

    def _user(self, label: str) -> str:
        folder = hashlib.sha256(str(self.state.resolve()).encode()).hexdigest()[:12]
        return f"{label}@{folder}"

    def _from_keyring(self, label: str) -> str | None:
        return self._asked(self._user(label))

    def _asked(self, user: str) -> str | None:
        if self._mute:
            return None
        try:
            found: str | None = keyring().get_password(SERVICE, user)
        except Exception:  # missing, locked or broken: as if there were none
            self._mute = True
            return None
        return found

    @property
    def _file(self) -> Path:
        return self.state / FILE

    def _from_file(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def _write(self, texts: Mapping[str, str]) -> None:
        """All of it or nothing, and for nobody else's eyes at any time."""
        part = self._file.with_suffix(".part")
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(dict(texts), file)
            part.replace(self._file)
        except OSError as error:
            raise RepurposeError(
                f"the login cannot be kept: {error.strerror}",
                where=str(self._file),
                hint="give yourself the right to write there",
            ) from error


def _written(kept: Kept) -> str:
    moments = {name: getattr(kept, name) for name in _MOMENTS}
    found: dict[str, Any] = {"values": dict(kept.values)}
    found |= {name: moment.isoformat() for name, moment in moments.items() if moment}
    return json.dumps(found)


def _read(text: str | None) -> Kept | None:
    try:
        found = json.loads(text or "")
        moments = {
            name: datetime.fromisoformat(found[name]).astimezone(UTC)
            for name in _MOMENTS
            if name in found
        }
        return Kept(values={str(k): str(v) for k, v in found["values"].items()}, **moments)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
