"""Markdown shows exactly the words that went in, whatever signs are in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from repurpose.text.markdown import escaped

SIGNS = "*_#<>[]{}()|`~\\-+=.!&$:;\"'0123456789 aäÄß«»’"


def shown(markdown: str, dialect: str = "commonmark") -> tuple[str, str]:
    """The element that a block of Markdown becomes, and its text."""
    reader = MarkdownIt(dialect)
    if dialect == "commonmark":
        reader.enable(["table", "strikethrough"])
    tree = html.fragment_fromstring(reader.render(markdown), create_parent="div")
    assert len(tree) == 1, html.tostring(tree)
    inner = [child for child in tree[0].iter() if child is not tree[0]]
    assert not inner, f"became an element: {inner}"
    return tree[0].tag, " ".join(str(tree[0].text_content()).split())


@given(st.text(alphabet=SIGNS, min_size=1).filter(lambda text: text.strip()))
def test_any_signs_stay_what_they_are(text: str) -> None:
    assert shown(escaped(text)) == ("p", " ".join(text.split()))


@given(st.text(alphabet=SIGNS, min_size=1).filter(lambda text: text.strip()))
def test_in_a_heading_too(text: str) -> None:
    assert shown(f"## {escaped(text)}") == ("h2", " ".join(text.split()))


@given(
    st.text(min_size=1).filter(
        lambda text: text.strip() and not re.search("[\0\ud800-\udfff\x01-\x1f]", text)
    )
)
def test_any_text_at_all(text: str) -> None:
    tag, words = shown(escaped(text))
    assert (tag, words) == ("p", " ".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "2024. Ein Jahr",
        "1) Erstens",
        "# Kein Titel",
        "- Kein Punkt",
        "+ 4 Prozent",
        "> 50 Prozent",
        "*fett* und _schräg_ und **beides**",
        "5 < 7 & 7 > 5 &amp; <b>fett</b>",
        "[Link](https://example.org) ![Bild](x.png)",
        "a | b | c",
        "~~durch~~ und ~50 %",
        "`Code` und ``mehr``",
        "--- und === und ***",
        "C:\\Pfad\\*",
        "C#",
        "Schluss #",
        "=====",
        "Der Preis {{ site.title }} {% raw %} {: .klasse}",
        "https://example.org/a_b_c*d",
        "$5$ und $$x$$",
    ],
)
def test_what_decks_hold(text: str) -> None:
    assert shown(escaped(text)) == ("p", text)


@pytest.mark.parametrize("template", ["{{ x }}", "{% x %}", "{{< x >}}", "{: .x}"])
def test_no_template_of_a_site_generator_is_left(template: str) -> None:
    assert "{" not in escaped(template)
