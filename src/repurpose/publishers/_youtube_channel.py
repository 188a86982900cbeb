"""What stands on a channel of YouTube.

Sources: developers.google.com/youtube/v3/docs: channels/list, playlistItems/list (the uploads are a
playlist, the newest first), videos/list, playlists/list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from repurpose.errors import LoginError, Rejected, Unavailable
from repurpose.model import Part
from repurpose.publishers._answers import child, document
from repurpose.publishers._youtube_video import is_same

if TYPE_CHECKING:
    import requests

PAGE, MOST_PAGES = 50, 4  # of the newest videos


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The channel of a login.

    Attributes:
        call: Calls YouTube: method, path, and what `requests` takes. Its answers are good ones.
        label: As the user calls it: youtube:acme.
    """

    call: Callable[..., requests.Response]
    label: str

    @property
    def title(self) -> str:
        return str(self._about["snippet"].get("title", ""))

    def video(self, id_: str) -> Mapping[str, Any] | None:
        """A video with its status and the file's details; None where it is not there."""
        found = self._items("/youtube/v3/videos", part="status,fileDetails", id=id_)
        return found[0] if found and isinstance(found[0].get("status"), dict) else None

    def own(self, part: Part) -> Mapping[str, Any] | None:
        """The newest of the videos that has a part's texts."""
        for item in self.uploads():
            id_ = child(item, "snippet", "resourceId", "videoId")
            if is_same(item.get("snippet") or {}, part) and (video := self.video(str(id_))):
                return {**video, "id": str(id_)}
        return None

    def uploads(self) -> Iterator[Mapping[str, Any]]:
        """The videos as items of a playlist, the newest first."""
        uploads = child(self._about, "contentDetails", "relatedPlaylists", "uploads")
        yield from self._listed("/youtube/v3/playlistItems", part="snippet", playlistId=uploads)

    def playlist(self, wanted: str) -> str:
        """The id of a playlist, by its name or its id.

        Raises:
            Rejected: there is none.
        """
        for item in self._listed("/youtube/v3/playlists", part="snippet", mine="true"):
            if wanted in (item.get("id"), child(item, "snippet", "title")):
                return str(item["id"])
        raise Rejected(
            f"the channel has no playlist {wanted!r}",
            where=f"channels.{self.label}.playlist",
            hint="make it at youtube.com, or write another one; then: repurpose outbox retry",
        )

    @cached_property
    def _about(self) -> Mapping[str, Any]:
        found = self._items("/youtube/v3/channels", part="snippet,contentDetails", mine="true")
        if not found:
            raise LoginError(
                "this Google account has no channel on YouTube",
                where=self.label,
                hint=f"make one at youtube.com, or log in as its owner: repurpose login {self.label}",
            )
        return found[0]

    def _listed(self, path: str, **query: Any) -> Iterator[Mapping[str, Any]]:
        token: str | None = None
        for _ in range(MOST_PAGES):
            more = {"pageToken": token} if token else {}
            page = document(self.call("GET", path, params={**query, "maxResults": PAGE, **more}))
            yield from (item for item in page.get("items") or () if isinstance(item, dict))
            token = page.get("nextPageToken")
            if token is None:
                return

    def _items(self, path: str, **query: Any) -> list[Mapping[str, Any]]:
        items = document(self.call("GET", path, params=query)).get("items", [])
        if not isinstance(items, list):
            raise Unavailable("YouTube gave an answer that cannot be read", hint="try again later")
        return [item for item in items if isinstance(item, dict)]
