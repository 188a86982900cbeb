"""Secrets come from the environment, then from the keyring."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from repurpose.config import secrets
from repurpose.logins import Logins
from repurpose.model import Channel, Rules

RULES = Rules(limit=280, measure="weighted")

BACKEND = """
import sys
from keyring.backend import KeyringBackend

class Backend(KeyringBackend):
    priority = 9
    def get_password(self, service, username):
        print("asked for", username, file=sys.stderr)
        return {kept}.get((service, username))
    def set_password(self, service, username, password): pass
    def delete_password(self, service, username): pass

class Locked(Backend):
    def get_password(self, service, username):
        print("asked for", username, file=sys.stderr)
        raise OSError("the vault is locked")
"""
ASK = """
import os
from pathlib import Path
from repurpose.config import secrets
from repurpose.logins import Logins
from repurpose.model import Channel, Rules
rules = Rules(limit=280, measure="weighted")
logins = Logins(Path("nowhere"))
for account in ("default", "acme"):
    channel = Channel(name="linkedin", account=account, rules=rules)
    print(secrets.secret(channel, "access_token", os.environ, logins))
    secrets.secret(channel, "access_token", os.environ, logins)
"""


def channel(account: str) -> Channel:
    return Channel(name="linkedin", account=account, rules=RULES)


@pytest.mark.parametrize(
    ("account", "variable"),
    [
        ("default", "REPURPOSE_LINKEDIN_ACCESS_TOKEN"),
        ("acme", "REPURPOSE_LINKEDIN_ACME_ACCESS_TOKEN"),
        ("acme-holz.ch", "REPURPOSE_LINKEDIN_ACME_HOLZ_CH_ACCESS_TOKEN"),
    ],
)
def test_each_account_has_its_variable(tmp_path: Path, account: str, variable: str) -> None:
    assert secrets.variable_name(channel(account), "access_token") == variable
    logins = Logins(tmp_path)
    found = secrets.secret(channel(account), "access_token", {variable: "\t s3cr3t \r\n"}, logins)
    assert found == "s3cr3t"


def ask(tmp_path: Path, backend: str, kept: dict[tuple[str, str], str], **more: str) -> list[str]:
    """What a process with that keyring gets for linkedin and for linkedin:acme."""
    (tmp_path / "vault.py").write_text(BACKEND.format(kept=kept), encoding="utf-8")
    environ = {k: v for k, v in os.environ.items() if not k.startswith("REPURPOSE_")}
    environ |= {"PYTHON_KEYRING_BACKEND": backend, "PYTHONPATH": str(tmp_path), **more}
    run = subprocess.run([sys.executable, "-c", ASK], env=environ, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    asked = run.stderr.splitlines()
    assert len(asked) == len(set(asked))  # each entry once: a keyring may ask the user each time
    assert "Locked" not in backend or len(asked) == 1
    return run.stdout.split("\n")[:2]


def test_the_keyring_is_asked_after_the_environment(tmp_path: Path) -> None:
    kept = {
        ("repurpose", "linkedin/access_token"): "first\n",
        ("repurpose", "linkedin:acme/access_token"): "second",
    }
    assert ask(tmp_path, "vault.Backend", kept) == ["first", "second"]
    over = {"REPURPOSE_LINKEDIN_ACCESS_TOKEN": "from the environment"}
    assert ask(tmp_path, "vault.Backend", kept, **over) == ["from the environment", "second"]


@pytest.mark.parametrize(
    "backend", ["vault.Locked", "vault.Missing", "keyring.backends.null.Keyring"]
)
def test_a_keyring_that_fails_or_is_missing_is_no_error(tmp_path: Path, backend: str) -> None:
    assert ask(tmp_path, backend, {}) == ["None", "None"]
