"""WordPress's REST API: where a site has it, and one call of it.

Sources: developer.wordpress.org/rest-api (discovery, global parameters, application passwords), and answers
of WordPress 6.1.9.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from repurpose.errors import ConfigError, LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.protocols import PublishContext
from repurpose.publishers import _login
from repurpose.publishers._site import base_of

if TYPE_CHECKING:
    import requests

    from repurpose.publishers._http import Door

PRETTY, PLAIN = "/wp-json", "/?rest_route="  # the second on sites without permalinks
_INDEX = "name,namespaces,authentication"
SECRET = "application_password"  # noqa: S105 - its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What a site says of its API.

    Attributes:
        name: The site's, as HTML.
        prefix: What an address of the API begins with.
        namespaces: "wp/v2", and those of plug-ins.
    """

    name: str
    prefix: str
    namespaces: tuple[str, ...]


class Rest:
    """One user of one site.

    Raises:
        ConfigError: the address or the user is not set, or the login would travel unencrypted.
        LoginError: the application password is missing.
    """

    def __init__(self, context: PublishContext) -> None:
        self.label = _login.label(context)
        self.variable = _login.variable(context, SECRET)
        self.user = self._set(context, "user")
        address = base_of(self._set(context, "api_url"))
        self.base = _login.address(replace(context, settings={"api_url": address}), "")
        self._context = context
        # It is shown in groups of four letters; WordPress passes over the spaces.
        bare = replace(context, secret=lambda name: "".join((context.secret(name) or "").split()))
        self._password = _login.secrets(bare, [SECRET]).get(SECRET, "")
        if not self._password:
            raise LoginError(
                "the login of WordPress is missing",
                where=self.label,
                hint=f"repurpose login {self.label}; or make an application password (in WordPress: Users, "
                f"Profile) and set {self.variable}",
            )

    def _set(self, context: PublishContext, key: str) -> str:
        value = str(context.settings.get(key) or "").strip()
        if not value:
            raise ConfigError(
                f"{key} is not set",
                where=f"channels.{self.label}",
                hint=f"set channels.{self.label}.{key} in repurpose.yaml",
            )
        return value

    @cached_property
    def index(self) -> Index:
        """Found at the first call.

        Raises:
            Rejected: there is no WordPress with an API at the address.
            LoginError: it takes no application passwords.
        """
        for prefix in (PRETTY, PLAIN):
            answer = self._door.call("GET", f"{prefix}/", params={"_fields": _INDEX})
            found = _parsed(answer)
            if isinstance(found, dict) and "namespaces" in found:
                return self._usable(found, prefix)
            if answer.status_code in (401, 403):
                raise self.refusal(answer)
        raise Rejected(
            "there is no WordPress with a REST API at this address",
            where=f"channels.{self.label}.api_url",
            hint=f"open {self.base}{PRETTY}/ in a browser; a security plug-in may have switched it off",
        )

    def _usable(self, found: dict[str, Any], prefix: str) -> Index:
        if not found.get("authentication"):
            raise LoginError(
                "the site takes no application passwords",
                where=self.label,
                hint="allow them: a security plug-in may have switched them off (Wordfence: Firewall, "
                "Brute Force Protection), or the site is not on https",
            )
        return Index(
            name=str(found.get("name", "")),
            prefix=prefix,
            namespaces=tuple(map(str, found["namespaces"])),
        )

    def ask(
        self, method: str, route: str, *, creates: bool = False, tries: int = 4, **more: Any
    ) -> requests.Response:
        """The answer, a refusal too. `route`: "/wp/v2/posts"."""
        path = f"{self.index.prefix}{route}"
        return self._door.call(method, path, creates=creates, tries=tries, **more)

    def call(
        self, method: str, route: str, *, creates: bool = False, tries: int = 4, **more: Any
    ) -> Any:
        """The document of a good answer. Raises for all others."""
        answer = self.ask(method, route, creates=creates, tries=tries, **more)
        if answer.status_code >= 400:
            raise self.refusal(answer)
        found = _parsed(answer)
        if found is not None:
            return found
        if creates:
            from repurpose.publishers._http import SETTLING

            raise Uncertain(
                "WordPress gave an answer that cannot be read; the post may be live", hint=SETTLING
            )
        raise Unavailable("WordPress gave an answer that cannot be read", hint="try again later")

    def refusal(self, answer: requests.Response) -> PublishError:
        """A refusal as an error."""
        from repurpose.publishers._wordpress_refusals import refusal

        words = self._door.said(answer)
        return refusal(answer, words, self.label, variable=self.variable, user=self.user)

    @cached_property
    def _door(self) -> Door:
        from requests.auth import HTTPBasicAuth

        from repurpose.publishers._http import Door
        from repurpose.publishers._wordpress_refusals import final

        pair = f"{self.user}:{self._password}".encode()
        return Door(
            name=f"WordPress ({urlsplit(self.base).hostname})",
            base=self.base,
            auth=HTTPBasicAuth(self.user.encode(), self._password.encode()),
            hidden=(self._password, base64.b64encode(pair).decode()),
            headers={"Cache-Control": "no-cache"},
            timeout=self._context.timeout,
            patience=self._context.patience,
            final=lambda answer: final(answer, self._door.said(answer), self.label),
        )


def _parsed(answer: requests.Response) -> Any:
    """The JSON of an answer, also behind warnings that PHP wrote before it; None where there is none."""
    text = answer.content.decode("utf-8", "replace").lstrip("\ufeff")
    starts = [at for sign in ("{", "[") if (at := text.find(sign)) >= 0]
    for start in sorted({0, *starts}):
        try:
            found, _ = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict | list):
            return found
    return None
