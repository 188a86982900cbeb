"""Pages of the web, saved or fetched: the main text, without what surrounds it on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.readers.documents import page_text
from repurpose.readers.documents.page_facts import facts
from repurpose.text.language import recognise

MAX_BYTES = 20_000_000
MAX_TAGS = 500_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_LEAST = 200  # characters of a main text


class HtmlReader:
    """Headings, paragraphs, items of lists, tables, quotations, captions of pictures."""

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")

    def read(self, path: Path, context: ReadContext) -> Asset:
        root = _parsed(path)
        segments = tuple(page_text.segments(_main(root)))
        if not segments:
            raise SourceError(
                "holds no text: it may be made by scripts in the browser",
                where=str(path),
                hint="save the page in the browser as “web page, complete”, or copy its text",
            )
        about = facts(root)
        heading = next((s.text for s in segments if s.role == "title"), "")
        found = recognise("\n".join(s.text for s in segments))
        return Asset(
            path=path,
            kind="page",
            title=about.title or heading or path.stem,
            language=context.language or (about.language if found == "und" else found) or "und",
            sha256=files.sha256(path),
            segments=segments,
            author=about.author,
            date=about.date,
        )


def _parsed(path: Path) -> Any:
    from lxml import etree, html

    content = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    if not content or content.count(b"<") > MAX_TAGS:
        raise SourceError(
            "is larger than any page of the web", where=str(path), hint="is it the right file?"
        )
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_decoded(content, path), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError("holds no text", where=str(path), hint="is it the right file?") from error
    return root


def _decoded(content: bytes, path: Path) -> str:
    """By the mark at its beginning, as UTF-8, or as the page says of itself."""
    declared = _CHARSET.search(content[:4096])
    text = None
    if declared is not None and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = content.decode(declared[1].decode("ascii"), errors="replace")
            except LookupError:
                text = None
    text = files.text_of(path) if text is None else text
    return _DECLARATION.sub("", page_text.printable(text))


def _main(root: Any) -> Any:
    """The element that holds what the page is about.

    The page says so itself (main, article), or it is told by how much running text each part has
    (readability-lxml); if hardly anything is found, it is the whole page.
    """
    body = root.find("body")
    body = root if body is None else body
    page_text.without_furniture(body)
    whole = _length(body)
    for found in (*_marked(body), _told(root, body)):
        if found is not None and _length(found) >= min(_LEAST, whole / 2):
            return found
    return body


def _marked(body: Any) -> Iterator[Any]:
    """One article, or the main part; several articles are a list of them."""
    articles = [a for a in body.iter("article") if next(a.iterancestors("article"), None) is None]
    yield articles[0] if len(articles) == 1 else None
    mains = [e for e in body.iter("main", "div", "section")
             if e.tag == "main" or e.get("role") == "main"]  # fmt: skip
    yield mains[0] if mains else None


def _told(root: Any, body: Any) -> Any:
    """The smallest element that holds the paragraphs which readability takes for the main text."""
    from lxml import html

    try:
        from readability import Document

        summary = Document(html.tostring(root, encoding="unicode")).summary(html_partial=True)
        wanted = {
            _squeezed(p) for p in html.fromstring(summary).iter("p") if len(_squeezed(p)) > 40
        }
    except Exception:  # its failures are of many kinds; the whole page is still there
        return None
    paragraphs = [p for p in body.iter("p") if _squeezed(p) in wanted]
    if not paragraphs:
        return None
    holder = paragraphs[0].getparent()
    while holder is not None and not all(holder in p.iterancestors() for p in paragraphs):
        holder = holder.getparent()
    return holder


def _squeezed(element: Any) -> str:
    return " ".join(element.text_content().split())


def _length(element: Any) -> int:
    return len(_squeezed(element))
