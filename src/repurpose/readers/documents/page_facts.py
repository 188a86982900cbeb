"""What a web page says of itself: title, author, date, language (https://ogp.me, https://schema.org,
https://html.spec.whatwg.org/multipage/semantics.html#the-meta-element)."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SITE = re.compile(r"\s+[|–—·»:-]\s+[^|–—·»]{1,40}$")  # "Title | The firm"
_ARTICLES = ("article", "newsarticle", "blogposting", "report", "techarticle", "webpage")


class Facts(NamedTuple):
    """`title` is empty, the others None, where the page does not say."""

    title: str = ""
    author: str | None = None
    date: str | None = None
    language: str | None = None


def facts(root: Any) -> Facts:
    """From the head of a page."""
    meta = _meta(root)
    said = _article(root)
    title = meta.get("og:title") or _word(said.get("headline")) or _title(root)
    author = _person(said.get("author")) or meta.get("author") or meta.get("article:author")
    days = (
        said.get("datePublished"), meta.get("article:published_time"), meta.get("date"),
        meta.get("dcterms.date"), *(time.get("datetime") for time in root.iter("time")),
    )  # fmt: skip
    language = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()
    return Facts(
        title=title,
        author=author if author and "://" not in author else None,
        date=next((day for each in days if (day := _day(each))), None),
        language=language if _LANGUAGE.fullmatch(language) else None,
    )


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in root.iter("meta"):
        name = (entry.get("property") or entry.get("name") or "").strip().lower()
        if name and (content := _word(entry.get("content"))):
            found.setdefault(name, content)
    return found


def _article(root: Any) -> dict[str, Any]:
    """What the page says in JSON-LD of the article that it is."""
    for script in root.iter("script"):
        if script.get("type", "").lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            entry = waiting.pop(0)
            if isinstance(entry, list):
                waiting += entry[:100]
            elif isinstance(entry, dict):
                waiting += (
                    entry.get("@graph", [])[:100] if isinstance(entry.get("@graph"), list) else []
                )
                if str(entry.get("@type", "")).lower() in _ARTICLES:
                    return entry
    return {}


def _title(root: Any) -> str:
    headings = [_word(h.text_content()) for h in root.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    element = root.find(".//title")
    return _SITE.sub("", _word(element.text_content())) if element is not None else ""


def _person(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_person, value[:5])))
    return _word(value.get("name")) if isinstance(value, dict) else _word(value)


def _word(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(value: Any) -> str | None:
    match = _DATE.match(value.strip()) if isinstance(value, str) else None
    return match[0] if match else None
