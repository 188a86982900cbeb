"""Rules that are tried only where they can begin find what `re` finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.text.openings import LONGEST, Opened, Rule, openings

RULES = {
    "plain words": r"(?<!\w)(?:jetzt kaufen|buy now|kauf|n'hésitez pas)(?!\w)",
    "white space": r"(?<!\w)(?:buy\s{1,3}now|wir\s{0,3}sind|no\.\s{0,3}1)(?!\w)",
    "optional words": r"(?<!\w)(?:(?:sehr )?(?:\w+ ){0,2}?gut|unser(?:e|er)? (?:\w+ )?haus)(?!\w)",
    "numbers": r"\b(?:\d{1,2} ?(?:%|prozent)|\d+ von \d+|[3-6]\d{3})",
    "in this case": r"\b(?:(?-i:Sie) sparen|ihre? wahl)\b",
    "signs": r"(?<!\w)(?:\ue000+ nur|# ?1|€ \d)",
    "anything": r"(?<!\w)(?:\w+ ist gut|[a-c]+ kaufen|.\bgut)",
    "a class": r"(?<!\w)(?:['’]s gut|[äöü]ber uns|un[oa']? \w+)(?!\w)",
    "the beginning": r"^(?:marktführer)(?= der\b)|(?<!\w)als (?:\w+ ){0,2}?marktführer",
    "many times": r"(?<!\w)(?:(?:schon |nur )*ab 5|(?:ein|zwei|drei)(?:[ ,-]{1,2}(?:ein|zwei|drei)){2,9})",
}
MADE = {words: Rule(words) for words in RULES.values()}
YELLOW = r"(?<!\w)(?:\w{3,6}gelb|kauf|(?:sehr)? ?gelb)(?!\w)"
YELLOW_RULE = Rule(YELLOW, or_with="gelb")
_WORDS = """
    jetzt kaufen buy now kauf n'hésitez n’hésitez pas wir sind no. 1 sehr gut unsere unser haus 15 5 %
    prozent von 4711 Sie sie SPAREN ihre Wahl \ue000 # € 's ’s über ÜBER uns una un' Marktführer der als
    schon nur ab ein zwei drei K\u0131ng \u017fehr \u0130hre ist \u212aauf \u0663 x
"""
PIECES = [*_WORDS.split(), " ", "  ", "\n", "\t", "\u00a0", "\u2009", ",", "-", ".", "😀"]


@pytest.mark.parametrize("words", RULES.values(), ids=RULES)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14), glue=st.sampled_from(["", " ", ", "]))
def test_a_rule_finds_what_re_finds(words: str, pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    expected = [match.span() for match in re.finditer(words, text, re.IGNORECASE)]
    assert [match.span() for match in MADE[words].finditer(Opened(text))] == expected


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
def test_rules_share_a_text(pieces: list[str]) -> None:
    opened = Opened(" ".join(pieces))
    for words, rule in MADE.items():
        found = rule.search(opened)
        expected = re.search(words, opened.text, re.IGNORECASE)
        assert (found and found.span()) == (expected and expected.span())


@given(pieces=st.lists(st.sampled_from([*PIECES, "gelb"]), max_size=14))
def test_what_begins_with_anything_is_tried_where_a_part_of_it_stands(pieces: list[str]) -> None:
    text = " ".join(pieces)
    expected = [match.span() for match in re.finditer(YELLOW, text, re.IGNORECASE)]
    found = YELLOW_RULE.finditer(Opened(text))
    assert [match.span() for match in found] == expected


def test_openings_are_short_and_lower_case() -> None:
    assert openings(r"\b(?:Kaufen Sie|ab|no\. ?1)\b") == {"kaufen"[:LONGEST], "ab", "no. 1", "no.1"}


def test_a_pattern_that_begins_with_anything_has_an_empty_opening() -> None:
    assert "" in openings(r"\w+ ist gut")
