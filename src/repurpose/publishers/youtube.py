"""YouTube, through its Data API v3.

A video is uploaded as private, gets its cover, its captions and its place in a playlist, and is made
visible last: whatever stops a run, nobody sees half of it, and nobody sees it twice.

Sources: developers.google.com/youtube/v3/docs: videos, thumbnails, captions, playlistItems; the API's own
description, revision 20261104. State of November 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from repurpose import channels
from repurpose.errors import ByHand, Duplicate, LoginError, PublishError, Rejected
from repurpose.model import Part, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login
from repurpose.publishers._youtube_video import about, failure, receipt_of, studio

if TYPE_CHECKING:
    import requests

    from repurpose.publishers._google_login import Refreshing
    from repurpose.publishers._http import Door
    from repurpose.publishers._media import Attachment
    from repurpose.publishers._youtube_channel import Channel

API = "https://youtube.googleapis.com"
DOMAIN = "googleapis.com"
SECRETS = ("client_id", "client_secret", "refresh_token")
PRIVATE = "private"


class YouTube:
    """A channel."""

    rules: ClassVar[Rules] = channels.rules_of("youtube")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "privacy": {
            "type": "string",
            "enum": ["private", "unlisted", "public"],
            "default": "private",
            "description": "Who sees the videos; private ones are handed over to you, to look at and "
            "make visible yourself.",
        },
        "playlist": {
            "type": "string",
            "description": "The playlist that the videos go into: its name or its id.",
        },
        "category": {
            "type": "string",
            "pattern": r"^\d+$",
            "default": "22",
            "description": "The category of the videos: 22 is People & Blogs, 27 Education, "
            "28 Science & Technology.",
        },
        "made_for_kids": {
            "type": "boolean",
            "default": False,
            "description": "Whether the videos are made for children, as the law of the USA means it.",
        },
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(name="client_id", description="of your app at console.cloud.google.com"),
        Secret(name="client_secret", description="of the same app"),
        Secret(name="refresh_token", description="of the channel's owner, scope youtube.force-ssl"),
    )
    duplicate_window: ClassVar[int] = 0

    def __init__(self, context: PublishContext) -> None:
        self._context = context
        self._label = _login.label(context)
        self._base = _login.address(context, API)
        self._variables = {name: _login.variable(context, name) for name in SECRETS}
        self._secrets = _login.secrets(context, SECRETS)
        self._privacy = str(context.settings.get("privacy") or PRIVATE)
        missing = [self._variables[name] for name in SECRETS if name not in self._secrets]
        if missing:
            raise LoginError(
                "the login of YouTube is not complete" if self._secrets else "the login of YouTube is missing",
                where=self._label,
                hint=f"log in: repurpose login {self._label}; or set {', '.join(missing)}",
            )  # fmt: skip

    def __repr__(self) -> str:
        return f"<YouTube {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        [id_] = post.uploads or self.upload(post)
        status = self._status(id_)
        if fault := failure(status):
            raise fault
        lacking = list(self._completed(id_, post))
        if PRIVATE not in (self._privacy, status.get("privacyStatus")):
            return receipt_of(id_, "; ".join(lacking))
        if self._privacy != PRIVATE:
            self._show(id_, status)
            status = self._status(id_)
            if status.get("privacyStatus") != PRIVATE:
                return receipt_of(id_, "; ".join(lacking))
        what = "the video is on YouTube, as private: nobody but you sees it"
        if self._privacy != PRIVATE:
            what = (
                "YouTube keeps the video private, as it does with what apps upload that Google has "
                "not audited"
            )
        raise ByHand(
            "; ".join([what, *lacking]),
            where=post.id,
            hint=f"look at it and make it visible: {studio(id_)}; then: repurpose outbox done "
            f"{post.id} {receipt_of(id_).url}",
        )

    def upload(self, post: Post) -> tuple[str, ...]:
        return self._uploaded(post, (), lambda names: None)

    def resume(self, post: Post, keep: Callable[[tuple[str, ...]], None]) -> tuple[str, ...]:
        return self._uploaded(post, post.uploads, keep)

    def find(self, post: Post, key: str) -> Receipt | None:
        """A video that is not visible yet is not there: `publish` goes on with it."""
        if post.sent_at is None or self._privacy == PRIVATE:
            return None
        id_ = (
            post.uploads[0] if post.uploads else (self._channel.own(post.parts[0]) or {}).get("id")
        )
        if id_ is None:
            return None
        video = self._channel.video(id_)
        shown = video is not None and video["status"].get("privacyStatus") != PRIVATE
        return receipt_of(id_) if shown else None

    def standing(self, since: datetime) -> Iterator[Standing]:
        """The channel's videos, private ones among them."""
        from repurpose.publishers._answers import aware, child

        for item in self._channel.uploads():
            snippet = item.get("snippet") or {}
            moment = aware(snippet.get("publishedAt"))
            if moment < since:
                return
            id_ = str(child(snippet, "resourceId", "videoId"))
            text = f"{snippet.get('title', '')}\n{snippet.get('description', '')}".strip()
            url = receipt_of(id_).url
            yield Standing(remote_id=id_, url=url, text=text, published_at=moment)

    def delete(self, remote_id: str) -> None:
        from repurpose.publishers._youtube_refusals import Gone

        try:
            self._call("DELETE", "/youtube/v3/videos", params={"id": remote_id})
        except Gone:
            return

    def verify(self) -> str:
        """The channel's name."""
        return self._channel.title

    # ── the video ──

    def _uploaded(
        self, post: Post, kept: tuple[str, ...], keep: Callable[[tuple[str, ...]], None]
    ) -> tuple[str, ...]:
        from repurpose.publishers._youtube_upload import Uploader

        if kept and not kept[0].startswith("http"):  # the video itself
            return kept
        part = post.parts[0]
        video, resource = self._attached(part), about(part, post.language, self._context.settings)
        _ = self._playlist  # one that is not there is said before the first byte leaves
        there = None if kept else self._channel.own(part)
        if there is not None:
            if there["status"].get("privacyStatus") != "private":
                raise Duplicate(
                    "this video stands on the channel already", where=self._label,
                    hint=f"see {receipt_of(there['id']).url}; then: repurpose outbox done",
                    receipt=receipt_of(there["id"]),
                )  # fmt: skip
            if str(there.get("fileDetails", {}).get("fileSize")) == str(video.size):
                return (str(there["id"]),)
        uploader = Uploader(
            call=self._call, about=resource, keep=keep, progress=self._context.progress,
            look=lambda: (self._channel.own(part) or {}).get("id"),
        )  # fmt: skip
        return (uploader.upload(video, kept),)

    def _attached(self, part: Part) -> Attachment:
        from repurpose.publishers._media import attachments

        found = attachments(part, self.rules, "YouTube", "video")
        if not found:
            raise Rejected(
                "YouTube takes nothing without a video",
                where=self._label,
                hint="make the post from the video: repurpose VIDEO --channels youtube",
            )
        return found[0]

    def _completed(self, id_: str, post: Post) -> Iterator[str]:
        """Cover, captions, playlist; what cannot be added is told. Harmless to repeat."""
        from repurpose.publishers._youtube_extras import add_captions, add_to_playlist, set_cover

        [medium] = post.parts[0].media
        steps: list[tuple[str, Callable[[], None]]] = [
            ("its cover", lambda: set_cover(self._call, id_, medium.path)),
            ("its captions", lambda: add_captions(self._call, id_, medium.path, post.language)),
        ]
        if self._playlist is not None:
            steps.append(
                ("its place in the playlist",
                 lambda: add_to_playlist(self._call, id_, str(self._playlist)))
            )  # fmt: skip
        for what, step in steps:
            try:
                step()
            except LoginError:
                raise
            except Rejected as error:
                yield f"it is without {what}: {error.message}"

    def _status(self, id_: str) -> Mapping[str, Any]:
        video = self._channel.video(id_)
        if video is None:
            raise Rejected(
                "the video is gone from YouTube", where=self._label,
                hint="upload it anew: repurpose outbox retry",
            )  # fmt: skip
        status: Mapping[str, Any] = video["status"]
        return status

    def _show(self, id_: str, status: Mapping[str, Any]) -> None:
        """Make it visible. The part is replaced as a whole, so what stands in it is said again."""
        kept = ("embeddable", "license", "publicStatsViewable", "containsSyntheticMedia")
        kids = bool(self._context.settings.get("made_for_kids", False))
        changed = {name: status[name] for name in kept if name in status}
        changed |= {"privacyStatus": self._privacy, "selfDeclaredMadeForKids": kids}
        path = "/youtube/v3/videos?part=status"
        self._call("PUT", path, json={"id": id_, "status": changed})

    @cached_property
    def _channel(self) -> Channel:
        from repurpose.publishers._youtube_channel import Channel

        return Channel(call=self._call, label=self._label)

    @cached_property
    def _playlist(self) -> str | None:
        """The id of the playlist that the videos go into."""
        wanted = self._context.settings.get("playlist")
        return None if wanted is None else self._channel.playlist(str(wanted))

    # ── calls ──

    @cached_property
    def _door(self) -> Door:
        from repurpose.publishers._http import Door

        return Door(
            name="YouTube",
            base=self._base,
            auth=self._auth,
            hidden=tuple(self._secrets.values()),
            domains=(DOMAIN,),
            timeout=self._context.timeout,
            patience=self._context.patience,
            final=self._spent,
        )

    @cached_property
    def _auth(self) -> Refreshing:
        from repurpose.publishers._google_login import TOKENS, Refreshing, login_error
        from repurpose.publishers._http import Door, NoLogin

        base = TOKENS if self._base == API else self._base  # a server of one's own does both
        door = Door(
            name="Google", base=base, auth=NoLogin(), hidden=tuple(self._secrets.values()),
            timeout=self._context.timeout, patience=self._context.patience,
        )  # fmt: skip

        def told(token: str) -> None:
            self._door.hidden = (*self._secrets.values(), token)

        def refused(word: str) -> LoginError:
            return login_error(word, self._label, self._variables)

        return Refreshing(self._secrets, door, refused, told)

    def _call(self, method: str, path: str, **more: Any) -> requests.Response:
        """A call whose answer is good. Raises for all others."""
        from repurpose.publishers._youtube_refusals import refusal

        answer = self._door.call(method, path, **more)
        if answer.status_code >= 400:
            raise refusal(answer, self._door.said(answer), self._label)
        return answer

    def _spent(self, answer: requests.Response) -> PublishError | None:
        from repurpose.publishers._youtube_refusals import spent

        return spent(answer, self._label)
