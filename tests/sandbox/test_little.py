"""LinkedIn's 'little' text format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.sandbox.linkedin import little


@pytest.mark.parametrize(
    ("source", "visible", "cut"),
    [
        ("Grüße aus Köln.", "Grüße aus Köln.", False),
        (r"\(so\) \[und\] \{so\} \<auch\>", "(so) [und] {so} <auch>", False),
        (r"a\_b \* c \~ d \| e \\ f \# g \@ h", r"a_b * c ~ d | e \ f # g @ h", False),
        ("#Holzbau ist #schön.", "#Holzbau ist #schön.", False),
        (r"{hashtag|\#|Holzbau} heute", "#Holzbau heute", False),
        ("@[Holzbau Huber](urn:li:organization:42) baut", "Holzbau Huber baut", False),
        (r"@[Huber \(GmbH\)](urn:li:organization:42)", "Huber (GmbH)", False),
        ("vorn (hinten) aus", "vorn ", True),
        ("C# ist", "C", True),
        ("mail@example.com", "mail", True),
        (r"ein \Backslash", "ein ", True),
        ("snake_case", "snake", True),
        ("5 < 6", "5 ", True),
        ("@[Huber](42)", "", True),
        ("{hashtag|Bau}", "", True),
        ("", "", False),
    ],
)
def test_what_a_reader_sees(source: str, visible: str, cut: bool) -> None:
    commentary = little.parse(source)
    assert (commentary.visible, commentary.cut) == (visible, cut)


@given(st.text())
def test_escaped_text_comes_out_whole(text: str) -> None:
    commentary = little.parse(little.escape(text))
    assert commentary.visible == text
    assert not commentary.cut


@given(st.text(alphabet="aB #@[](){}|\\_*~<>urn:li:person:1hashtag"))
def test_what_is_stored_reads_the_same(source: str) -> None:
    commentary = little.parse(source)
    again = little.parse(commentary.stored)
    assert again.visible == commentary.visible
    assert not again.cut
