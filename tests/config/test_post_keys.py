"""Threads, links, names and the country: what the keys of posts do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repurpose.config import load
from repurpose.config.faults import ConfigFaults
from repurpose.config.post_keys import tracked
from repurpose.model import Channel

Writer = Callable[[str], Path]


def channel(folder: Path, label: str) -> Channel:
    return load(cwd=folder, environ={}).channel(label)


def fault(folder: Path) -> str:
    with pytest.raises(ConfigFaults) as raised:
        load(cwd=folder, environ={})
    return str(raised.value)


def test_threads_are_numbered_unless_the_channel_or_the_file_says_otherwise(
    folder: Path, written: Writer
) -> None:
    written("threads: plain\nchannels:\n  twitter:\n    threads: none\n  mastodon:\n  linkedin:\n")
    assert channel(folder, "twitter").threads == "none"
    assert channel(folder, "mastodon").threads == "plain"
    written("channels:\n  twitter:\n")
    assert channel(folder, "twitter").threads == "numbered"
    written("threads: numberd\n")
    assert "'numberd' is not one of numbered, plain, none; did you mean numbered?" in fault(folder)


def test_a_link_goes_where_the_user_wants_it_as_far_as_the_channel_can(
    folder: Path, written: Writer
) -> None:
    written("channels:\n  linkedin:\n    link_in: text\n  xing:\n    link_in: comment\n")
    assert channel(folder, "linkedin").rules.link == "text"
    assert channel(folder, "xing").rules.link == "comment"
    assert "link_in" not in channel(folder, "xing").settings
    written("channels:\n  twitter:\n    link_in: card\n")
    assert "channels.twitter.link_in: 'card' is not one of text, none" in fault(folder)
    written("channels:\n  linkedin:\n    link_in: comment\n")
    assert channel(folder, "linkedin").rules.link == "comment"


def test_names_are_known_by_channel_with_their_sign(folder: Path, written: Writer) -> None:
    written(
        "names:\n  Regula Hasler:\n    twitter: rhasler\n    linkedin: urn:li:person:a-B9\n"
        "    mastodon: '@rh@social.example'\n  Muster AG: {twitter: '@muster'}\n"
        "channels:\n  x:\n  linkedin:acme:\n"
    )
    assert dict(channel(folder, "x").handles) == {
        "Regula Hasler": "@rhasler",
        "Muster AG": "@muster",
    }
    assert dict(channel(folder, "linkedin:acme").handles) == {"Regula Hasler": "urn:li:person:a-B9"}
    assert dict(channel(folder, "mastodon").handles) == {"Regula Hasler": "@rh@social.example"}
    assert dict(channel(folder, "xing").handles) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("names: {A B: {linkedin: '@ab'}}", "write e.g. urn:li:organization:1234"),
        ("names: {A B: {twitter: 'a b'}}", "write e.g. @rhasler"),
        ("names: {A B: {twiter: '@ab'}}", "did you mean 'twitter'?"),
        ("utm: {campain: x}", "did you mean 'campaign'?"),
        ("utm: [a]", "expected true or false or keys with values"),
    ],
)
def test_a_fault_says_what_would_be_right(
    folder: Path, written: Writer, text: str, expected: str
) -> None:
    written(text)
    assert expected in fault(folder)


@pytest.mark.parametrize(
    ("text", "language", "locale"),
    [
        ("language: de-AT", None, "de-AT"),
        ("language: de-DE\ntimezone: Europe/Zurich", None, "de-DE"),
        ("timezone: Europe/Zurich", None, "de-CH"),
        ("timezone: Europe/Berlin", None, "de-DE"),
        ("language: fr", "fr", None),
        ("timezone: Europe/Paris", None, None),
    ],
)
def test_the_country_is_that_of_the_language_or_of_the_time_zone(
    folder: Path, written: Writer, text: str, language: str | None, locale: str | None
) -> None:
    written(text)
    config = load(cwd=folder, environ={})
    assert (config.language, config.locale) == (language, locale)


def test_a_link_says_where_a_visitor_comes_from(folder: Path, written: Writer) -> None:
    written(
        "link: https://example.com/vortrag?seite=2#zahlen\nutm: {campaign: 'herbst 2026'}\n"
        "channels:\n  x:\n  linkedin:acme:\n    utm: true\n  mastodon:\n    utm: false\n  blog:\n  homepage:\n"
    )
    assert channel(folder, "x").link == (
        "https://example.com/vortrag?seite=2&utm_source=twitter&utm_medium=social"
        "&utm_campaign=herbst%202026#zahlen"
    )
    assert channel(folder, "linkedin:acme").link == (
        "https://example.com/vortrag?seite=2&utm_source=linkedin&utm_medium=social#zahlen"
    )
    for name in ("mastodon", "blog", "homepage"):
        assert channel(folder, name).link == "https://example.com/vortrag?seite=2#zahlen"


@pytest.mark.parametrize(
    ("link", "made"),
    [
        ("https://a.ch", "https://a.ch/?utm_source=x&utm_medium=social"),
        ("https://a.ch/?utm_source=flyer", "https://a.ch/?utm_source=flyer&utm_medium=social"),
        ("https://a.ch/?UTM_Source=&b", "https://a.ch/?UTM_Source=&b&utm_medium=social"),
        (
            "https://a.ch/ü%20x?q=%C3%BC+1",
            "https://a.ch/ü%20x?q=%C3%BC+1&utm_source=x&utm_medium=social",
        ),
    ],
)
def test_what_a_link_has_already_stays(link: str, made: str) -> None:
    assert tracked(link, "x", True) == made


@given(
    st.lists(st.sampled_from(["a=1", "b", "utm_source=z", "utm_medium=", "c=%20+"]), max_size=4),
    st.sampled_from(["", "#x", "#utm_source=y"]),
)
def test_parameters_are_added_once(query: list[str], fragment: str) -> None:
    link = "https://a.ch/weg" + ("?" + "&".join(query) if query else "") + fragment
    once = tracked(link, "x", {"campaign": "k"})
    assert once is not None
    assert tracked(once, "y", {"campaign": "l"}) == once
    assert once.startswith(link.partition("#")[0])
    assert once.endswith(fragment)
