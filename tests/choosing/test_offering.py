"""What a second run offers, through the command."""

# ruff: noqa: F811 - fixtures of another folder

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from repurpose.sandbox import Sandbox
from tests.cli import contract
from tests.cli.conftest import (  # noqa: F401 - fixtures
    DECK,
    PANEL,
    Result,
    Run,
    configured,
    folder,
    run,
    sandbox,
)


def _texts(result: Result) -> list[str]:
    return [part["text"] for post in result.json["posts"] for part in post["parts"]]


def _ids(result: Result) -> list[str]:
    return [post["id"] for post in result.json["posts"]]


@pytest.mark.parametrize("decision", ["approve", "discard"])
def test_what_is_decided_makes_room_for_the_next_best(run: Run, decision: str) -> None:
    first = run(DECK, "-c", "x", "-n", 3, "--json")
    decided, *open_ = _ids(first)
    run("outbox", decision, decided)
    second = run(DECK, "-c", "x", "-n", 3, "--json")
    assert second.code == 0
    assert decided not in _ids(second)
    assert set(open_) < set(_ids(second))
    assert len(_ids(second)) == 3
    assert {post["status"] for post in second.json["posts"]} == {"draft"}
    contract.check(second.json, contract.RUN)
    snippet = first.json["posts"][0]["snippets"][0]
    [why] = [e["why"] for e in second.json["left_out"]["twitter"] if e["snippet"] == snippet]
    assert decision in why


def test_each_run_makes_no_pile_of_drafts(run: Run) -> None:
    ids = [_ids(run(DECK, "-c", "x", "-n", 2, "--json")) for _ in range(3)]
    assert ids[0] == ids[1] == ids[2]
    assert len(_ids(run(DECK, "-c", "x", "-n", 4, "--json"))) == 4
    assert len(run("outbox", "list", "--json").json["posts"]) == 4
    assert len(_ids(run(DECK, "-c", "x", "-n", 2, "--json"))) == 2
    assert len(run("outbox", "list", "--json").json["posts"]) == 4


def test_a_published_statement_is_not_offered_from_another_file(
    run: Run, configured: Sandbox, folder: Path
) -> None:
    run(DECK, "-c", "x", "--publish")
    published = [post.text for post in configured.posts("twitter")]
    copy = folder / "Vortrag für Zürich.pptx"
    deck = Presentation(str(DECK))
    deck.slides[0].shapes.title.text = "Aufstocken in Zürich"
    deck.save(str(copy))
    result = run(copy, "-c", "x,linkedin", "--json")
    offered = [p["parts"][0]["text"] for p in result.json["posts"] if p["channel"] == "twitter"]
    assert len(offered) == 2
    assert not set(offered) & set(published)
    whys = {each["why"] for each in result.json["left_out"]["twitter"]}
    assert any(why.startswith("posted on X on ") for why in whys)
    others = [p["parts"][0]["text"] for p in result.json["posts"] if p["channel"] == "linkedin"]
    words = [text.partition("\n\nQuelle:")[0] for text in published]
    assert any(text in post for text in words for post in others)  # X has no say there


def test_publishing_again_adds_nothing_but_a_run_of_drafts_goes_on(
    run: Run, configured: Sandbox
) -> None:
    first = run(DECK, "-c", "x", "--publish", "--json")
    again = run(DECK, "-c", "x", "--publish", "--json")
    assert (again.code, _ids(again)) == (0, _ids(first))
    assert len(configured.posts("twitter")) == 2
    drafts = run(DECK, "-c", "x", "--json")
    assert not set(_ids(drafts)) & set(_ids(first))
    assert {post["status"] for post in drafts.json["posts"]} == {"draft"}
    run(DECK, "-c", "x", "--publish")  # takes the drafts, which were shown before
    begun = [post for post in configured.posts("twitter") if post.reply_to is None]
    assert len(begun) == 4


def test_scheduling_again_adds_nothing(run: Run, configured: Sandbox) -> None:
    first = run(DECK, "-c", "x", "--schedule", "--json").json["posts"]
    assert run(DECK, "-c", "x", "--schedule", "--json").json["posts"] == first


def test_what_waits_for_a_login_goes_out_when_the_run_is_repeated(
    run: Run, configured: Sandbox
) -> None:
    configured.expire("linkedin")
    first = run(DECK, "-c", "linkedin", "--publish", "--json")
    assert first.code == 4
    configured.renew("linkedin")
    again = run(DECK, "-c", "linkedin", "--publish", "--json")
    assert (again.code, _ids(again)) == (0, _ids(first))
    assert len(configured.posts("linkedin")) == 2


def test_again_offers_what_was_posted_once_more(run: Run, configured: Sandbox) -> None:
    first = run(DECK, "-c", "linkedin", "--publish", "--json")
    assert not set(_texts(run(DECK, "-c", "linkedin", "--json", "--dry-run"))) & set(_texts(first))
    again = run(DECK, "-c", "linkedin", "--again", "--json")
    assert _texts(again) == _texts(first)
    assert not set(_ids(again)) & set(_ids(first))
    assert {post["status"] for post in again.json["posts"]} == {"draft"}
    assert _ids(run(DECK, "-c", "linkedin", "--again", "--json")) == _ids(again)


def test_nothing_here_says_why_and_is_done_where_all_was_posted(run: Run, folder: Path) -> None:
    deck = folder / "Vortrag.pptx"
    _deck(deck, "Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen.")
    run(deck, "-c", "x")
    run("outbox", "discard", *[p["id"] for p in run("outbox", "list", "--json").json["posts"]])
    shown = run(deck, "-c", "x")
    assert shown.code == 0
    assert "X: nothing here: 1 statement was offered before" in shown.err
    result = run(deck, "-c", "x", "--json")
    assert (result.code, result.json["posts"]) == (0, [])
    [left] = result.json["left_out"]["twitter"]
    assert left["why"].startswith("discarded for X on ")
    assert left["snippet"] == result.json["snippets"][0]["id"]


def test_nothing_worth_posting_is_3(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("mix:\n  statement: 0\n", "utf-8")
    deck = folder / "Vortrag.pptx"
    _deck(deck, "Holz wiegt viel weniger, als Beton und Backstein in einem Haus wiegen.")
    result = run(deck, "-c", "x,linkedin")
    assert result.code == 3
    assert "LinkedIn: nothing here: 1 is of a kind not wanted" in result.err
    assert not (folder / ".repurpose" / "outbox.db").exists()


def test_a_panel_gets_two_of_each_and_figures(run: Run) -> None:
    made: dict[str, Any] = run(PANEL, "-c", "x", "--json", "--dry-run").json
    chosen = {id_ for post in made["posts"] for id_ in post["snippets"]}
    speakers = [s["speaker"] for s in made["snippets"] if s["id"] in chosen]
    kinds = [s["kind"] for s in made["snippets"] if s["id"] in chosen]
    assert max(map(speakers.count, speakers)) == 2
    assert max(map(kinds.count, kinds)) <= 3
    whys = [each["why"] for each in made["left_out"]["twitter"]]
    assert any(why.startswith("the third of ") for why in whys)


def test_the_order_of_extract_is_that_of_the_scores(run: Run) -> None:
    snippets = run("extract", PANEL, "--json").json["snippets"]
    assert len(snippets) > 40
    scores = [snippet["score"] for snippet in snippets]
    assert scores == sorted(scores, reverse=True)
    places = [(-s["score"], s["locator"]["start"]) for s in snippets]
    assert places == sorted(places)


def _deck(path: Path, *lines: str) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Warum Holz"
    slide.placeholders[1].text = "\n".join(lines)
    deck.save(str(path))
