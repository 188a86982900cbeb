"""A model that fails: the run goes on without it, and says so in a line."""

from __future__ import annotations

import json
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli import contract
from tests.cli.conftest import DECK, Run, Start
from tests.language_model.conftest import SHOWN, Asked, FakeModel, Reply, chat, configure

HTML = b"<html><body>Welcome to nginx!</body></html>"


def status(code: int, **headers: str) -> Callable[[Asked], Reply]:
    return lambda asked: (code, headers, b'{"error": {"message": "sagt der Server"}}')


FAILURES: dict[str, tuple[Callable[[Asked], Reply], str, str]] = {
    "401": (status(401), "refuses the key (401)", "REPURPOSE_LANGUAGE_MODEL_KEY"),
    "402": (status(402), "wants to be paid first", "account"),
    "404": (status(404), "has no model 'llama3.1'", "ollama pull llama3.1"),
    "413": (status(413), "takes no text of this length", ""),
    "429": (status(429, **{"Retry-After": "3600"}), "asks to wait (429)", "done without it"),
    "500": (status(500), "answers with an error (500)", "try again later"),
    "503": (status(503), "answers with an error (503)", "try again later"),
    "400": (status(400), "does not understand the question (400)", "tokens"),
    "redirect": (status(307, Location="http://127.0.0.1:9/v1"), "sends us elsewhere (307)", "url"),
    "page": (lambda asked: (200, {}, HTML), "does not answer as a language model does", "OpenAI"),
    "nothing": (lambda asked: (200, {}, b""), "does not answer as a language model does", "OpenAI"),
    "no choices": (lambda asked: (200, {}, b'{"choices": []}'), "does not answer as", "OpenAI"),
    "deep": (lambda asked: (200, {}, b"[" * 500_000), "does not answer as", "OpenAI"),
    "bytes": (lambda asked: (200, {}, b"\xff\xfe\x00" * 99), "does not answer as", "OpenAI"),
    "empty": (lambda asked: chat(" \n"), "gives an empty answer", "another model"),
    "null": (lambda asked: chat(None), "gives an empty answer", "another model"),
    "endless": (lambda asked: chat("x" * 2_100_000), "does not stop answering", "another model"),
    "cut off": (
        lambda asked: (200, {"Content-Length": "900", "Connection": "close"}, b'{"choices": [{'),
        "breaks off in mid answer", "try again later",
    ),
    "gzip that is none": (
        lambda asked: (200, {"Content-Encoding": "gzip"}, b"keines"), "an answer that is none", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_the_run_goes_on_without_it(run: Run, model: FakeModel, deck: Path, name: str) -> None:
    reply, what, hint = FAILURES[name]
    model.reply = reply
    result = run("extract", deck, "--json")
    assert result.code == 0
    assert result.err == ""
    assert {s["text"] for s in result.json["snippets"]} == set(SHOWN)
    [error] = result.json["errors"]
    assert error["where"] == model.url
    assert what in error["what"]
    assert hint in error["hint"]
    assert "Server" not in result.out


def test_posts_are_made_and_the_reason_is_said(run: Run, model: FakeModel, deck: Path) -> None:
    model.reply = status(500)
    result = run(deck, "-c", "x", "--json")
    assert result.code == 0
    contract.check(result.json, contract.RUN)
    assert len(result.json["posts"]) == 2
    shown = run(deck, "-c", "x")
    assert f"note: {model.url}: the language model answers with an error (500)\n" in shown.err
    assert "error: " not in shown.err


def test_another_failure_still_counts(run: Run, model: FakeModel, deck: Path, folder: Path) -> None:
    model.reply = status(500)
    (folder / "leer.pptx").write_bytes(b"")
    assert run("extract", deck, "leer.pptx").code == 1
    assert run("extract", "leer.pptx").code == 3


def test_it_is_said_once_and_asked_once(run: Run, model: FakeModel, deck: Path, talk: Path) -> None:
    model.reply = status(429)
    result = run("extract", deck, talk, DECK, "--json")
    assert len(result.json["errors"]) == len(model.asked) == 1
    assert len(result.json["assets"]) == 3


def test_nobody_listens(run: Run, folder: Path, deck: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    configure(folder, f"http://127.0.0.1:{port}/v1/")
    result = run("extract", deck)
    assert result.code == 0
    assert f"note: http://127.0.0.1:{port}/v1: the language model cannot be reached" in result.err
    assert "repurpose doctor" in result.err
    assert result.err.count("\n") == 2


def test_a_redirect_is_not_followed(run: Run, model: FakeModel, deck: Path) -> None:
    model.reply = status(307, Location=f"{model.url}/elsewhere")
    run("extract", deck)
    assert [each.path for each in model.asked] == ["/v1/chat/completions"]


def test_a_server_that_sends_a_byte_now_and_then_does_not_keep_us(
    run: Run, model: FakeModel, deck: Path, folder: Path
) -> None:
    configure(folder, model.url, timeout=1)
    model.drip = threading.Event()
    model.reply = lambda asked: (200, {"Content-Length": "90"}, b"{")
    result = run("extract", deck, "--json")
    assert result.code == 0
    assert "does not answer in time" in result.json["errors"][0]["what"]
    assert "language_model.timeout" in result.json["errors"][0]["hint"]


def test_who_does_not_want_to_wait_ends_it(model: FakeModel, deck: Path, start: Start) -> None:
    came = threading.Event()

    def reply(asked: Asked) -> Reply:
        came.set()
        return 200, {"Content-Length": "90"}, b"{"

    model.drip, model.reply = threading.Event(), reply
    process = start("extract", deck)
    assert came.wait(60)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=9)
    assert process.returncode == 130
    assert (out, err.strip()) == ("", "interrupted; nothing is half-done")


@pytest.fixture
def dripping() -> Iterator[str]:
    """A server whose head never ends, a byte each moment; no socket's time-out ever fires."""
    stop = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)

    def serve() -> None:
        connections: list[socket.socket] = []
        while not stop.wait(0.05):
            try:
                connections.append(listener.accept()[0])
                connections[-1].sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            except OSError:
                pass
            for each in connections:
                try:
                    each.sendall(b"x")
                except OSError:
                    continue
        for each in connections:
            each.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    finally:
        stop.set()
        thread.join()
        listener.close()


def test_a_head_that_never_ends_does_not_keep_us(
    run: Run, folder: Path, deck: Path, dripping: str
) -> None:
    configure(folder, dripping, timeout=1)
    result = run("extract", deck, "--json")
    assert result.code == 0
    assert "does not answer in time" in result.json["errors"][0]["what"]


@pytest.mark.parametrize(
    "words", ["Das kann ich nicht.", "{", '{"Antwort": 42}', "[1, 2]", "{" * 9000]
)
def test_an_answer_that_says_something_else_is_not_used(
    run: Run, model: FakeModel, deck: Path, folder: Path, words: str
) -> None:
    model.reply = lambda asked: chat(words)
    result = run("extract", deck, "--json")
    assert result.code == 0
    assert {s["text"] for s in result.json["snippets"]} == set(SHOWN)
    [error] = result.json["errors"]
    assert error["what"] == "language model: 1 of 1 answers are not what was asked for"
    assert not list(folder.rglob("*.answer"))  # another time it may do better


@pytest.mark.parametrize("code", [429, 503])
def test_a_server_that_is_busy_for_a_moment_is_asked_again(
    run: Run, model: FakeModel, deck: Path, code: int
) -> None:
    busy = status(code, **{"Retry-After": "0"})
    model.reply = lambda asked: busy(asked) if len(model.asked) < 3 else scores(asked)
    assert run("extract", deck, "--json").json["errors"] == []
    assert len(model.asked) == 3


def test_but_not_for_ever(run: Run, model: FakeModel, deck: Path) -> None:
    model.reply = status(429, **{"Retry-After": "0"})
    assert "asks to wait" in run("extract", deck, "--json").json["errors"][0]["what"]
    assert len(model.asked) == 4


@pytest.mark.parametrize("code", [400, 422])
@pytest.mark.parametrize("refused", [("response_format",), ("response_format", "temperature")])
def test_a_parameter_that_the_server_refuses_is_left_away(
    run: Run, model: FakeModel, deck: Path, talk: Path, code: int, refused: tuple[str, ...]
) -> None:
    def reply(asked: Asked) -> Reply:
        return (code, {}, b"") if any(name in asked.body for name in refused) else scores(asked)

    model.reply = reply
    result = run("extract", deck, talk, "--json")
    assert result.json["errors"] == []
    assert all("raised by the language model" in s["why"] for s in result.json["snippets"])
    assert len(model.asked) == 2 + len(refused)  # learned once


def scores(asked: Asked) -> Reply:
    return chat(json.dumps({"scores": dict.fromkeys(asked.numbers(), 100)}))


def test_what_was_answered_before_a_failure_is_used_only_when_all_is_there(
    run: Run, model: FakeModel
) -> None:
    from tests.cli.conftest import PANEL

    ours = run("extract", PANEL, "--no-language-model", "--json").json["snippets"]
    limit: list[Any] = [1]

    def reply(asked: Asked) -> Reply:
        return scores(asked) if len(model.asked) <= limit[0] else (429, {}, b"")

    model.reply = reply
    assert run("extract", PANEL, "--json").json["snippets"] == ours
    asked = len(model.asked)
    limit[0] = 1000
    done = run("extract", PANEL, "--json").json
    assert done["errors"] == []
    assert done["snippets"] != ours
    questions = [json.dumps(each.body) for each in model.asked]
    assert questions[0] not in questions[asked:]  # the first was kept


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["scores", "proposals", "text", "kind", "score", "number", "0", "1"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scores=VALUES, proposals=VALUES, around=st.text(max_size=10))
def test_whatever_it_answers_the_run_ends_well_and_says_what_stands_there(
    run: Run, model: FakeModel, deck: Path, scores: Any, proposals: Any, around: str
) -> None:
    words = around + json.dumps({"scores": scores, "proposals": proposals}) + around
    model.reply = lambda asked: chat(words)
    result = run("extract", deck, "--json")
    assert result.code == 0
    assert {s["text"] for s in result.json["snippets"]} == set(SHOWN)
    assert all(0 <= s["score"] <= 1 for s in result.json["snippets"])
