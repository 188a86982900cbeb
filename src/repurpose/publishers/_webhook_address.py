"""Where a webhook is. The address is a permission in itself: it appears in no message."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

from repurpose.errors import LoginError
from repurpose.protocols import PublishContext
from repurpose.publishers import _login

_SHORTEST = 6  # characters of a piece of an address that could be a token


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address. `user` and `password`: what stood before its host; "" where nothing did."""

    url: str = field(repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    def asking(self, key: str) -> str:
        """The address that says whether a post is there."""
        parts = urlsplit(self.url)
        query = "&".join(filter(None, (parts.query, urlencode({"key": key}))))
        return urlunsplit(parts._replace(query=query))

    @property
    def hidden(self) -> tuple[str, ...]:
        """Whatever an answer could repeat of it, the longest first."""
        parts = urlsplit(self.url)
        pieces = [*parts.path.split("/"), *parts.query.replace("=", "&").split("&")]
        tokens = {each for piece in pieces for each in (piece, unquote(piece))}
        known = {self.url, parts.path, parts.path.strip("/"), parts.query, self.password, *tokens}
        return tuple(sorted((k for k in known if len(k) >= _SHORTEST), key=len, reverse=True))


def address(context: PublishContext, given: str) -> Address:
    """The address that the secret names: the whole of it, or what comes after `api_url`.

    Raises:
        LoginError: there is none, it is no address, or what it is would travel unencrypted.
    """
    where, variable = _login.label(context), _login.variable(context, "url")
    if not given:
        raise LoginError(
            "the webhook's address is missing",
            where=where,
            hint=f"repurpose login {where}; or set {variable}",
        )
    base = context.settings.get("api_url")
    if base and "://" not in given:
        given = f"{str(base).rstrip('/')}/{given.lstrip('/')}"
    hint = f"copy the whole address anew: repurpose login {where}; or set {variable}"
    try:
        parts = urlsplit(given)
        named = parts.hostname and parts.port != 0
    except ValueError:
        named = None
    if not named or parts.scheme not in ("http", "https"):
        raise LoginError("what is set is no web address", where=where, hint=hint)
    if parts.scheme != "https" and not _login.is_loopback(given):
        raise LoginError(
            "posts and the address itself would travel unencrypted",
            where=where,
            hint=f"it must begin with https://: repurpose login {where}; or set {variable}",
        )
    host = parts.netloc.rpartition("@")[2]
    return Address(
        url=urlunsplit(parts._replace(netloc=host, fragment="")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
