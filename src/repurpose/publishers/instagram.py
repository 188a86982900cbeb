"""Instagram, for professional accounts: pictures, carousels, reels.

Sources: developers.facebook.com/docs/instagram-platform/content-publishing, …/instagram-graph-api/reference:
ig-user/media, ig-user/media_publish, ig-container, ig-media/comments, error-codes. State of November 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from repurpose import channels
from repurpose.errors import LoginError, PublishError, Rejected, Unavailable
from repurpose.model import LinkPlace, Media, Part, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login, _public_files
from repurpose.text.counting import measure

if TYPE_CHECKING:
    from repurpose.publishers._containers import Containers
    from repurpose.publishers._graph import Found, Graph
    from repurpose.publishers._media import Attachment

API = "https://graph.instagram.com"
API_OF_PAGES = "https://graph.facebook.com"
VERSION = "v25.0"
HINTS = {
    2207004: "save the picture below 8 MB",
    2207005: "save the picture as JPEG",
    2207009: "cut the picture to a shape between 4:5 and 1.91:1",
    2207010: "shorten the text, or take hashtags out: repurpose outbox edit",
    2207026: "save the video as MP4 with H.264 and AAC",
    2207052: "see that the file's address opens in a browser where you are not logged in",
}


class Instagram:
    """A professional account. Without an address that media are fetched from, a person puts posts up."""

    rules: ClassVar[Rules] = channels.rules_of("instagram")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "user_id": {
            "type": ["string", "integer"],
            "pattern": r"^\d+$",
            "description": "The account's number, where the login is that of a Facebook page. Default: "
            "the login is Instagram's own, and says whose it is.",
        },
        "api_version": {
            "type": "string",
            "pattern": r"^v\d+\.\d+$",
            "default": VERSION,
            "description": "The version of the Graph API; each lives for about two years.",
        },
        **_public_files.OPTIONS,
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(name="access_token", description="access token; it lasts 60 days"),
        Secret(
            name="app_secret",
            description="the app's secret, where the app demands proof of it",
            required=False,
        ),
    )
    duplicate_window: ClassVar[int] = 0
    link_places: ClassVar[Sequence[LinkPlace]] = ("text", "comment", "none")

    @classmethod
    def lacks(cls, context: PublishContext) -> str | None:
        if context.settings.get("media_url"):
            return None
        label = _login.label(context)
        return f"Instagram fetches pictures from a public address; channels.{label}.media_url is not set"

    def __init__(self, context: PublishContext) -> None:
        self._context = context
        self._label = _login.label(context)
        self._user = str(context.settings.get("user_id") or "me")
        version = str(context.settings.get("api_version") or VERSION)
        default = API if self._user == "me" else API_OF_PAGES
        self._base = f"{_login.address(context, default)}/{version}"
        self._secrets = _login.secrets(context, ["access_token", "app_secret"])
        if "access_token" not in self._secrets:
            raise _login.missing(context, "Instagram")

    def __repr__(self) -> str:
        return f"<Instagram {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._containers import receipt_of

        [container] = post.uploads or self.upload(post)
        receipt = receipt_of(self._graph, self._containers.publish(container))
        return self._with_comment(receipt, post.parts[0])

    def upload(self, post: Post) -> tuple[str, ...]:
        from repurpose.publishers._media import attachments

        part = post.parts[0]
        self._check(part)
        files = attachments(part, self.rules, "Instagram", "image", "video")
        items = [self._item(each) for each in files]  # all are there before the first is used
        if len(items) == 1:
            return (self._containers.make(**items[0], caption=part.text),)
        children = [self._containers.make(is_carousel_item="true", **item) for item in items]
        return (
            self._containers.make(
                media_type="CAROUSEL", children=",".join(children), caption=part.text
            ),
        )

    def find(self, post: Post, key: str) -> Receipt | None:
        """The newest post with these words, where the container was published, whatever the clocks say.
        Where it stands without its first comment, the comment is put below it."""
        from repurpose.publishers._containers import EVER, plain, receipt_found

        if post.sent_at is None or not post.uploads:
            return None
        if self._containers.state(post.uploads[0]) != "PUBLISHED":
            return None  # a container is published once, and this one was not
        wanted = plain(post.parts[0].text)
        for each, moment in self._own_since(EVER):
            if plain(each.get("caption")) == wanted:
                return self._with_comment(receipt_found(each, moment), post.parts[0], look=True)
        raise Unavailable("Instagram has published it, but does not show it yet", where=post.id)

    def standing(self, since: datetime) -> Iterator[Standing]:
        from repurpose.publishers._containers import standing_of

        for each, moment in self._own_since(since):
            yield standing_of(each, moment, "caption")

    def delete(self, remote_id: str) -> None:
        """Older descriptions of the API have no way to delete: where it refuses, a person does it."""
        try:
            self._graph.delete(f"/{remote_id}")
        except Rejected as error:
            if isinstance(error, LoginError):
                raise
            raise Rejected(
                error.message, where=error.where, hint="take the post down in the app"
            ) from error

    def verify(self) -> str:
        """The account's name, and how many posts it has left."""
        from repurpose.publishers._containers import quota

        me = self._graph.get(f"/{self._user}", fields="id,username")
        used = quota(self._graph, f"/{self._user}/content_publishing_limit", "quota_usage")
        return f"@{me.get('username')}" + (f", {used}" if used else "")

    # ── the post ──

    def _check(self, part: Part) -> None:
        if not part.media:
            raise Rejected(
                "Instagram takes nothing without a picture or a video",
                where=self._label,
                hint="add one: repurpose outbox edit",
            )
        length = measure(part.text, self.rules)
        if length > self.rules.limit:
            raise Rejected(
                f"the text has {length} of {self.rules.limit} characters",
                where=self._label,
                hint="shorten it: repurpose outbox edit",
            )

    def _item(self, file: Attachment) -> dict[str, str]:
        address = self._files.address(file)
        if file.medium.kind == "video":  # it has no alternative text
            return {"media_type": "REELS", "video_url": address, **self._cover(file.medium)}
        return {"image_url": address, "alt_text": file.medium.alt}

    def _cover(self, video: Media) -> dict[str, str]:
        """The picture that lies beside a video, where Instagram can fetch it as well and takes it."""
        from repurpose.publishers._media import attached_cover

        if not self._context.settings.get("media_folder"):
            return {}
        picture = attached_cover(video.path, self.rules, "Instagram")
        return {} if picture is None else {"cover_url": self._files.address(picture)}

    def _with_comment(self, receipt: Receipt, part: Part, *, look: bool = False) -> Receipt:
        """The receipt of a post that stands, with its first comment.

        Args:
            look: The comment may stand there from an earlier attempt.
        """
        from repurpose.publishers._containers import MOST_PAGES, plain

        if not part.comment:
            return receipt
        path = f"/{receipt.remote_id}/comments"
        try:
            pages = self._graph.pages(path, MOST_PAGES, fields="text", limit="50") if look else ()
            stands = (plain(each.get("text")) for page in pages for each in page)
            if plain(part.comment) not in stands:
                self._graph.post(path, creates=True, message=part.comment)
        except PublishError as error:
            return replace(
                receipt,
                note=f"it is live; its first comment may be missing: {error.message}",
                note_hint=f"see the post, and put it there yourself: {part.comment}",
            )
        return receipt

    # ── calls ──

    def _own_since(self, since: datetime) -> Iterator[tuple[Found, datetime]]:
        from repurpose.publishers._containers import own_posts

        fields = "id,caption,timestamp,permalink"
        return own_posts(self._graph, f"/{self._user}/media", since, fields=fields)

    @cached_property
    def _files(self) -> _public_files.PublicFiles:
        settings, timeout = self._context.settings, self._context.timeout
        return _public_files.PublicFiles(settings, self._label, "Instagram", timeout)

    @cached_property
    def _containers(self) -> Containers:
        from repurpose.publishers._containers import Containers

        return Containers(
            self._graph, create=f"/{self._user}/media", publish=f"/{self._user}/media_publish",
            status="status_code", reason="status", patience=self._context.patience,
        )  # fmt: skip

    @cached_property
    def _graph(self) -> Graph:
        from repurpose.publishers._graph import Graph
        from repurpose.publishers._graph_refusals import Account

        return Graph(
            account=Account(
                platform="Instagram",
                where=self._label,
                variable=_login.variable(self._context, "access_token"),
                secret_variable=_login.variable(self._context, "app_secret"),
                permissions="instagram_business_basic, instagram_business_content_publish and, for "
                "comments, instagram_business_manage_comments",
                hints=HINTS,
            ),
            base=self._base,
            token=self._secrets["access_token"],
            secret=self._secrets.get("app_secret", ""),
            timeout=self._context.timeout,
            patience=self._context.patience,
        )
