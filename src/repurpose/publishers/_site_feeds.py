"""The feeds of a plain folder: feed.json, which is also the record of what stands there; and what is made of
it, feed.xml and a page that lists the posts, index.html, unless the site has one of its own.

Sources: jsonfeed.org/version/1.1; RFC 4287 (Atom). What others put into feed.json stays in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from repurpose.errors import Rejected
from repurpose.publishers import _site_files
from repurpose.publishers._site_html import OURS, content_of, list_page
from repurpose.publishers._site_kinds import Page
from repurpose.publishers._site_text import summary_of

MOST = 50  # items
VERSION = "https://jsonfeed.org/version/1.1"
_ATOM = "http://www.w3.org/2005/Atom"


class Feeds:
    """Both feeds and the list of one folder.

    Args:
        layout: The site's own layout, for the list.
        base: The address of the folder, with the slash at its end; "" where it is not known.
        home: The address of the site.
    """

    def __init__(self, folder: Path, base: str, home: str, layout: Path | None) -> None:
        self._json, self._xml = folder / "feed.json", folder / "feed.xml"
        self._list, self._layout = folder / "index.html", layout
        self._base, self._home = base, home

    @property
    def files(self) -> list[Path]:
        return [self._json, self._xml, *([self._list] if self._is_list_ours() else [])]

    def _is_list_ours(self) -> bool:
        try:
            return OURS in self._list.read_text("utf-8", "replace")
        except OSError:
            return not self._list.exists()

    def check(self) -> None:
        """Raises Rejected where feed.json is not what it should be."""
        self._read()

    def has(self, page: str) -> bool:
        """Whether a page stands in both. `page`: its path from the folder."""
        item = next((each for each in self._items() if _page_of(each) == page), None)
        if item is None or not self._xml.is_file():
            return False
        return _text(str(item["id"])) in self._xml.read_text("utf-8")

    def add(self, made: Page, page: str, address: str) -> None:
        """A page goes to the top, unless it stands there. Raises OSError."""
        feed = self._read()
        if not any(_page_of(each) == page for each in feed["items"]):
            feed["items"].insert(0, _item(made, page, address))
            del feed["items"][MOST:]
        self._write(feed)

    def remove(self, page: str) -> bool:
        """Whether it stood there. Raises OSError."""
        feed = self._read()
        left = [each for each in feed["items"] if _page_of(each) != page]
        if len(left) == len(feed["items"]):
            return False
        self._write({**feed, "items": left})
        return True

    def _items(self) -> list[dict[str, Any]]:
        return list(self._read()["items"])

    def _read(self) -> dict[str, Any]:
        if not self._json.exists():
            title = urlsplit(self._home).hostname or self._json.parent.name
            return {"version": VERSION, "title": title, "home_page_url": self._home, "items": []}
        try:
            feed = json.loads(self._json.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise self._unreadable() from error
        items = feed.get("items") if isinstance(feed, dict) else None
        if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
            raise self._unreadable()
        return dict(feed)

    def _unreadable(self) -> Rejected:
        return Rejected(
            "is not a JSON Feed that can be read",
            where=str(self._json),
            hint="repair it, or put it away: a new one is made then",
        )

    def _write(self, feed: dict[str, Any]) -> None:
        if self._base:
            feed.setdefault("feed_url", f"{self._base}feed.json")
        text = json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
        _site_files.write(self._json, text.encode())
        if self._is_list_ours():
            _site_files.write(self._list, list_page(feed, self._layout).encode())
        _site_files.write(self._xml, self._atom(feed))  # the last: it says that all is there

    def _atom(self, feed: Mapping[str, Any]) -> bytes:
        from lxml import etree

        def tag(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
            child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
            child.text = _clean(text) or None
            return child

        items = [each for each in feed["items"] if each.get("url")]
        root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
        title = str(feed.get("title", ""))
        tag(root, "title", title)
        tag(root, "id", self._base or self._home)
        moments = [str(each.get("date_published", "")) for each in items]
        tag(
            root, "updated", max(moments, default="") or datetime.now(UTC).isoformat("T", "seconds")
        )
        tag(tag(root, "author"), "name", title)
        tag(root, "link", rel="alternate", href=self._home)
        if self._base:
            tag(root, "link", rel="self", href=f"{self._base}feed.xml")
        for each, moment in zip(items, moments, strict=True):
            entry = tag(root, "entry")
            tag(entry, "title", str(each.get("title", "")))
            tag(entry, "id", str(each["id"]))
            tag(entry, "link", rel="alternate", href=str(each["url"]))
            tag(entry, "published", moment)
            tag(entry, "updated", moment)
            if each.get("summary"):
                tag(entry, "summary", str(each["summary"]))
            for word in each.get("tags", ()):
                tag(entry, "category", term=str(word))
            tag(entry, "content", str(each.get("content_html", "")), type="html")
        return bytes(
            etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
        )


def _item(made: Page, page: str, address: str) -> dict[str, Any]:
    whole = replace(made, pictures=[urljoin(address, at) for at in made.pictures])
    item = {
        "id": address,
        "url": address,
        "title": made.title,
        "content_html": content_of(whole),
        "summary": summary_of(made.part, made.markup),
        "image": next(iter(whole.pictures), ""),
        "date_published": made.day.replace(microsecond=0).isoformat(),
        "tags": list(made.part.tags),
        "language": "" if made.language == "und" else made.language,
    }
    return {name: value for name, value in item.items() if value} | {"_repurpose": {"page": page}}


def _page_of(item: Mapping[str, Any]) -> str:
    own = item.get("_repurpose")
    return str(own.get("page", "")) if isinstance(own, dict) else ""


def _text(words: str) -> str:
    """As it stands in XML."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or ord(c) >= 32)
