"""What every publisher promises. Each promise is a test that a subclass inherits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar
from unittest import SkipTest

from repurpose.errors import (
    Duplicate,
    LoginError,
    PublishError,
    Rejected,
    Unavailable,
    Uncertain,
)
from repurpose.model import Media, Part
from repurpose.outbox.entry import Entry
from repurpose.protocols import Deletes, Lists, Publisher, Uploads
from repurpose.testing.bench import Bench, Fake, key, logged, now, picture, raised
from repurpose.testing.firm import firm
from repurpose.testing.line import TROUBLES, Line, Trouble

CLOSED = "http://127.0.0.1:9"  # nobody listens at this port


class PublisherContract:
    """Subclass it as `class TestMine(PublisherContract)`, say what is said here, and run pytest.

    Attributes:
        publisher: The class under test.
        channel: Its entry point's name.
        knows_its_posts: Whether `find` can ask the platform. Where it cannot, it must raise Uncertain.
        says_why: Whether the platform says that it refuses a post or a login. Where it does not, that must
            raise Uncertain.
        troubles: What goes wrong on the line, of TROUBLES.
        words: A text with signs that get lost easily, as far as the platform shows them.
    """

    publisher: ClassVar[type[Publisher]]
    channel: ClassVar[str]
    knows_its_posts: ClassVar[bool] = True
    says_why: ClassVar[bool] = True
    troubles: ClassVar[Sequence[Trouble]] = TROUBLES
    words: ClassVar[str] = "Grüße 🌲 & <mehr> (aus) [Zürich] ~5%"

    def platform(self, folder: Path) -> AbstractContextManager[Fake]:
        """Start the fake platform, empty. `folder`: for whatever it needs."""
        raise TypeError(f"{type(self).__name__}.platform must start the fake platform")

    def part(self, text: str, folder: Path) -> Part:
        """A part with this text that the platform takes. Override it where more must go along."""
        return Part(text=text, title="Ein Titel" if self.publisher.rules.title else None)

    def media(self, folder: Path) -> tuple[Media, ...]:
        """Media that it takes with a part; () where it takes none."""
        rules = self.publisher.rules
        return (picture(folder / "Ein Dach", rules.image_types[0]),) if rules.images else ()

    # ── what stands there ──

    def test_a_text_stands_once_as_it_was_written(self, tmp_path: Path) -> None:
        with self._running(tmp_path) as bench:
            receipt = bench.publish(self.words)
            assert bench.texts() == [self.words], f"there stands: {bench.texts()}"
            assert receipt.remote_id, "the receipt does not name the post"
            assert receipt.published_at.tzinfo, "the receipt's time has no time zone"
            assert abs(receipt.published_at - now()) < timedelta(minutes=5), receipt.published_at
            bench.has_no_secret(repr(receipt))

    def test_find_finds_it_and_only_it(self, tmp_path: Path) -> None:
        with self._running(tmp_path) as bench:
            sent_at = now()
            bench.finds(None, "Noch nicht da", sent_at)
            receipt = bench.publish(self.words)
            bench.publish("Ein anderer Satz")
            bench.finds(receipt, self.words, sent_at)
            bench.finds(None, "Nie gesendet", sent_at)

    def test_the_same_again_does_not_stand_twice_unnoticed(self, tmp_path: Path) -> None:
        """A platform that knows a key or a content again says so, or gives the same receipt."""
        with self._running(tmp_path) as bench:
            first = bench.publish(self.words)
            try:
                second = bench.publish(self.words, sent_at=first.published_at)
            except Duplicate as error:
                bench.is_told(error, "the same again")
                second = error.receipt or first
                assert second.remote_id == first.remote_id, "the duplicate names another post"
            times = bench.texts().count(self.words)
            if second.remote_id == first.remote_id:
                assert times == 1, "it was known again, but stands there twice"
            else:
                promised = self.publisher.duplicate_window
                assert not promised, "the same was taken twice within duplicate_window"

    def test_what_stands_there_is_listed(self, tmp_path: Path) -> None:
        with self._running(tmp_path) as bench:
            publisher, before = bench.publisher(), now() - timedelta(minutes=1)
            if not isinstance(publisher, Lists):
                raise SkipTest("it lists no posts")
            lists = publisher
            receipts = [bench.publish(text) for text in ("Eins", "Zwei")]
            if not self.knows_its_posts:
                raised(lambda: list(lists.standing(before)), Uncertain)
                return
            listed = list(lists.standing(before))
            assert {one.remote_id for one in listed} == {one.remote_id for one in receipts}
            moments = [one.published_at for one in listed]
            assert moments == sorted(moments, reverse=True), "the newest does not stand first"
            later = now() + timedelta(hours=1)
            assert not list(lists.standing(later)), "it is older than what was asked for"

    def test_what_is_taken_down_is_gone_and_again_does_no_harm(self, tmp_path: Path) -> None:
        with self._running(tmp_path) as bench:
            publisher, sent_at = bench.publisher(), now()
            if not isinstance(publisher, Deletes):
                raise SkipTest("it takes nothing down")
            gone, _ = bench.publish("Eins"), bench.publish("Zwei")
            publisher.delete(gone.remote_id)
            publisher.delete(gone.remote_id)
            assert bench.texts() == ["Zwei"], f"there stands: {bench.texts()}"
            bench.finds(None, "Eins", sent_at, unless=(Unavailable,))

    # ── media ──

    def test_media_are_uploaded_before_and_stand_once(self, tmp_path: Path) -> None:
        with self._running(tmp_path) as bench:
            post, publisher = bench.with_media(self.words), bench.publisher()
            if isinstance(publisher, Uploads):
                uploads = publisher.upload(post)
                assert not bench.texts(), "upload made a post"
                post = replace(post, uploads=uploads)
            publisher.publish(post, key(self.words))
            assert bench.texts() == [self.words], f"there stands: {bench.texts()}"

    def test_media_that_cannot_go_are_refused_before_anything_leaves(self, tmp_path: Path) -> None:
        with self._running(tmp_path) as bench:
            post, publisher = bench.with_media(self.words), bench.publisher()
            part, medium = post.parts[0], post.parts[0].media[0]
            wrong = {"a file that is gone": replace(medium, path=tmp_path / "weg.png")}
            if medium.kind == "image":
                wrong["no alternative text"] = replace(medium, alt=" ")
            for what, bad in wrong.items():
                refused = replace(post, parts=(replace(part, media=(bad,)),))
                error = raised(lambda: publisher.publish(refused, "key"), Rejected)  # noqa: B023
                bench.is_told(error, what)
            assert not bench.texts(), f"there stands: {bench.texts()}"
            sent = [request for request in bench.requests if not request.startswith("GET ")]
            assert not sent, f"something left: {sent}"

    # ── what goes wrong ──

    def test_a_platform_that_is_not_there_took_nothing(self, tmp_path: Path) -> None:
        with self._running(tmp_path, reached_at=CLOSED) as bench:
            assert bench.line
            bench.is_told(raised(lambda: bench.publish(self.words), Unavailable), "no connection")

    def test_each_trouble_has_its_error_and_no_secret_is_told(self, tmp_path: Path) -> None:
        kinds: dict[Trouble, tuple[type[PublishError], ...]] = {
            **dict.fromkeys(self.troubles, (Unavailable, Uncertain)),
            "refused": (Rejected if self.says_why else Uncertain,),
            "login refused": (LoginError if self.says_why else Uncertain,),
        }
        with self._running(tmp_path) as bench, logged() as log:
            for trouble, wanted in kinds.items():
                text = f"Bei {trouble}"
                bench.line.disturb(trouble)
                publisher, post = bench.publisher(), bench.post(text)
                try:
                    publisher.publish(post, key(text))
                except wanted as error:
                    bench.line.rest()
                    bench.is_told(error, trouble)
                    bench.is_true(error, text)
                else:  # of half an answer that may be enough
                    assert text in bench.texts(), f"{trouble}: a receipt for nothing"
                bench.has_no_secret(" ".join([repr(publisher), str(publisher), *log]))
                assert not bench.line.endless, f"without a time-out: {bench.line.endless}"

    def test_whatever_the_line_does_each_post_stands_once(self, tmp_path: Path) -> None:
        """Each trouble at each request of a post with media, then runs on a line that is mended."""
        for trouble in self.troubles:
            folder = tmp_path / trouble
            folder.mkdir()
            with (
                self._running(folder) as bench,
                firm(
                    folder / "outbox", self.channel, bench.publisher, bench.line.rest
                ) as publishing,
            ):
                number, requests = -1, 0  # first undisturbed
                while number < requests:
                    text = f"Satz {number} bei {trouble}"
                    id_ = publishing.approve(bench.post(text, bench.media).parts[0])
                    bench.line.disturb(trouble, number)
                    publishing.publish(id_)
                    requests = requests or len(bench.line.requests)
                    where = f"{trouble} at {bench.line.requests[number:]}"
                    bench.line.mend()
                    self._stands_once(bench, publishing.settle(id_), where)
                    number += 1

    def _stands_once(self, bench: Bench, entry: Entry, where: str) -> None:
        status, why = entry.post.status, entry.error
        times = bench.texts().count(entry.post.parts[0].text)
        told = f"{where}: it stands there {times} times and is {status} ({why})"
        if status == "published":
            assert times == 1, told
        else:
            assert status == "unknown", told
            assert not self.knows_its_posts, told
            assert not self.publisher.duplicate_window, told
            assert times <= 1, told
            assert why, told

    # ── the bench ──

    @contextmanager
    def _running(self, folder: Path, reached_at: str = "") -> Iterator[Bench]:
        with self.platform(folder) as fake, ExitStack() as stack:
            line = stack.enter_context(Line(fake.address)) if fake.address else None
            yield Bench(
                fake=fake, channel=self.channel, make=self.publisher, media=self.media(folder),
                part=lambda text: self.part(text, folder), knows_its_posts=self.knows_its_posts,
                broken_line=line, reached_at=reached_at or (line.address if line else ""),
            )  # fmt: skip
