"""repurpose outbox: see, edit, approve, discard, reschedule, settle by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from repurpose.sandbox import Sandbox
from tests.cli.conftest import DECK, PANEL, Run


@pytest.fixture
def drafts(run: Run) -> list[dict[str, Any]]:
    posts: list[dict[str, Any]] = run(DECK, "-c", "x,linkedin", "-n", 2, "--json").json["posts"]
    return posts


@pytest.fixture
def editor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets $EDITOR to a program that does to the file what the Python code given says."""

    def set_editor(code: str) -> None:
        script = folder / "my editor.py"
        script.write_text(
            f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n"
            f"text = path.read_text('utf-8')\n{code}\npath.write_text(text, 'utf-8')\n",
            "utf-8",
        )
        monkeypatch.setenv("EDITOR", f"python '{script}'")
        monkeypatch.delenv("VISUAL", raising=False)

    return set_editor


def test_list_says_what_to_do_when_it_is_empty(run: Run) -> None:
    result = run("outbox", "list")
    assert (result.code, result.out) == (0, "")
    assert "repurpose deck.pptx" in result.err
    assert run("outbox", "list", "--json").json == {"schema": 1, "posts": []}


def test_list_by_state(run: Run, drafts: list[dict[str, Any]]) -> None:
    run("outbox", "discard", drafts[0]["id"])
    assert len(run("outbox", "list").out.splitlines()) == 3
    assert len(run("outbox", "list", "--all").out.splitlines()) == 4
    assert drafts[0]["id"] in run("outbox", "list", "--status", "discarded").out
    wrong = run("outbox", "list", "--status", "drfat")
    assert wrong.code == 2
    assert "draft, approved" in wrong.err


def test_why_marks_the_words_in_the_file(run: Run, drafts: list[dict[str, Any]]) -> None:
    result = run("outbox", "why", drafts[0]["id"])
    assert result.code == 0
    assert str(DECK) in result.out
    assert "slide 4, body" in result.out
    marked = re.search(r"⟦(.+)⟧", result.out)
    assert marked
    assert marked[1] == drafts[0]["parts"][0]["text"].partition("\n")[0]


def test_why_of_a_quote_that_runs_over_several_cues(run: Run) -> None:
    for post in run(PANEL, "-c", "x", "-n", 20, "--json").json["posts"]:
        [source] = run("outbox", "why", post["id"], "--json").json["sources"]
        pieces = [
            segment["text"][start:end]
            for segment in source["segments"]
            for start, end in segment["marks"]
        ]
        assert " ".join(pieces) == source["text"].replace("[…] ", "").removesuffix(" […]")
        assert {segment["speaker"] for segment in source["segments"]} == {source["speaker"]}


def test_edit_in_the_editor(
    run: Run, drafts: list[dict[str, Any]], editor: Callable[[str], None]
) -> None:
    editor("text = text.replace('Bei 9 von', 'Auch bei 9 von').replace('\\n', '\\r\\n')")
    result = run("outbox", "edit", drafts[0]["id"])
    assert result.code == 0, result.err
    [post] = run("outbox", "show", drafts[0]["id"], "--json").json["posts"]
    assert post["parts"][0]["text"] == "Auch " + drafts[0]["parts"][0]["text"].replace("B", "b", 1)


def test_an_editor_that_changes_nothing(
    run: Run, drafts: list[dict[str, Any]], editor: Callable[[str], None]
) -> None:
    editor("pass")
    assert "nothing changed" in run("outbox", "edit", drafts[0]["id"]).err


def test_a_thread_is_made_in_the_editor(
    run: Run, drafts: list[dict[str, Any]], editor: Callable[[str], None]
) -> None:
    editor("text = 'Eins 🌲\\n--- next part ---\\nZwei\\n' + text[text.index('-------'):]")
    run("outbox", "edit", drafts[0]["id"])
    [post] = run("outbox", "show", drafts[0]["id"], "--json").json["posts"]
    assert [part["text"] for part in post["parts"]] == ["Eins 🌲", "Zwei"]


def test_too_long_a_text_is_refused_and_kept(
    run: Run, drafts: list[dict[str, Any]], editor: Callable[[str], None], folder: Path
) -> None:
    editor("text = 'ä' * 281 + text[text.index('\\n-------'):]")
    result = run("outbox", "edit", drafts[0]["id"])
    assert result.code == 2
    assert "281 of 280" in result.err
    [post] = run("outbox", "show", drafts[0]["id"], "--json").json["posts"]
    assert post["parts"] == drafts[0]["parts"]
    editor("assert text.startswith('ä' * 281); text = text[1:]")
    assert run("outbox", "edit", drafts[0]["id"]).code == 0
    assert not list((folder / ".repurpose").glob("edit-*"))


def test_the_editor_says_in_words_where_and_for_whom_a_post_is(
    run: Run, drafts: list[dict[str, Any]], editor: Callable[[str], None], folder: Path
) -> None:
    editor("path.with_name('seen.txt'); pathlib.Path('seen.txt').write_text(text, 'utf-8')")
    run("outbox", "edit", drafts[0]["id"])
    foot = (folder / "seen.txt").read_text("utf-8").partition(">8")[2]
    assert "X: at most 280 a part, as X counts." in foot
    assert f"From: {DECK.name}, slide " in foot
    assert "{" not in foot


def test_linkedin_takes_no_thread(run: Run, drafts: list[dict[str, Any]]) -> None:
    text = "Eins\n--- next part ---\nZwei"
    result = run("outbox", "edit", drafts[2]["id"], "--text", text)
    assert result.code == 2
    assert "LinkedIn takes 1 part, not 2" in result.err


def test_altered_words_of_a_speaker_are_pointed_out(run: Run) -> None:
    [post] = run(PANEL, "-c", "x", "-n", 1, "--json").json["posts"]
    text = post["parts"][0]["text"]
    fine = run("outbox", "edit", post["id"], "--text", f"Zum Nachdenken. {text}")
    assert "as they were said" not in fine.err
    wrong = run("outbox", "edit", post["id"], "--text", text.replace("Nachbarn", "Mietern"))
    assert "as they were said" in wrong.err


def test_a_picture_needs_a_description_and_goes_along(
    run: Run, configured: Sandbox, folder: Path
) -> None:
    posts = run(DECK, "-n", 1, "--json").json["posts"]
    Image.new("RGB", (40, 30), "green").save(folder / "Dach über allem.png")
    for post in posts:
        words = ["outbox", "edit", post["id"], "--image", "Dach über allem.png"]
        refused = run(*words)
        assert refused.code == 2
        assert "--alt" in refused.err
        assert run(*words, "--alt", "Ein grünes Dach").code == 0
    run("outbox", "approve", "--all")
    assert run("publish", "--due").code == 0
    for channel in ("twitter", "linkedin"):
        [standing] = configured.posts(channel)
        assert [picture.alt for picture in standing.media] == ["Ein grünes Dach"]
    assert run("outbox", "edit", posts[0]["id"], "--no-image").code == 2


def test_reschedule_echoes_the_date_with_weekday_and_zone(
    run: Run, drafts: list[dict[str, Any]], folder: Path
) -> None:
    (folder / "repurpose.yaml").write_text("timezone: Europe/Zurich\n")
    id_ = drafts[0]["id"]
    run("outbox", "approve", id_)
    year = datetime.now(UTC).year + 1
    result = run("outbox", "reschedule", id_, f"5.7.{year}", "09:00")
    assert result.code == 0
    assert re.search(rf"\w{{3}} 5 Jul {year}, 09:00 CEST", result.out)
    for unclear in (["05/12/2030"], ["1.1.2020", "09:00"], ["31.2.2030", "9:00"], ["irgendwann"]):
        refused = run("outbox", "reschedule", id_, *unclear)
        assert refused.code == 2, unclear
        assert "Traceback" not in refused.err
    [post] = run("outbox", "show", id_, "--json").json["posts"]
    assert post["due_at"].startswith(f"{year}-07-05T07:00")


def test_reschedule_without_a_date_takes_the_next_slot(
    run: Run, drafts: list[dict[str, Any]]
) -> None:
    run("outbox", "approve", drafts[0]["id"])
    assert run("outbox", "reschedule", drafts[0]["id"]).code == 0
    [post] = run("outbox", "show", drafts[0]["id"], "--json").json["posts"]
    due_at = datetime.fromisoformat(post["due_at"])
    assert datetime.now(UTC) < due_at < datetime.now(UTC) + timedelta(days=7)


def test_an_edit_after_approval_makes_it_a_draft_again(
    run: Run, drafts: list[dict[str, Any]]
) -> None:
    id_ = drafts[0]["id"]
    run("outbox", "approve", id_, "--schedule")
    run("outbox", "edit", id_, "--text", "Anders gesagt.")
    [post] = run("outbox", "show", id_, "--json").json["posts"]
    assert (post["status"], post["due_at"]) == ("draft", None)


def test_one_wrong_id_does_not_stop_the_rest(run: Run, drafts: list[dict[str, Any]]) -> None:
    result = run("outbox", "approve", "zzz", drafts[0]["id"], "--json")
    assert result.code == 2
    assert [post["id"] for post in result.json["posts"]] == [drafts[0]["id"]]
    assert "zzz" in result.json["errors"][0]["what"]


def test_done_and_retry_settle_by_hand(
    run: Run, configured: Sandbox, drafts: list[dict[str, Any]]
) -> None:
    id_ = drafts[0]["id"]
    run("outbox", "approve", id_)
    assert run("outbox", "done", id_, "https://x.com/acme/status/1").code == 0
    shown = run("outbox", "show", id_)
    assert "https://x.com/acme/status/1" in shown.out
    assert run("outbox", "retry", id_).code == 2
    assert run("publish", "--due").code == 0
    assert configured.posts("twitter") == []


def test_ids_complete_in_the_shell(
    run: Run, drafts: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_REPURPOSE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"repurpose outbox show {drafts[0]['id'][:3]}")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert drafts[0]["id"] in run().out
    monkeypatch.setenv("COMP_WORDS", "repurpose deck.pptx --channels twitter,link")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert "twitter,linkedin" in run().out
