"""Facets as Bluesky's own app finds them; the cases are those of bluesky-social/atproto,
packages/api/tests/rich-text-detection.test.ts, and what its RichText says of texts of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.text.facets import facets, hashtags


def said(text: str) -> list[tuple[str, str, str]]:
    """The kind, the words and the value of each facet."""
    whole = text.encode("utf-8", "surrogatepass")
    return [
        (each.kind, whole[each.start : each.end].decode("utf-8", "surrogatepass"), each.value)
        for each in facets(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no mention", []),
        ("@handle.com middle end", [("mention", "@handle.com", "handle.com")]),
        ("start @handle.com end", [("mention", "@handle.com", "handle.com")]),
        ("(@handle.com)", [("mention", "@handle.com", "handle.com")]),
        ("👨\u200d👩\u200d👧\u200d👧@handle.com", []),
        ("👨\u200d👩\u200d👧 @handle.com 👨", [("mention", "@handle.com", "handle.com")]),
        ("@handle.com.", [("mention", "@handle.com", "handle.com")]),
        ("not@right", []),
        ("@full123.test of chars", [("mention", "@full123.test", "full123.test")]),
        ("@word", []),
        ("start https://middle.com end", [("link", "https://middle.com", "https://middle.com")]),
        ("https://a.com/foo/bar?baz=bux#hash", [("link",) + ("https://a.com/foo/bar?baz=bux#hash",) * 2]),
        ("start middle.com/foo end", [("link", "middle.com/foo", "https://middle.com/foo")]),
        ("start middle.com. end", [("link", "middle.com", "https://middle.com")]),
        ("(foo.com)", [("link", "foo.com", "https://foo.com")]),
        ("https://a.org/Foo_(bar)", [("link",) + ("https://a.org/Foo_(bar)",) * 2]),
        ("start middle.notreal end", []),
        ("x.js HTTP://a.com README.md", [("link", "README.md", "https://README.md")]),
        ("🇨🇭 https://grüezi.ch/ä, bald", [("link",) + ("https://grüezi.ch/ä",) * 2]),
        ("httpbin.org", [("link", "httpbin.org", "https://httpbin.org")]),
        ("#tag body #Über-uns.", [("tag", "#tag", "tag"), ("tag", "#Über-uns", "Über-uns")]),
        ("#1 #1a #a1 a#b #", [("tag", "#1a", "1a"), ("tag", "#a1", "a1")]),
        ("##tag ＃全角 #❤", [("tag", "##tag", "#tag"), ("tag", "＃全角", "全角"), ("tag", "#❤", "❤")]),
        ("#\ufe0f\u20e3 #no\u200bmore", [("tag", "#no", "no")]),
        (f"#{'x' * 64} #{'y' * 65}", [("tag", f"#{'x' * 64}", "x" * 64)]),
        ("$aapl, $TOOLONG $5", [("tag", "$aapl", "$AAPL")]),
        ("\u2028@a.ch\x85@b.ch\ufeff#c", [("mention", "@a.ch", "a.ch"), ("tag", "#c", "c")]),
    ],
)  # fmt: skip
def test_found_is_what_blueskys_app_finds(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


def test_places_are_bytes_of_utf_8() -> None:
    (link,) = facets("Grüezi 👋 www.example.ch!")
    assert (link.start, link.end) == (13, 27)


def test_hashtags_are_told_without_their_sign() -> None:
    assert hashtags("Wir bauen #Holz und #Lehm.") == ("Holz", "Lehm")


@given(st.lists(st.sampled_from(["#", "@", "$", "a.ch", "https://", "ä", "👨\u200d👩", " ", "\n", ")", ".", "x"]) | st.text(st.characters(exclude_categories=[]), max_size=3), max_size=20).map("".join))  # fmt: skip
def test_facets_lie_apart_and_between_characters(text: str) -> None:
    whole = text.encode("utf-8", "surrogatepass")
    found = facets(text)
    for each in found:
        assert 0 <= each.start < each.end <= len(whole)
        whole[each.start : each.end].decode("utf-8", "surrogatepass")
    assert [each.start for each in found] == sorted(each.start for each in found)
