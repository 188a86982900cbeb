"""Words that are escaped for Markdown come out of it as they went in."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from repurpose.rendering.markdown import markdown

SIGNS = "abc |*|_|#|## |+ |- |1. |12) |[a](b)|<b>|&amp;|`|\\|~~~|---|===|> |!|\n|é|( |)"


def read(text: str) -> str:
    """What a reader sees, without the tags of paragraphs."""
    shown = MarkdownIt("commonmark").render(text)
    assert not re.search(r"<(?!/?p>|br)", shown), shown
    return html.unescape(re.sub(r"<[^>]+>", "", shown))


@given(st.lists(st.sampled_from(SIGNS.split("|")), max_size=12).map("".join))
def test_nothing_is_taken_for_a_sign_of_markdown(text: str) -> None:
    text = re.sub(r"\n\s*", "\n", text).strip()
    assert read(markdown(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("1. Mai: offen", "1\\. Mai: offen"),
        ("5 * 3 = 15", "5 \\* 3 = 15"),
        ("Am 3. März, 10–16 Uhr.", "Am 3. März, 10–16 Uhr."),
    ],
)
def test_plain_words_stay_plain(text: str, marked: str) -> None:
    assert markdown(text) == marked
