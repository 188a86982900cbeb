"""The first repurpose.yaml: valid as it stands, and with every example in it switched on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from repurpose.config import initial, load
from repurpose.errors import ConfigError

ENTERED = initial.Answers(
    channels="chirp, chirp:acme",
    language="de",
    timezone="Europe/Zurich",
    link="https://example.com/über-uns",
    hashtags="Holzbau 2026er",
)


def test_at_most_five_questions_and_enter_answers_all(folder: Path) -> None:
    assert len(initial.QUESTIONS) <= 5
    answers = initial.defaults()
    for question in initial.QUESTIONS:
        answers = initial.answered(answers, question.name, getattr(answers, question.name))
    config = load(initial.write(folder / "repurpose.yaml", answers), environ={})
    labels = [channel.label for channel in config.channels] + list(config.broken)
    assert labels == ["twitter", "linkedin"]
    assert (config.language, config.defaults) == (None, {})


def test_what_was_answered_is_in_the_file(folder: Path, chirp: Path) -> None:
    config = load(initial.write(folder / "repurpose.yaml", ENTERED), environ={})
    assert [channel.label for channel in config.channels] == ["chirp", "chirp:acme"]
    assert config.language == "de"
    assert config.timezone.key == "Europe/Zurich"
    assert config.channels[0].link == "https://example.com/über-uns"
    assert config.channels[1].hashtags == ("Holzbau", "2026er")


def test_every_example_in_it_is_valid_when_switched_on(folder: Path, chirp: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "models" / "whisper-small").mkdir(parents=True)
    (folder / "models" / "whisper-small" / "model.bin").touch()
    Image.new("RGB", (40, 20), "#1f5f6b").save(folder / "logo.png")
    text = initial.init_text(ENTERED)
    head, _, body = text.partition("# Where posts go")
    switched_on = re.sub(r"^(\s*)# (\s*[a-z_]+:( .*)?)$", r"\1\2", body, flags=re.MULTILINE)
    assert switched_on.count("#") < body.count("#") - 8
    (folder / "repurpose.yaml").write_text(f"{head}#{switched_on}", encoding="utf-8")
    config = load(cwd=folder, environ={})
    assert config.channels[0].settings["edition"] == "202609"
    assert config.include == {"notes"}
    assert config.templates == folder / "templates"


def test_it_names_the_secrets_and_says_what_to_keep_to_oneself(chirp: Path) -> None:
    text = initial.init_text(ENTERED)
    assert "REPURPOSE_CHIRP_ACME_ACCESS_TOKEN" in text
    assert "echo .repurpose/ >> .gitignore" in text


def test_the_schema_lies_where_the_first_line_says(folder: Path, chirp: Path) -> None:
    file = initial.write(folder / "repurpose.yaml", ENTERED)
    first = file.read_text(encoding="utf-8").splitlines()[0]
    place = folder / first.removeprefix("# yaml-language-server: $schema=")
    assert (
        "chirp"
        in json.loads(place.read_text(encoding="utf-8"))["properties"]["channels"]["properties"]
    )


@pytest.mark.parametrize("name", ["repurpose.yaml", "repurpose.yml"])
def test_an_existing_file_is_never_overwritten(folder: Path, name: str) -> None:
    (folder / name).write_text("limit: 3\n")
    with pytest.raises(ConfigError, match="is there already"):
        initial.write(folder / "repurpose.yaml", initial.Answers())
    assert (folder / name).read_text() == "limit: 3\n"
    assert [file.name for file in folder.iterdir()] == [name]


def test_a_folder_that_cannot_be_made_is_a_configuration_error(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(ConfigError) as caught:
        initial.write(folder / "file" / "repurpose.yaml", initial.Answers())
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("channels", "X, linkedin:acme", "twitter, linkedin:acme"),
        ("language", "DE", "de"),
        ("link", "www.example.com", "https://www.example.com"),
        ("hashtags", "#Bau, #Holz #Bau", "Bau Holz"),
        ("hashtags", "none", "none"),
        ("language", "", ""),
    ],
)
def test_answers_are_taken_as_people_give_them(name: str, given: str, kept: str) -> None:
    assert getattr(initial.answered(initial.Answers(), name, given), name) == kept


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("channels", "twiter", "no channel is called 'twiter'"),
        ("language", "german", "'german' is not one of de, en, fr, it"),
        ("timezone", "Zurich", "'Zurich' is not a time zone"),
        ("link", "not a link", "is not a web address"),
        ("hashtags", "gut, a&b", "'a&b' is not a hashtag"),
    ],
)
def test_what_is_no_answer_is_refused(name: str, given: str, message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        initial.answered(initial.Answers(), name, given)
