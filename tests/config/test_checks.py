"""What `repurpose doctor` finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from repurpose.config import checks, load
from repurpose.config.checks import Check
from repurpose.errors import ConfigError, Exit

Writer = Callable[[str], Path]

COMPLETE = "channels:\n  chirp:\n    author: holz\n"
TOKEN = {"REPURPOSE_CHIRP_ACCESS_TOKEN": "right"}


@pytest.fixture(autouse=True)
def _no_keyring() -> None:
    """The keyring of whoever runs the tests stays out of them."""
    import keyring
    from keyring.backends.null import Keyring

    keyring.set_keyring(Keyring())


def look(folder: Path, environ: Mapping[str, str], *, online: bool = False) -> dict[str, Check]:
    config = load(cwd=folder, environ=environ)
    labels = [channel.label for channel in config.channels]
    return {each.what: each for each in checks.check(config, labels, online=online)}


def test_all_is_there(folder: Path, written: Writer, chirp: Path) -> None:
    file = written(COMPLETE + "language: de\ntimezone: Europe/Zurich\n")
    found = look(folder, TOKEN)
    assert found["configuration"].detail == str(file)
    assert found["time zone"].detail == "Europe/Zurich"
    assert found["language"].detail == "de"
    assert found["chirp slots"].detail == "Tue 09:00, Thu 09:00"
    assert found["chirp access_token"] == Check(what="chirp access_token", state="ok", detail="set")
    assert "chirp club_key" not in found  # nobody needs it


def test_a_missing_file_is_said_but_no_failure(folder: Path) -> None:
    found = checks.check(load(cwd=folder, environ={}), [])
    assert found[0].state == "missing"
    assert found[0].code == Exit.DONE
    assert "repurpose init" in found[0].hint
    assert not (folder / ".repurpose").exists()


def test_a_missing_secret_is_named_with_its_variable(
    folder: Path, written: Writer, chirp: Path
) -> None:
    written(COMPLETE)
    found = look(folder, {})["chirp access_token"]
    assert found.state == "missing"
    assert found.hint == (
        "repurpose login chirp; or set REPURPOSE_CHIRP_ACCESS_TOKEN, or: keyring set repurpose chirp/access_token"
    )
    assert checks.exit_code([found]) == Exit.LOGIN


def test_quotes_round_a_secret_are_found(folder: Path, written: Writer, chirp: Path) -> None:
    written(COMPLETE)
    found = look(folder, {"REPURPOSE_CHIRP_ACCESS_TOKEN": '"right"'})["chirp access_token"]
    assert found.state == "wrong"
    assert "right" not in repr(found)


def test_a_missing_setting_is_named_with_its_key(
    folder: Path, written: Writer, chirp: Path
) -> None:
    written("channels:\n  chirp:acme:\n")
    found = look(folder, {})["chirp:acme author"]
    assert found.state == "missing"
    assert found.hint == "set channels.chirp:acme.author in repurpose.yaml"
    assert checks.exit_code([found]) == Exit.USAGE


def test_the_state_folder_must_be_a_folder(folder: Path, written: Writer) -> None:
    (folder / "file").write_text("")
    written("state: file/below\n")
    found = look(folder, {})["state folder"]
    assert found.state == "wrong"
    assert found.code == Exit.USAGE


def test_logins_must_not_travel_unencrypted(folder: Path, written: Writer, chirp: Path) -> None:
    written(COMPLETE + "    api_url: http://proxy.example.com\n")
    assert look(folder, TOKEN)["chirp api_url"].state == "wrong"
    written(COMPLETE + "    api_url: http://127.0.0.1:8080\n")
    assert "chirp api_url" not in look(folder, TOKEN)


def test_a_broken_plug_in_is_named(folder: Path, written: Writer, chirp: Path) -> None:
    written(COMPLETE + "  cracked:\n")
    config = load(cwd=folder, environ=TOKEN)
    found = {each.what: each for each in checks.check(config)}
    assert "chirp-posts" in found["publisher cracked"].detail
    assert found["channel cracked"].state == "wrong"
    assert found["chirp access_token"].state == "ok"


def test_online_says_whose_account_it_is(folder: Path, written: Writer, chirp: Path) -> None:
    written(COMPLETE)
    login = look(folder, TOKEN, online=True)["chirp login"]
    assert (login.state, login.detail) == ("ok", "@holz")


@pytest.mark.parametrize(
    ("token", "detail", "code"),
    [
        ("old", "the platform refuses the token", Exit.LOGIN),
        ("crash", "the plug-in failed: KeyError: 'name'", Exit.REFUSED),
    ],
)
def test_online_says_what_is_wrong_with_a_login(
    folder: Path, written: Writer, chirp: Path, token: str, detail: str, code: Exit
) -> None:
    written(COMPLETE)
    login = look(folder, {"REPURPOSE_CHIRP_ACCESS_TOKEN": token}, online=True)["chirp login"]
    assert (login.state, login.detail, login.code) == ("wrong", detail, code)
    assert login.hint


def test_online_asks_nobody_without_a_login(folder: Path, written: Writer, chirp: Path) -> None:
    written(COMPLETE)
    assert "chirp login" not in look(folder, {}, online=True)


def test_a_file_with_faults_gives_a_check_for_each(folder: Path, written: Writer) -> None:
    written("limitt: 3\nlanguage: xx\n")
    with pytest.raises(ConfigError) as caught:
        load(cwd=folder, environ={})
    found = checks.of_error(caught.value)
    assert [each.state for each in found] == ["wrong", "wrong"]
    assert found[0].detail == "repurpose.yaml:1: limitt: unknown key; did you mean 'limit'?"
    assert checks.exit_code(found) == Exit.USAGE


def test_a_check_for_scripts() -> None:
    check = Check(what="chirp login", state="missing", hint="log in", code=Exit.LOGIN)
    expected = {"what": "chirp login", "state": "missing", "detail": "", "hint": "log in"}
    assert checks.as_json(check) == expected


def test_without_libreoffice_nothing_fails(
    folder: Path, written: Writer, chirp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(COMPLETE)
    monkeypatch.setenv("REPURPOSE_LIBREOFFICE", "not-installed")
    missing = look(folder, TOKEN)["pictures of slides"]
    assert (missing.state, missing.code) == ("missing", Exit.DONE)
    assert "apt install libreoffice-impress" in missing.hint
    program = folder / "soffice"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("REPURPOSE_LIBREOFFICE", str(program))
    there = look(folder, TOKEN)["pictures of slides"]
    assert (there.state, there.detail) == ("ok", str(program))
