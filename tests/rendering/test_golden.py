"""Posts as they will look, each in a file of its own: tests/golden/<channel>/<case>.txt."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from repurpose.model import Channel, Part, Snippet, SnippetKind
from repurpose.rendering import DoesNotFit, Renderer
from repurpose.text.counting import measure
from tests.rendering.samples import (
    KINDS,
    LANGUAGES,
    RULES,
    asset_of,
    dressed,
    long_quote,
    outline,
    snippet,
)

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


PLAIN = ("twitter", "linkedin", "mastodon")  # also as they look without hashtags, link and call
FEW = ("webhook", "apprise")  # to one's own address: some kinds, in one language
SOME = ("quote-de", "list-de", "question-de")


def cases() -> dict[str, tuple[Channel, Snippet]]:
    found: dict[str, tuple[Channel, Snippet]] = {}
    for name, rules in RULES.items():
        for language in LANGUAGES:
            channel = Channel(name=name, account="default", rules=rules)
            made = {kind: snippet(kind, language) for kind in KINDS}
            for case, each in {**made, "long": long_quote(language)}.items():
                if name in FEW and f"{case}-{language}" not in SOME:
                    continue
                if name in PLAIN:
                    found[f"{name}/{case}-{language}"] = channel, each
                found[f"{name}/{case}-{language}-dressed"] = dressed(channel, language), each
    return found


CASES = cases()
RENDERER = Renderer()


@cache
def render(case: str) -> tuple[Part, ...]:
    channel, made = CASES[case]
    return RENDERER.render(made, asset_of(made), channel, outline(made.language))


def shown(parts: tuple[Part, ...]) -> str:
    """The parts as text, each with its title above, and its card, keywords and comment below."""
    blocks = []
    for part in parts:
        title = f"[title: {part.title}]\n" if part.title else ""
        card = f"\n[{part.link_title}: {part.link}]" if part.link_title else ""
        tags = f"\n[tags: {', '.join(part.tags)}]" if part.tags else ""
        comment = f"\n[comment: {part.comment}]" if part.comment else ""
        blocks.append(title + part.text + card + tags + comment)
    return "\n\n----------\n\n".join(blocks) + "\n"


def outcome(case: str) -> str:
    try:
        return shown(render(case))
    except DoesNotFit as reason:
        return f"not posted: {reason}\n"


@pytest.mark.parametrize("case", CASES)
def test_post_looks_as_expected(case: str, update_golden: bool) -> None:
    file = GOLDEN / f"{case}.txt"
    if update_golden:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(outcome(case).encode())
    assert outcome(case) == file.read_text("utf-8")


def test_no_expected_post_is_left_over() -> None:
    files = {path.relative_to(GOLDEN).with_suffix("").as_posix() for path in GOLDEN.rglob("*.txt")}
    assert files == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_each_part_is_within_the_limit_and_says_all_the_words(case: str) -> None:
    channel, made = CASES[case]
    try:
        parts = render(case)
    except DoesNotFit:
        assert len(made.text) > 350
        return
    assert all(measure(part.text, channel.rules) <= channel.rules.limit for part in parts)
    heading = parts[0].text.partition("\n")[0] if made.kind == "list" else ""
    texts = [parts[0].text, *(part.text.removeprefix(heading) for part in parts[1:])]
    said = re.findall(r"\w+", re.sub(r" \(\d/\d\)$", "", "\n".join(texts), flags=re.M))
    words = re.findall(r"\w+", made.text)
    assert any(said[n : n + len(words)] == words for n in range(len(said)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_channels_get_the_same(kind: SnippetKind, language: str) -> None:
    made = snippet(kind, language)
    channels = [Channel(name=n, account="default", rules=rules) for n, rules in RULES.items()]
    rendered = [RENDERER.render(made, asset_of(made), each)[0] for each in channels]
    assert len({(part.title, part.text) for part in rendered}) == len(channels)
