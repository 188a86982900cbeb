"""X. Posts and reading through tweepy, pictures through the v2 media endpoints that tweepy lacks.

Sources: docs.x.com: x-api/posts/manage-tweets, x-api/media, fundamentals/response-codes; the
OpenAPI description of the API, version 2. State of November 2026.
"""

from __future__ import annotations

import html
import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from repurpose.errors import (
    Duplicate,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import Media, Post, Receipt, Rules
from repurpose.protocols import PublishContext, Secret

if TYPE_CHECKING:
    import requests
    import tweepy

    from repurpose.publishers._http import Door

API = "https://api.x.com"
OAUTH1 = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
CLOCKS_DIFFER = timedelta(minutes=5)
MOST_PAGES = 5
PICTURES = ("pic.x.com", "pic.twitter.com")
_PICTURE = re.compile(r"/status/\d+/(?:photo|video)/\d+$")
_ADDRESS = re.compile(r"https?://|(?<=\w)/(?=\s|$)", re.IGNORECASE)


class Twitter:
    """X. With four secrets it logs in by OAuth 1.0a, with `access_token` alone by OAuth 2."""

    rules: ClassVar[Rules] = Rules(
        limit=280,
        measure="weighted",
        max_parts=10,
        link="text",
        images=1,
        image_bytes=5_000_000,
        image_types=("image/jpeg", "image/png", "image/webp", "image/gif"),
        alt_limit=1000,
    )
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    secrets: ClassVar[Sequence[Secret]] = (
        Secret(
            name="access_token", description="access token: OAuth 2 user token, or of OAuth 1.0a"
        ),
        Secret(name="access_token_secret", description="OAuth 1.0a only", required=False),
        Secret(name="consumer_key", description="OAuth 1.0a only: API key", required=False),
        Secret(name="consumer_secret", description="OAuth 1.0a only", required=False),
    )
    duplicate_window: ClassVar[int] = 0  # it refuses duplicates, but does not say for how long

    def __init__(self, context: PublishContext) -> None:
        self._context = context
        found = {name: context.secret(name) for name in OAUTH1}
        self._secrets = {name: value for name, value in found.items() if value}
        missing = [name for name in OAUTH1 if name not in self._secrets]
        if missing == ["consumer_key", "consumer_secret", "access_token_secret"]:
            missing = []  # OAuth 2
        if missing:
            incomplete = f"not complete: {', '.join(missing)} missing"
            raise LoginError(
                f"the login of X is {incomplete if self._secrets else 'missing'}",
                where=self._label,
                hint="set REPURPOSE_TWITTER_ACCESS_TOKEN, or all four of OAuth 1.0a; "
                "see: repurpose doctor",
            )

    def __repr__(self) -> str:
        return f"<Twitter {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        part = post.parts[0]
        media_ids = post.uploads or self.upload(post)
        answer = self._client.create_tweet(
            text=part.text,
            media_ids=list(media_ids) or None,
            in_reply_to_tweet_id=post.reply_to,
            user_auth=self._is_oauth1,
        )
        return _receipt(str(answer["data"]["id"]), datetime.now(UTC))

    def upload(self, post: Post) -> tuple[str, ...]:
        return tuple(self._upload(medium) for medium in post.parts[0].media)

    def find(self, post: Post, key: str) -> Receipt | None:
        if post.sent_at is None:
            return None
        wanted = plain(post.parts[0].text)
        try:
            for tweet in self._own_since(post.sent_at - CLOCKS_DIFFER):
                if plain(shown_text(tweet)) == wanted and _answers(tweet) == post.reply_to:
                    return _receipt(str(tweet["id"]), _moment(tweet.get("created_at")))
        except (LoginError, Unavailable):
            raise
        except Rejected as error:
            raise Uncertain(f"X does not show the account's posts: {error.message}") from error
        return None

    def verify(self) -> str:
        """The account's name, with the @."""
        return "@" + str(self._me["username"])

    # ── calls ──

    @property
    def _label(self) -> str:
        account = self._context.account
        return "twitter" if account == "default" else f"twitter:{account}"

    @property
    def _is_oauth1(self) -> bool:
        return "consumer_key" in self._secrets

    @cached_property
    def _door(self) -> Door:
        from repurpose.publishers._http import Bearer, Door

        auth: Any
        if self._is_oauth1:
            from requests_oauthlib import OAuth1

            for chatty in ("oauthlib", "requests_oauthlib"):  # they log keys and tokens
                logging.getLogger(chatty).setLevel(logging.WARNING)
            key, secret, token, token_secret = (self._secrets[name] for name in OAUTH1)
            auth = OAuth1(key, secret, token, token_secret)
        else:
            auth = Bearer(self._secrets["access_token"])
        return Door(
            name="X",
            base=str(self._context.settings.get("api_url") or API).rstrip("/"),
            auth=auth,
            timeout=self._context.timeout,
            patience=self._context.patience,
            final=self._never_again,
        )

    @cached_property
    def _client(self) -> tweepy.Client:
        import tweepy

        publisher = self

        class Client(tweepy.Client):  # type: ignore[misc]
            """tweepy's requests through our door: our host, time-outs and errors."""

            def request(
                self, method: str, route: str, params: Any = None, json: Any = None,
                user_auth: bool = False,
            ) -> requests.Response:  # fmt: skip
                creates = method == "POST" and route == "/2/tweets"
                return publisher._call(method, route, creates=creates, params=params, json=json)

        # The names only: what signs is the door.
        return Client(bearer_token="-", access_token="-", return_type=dict)  # noqa: S106

    @cached_property
    def _me(self) -> Mapping[str, Any]:
        data: Mapping[str, Any] = self._call("GET", "/2/users/me").json()["data"]
        return data

    def _call(
        self, method: str, path: str, *, creates: bool = False, **more: Any
    ) -> requests.Response:
        """A call whose answer is good and whole. Raises for all others."""
        answer = self._door.call(method, path, creates=creates, **more)
        if answer.status_code >= 400:
            raise self._refusal(answer)
        try:
            document = answer.json()
            whole = isinstance(document, dict) and (not creates or document["data"]["id"])
        except (ValueError, KeyError, TypeError):
            whole = False
        if whole or (not answer.content and not creates):
            return answer
        if creates:
            raise Uncertain("X gave an answer that cannot be read; the post may be live")
        raise Unavailable("X gave an answer that cannot be read", hint="try again later")

    def _upload(self, medium: Media) -> str:
        from repurpose.publishers._pictures import checked

        content, mime = checked(medium, self.rules, "X")
        name = "picture." + mime.removeprefix("image/")
        answer = self._call(
            "POST", "/2/media/upload",
            files={"media": (name, content, mime)}, data={"media_category": "tweet_image"},
        )  # fmt: skip
        try:
            media_id = str(answer.json()["data"]["id"])
        except (KeyError, TypeError):
            raise Unavailable("X gave no id for the picture", hint="try again later") from None
        self._call(
            "POST", "/2/media/metadata",
            json={"id": media_id, "metadata": {"alt_text": {"text": medium.alt}}},
        )  # fmt: skip
        return media_id

    def _own_since(self, since: datetime) -> Iterator[dict[str, Any]]:
        """The account's own posts since then, the newest first."""
        token: str | None = None
        for _ in range(MOST_PAGES):
            page = self._client.get_users_tweets(
                self._me["id"], start_time=since, max_results=100, pagination_token=token,
                tweet_fields=["created_at", "entities", "referenced_tweets", "text"],
                user_auth=self._is_oauth1,
            )  # fmt: skip
            yield from page.get("data") or ()
            token = (page.get("meta") or {}).get("next_token")
            if token is None:
                return
        raise Uncertain("X shows more posts than can be looked through")

    # ── refusals ──

    def _never_again(self, answer: requests.Response) -> PublishError | None:
        """Refusals that no waiting mends, though some come as 429."""
        from repurpose.publishers._http import words_of

        kind = _kind(answer)
        if kind.endswith(("usage-capped", "credits-depleted")) or answer.status_code == 402:
            return Rejected(
                f"X takes no more: {words_of(answer)}",
                where=self._label,
                hint="add credits or raise the limit at console.x.com, then: repurpose outbox retry",
            )
        return None

    def _refusal(self, answer: requests.Response) -> PublishError:
        from repurpose.publishers._http import words_of

        words = words_of(answer)
        said = f"X refuses it: {words}"
        lower = words.lower()
        if answer.status_code == 401:
            return LoginError(
                "the login of X is not valid (any more)",
                where=self._label,
                hint="make a new token at console.x.com and set "
                "REPURPOSE_TWITTER_ACCESS_TOKEN; OAuth 2 tokens last two hours, those of "
                "OAuth 1.0a do not end",
            )
        if answer.status_code == 403 and "duplicate" in lower:
            return Duplicate(
                "X says that this text stands on the account already",
                where=self._label,
                hint="change the text: repurpose outbox edit; or: repurpose outbox done",
            )
        if answer.status_code == 403 and ("permission" in lower or "oauth" in _kind(answer)):
            return LoginError(
                f"the login of X may not post: {words}",
                where=self._label,
                hint="give the app the right to write (read and write), then make a new token",
            )
        if answer.status_code == 403 and ("reply" in lower or "mentioned" in lower):
            return Rejected(
                said, where=self._label, hint="post the rest by hand: X limits replies by programs"
            )
        return Rejected(said, where=self._label, hint="change the post: repurpose outbox edit")


def shown_text(tweet: Mapping[str, Any]) -> str:
    """A post's text as it was sent: addresses as written, not as t.co; no picture's address."""
    text = html.unescape(str(tweet.get("text", "")))
    for address in (tweet.get("entities") or {}).get("urls") or ():
        own = "" if _is_picture(address) else str(address.get("expanded_url", ""))
        text = text.replace(str(address.get("url")), own)
    return text


def plain(text: str) -> str:
    """For comparing: NFC, single spaces, addresses without scheme and last slash."""
    return " ".join(_ADDRESS.sub("", unicodedata.normalize("NFC", text)).split())


def _is_picture(address: Mapping[str, Any]) -> bool:
    shown, whole = str(address.get("display_url", "")), str(address.get("expanded_url", ""))
    return "media_key" in address or shown.startswith(PICTURES) or bool(_PICTURE.search(whole))


def _answers(tweet: Mapping[str, Any]) -> str | None:
    """The id of the post that a post replies to."""
    for other in tweet.get("referenced_tweets") or ():
        if other.get("type") == "replied_to":
            return str(other["id"])
    return None


def _kind(answer: requests.Response) -> str:
    try:
        document = answer.json()
    except ValueError:
        return ""
    return str(document.get("type", "")) if isinstance(document, dict) else ""


def _receipt(id_: str, moment: datetime) -> Receipt:
    return Receipt(remote_id=id_, url=f"https://x.com/i/status/{id_}", published_at=moment)


def _moment(text: Any) -> datetime:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return datetime.now(UTC)
