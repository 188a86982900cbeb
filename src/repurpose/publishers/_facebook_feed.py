"""What stands on a page of Facebook: its own posts, told apart by what was sent, and comments below.

Sources: developers.facebook.com/docs/graph-api/reference/page/feed, …/page-post/attachments,
…/object/comments.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from repurpose.errors import PublishError, Rejected, Uncertain
from repurpose.model import Receipt
from repurpose.publishers._graph_refusals import Expired

if TYPE_CHECKING:
    from repurpose.publishers._graph import Found, Graph

MOST_PAGES = 5  # of 100 posts
_FIELDS = "id,message,created_time,attachments{target{id},subattachments{target{id}}}"


def find_in_feed(
    graph: Graph, page: str, since: datetime, message: str, photos: Sequence[str]
) -> tuple[str, datetime] | None:
    """The id and the time of the page's post with this message and these photos; None: there is none.

    Raises:
        Uncertain: the page's posts cannot be looked through.
    """
    from repurpose.publishers._answers import aware

    try:
        for posts in graph.pages(
            f"/{page}/published_posts", MOST_PAGES,
            fields=_FIELDS, since=str(int(since.timestamp())), limit="100",
        ):  # fmt: skip
            for each in posts:
                created = aware(each.get("created_time"))
                if created >= since and _is_same(each, message, photos):
                    return str(each["id"]), created
    except Expired:
        raise
    except Rejected as error:
        raise _closed(error) from error
    return None


def comment(graph: Graph, receipt: Receipt, text: str, *, look: bool) -> Receipt:
    """Put the first comment below a post that stands.

    Args:
        look: It may stand there already.

    Returns:
        The receipt; with a note where the comment is not there, for the post is.
    """
    path = f"/{receipt.remote_id}/comments"
    try:
        if look and any(
            _plain(said.get("message")) == _plain(text) for said in _comments(graph, path)
        ):
            return receipt
        graph.post(path, creates=True, message=text)
    except PublishError as error:
        return replace(
            receipt,
            note=f"it is live; its first comment may be missing: {error.message}",
            note_hint=f"see the post, and put it there yourself: {text}",
        )
    return receipt


def _comments(graph: Graph, path: str) -> Iterator[Found]:
    for comments in graph.pages(path, MOST_PAGES, fields="message", filter="stream", limit="100"):
        yield from comments


def _closed(error: PublishError) -> Uncertain:
    return Uncertain(
        f"Facebook does not show the page's posts: {error.message}",
        where=error.where,
        hint=error.hint,
    )


def _is_same(post: Found, message: str, photos: Sequence[str]) -> bool:
    if _plain(post.get("message")) != _plain(message):
        return False
    shown = _targets(post)
    return not photos or not shown or not shown.isdisjoint(photos)


def _targets(post: Found) -> set[str]:
    """The numbers of what a post shows; empty where Facebook does not say."""
    found: set[str] = set()
    waiting: list[Any] = [post.get("attachments")]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            target = each.get("target")
            if isinstance(target, dict) and target.get("id"):
                found.add(str(target["id"]))
            waiting += [each.get("data"), each.get("subattachments")]
        elif isinstance(each, list):
            waiting += each
    return found


def _plain(text: Any) -> str:
    """For comparing: NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", str(text or "")).split())
