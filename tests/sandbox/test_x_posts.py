"""Posting on X: what is taken, what is refused, what then stands there."""

from __future__ import annotations

import pytest

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import Clock, X


def test_a_post_stands_as_it_was_written(sandbox: Sandbox, x: X, clock: Clock) -> None:
    id_ = x.posted("Grüße aus Köln 😀: Fräsen & Hobeln")
    (post,) = sandbox.posts("twitter")
    assert (post.id, post.text, post.reply_to, post.media) == (
        id_,
        "Grüße aus Köln 😀: Fräsen & Hobeln",
        None,
        (),
    )
    assert post.created_at == clock.time


def test_a_thread_hangs_together(sandbox: Sandbox, x: X) -> None:
    first = x.posted("eins")
    second = x.reply("zwei", first).json()["data"]["id"]
    x.reply("drei", second)
    assert [post.reply_to for post in sandbox.posts("x")] == [None, first, second]
    fields = "conversation_id,referenced_tweets,in_reply_to_user_id"
    newest = x.timeline(**{"tweet.fields": fields})["data"][0]
    assert newest["conversation_id"] == first
    assert newest["referenced_tweets"] == [{"type": "replied_to", "id": second}]
    assert newest["in_reply_to_user_id"] == x.me()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("a" * 280, 201),
        ("a" * 281, 403),
        ("ä" * 280, 201),
        ("…" * 140, 201),
        ("…" * 141, 403),
        ("👩‍👩‍👧‍👦" * 140, 201),
        ("👩‍👩‍👧‍👦" * 141, 403),
        (f"https://example.com/{'a' * 500} " + "a" * 256, 201),
        (f"https://example.com/{'a' * 500} " + "a" * 257, 403),
        ("u\u0308" * 280, 201),
        ("Zahl\ufffe", 400),
        ("\ufeffZahl", 400),
        ("", 400),
        (" \n\t ", 400),
        ("$SAP steigt", 201),
        ("$SAP und $BMW steigen", 403),
        ("Das kostet 5$ oder $100", 201),
    ],
)
def test_what_a_text_may_be(sandbox: Sandbox, x: X, text: str, status: int) -> None:
    assert x.post(text).status_code == status
    assert len(sandbox.posts("twitter")) == (status == 201)


def test_too_long_is_worded_as_x_words_it(x: X) -> None:
    answer = x.post("a" * 281).json()
    assert answer["status"] == 403
    assert answer["detail"].startswith("Your Tweet text is too long.")


def test_links_become_t_co_and_markup_is_escaped(x: X) -> None:
    id_ = x.posted("<b>Fräsen & Hobeln</b>\nhttps://example.com/ä?b=1&c=2 example.org #Holzbau @du")
    post = x("GET", f"/2/tweets/{id_}", params={"tweet.fields": "entities"}).json()["data"]
    first, second = post["entities"]["urls"]
    assert post["text"] == (
        f"&lt;b&gt;Fräsen &amp; Hobeln&lt;/b&gt;\n{first['url']} {second['url']} #Holzbau @du"
    )
    assert first["url"].startswith("https://t.co/")
    assert len(first["url"]) == 23
    assert first["expanded_url"] == "https://example.com/ä?b=1&c=2"
    assert second["expanded_url"] == "http://example.org"
    for name, key, sign in (
        ("urls", "url", ""),
        ("hashtags", "tag", "#"),
        ("mentions", "username", "@"),
    ):
        for entity in post["entities"][name]:
            cut = post["text"][entity["start"] : entity["end"]]
            assert cut == sign + entity[key]


def test_a_duplicate_is_refused_until_the_first_is_deleted(sandbox: Sandbox, x: X) -> None:
    id_ = x.posted("Zweimal")
    again = x.post("  Zweimal\r\n")
    assert again.status_code == 403
    assert again.json()["detail"] == (
        "You are not allowed to create a Tweet with duplicate content."
    )
    assert x("DELETE", f"/2/tweets/{id_}").json() == {"data": {"deleted": True}}
    x.posted("Zweimal")
    assert len(sandbox.posts("twitter")) == 1


def test_another_account_may_say_the_same(sandbox: Sandbox, x: X) -> None:
    x.posted("Gleich")
    X(sandbox, "zweite").posted("Gleich")
    assert [post.account for post in sandbox.posts("twitter")] == ["default", "zweite"]
    assert len(sandbox.posts("twitter", "zweite")) == 1


def test_the_same_text_is_good_again_after_a_day(x: X, clock: Clock) -> None:
    x.posted("Guten Morgen")
    clock.advance(hours=25)
    x.posted("Guten Morgen")


def test_replies_go_to_ones_own_posts_or_to_who_mentions_one(sandbox: Sandbox, x: X) -> None:
    other = X(sandbox, "fremd")
    plain, mentioning = other.posted("Hallo zusammen"), other.posted("Was meint @sandbox dazu?")
    refused = x.reply("Guten Tag", plain)
    assert refused.status_code == 403
    assert "you have not been mentioned or otherwise engaged" in refused.json()["detail"]
    assert x.reply("Gern", mentioning).status_code == 201


def test_what_is_gone_cannot_be_answered(x: X) -> None:
    id_ = x.posted("Weg damit")
    x("DELETE", f"/2/tweets/{id_}")
    for target in (id_, "1"):
        answer = x.reply("Hallo?", target)
        assert answer.status_code == 403
        assert "deleted or not visible" in answer.json()["detail"]


def test_only_ones_own_posts_can_be_deleted(sandbox: Sandbox, x: X) -> None:
    id_ = X(sandbox, "fremd").posted("Meins")
    assert x("DELETE", f"/2/tweets/{id_}").status_code == 403
    assert x("DELETE", "/2/tweets/17").status_code == 404
    assert len(sandbox.posts("twitter")) == 1


@pytest.mark.parametrize(
    "extra",
    [
        {"quote_tweet_id": "1"},
        {"poll": {"options": ["a", "b"], "duration_minutes": 60}},
        {"community_id": "1"},
        {"nullcast": True},
    ],
)
def test_what_a_small_plan_cannot_do_is_refused(sandbox: Sandbox, x: X, extra: dict) -> None:
    assert x.post("Hallo", **extra).status_code == 403
    assert sandbox.posts("twitter") == []


def test_a_body_that_is_no_json_object_is_refused(x: X) -> None:
    json_type = {"Content-Type": "application/json"}
    for data in (
        b"",
        b"{",
        b"[]",
        b'"text"',
        b'{"text": NaN}',
        b'{"text": "\xff"}',
        b"null",
        b'{"text": "\\ud800"}',
    ):
        assert x("POST", "/2/tweets", data=data, headers=json_type).status_code == 400, data
    assert x("POST", "/2/tweets", data={"text": "Formular"}).status_code == 415


def test_calls_are_counted_and_limited(x: X, clock: Clock) -> None:
    first = x.post("Nummer 0")
    assert first.headers["x-rate-limit-limit"] == "100"
    assert first.headers["x-rate-limit-remaining"] == "99"
    for number in range(1, 100):
        assert x.post(f"Nummer {number}").status_code == 201
    refused = x.post("Nummer 100")
    assert refused.status_code == 429
    assert refused.json()["title"] == "Too Many Requests"
    reset = int(refused.headers["x-rate-limit-reset"])
    assert 0 < reset - clock.time.timestamp() <= 900
    assert refused.headers["x-rate-limit-remaining"] == "0"
    clock.advance(seconds=reset - clock.time.timestamp())
    assert x.post("Nummer 100").status_code == 201
