"""repurpose ASSET: files become posts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pptx import Presentation

from tests.cli import contract
from tests.cli.conftest import CHEESE, DECK, PANEL, Run


@pytest.mark.parametrize(
    "asset", [DECK, PANEL, CHEESE], ids=lambda path: path.suffix + path.stem[:5]
)
def test_a_file_becomes_drafts_as_the_contract_says(run: Run, asset: Path) -> None:
    result = run(asset, "--channels", "twitter,linkedin", "-n", 3, "--json")
    assert result.code == 0, result.err
    contract.check(result.json, contract.RUN)
    posts = result.json["posts"]
    assert [post["channel"] for post in posts] == ["twitter"] * 3 + ["linkedin"] * 3
    assert {post["status"] for post in posts} == {"draft"}
    snippets = {snippet["id"]: snippet for snippet in result.json["snippets"]}
    for post in posts:
        assert all(part["length"] <= part["limit"] for part in post["parts"])
        [id_] = post["snippets"]
        first = snippets[id_]["text"].split("\n")[0]  # of a list its first point
        assert first.strip("«»“”") in post["parts"][0]["text"]
    texts = [part["text"] for post in posts for part in post["parts"]]
    assert len(set(texts)) == len(texts)


def test_snippets_are_all_there_best_first(run: Run) -> None:
    result = run("extract", DECK, "--json")
    contract.check(result.json, contract.EXTRACT)
    scores = [snippet["score"] for snippet in result.json["snippets"]]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 12
    assert run("extract", DECK, "--json").out == result.out


def test_read_shows_all_text_private_text_marked(run: Run) -> None:
    result = run("read", DECK, PANEL, "--json")
    contract.check(result.json, contract.READ)
    deck, panel = result.json["assets"]
    roles = {segment["role"] for segment in deck["segments"]}
    assert {"title", "body", "notes", "table", "chart"} <= roles
    assert all(s["hidden"] for s in deck["segments"] if s["role"] == "notes")
    assert any(s["hidden"] and s["role"] == "title" for s in deck["segments"])
    assert len({segment["speaker"] for segment in panel["segments"]}) == 4


def test_run_may_be_left_out_and_x_is_twitter(run: Run) -> None:
    short = run(DECK, "-c", "x", "-n", 1, "--json", "--dry-run")
    long = run("run", DECK, "--channels", "twitter", "--limit", 1, "--json", "--dry-run")
    assert short.json == long.json
    assert run("--channels", "x", DECK, "-n", 1, "--json", "--dry-run").json == long.json


def test_without_channels_and_configuration_there_are_drafts_for_both(run: Run) -> None:
    channels = {post["channel"] for post in run(DECK, "--json").json["posts"]}
    assert channels == {"twitter", "linkedin"}


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    result = run(DECK, "--dry-run")
    assert result.code == 0
    assert "slide 4" in result.out
    assert list(folder.iterdir()) == []


def test_the_same_deck_again_changes_nothing(run: Run) -> None:
    first = run(DECK, "--json").json
    assert run(DECK, "--json").json == first
    assert len(run("outbox", "list", "--json").json["posts"]) == len(first["posts"])


def test_a_changed_deck_marks_drafts_stale_whose_words_are_gone(run: Run, folder: Path) -> None:
    deck = folder / "Vortrag.pptx"
    _deck(deck, "Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen.",
          "Ein nasser Unterlagsboden trocknet in der Regel etwa vier Wochen.")  # fmt: skip
    assert len(run(deck, "-c", "x", "--json").json["posts"]) == 2
    _deck(deck, "Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen.")
    assert "1 older draft" in run(deck, "-c", "x").err
    posts = run("outbox", "list", "--json").json["posts"]
    stale = [post for post in posts if post["stale"]]
    assert len(stale) == 1
    assert "Unterlagsboden" in stale[0]["parts"][0]["text"]
    run("outbox", "approve", "--all")
    assert run("outbox", "show", stale[0]["id"], "--json").json["posts"][0]["status"] == "draft"


def test_nothing_private_gets_into_a_post(run: Run) -> None:
    segments = run("read", DECK, "--json").json["assets"][0]["segments"]
    private = [s["text"] for s in segments if s["hidden"]]
    out = run(DECK, "-n", 100, "--json").json
    said = " ".join(part["text"] for post in out["posts"] for part in post["parts"])
    assert len(private) > 15
    assert not [text for text in private if text in said]


def test_the_limit_and_the_theme(run: Run) -> None:
    result = run(DECK, "-c", "x", "-n", 2, "--theme", "Trittschall", "--json", "--dry-run")
    assert "Trittschall" in result.json["posts"][0]["parts"][0]["text"]
    assert len(result.json["posts"]) == 2


def test_a_bad_file_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "leer.pptx").write_bytes(b"")
    result = run(folder / "leer.pptx", DECK, "-c", "x", "--json")
    assert result.code == 1
    contract.check(result.json, contract.RUN)
    assert len(result.json["posts"]) == 5
    assert "leer.pptx" in result.json["errors"][0]["where"]


def test_a_deck_without_anything_to_say(run: Run, folder: Path) -> None:
    _deck(folder / "Titel.pptx", "Agenda")
    result = run(folder / "Titel.pptx", "--json")
    assert result.code == 3
    assert result.json["posts"] == []
    assert "nothing in it is worth posting" in result.json["errors"][0]["what"]
    assert not (folder / ".repurpose" / "outbox.db").exists()


def test_a_deck_of_pictures_opens_but_gives_no_post(run: Run, folder: Path) -> None:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])
    deck.save(str(folder / "Bilder.pptx"))
    assert run("read", "Bilder.pptx", "--json").json["assets"][0]["segments"] == []
    result = run("Bilder.pptx")
    assert result.code == 3
    assert "has no text" in result.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--channels", "twiter"], "did you mean 'twitter'"),
        (["--channels", "linkedin:nobody", "--config", "c.yaml"], "linkedin:acme"),
        (["--channels", ","], "--channels is empty"),
        (["--publish", "--schedule"], "exclude each other"),
        (["--language", "xx"], "de, en, fr, it"),
        (["--template-dir", "nowhere"], "is not a folder"),
        (["--fault", "timeout"], "--fault needs --sandbox"),
        (["--sandbox", "--fault", "tiemout"], "there are: rate-limit"),
        (["--limit", "0"], "0 is not in the range"),
        (["--config", "missing.yaml"], "missing.yaml"),
    ],
)
def test_wrong_usage_is_said_with_what_is_right(
    run: Run, folder: Path, words: list[str], says: str
) -> None:
    (folder / "c.yaml").write_text("channels:\n  linkedin:acme:\n    hashtags: [Bau]\n")
    result = run(DECK, *words)
    assert result.code == 2
    assert says in result.err
    assert "Traceback" not in result.err


def test_a_failure_with_json_is_one_document_too(run: Run) -> None:
    result = run(DECK, "--channels", "nowhere", "--json")
    assert result.code == 2
    contract.check(result.json, contract.RUN)
    assert "nowhere" in result.json["errors"][0]["what"]


def test_a_mistyped_command_is_no_missing_file(run: Run) -> None:
    result = run("outbx", "list")
    assert result.code == 2
    assert "did you mean `repurpose outbox`" in result.err
    assert run("Vortrag.pptx").code == 3


def test_the_own_template_takes_the_place_of_ours(run: Run, folder: Path) -> None:
    (folder / "vorlagen").mkdir()
    (folder / "vorlagen" / "twitter.txt.j2").write_text("Grüezi! {{ text }}\n", "utf-8")
    result = run(DECK, "-c", "x", "-n", 1, "--template-dir", "vorlagen", "--json", "--dry-run")
    assert result.json["posts"][0]["parts"][0]["text"].startswith("Grüezi! Bei 9 von 14")


def test_a_broken_template_says_where_and_saves_nothing(run: Run, folder: Path) -> None:
    (folder / "twitter.txt.j2").write_text("{{ text }}\n\n{{ speeker }}\n", "utf-8")
    result = run(DECK, "-c", "linkedin,x", "--template-dir", ".")
    assert result.code == 2
    assert "twitter.txt.j2" in result.err
    assert "speaker" in result.err
    assert not (folder / ".repurpose" / "outbox.db").exists()


def test_hashtags_link_and_call_to_action_come_from_the_configuration(
    run: Run, folder: Path
) -> None:
    (folder / "repurpose.yaml").write_text(
        "hashtags: [Holzbau]\nlink: https://example.org/vortrag\n"
        "call_to_action: Die Folien zum Nachlesen\nchannels:\n  twitter:\n  linkedin:\n",
        "utf-8",
    )
    x, linkedin = run(DECK, "-n", 1, "--pictures", "none", "--json").json["posts"]
    assert "https://example.org/vortrag" in x["parts"][0]["text"]
    assert "#Holzbau" in x["parts"][0]["text"]
    assert "https://example.org/vortrag" not in linkedin["parts"][0]["text"]
    assert linkedin["parts"][0]["link"] == "https://example.org/vortrag"
    assert "Die Folien zum Nachlesen" in linkedin["parts"][0]["text"]


def test_only_the_result_is_on_standard_output(run: Run) -> None:
    result = run(DECK, "-c", "x", "-n", 2)
    assert "\x1b" not in result.out + result.err
    assert "→" not in result.out
    assert "repurpose outbox approve" in result.err
    assert len(re.findall(r"^X · draft {2}\[\w{12}\]$", result.out, re.MULTILINE)) == 2
    assert re.search(r"^ {2}152 of 280$", result.out, re.MULTILINE)
    assert "from Aufstocken mit Holz.pptx, slide 4" in result.out


def test_files_with_spaces_umlauts_and_windows_line_ends(run: Run, folder: Path) -> None:
    name = folder / "Podium über Käse & Brot 🧀.vtt"
    shutil.copy(PANEL, name)
    text = name.read_text("utf-8").replace("\n", "\r\n")
    name.write_bytes(text.encode("utf-8"))
    ours, theirs = (run(path, "-c", "x", "--json", "--dry-run").json for path in (name, PANEL))
    assert [p["parts"] for p in ours["posts"]] == [p["parts"] for p in theirs["posts"]]


def _deck(path: Path, *lines: str) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Warum Holz"
    slide.placeholders[1].text = "\n".join(lines)
    deck.save(str(path))
