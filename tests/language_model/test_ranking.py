"""What a model's scores do, and that the same is not asked twice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pptx import Presentation

from tests.cli.conftest import PANEL, Run
from tests.language_model.conftest import LEANING, SHOWN, Asked, FakeModel, Reply, chat, configure


def last_first(asked: Asked) -> Reply:
    """The worst of what was found is best."""
    numbers = asked.numbers()
    return chat(json.dumps({"scores": {n: 100 if int(n) == 1 else 0 for n in numbers}}))


def test_a_score_is_the_mean_of_ours_and_the_models(run: Run, model: FakeModel, deck: Path) -> None:
    first, second = run("extract", deck, "--no-language-model", "--json").json["snippets"]
    model.reply = last_first
    now = run("extract", deck, "--json").json["snippets"]
    assert [s["text"] for s in now] == [second["text"], first["text"]]
    assert now[0]["score"] == pytest.approx((second["score"] + 1) / 2, abs=1e-4)
    assert now[1]["score"] == pytest.approx(first["score"] / 2, abs=1e-4)
    assert now[0]["why"] == [*second["why"], "raised by the language model"]
    assert now[1]["why"] == first["why"]
    assert [s["id"] for s in now] == [second["id"], first["id"]]


def test_the_best_of_both_becomes_the_post(run: Run, model: FakeModel, deck: Path) -> None:
    model.reply = last_first
    best = run("extract", deck, "--json").json["snippets"][0]["text"]
    [post] = run(deck, "-c", "x", "-n", 1, "--json").json["posts"]
    assert best in post["parts"][0]["text"]
    assert run("outbox", "why", post["id"]).code == 0


def test_the_same_is_not_asked_twice(run: Run, model: FakeModel) -> None:
    model.reply = last_first
    first = run("extract", PANEL, "--json")
    questions = len(model.asked)
    assert questions > 1
    model.reply = lambda asked: (500, {}, b"")
    assert run("extract", PANEL, "--json").out == first.out
    assert len(model.asked) == questions
    assert first.json["errors"] == []


@pytest.mark.parametrize("change", [{"model": "mistral"}, {"proposals": 3}])
def test_another_model_or_question_is_asked_anew(
    run: Run, model: FakeModel, deck: Path, folder: Path, change: dict[str, object]
) -> None:
    run("extract", deck)
    configure(folder, model.url, **change)
    run("extract", deck)
    assert len(model.asked) == 2


def test_a_damaged_kept_answer_is_asked_anew(
    run: Run, model: FakeModel, deck: Path, folder: Path
) -> None:
    model.proposes(LEANING)
    first = run("extract", deck, "--json").json
    [file] = (folder / ".repurpose" / "cache" / "answers").iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert run("extract", deck, "--json").json == first
    assert len(model.asked) == 2


def test_a_kept_answer_that_somebody_changed_gets_no_further_than_a_new_one(
    run: Run, model: FakeModel, deck: Path, folder: Path
) -> None:
    import hashlib

    run("extract", deck)
    [file] = (folder / ".repurpose" / "cache" / "answers").iterdir()
    body = json.dumps(
        {"proposals": [{"text": "Das hat so niemand je gesagt, aber schön klingt es."}]}
    )
    digest = hashlib.sha256(body.encode()).hexdigest()
    file.write_text(f"{digest}\n{body}", "utf-8")
    result = run("extract", deck, "--json").json
    assert {s["text"] for s in result["snippets"]} == set(SHOWN)
    assert "1 proposal refused" in result["errors"][0]["what"]
    assert len(model.asked) == 1


def test_a_dry_run_leaves_no_folder_behind(
    run: Run, model: FakeModel, deck: Path, folder: Path
) -> None:
    assert run(deck, "--dry-run").code == 0
    assert not (folder / ".repurpose").exists()
    assert run(deck).code == 0
    assert len(list((folder / ".repurpose" / "cache" / "answers").iterdir())) == 1
    assert run(deck, "--dry-run").code == 0
    assert len(model.asked) == 2


def test_a_long_text_is_shown_in_parts_and_all_of_it(run: Run, model: FakeModel) -> None:
    run("extract", PANEL)
    shown = [each.body["messages"][1]["content"] for each in model.asked]
    assert len(shown) > 1
    assert max(len(text) for text in shown) < 8000
    numbers = [int(n) for each in model.asked for n in each.numbers()]
    ours = run("extract", PANEL, "--no-language-model", "--json").json["snippets"]
    assert sorted(numbers) == list(range(len(ours)))


def test_of_a_very_long_text_the_best_parts_are_shown(
    run: Run, model: FakeModel, folder: Path
) -> None:
    asked = "".join(
        f"Wer zählte in Haus {n} die {7 * n + 3} Fenster, und wozu?\n\n" for n in range(6000)
    )
    (folder / "lang.md").write_text(f"# Fenster\n\n{asked}{SHOWN[0]}\n", "utf-8")
    result = run("extract", "lang.md", "--json")
    assert result.code == 0
    assert len(model.asked) == 40
    assert SHOWN[0] in model.asked[-1].text
    assert re.search(
        r"1\d of 5\d parts of the text were not shown", result.json["errors"][-1]["what"]
    )


@pytest.mark.parametrize(
    "words",
    [
        'Gern! Hier:\n```json\n{"scores": {"0": 90, "1": 10}}\n```\nViel Erfolg!',
        '<think>{"scores": {"0": 0, "1": 0}} oder doch nicht</think>{"scores": {"0": 90, "1": 10}}',
        'Ich denke {so}: {"scores": [{"number": 0, "score": 90}, {"number": "1", "score": 10}]}',
        '{"scores": {"0": 90, "[1]": 10, "7": 50, "x": 3, "-1": 4}, "proposals": "keine"}',
        '{"scores": {"0": 90.0, "1": 10}, "proposals": [7, {"text": null}, {}], "publish": true}',
    ],
    ids=["fenced", "thought aloud", "list", "odd numbers", "odd proposals"],
)
def test_an_answer_is_read_tolerantly(run: Run, model: FakeModel, deck: Path, words: str) -> None:
    ours = run("extract", deck, "--no-language-model", "--json").json["snippets"]
    model.reply = lambda asked: chat(words)
    result = run("extract", deck, "--json").json
    assert result["errors"] == []
    expected = [(s["score"] + its) / 2 for s, its in zip(ours, (0.9, 0.1), strict=True)]
    assert [s["score"] for s in result["snippets"]] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    "score",
    ["101", "-1", "true", "null", '"80"', "NaN", "Infinity", "1" + "0" * 400, "[80]", "{}"],
)
def test_what_is_no_score_changes_nothing(
    run: Run, model: FakeModel, deck: Path, score: str
) -> None:
    ours = run("extract", deck, "--no-language-model", "--json").json["snippets"]
    model.reply = lambda asked: chat(f'{{"scores": {{"0": {score}, "1": {score}}}}}')
    assert run("extract", deck, "--json").json["snippets"] == ours


def test_a_draft_that_the_model_proposed_is_not_stale_without_it(
    run: Run, model: FakeModel, deck: Path
) -> None:
    model.proposes(LEANING)
    posts = run(deck, "-c", "x", "--json").json["posts"]
    assert any(LEANING in post["parts"][0]["text"] for post in posts)
    assert "stale" not in run(deck, "-c", "x", "--no-language-model").err
    listed = run("outbox", "list", "--json").json["posts"]
    assert [post["stale"] for post in listed] == [False] * 3


def test_a_draft_whose_words_became_private_is_stale(
    run: Run, model: FakeModel, deck: Path
) -> None:
    model.proposes(LEANING)
    run(deck, "-c", "x")
    slides = Presentation(str(deck))
    slides.slides[1]._element.set("show", "0")
    slides.save(str(deck))
    assert "1 older draft is stale" in run(deck, "-c", "x").err
