"""LinkedIn, through its documented Posts API.

Sources: learn.microsoft.com/linkedin: marketing/community-management/shares/posts-api, images-api,
little-text-format; shared/api-guide/concepts/rate-limits and error-handling. State of November 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from repurpose import channels
from repurpose.errors import (
    Duplicate,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import LinkPlace, Part, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login
from repurpose.publishers._clocks import earliest
from repurpose.publishers._linkedin_posts import (
    TITLE_LIMIT,
    content_of,
    created,
    moment_of,
    whole_text,
    without_comment,
)
from repurpose.publishers._linkedin_refusals import Expired, receipt_of, refusal
from repurpose.text.counting import measure
from repurpose.text.little import escaped, plain, unescaped

if TYPE_CHECKING:
    import requests

    from repurpose.publishers._http import Door

API = "https://api.linkedin.com"
DOMAIN = "linkedin.com"
FEED = "https://www.linkedin.com/feed/"
VERSION = "202609"
PAGE = 100  # posts; the most that the finder gives


class LinkedIn:
    """A member's or an organisation's account."""

    rules: ClassVar[Rules] = channels.rules_of("linkedin")
    link_places: ClassVar[Sequence[LinkPlace]] = ("text", "card", "comment", "none")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "author": {
            "type": "string",
            "pattern": r"^urn:li:(person|organization):[\w-]+$",
            "description": "Who posts: urn:li:person:… or urn:li:organization:…. "
            "Default: the member whom the token belongs to.",
        },
        "api_version": {
            "type": "string",
            "pattern": r"^20\d{4}$",
            "default": VERSION,
            "description": "The version of LinkedIn's API, YYYYMM; each lives for about a year.",
        },
        "visibility": {
            "type": "string",
            "enum": ["PUBLIC", "CONNECTIONS", "LOGGED_IN"],
            "default": "PUBLIC",
            "description": "Who sees the posts.",
        },
    }
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(name="access_token", description="access token; it lasts 60 days"),
    )
    # "wait at least 10 minutes before posting the same content again" (error DUPLICATE_POST)
    duplicate_window: ClassVar[int] = 600

    def __init__(self, context: PublishContext) -> None:
        self._context = context
        self._label = _login.label(context)
        self._lacking: list[str] = []  # what the post lacks whose media were uploaded last
        self._base = _login.address(context, API)
        self._variable = _login.variable(context, "access_token")
        self._version = str(context.settings.get("api_version") or VERSION)
        self._token = _login.secrets(context, ["access_token"]).get("access_token", "")
        if not self._token:
            raise _login.missing(context, "LinkedIn")

    def __repr__(self) -> str:
        return f"<LinkedIn {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._http import SETTLING

        part = post.parts[0]
        body = self._body(part)
        if part.media:
            body["content"] = content_of(part, post.uploads or self.upload(post))
        try:
            answer = self._call("POST", "/rest/posts", creates=True, json=body)
        except Duplicate as error:
            error.receipt = error.receipt and self._with_known_comment(error.receipt, part)
            raise
        urn = answer.headers.get("x-restli-id", "")
        if not urn.startswith("urn:li:"):
            raise Uncertain(
                "LinkedIn gave an answer that names no post; it may be live", hint=SETTLING
            )
        receipt = receipt_of(urn, datetime.now(UTC))
        if self._lacking:
            note, hint = "; ".join(self._lacking), "add them on linkedin.com"
            receipt = replace(receipt, note=note, note_hint=hint)
        return self._with_comment(receipt, part.comment) if part.comment else receipt

    def upload(self, post: Post) -> tuple[str, ...]:
        return self.resume(replace(post, uploads=()), lambda names: None)

    def resume(self, post: Post, keep: Callable[[tuple[str, ...]], None]) -> tuple[str, ...]:
        from repurpose.publishers._linkedin_media import Uploader
        from repurpose.publishers._media import attachments

        self._lacking.clear()
        self._commentary(post.parts[0])
        found = attachments(post.parts[0], self.rules, "LinkedIn", "image", "video", "document")
        uploader = Uploader(
            call=self._call, bare=self._bare_call, owner=self._author, language=post.language,
            patience=self._context.patience, keep=keep, lacks=self._lacking.append, progress=self._context.progress,
        )  # fmt: skip
        return uploader.upload(found, post.uploads)

    def find(self, post: Post, key: str) -> Receipt | None:
        if post.sent_at is None:
            return None
        since = earliest(post.sent_at).timestamp() * 1000
        wanted = plain(whole_text(post.parts[0]))
        for element in self._own_since(since):
            if plain(unescaped(str(element.get("commentary", "")))) == wanted:
                found = receipt_of(str(element["id"]), moment_of(element))
                return self._with_known_comment(found, post.parts[0])
        return None

    def standing(self, since: datetime) -> Iterator[Standing]:
        for element in self._own_since(since.timestamp() * 1000):
            receipt = receipt_of(str(element["id"]), moment_of(element))
            yield Standing(
                remote_id=receipt.remote_id, url=receipt.url, published_at=receipt.published_at,
                text=plain(unescaped(str(element.get("commentary", "")))),
            )  # fmt: skip

    def delete(self, remote_id: str) -> None:
        answer = self._door.call("DELETE", f"/rest/posts/{quote(remote_id, safe='')}")
        if answer.status_code >= 400 and answer.status_code != 404:
            raise self._refusal(answer)

    def verify(self) -> str:
        """The member's name, or the organisation's URN."""
        if ":organization:" in self._author:
            self._call("GET", "/rest/organizationAcls?q=roleAssignee&state=APPROVED")
            return self._author
        return str(self._member.get("name") or self._member.get("sub"))

    # ── calls ──

    @cached_property
    def _author(self) -> str:
        return str(self._context.settings.get("author") or f"urn:li:person:{self._member['sub']}")

    @cached_property
    def _member(self) -> Mapping[str, Any]:
        from repurpose.publishers._answers import document

        try:
            found = document(self._call("GET", "/v2/userinfo"))
        except Expired:
            raise
        except Rejected as error:
            raise LoginError(
                f"LinkedIn does not say whom the login belongs to: {error.message}",
                where=self._label,
                hint=f"set channels.{self._label}.author to urn:li:person:… or "
                "urn:li:organization:… in repurpose.yaml",
            ) from error
        if not found.get("sub"):
            raise Unavailable("LinkedIn does not say whose login it is", hint="try again later")
        return found

    @cached_property
    def _door(self) -> Door:
        from repurpose.publishers._http import Bearer, Door

        return Door(
            name="LinkedIn",
            base=self._base,
            auth=Bearer(self._token),
            hidden=(self._token,),
            domains=(DOMAIN,),
            headers={"Linkedin-Version": self._version, "X-Restli-Protocol-Version": "2.0.0"},
            timeout=self._context.timeout,
            patience=self._context.patience,
            final=self._day_is_over,
        )

    @cached_property
    def _bare_door(self) -> Door:
        from repurpose.publishers._http import NoLogin

        return replace(self._door, auth=NoLogin(), headers={})

    def _bare_call(self, method: str, path: str, **more: Any) -> requests.Response:
        """A call without the login, whose answer is good."""
        answer = self._bare_door.call(method, path, **more)
        if answer.status_code >= 400:
            raise Rejected(
                f"LinkedIn does not take the video: {self._door.said(answer)}",
                where=self._label,
                hint="begin anew: repurpose outbox retry",
            )
        return answer

    def _call(
        self, method: str, path: str, *, creates: bool = False, **more: Any
    ) -> requests.Response:
        """A call whose answer is good. Raises for all others."""
        answer = self._door.call(method, path, creates=creates, **more)
        if answer.status_code >= 400:
            raise self._refusal(answer)
        return answer

    def _own_since(self, since: float) -> Iterator[Mapping[str, Any]]:
        """The account's posts since then (milliseconds since 1970), the newest first. Raises Uncertain
        at the end where there may be more."""
        elements = self._own_posts()
        yield from (element for element in elements if created(element) >= since)
        if len(elements) >= PAGE and min(map(created, elements)) >= since:
            raise Uncertain(
                "LinkedIn shows more posts than can be looked through",
                where=self._label,
                hint=f"look at the account yourself: {FEED}",
            )

    def _own_posts(self) -> list[Mapping[str, Any]]:
        """The account's posts, the newest first. Raises Uncertain where it does not show them."""
        from repurpose.publishers._answers import document

        query = f"q=author&author={quote(self._author, safe='')}&count={PAGE}&sortBy=CREATED"
        try:
            answer = self._call(
                "GET", f"/rest/posts?{query}", headers={"X-RestLi-Method": "FINDER"}
            )
        except Expired:
            raise
        except Rejected as error:
            raise Uncertain(
                "LinkedIn does not show this login what stands on the account",
                where=self._label,
                hint=f"look at the account yourself: {FEED}",
            ) from error
        elements = document(answer).get("elements")
        if not isinstance(elements, list):
            raise Unavailable("LinkedIn gave an answer that cannot be read", hint="try again later")
        return [element for element in elements if isinstance(element, dict)]

    # ── the post ──

    def _body(self, part: Part) -> dict[str, Any]:
        body: dict[str, Any] = {
            "author": self._author,
            "commentary": self._commentary(part),
            "visibility": self._context.settings.get("visibility", "PUBLIC"),
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
        }
        if part.link and not part.media and part.link not in (part.comment or ""):
            title = (part.link_title or part.link)[:TITLE_LIMIT]
            body["content"] = {"article": {"source": part.link, "title": title}}
        return body

    def _with_comment(self, receipt: Receipt, comment: str) -> Receipt:
        """The receipt, with a note where the post stands without its first comment."""
        urn = receipt.remote_id
        body = {"actor": self._author, "object": urn, "message": {"text": escaped(comment)}}
        path = f"/rest/socialActions/{quote(urn, safe='')}/comments"
        try:
            self._call("POST", path, creates=True, json=body)
        except PublishError as error:
            why = "" if isinstance(error, Uncertain) else error.message
            return without_comment(receipt, comment, why)
        return receipt

    def _with_known_comment(self, receipt: Receipt, part: Part) -> Receipt:
        """The receipt of a post that an earlier run made; members cannot ask for comments."""
        from repurpose.publishers._answers import child, document

        if not part.comment:
            return receipt
        try:
            path = f"/rest/socialActions/{quote(receipt.remote_id, safe='')}/comments"
            found = document(self._call("GET", path)).get("elements")
        except PublishError:
            return without_comment(receipt, part.comment, "")
        texts = [child(each, "message", "text") for each in found or ()]
        if plain(part.comment) in (plain(unescaped(str(text))) for text in texts):
            return receipt
        return without_comment(receipt, part.comment, "the run that made it was stopped")

    def _commentary(self, part: Part) -> str:
        """The text in LinkedIn's "little" format. Within the limit with and without backslashes:
        which of the two is counted is not documented."""
        whole = whole_text(part)
        text = escaped(whole)
        for length, how in (
            (measure(whole, self.rules), ""),
            (measure(text, self.rules), ", escaped as LinkedIn asks"),
        ):
            if length > self.rules.limit:
                raise Rejected(
                    f"the text has {length} of {self.rules.limit} characters{how}",
                    where=self._label,
                    hint="shorten it: repurpose outbox edit",
                )
        return text

    # ── refusals ──

    def _day_is_over(self, answer: requests.Response) -> PublishError | None:
        """The limits of members and apps count by UTC days; LinkedIn sends no header with them."""
        if answer.status_code != 429 or "Retry-After" in answer.headers:
            return None
        if " DAY " not in self._door.said(answer).upper():
            return None
        tomorrow = datetime.now(UTC).date() + timedelta(days=1)
        return Unavailable(
            "LinkedIn takes no more today (daily limit)",
            where=self._label,
            hint="it goes out tomorrow: repurpose publish --due",
            retry_at=datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=UTC),
        )

    def _refusal(self, answer: requests.Response) -> PublishError:
        words = self._door.said(answer)
        return refusal(answer, words, self._label, variable=self._variable, version=self._version)
