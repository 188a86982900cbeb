"""repurpose article: word for word, in order, with nothing that is held back or private."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html
from markdown_it import MarkdownIt
from PIL import Image

from repurpose.cli.edge import run_command
from repurpose.cli.group import cli
from repurpose.programs import libreoffice
from tests.cli import contract
from tests.cli.conftest import CHEESE, DECK, EXAMPLES, PANEL, Run
from tests.pages.decks import ATTACK, STATEMENTS, german_deck, german_pdf, pdf_deck
from tests.readers.pdf_writing import Page, Writer

DRAWS = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
OUR_WORDS = r"Folien? [\d, –]+|Quellen|Weitere Aussagen|\d+:\d\d"


def read(folder: Path) -> tuple[dict[str, object], str]:
    """The front matter, and the text as Markdown shows it, a block a line."""
    _, front, body = (folder / "article.md").read_text("utf-8").split("---\n", 2)
    tree = html.fragment_fromstring(MarkdownIt().render(body), create_parent="div")
    blocks = tree.xpath(".//p[not(p)] | .//li | .//h2 | .//h3")
    return yaml.safe_load(front), "\n".join(" ".join(b.text_content().split()) for b in blocks)


def plain(text: str) -> str:
    return " ".join(text.split())


def asset_words(run: Run, *files: object) -> str:
    """All that stands in files where anybody sees it."""
    assets = run("read", *files, "--json").json["assets"]
    return " ".join(
        plain(segment["text"])
        for asset in assets
        for segment in asset["segments"]
        if not segment["hidden"] and segment["role"] != "notes"
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an article out of a deck of seven slides, which lies beside it."""
    place = tmp_path_factory.mktemp("Bau & Söhne")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        deck = german_pdf(place / "Höher bauen.pdf")
        assert run_command(cli, ["article", str(deck)]) == 0
        yield place / "hoeher-bauen-mit-holz"


def test_all_words_of_a_deck_s_article_stand_in_the_deck(run: Run, made: Path) -> None:
    front, text = read(made)
    assert front["title"] == "Höher bauen mit Holz"
    assert front["lang"] == "de"
    assert front["draft"] is True
    words = asset_words(run, made.parent / "Höher bauen.pdf")
    *body, source = text.splitlines()
    for line in body:
        assert line in words or re.fullmatch(OUR_WORDS, line), line
    assert source.startswith("«Höher bauen mit Holz», Höher bauen.pdf: ")
    assert front["description"] == body[0]


def test_headings_are_the_titles_and_each_statement_stands_below_its_own(made: Path) -> None:
    tree = html.parse(str(made / "article.html")).getroot()
    assert tree.get("lang") == "de"
    assert [h.text_content() for h in tree.iter("h1")] == ["Höher bauen mit Holz"]
    heads = [h.text_content() for h in tree.iter("h2")]
    assert heads[-1] == "Quellen"
    [brand] = [h for h in tree.iter("h2") if h.text_content() == "Brand"]
    assert plain(brand.getnext().text_content()) == STATEMENTS[4]


def test_a_slide_without_a_title_stands_below_no_other_s(run: Run, folder: Path) -> None:
    heads = ("Das Gewicht", "Fundamente", "Nachbarn", "", "Brand", "Ruhe")
    slides = [(head, [words]) for head, words in zip(heads, STATEMENTS, strict=True)]
    slides.insert(0, ("Höher bauen", ["Bern, 12. März 2024"]))
    run("article", pdf_deck(folder / "a.pdf", slides, "Höher bauen"), "--to", "out")
    tree = html.parse(str(folder / "out" / "article.html")).getroot()
    [paragraph] = [p for p in tree.iter("p") if plain(p.text_content()) == STATEMENTS[3]]
    assert paragraph.getprevious().tag == "hr"
    _, text = read(folder / "out")
    assert text.index(STATEMENTS[1]) < text.index(STATEMENTS[3]) < text.index("Brand")
    assert text.splitlines()[-1] == "«Höher bauen», a.pdf, 12. März 2024: Folien 2–7"
    assert "\n* * *\n" in (folder / "out" / "article.md").read_text("utf-8")


def test_the_pictures_of_the_slides_are_there_and_say_what_they_show(made: Path) -> None:
    tree = html.parse(str(made / "article.html")).getroot()
    pictures = list(tree.iter("img"))
    assert len(pictures) >= 4
    for picture in pictures:
        number = int(re.findall(r"\d+", picture.get("src"))[0])
        assert STATEMENTS[number - 2] in picture.get("alt")
        with Image.open(made / picture.get("src")) as image:
            assert image.size == (int(picture.get("width")), int(picture.get("height")))
    markdown = (made / "article.md").read_text("utf-8")
    assert re.findall(r"\]\((images/[^)]+)\)", markdown) == [p.get("src") for p in pictures]


def test_the_strongest_comes_first_and_the_rest_in_order(run: Run) -> None:
    document = run("article", DECK, "--dry-run", "--json").json
    contract.check(document, contract.ARTICLES)
    [article] = document["articles"]
    lead, *rest = article["statements"]
    assert lead["score"] == max(s["score"] for s in article["statements"])
    places = [s["locator"]["slide"] for s in rest]
    assert places == sorted(places)


def test_a_page_runs_nothing_and_fetches_nothing(run: Run, folder: Path) -> None:
    heads = ("Eins", "Zwei", f"Drei {ATTACK}", "Vier", "Fünf", "Sechs")
    slides = [(head, [words]) for head, words in zip(heads, STATEMENTS, strict=True)]
    run("article", pdf_deck(folder / "a.pdf", slides, "Ein Titel <b>fett</b>"))
    page = next(folder.glob("*/article.html"))
    tree = html.parse(str(page)).getroot()
    assert list(tree.iter("script")) == []
    assert tree.findtext(".//h1") == "Ein Titel <b>fett</b>"
    assert f"Drei {ATTACK}" in [h.text_content() for h in tree.iter("h2")]
    away = [v for e in tree.iter() for k, v in e.items() if k in ("src", "href") and "//" in v]
    assert away == []


@DRAWS
def test_nothing_private_and_nothing_held_back_gets_in(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPURPOSE_LIBREOFFICE")
    result = run("article", german_deck(folder / "Höher bauen.pptx"), "--to", "out")
    assert result.code == 0, result.err
    everything = "".join(
        (folder / "out" / name).read_text("utf-8") for name in ("article.md", "article.html")
    )
    for secret in ("Marge", "Deckungsbeitrag", "Kündigung", "555 12 34", "Geheimer Autor"):
        assert secret not in everything
    shown = {p.stem for p in (folder / "out" / "images").iterdir()}
    assert shown, result.err
    assert not shown & {"slide-04", "slide-05", "slide-09"}


def test_a_slide_that_names_whom_no_post_may_name_is_not_shown(run: Run, folder: Path) -> None:
    slides = [
        (head, [words, more])
        for head, words, more in zip(
            ("Das Gewicht", "Fundamente", "Nachbarn", "Gesuche", "Projekt Falke", "Ruhe"),
            STATEMENTS,
            ("mit Projekt Falke", "", "", "", "", ""),
            strict=True,
        )
    ]
    (folder / "repurpose.yaml").write_text("do_not_name: [Projekt Falke]\n", "utf-8")
    result = run("article", pdf_deck(folder / "a.pdf", slides, "Höher bauen"), "--to", "out")
    assert result.code == 0, result.err
    text = (folder / "out" / "article.md").read_text("utf-8")
    assert "Falke" not in text
    assert {p.stem for p in (folder / "out" / "images").iterdir()} <= {
        "slide-02", "slide-03", "slide-04", "slide-06",
    }  # fmt: skip


def test_a_panel_is_grouped_by_question_and_each_quote_names_who_said_it(
    run: Run, folder: Path
) -> None:
    result = run("article", PANEL, "--to", "out")
    assert result.code == 0, result.err
    said = asset_words(run, PANEL)
    tree = html.parse(str(folder / "out" / "article.html")).getroot()
    questions = [h.text_content() for h in tree.iter("h2")]
    assert "Was würden Sie streichen, Frau Hasler, wenn Sie dürften?" in questions
    # Asked and answered as well, but nobody understands it who was not there.
    assert "Schreibt die Stadt ein solches Notdach vor?" not in questions
    assert "auf die Uhr" not in tree.text_content()
    assert all(q in said for q in questions if q not in ("Quellen", "Weitere Aussagen"))
    quotes = list(tree.iter("blockquote"))
    assert len(quotes) > 10
    for quote in quotes:
        pieces = plain(quote.text_content()).split("[…]")
        assert all(piece.strip() in said for piece in pieces)
        assert re.fullmatch(r"[\w ]+, \d+:\d\d", quote.getnext().text_content())


def test_consent_decides_who_is_quoted(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("consent: [Regula Hasler]\n", "utf-8")
    run("article", PANEL, "--to", "out")
    text = (folder / "out" / "article.md").read_text("utf-8")
    assert "Regula Hasler" in text
    assert "Beat Oertli" not in text
    assert "Milena Jankovic" not in text


def test_an_english_panel_speaks_english(run: Run, folder: Path) -> None:
    run("article", EXAMPLES / "delicatessen" / "Panel local food.srt", "--to", "out")
    front, text = read(folder / "out")
    assert front["lang"] == "en"
    assert "Sources" in text
    assert not re.search("Quellen|Folie", text)


def test_the_user_s_own_link_sentence_and_hashtags(run: Run, folder: Path) -> None:
    own = "link: https://www.example.com/vortrag\ncall_to_action: 'Der ganze Vortrag:'\n"
    (folder / "repurpose.yaml").write_text(f"{own}hashtags: [Holzbau]\n", "utf-8")
    run("article", german_pdf(folder / "a.pdf"), "--to", "out")
    front, text = read(folder / "out")
    assert front["tags"] == ["Holzbau"]
    assert "Der ganze Vortrag: https://www.example.com/vortrag" in text


def test_a_weak_deck_is_no_article(run: Run, folder: Path) -> None:
    deck = pdf_deck(
        folder / "a.pdf", [("Agenda", ["Begrüssung", "Fragen"]), ("Ruhe", [STATEMENTS[5]])]
    )
    result = run("article", deck)
    assert result.code == 3
    assert "nothing worth an article: only 1 statement stands by itself" in result.err
    assert [p.name for p in folder.iterdir() if p.is_dir() and p.name != ".repurpose"] == []
    document = run("article", deck, "--json")
    assert (document.code, document.json["articles"]) == (3, [])


def test_addresses_and_lines_along_the_pages_are_no_headings(run: Run, folder: Path) -> None:
    pages = [
        Page(
            [
                ("Muster Holzbau Merkblatt", 60, 40, 18),
                (f"Abschnitt {heading}", 60, 120, 22),
                (f"https://www.example.org/{n}", 60, 160, 22),
                (words, 60, 220, 11),
                ("Wir haben das an vierzehn Häusern in der ganzen Stadt gesehen.", 60, 300, 11),
            ],
            size=(595, 842),
        )
        for n, (heading, words) in enumerate(zip("ABCDEF", STATEMENTS, strict=True))
    ]
    Writer(pages, {"Title": "Höher bauen"}).write(folder / "a.pdf")
    run("article", "a.pdf", "--to", "out")
    tree = html.parse(str(folder / "out" / "article.html")).getroot()
    heads = {h.text_content() for h in tree.iter("h2")}
    assert heads <= {"Quellen", *(f"Abschnitt {letter}" for letter in "ABCDEF")}
    assert len(heads) >= 5


def test_a_quote_comes_with_the_sentence_that_it_needs(run: Run, folder: Path) -> None:
    said = (
        "Ich fand es heute wirklich super spannend bei euch allen in diesem Podcast.",
        "Ich schlage vor, höhere Häuser zu bauen.",
        "Ich glaube, dass das für viele Gemeinden die billigste Art ist, neue Wohnungen zu bekommen.",
        *STATEMENTS,
        "Vielen Dank euch allen, dass ihr heute den weiten Weg zu uns gekommen seid.",
    )
    cues = [
        f"{n}\n00:00:{n * 5:02},000 --> 00:00:{n * 5 + 4:02},500\nRegula Hasler: {words}\n"
        for n, words in enumerate(said)
    ]
    (folder / "Höher bauen.srt").write_text("\n".join(cues), "utf-8")
    result = run("article", "Höher bauen.srt", "--to", "out")
    assert result.code == 0, result.err
    tree = html.parse(str(folder / "out" / "article.html")).getroot()
    quotes = [plain(quote.text_content()) for quote in tree.iter("blockquote")]
    assert f"{said[1]} {said[2]}" in quotes
    assert not {said[0], said[-1]} & set(quotes)


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    result = run("article", PANEL, "--dry-run")
    assert result.code == 0
    assert result.out.startswith("---\ntitle: Podium Verdichten\n")
    assert list(folder.iterdir()) == []


def test_only_one_format(run: Run, folder: Path) -> None:
    run("article", PANEL, "--to", "out", "--format", "markdown")
    assert not (folder / "out" / "article.html").exists()
    assert (folder / "out" / "article.md").exists()
    refused = run("article", PANEL, "--to", "out", "--format", "pdf")
    assert refused.code == 2
    assert "markdown, html" in refused.err


def test_an_article_that_was_edited_is_not_overwritten(run: Run, folder: Path) -> None:
    run("article", PANEL, "--to", "out")
    article = folder / "out" / "article.md"
    article.write_text(article.read_text("utf-8") + "\nMein Schluss.\n", "utf-8")
    again = run("article", PANEL, "--to", "out")
    assert again.code == 2
    assert "--force" in again.err
    assert "Mein Schluss." in article.read_text("utf-8")
    assert run("article", PANEL, "--to", "out", "--force").code == 0
    assert "Mein Schluss." not in article.read_text("utf-8")


def test_without_libreoffice_it_comes_without_pictures_and_says_so_once(
    run: Run, folder: Path
) -> None:
    result = run("article", DECK, CHEESE, "--to", "out")
    assert result.code == 0
    assert result.err.count("LibreOffice is not installed") == 1
    assert not (folder / "out" / "images").exists()
    assert "<img" not in (folder / "out" / "article.html").read_text("utf-8")


def test_two_files_that_do_not_belong_together_are_two_articles(run: Run, folder: Path) -> None:
    cheese = EXAMPLES / "delicatessen" / "Panel local food.srt"
    document = run("article", PANEL, cheese, "--to", "out", "--json").json
    titles = {each["title"]: Path(each["folder"]) for each in document["articles"]}
    assert titles["Podium Verdichten"] == Path("out")
    assert titles["Panel local food"] == Path("out", "panel-local-food")
    assert json.dumps(document, ensure_ascii=False).count("Zu spät") <= 1


def test_what_was_said_stands_below_the_slide_that_was_shown(run: Run, folder: Path) -> None:
    said = "Wer zuerst misst und dann plant, baut am Schluss ein ganzes Jahr früher fertig."
    spoken = [*STATEMENTS[:3], said, *STATEMENTS[3:]]
    blocks = [
        f"{n}\n00:0{n}:00,000 --> 00:0{n}:09,000\nRegula Hasler: {words}\n"
        for n, words in enumerate(spoken)
    ]
    (folder / "Vortrag.srt").write_text("\n".join(blocks), "utf-8")
    slides = [
        ("Gewicht und Fundament", STATEMENTS[:2]),
        ("Nachbarn und Gesuche", STATEMENTS[2:4]),
        ("Brand und Ruhe", STATEMENTS[4:]),
    ]
    deck = pdf_deck(folder / "Vortrag.pdf", slides, "Höher bauen mit Holz")
    document = run("article", "Vortrag.srt", deck, "--to", "out", "--json").json
    contract.check(document, contract.ARTICLES)
    [article] = document["articles"]
    assert article["title"] == "Höher bauen mit Holz"
    assert {Path(each["path"]).name for each in article["sources"]} == {
        "Vortrag.srt",
        "Vortrag.pdf",
    }
    tree = html.parse(str(folder / "out" / "article.html")).getroot()
    above, below = "", {}
    for element in tree.iter("h2", "p"):
        above = element.text_content() if element.tag == "h2" else above
        below[plain(element.text_content())] = above
    assert below[said] == "Nachbarn und Gesuche"


def test_a_name_that_may_not_be_named_is_not_in_the_name_of_the_source(
    run: Run, folder: Path
) -> None:
    (folder / "repurpose.yaml").write_text("do_not_name: [Projekt Falke]\n", "utf-8")
    result = run("article", german_pdf(folder / "Projekt_Falke_v3.pdf"), "--to", "out")
    assert result.code == 0, result.err
    for file in (folder / "out").glob("article.*"):
        assert "Falke" not in file.read_text("utf-8")


def test_a_folder_of_decks(run: Run, folder: Path) -> None:
    (folder / "Reden").mkdir()
    german_pdf(folder / "Reden" / "a.pdf")
    pdf_deck(
        folder / "Reden" / "b.pdf",
        [
            ("Agenda", ["Begrüssung"]),
            ("Ruhe", ["Kein anderes Material dämmt den Schall so gut wie nasser Sand."]),
        ],
    )
    result = run("article", "Reden")
    assert result.code == 0, result.err
    assert "b.pdf: nothing worth an article" in result.err
    assert (folder / "Reden" / "hoeher-bauen-mit-holz" / "article.md").is_file()


@pytest.mark.parametrize(
    ("language", "title"),
    [("de-DE", "„Höher bauen mit Holz“"), ("de-CH", "«Höher bauen mit Holz»")],
)
def test_our_own_words_are_set_as_the_country_does(
    run: Run, folder: Path, language: str, title: str
) -> None:
    (folder / "repurpose.yaml").write_text(f"language: {language}\n", "utf-8")
    run("article", german_pdf(folder / "a.pdf"), "--to", "out", "--format", "markdown")
    _, text = read(folder / "out")
    assert text.splitlines()[-1].startswith(title)


# ── to the blog ──


def test_it_goes_to_the_blog_as_one_left_it_and_once(run: Run, folder: Path) -> None:
    deck = german_pdf(folder / "Höher bauen.pdf")
    words = ("article", deck, "-c", "blog,homepage", "--sandbox")
    drafted = run(*words, "--json").json["posts"]
    assert [post["status"] for post in drafted] == ["draft", "draft"]
    pictures = drafted[0]["parts"][0]["media"]
    assert len(pictures) > 1
    # One goes over the file, and runs the same again.
    file = folder / "hoeher-bauen-mit-holz" / "article.md"
    first, second = re.findall(r"!\[.*?\]\(images/\S+\)\n", file.read_text("utf-8"))[:2]
    text = file.read_text("utf-8").replace(
        first, '![Ein <Kran> auf dem Dach](<images/Unser Kran.png> "Kran")\n'
    )
    text = text.replace(second, "Unser eigener Satz.\n").replace("title: ", "tags: [Holz]\ntitle: ")
    file.write_text(text.replace("\n", "\r\n"), "utf-8", newline="")
    (folder / "hoeher-bauen-mit-holz" / "images" / "Unser Kran.png").write_bytes(
        Path(pictures[0]["path"]).read_bytes()
    )
    again = run(*words)
    assert (again.code, "taken as you edited it" in again.err) == (0, True), again.err
    ids = [post["id"] for post in drafted]
    assert run("outbox", "approve", *ids, "--sandbox").code == 0
    sent = run("publish", "--due", "--sandbox")
    assert (sent.code, sent.out.count("  published  ")) == (0, 2), sent.err
    page = html.fromstring((folder / ".repurpose/sandbox/feed.html").read_text("utf-8"))
    shown = [" ".join(each.text_content().split()) for each in page.xpath("//article")]
    assert len(shown) == 2
    assert all("Unser eigener Satz." in each for each in shown)
    assert all(each.count("Alt text:") == len(pictures) - 1 for each in shown)
    assert all("Alt text: Ein <Kran> auf dem Dach" in each for each in shown)
    # The same once more is no second article, until one asks for it.
    assert [post["status"] for post in run(*words, "--json").json["posts"]] == ["published"] * 2
    once_more = run(*words, "--again", "--json").json["posts"]
    assert [post["status"] for post in once_more] == ["draft", "draft"]
    assert not {post["id"] for post in once_more} & set(ids)


def test_its_pictures_stand_in_a_site_where_the_text_names_them(run: Run, folder: Path) -> None:
    for name, kind in (("Hugo", "hugo"), ("Plain", "folder")):
        (folder / name).mkdir()
        (folder / name / "hugo.toml").touch()
        (folder / "repurpose.yaml").write_text(
            f"channels: {{blog: {{kind: {kind}, folder: {name}, "
            "address: 'https://firma.example/{slug}.html'}}",
            "utf-8",
        )
        deck = german_pdf(folder / f"{name}.pdf")
        [post] = run("article", deck, "-c", "blog", "--to", f"{name} text", "--json").json["posts"]
        text = post["parts"][0]["text"]
        names = re.findall(r"!\[.*?\]\((.+?)\)", text)
        # What is taken out of the text goes along no more; what is not there is refused.
        less = re.sub(rf"!\[.*?\]\({names[-1]}\)", "", text)
        assert run("outbox", "edit", post["id"], "--text", less).code == 0
        [edited] = run("outbox", "show", post["id"], "--json").json["posts"]
        assert len(edited["parts"][0]["media"]) == len(names) - 1
        wrong = run("outbox", "edit", post["id"], "--text", f"{less}\n\n![](images/other.png)")
        assert (wrong.code, "other.png, which does not go along" in wrong.err) == (2, True)
        assert run("outbox", "approve", post["id"]).code == 0
        assert run("publish", "--due").code == 0
        [page] = (folder / name).rglob("index.md" if kind == "hugo" else "*-*.html")
        made = page.read_text("utf-8")
        shown = re.findall(r'(?:figure|img) src="(.+?)"', made)
        assert len(shown) == len(names) - 1
        assert all((page.parent / each).is_file() for each in shown)
        before, _, after = made.rpartition(shown[1])
        heading = re.findall(r"(?:## |<h2>)(.+?)(?:</h2>|\n)", made)
        assert any(each in before for each in heading)
        assert any(each in after for each in heading)


def test_a_quote_that_was_changed_is_told(run: Run, folder: Path) -> None:
    words = ("article", PANEL, "-c", "blog", "--to", "out")
    assert run(*words).code == 0
    file = folder / "out" / "article.md"
    text = file.read_text("utf-8")
    text = text.replace("in einer Tiefgarage kostet heute", "[…] kostet heute")
    file.write_text(
        text.replace("ein Haus und nicht eine Baustelle", "nur eine Baustelle"), "utf-8"
    )
    told = [line for line in run(*words).err.splitlines() if line.startswith("note: the words of")]
    [line] = told
    assert line.startswith("note: the words of Beat Oertli are not as they were said: Die Stadt")


def test_where_no_article_is_taken(run: Run, folder: Path) -> None:
    refused = run("article", DECK, "-c", "blog,linkedin")
    assert (refused.code, "LinkedIn takes no articles" in refused.err) == (2, True)
    assert not list(folder.iterdir())


def test_a_picture_that_is_gone_is_told_and_nothing_goes_out(run: Run, folder: Path) -> None:
    site = folder / "Seite"
    site.mkdir()
    (folder / "repurpose.yaml").write_text(
        "channels: {blog: {kind: folder, folder: Seite}}", "utf-8"
    )
    words = ("article", german_pdf(folder / "Höher bauen.pdf"), "--to", "out")
    assert run(*words).code == 0
    article, picture = folder / "out" / "article.md", folder / "out" / "images" / "slide-02.png"
    article.write_text(article.read_text("utf-8") + "\nMein Schluss.\n", "utf-8")
    content = picture.read_bytes()
    picture.unlink()
    refused = run(*words, "-c", "blog")
    said = "the picture slide-02.png cannot be read: No such file or directory"
    assert (refused.code, refused.err.splitlines()[0]) == (1, f"error: out/article.md: {said}")
    assert run("outbox", "list", "--json").json["posts"] == []
    # Put back, it goes along. Then what the outbox keeps of it is lost.
    picture.write_bytes(content)
    [post] = run(*words, "-c", "blog", "--json").json["posts"]
    [kept] = [Path(m["path"]) for m in post["parts"][0]["media"] if "slide-02" in m["path"]]
    assert run("outbox", "approve", post["id"]).code == 0
    kept.unlink()
    refused = run("publish", "--due")
    assert (refused.code, list(site.iterdir())) == (1, [])
    assert "it or a file of it is no longer as it was approved" in refused.err
    refused = run("outbox", "approve", post["id"])
    assert (refused.code, f"{kept.name} cannot be read" in refused.err) == (1, True)
