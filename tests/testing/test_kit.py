"""The contract passes a publisher that keeps it, and fails each that does not; so does the example's."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from repurpose.testing import Fake, Line, PublisherContract
from tests.conftest import ROOT

from . import pinboard
from .pinboard import Pinboard, board

PLUGIN = ROOT / "examples" / "plugin"


class TestPinboard(PublisherContract):
    publisher, channel = Pinboard, "pinboard"

    @contextmanager
    def platform(self, folder: Path) -> Iterator[Fake]:
        with board() as server:
            yield Fake(
                texts=lambda: [pin["text"] for pin in server.pins],
                settings={"api_url": server.address},
                secrets={"token": pinboard.TOKEN},
                address=server.address,
            )


@pytest.mark.parametrize(
    ("wrong", "promise", "told"),
    [
        ("TakesSilenceForARefusal", "whatever_the_line_does_each_post_stands_once", "2 times"),
        ("NeverFindsAnything", "whatever_the_line_does_each_post_stands_once", "2 times"),
        ("NeverFindsAnything", "find_finds_it_and_only_it", "is there and not found"),
        ("RepeatsWhatItIsTold", "each_trouble_has_its_error_and_no_secret_is_told", "the secret token"),
        ("GivesNoHint", "a_platform_that_is_not_there_took_nothing", "no hint"),
    ],
)  # fmt: skip
def test_who_breaks_a_promise_fails(wrong: str, promise: str, told: str, tmp_path: Path) -> None:
    contract: Any = TestPinboard()
    contract.publisher = getattr(pinboard, wrong)
    with pytest.raises(AssertionError, match=told):
        getattr(contract, f"test_{promise}")(tmp_path)


def test_a_line_hands_on_what_comes_and_goes_wrong_when_told() -> None:
    with board() as server, Line(server.address) as line:
        sent = {"key": "a", "text": "Grüße 🌲"}
        assert requests.post(f"{line.address}/pins", json=sent, timeout=5).json()["id"] == "1"
        line.disturb("cut after", 1)
        pieces = iter([b'{"key": "b",', b' "text": "B"}'])
        assert requests.get(f"{line.address}/pins?x=1", timeout=5).ok
        with pytest.raises(requests.ConnectionError):
            requests.post(f"{line.address}/pins", data=pieces, timeout=5)
        assert (line.met, line.requests) == (True, ["GET /pins", "POST /pins"])
        line.disturb("429 with a time")
        refused = requests.post(f"{line.address}/pins", json=sent, timeout=5)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2")
        line.mend()
        assert not line.met
        pins = requests.get(f"{line.address}/pins", timeout=5).json()["pins"]
        assert [pin["text"] for pin in pins] == ["Grüße 🌲", "B"]


def _of_the_plug_in() -> Any:
    """The example's own test, as its author runs it."""
    sys.path.insert(0, str(PLUGIN / "src"))
    try:
        file = PLUGIN / "tests" / "test_folder.py"
        spec = importlib.util.spec_from_file_location("example_tests", file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(PLUGIN / "src"))
    return module.TestFolder


TestExample = _of_the_plug_in()
