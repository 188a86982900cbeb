"""language_model in repurpose.yaml, its flags, and what the doctor says of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Start
from tests.config.test_secrets import BACKEND
from tests.language_model.conftest import KEY, FakeModel, configure


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8080/v1", "http://127.0.0.1:11434/v1/", "http://[::1]:1/v1",
     "http://192.168.1.20:8000/v1", "http://10.0.0.4/v1", "http://gpu-box:8000/v1",
     "http://modell.local/v1", "https://api.example.com/v1", "HTTPS://API.EXAMPLE.COM"],
)  # fmt: skip
def test_addresses_that_are_taken(run: Run, folder: Path, url: str) -> None:
    configure(folder, url)
    assert run("outbox", "list").code == 0


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://api.example.com/v1", "unencrypted over the internet; write https://"),
        ("http://8.8.8.8/v1", "unencrypted"),
        ("http://[::ffff:8.8.8.8]/v1", "unencrypted"),
        ("http://134744072/v1", "unencrypted"),
        ("http://0x08080808/v1", "unencrypted"),
        ("http://localhost.example.com/v1", "unencrypted"),
        ("https://me:geheim@example.com/v1", "without a login"),
        ("https://example.com/v1?key=geheim", "without a login"),
        ("https://example.com/v1#geheim", "without a login"),
        ("http://127.0.0.1:99999/v1", "is not the address"),
        ("http://[::1/v1", "is not the address"),
        ("127.0.0.1:11434", "write e.g. http://127.0.0.1:11434/v1"),
        ("file:///etc/passwd", "is not the address"),
        ("http://127.0.0.1\\@example.com/v1", "is not the address"),
    ],
)
def test_addresses_that_are_not(run: Run, folder: Path, url: str, says: str) -> None:
    configure(folder, url)
    result = run("outbox", "list")
    assert result.code == 2
    assert "repurpose.yaml:4: language_model.url: " in result.err
    assert says in result.err
    assert "geheim" not in result.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("language_model: {url: 'http://127.0.0.1/v1'}", "it needs url and model"),
        ("language_model: {model: a}", "it needs url and model"),
        ("language_model: llama3.1", "expected keys with values"),
        ("language_model: {url: 'http://127.0.0.1/v1', model: a, timeout: 0}", "too small"),
        ("language_model: {url: 'http://127.0.0.1/v1', model: a, proposals: 101}", "too large"),
        ("language_model: {url: 'http://127.0.0.1/v1', modell: a}", "did you mean 'model'"),
        ("language_model: {url: 'http://127.0.0.1/v1', model: a, key: geheim}",
         "a secret does not belong into this file; set the environment variable "
         "REPURPOSE_LANGUAGE_MODEL_KEY and remove this line"),
        ("language_model: {url: 'http://127.0.0.1/v1', model: a, api_key: geheim}",
         "REPURPOSE_LANGUAGE_MODEL_KEY"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_what_is_right(
    run: Run, folder: Path, text: str, says: str
) -> None:
    (folder / "repurpose.yaml").write_text(text + "\n", "utf-8")
    result = run("outbox", "list")
    assert result.code == 2
    assert says in result.err
    assert "geheim" not in result.err


def test_an_empty_key_is_none(run: Run, folder: Path, deck: Path) -> None:
    (folder / "repurpose.yaml").write_text("language_model:\n", "utf-8")
    assert run("extract", deck).code == 0


@pytest.mark.parametrize("command", [["extract"], ["run"]])
def test_wanted_but_not_configured(run: Run, deck: Path, command: list[str]) -> None:
    result = run(*command, deck, "--language-model", "--json")
    assert result.code == 2
    [error] = result.json["errors"]
    assert "none is configured" in error["what"]
    assert "set language_model in repurpose.yaml" in error["hint"]


# ── the doctor ──


def of_doctor(run: Run) -> tuple[int, dict[str, str] | None]:
    result = run("doctor", "--json")
    found = [check for check in result.json["checks"] if check["what"] == "language model"]
    return result.code, found[0] if found else None


def test_the_doctor_asks_whether_it_answers(run: Run, model: FakeModel) -> None:
    code, check = of_doctor(run)
    assert code == 0
    assert check == {
        "what": "language model", "state": "ok", "detail": f"llama3.1 at {model.url}", "hint": "",
    }  # fmt: skip
    [asked] = model.asked
    assert (asked.method, asked.path) == ("GET", "/v1/models")
    assert asked.headers["Authorization"] == f"Bearer {KEY}"


def test_the_key_may_lie_in_the_keyring(
    start: Start,
    folder: Path,
    server: FakeModel,
) -> None:
    configure(folder, server.url)
    kept = {("repurpose", "language_model/key"): "aus-dem-Bund\n"}
    (folder / "vault.py").write_text(BACKEND.format(kept=kept), encoding="utf-8")
    more = {"PYTHON_KEYRING_BACKEND": "vault.Backend", "PYTHONPATH": str(folder)}
    process = start("doctor", env={**os.environ, **more})
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert [each.headers.get("Authorization") for each in server.asked] == ["Bearer aus-dem-Bund"]
    assert "Bund" not in out + err


@pytest.mark.parametrize(
    ("status", "body", "code", "state", "says"),
    [
        (200, b'{"data": [{"id": "llama3.1:latest"}]}', 0, "ok", "llama3.1 at"),
        (200, b'{"data": [{"id": "mistral"}]}', 2, "missing", "there are: mistral"),
        (200, b'{"data": []}', 2, "missing", "ollama pull llama3.1"),
        (200, b"hello", 0, "ok", "does not say whether"),
        (404, b"", 0, "ok", "does not say whether"),
        (401, b"", 4, "wrong", "refuses the key"),
        (500, b"", 1, "wrong", "answers with an error (500)"),
    ],
)
def test_what_the_doctor_says(
    run: Run, model: FakeModel, status: int, body: bytes, code: int, state: str, says: str
) -> None:
    model.models = (status, {}, body)
    found, check = of_doctor(run)
    assert check is not None
    assert (found, check["state"]) == (code, state)
    assert says in check["detail"] + check["hint"]


def test_the_doctor_is_silent_where_none_is_configured(run: Run, server: FakeModel) -> None:
    assert of_doctor(run) == (0, None)
    assert server.asked == []


def test_the_first_configuration_names_it_as_an_example(run: Run, folder: Path) -> None:
    assert run("init", "--yes").code == 0
    text = (folder / "repurpose.yaml").read_text("utf-8")
    assert "# language_model:\n#   url: http://127.0.0.1:11434/v1\n#   model: llama3.1\n" in text
