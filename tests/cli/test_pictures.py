"""A post's picture: the slide it comes from where that can be shown, else a card, each with its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from repurpose.outbox.store import Outbox
from tests.cli.conftest import DECK, PANEL, Run
from tests.readers.pdf_writing import Page, Writer

FIRST = "Bei 9 von 14 Häusern, die wir untersucht haben, trug das Fundament ein Geschoss mehr."
SECOND = (
    "Ein neues Dach allein hätte 290 Franken pro Quadratmeter gekostet und keine Miete gebracht."
)
PHONE = "Rufen Sie uns an: 044 123 45 67"


@pytest.fixture
def pages(folder: Path) -> Path:
    """A PDF of two slides, whose pictures need no other program; on the second there is a telephone
    number."""
    lines = [("Das Dach ist da", 40, 60, 30), (FIRST, 40, 160, 16)]
    more = [("Was es kostet", 40, 60, 30), (SECOND, 40, 160, 16), (PHONE, 40, 300, 16)]
    return Writer([Page(lines), Page(more)]).write(folder / "Präsentation über Holz.pdf")


@pytest.fixture
def full_page(folder: Path) -> Path:
    """A PDF in which two statements stand on one slide."""
    lines = [("Das Dach ist da", 40, 60, 30), (FIRST, 40, 160, 14), (SECOND, 40, 300, 14)]
    return Writer([Page([("Aufstocken mit Holz", 40, 60, 40)]), Page(lines)]).write(
        folder / "Präsentation über Holz.pdf"
    )


def _media(run: Run, *words: object) -> dict[str, dict[str, str]]:
    """The picture of each post that has one, by the first line of its text."""
    result = run(*words, "--json")
    assert result.code == 0, result.err
    posts = result.json["posts"]
    return {p["parts"][0]["text"].split("\n")[0]: m for p in posts for m in p["parts"][0]["media"]}


def test_a_slide_is_shown_only_where_all_on_it_could_be_posted(run: Run, pages: Path) -> None:
    media = _media(run, pages, "-c", "twitter")
    slide, card = media[FIRST], media[SECOND]
    assert slide["alt"].startswith("Folie 1: Das Dach ist da")
    assert card["alt"].startswith(SECOND)
    assert PHONE not in json.dumps(media, ensure_ascii=False)
    for each in (slide, card):
        with Image.open(each["path"]) as picture:
            assert picture.width > picture.height
    with Image.open(slide["path"]) as picture:
        assert picture.convert("L").getextrema() == (0, 255)  # black on white, as it was written


def test_a_name_in_a_footer_that_nobody_may_read_keeps_its_slide_away(
    run: Run, folder: Path
) -> None:
    """The firm's own address below each slide does not."""
    foot = ("info@holz.example", 600, 440, 8)
    secret = ("Bauherr: Regula Hasler", 40, 440, 8)
    pages = [
        Page([("Das Dach ist da", 40, 60, 30), (FIRST, 40, 160, 16), foot]),
        Page([("Was es kostet", 40, 60, 30), (SECOND, 40, 160, 16), foot, secret]),
        Page([("Danke", 40, 60, 30), foot]),
    ]
    deck = Writer(pages).write(folder / "holz.pdf")
    (folder / "repurpose.yaml").write_text("do_not_name: [Regula Hasler]\n")
    media = _media(run, deck, "-c", "twitter", "--pictures", "slides")
    assert media.keys() == {FIRST}


def test_of_several_posts_of_a_channel_one_shows_the_slide(run: Run, full_page: Path) -> None:
    posts = run(full_page, "-c", "twitter,linkedin,facebook", "--json").json["posts"]
    assert len(posts) == 6
    for channel in ("twitter", "linkedin", "facebook"):
        media = [p["parts"][0]["media"][0] for p in posts if p["channel"] == channel]
        slides = [m["alt"].startswith("Folie 2: Das Dach ist da") for m in media]
        assert slides == [True, False]


def test_of_several_posts_of_a_channel_one_stands_under_the_heading(
    run: Run, full_page: Path
) -> None:
    posts = run(full_page, "-c", "linkedin,facebook,homepage,blog", "--json").json["posts"]
    for channel in ("linkedin", "facebook"):
        heads = [p["parts"][0]["text"].split("\n")[0] for p in posts if p["channel"] == channel]
        assert heads[0] == "Das Dach ist da"
        assert heads[1] in (FIRST, SECOND)
    for channel in ("homepage", "blog"):
        titles = [p["parts"][0]["title"] for p in posts if p["channel"] == channel]
        assert titles[0] == "Das Dach ist da"
        assert titles[1]
        assert titles[1] != titles[0]


def test_on_an_upright_picture_the_words_fill_the_room_above_the_slide(
    run: Run, pages: Path
) -> None:
    words = (pages, "-c", "instagram,twitter", "-n", "2", "--json")
    posts = [p for p in run(*words).json["posts"] if FIRST in p["parts"][0]["text"]]
    upright, wide = (p["parts"][0]["media"][0] for p in posts)
    assert upright["alt"].startswith(FIRST)
    assert upright["alt"].count("Folie 1: Das Dach ist da") == 1
    with Image.open(upright["path"]) as picture, Image.open(wide["path"]) as slide:
        assert picture.size == (1080, 1350)
        high = round(1080 * slide.height / slide.width)
        below = picture.crop((0, 1350 - high, 1080, 1350)).convert("L")
        difference = ImageChops.difference(below, slide.convert("L").resize(below.size))
        assert ImageStat.Stat(difference).mean[0] < 3
        above = picture.crop((0, 0, 1080, 1350 - high)).convert("L")
        assert ImageStat.Stat(above).stddev[0] > 30  # large letters
    run("outbox", "edit", posts[0]["id"], "--text", "Andere Worte als die auf dem Bild.")
    [now] = run("outbox", "show", posts[0]["id"], "--json").json["posts"]
    assert now["parts"][0]["media"] == []


LINK = "https://www.example.com/vortrag?utm_source=linkedin&utm_medium=social"


def test_a_link_stands_in_the_text_where_a_picture_takes_the_place_of_its_card(
    run: Run, pages: Path, folder: Path
) -> None:
    (folder / "repurpose.yaml").write_text(
        f"link: {LINK.partition('?')[0]}\nutm: true\ncall_to_action: 'Der ganze Vortrag:'\n"
    )
    words = (pages, "-c", "linkedin", "-n", "1")
    shown = run(*words).out
    assert LINK in shown
    assert "[link" not in shown
    [post] = run(*words, "--json").json["posts"]
    [part] = post["parts"]
    assert part["text"].endswith(f"\n\nDer ganze Vortrag:\n{LINK}")
    assert part["media"]
    assert part["length"] == len(part["text"])
    assert LINK in run("outbox", "show", post["id"]).out
    run("outbox", "edit", post["id"], "--no-image")
    bare = run("outbox", "show", post["id"])
    assert f" {LINK}]" in bare.out
    [part] = run("outbox", "show", post["id"], "--json").json["posts"][0]["parts"]
    assert (part["link"], LINK in part["text"], part["media"]) == (LINK, False, [])


def test_a_link_for_which_the_text_has_no_room_stays_a_card_without_a_picture(
    run: Run, pages: Path, folder: Path
) -> None:
    link = f"https://www.example.com/{'vortrag-' * 25}"
    (folder / "repurpose.yaml").write_text(f"link: {link}\n")
    [post] = run(pages, "-c", "bluesky", "-n", "1", "--json").json["posts"]
    [part] = post["parts"]
    assert (part["link"], link in part["text"], part["media"]) == (link, False, [])


@pytest.mark.parametrize(
    ("wish", "expected"), [("slides", {FIRST}), ("cards", {FIRST, SECOND}), ("none", set())]
)
def test_the_user_says_which_pictures(run: Run, pages: Path, wish: str, expected: set[str]) -> None:
    assert _media(run, pages, "-c", "twitter", "--pictures", wish).keys() == expected


def test_the_configuration_says_it_for_a_channel(run: Run, pages: Path, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("channels:\n  twitter: {pictures: none}\n  xing:\n")
    posts = run(pages, "--json").json["posts"]
    assert {p["channel"] for p in posts if p["parts"][0]["media"]} == {"xing"}


def test_what_somebody_said_is_a_card_with_the_name(run: Run) -> None:
    media = _media(run, PANEL, "-c", "linkedin")
    assert media
    for text, medium in media.items():
        assert medium["alt"].split(" – ")[0].strip("«»") in text.replace("\n", " ")


def test_a_list_becomes_a_carousel_where_a_post_takes_so_many_pictures(run: Run) -> None:
    result = run(DECK, "-c", "instagram,twitter", "--kinds", "list", "-n", "1", "--json")
    upright, wide = (post["parts"][0]["media"] for post in result.json["posts"])
    [snippet] = [
        s for s in result.json["snippets"] if s["id"] in result.json["posts"][0]["snippets"]
    ]
    alts = [medium["alt"] for medium in upright]
    assert alts[1:-1] == snippet["text"].splitlines()
    assert "LibreOffice" not in run(DECK, "-c", "instagram", "--kinds", "list", "-n", "1").err
    assert len(wide) <= 1
    for medium in upright:
        with Image.open(medium["path"]) as picture:
            assert picture.size == (1080, 1350)


def test_without_libreoffice_it_says_so_once_and_makes_cards(run: Run) -> None:
    result = run(DECK, "-c", "twitter,linkedin", "--json")
    assert result.err.count("LibreOffice is not installed") == 1
    kinds = {snippet["id"]: snippet["kind"] for snippet in result.json["snippets"]}
    bare = [p for p in result.json["posts"] if not p["parts"][0]["media"]]
    assert {kinds[post["snippets"][0]] for post in bare} <= {"list"}  # too long for a card
    assert len(bare) < len(result.json["posts"])


def test_the_same_run_makes_the_same_files_and_no_others(
    run: Run, pages: Path, folder: Path
) -> None:
    first = _media(run, pages, "-c", "twitter,mastodon")
    files = sorted((folder / ".repurpose" / "media").iterdir())
    assert {str(file) for file in files} >= {m["path"] for m in first.values()}
    assert _media(run, pages, "-c", "twitter,mastodon") == first
    assert sorted((folder / ".repurpose" / "media").iterdir()) == files


def test_a_dry_run_makes_no_picture(run: Run, pages: Path, folder: Path) -> None:
    assert _media(run, pages, "-c", "twitter", "--dry-run") == {}
    assert not (folder / ".repurpose" / "media").exists()


def test_an_approved_post_keeps_its_picture(run: Run, pages: Path, folder: Path) -> None:
    posts = run(pages, "-c", "twitter", "--json").json["posts"]
    run("outbox", "approve", posts[0]["id"])
    run(pages, "-c", "twitter", "--pictures", "none")
    outbox = Outbox(folder / ".repurpose")
    assert outbox.find(posts[0]["id"]).post.parts[0].media
    outbox.close()


def test_a_card_whose_words_were_changed_does_not_go_along(run: Run, pages: Path) -> None:
    posts = run(pages, "-c", "twitter", "--pictures", "cards", "--json").json["posts"]
    changed, kept = posts[0]["id"], posts[1]["id"]
    words = posts[0]["parts"][0]["text"].split("\n")[0]
    result = run("outbox", "edit", changed, "--text", words.replace(" ", " gut ", 1))
    assert result.code == 0
    assert "the card shows the words as they were" in result.err
    assert run("outbox", "show", changed, "--json").json["posts"][0]["parts"][0]["media"] == []
    more = posts[1]["parts"][0]["text"] + "\n\nMehr dazu bald."
    assert run("outbox", "edit", kept, "--text", more).code == 0
    assert run("outbox", "show", kept, "--json").json["posts"][0]["parts"][0]["media"]


def test_a_slide_stays_when_the_words_of_the_post_change(run: Run, pages: Path) -> None:
    [post] = run(pages, "-c", "twitter", "--pictures", "slides", "-n", "1", "--json").json["posts"]
    run("outbox", "edit", post["id"], "--text", "Was wir auf den Dächern gelernt haben.")
    [now] = run("outbox", "show", post["id"], "--json").json["posts"]
    assert now["parts"][0]["media"] == post["parts"][0]["media"]


def test_only_the_description_can_be_changed(run: Run, pages: Path) -> None:
    [post] = run(pages, "-c", "twitter", "-n", "1", "--json").json["posts"]
    assert run("outbox", "edit", post["id"], "--alt", "Neun Häuser, vierzehn Dächer").code == 0
    [now] = run("outbox", "show", post["id"], "--json").json["posts"]
    [medium] = now["parts"][0]["media"]
    assert medium["alt"] == "Neun Häuser, vierzehn Dächer"
    assert now["parts"][0]["text"] == post["parts"][0]["text"]
    run("outbox", "edit", post["id"], "--no-image")
    refused = run("outbox", "edit", post["id"], "--alt", "Nichts")
    assert (refused.code, "this post has none" in refused.err) == (2, True)


def test_a_channel_that_takes_nothing_without_a_picture_says_so(run: Run, pages: Path) -> None:
    bare = run(pages, "-c", "instagram", "--pictures", "none", "-n", "1")
    assert "Instagram takes no post without a picture" in bare.err
    assert "without a picture" not in run(pages, "-c", "instagram", "-n", "1").err
