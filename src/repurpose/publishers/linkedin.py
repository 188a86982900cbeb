"""LinkedIn, through its documented Posts API.

Sources: learn.microsoft.com/linkedin: marketing/community-management/shares/posts-api, images-api,
little-text-format; shared/api-guide/concepts/rate-limits and error-handling. State of November 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from repurpose import channels
from repurpose.errors import (
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import Part, Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext, Secret
from repurpose.publishers import _login
from repurpose.publishers._linkedin_refusals import Expired, receipt_of, refusal
from repurpose.text.counting import measure
from repurpose.text.little import escaped, plain, unescaped

if TYPE_CHECKING:
    import requests

    from repurpose.publishers._http import Door

API = "https://api.linkedin.com"
DOMAIN = "linkedin.com"
VERSION = "202609"
TITLE_LIMIT = 400
CLOCKS_DIFFER = timedelta(minutes=5)
PAGE = 100  # posts; the most that the finder gives
_WAITS = (0.5, 1.0, 2.0, 4.0)  # seconds between looks at a picture that is being processed
_GRACE = 2.0  # seconds, where a member's token may not look


class LinkedIn:
    """A member's or an organisation's account."""

    rules: ClassVar[Rules] = channels.rules_of("linkedin")
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
        self._base = _login.address(context, API)
        self._variable = _login.variable(context, "access_token")
        self._version = str(context.settings.get("api_version") or VERSION)
        self._token = _login.secrets(context, ["access_token"]).get("access_token", "")
        if not self._token:
            raise LoginError(
                "the login of LinkedIn is missing",
                where=self._label,
                hint=f"set {self._variable}; see: repurpose doctor",
            )

    def __repr__(self) -> str:
        return f"<LinkedIn {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        from repurpose.publishers._http import SETTLING

        body = self._body(post.parts[0])
        if post.parts[0].media:
            [urn] = post.uploads or self.upload(post)
            body["content"] = {"media": {"id": urn, "altText": post.parts[0].media[0].alt}}
        answer = self._call("POST", "/rest/posts", creates=True, json=body)
        urn = answer.headers.get("x-restli-id", "")
        if not urn.startswith("urn:li:"):
            raise Uncertain(
                "LinkedIn gave an answer that names no post; it may be live", hint=SETTLING
            )
        return receipt_of(urn, datetime.now(UTC))

    def upload(self, post: Post) -> tuple[str, ...]:
        from repurpose.publishers._media import attachments

        self._commentary(post.parts[0])
        found = attachments(post.parts[0], self.rules, "LinkedIn", "image")
        return tuple(self._upload(picture.content(), picture.mime) for picture in found)

    def find(self, post: Post, key: str) -> Receipt | None:
        if post.sent_at is None:
            return None
        since = (post.sent_at - CLOCKS_DIFFER).timestamp() * 1000
        wanted = plain(_whole_text(post.parts[0]))
        for element in self._own_since(since):
            if plain(unescaped(str(element.get("commentary", "")))) == wanted:
                return receipt_of(str(element["id"]), _moment(element))
        return None

    def standing(self, since: datetime) -> Iterator[Standing]:
        for element in self._own_since(since.timestamp() * 1000):
            receipt = receipt_of(str(element["id"]), _moment(element))
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
        yield from (element for element in elements if _created(element) >= since)
        if len(elements) >= PAGE and min(map(_created, elements)) >= since:
            raise Uncertain("LinkedIn shows more posts than can be looked through")

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
                "LinkedIn does not show this login what stands on the account", where=self._label
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
        if part.link and not part.media:
            title = (part.link_title or part.link)[:TITLE_LIMIT]
            body["content"] = {"article": {"source": part.link, "title": title}}
        return body

    def _commentary(self, part: Part) -> str:
        """The text in LinkedIn's "little" format. Within the limit with and without backslashes:
        which of the two is counted is not documented."""
        whole = _whole_text(part)
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

    def _upload(self, content: bytes, mime: str) -> str:
        """An address takes its bytes once: where the answer to them was lost, it begins anew."""
        for last in (False, True):
            address, urn = self._announce()
            try:
                self._call("PUT", address, tries=1, data=content, headers={"Content-Type": mime})
            except Unavailable:
                if last:
                    raise
            else:
                break
        self._await_picture(urn)
        return urn

    def _announce(self) -> tuple[str, str]:
        """Where the bytes go, and what the picture will be called."""
        from repurpose.publishers._answers import child, document

        answer = self._call(
            "POST", "/rest/images?action=initializeUpload",
            json={"initializeUploadRequest": {"owner": self._author}},
        )  # fmt: skip
        value = child(document(answer), "value")
        address, urn = child(value, "uploadUrl"), child(value, "image")
        if not isinstance(address, str) or not isinstance(urn, str):
            raise Unavailable("LinkedIn gave no address for the picture", hint="try again later")
        return address, urn

    def _await_picture(self, urn: str) -> None:
        """Until LinkedIn has processed it; a member's token may not look, so it waits a little."""
        from repurpose.publishers._answers import document
        from repurpose.publishers._http import wait

        for pause in (*_WAITS, None):
            try:
                answer = self._call("GET", f"/rest/images/{quote(urn, safe='')}")
            except Expired:
                raise
            except Rejected:
                return wait(min(_GRACE, self._context.patience))
            status = document(answer).get("status")
            if status == "AVAILABLE":
                return None
            if status == "PROCESSING_FAILED":
                raise Rejected(
                    "LinkedIn cannot process the picture", where=self._label, hint="save it anew"
                )
            if pause is not None:
                wait(pause)
        raise Unavailable("LinkedIn is still processing the picture", hint="try again later")

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


def _whole_text(part: Part) -> str:
    """The text; with the link below it where a picture takes the place of the card, for LinkedIn
    shows one or the other."""
    if not part.media or not part.link or part.link in part.text:
        return part.text
    return f"{part.text}\n\n{part.link}"


def _moment(element: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(_created(element) / 1000, UTC)


def _created(element: Mapping[str, Any]) -> float:
    """When a post was made, in milliseconds since 1970; now where LinkedIn does not say."""
    value = element.get("createdAt") or element.get("publishedAt")
    now = datetime.now(UTC).timestamp() * 1000
    return float(value) if isinstance(value, int | float) else now
