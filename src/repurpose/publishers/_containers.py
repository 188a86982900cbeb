"""Posts of Instagram and Threads are made in two steps: a container, that no one sees, then its publishing.

A container is published once, so its id tells what became of an attempt. It lives for a day. Sources:
developers.facebook.com/docs/instagram-platform/content-publishing, /docs/threads/troubleshooting.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from repurpose.errors import Rejected, Unavailable, Uncertain
from repurpose.model import Receipt, Standing
from repurpose.publishers._graph_refusals import Expired

if TYPE_CHECKING:
    from repurpose.publishers._graph import Found, Graph

State = Literal["IN_PROGRESS", "FINISHED", "ERROR", "EXPIRED", "PUBLISHED", ""]
MOST_PAGES = 5  # of 100 posts
EVER = datetime.fromtimestamp(0, UTC)
_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds between looks


class Containers:
    """The containers of one account.

    Args:
        create: The edge that makes them: /me/threads.
        publish: The one that publishes: /me/threads_publish.
        status: The name of the field that says how far one is.
        reason: The name of the field that says why it failed.
        patience: The most seconds to wait for one.
    """

    def __init__(
        self, graph: Graph, *, create: str, publish: str, status: str, reason: str, patience: float
    ) -> None:
        self._graph = graph
        self._create, self._publish = create, publish
        self._status, self._reason = status, reason
        self._patience = patience

    def make(self, **form: str) -> str:
        """A container that is ready. Raises as `Publisher.publish` does, but never Uncertain."""
        id_ = self._graph.post(self._create, creates=False, **form).get("id")
        if not isinstance(id_, str) or not id_:
            raise Unavailable(f"{self._platform} gave no id for the draft", hint="try again later")
        self._await(id_)
        return id_

    def publish(self, id_: str) -> str:
        """Publish one; the id of the post."""
        from repurpose.publishers._http import SETTLING

        found = self._graph.post(self._publish, creates=True, creation_id=id_).get("id")
        if not isinstance(found, str) or not found:
            raise Uncertain(
                f"{self._platform} gave an answer that names no post; it may be live", hint=SETTLING
            )
        return found

    def state(self, id_: str) -> State:
        """How far one is; "" where it is not known (any more)."""
        found = self._graph.found(f"/{id_}", fields=f"id,{self._status}")
        state: State = (found or {}).get(self._status, "")
        return state

    def _await(self, id_: str) -> None:
        import time

        from repurpose.publishers._http import wait

        ends = time.monotonic() + self._patience
        for pause in _PAUSES:
            found = self._graph.get(f"/{id_}", fields=f"id,{self._status},{self._reason}")
            state = found.get(self._status)
            if state == "FINISHED":
                return
            if state in ("ERROR", "EXPIRED"):
                raise Rejected(
                    f"{self._platform} cannot use the file: {found.get(self._reason) or state}",
                    where=self._graph.account.where,
                    hint="see that it opens at its address, and save it anew",
                )
            if time.monotonic() + pause > ends:
                break
            wait(pause)
        raise Unavailable(
            f"{self._platform} is still processing the file",
            where=self._graph.account.where,
            hint="it goes out later: repurpose publish --due",
        )

    @property
    def _platform(self) -> str:
        return self._graph.account.platform


def own_posts(
    graph: Graph, path: str, since: datetime, **parameters: str
) -> Iterator[tuple[Found, datetime]]:
    """The account's own posts with their times, from the newest to the last one that is not older than
    `since`.

    Raises:
        Uncertain: the account's posts cannot be looked through.
    """
    from repurpose.publishers._answers import aware

    try:
        for posts in graph.pages(path, MOST_PAGES, limit="100", **parameters):
            for each in posts:
                moment = aware(each.get("timestamp"))
                if moment < since:
                    return
                yield each, moment
    except Expired:
        raise
    except Rejected as error:
        raise Uncertain(
            f"{graph.account.platform} does not show the account's posts: {error.message}",
            where=error.where,
            hint=error.hint,
        ) from error


def standing_of(post: Found, moment: datetime, text: str) -> Standing:
    """A post of an account. `text`: the name of the field with its words."""
    return Standing(
        remote_id=str(post["id"]), url=post.get("permalink"), published_at=moment,
        text=str(post.get(text) or ""),
    )  # fmt: skip


def receipt_found(post: Found, moment: datetime) -> Receipt:
    """The receipt of a post that stands on the account."""
    return Receipt(remote_id=str(post["id"]), url=post.get("permalink"), published_at=moment)


def receipt_of(graph: Graph, id_: str) -> Receipt:
    """The receipt of a post that was just published. Its address has to be asked for; without an answer
    it is left out."""
    from repurpose.errors import PublishError

    try:
        url = graph.get(f"/{id_}", fields="permalink").get("permalink")
    except PublishError:
        url = None
    return Receipt(
        remote_id=id_, url=url if isinstance(url, str) else None, published_at=datetime.now(UTC)
    )


def plain(text: Any) -> str:
    """For comparing: NFC, single spaces, without the # that a platform may turn into a topic."""
    words = unicodedata.normalize("NFC", str(text or "")).replace("#", "")
    return " ".join(words.split())


def quota(graph: Graph, path: str, usage: str) -> str:
    """How many posts of a day are left, in words; "" where the platform does not say."""
    from repurpose.publishers._answers import child

    data = graph.get(path, fields=f"config,{usage}").get("data")
    first: Mapping[str, Any] = data[0] if isinstance(data, list) and data else {}
    total = child(first, "config", "quota_total")
    used = first.get(usage)
    return f"{used} of {total} posts in 24 hours" if total is not None and used is not None else ""
