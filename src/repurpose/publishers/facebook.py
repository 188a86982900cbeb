"""A page of Facebook, through the Graph API. Groups and profiles take no posts from programs.

Sources: developers.facebook.com: documentation/pages-api/posts, docs/graph-api/reference/page/feed, …/photos,
…/videos, docs/graph-api/changelog (the Groups API ended on 22 April 2024). State of November 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from repurpose import channels
from repurpose.errors import LoginError, Rejected, Uncertain
from repurpose.model import LinkPlace, Part, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login
from repurpose.publishers._clocks import earliest
from repurpose.text.counting import measure

if TYPE_CHECKING:
    from repurpose.publishers._facebook_video import Videos
    from repurpose.publishers._graph import Graph
    from repurpose.publishers._media import Attachment

API = "https://graph.facebook.com"
VIDEO_API = "https://graph-video.facebook.com"
VERSION = "v25.0"
PERMISSIONS = "pages_manage_posts, pages_read_engagement and, for comments, pages_manage_engagement"
HINTS = {
    1366046: "save the picture below 4 MB",
    1366051: "Facebook has this picture already: take another one",
    1609005: "Facebook cannot read the page of the link: see that its address opens in a browser",
    1609008: "Facebook takes no card for its own pages: leave the link out",
    33: "see that channels.facebook.page is the number of the page that the token is for",
    324: "save the picture anew",
    1363023: "cut the video, or save it smaller",
}


class Facebook:
    """A page. Without one in the configuration a person puts the posts up: on a page, in a group or
    on a profile."""

    rules: ClassVar[Rules] = channels.rules_of("facebook")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "page": {
            "type": ["string", "integer"],
            "pattern": r"^\d+$",
            "description": "The page's number (About > Page transparency). Without it posts are handed "
            "over.",
        },
        "api_version": {
            "type": "string",
            "pattern": r"^v\d+\.\d+$",
            "default": VERSION,
            "description": "The version of the Graph API; each lives for about two years.",
        },
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(
            name="access_token",
            description="access token of the page, or of somebody who may post there",
        ),
        Secret(
            name="app_secret",
            description="the app's secret, where the app demands proof of it",
            required=False,
        ),
    )
    duplicate_window: ClassVar[int] = (
        0  # it refuses the last post's text again, not an earlier one's
    )
    link_places: ClassVar[Sequence[LinkPlace]] = ("text", "card", "comment", "none")

    @classmethod
    def lacks(cls, context: PublishContext) -> str | None:
        if context.settings.get("page"):
            return None
        return f"channels.{_login.label(context)}.page is not set"

    def __init__(self, context: PublishContext) -> None:
        self._context = context
        self._label = _login.label(context)
        self._page = str(context.settings["page"])
        version = str(context.settings.get("api_version") or VERSION)
        self._base = f"{_login.address(context, API)}/{version}"
        self._secrets = _login.secrets(context, ["access_token", "app_secret"])
        if "access_token" not in self._secrets:
            raise _login.missing(context, "Facebook")

    def __repr__(self) -> str:
        return f"<Facebook {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._facebook_video import is_video

        part = post.parts[0]
        names = post.uploads or (self.upload(post) if part.media else ())
        if is_video(names):
            id_ = self._videos.publish(names, self._message(part))
        else:
            id_ = self._publish_in_feed(part, names)
        return self._complete(_receipt(id_, datetime.now(UTC)), post)

    def upload(self, post: Post) -> tuple[str, ...]:
        return self.resume(post, lambda names: None)

    def resume(self, post: Post, keep: Callable[[tuple[str, ...]], None]) -> tuple[str, ...]:
        """As `upload`; a video goes on where an earlier run was stopped, whose names are in
        `post.uploads`. `keep` writes names down at once."""
        from repurpose.publishers._media import attachments

        part = post.parts[0]
        self._message(part)
        found = attachments(part, self.rules, "Facebook", "image", "video")
        if any(each.medium.kind == "video" for each in found):
            if len(found) > 1:
                raise Rejected(
                    "Facebook gets a video alone, or pictures",
                    where=self._label,
                    hint="leave the others out: repurpose outbox edit",
                )
            return self._videos.upload(found[0], post.uploads, keep)
        return tuple(self._upload_picture(each) for each in found)

    def find(self, post: Post, key: str) -> Receipt | None:
        """Where the post stands without its first comment or its captions, they are put to it."""
        if post.sent_at is None:
            return None
        from repurpose.publishers._facebook_feed import find_in_feed
        from repurpose.publishers._facebook_video import is_video

        part = post.parts[0]
        if is_video(post.uploads):
            found = self._videos.find(post.uploads)
        else:
            since = earliest(post.sent_at)
            found = find_in_feed(self._graph, self._page, since, self._message(part), post.uploads)
        if found is None:
            return None
        return self._complete(_receipt(*found), post, look=True)

    def standing(self, since: datetime) -> Iterator[Standing]:
        from repurpose.publishers._facebook_feed import standing_in_feed

        return standing_in_feed(self._graph, self._page, since)

    def delete(self, remote_id: str) -> None:
        self._graph.delete(f"/{remote_id}")

    def verify(self) -> str:
        """The page's name. What an app that is still being developed posts, others do not see: no
        call tells, so it is said."""
        me = self._graph.get("/me", fields="id,name")
        if str(me.get("id")) != self._page:
            from repurpose.publishers._facebook_feed import own_pages

            pages = ", ".join(own_pages(self._graph))
            raise LoginError(
                f"the token is that of {me.get('name')!r} ({me.get('id')}), who may not post to "
                f"{self._page}",
                where=self._label,
                hint=f"set channels.{self._label}.page to one of these: {pages}"
                if pages
                else self._graph.account.renewing,
            )
        return (
            f"{me.get('name')}; see that the app is live: what an app in development posts, only "
            "people with a role in it see"
        )

    # ── the post ──

    def _message(self, part: Part) -> str:
        """The text; with the link below it where media take the place of the card."""
        message = part.text
        if part.media and part.link and not _stands_elsewhere(part):
            message = f"{part.text}\n\n{part.link}".strip()
        length = measure(message, self.rules)
        if length > self.rules.limit:
            raise Rejected(
                f"the text has {length} of {self.rules.limit} characters",
                where=self._label,
                hint="shorten it: repurpose outbox edit",
            )
        return message

    def _publish_in_feed(self, part: Part, photos: Sequence[str]) -> str:
        import json

        from repurpose.publishers._http import SETTLING

        form = {"message": self._message(part)}
        if photos:
            form["attached_media"] = json.dumps([{"media_fbid": photo} for photo in photos])
        elif part.link and not _stands_elsewhere(part):
            form["link"] = part.link
        id_ = self._graph.post(f"/{self._page}/feed", creates=True, **form).get("id")
        if not isinstance(id_, str) or not id_:
            raise Uncertain(
                "Facebook gave an answer that names no post; it may be live", hint=SETTLING
            )
        return id_

    def _upload_picture(self, picture: Attachment) -> str:
        """The number of a photo that no one sees until a post shows it."""
        from repurpose.errors import Unavailable

        name = "picture." + picture.mime.removeprefix("image/")
        found = self._graph.upload(
            f"/{self._page}/photos",
            {"source": (name, picture.content(), picture.mime)},
            published="false", alt_text_custom=picture.medium.alt,
        )  # fmt: skip
        if not isinstance(found.get("id"), str):
            raise Unavailable("Facebook gave no number for the picture", hint="try again later")
        return str(found["id"])

    def _complete(self, receipt: Receipt, post: Post, *, look: bool = False) -> Receipt:
        from repurpose.publishers._facebook_additions import complete

        return complete(self._graph, receipt, post, look=look)

    # ── calls ──

    @cached_property
    def _videos(self) -> Videos:
        from repurpose.publishers._facebook_video import Videos

        path = f"/{self._page}/videos"
        if self._base.startswith(f"{API}/"):
            path = self._base.replace(API, VIDEO_API, 1) + path
        return Videos(self._graph, path, self._context.progress)

    @cached_property
    def _graph(self) -> Graph:
        """Calls as the page, whosever the token is."""
        from repurpose.publishers._facebook_feed import page_token

        given = self._given
        return replace(given, token=page_token(given, self._page))

    @cached_property
    def _given(self) -> Graph:
        """Calls with the token as it was given."""
        from repurpose.publishers._graph import Graph
        from repurpose.publishers._graph_refusals import Account

        return Graph(
            account=Account(
                platform="Facebook",
                where=self._label,
                variable=_login.variable(self._context, "access_token"),
                secret_variable=_login.variable(self._context, "app_secret"),
                permissions=PERMISSIONS,
                hints=HINTS,
            ),
            base=self._base,
            domains=("facebook.com",),
            token=self._secrets["access_token"],
            secret=self._secrets.get("app_secret", ""),
            timeout=self._context.timeout,
            patience=self._context.patience,
        )


def _stands_elsewhere(part: Part) -> bool:
    """Whether the link is in the text or in the comment already."""
    return part.link is not None and (part.link in part.text or part.link in (part.comment or ""))


def _receipt(id_: str, moment: datetime) -> Receipt:
    return Receipt(remote_id=id_, url=f"https://www.facebook.com/{id_}", published_at=moment)
