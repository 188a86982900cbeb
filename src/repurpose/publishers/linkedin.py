"""LinkedIn, through its documented Posts API.

Sources: learn.microsoft.com/linkedin: marketing/community-management/shares/posts-api, images-api,
little-text-format; shared/api-guide/concepts/rate-limits and error-handling. State of November 2026.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from repurpose.errors import (
    Duplicate,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import Media, Part, Post, Receipt, Rules
from repurpose.protocols import PublishContext, Secret
from repurpose.text.counting import measure

if TYPE_CHECKING:
    import requests

    from repurpose.publishers._http import Door

API = "https://api.linkedin.com"
VERSION = "202609"
TITLE_LIMIT = 400
# Each is preceded by a backslash; where one is missed, LinkedIn takes the post and cuts it there
# without a word. Addresses are no exception in the rule, so they are escaped as well.
RESERVED = re.compile(r"[\\|{}@\[\]()<>#*_~]")
_HASHTAG = re.compile(r"(?<![\w#&/])#(?=[^\W_]*[^\W\d_])[^\W_]+(?![\w#])")
_URN = re.compile(r"urn:li:(?:share|ugcPost|activity):\d+")
_WAITS = (0.5, 1.0, 2.0, 4.0)  # seconds between looks at a picture that is being processed
_GRACE = 2.0  # seconds, where a member's token may not look


class LinkedIn:
    """A member's or an organisation's account."""

    rules: ClassVar[Rules] = Rules(
        limit=3000,
        measure="utf16",
        max_parts=1,
        link="card",
        images=1,
        image_bytes=10_000_000,
        image_types=("image/jpeg", "image/png", "image/gif"),
        alt_limit=4086,
    )
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
        token = context.secret("access_token")
        if not token:
            raise LoginError(
                "the login of LinkedIn is missing",
                where=self._label,
                hint=f"set {self._variable}; see: repurpose doctor",
            )
        self._token = token

    def __repr__(self) -> str:
        return f"<LinkedIn {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        part = post.parts[0]
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
        if part.media:
            [urn] = post.uploads or self.upload(post)
            body["content"] = {"media": {"id": urn, "altText": part.media[0].alt}}
        elif part.link:
            title = (part.link_title or part.link)[:TITLE_LIMIT]
            body["content"] = {"article": {"source": part.link, "title": title}}
        answer = self._call("POST", "/rest/posts", creates=True, json=body)
        urn = answer.headers.get("x-restli-id", "")
        if not urn.startswith("urn:li:"):
            raise Uncertain("LinkedIn gave an answer that names no post; it may be live")
        return _receipt(urn, datetime.now(UTC))

    def upload(self, post: Post) -> tuple[str, ...]:
        return tuple(self._upload(medium) for medium in post.parts[0].media[: self.rules.images])

    def find(self, post: Post, key: str) -> Receipt | None:
        query = f"q=author&author={quote(self._author, safe='')}&count=50&sortBy=LAST_MODIFIED"
        headers = {"X-RestLi-Method": "FINDER"}
        answer = self._door.call("GET", f"/rest/posts?{query}", headers=headers)
        if answer.status_code >= 400 and answer.status_code != 403:
            raise self._refusal(answer)
        try:
            elements = answer.json()["elements"]
        except (ValueError, KeyError, TypeError):
            raise Uncertain(
                "LinkedIn does not show this login what stands on the account"
            ) from None
        wanted = plain(post.parts[0].text)
        since = (post.sent_at.timestamp() - 300) * 1000 if post.sent_at else 0.0
        for element in elements:
            created = float(element.get("createdAt") or element.get("publishedAt") or since)
            if created >= since and plain(unescaped(str(element.get("commentary", "")))) == wanted:
                return _receipt(str(element["id"]), datetime.fromtimestamp(created / 1000, UTC))
        return None

    def verify(self) -> str:
        """The member's name, or the organisation's URN."""
        if ":organization:" in self._author:
            self._call("GET", "/rest/organizationAcls?q=roleAssignee&state=APPROVED")
            return self._author
        document = self._member
        return str(document.get("name") or document.get("sub"))

    # ── calls ──

    @property
    def _label(self) -> str:
        account = self._context.account
        return "linkedin" if account == "default" else f"linkedin:{account}"

    @property
    def _variable(self) -> str:
        words = re.sub(r"[^A-Za-z0-9]", "_", self._label).upper()
        return f"REPURPOSE_{words}_ACCESS_TOKEN"

    @property
    def _version(self) -> str:
        return str(self._context.settings.get("api_version") or VERSION)

    @cached_property
    def _author(self) -> str:
        return str(self._context.settings.get("author") or f"urn:li:person:{self._member['sub']}")

    @cached_property
    def _member(self) -> Mapping[str, Any]:
        answer = self._door.call("GET", "/v2/userinfo")
        if answer.status_code == 401:
            raise self._refusal(answer)
        try:
            document: Mapping[str, Any] = answer.json()
            document["sub"]
        except (ValueError, KeyError, TypeError):
            raise LoginError(
                "LinkedIn does not say whom the login belongs to",
                where=self._label,
                hint=f"set channels.{self._label}.author to urn:li:person:… or "
                "urn:li:organization:… in repurpose.yaml",
            ) from None
        return document

    @cached_property
    def _door(self) -> Door:
        from repurpose.publishers._http import Bearer, Door

        return Door(
            name="LinkedIn",
            base=str(self._context.settings.get("api_url") or API).rstrip("/"),
            auth=Bearer(self._token),
            headers={"Linkedin-Version": self._version, "X-Restli-Protocol-Version": "2.0.0"},
            timeout=self._context.timeout,
            patience=self._context.patience,
        )

    def _call(
        self, method: str, path: str, *, creates: bool = False, **more: Any
    ) -> requests.Response:
        answer = self._door.call(method, path, creates=creates, **more)
        if answer.status_code >= 400:
            raise self._refusal(answer)
        if not creates and answer.content:
            try:
                answer.json()
            except ValueError:
                raise Unavailable("LinkedIn gave an answer that cannot be read") from None
        return answer

    def _commentary(self, part: Part) -> str:
        """The text in LinkedIn's "little" format. Within the limit with and without backslashes:
        which of the two is counted is not documented."""
        text = escaped(part.text)
        length = measure(text, self.rules)
        if length > self.rules.limit:
            raise Rejected(
                f"the text has {length} of {self.rules.limit} characters, escaped as LinkedIn asks",
                where=self._label,
                hint="shorten it: repurpose outbox edit",
            )
        return text

    def _upload(self, medium: Media) -> str:
        from repurpose.publishers._pictures import checked

        content, mime = checked(medium, self.rules, "LinkedIn")
        answer = self._call(
            "POST", "/rest/images?action=initializeUpload",
            json={"initializeUploadRequest": {"owner": self._author}},
        )  # fmt: skip
        try:
            value = answer.json()["value"]
            address, urn = str(value["uploadUrl"]), str(value["image"])
        except (KeyError, TypeError):
            raise Unavailable("LinkedIn gave no address for the picture") from None
        self._call("PUT", address, data=content, headers={"Content-Type": mime})
        self._await_picture(urn)
        return urn

    def _await_picture(self, urn: str) -> None:
        """Until LinkedIn has processed it; a member's token may not look, so it waits a little."""
        for wait in (*_WAITS, None):
            try:
                status = self._call("GET", f"/rest/images/{quote(urn, safe='')}").json()["status"]
            except (Rejected, KeyError):
                time.sleep(min(_GRACE, self._context.patience))
                return
            if status == "AVAILABLE":
                return
            if status == "PROCESSING_FAILED" or wait is None:
                break
            time.sleep(wait)
        raise Rejected(
            "LinkedIn cannot process the picture", where=self._label, hint="save it anew"
        )

    # ── refusals ──

    def _refusal(self, answer: requests.Response) -> PublishError:
        from repurpose.publishers._http import words_of

        words, codes = words_of(answer), _codes(answer)
        if answer.status_code == 401:
            return LoginError(
                "the login of LinkedIn is not valid (any more)",
                where=self._label,
                hint=f"it lasts 60 days: make a new token at linkedin.com/developers and set "
                f"{self._variable}",
            )
        if answer.status_code == 426 or "VERSION" in str(codes):
            return Rejected(
                f"LinkedIn's API has no version {self._version} (any more)",
                where=self._label,
                hint=f"set channels.{self._label}.api_version to a living one, e.g. this year's",
            )
        if answer.status_code == 422 and "DUPLICATE_POST" in codes:
            found = _URN.search(answer.text)
            return Duplicate(
                "LinkedIn says that this text stands on the account already",
                where=self._label,
                hint="change the text: repurpose outbox edit; or: repurpose outbox done",
                receipt=_receipt(found[0], datetime.now(UTC)) if found else None,
            )
        if answer.status_code == 403:
            return LoginError(
                f"the login of LinkedIn may not do this: {words}",
                where=self._label,
                hint=f"it needs w_member_social (a member) or w_organization_social; and the "
                f"author must be its own: channels.{self._label}.author",
            )
        return Rejected(
            f"LinkedIn refuses it: {words}",
            where=self._label,
            hint="change the post: repurpose outbox edit",
        )


def escaped(text: str) -> str:
    """A text in the "little" format: reserved characters escaped, hashtags left as they are."""
    out: list[str] = []
    last = 0
    for tag in _HASHTAG.finditer(text):
        out += [RESERVED.sub(r"\\\g<0>", text[last : tag.start()]), tag[0]]
        last = tag.end()
    out.append(RESERVED.sub(r"\\\g<0>", text[last:]))
    return "".join(out)


def unescaped(text: str) -> str:
    """The reverse, for texts that LinkedIn gives back; {hashtag|\\#|word} is #word."""
    text = re.sub(r"\{hashtag\|\\?#\|([^}]*)\}", r"#\1", text)
    return re.sub(r"\\([\\|{}@\[\]()<>#*_~])", r"\1", text)


def plain(text: str) -> str:
    """For comparing: NFC and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _codes(answer: requests.Response) -> list[str]:
    try:
        document = answer.json()
        details = (document.get("errorDetails") or {}).get("inputErrors") or ()
        return [str(document.get("code")), *(str(detail.get("code")) for detail in details)]
    except (ValueError, AttributeError):
        return []


def _receipt(urn: str, moment: datetime) -> Receipt:
    return Receipt(
        remote_id=urn, url=f"https://www.linkedin.com/feed/update/{urn}", published_at=moment
    )
