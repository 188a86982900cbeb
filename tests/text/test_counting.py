"""Lengths as the platforms count them; X's own conformance cases are the judge."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from repurpose.model import Rules
from repurpose.text import counting
from repurpose.text.counting import (
    graphemes,
    is_valid_on_x,
    length,
    measure,
    twitter_text,
    utf16_length,
    weighted_length,
)

# The groups of validate.yml that say what version 3 of the configuration gives. Of the others,
# `tweets` is version 1 (140 characters, every one weighs 1) and `WeightedTweetsCounterTest` version
# 2 (an emoji weighs what its code points weigh): their cases without emoji hold in version 3 too
# and are run by test_version_2_differs_in_emoji_only. The rest (usernames, lists, hashtags, urls)
# has nothing about lengths.
VERSION_3 = ("WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest")
VERSION_2 = "WeightedTweetsCounterTest"

# Texts as they come up, with what could turn one way of counting from the other: dots between
# letters, line ends, accents as marks, signs that weigh 2, emoji, invalid characters.
SNAGS = (
    "a B z ä ß é . .. : / - _ @ # 3 1.5 , ' \" ( ) % & + ~ = ? ! … € • → ™ © ® ‼ ⁉ « » “ ” „ ‹ › "
    "ẞ ſ Ω д 日 本 ا עב भा .com .ch .de .рф .日本 http:// https:// www. example.com t.co/a z.B. u.a. "
    "d.h. p.ex. xn--a 😀 👨‍👩‍👧‍👦 🇨🇭 1⃣ 1️⃣ ☺ ☺️ ❤ \u0301 \u0308 \u200d \u200b \u200e \u2066 \ufe0f "
    "\ufeff \ufffe \uffff \u00a0 \u2028 \x00 \x1c \x85"
)
PIECES = st.sampled_from(SNAGS.split(" ")) | st.sampled_from(
    [" ", "\n", "\r\n", "\r", "\t", "\u202f"]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=24).map("".join)


def cases(corpora: Path, *groups: str) -> list[dict[str, Any]]:
    source = corpora / "specs" / "twitter-text" / "validate.yml"
    tests = yaml.load(source.read_text("utf-8"), yaml.CSafeLoader)["tests"]
    return [case for group in groups for case in tests[group]]


def test_all_cases_of_version_3_pass(corpora: Path) -> None:
    found = cases(corpora, *VERSION_3)
    assert len(found) > 20
    for case in found:
        said = weighted_length(case["text"]), is_valid_on_x(case["text"])
        expected = case["expected"]["weightedLength"], case["expected"]["valid"]
        assert said == expected, case["description"]


def test_version_2_differs_in_emoji_only(corpora: Path) -> None:
    differ = [
        case["description"]
        for case in cases(corpora, VERSION_2)
        if weighted_length(case["text"]) != case["expected"]["weightedLength"]
    ]
    assert differ
    assert all("emoji" in name or "double word" in name for name in differ), differ


@given(TEXTS)
@example("z.B. 1.5 Mio. Franken …")
@example("A\u030a.com")
@example("x.ſo")
def test_both_ways_of_counting_agree(text: str) -> None:
    parsed = twitter_text().parse_tweet(text)
    assert weighted_length(text) == parsed.weightedLength
    assert is_valid_on_x(text) == parsed.valid


@given(st.text())
def test_both_ways_of_counting_agree_on_any_text(text: str) -> None:
    assert weighted_length(text) == twitter_text().parse_tweet(text).weightedLength


@given(st.characters(exclude_categories=["Cs"]))
def test_both_ways_of_counting_agree_on_any_character(char: str) -> None:
    for text in (char, f"a{char}b", f"a.{char}o", f"a{char}.com"):
        assert weighted_length(text) == twitter_text().parse_tweet(text).weightedLength


def test_the_short_way_holds_for_each_character_that_takes_it() -> None:
    for code in range(0x2100):
        char = unicodedata.normalize("NFC", chr(code))
        if counting._PLAIN.fullmatch(char):
            assert weighted_length(char) == twitter_text().parse_tweet(char).weightedLength, code


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Zürich, «Hallo» – „ja“", 22),
        ("12 % mehr …", 12),
        ("5 €", 4),
        ("1.5 Mio. Franken, z.B. am 3. März", 33),
        ("siehe www.example.ch/ein/langer/weg?mit=allem", 29),
        ("siehe example.com", 29),
        ("👨‍👩‍👧‍👦", 2),
        ("eins\r\nzwei", 9),
        ("e\u0301", 1),
        ("\ud83d", 2),
    ],
)
def test_weights(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


def test_plain_text_is_counted_without_the_package() -> None:
    code = (
        "import sys; from repurpose.text.counting import weighted_length;"
        "assert weighted_length('Die Fabrik spart z.B. 1.5 Mio. Franken – «jährlich».') == 52;"
        "assert 'twitter_text' not in sys.modules and 'regex' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_package_loads_where_pkg_resources_is_missing() -> None:
    code = (
        "import importlib.abc, sys\n"
        "class Missing(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name.partition('.')[0] in ('pkg_resources', 'setuptools'):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from repurpose.text.counting import weighted_length\n"
        "assert weighted_length('example.com 😀') == 26\n"
        "assert 'pkg_resources' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_graphemes_keep_together_what_is_one_sign() -> None:
    assert graphemes("a👨‍👩‍👧‍👦🇨🇭e\u0301\r\n") == ["a", "👨‍👩‍👧‍👦", "🇨🇭", "e\u0301", "\r\n"]
    assert graphemes("ab\r\n") == ["a", "b", "\r\n"]


@given(st.text())
def test_no_grapheme_is_lost(text: str) -> None:
    assert "".join(graphemes(text)) == text


@given(st.text())
def test_utf16_counts_code_units(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


def test_a_channel_counts_in_its_own_unit() -> None:
    text = "Grüezi 👨‍👩‍👧‍👦"
    units = ("weighted", "utf16", "graphemes", "code-points", "utf8")
    assert [length(text, unit) for unit in units] == [9, 18, 8, 14, 33]
    assert measure(text, Rules(limit=300, measure="graphemes")) == 8
