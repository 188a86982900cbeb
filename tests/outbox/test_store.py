"""The outbox keeps what it promises: states, approval bound to content, nothing lost."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from repurpose.errors import OutboxError
from repurpose.model import Media, Part, Receipt
from repurpose.outbox import glance
from repurpose.outbox.entry import content_digest
from repurpose.outbox.file_format import FILE_NAME
from repurpose.outbox.journal import Busy, Journal, sole_publisher
from repurpose.outbox.store import Outbox

from .samples import NOW, asset, put


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "mit Leerschlag" / ".repurpose")


def test_a_post_comes_back_as_it_was_saved(outbox: Outbox) -> None:
    saved = put(outbox, "Grüße 🌲 aus Zürich", parts=("Grüße 🌲", "aus Zürich"))
    found = outbox.find(saved.post.id)
    assert found == saved
    assert [part.text for part in found.post.parts] == ["Grüße 🌲", "aus Zürich"]
    assert found.origins[0].sources[0].marks == ((0, len("Grüße 🌲 aus Zürich")),)


def test_the_same_post_again_is_one_post_and_an_edited_draft_stays(outbox: Outbox) -> None:
    first = put(outbox)
    outbox.edit(first.post.id, NOW, [Part(text="Von Hand.")])
    again = put(outbox, parts=("Neue Vorlage: Holz wächst nach.",))
    assert len(outbox.entries()) == 1
    assert again.post.parts[0].text == "Von Hand."


def test_a_draft_that_nobody_edited_takes_the_new_wording(outbox: Outbox) -> None:
    put(outbox)
    assert put(outbox, parts=("Neu.",)).post.parts[0].text == "Neu."


def test_an_approved_post_does_not_take_the_new_wording(outbox: Outbox) -> None:
    entry = put(outbox)
    outbox.approve(entry.post.id, NOW)
    assert put(outbox, parts=("Neu.",)).post.parts[0].text == "Holz wächst nach."


def test_a_discarded_post_is_not_offered_again(outbox: Outbox) -> None:
    entry = put(outbox)
    outbox.discard(entry.post.id, NOW)
    assert put(outbox).post.status == "discarded"


def test_an_edit_after_approval_makes_it_a_draft_again(outbox: Outbox) -> None:
    entry = outbox.approve(put(outbox).post.id, NOW, NOW + timedelta(days=1))
    edited = outbox.edit(entry.post.id, NOW, [Part(text="Anders.")])
    assert (edited.post.status, edited.post.due_at) == ("draft", None)
    assert Journal(outbox).due(NOW + timedelta(days=2)) == []


def test_a_picture_exchanged_after_approval_makes_it_a_draft_again(
    outbox: Outbox, tmp_path: Path
) -> None:
    picture = tmp_path / "Foto.png"
    picture.write_bytes(b"one")
    entry = put(outbox)
    part = replace(entry.post.parts[0], media=(Media(path=picture, kind="image", alt="Ein Dach"),))
    outbox.edit(entry.post.id, NOW, [part])
    outbox.approve(entry.post.id, NOW)
    picture.write_bytes(b"two")
    assert Journal(outbox).claim(entry.post.id, NOW) is None
    assert outbox.find(entry.post.id).post.status == "draft"


@pytest.mark.parametrize("verb", ["approve", "discard", "edit", "retry", "reschedule"])
def test_a_published_post_cannot_be_changed(outbox: Outbox, verb: str) -> None:
    entry = put(outbox)
    outbox.approve(entry.post.id, NOW)
    outbox.done(entry.post.id, NOW, "https://example.org/1")
    arguments = {"edit": ([Part(text="x")],), "reschedule": (NOW,)}.get(verb, ())
    with pytest.raises(OutboxError, match=r"it is published") as caught:
        getattr(outbox, verb)(entry.post.id, NOW, *arguments)
    assert caught.value.hint
    assert outbox.find(entry.post.id).url == "https://example.org/1"


def test_a_thread_of_which_a_part_is_live_cannot_be_edited(outbox: Outbox) -> None:
    entry = put(outbox, parts=("eins", "zwei"))
    outbox.approve(entry.post.id, NOW)
    journal = Journal(outbox)
    journal.claim(entry.post.id, NOW)
    journal.published(entry.post.id, 0, Receipt(remote_id="1", url=None, published_at=NOW))
    journal.close(entry.post.id, NOW, "failed", error="no")
    with pytest.raises(OutboxError, match="stands on twitter already"):
        outbox.edit(entry.post.id, NOW, [Part(text="x")])


def test_retry_keeps_what_is_live_and_forgets_the_doubtful_attempt(outbox: Outbox) -> None:
    entry = put(outbox, parts=("eins", "zwei"))
    outbox.approve(entry.post.id, NOW)
    journal = Journal(outbox)
    journal.claim(entry.post.id, NOW)
    journal.published(entry.post.id, 0, Receipt(remote_id="1", url=None, published_at=NOW))
    journal.sending(entry.post.id, 1, NOW)
    journal.close(entry.post.id, NOW, "unknown")
    again = outbox.retry(entry.post.id, NOW)
    assert again.post.status == "approved"
    assert again.states[0].receipt is not None
    assert again.states[1].sent_at is None


def test_ids_may_be_shortened_but_not_too_much(outbox: Outbox) -> None:
    entries = [put(outbox, f"Satz Nummer {n}.") for n in range(40)]
    assert outbox.find(entries[0].post.id[:8]).post.id == entries[0].post.id
    with pytest.raises(OutboxError, match="40 posts have an id"):
        outbox.find("")
    with pytest.raises(OutboxError, match="no post has the id"):
        outbox.find("zzz")
    with pytest.raises(OutboxError, match="no post has the id"):
        outbox.find("%")


def test_drafts_whose_words_left_the_file_are_marked_stale(outbox: Outbox) -> None:
    gone, kept = put(outbox, "Das fällt weg."), put(outbox, "Das bleibt.")
    stale = outbox.mark_stale(str(asset("x").path), {kept.post.snippets[0]})
    assert stale == [gone.post.id]
    assert outbox.find(gone.post.id).stale
    assert not outbox.find(kept.post.id).stale


def test_due_are_the_approved_whose_time_has_come_and_the_unsettled(outbox: Outbox) -> None:
    ids = [put(outbox, f"Satz Nummer {n}.").post.id for n in range(5)]
    outbox.approve(ids[1], NOW, NOW + timedelta(hours=2))
    outbox.approve(ids[2], NOW, NOW - timedelta(hours=2))
    outbox.approve(ids[3], NOW)
    outbox.approve(ids[4], NOW)
    Journal(outbox).close(ids[4], NOW, "approved", not_before=NOW + timedelta(minutes=5))
    assert set(Journal(outbox).due(NOW)) == {ids[2], ids[3]}
    Journal(outbox).claim(ids[3], NOW)
    assert set(Journal(outbox).due(NOW)) == {ids[2], ids[3]}


def test_the_quick_look_says_what_the_outbox_says(outbox: Outbox, tmp_path: Path) -> None:
    ids = [put(outbox, f"Satz Nummer {n}.").post.id for n in range(6)]
    path = outbox.database.path
    assert not glance.anything_due(path, NOW)
    outbox.approve(ids[0], NOW, NOW + timedelta(hours=1))
    outbox.approve(ids[1], NOW, NOW + timedelta(minutes=1))
    outbox.discard(ids[2], NOW)
    assert not glance.anything_due(path, NOW)
    assert glance.anything_due(path, NOW + timedelta(minutes=1))
    entries = outbox.entries()
    lines = glance.lines(path)
    assert [line.id for line in lines] == [entry.post.id for entry in entries]
    assert [(x.status, x.due_at) for x in lines] == [
        (e.post.status, e.post.due_at) for e in entries
    ]
    Journal(outbox).claim(ids[1], NOW)
    assert glance.anything_due(path, NOW)
    assert glance.lines(tmp_path / "none.db") == []


def test_pause_and_resume(outbox: Outbox) -> None:
    path = outbox.database.path
    assert glance.paused_until(path) is None
    outbox.pause(None)
    assert glance.paused_until(path) == ""
    outbox.pause(NOW)
    assert glance.paused_until(path) == NOW.isoformat()
    outbox.resume()
    assert glance.paused_until(path) is None


def test_one_process_publishes_at_a_time(outbox: Outbox) -> None:
    state = outbox.database.path.parent
    code = (
        "import sys; from pathlib import Path; from repurpose.outbox.journal import *\n"
        "with sole_publisher(Path(sys.argv[1]), 0): print('mine', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(state)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdin is not None
    with other:
        assert other.stdout.readline() == b"mine\n"
        with pytest.raises(Busy), sole_publisher(state, 0):
            raise AssertionError("two publish at once")
        other.kill()
    with sole_publisher(state, 5):
        pass


def test_an_outbox_of_a_newer_version_is_refused_and_left_alone(outbox: Outbox) -> None:
    put(outbox)
    path = outbox.database.path
    outbox.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    for look in (lambda: Outbox(path.parent), lambda: glance.lines(path)):
        with pytest.raises(OutboxError, match="newer version") as caught:
            look()
        assert "pip install -U" in caught.value.hint
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM posts").fetchone() == (1,)


def test_a_file_that_is_no_outbox_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, but long enough to look at" * 100)
    with pytest.raises(OutboxError, match="not a database"):
        Outbox(tmp_path)
    with pytest.raises(OutboxError, match="not a database"):
        glance.lines(tmp_path / FILE_NAME)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutboxError, match="the folder cannot be made") as caught:
        Outbox(tmp_path / "file" / ".repurpose")
    assert "state:" in caught.value.hint


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """The process may write 100 kB a file at the most: SQLite meets a full disk."""
    put(Outbox(tmp_path))
    code = (
        "import sys, resource, signal; sys.path.insert(0, sys.argv[2])\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from pathlib import Path; from tests.outbox.samples import put\n"
        "from repurpose.outbox.store import Outbox; from repurpose.errors import OutboxError\n"
        "outbox = Outbox(Path(sys.argv[1]))\n"
        "try:\n"
        "    for n in range(400): put(outbox, f'Satz {n} ' * 50)\n"
        "except OutboxError as error: print(error); print(error.hint)\n"
    )
    assert resource.RLIMIT_FSIZE is not None
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(Path(__file__).parents[2])],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "the outbox cannot be used" in ran.stdout
    assert "full" in ran.stdout
    after = Outbox(tmp_path)
    entries = after.entries()
    assert entries
    assert all(entry.post.parts and entry.origins for entry in entries)
    put(after, "Es geht weiter.")


def test_title_tags_and_comment_come_back_and_count_as_content(outbox: Outbox) -> None:
    entry = put(outbox)
    new = Part(
        text="Ein Podium.", title="Grüße", tags=("Holz", "Bau"), comment="https://example.org"
    )
    edited = outbox.edit(entry.post.id, NOW, [new])
    assert edited.post.parts == (new,)
    digests = {
        content_digest("youtube", "default", [part])
        for part in (
            new,
            replace(new, title="Gruss"),
            replace(new, tags=("Holz",)),
            replace(new, comment=None),
        )
    }
    assert len(digests) == 4


def test_an_outbox_of_the_first_format_goes_on(tmp_path: Path) -> None:
    """What was approved before the update still stands as it was approved."""
    outbox = Outbox(tmp_path)
    entry = put(outbox)
    approved = outbox.approve(entry.post.id, NOW)
    outbox.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as file:
        file.execute("ALTER TABLE parts DROP COLUMN fields")
        file.execute("PRAGMA user_version = 1")
    file.close()
    updated = Outbox(tmp_path)
    assert updated.find(entry.post.id) == approved
    assert Journal(updated).claim(entry.post.id, NOW) is not None


def test_steps_taken_together_are_all_kept_or_none(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    first, second = (put(outbox, text).post.id for text in ("Eins.", "Zwei."))

    def approve_and_fail() -> None:
        with outbox.together():
            outbox.approve(first, NOW)
            outbox.reschedule(second, NOW, NOW)  # a draft has no date to change

    with pytest.raises(OutboxError, match="cannot reschedule"):
        approve_and_fail()
    assert {entry.post.status for entry in outbox.entries()} == {"draft"}
    with outbox.together():
        outbox.approve(first, NOW)
        outbox.discard(second, NOW)
    assert {entry.post.status for entry in outbox.entries()} == {"approved", "discarded"}
