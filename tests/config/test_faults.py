"""What is wrong with a file is said with line, key and what would be right; all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from repurpose.config import ConfigFaults, load
from repurpose.errors import ConfigError, Exit

Writer = Callable[[str], Path]


def fault_lines(folder: Path) -> list[str]:
    with pytest.raises(ConfigFaults) as caught:
        load(cwd=folder, environ={})
    assert caught.value.exit_code == Exit.USAGE
    return [line.strip() for line in str(caught.value).splitlines()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("limitt: 3", "1: limitt: unknown key; did you mean 'limit'?"),
        ("\nlimit: 0", "2: limit: 0 is too small; at least 1"),
        ("limit: many", "1: limit: expected a whole number, found a text; write e.g. limit: 5"),
        ("limit: '5'", "1: limit: expected a whole number, found a text; write e.g. limit: 5"),
        ("limit: 5\nlimit: 6", "2: limit: stands here twice, first in line 1; keep one of them"),
        ("language: deu", "1: language: 'deu' is not one of de, en, fr, it, de-CH, "
            "de-DE, de-AT; did you mean de?"),
        ("timezone: Zürich", "1: timezone: 'Zürich' is not a time zone; did you mean Europe/Zurich?"),
        ("timezone: ../../etc/passwd", "is not a time zone; write e.g. Europe/Zurich"),
        ("hashtags: Bau", "1: hashtags: expected a list, found a text; write e.g. hashtags: [Holzbau"),
        ("hashtags: [gut gebaut]", "1: hashtags[0]: 'gut gebaut' is not a hashtag; write one word"),
        ("hashtags: [a, a]", "1: hashtags: the list says something twice; once is enough"),
        ("link: example.com", "1: link: 'example.com' is not a web address; write e.g. https://"),
        ("link: yes", "1: link: 'yes' is not a web address"),
        ("include: [note]", "1: include[0]: 'note' is not one of notes, hidden; did you mean notes?"),
        ("company: 3", "1: company: expected a text or a list, found a whole number; write e.g. company: "
         "Muster Holzbau AG"),
        ("company: ''", "1: company: is empty; give it a value or remove the line"),
        ("company: []", "1: company: the list is empty; give it a value or remove the line"),
        ("do_not_name: Falke", "1: do_not_name: expected a list, found a text; write e.g. do_not_name: "
         "[Projekt Falke"),
        ("do_not_name: ['–']", "1: do_not_name[0]: '–' is not a name; write e.g. Regula Hasler"),
        ("limit: 2\nconsent: []", "2: consent: the list is empty; give it a value or remove the line"),
        ("consent:", "1: consent: has no value; give it one or remove the line"),
        ("consent: [A, A]", "1: consent: the list says something twice; once is enough"),
        ("allow:\n- prices", "2: allow[0]: 'prices' is no reason to hold something back, and no "
         "snippet's id; did you mean price? known: superlative, price, "),
        ("allow: price", "1: allow: expected a list, found a text; write e.g. allow: [price]"),
        ("allow: []", "1: allow: the list is empty; give it a value or remove the line"),
        ("allows: [price]", "1: allows: unknown key; did you mean 'allow'?"),
        ("templates: nowhere", "1: templates: there is no folder 'nowhere'; make it, or remove"),
        ("speech:\n  model: nowhere", "2: speech.model: there is no speech model in 'nowhere'; name "
         "the folder that holds model.bin"),
        ("speech:\n  modell: x", "2: speech.modell: unknown key; did you mean 'model'?"),
        ("schedule:\n  late: 90", "2: schedule.late: '90' is not a length of time; write e.g. 90m"),
        ("schedule:\n  slot: x", "2: schedule.slot: unknown key; did you mean 'slots'?"),
        ("schedule:\n  slots:\n  - Tue 09:00\n  - Thue 9", "4: schedule.slots[1]: 'Thue 9' is not a "
         'weekday and a time; write e.g. "Tue 09:00"'),
        ("schedule: {slots: [09:00]}", "1: schedule.slots[0]: '09:00' is not a weekday and a time"),
        ("schedule: {slots: []}", "1: schedule.slots: the list is empty"),
        ("themes:", "1: themes: has no value; give it one or remove the line"),
        ("call_to_action: ''", "1: call_to_action: is empty; give it a value or remove the line"),
        ("- twitter", "1: expected keys with values, found a list"),
        ("twitter", "1: expected keys with values, found a text"),
        ("channels: [chirp]", "1: channels: expected keys with values, found a list; write each on"),
        ("channels:\n  chirpp:", "2: channels.chirpp: no channel is called 'chirpp'; did you mean "
         "'chirp'? installed: apprise, blog, bluesky, chirp, cracked, facebook, "),
        ("channels:\n  Chirp:", "2: channels.Chirp: write the channel in small letters, without"),
        ("channels: {'chirp:ac me':}", "1: channels.chirp:ac me: 'ac me' cannot be an account's name"),
        ("channels:\n  chirp:\n    authr: me", "3: channels.chirp.authr: unknown key; did you mean "
         "'author'?"),
        ("channels:\n  chirp: yes", "2: channels.chirp: expected keys with values, found a text"),
        ("channels:\n  chirp:\n    loud: yes", "3: channels.chirp.loud: expected true or false, found"),
        ("channels:\n  chirp:\n    edition: 20269", "3: channels.chirp.edition: '20269' does not fit"),
        ("channels: {'chirp:a-b':, 'chirp:a.b':}", "1: channels.chirp:a.b: would read the same secrets "
         "as chirp:a-b; rename one of them"),
    ],
)  # fmt: skip
def test_a_fault_has_line_key_and_remedy(
    folder: Path, written: Writer, chirp: Path, text: str, expected: str
) -> None:
    written(text)
    (line,) = fault_lines(folder)
    assert line.startswith("repurpose.yaml:")
    assert expected in line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("channels:\n  chirp:\n    hashtags: [#Bau, #Holz]\n", "3: a # begins a comment here"),
        ("hashtags:\n  - #Bau\n", "2: hashtags[0]: is empty; a # begins a comment"),
        ("schedule:\n\tlate: 1h\n", "2: a tab at the beginning of a line; indent with spaces"),
        ("limit: 5\nlink: 'https://example.com\n", "this is not YAML"),
        ("limit: 5\n language: de\n", "2: this is not YAML"),
        ("limit: 1\n---\nlimit: 2\n", "2: a second document begins here"),
        ("limit: !!python/name:os.system 1\n", "1: limit: the tag !!python/name:os.system is not"),
        ("limit: \x07\n", "1: a character that YAML does not allow"),
        ("hashtags: *mine\n", "1: hashtags: *mine stands for nothing before it"),
        ("? [a, b]\n: c\n", "1: a key must be a single word"),
        ("[" * 150_000, "1: the file is nested too deeply"),
    ],
)
def test_broken_yaml_is_said_with_its_line(
    folder: Path, written: Writer, chirp: Path, text: str, expected: str
) -> None:
    written(text)
    lines = fault_lines(folder)
    assert any(f"repurpose.yaml:{expected}" in line or expected in line for line in lines), lines


def test_aliases_that_grow_without_end_are_refused(folder: Path, written: Writer) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    written("\n".join(lines))
    assert "too many values" in " ".join(fault_lines(folder))


def test_all_faults_come_at_once_in_the_order_of_the_file(
    folder: Path, written: Writer, chirp: Path
) -> None:
    written("limitt: 3\nchannels:\n  chirp: {colour: red, loud: 3}\nlanguage: xx\nlanguage: de\n")
    head, *lines = fault_lines(folder)
    assert head == "repurpose.yaml has 4 faults"
    assert [line.split(": ")[1] for line in lines] == [
        "limitt", "channels.chirp.colour", "channels.chirp.loud", "language",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("channels:\n  chirp:\n    access_token: s3cr3t\n", "REPURPOSE_CHIRP_ACCESS_TOKEN"),
        ("channels:\n  webhook:\n    url: https://a.example/s3cr3t\n", "variable REPURPOSE_WEBHOOK_URL"),
        ("channels:\n  chirp:acme:\n    Access-Token: s3cr3t\n", "REPURPOSE_CHIRP_ACME_ACCESS_TOKEN"),
        ("channels:\n  chirp:\n    token: s3cr3t\n", "REPURPOSE_CHIRP_ACCESS_TOKEN"),
        ("channels:\n  chirp:\n    password: s3cr3t\n", "REPURPOSE_CHIRP_ACCESS_TOKEN, REPURPOSE_CHIRP_CLUB_KEY"),
        ("channels:\n  chirp:\n    club_key: [s3cr3t]\n", "REPURPOSE_CHIRP_CLUB_KEY"),
        ("channels:\n  cracked:\n    api_key: s3cr3t\n", "REPURPOSE_CRACKED_API_KEY"),
        ("consumer_secret: s3cr3t\n", "REPURPOSE_<CHANNEL>_CONSUMER_SECRET"),
        ("access_token: s3cr3t\naccess_token: s3cr3t\n", "REPURPOSE_<CHANNEL>_ACCESS_TOKEN"),
    ],
)  # fmt: skip
def test_a_secret_in_the_file_is_refused_and_not_repeated(
    folder: Path, written: Writer, chirp: Path, text: str, variables: str
) -> None:
    written(text)
    message = "\n".join(fault_lines(folder))
    assert "s3cr3t" not in message
    assert variables in message


@pytest.mark.parametrize("key", ["link", "api_url"])
def test_a_login_in_an_address_is_refused_and_not_repeated(
    folder: Path, written: Writer, chirp: Path, key: str
) -> None:
    written(f"channels:\n  chirp:\n    {key}: https://me:s3cr3t@example.com/\n")
    (line,) = fault_lines(folder)
    assert "an address with a login in it" in line
    assert "s3cr3t" not in line


def test_a_plug_in_whose_options_are_no_schema_is_an_error_of_one_line(
    folder: Path, written: Writer, chirp: Path
) -> None:
    module = chirp / "chirp_posts.py"
    module.write_text(module.read_text().replace('"type": "boolean"', '"type": "bool"'))
    written("channels:\n  chirp:\n    loud: true\n")
    with pytest.raises(ConfigError, match="options of a publisher plug-in are not a valid schema"):
        load(cwd=folder, environ={})
