"""Faults that are switched on: what they do to the request, and to what stands there."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import requests

from repurpose.errors import ConfigError
from repurpose.sandbox import FAULTS, Event, Fault, Sandbox, parse_fault
from repurpose.sandbox.faults import FOREVER
from tests.sandbox.clients import TIMEOUT, LinkedIn, X

CHANNELS = ("twitter", "linkedin")


def client(sandbox: Sandbox, channel: str) -> Any:
    return X(sandbox) if channel == "twitter" else LinkedIn(sandbox)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("word", "status"),
    [("rate-limit", 429), ("retry-after", 429), ("server-error", 503), ("expired-token", 401)],
)
def test_a_refusal_takes_nothing_and_passes(channel: str, word: str, status: int) -> None:
    with Sandbox(faults=[parse_fault(word)]) as sandbox:
        caller = client(sandbox, channel)
        assert caller.post("Hallo").status_code == status
        assert sandbox.posts(channel) == []
        assert caller.post("Hallo").status_code == 201


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("word", ["timeout", "timeout-before"])
def test_a_cut_line_leaves_the_client_without_an_answer(channel: str, word: str) -> None:
    with Sandbox(faults=[parse_fault(word)]) as sandbox:
        caller = client(sandbox, channel)
        with pytest.raises(requests.ConnectionError):
            caller.post("Hallo")
        assert len(sandbox.posts(channel)) == (word == "timeout")
        assert caller.post("Noch da").status_code == 201


@pytest.mark.parametrize("channel", CHANNELS)
def test_silence_keeps_the_client_waiting(channel: str) -> None:
    taken = threading.Event()

    def watch(event: Event) -> None:
        if event.kind == "done":
            taken.set()

    with Sandbox(faults=[parse_fault("silence")], watch=watch) as sandbox:
        caller = client(sandbox, channel)
        path = "/2/tweets" if channel == "twitter" else "/rest/posts"
        body = {"text": "Hallo"} if channel == "twitter" else caller.body("Hallo")
        with pytest.raises(requests.ReadTimeout):
            requests.post(caller.url + path, json=body, headers=caller.headers, timeout=(5, 0.2))
        assert taken.wait(TIMEOUT)
        assert len(sandbox.posts(channel)) == 1


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_broken_answer_is_no_json_and_names_no_post(channel: str) -> None:
    with Sandbox(faults=[parse_fault("broken")]) as sandbox:
        answer = client(sandbox, channel).post("Hallo")
        assert answer.status_code == 201
        assert "x-restli-id" not in answer.headers
        with pytest.raises(requests.JSONDecodeError):
            answer.json()
        assert len(sandbox.posts(channel)) == 1


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_server_error_may_come_after_the_deed(channel: str) -> None:
    with Sandbox(faults=[parse_fault("server-error-after")]) as sandbox:
        assert client(sandbox, channel).post("Hallo").status_code == 500
        assert len(sandbox.posts(channel)) == 1


def test_x_says_when_to_come_back() -> None:
    faults = [parse_fault("rate-limit"), parse_fault("retry-after")]
    with Sandbox(faults=faults) as sandbox:
        x = X(sandbox)
        first, second = x.post("Hallo"), x.post("Hallo")
        assert first.headers["x-rate-limit-remaining"] == "0"
        assert int(first.headers["x-rate-limit-reset"]) > 1_700_000_000
        assert int(second.headers["Retry-After"]) > 0


def test_no_credits_are_words_of_x_alone() -> None:
    with Sandbox(faults=[parse_fault("no-credits"), parse_fault("credits-depleted")]) as sandbox:
        assert LinkedIn(sandbox).post("Hallo").status_code == 201
        capped, depleted = X(sandbox).post("Hallo"), X(sandbox).post("Hallo")
        assert (capped.status_code, depleted.status_code) == (429, 402)
        assert capped.json()["type"].endswith("usage-capped")
        assert depleted.json()["title"] == "CreditsDepleted"


def test_faults_are_counted_and_kept_to_their_channel_and_path() -> None:
    faults = [
        parse_fault("server-error:2@x"),
        Fault(name="expired-token", times=FOREVER, method="DELETE"),
        parse_fault("rate-limit@linkedin/v2/userinfo"),
    ]
    with Sandbox(faults=faults) as sandbox:
        x, member = X(sandbox), LinkedIn(sandbox)
        assert member.post("Hallo").status_code == 201
        assert [x.post("Hallo").status_code for _ in range(3)] == [503, 503, 201]
        assert [x("DELETE", "/2/tweets/1").status_code for _ in range(5)] == [401] * 5
        assert [member("GET", "/v2/userinfo").status_code for _ in range(2)] == [429, 200]


def test_a_lost_answer_meets_posts_unless_a_path_is_named() -> None:
    with Sandbox(faults=[parse_fault("timeout")]) as sandbox:
        assert X(sandbox)("GET", "/2/users/me").status_code == 200
        assert X(sandbox).timeline() == {"meta": {"result_count": 0}}
    with Sandbox(faults=[parse_fault("timeout@x/2/users")]) as sandbox:
        caller = X(sandbox)
        with pytest.raises(requests.ConnectionError):
            caller("GET", "/2/users/me")


def test_the_page_has_no_faults() -> None:
    with Sandbox(faults=[parse_fault("server-error:forever")]) as sandbox:
        assert requests.get(sandbox.page, timeout=TIMEOUT).status_code == 200


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("rate-limit", Fault(name="rate-limit")),
        ("timeout:3", Fault(name="timeout", times=3)),
        (" Broken@X ", Fault(name="broken", channel="twitter")),
        ("timeout:forever@linkedin", Fault(name="timeout", times=FOREVER, channel="linkedin")),
        (
            "server-error@twitter/2/media/upload",
            Fault(name="server-error", channel="twitter", path="/2/media/upload"),
        ),
    ],
)
def test_words_for_faults(word: str, fault: Fault) -> None:
    assert parse_fault(word) == fault


@pytest.mark.parametrize("word", ["", "nonsense", "timeout:", "timeout:-1", "timeout@xing", "a b"])
def test_a_wrong_word_is_told_what_would_be_right(word: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_fault(word)
    assert caught.value.hint


def test_each_fault_is_explained_in_a_line() -> None:
    assert all(what and "\n" not in what for what in FAULTS.values())
