"""Mentions on LinkedIn: what is sent is a mention there, and everything else stays escaped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.sandbox.linkedin import little
from repurpose.text.little import escaped, unescaped


@pytest.mark.parametrize(
    ("text", "visible", "mentions"),
    [
        (
            "– @[Regula Hasler](urn:li:person:a-B9) (Holzbau)",
            "– Regula Hasler (Holzbau)",
            ["Regula Hasler"],
        ),
        ("@[Huber (GmbH)](urn:li:organization:42)", "Huber (GmbH)", ["Huber (GmbH)"]),
        ("@[Huber](urn:li:share:42)", "@[Huber](urn:li:share:42)", []),
        ("mail@example.com [so] (und) #Holzbau", "mail@example.com [so] (und) #Holzbau", []),
        ("https://a.ch/@[b](urn:li:person:1)", "https://a.ch/@[b](urn:li:person:1)", []),
    ],
)
def test_a_mention_arrives_as_one(text: str, visible: str, mentions: list[str]) -> None:
    commentary = little.parse(escaped(text))
    assert (commentary.visible, commentary.cut) == (visible, False)
    assert [p.text for p in commentary.pieces if p.kind == "mention"] == mentions
    assert unescaped(escaped(text)) == text


@given(st.text("@[]()urn:li person1#\\_a", max_size=30))
def test_nothing_is_cut_whatever_stands_around(text: str) -> None:
    text = f"{text} @[Regula Hasler](urn:li:person:1) {text}"
    commentary = little.parse(escaped(text))
    assert not commentary.cut
    assert unescaped(escaped(text)) == text
