"""X. Posts and reading through tweepy, pictures through the v2 media endpoints that tweepy lacks.

Sources: docs.x.com: x-api/posts/manage-tweets, x-api/media, fundamentals/response-codes; the
OpenAPI description of the API, version 2. State of November 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

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
from repurpose.publishers._clocks import earliest
from repurpose.text.counting import measure

if TYPE_CHECKING:
    import requests
    import tweepy

    from repurpose.publishers._http import Door

API = "https://api.x.com"
OAUTH1 = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
MOST_PAGES = 5


class Twitter:
    """X. With four secrets it logs in by OAuth 1.0a, with `access_token` alone by OAuth 2."""

    rules: ClassVar[Rules] = channels.rules_of("twitter")
    options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "budget": {
            "type": "number",
            "minimum": 0,
            "description": "The most that X may cost in a month, in US dollars. Posts that would cost "
            "more wait for the next month.",
        },
    }
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
        self._label = _login.label(context)
        self._lacking: list[str] = []  # what the post lacks whose media were uploaded last
        self._base = _login.address(context, API)
        self._secrets = _login.secrets(context, OAUTH1)
        if set(self._secrets) not in ({"access_token"}, set(OAUTH1)):
            raise self._incomplete()

    def __repr__(self) -> str:
        return f"<Twitter {self._label}>"

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        self._check_length(post.parts[0])
        media_ids = post.uploads or self.upload(post)
        answer = self._client.create_tweet(
            text=post.parts[0].text,
            media_ids=list(media_ids) or None,
            in_reply_to_tweet_id=post.reply_to,
            user_auth=self._is_oauth1,
        )
        receipt = _receipt(answer["data"]["id"], datetime.now(UTC))
        return replace(receipt, note="; ".join(self._lacking), note_hint="add them on x.com")

    def upload(self, post: Post) -> tuple[str, ...]:
        return self.resume(replace(post, uploads=()), lambda names: None)

    def resume(self, post: Post, keep: Callable[[tuple[str, ...]], None]) -> tuple[str, ...]:
        from repurpose.publishers._media import attachments
        from repurpose.publishers._x_media import Uploader

        self._lacking.clear()
        self._check_length(post.parts[0])
        found = attachments(post.parts[0], self.rules, "X", "image", "video")
        uploader = Uploader(
            call=self._call,
            patience=self._context.patience,
            language=post.language,
            keep=keep,
            lacks=self._lacking.append,
            progress=self._context.progress,
        )
        return uploader.upload(found, post.uploads)

    def find(self, post: Post, key: str) -> Receipt | None:
        if post.sent_at is None:
            return None
        from repurpose.publishers._answers import aware
        from repurpose.publishers._x_timeline import is_same

        for tweet in self._shown_since(earliest(post.sent_at)):
            if is_same(tweet, post, str(self._me.get("username", ""))):
                return _receipt(tweet["id"], aware(tweet.get("created_at")))
        return None

    def standing(self, since: datetime) -> Iterator[Standing]:
        from repurpose.publishers._answers import aware
        from repurpose.publishers._x_timeline import shown_text

        for tweet in self._shown_since(since):
            receipt = _receipt(tweet["id"], aware(tweet.get("created_at")))
            yield Standing(
                remote_id=receipt.remote_id, url=receipt.url, text=shown_text(tweet),
                published_at=receipt.published_at,
            )  # fmt: skip

    def delete(self, remote_id: str) -> None:
        answer = self._door.call("DELETE", f"/2/tweets/{remote_id}")
        if answer.status_code >= 400 and answer.status_code != 404:
            raise self._refusal(answer)

    def verify(self) -> str:
        """The account's name, with the @."""
        return f"@{self._me.get('username', '')}"

    # ── the login ──

    @property
    def _is_oauth1(self) -> bool:
        return "consumer_key" in self._secrets

    def _incomplete(self) -> LoginError:
        missing = [name for name in OAUTH1 if name not in self._secrets]
        variables = [_login.variable(self._context, name) for name in OAUTH1]
        if not self._secrets:
            return _login.missing(self._context, "X")
        return LoginError(
            f"the login of X is not complete: {', '.join(missing)} missing",
            where=self._label,
            hint=f"set all four: {', '.join(variables)}; or an OAuth 2 access token alone",
        )

    @cached_property
    def _door(self) -> Door:
        from repurpose.publishers._http import Bearer, Door

        auth = self._signature() if self._is_oauth1 else Bearer(self._secrets["access_token"])
        return Door(
            name="X",
            base=self._base,
            auth=auth,
            hidden=tuple(self._secrets.values()),
            timeout=self._context.timeout,
            patience=self._context.patience,
            final=self._never_again,
        )

    def _signature(self) -> Any:
        from requests_oauthlib import OAuth1

        from repurpose.publishers._http import silence

        silence("oauthlib", "requests_oauthlib")
        key, secret, token, token_secret = (self._secrets[name] for name in OAUTH1)
        return OAuth1(key, secret, token, token_secret)

    # ── calls ──

    @cached_property
    def _client(self) -> tweepy.Client:
        import tweepy

        publisher = self

        class Client(tweepy.Client):  # type: ignore[misc]
            """tweepy's requests through our door: our host, time-outs and errors. tweepy's own
            would write the login into its log."""

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
        from repurpose.publishers._answers import child, document

        data = child(document(self._call("GET", "/2/users/me")), "data")
        if not isinstance(data, dict) or not data.get("id"):
            raise Unavailable("X does not say whose login it is", hint="try again later")
        return data

    def _call(
        self, method: str, path: str, *, creates: bool = False, **more: Any
    ) -> requests.Response:
        """A call whose answer is good and whole. Raises for all others."""
        from repurpose.publishers._answers import child, document
        from repurpose.publishers._http import SETTLING

        answer = self._door.call(method, path, creates=creates, **more)
        if answer.status_code >= 400:
            raise self._refusal(answer)
        found = document(answer)
        if creates and not isinstance(child(found, "data", "id"), str):
            raise Uncertain(
                "X gave an answer that cannot be read; the post may be live", hint=SETTLING
            )
        if not found and (answer.content or method == "GET"):
            raise Unavailable("X gave an answer that cannot be read", hint="try again later")
        return answer

    def _refusal(self, answer: requests.Response) -> PublishError:
        from repurpose.publishers._x_refusals import refusal

        names = {name: _login.variable(self._context, name) for name in self._secrets}
        return refusal(answer, self._door.said(answer), self._label, names)

    def _never_again(self, answer: requests.Response) -> PublishError | None:
        from repurpose.publishers._x_refusals import spent

        return spent(answer, self._door.said(answer), self._label)

    def _check_length(self, part: Part) -> None:
        length = measure(part.text, self.rules)
        if length > self.rules.limit:
            raise Rejected(
                f"the text has {length} of {self.rules.limit} characters, as X counts",
                where=self._label,
                hint="shorten it: repurpose outbox edit",
            )

    def _shown_since(self, since: datetime) -> Iterator[dict[str, Any]]:
        """As `_own_since`; Uncertain where the login may not see them."""
        try:
            yield from self._own_since(since)
        except LoginError:
            raise
        except Rejected as error:
            raise Uncertain(
                f"X does not show the account's posts: {error.message}",
                where=self._label,
                hint=error.hint,
            ) from error

    def _partly(self, words: str) -> Uncertain:
        return Uncertain(
            words, where=self._label, hint="look at the account yourself: https://x.com"
        )

    def _own_since(self, since: datetime) -> Iterator[dict[str, Any]]:
        """The account's own posts since then, the newest first; to the end, or it raises."""
        token: str | None = None
        for _ in range(MOST_PAGES):
            page = self._client.get_users_tweets(
                self._me["id"], start_time=since, max_results=100, pagination_token=token,
                tweet_fields=["created_at", "entities", "referenced_tweets", "text"],
                user_auth=self._is_oauth1,
            )  # fmt: skip
            meta = page.get("meta")
            yield from page.get("data") or ()
            if page.get("errors") or not isinstance(meta, dict) or "result_count" not in meta:
                raise self._partly("X shows only some of the account's posts")
            token = meta.get("next_token")
            if token is None:
                return
        raise self._partly("X shows more posts than can be looked through")


def _receipt(id_: Any, moment: datetime) -> Receipt:
    return Receipt(remote_id=str(id_), url=f"https://x.com/i/status/{id_}", published_at=moment)
