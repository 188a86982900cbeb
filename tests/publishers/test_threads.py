"""Threads: texts, threads of replies, and media that it fetches from the user's own address."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from repurpose import publishers
from repurpose.errors import ByHand, LoginError, PublishError, Rejected, Unavailable, Uncertain
from repurpose.model import Channel, Media
from repurpose.protocols import HandsOver, PublishContext
from repurpose.publishers.threads import Threads
from repurpose.sandbox import Event, Fault, Sandbox
from tests.cli.conftest import PANEL, Run, folder, run

from .conftest import now, post
from .graph import TOKEN, context, graph_error, told, video
from .scripted import Platform, Told, running, said

__all__ = ["folder", "run"]  # fixtures


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Media, ...]:
    found = []
    for number, colour in enumerate(("seagreen", "brown")):
        path = tmp_path / f"Bild für Müller {number}.png"
        Image.new("RGB", (60, 60), colour).save(path)
        found.append(Media(path=path, kind="image", alt=f"Ein Dach in {colour}"))
    return tuple(found)


def test_a_thread_is_replies_and_told_apart() -> None:
    with Sandbox() as sandbox:
        threads, sent_at = Threads(context(sandbox, "threads")), now()
        assert threads.verify() == "@sandbox, 0 of 250 posts in 24 hours"
        first = threads.publish(post("Eins: Grüße 🌲 #Holz", link="https://example.org"), "key")
        second = threads.publish(post("Zwei", reply_to=first.remote_id), "key")
        one, two = sandbox.posts("threads")
        assert one.card is not None
        assert (one.card.source, two.reply_to) == ("https://example.org", first.remote_id)
        assert (first.url, second.url) == (one.url, two.url)
        found = threads.find(post("Zwei", reply_to=first.remote_id, sent_at=sent_at), "key")
        assert found is not None
        assert found.remote_id == second.remote_id
        assert threads.find(post("Zwei", sent_at=sent_at), "key") is None
        assert threads.find(post("Zwei", reply_to="1", sent_at=sent_at), "key") is None
        there = threads.standing(sent_at - timedelta(minutes=5))
        assert {each.remote_id for each in there} == {first.remote_id, second.remote_id}
        for _ in range(2):  # what is gone already is no error
            threads.delete(second.remote_id)
        assert [p.text for p in sandbox.posts("threads")] == [one.text]


def test_media_are_copied_to_where_threads_fetches_them(
    pictures: tuple[Media, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HTTP_PROXY", "http_proxy"):  # asked neither by us nor by the sandbox
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    with Sandbox() as sandbox:
        threads = Threads(replace(context(sandbox, "threads"), patience=3))
        threads.publish(post("Zwei Dächer", media=pictures, link="https://example.org"), "key")
        threads.publish(post("Rundgang", media=video(tmp_path, 3000)), "key")
        carousel, film = sandbox.posts("threads")
        assert [medium.alt for medium in carousel.media] == [medium.alt for medium in pictures]
        assert carousel.text == "Zwei Dächer\n\nhttps://example.org"
        assert [(medium.kind, medium.alt) for medium in film.media] == [("video", "Ein Rundgang")]


def test_a_file_that_the_user_hosts_is_looked_at_before_anything_is_sent(
    pictures: tuple[Media, ...], tmp_path: Path
) -> None:
    seen: list[Event] = []
    content = pictures[0].path.read_bytes()
    one = post("Ein Dach", media=pictures[:1])
    with Sandbox(watch=seen.append) as sandbox, running() as site:
        threads = Threads(context(sandbox, "threads", media_url=site.url, media_folder=None))
        answers: list[Told] = [said(404), (200, {}, b"another file"), "drop"]
        for answer, words in zip(answers, ("says 404", "another file", "reached"), strict=True):
            site.tell(answer)
            with pytest.raises(Unavailable, match=words) as caught:
                threads.upload(one)
            assert str(pictures[0].path) in caught.value.hint
        assert [event.path for event in seen if event.method == "POST"] == []
        site.tell(*[(200, {}, content)] * 2)  # for us, and for Threads
        threads.publish(one, "key")
        assert sandbox.posts("threads")[0].media[0].bytes == len(content)
        assert site.got[-1].path == "/Bild%20f%C3%BCr%20M%C3%BCller%200.png"


def test_a_container_tells_what_became_of_an_attempt(pictures: tuple[Media, ...]) -> None:
    with Sandbox(faults=[Fault(name="timeout")]) as sandbox:
        threads = Threads(context(sandbox, "threads"))
        drafted = post("Ein Dach", media=pictures[:1], sent_at=now())
        ready = replace(drafted, uploads=threads.upload(drafted))
        assert threads.find(ready, "key") is None
        with pytest.raises(Uncertain):
            threads.publish(ready, "key")
        found = threads.find(ready, "key")
        threads.publish(ready, "key")  # the same one again
        [standing] = sandbox.posts("threads")
        assert found is not None
        assert found.remote_id == standing.id


def test_without_a_login_or_an_address_a_person_puts_it_up(pictures: tuple[Media, ...]) -> None:
    channel = Channel(name="threads", account="default", rules=Threads.rules)
    made = publishers.make(channel, PublishContext(channel="threads", account="default"))
    assert isinstance(made, HandsOver)
    with pytest.raises(ByHand, match="REPURPOSE_THREADS_ACCESS_TOKEN is not set"):
        made.publish(post("Grüße"), "key")
    named = PublishContext(channel="threads", account="default", settings={"username": "@firma"})
    with pytest.raises(LoginError, match="missing"):  # who is named means to publish
        publishers.make(channel, named)
    with Sandbox() as sandbox:
        threads = Threads(context(sandbox, "threads", media_url=None))
        with pytest.raises(ByHand, match="media_url"):
            threads.upload(post("Ein Dach", media=pictures))
        assert threads.publish(post("Nur Text"), "key")


def account(platform: Platform, **settings: str) -> Threads:
    return Threads(told(platform.url, "threads", {"access_token": TOKEN}, **settings))


def test_the_login_of_somebody_else_posts_nothing() -> None:
    with running() as platform:
        platform.tell(said(200, {"id": "1", "username": "jemand"}))
        given = told(platform.url, "threads", {"access_token": TOKEN}, username="@firma")
        threads = Threads(replace(given, account="acme"))
        with pytest.raises(LoginError, match="@jemand") as caught:
            threads.publish(post("Grüße"), "key")
        assert "@firma; repurpose login threads:acme; or set" in caught.value.hint
        assert len(platform.got) == 1


CONTAINER, READY = said(200, {"id": "7"}), said(200, {"id": "7", "status": "FINISHED"})


@pytest.mark.parametrize(
    ("answers", "kind", "words"),
    [
        ([said(400, graph_error(190, 463))], LoginError, "it has expired"),
        ([CONTAINER, READY, said(400, graph_error(24, 4279009))], Unavailable, "not ready"),
        ([CONTAINER, READY, said(403, graph_error(9, 2207042))], Unavailable, "no more today"),
        ([CONTAINER, READY, said(400, graph_error(4, 2207051))], Rejected, "has blocked"),
        ([CONTAINER, READY, said(500, graph_error(2))], Uncertain, "may be live"),
        ([CONTAINER, READY, said(200, {})], Uncertain, "may be live"),
        ([CONTAINER, said(200, {"status": "ERROR", "error_message": "UNKNOWN"})], Rejected, "UNKNOWN"),
        ([CONTAINER, *[said(200, {"status": "IN_PROGRESS"})] * 9], Unavailable, "still processing"),
        ([said(200, {})], Unavailable, "no id|cannot be read"),
    ],
)  # fmt: skip
def test_a_refusal_says_who_must_act(
    answers: list[Told], kind: type[PublishError], words: str
) -> None:
    with running() as platform:
        platform.tell(*answers)
        with pytest.raises(kind, match=words) as caught:
            account(platform).publish(post("Grüße"), "key")
        assert TOKEN not in f"{caught.value!r} {caught.value.hint}"
        assert all(TOKEN not in got.path for got in platform.got)


def test_too_long_a_text_is_not_sent() -> None:
    with running() as platform:
        with pytest.raises(Rejected, match="503 of 500"):
            account(platform).publish(post("a" * 499 + "🌲"), "key")
        assert platform.got == []


def test_the_command_publishes_to_the_sandbox(run: Run) -> None:
    words = ("-n", "1", "--pictures", "none", "--sandbox", "--publish", "--json")
    result = run(PANEL, "-c", "threads", *words)
    [posted] = result.json["posts"]
    assert (result.code, posted["status"]) == (0, "published")
