"""What only one of the platforms has: OAuth 1.0a, threads, credits; cards, versions, escaping."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from repurpose import publishers
from repurpose.errors import ConfigError, LoginError, Rejected, Unavailable
from repurpose.model import Channel, Media, Rules
from repurpose.protocols import PublishContext
from repurpose.publishers._http import Bearer, Door
from repurpose.publishers.linkedin import LinkedIn
from repurpose.publishers.twitter import Twitter
from repurpose.sandbox import Fault
from repurpose.sandbox.linkedin import little
from repurpose.text.little import escaped, unescaped

from .conftest import Bench, now, post

# ── X ──


def test_oauth_1_signs_posts_and_reads(bench: Bench) -> None:
    publisher = bench.twitter("oauth1")
    assert publisher.verify() == "@sandbox"
    sent_at = now()
    publisher.publish(post("Mit Unterschrift: ä & =+%"), "key")
    assert publisher.find(post("Mit Unterschrift: ä & =+%", sent_at=sent_at), "key") is not None


@pytest.mark.parametrize(
    ("given_", "missing"),
    [
        ({}, "the login of X is"),
        ({"access_token": "a", "consumer_key": "b"}, "consumer_secret, access_token_secret"),
        ({"consumer_key": "b", "consumer_secret": "c"}, "access_token, access_token_secret"),
    ],
)
def test_half_a_login_says_what_is_missing(given_: dict[str, str], missing: str) -> None:
    with pytest.raises(LoginError, match=f"{missing} missing"):
        Twitter(PublishContext(channel="twitter", account="default", secret=given_.get))


def test_a_thread_is_replies_and_told_apart(bench: Bench) -> None:
    publisher, sent_at = bench.twitter(), now()
    first = publisher.publish(post("Eins"), "key")
    second = publisher.publish(post("Zwei", reply_to=first.remote_id), "key")
    assert [p.reply_to for p in bench.sandbox.posts("twitter")] == [None, first.remote_id]
    found = publisher.find(post("Zwei", reply_to=first.remote_id, sent_at=sent_at), "key")
    assert found is not None
    assert found.remote_id == second.remote_id
    assert publisher.find(post("Zwei", sent_at=sent_at), "key") is None


def test_replies_to_strangers_are_refused_with_a_way_out(bench: Bench) -> None:
    with pytest.raises(Rejected) as caught:
        bench.twitter().publish(post("Hallo", reply_to="12345"), "key")
    assert caught.value.hint


@pytest.mark.parametrize("fault", ["no-credits", "credits-depleted"])
def test_without_credits_nothing_is_tried_again(bench: Bench, fault: str) -> None:
    bench.start(Fault(name=fault, times=9))
    bench.seen.clear()
    with pytest.raises(Rejected, match="takes no more") as caught:
        bench.twitter().publish(post("x"), "key")
    assert "console.x.com" in caught.value.hint
    assert len(bench.seen) == 1


def test_too_long_a_text_is_refused_by_x(bench: Bench) -> None:
    with pytest.raises(Rejected):
        bench.twitter().publish(post("ä" * 281), "key")


# ── LinkedIn ──


def test_a_link_is_a_card(bench: Bench) -> None:
    drafted = post("Zum Nachlesen", link="https://example.org/vortrag", link_title="Aufstocken")
    bench.linkedin().publish(drafted, "key")
    [standing] = bench.sandbox.posts("linkedin")
    assert standing.card is not None
    assert (standing.card.source, standing.card.title) == (
        "https://example.org/vortrag",
        "Aufstocken",
    )


def test_a_picture_in_place_of_the_card_keeps_the_link(
    bench: Bench, picture: tuple[Media, ...]
) -> None:
    publisher, sent_at = bench.linkedin("organization"), now()
    drafted = post("Zum Nachlesen", link="https://example.org/a_b", media=picture, sent_at=sent_at)
    receipt = publisher.publish(drafted, "key")
    [standing] = bench.sandbox.posts("linkedin")
    assert (standing.card, len(standing.media)) == (None, 1)
    assert standing.text == "Zum Nachlesen\n\nhttps://example.org/a_b"
    found = publisher.find(drafted, "key")
    assert found is not None
    assert found.remote_id == receipt.remote_id


def test_a_version_that_has_ended_says_which_setting_to_change(bench: Bench) -> None:
    with pytest.raises(Rejected, match="202401") as caught:
        bench.linkedin(api_version="202401").publish(post("x"), "key")
    assert "api_version" in caught.value.hint
    assert bench.linkedin(api_version="202608").publish(post("x"), "key")


def test_somebody_elses_name_is_refused(bench: Bench) -> None:
    with pytest.raises(LoginError) as caught:
        bench.linkedin(author="urn:li:person:somebody").publish(post("x"), "key")
    assert "author" in caught.value.hint


def test_without_an_author_the_member_is_asked(bench: Bench) -> None:
    bench.linkedin(author=None).publish(post("Ich"), "key")
    assert bench.sandbox.posts("linkedin")[0].text == "Ich"


def test_an_organisation_proves_its_login(bench: Bench) -> None:
    assert bench.linkedin("organization").verify().startswith("urn:li:organization:")


def test_a_text_that_escaping_makes_too_long_is_refused(bench: Bench) -> None:
    with pytest.raises(Rejected, match="4000 of 3000"):
        bench.linkedin().publish(post("(" * 2000), "key")
    assert bench.sandbox.posts("linkedin") == []


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_whatever_is_written_a_reader_sees_it_whole(text: str) -> None:
    seen = little.parse(escaped(text))
    assert not seen.cut
    assert seen.visible == text
    assert unescaped(escaped(text)) == text


def test_hashtags_stay_hashtags() -> None:
    assert escaped("#Holz und C# (#1)") == r"#Holz und C\# \(\#1\)"


# ── the door ──


@dataclass
class Server:
    """A server that answers as it is told, and remembers what it got."""

    answers: list[tuple[int, dict[str, str], bytes]]
    got: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server([])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.got.append({**dict(self.headers), "path": self.path})
            status, headers, body = state.answers.pop(0) if state.answers else (200, {}, b"{}")
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    state.url = f"http://127.0.0.1:{httpd.server_address[1]}"
    yield state
    httpd.shutdown()
    httpd.server_close()


def _door(server: Server, **more: Any) -> Door:
    return Door(name="P", base=server.url, auth=Bearer("t0ken"), timeout=10, patience=1, **more)


def test_a_short_wait_is_waited(server: Server) -> None:
    server.answers = [(429, {"Retry-After": "0"}, b""), (200, {}, b"{}")]
    assert _door(server).call("GET", "/").status_code == 200
    assert len(server.got) == 2


@pytest.mark.parametrize("after", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_long_wait_is_handed_back(server: Server, after: str) -> None:
    server.answers = [(429, {"Retry-After": after}, b"")]
    with pytest.raises(Unavailable) as caught:
        _door(server).call("GET", "/")
    assert caught.value.retry_at is not None
    assert len(server.got) == 1


def test_after_the_last_call_allowed_none_is_made(server: Server) -> None:
    server.answers = [
        (200, {"x-rate-limit-remaining": "0", "x-rate-limit-reset": "4102444800"}, b"{}")
    ]
    door = _door(server)
    door.call("GET", "/")
    with pytest.raises(Unavailable):
        door.call("GET", "/")
    assert len(server.got) == 1


def test_a_redirect_takes_no_login_along(server: Server) -> None:
    server.answers = [(302, {"Location": server.url + "/elsewhere"}, b"")]
    with pytest.raises(Rejected, match="elsewhere"):
        _door(server).call("GET", "/")
    assert [got["path"] for got in server.got] == ["/"]


def test_a_netrc_does_not_take_the_tokens_place(
    server: Server, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    _door(server).call("GET", "/")
    assert server.got[0]["Authorization"] == "Bearer t0ken"
    assert server.got[0]["User-Agent"].startswith("repurpose-cli/")
    assert requests.get(server.url, timeout=10).request.headers["Authorization"].startswith("Basic")


def test_an_answer_without_end_is_cut(server: Server) -> None:
    server.answers = [(200, {}, b" " * 5_100_000)] * 4
    with pytest.raises(Unavailable):
        _door(server).call("GET", "/")


def test_a_publisher_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    channel = Channel(name="linkedin", account="acme", rules=Rules(limit=1, measure="utf8"))

    def broken(name: str) -> str:
        raise RuntimeError("no luck")

    with pytest.raises(
        ConfigError, match=r"'linkedin' of repurpose-cli .*RuntimeError: no luck"
    ) as caught:
        publishers.make(channel, PublishContext(channel="linkedin", account="acme", secret=broken))
    assert "repurpose doctor" in caught.value.hint
    assert isinstance(LinkedIn.rules, Rules)
