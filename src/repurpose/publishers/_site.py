"""What the firm's own sites share: the channels `blog` and `homepage`.

Each is a WordPress site or a folder of a static one, as the key `kind` says; without it, posts are handed
over, for a person to put up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol

from repurpose import channels
from repurpose.model import Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login
from repurpose.publishers._site_text import Markup

WORDPRESS = "wordpress"
# What people copy along with a site's address.
_OF_WORDPRESS = re.compile(r"/(wp-json|wp-admin|wp-login\.php)(/.*)?$|/+$")
FOLDERS = ("hugo", "jekyll", "eleventy", "folder")

OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "kind": {
        "enum": [WORDPRESS, *FOLDERS],
        "description": "WordPress, the folder of a static site, or one of plain HTML; without it you put "
        "posts up.",
    },
    "api_url": {
        "type": "string",
        "pattern": r"^https?://[^\s/?#@]+(/[^\s?#]*)?$",
        "errorMessage": "is not the address of a site; write e.g. https://www.example.com",
        "description": "WordPress: the site's address, as a visitor types it.",
        "x-required": [WORDPRESS],
        "examples": ["https://www.example.com"],
    },
    "user": {
        "type": "string",
        "pattern": r"^[^:\s]([^:]*[^:\s])?$",
        "errorMessage": "is not a user name; write the one you log in to WordPress with",
        "description": "WordPress: the name you log in with.",
        "x-required": [WORDPRESS],
        "examples": ["anna"],
    },
    "status": {
        "enum": ["publish", "draft"],
        "default": "publish",
        "description": "Whether posts are live at once, or drafts on the site that you publish there.",
    },
    "categories": {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "uniqueItems": True,
        "description": "The categories of each post, by name.",
        "examples": [["News"]],
    },
    "featured": {
        "type": "boolean",
        "default": True,
        "description": "WordPress: the picture is the featured image; false puts it above the text.",
    },
    "folder": {
        "type": "string",
        "minLength": 1,
        "x-folder": True,
        "description": "The folder of the static site, where its configuration is.",
        "x-required": list(FOLDERS),
        "examples": ["../website"],
    },
    "page": {
        "type": "string",
        "pattern": r"^(?!/)(?!.*\.\.)[^\\]*\{slug\}[^\\]*\.(md|markdown|html)$",
        "errorMessage": "is not the pattern of a page; write e.g. content/posts/{date}-{slug}.md",
        "description": "Static sites: where in the folder a post's page goes; also {year}, {month}, {day} "
        "and {language}.",
        "examples": ["content/posts/{date}-{slug}/index.md"],
    },
    "media": {
        "type": "string",
        "pattern": r"^(?!/)(?!.*\.\.)[^\\{}]+$",
        "errorMessage": "is not a folder of the site; write e.g. assets/images",
        "description": "Static sites: where in the folder pictures go; else beside the page.",
        "examples": ["assets/images"],
    },
    "address": {
        "type": "string",
        "pattern": r"^https?://[^\s/?#@]+/\S*$",
        "errorMessage": "is not the pattern of an address; write e.g. "
        "https://www.example.com/posts/{date}-{slug}/",
        "description": "Static sites: the address that a page gets, with the words of `page`.",
        "examples": ["https://www.example.com/posts/{date}-{slug}/"],
    },
    "layout": {
        "type": "string",
        "pattern": r"^(?!/)(?!.*\.\.)[^\\]+$",
        "errorMessage": "is not a file of the folder; write e.g. layout.html",
        "description": "Plain folder: a page of yours with {{ title }} and {{ content }} where they go.",
        "examples": ["layout.html"],
    },
    "git": {
        "enum": ["none", "commit", "push"],
        "default": "none",
        "description": "Static sites: whether the new files are committed, or the commit pushed as well.",
    },
}

SECRETS = (
    Secret(
        name="application_password",
        description="an application password of WordPress (Users, Profile, Application Passwords)",
        kinds=(WORDPRESS,),
    ),
)


def base_of(address: str) -> str:
    """A WordPress site's address without what is WordPress's own, and the slash at its end."""
    return _OF_WORDPRESS.sub("", address.strip())


class Destination(Protocol):
    """One kind of site. Its methods are those of a publisher."""

    def publish(self, post: Post, key: str) -> Receipt: ...

    def upload(self, post: Post) -> tuple[str, ...]: ...

    def find(self, post: Post, key: str) -> Receipt | None: ...

    def standing(self, since: datetime) -> Iterator[Standing]: ...

    def delete(self, remote_id: str) -> None: ...

    def verify(self) -> str: ...


class Site:
    """A site of the firm's own. `markup` is what its template writes."""

    rules: ClassVar[Rules]
    markup: ClassVar[Markup]
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = OPTIONS
    secrets: ClassVar[Sequence[Secret]] = SECRETS
    duplicate_window: ClassVar[int] = 0

    @classmethod
    def lacks(cls, context: PublishContext) -> str | None:
        if context.settings.get("kind"):
            return None
        return f"channels.{_login.label(context)}.kind does not say where they go"

    def __init__(self, context: PublishContext) -> None:
        self._destination = _destination(context, self.rules, self.markup)

    def __init_subclass__(cls, channel: str, markup: Markup) -> None:
        cls.rules, cls.markup = channels.rules_of(channel), markup

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._destination!r}>"

    @classmethod
    def login_page(cls, settings: Mapping[str, Any]) -> str | None:
        """Where WordPress makes an application password for a program
        (developer.wordpress.org/advanced-administration/security/application-passwords)."""
        if settings.get("kind") != WORDPRESS or not settings.get("api_url"):
            return None
        name = f"repurpose-{datetime.now().astimezone():%Y-%m-%d-%H%M}"  # WordPress wants it unique
        page = "wp-admin/authorize-application.php"
        return f"{base_of(str(settings['api_url']))}/{page}?app_name={name}"

    @classmethod
    def rehearsed(cls, settings: Mapping[str, Any], folder: Path) -> Mapping[str, Any] | None:
        """A static site is tried in a folder of its own, without git."""
        if settings.get("kind") not in FOLDERS:
            return None
        from repurpose.publishers._site_kinds import KINDS

        kind = KINDS[str(settings["kind"])]
        folder.mkdir(parents=True, exist_ok=True)
        for mark in kind.marks[:1]:
            (folder / mark).touch()
        page = str(settings.get("page") or kind.page)
        return {
            **settings,
            "folder": str(folder),
            "git": "none",
            "address": f"{folder.absolute().as_uri()}/{page}",
            "layout": None,
        }

    def publish(self, post: Post, key: str) -> Receipt:
        return self._destination.publish(post, key)

    def upload(self, post: Post) -> tuple[str, ...]:
        return self._destination.upload(post)

    def find(self, post: Post, key: str) -> Receipt | None:
        return self._destination.find(post, key)

    def standing(self, since: datetime) -> Iterator[Standing]:
        return self._destination.standing(since)

    def delete(self, remote_id: str) -> None:
        self._destination.delete(remote_id)

    def verify(self) -> str:
        """The user's name on the site, or what became of the look at the folder."""
        return self._destination.verify()


def _destination(context: PublishContext, rules: Rules, markup: Markup) -> Destination:
    if context.settings.get("kind") == WORDPRESS:
        from repurpose.publishers._wordpress import WordPress

        return WordPress(context, rules, markup)
    from repurpose.publishers._site_folder import Folder

    return Folder(context, rules, markup)
