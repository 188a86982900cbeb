"""From a file to one's own webhook, and to a chat, through the command."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from repurpose.sandbox import Sandbox
from tests import program
from tests.cli.conftest import DECK, Run


def test_a_deck_goes_there_with_its_picture(run: Run, folder: Path) -> None:
    settings = {"channels": {"webhook": {"files": True}}, "link": "https://example.org/vortrag"}
    (folder / "repurpose.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    result = run(DECK, "-n", "1", "--pictures", "cards", "--sandbox", "--publish", "--json")
    assert result.code == 0, result.err
    [sent] = result.json["posts"]
    with Sandbox(folder / ".repurpose" / "sandbox" / "platforms.db") as sandbox:
        [standing] = sandbox.posts("webhook")
    [part] = sent["parts"]
    assert (standing.text, standing.title, standing.url) == (
        part["text"],
        part["title"],
        sent["url"],
    )
    assert [medium.alt for medium in standing.media] == [part["media"][0]["alt"]]
    assert "https://example.org/vortrag" in standing.text


def test_its_address_is_pasted_and_kept_where_it_can_be_used(
    run: Run, folder: Path, sandbox: Sandbox
) -> None:
    secrets = sandbox.secrets("webhook")
    address = f"{sandbox.url('webhook')}/{secrets['url']}"
    for typed, code in ((f"http://hooks.example.org/{secrets['url']}\n\n", 4),
                        (f"{address}\n{secrets['signing_key']}\n", 0)):  # fmt: skip
        done = program.run("login", "webhook", cwd=folder, input=typed)
        assert done.returncode == code, done.stderr
        assert secrets["url"] not in done.stdout + done.stderr
    result = run(DECK, "-c", "webhook", "-n", "1", "--pictures", "none", "--publish", "--json")
    assert (result.code, result.json["posts"][0]["status"]) == (0, "published")
    assert len(sandbox.posts("webhook")) == 1


def test_a_chat_gets_it_and_is_not_asked_again(run: Run) -> None:
    pytest.importorskip("apprise")
    words = (DECK, "-c", "apprise", "-n", "1", "--sandbox", "--publish")
    done = run(*words)
    assert (done.code, "1 published for apprise (sandbox)" in done.err) == (0, True)
    refused = run(*words, "--again", "--fault", "server-error")
    assert refused.code == 5
    assert "an e-mail or a chat cannot be asked what it has taken" in refused.err
