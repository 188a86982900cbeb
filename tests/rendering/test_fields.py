"""Titles, keywords, first comments; where the link goes; names with their handles; threads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from repurpose.errors import TemplateError
from repurpose.model import Channel, Part, Rules, Snippet, SnippetKind
from repurpose.rendering import DoesNotFit, Renderer
from tests.rendering.samples import (
    KINDS,
    LANGUAGES,
    RULES,
    asset_of,
    deck,
    dressed,
    long_quote,
    outline,
    panel,
    snippet,
)

LINK = "https://www.example.ch/vortrag"
CALL = "Alle Zahlen zum Nachlesen:"
RENDERER = Renderer()
TITLED = [name for name, rules in RULES.items() if rules.title is not None]


def channel(name: str, **changes: object) -> Channel:
    made = Channel(name=name, account="default", rules=RULES[name])
    return replace(dressed(made, "de"), **changes)  # type: ignore[arg-type]


def parts(made: Snippet, to: Channel, folder: Path | None = None) -> tuple[Part, ...]:
    renderer = RENDERER if folder is None else Renderer(folder)
    return renderer.render(made, asset_of(made), to, outline(made.language))


@pytest.mark.parametrize("name", TITLED)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_channel_with_titles_always_gets_one(name: str, kind: SnippetKind, language: str) -> None:
    asset = replace(asset_of(snippet(kind, language)), title="", segments=())
    first, *rest = RENDERER.render(snippet(kind, language), asset, channel(name))
    assert first.title
    assert len(first.title) <= 150
    assert not any(part.title for part in rest)
    assert "\n" not in first.title


@pytest.mark.parametrize("name", [name for name in RULES if name not in TITLED])
def test_the_others_get_none(name: str) -> None:
    assert all(part.title is None for part in parts(snippet("tip"), channel(name)))


def test_a_quotation_in_a_title_is_never_cut() -> None:
    [part] = parts(long_quote(), channel("youtube"))
    assert part.title == "Aufstocken mit Holz"
    [part] = parts(snippet("quote", text="Das geht."), channel("youtube"))
    assert part.title == "Regula Hasler: «Das geht.»"


def test_signs_that_youtube_refuses_do_not_get_into_a_title() -> None:
    [part] = parts(snippet("tip", text="Lieber <50 dB als 60."), channel("youtube"))
    assert part.title == "Das Gewicht entscheidet"


def test_a_title_that_is_too_long_is_cut_at_a_word_and_says_so() -> None:
    asset = deck(title="Sehr " * 20 + "langer Titel")
    rules = replace(RULES["slideshare"], title=("code-points", 40))
    made = snippet("tip")
    [part] = Renderer().render(made, asset, channel("slideshare", rules=rules))
    assert part.title == "Sehr Sehr Sehr Sehr Sehr Sehr Sehr […]"


def test_keywords_are_the_hashtags_and_who_speaks_as_many_as_fit() -> None:
    made = snippet("quote")
    [part] = parts(made, channel("youtube", handles={"Regula Hasler": "@rh"}))
    assert part.tags == ("Holzbau", "Verdichten nach innen", "Regula Hasler")
    rules = replace(RULES["youtube"], tags=("tag-list", 20))
    assert parts(made, channel("youtube", rules=rules))[0].tags == ("Holzbau",)
    rules = replace(RULES["blog"], tags=("count", 2))
    assert len(parts(made, channel("blog", rules=rules))[0].tags) == 2


def test_the_outline_of_a_talk_is_in_the_description_of_its_video_and_its_deck() -> None:
    [video] = parts(snippet("tip"), channel("youtube"))
    assert "Kapitel:\n0:00 Aufstocken mit Holz\n4:10 Das Gewicht entscheidet\n" in video.text
    [slides] = parts(snippet("tip"), channel("slideshare"))
    assert "Inhalt:\n– Aufstocken mit Holz\n– Das Gewicht entscheidet\n" in slides.text


@pytest.mark.parametrize("name", ["facebook", "linkedin", "xing", "threads"])
@pytest.mark.parametrize("kind", ["tip", "quote"])
def test_the_link_and_its_call_go_into_the_first_comment(name: str, kind: SnippetKind) -> None:
    to = channel(name)
    *_, last = parts(snippet(kind), replace(to, rules=replace(to.rules, link="comment")))
    assert last.comment == f"{CALL}\n{LINK}"
    assert last.link == LINK
    assert last.link_title is None
    assert CALL not in last.text
    assert LINK not in last.text


def test_where_no_link_can_be_followed_nothing_points_to_it() -> None:
    [part] = parts(snippet("tip"), channel("instagram"))
    assert (part.link, part.comment) == (None, None)
    assert CALL not in part.text


def test_a_call_without_a_link_stays_where_it_is() -> None:
    [part] = parts(snippet("tip"), channel("instagram", link=None, call_to_action="Bis bald."))
    assert "Bis bald." in part.text


def test_a_channel_takes_only_so_many_hashtags() -> None:
    [part] = parts(snippet("tip"), channel("threads"))
    assert part.text.count("#") == 1


@pytest.mark.parametrize("name", ["bluesky", "twitter"])
def test_hashtags_make_no_part_of_their_own(name: str) -> None:
    to = channel(name, hashtags=tuple(f"Ein langes Schlagwort {n}" for n in range(12)))
    without = parts(long_quote(), replace(to, hashtags=()))
    found = parts(long_quote(), to)
    assert len(found) == len(without)
    assert "#" in found[-1].text


def test_a_thread_may_go_without_numbers_or_not_be() -> None:
    plain = parts(long_quote(), channel("twitter", threads="plain"))
    assert len(plain) > 1
    assert not any(part.text.endswith(")") for part in plain)
    words = " ".join(" ".join(part.text for part in plain).split())
    assert " ".join(long_quote().text.split()) in words
    with pytest.raises(DoesNotFit, match="no threads"):
        parts(long_quote(), channel("twitter", threads="none"))


@pytest.mark.parametrize(
    ("name", "handle", "line"),
    [
        ("twitter", "@rhasler", "Regula Hasler (@rhasler): «Das geht.»"),
        ("mastodon", "@rh@social.example", "Regula Hasler (@rh@social.example): «Das geht.»"),
        ("linkedin", "urn:li:person:a-B9", "– @[Regula Hasler](urn:li:person:a-B9)"),
        ("twitter", None, "Regula Hasler: «Das geht.»"),
    ],
)
def test_a_name_has_its_handle(name: str, handle: str | None, line: str) -> None:
    handles = {"regula  hasler": handle} if handle else {"Beat Oertli": "@beat"}
    [part] = parts(snippet("quote", text="Das geht."), channel(name, handles=handles))
    assert line in part.text


def test_a_name_that_cannot_stand_in_a_mention_stays_plain() -> None:
    made = snippet("quote", text="Das geht.", speaker="Regula [RH] Hasler")
    to = channel("linkedin", handles={"Regula [RH] Hasler": "urn:li:person:1"})
    assert "– Regula [RH] Hasler" in parts(made, to)[0].text


def test_a_users_title_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "blog.title.txt.j2").write_text("Aus der Werkstatt:\n{{ headline }}", "utf-8")
    assert parts(snippet("tip"), channel("blog"), tmp_path)[0].title == (
        "Aus der Werkstatt: Das Gewicht entscheidet"
    )
    (tmp_path / "blog.title.txt.j2").write_text("{{ hedline }}", "utf-8")
    with pytest.raises(TemplateError, match="do you mean headline") as raised:
        parts(snippet("tip"), channel("blog"), tmp_path)
    assert raised.value.where == f"{tmp_path / 'blog.title.txt.j2'}:1"
    (tmp_path / "blog.title.txt.j2").write_text("{# #}", "utf-8")
    with pytest.raises(TemplateError, match="gives an empty title"):
        parts(snippet("tip"), channel("blog"), tmp_path)


def test_a_figure_without_a_speaker_names_its_source_and_one_with_a_speaker_him() -> None:
    to = Channel(name="twitter", account="default", rules=RULES["twitter"])
    assert parts(snippet("statistic"), to)[0].text.endswith(
        "Quelle: «Aufstocken mit Holz», Folie 4"
    )
    made = snippet("statistic", speaker="Beat Oertli")
    [part] = Renderer().render(made, panel(), to)
    assert part.text.startswith("Beat Oertli: «")
    assert "Quelle" not in part.text
    nameless = Renderer().render(snippet("statistic"), deck(title="Folie 1"), to)[0].text
    assert nameless.endswith("Aus unserem Vortrag, Folie 4.")


def test_the_source_is_left_off_rather_than_alone_in_a_second_part() -> None:
    made = snippet(
        "statistic", text="Es sind 12 von 40, " + "und das ist viel, " * 14 + "sagt man."
    )
    to = Channel(name="twitter", account="default", rules=RULES["twitter"])
    assert [part.text for part in parts(made, to)] == [made.text]


def test_more_than_one_measure_must_hold() -> None:
    rules = Rules(limit=300, measure="graphemes", further=(("utf8", 120),), max_parts=5)
    found = parts(snippet("quote"), Channel(name="bluesky", account="default", rules=rules))
    assert len(found) > 1
    assert all(len(part.text.encode()) <= 120 for part in found)
