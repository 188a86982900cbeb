"""X's answers as they come from the real one: refusals by their meaning, posts found again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from repurpose.errors import Duplicate, LoginError, PublishError, Rejected, Uncertain
from repurpose.protocols import PublishContext
from repurpose.publishers.twitter import Twitter

from .conftest import now, post
from .scripted import Platform, running, said

ME = said(200, {"data": {"id": "5", "name": "Firma AG", "username": "Firma"}})
PROBLEM = "https://api.x.com/2/problems"


@pytest.fixture
def platform() -> Iterator[Platform]:
    with running() as told:
        yield told


@pytest.mark.parametrize(
    ("problem", "kind", "hint"),
    [
        ({"detail": "You are not allowed to create a Tweet with duplicate content."},
         Duplicate, "outbox done"),
        ({"detail": "Your client app is not configured with the appropriate oauth1 app permissions "
          "for this endpoint.", "type": f"{PROBLEM}/oauth1-permissions"}, LoginError, "read and write"),
        ({"title": "Unsupported Authentication", "type": f"{PROBLEM}/unsupported-authentication",
          "detail": "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint."},
         LoginError, "user token"),
        ({"title": "Client Forbidden", "type": f"{PROBLEM}/client-forbidden", "detail": "When "
          "authenticating requests you must use keys from a developer App attached to a Project."},
         LoginError, "console.x.com"),
        ({"detail": "Reply to this conversation is not allowed because you have not been mentioned "
          "or otherwise engaged by the author of the post you are replying to."}, Rejected, "by hand"),
        ({"detail": "Your account is suspended and is not permitted to access this feature."},
         Rejected, "log in at x.com"),
        ({"title": "UsageCapExceeded", "type": f"{PROBLEM}/usage-capped",
          "detail": "Usage cap exceeded: Monthly product cap"}, Rejected, "credits"),
        ({"detail": "Your Tweet text is too long."}, Rejected, "outbox edit"),
    ],
)  # fmt: skip
def test_a_403_by_its_meaning(
    platform: Platform, problem: dict[str, Any], kind: type[PublishError], hint: str
) -> None:
    platform.tell(said(403, {"status": 403, "title": "Forbidden", **problem}))
    with pytest.raises(PublishError) as caught:
        platform.twitter().publish(post("Grüße"), "key")
    assert type(caught.value) is kind
    assert hint in caught.value.hint
    assert len(platform.got) == 1


def test_a_wrong_signature_may_be_a_wrong_clock(platform: Platform) -> None:
    keys = dict.fromkeys(("consumer_key", "consumer_secret", "access_token_secret"), "k")
    context = PublishContext(
        channel="twitter", account="default", settings={"api_url": platform.url},
        secret={**keys, "access_token": "t"}.get,
    )  # fmt: skip
    platform.tell(said(401, {"title": "Unauthorized"}))
    with pytest.raises(LoginError) as caught:
        Twitter(context).publish(post("Grüße"), "key")
    assert "clock" in caught.value.hint
    assert "REPURPOSE_TWITTER_CONSUMER_SECRET" in caught.value.hint


# ── finding a post again ──


def tweet(text: str, reply_to: str | None = None, **entities: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": "77", "text": text, "created_at": "2026-11-23T09:00:00.000Z", "entities": entities,
    }  # fmt: skip
    if reply_to:
        found["referenced_tweets"] = [{"type": "replied_to", "id": reply_to}]
    return found


def timeline(*tweets: dict[str, Any], token: str | None = None, **more: Any) -> Any:
    meta = {"result_count": len(tweets), **({"next_token": token} if token else {})}
    return said(200, {"data": list(tweets), "meta": meta, **more})


def link(short: str, whole: str, shown: str = "", **more: Any) -> dict[str, Any]:
    return {"url": short, "expanded_url": whole, "display_url": shown or whole, **more}


A, B = "https://t.co/aaaaaaaaaa", "https://t.co/bbbbbbbbbb"
SEEN = [
    ("Grüße & <mehr> 🌲", tweet("Grüße &amp; &lt;mehr&gt; 🌲")),
    ("Cafe\u0301 um 8", tweet("Café um 8")),
    ("Mehr: example.org/a?b=c&d=e", tweet(f"Mehr: {A}", urls=[link(A, "http://example.org/a?b=c&d=e")])),
    ("https://example.org", tweet(A, urls=[link(A, "https://example.org/")])),
    ("Zwei\r\n\r\nZeilen  ", tweet("Zwei\n\nZeilen")),
    ("Mit Bild", tweet(f"Mit Bild {B}", urls=[link(B, "https://x.com/Firma/status/77/photo/1", "pic.x.com/b")])),
    ("Mit Bild", tweet(f"Mit Bild {B}", urls=[link(B, "https://x.com/i/77", "x", media_key="3_1")])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), SEEN)
def test_a_post_is_known_again(platform: Platform, text: str, shown: dict[str, Any]) -> None:
    platform.tell(ME, timeline(tweet("Etwas anderes"), shown))
    found = platform.twitter().find(post(text, sent_at=now()), "key")
    assert found is not None
    assert (found.remote_id, found.url) == ("77", "https://x.com/i/status/77")
    assert found.published_at == datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Grüße", tweet("Grüße!")),
        ("Grüße", tweet("grüße")),
        ("Grüße", tweet("Grüße", reply_to="12")),
        ("https://example.org/a", tweet(A, urls=[link(A, "https://example.org/b")])),
    ],
)
def test_a_post_is_not_taken_for_another(
    platform: Platform, text: str, shown: dict[str, Any]
) -> None:
    platform.tell(ME, timeline(shown))
    assert platform.twitter().find(post(text, sent_at=now()), "key") is None


def test_a_reply_is_known_by_what_it_answers(platform: Platform) -> None:
    sent = post("Zwei", reply_to="12", sent_at=now())
    platform.tell(ME, timeline(tweet("Zwei", reply_to="13"), tweet("@firma Zwei", reply_to="12")))
    assert platform.twitter().find(sent, "key") is not None


def test_all_pages_since_shortly_before_the_attempt_are_read(platform: Platform) -> None:
    sent_at = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    platform.tell(ME, timeline(tweet("Eins"), token="weiter"), timeline(tweet("Zwei")))
    publisher = platform.twitter()
    assert publisher.find(post("Zwei", sent_at=sent_at), "key") is not None
    asked = [parse_qs(urlsplit(got.path).query) for got in platform.got[1:]]
    start = datetime.fromisoformat(asked[0]["start_time"][0])
    assert timedelta(0) < sent_at - start < timedelta(days=3)
    assert asked[1]["pagination_token"] == ["weiter"]
    platform.tell(timeline())
    assert publisher.find(post("Drei", sent_at=sent_at), "key") is None
    assert platform.calls.count("GET /2/users/me") == 1, "who one is does not change"


def test_no_posts_at_all_is_certain(platform: Platform) -> None:
    platform.tell(ME, said(200, {"meta": {"result_count": 0}}))
    assert platform.twitter().find(post("Grüße", sent_at=now()), "key") is None


@pytest.mark.parametrize(
    "page",
    [
        timeline(tweet("Eins"), errors=[{"title": "Authorization Error"}]),
        said(200, {"errors": [{"title": "Not Found Error", "detail": "no such user"}]}),
        said(200, {"data": []}),
    ],
)
def test_a_list_with_gaps_proves_nothing(platform: Platform, page: Any) -> None:
    platform.tell(ME, page)
    with pytest.raises(Uncertain):
        platform.twitter().find(post("Zwei", sent_at=now()), "key")


def test_a_list_without_end_proves_nothing(platform: Platform) -> None:
    platform.tell(ME, *[timeline(tweet("Eins"), token="weiter")] * 9)
    with pytest.raises(Uncertain):
        platform.twitter().find(post("Zwei", sent_at=now()), "key")
