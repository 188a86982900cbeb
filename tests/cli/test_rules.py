"""What breaks a channel's rules is not approved and not sent; the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from repurpose.sandbox import Sandbox
from tests.cli.conftest import DECK, Run


@pytest.fixture
def picture(folder: Path) -> Path:
    from PIL import Image

    path = folder / "Dachstuhl im Bau.png"
    Image.new("RGB", (160, 90), "brown").save(path)
    return path


@pytest.fixture
def illustrated(run: Run, configured: Sandbox, picture: Path) -> str:
    """The id of a draft for X with a picture that the user chose."""
    first, *_ = run(DECK, "-c", "x", "--pictures", "none", "--json").json["posts"]
    assert run("outbox", "edit", first["id"], "--image", picture, "--alt", "Ein Dach").code == 0
    return str(first["id"])


def status(run: Run, id_: str) -> str:
    return str(run("outbox", "show", id_, "--json").json["posts"][0]["status"])


def test_a_post_that_lost_its_picture_is_not_approved(
    run: Run, illustrated: str, picture: Path
) -> None:
    picture.unlink()
    refused = run("outbox", "approve", illustrated)
    assert refused.code == 1
    assert (
        "Dachstuhl im Bau.png cannot be read: No such file or directory; put it back" in refused.err
    )
    assert f"repurpose outbox edit {illustrated}" in refused.err
    assert status(run, illustrated) == "draft"


def test_one_that_lost_it_after_its_approval_is_not_sent(
    run: Run, configured: Sandbox, illustrated: str, picture: Path
) -> None:
    run("outbox", "approve", illustrated)
    picture.write_text("no picture any more", "utf-8")
    result = run("publish", "--due", "--json")
    [delivery] = result.json["deliveries"]
    assert (result.code, delivery["status"]) == (1, "draft")
    assert configured.posts("twitter") == []


def test_a_run_that_publishes_leaves_it_a_draft_and_does_the_rest(
    run: Run, configured: Sandbox, illustrated: str, picture: Path
) -> None:
    picture.unlink()
    result = run(DECK, "-c", "x", "--pictures", "none", "--publish", "--json")
    assert result.code == 1
    by_status = {post["id"]: post["status"] for post in result.json["posts"]}
    assert by_status.pop(illustrated) == "draft"
    assert set(by_status.values()) == {"published"}
    assert "cannot be read" in str(result.json["errors"])
    assert len(configured.posts("twitter")) == len(by_status)


def test_the_same_of_a_run_that_schedules(run: Run, illustrated: str, picture: Path) -> None:
    picture.unlink()
    assert run(DECK, "-c", "x", "--pictures", "none", "--schedule", "--json").code == 1
    assert status(run, illustrated) == "draft"


def test_what_a_person_adds_by_hand_need_not_be_there(run: Run) -> None:
    first, *_ = run(DECK, "-c", "instagram", "--pictures", "none", "--json").json["posts"]
    assert run("outbox", "approve", first["id"]).code == 0
    assert run("publish", "--due").code == 0
    assert status(run, first["id"]) == "handed-over"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ä" * 281, "has 281 of 280 characters, as X counts; shorten it"),
        ("Holz\ufeff", "the text holds U+FEFF, which is not taken there; take it out"),
    ],
)
def test_an_edit_that_breaks_a_rule_changes_nothing(
    run: Run, configured: Sandbox, text: str, line: str
) -> None:
    first, *_ = run(DECK, "-c", "x", "--pictures", "none", "--json").json["posts"]
    refused = run("outbox", "edit", first["id"], "--text", text)
    assert (refused.code, line in refused.err) == (2, True), refused.err
    [post] = run("outbox", "show", first["id"], "--json").json["posts"]
    assert post["parts"] == first["parts"]
