"""A page of Facebook: its token, and what stands on it, told apart by what was sent.

Sources: developers.facebook.com/docs/graph-api/reference/page/feed, …/page-post/attachments,
/docs/facebook-login/guides/access-tokens (page tokens).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from repurpose.errors import PublishError, Rejected, Uncertain
from repurpose.model import Standing
from repurpose.publishers._graph_refusals import Expired

if TYPE_CHECKING:
    from repurpose.publishers._graph import Found, Graph

MOST_PAGES = 5  # of 100 posts
_SHOWN = "media_type,target{id}"
_FIELDS = (
    f"id,message,created_time,permalink_url,attachments{{{_SHOWN},subattachments{{{_SHOWN}}}}}"
)


def find_in_feed(
    graph: Graph, page: str, since: datetime, message: str, photos: Sequence[str]
) -> tuple[str, datetime] | None:
    """The id and the time of the page's post with this message and these photos; None: there is none.
    Raises as `own_posts`."""
    for each, created in own_posts(graph, page, since):
        if _is_same(each, message, photos):
            return str(each["id"]), created
    return None


def standing_in_feed(graph: Graph, page: str, since: datetime) -> Iterator[Standing]:
    """What stands on the page, the newest first. Raises as `own_posts`."""
    for each, created in own_posts(graph, page, since):
        yield Standing(
            remote_id=_video(each) or str(each["id"]), url=each.get("permalink_url"),
            text=str(each.get("message") or ""), published_at=created,
        )  # fmt: skip


def own_posts(graph: Graph, page: str, since: datetime) -> Iterator[tuple[Found, datetime]]:
    """The page's posts since then with their times, the newest first.

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
                if created >= since:
                    yield each, created
    except Expired:
        raise
    except Rejected as error:
        raise Uncertain(
            f"Facebook does not show the page's posts: {error.message}",
            where=error.where,
            hint=error.hint,
        ) from error


def page_token(graph: Graph, page: str) -> str:
    """The page's own token, which the token of a person or of a system user gives for pages that they
    may post to. Raises as `Publisher.publish`; what Facebook does not show is taken as the page's own."""
    try:
        token = graph.get(f"/{page}", fields="access_token").get("access_token")
    except Expired:
        raise
    except Rejected:
        return graph.token
    return token if isinstance(token, str) and token else graph.token


def own_pages(graph: Graph) -> list[str]:
    """The pages that a person may post to, each with its number; empty where Facebook does not say."""
    try:
        pages = next(graph.pages("/me/accounts", 1, fields="id,name", limit="100"))
    except PublishError:
        return []
    return [f"{page.get('id')} ({page.get('name')})" for page in pages]


def _is_same(post: Found, message: str, photos: Sequence[str]) -> bool:
    if plain(post.get("message")) != plain(message):
        return False
    shown = _targets(post)
    return not photos or not shown or not shown.keys().isdisjoint(photos)


def _video(post: Found) -> str | None:
    """The number of the video that a post is."""
    return next((id_ for id_, kind in _targets(post).items() if kind == "video"), None)


def _targets(post: Found) -> dict[str, str]:
    """The numbers of what a post shows, with its kind; empty where Facebook does not say."""
    found: dict[str, str] = {}
    waiting: list[Any] = [post.get("attachments")]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            target = each.get("target")
            if isinstance(target, dict) and target.get("id"):
                found[str(target["id"])] = str(each.get("media_type", ""))
            waiting += [each.get("data"), each.get("subattachments")]
        elif isinstance(each, list):
            waiting += each
    return found


def plain(text: Any) -> str:
    """For comparing: NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", str(text or "")).split())
