"""Reading on X."""

from __future__ import annotations

import pytest

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import Clock, X, picture


def test_who_am_i(sandbox: Sandbox) -> None:
    data = X(sandbox, "Müller & Co").__call__("GET", "/2/users/me").json()["data"]
    assert set(data) == {"id", "name", "username"}
    assert data["name"] == "Müller & Co"
    assert data["username"] == "M_ller___Co"
    assert data["id"].isdigit()


def test_the_timeline_gives_the_newest_first_in_pages(x: X) -> None:
    ids = [x.posted(f"Post {number}") for number in range(12)]
    first = x.timeline(max_results=5)
    assert [post["id"] for post in first["data"]] == ids[:-6:-1]
    assert first["meta"]["result_count"] == 5
    assert (first["meta"]["newest_id"], first["meta"]["oldest_id"]) == (ids[-1], ids[-5])
    second = x.timeline(max_results=5, pagination_token=first["meta"]["next_token"])
    third = x.timeline(max_results=5, pagination_token=second["meta"]["next_token"])
    assert [post["id"] for post in second["data"] + third["data"]] == ids[-6::-1]
    assert "next_token" not in third["meta"]


def test_the_timeline_can_be_narrowed(x: X, clock: Clock) -> None:
    first = x.posted("früher")
    clock.advance(minutes=5)
    second = x.posted("später")
    x.reply("Antwort", second)

    def texts(**parameters: str) -> list[str]:
        return [post["text"] for post in x.timeline(**parameters).get("data", [])]

    assert texts(start_time="2026-11-23T09:05:00Z") == ["Antwort", "später"]
    assert texts(end_time="2026-11-23T10:05:00+01:00") == ["früher"]
    assert texts(since_id=first) == ["Antwort", "später"]
    assert texts(until_id=second) == ["früher"]
    assert texts(exclude="replies") == ["später", "früher"]
    assert x.timeline(start_time="2027-01-01T00:00:00Z") == {"meta": {"result_count": 0}}


def test_only_what_is_asked_for_is_given(x: X) -> None:
    x.posted("Kurz")
    plain = x.timeline()["data"][0]
    assert set(plain) == {"id", "text", "edit_history_tweet_ids"}
    dated = x.timeline(**{"tweet.fields": "created_at"})["data"][0]
    assert dated["created_at"] == "2026-11-23T09:00:00.000Z"


def test_pictures_come_with_their_alt_text(x: X) -> None:
    media = x.uploaded(picture())
    x("POST", "/2/media/metadata", json={"id": media, "metadata": {"alt_text": {"text": "Säge"}}})
    id_ = x.posted("Bild", media={"media_ids": [media]})
    asked = {"expansions": "attachments.media_keys", "media.fields": "alt_text,width"}
    answer = x("GET", f"/2/tweets/{id_}", params=asked).json()
    assert answer["data"]["attachments"]["media_keys"] == [f"3_{media}"]
    assert answer["includes"]["media"] == [
        {"media_key": f"3_{media}", "type": "photo", "alt_text": "Säge", "width": 64}
    ]


def test_posts_that_are_gone_are_named(x: X) -> None:
    kept, gone = x.posted("Bleibt"), x.posted("Geht")
    x("DELETE", f"/2/tweets/{gone}")
    answer = x("GET", "/2/tweets", params={"ids": f"{kept},{gone}"}).json()
    assert [post["id"] for post in answer["data"]] == [kept]
    assert [error["resource_id"] for error in answer["errors"]] == [gone]
    alone = x("GET", f"/2/tweets/{gone}")
    assert alone.status_code == 200
    assert "data" not in alone.json()


@pytest.mark.parametrize(
    "query",
    [
        {"max_results": "4"},
        {"max_results": "101"},
        {"max_results": "ten"},
        {"start_time": "yesterday"},
        {"start_time": "2026-02-30T00:00:00Z"},
        {"start_time": "2026-11-23"},
        {"since_id": "x"},
        {"pagination_token": "nonsense"},
        {"tweet.fields": "created_at,nonsense"},
        {"tweet.fields": ""},
        {"expansions": "author_id,author_id"},
        {"exclude": "everything"},
        {"unknown": "1"},
    ],
)
def test_a_wrong_query_is_refused(x: X, query: dict[str, str]) -> None:
    answer = x("GET", f"/2/users/{x.me()}/tweets", params=query)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/invalid-request")


def test_an_unknown_path_is_not_found(x: X) -> None:
    assert x("GET", "/2/nothing").status_code == 404
    assert x("GET", "/2/tweets/abc").status_code == 400
    assert x("PUT", "/2/tweets").status_code == 404
