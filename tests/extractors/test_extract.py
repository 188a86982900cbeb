"""What is found in files, and the border that every snippet crosses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.extractors import extract
from repurpose.model import Asset, Locator, Role, Segment, Snippet
from repurpose.protocols import ExtractContext, ReadContext
from repurpose.text.similarity import near_duplicate
from repurpose.text.verbatim import locate
from tests.conftest import corpora_folder

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.[psv]*t[txp]*"))
ENDINGS = (".pptx", ".pptm", ".ppsx", ".vtt", ".srt", ".txt")


MOST_BYTES = 300_000  # hours of talk say no more than one


def _real_files() -> list[str]:
    folder = corpora_folder()
    paths = folder.rglob("*") if folder else ()
    found = (p for p in paths if p.suffix in ENDINGS and p.stat().st_size <= MOST_BYTES)
    return sorted(str(p.relative_to(folder)) for p in found if folder)


def _snippets(asset: Asset) -> Sequence[Snippet]:
    extraction = extract(asset, ExtractContext())
    assert extraction.errors == ()
    return extraction.snippets


@pytest.mark.parametrize("name", _real_files())
def test_snippets_of_real_files_are_whole_sentences(corpora: Path, name: str) -> None:
    try:
        asset = readers.read(corpora / name, ReadContext())
    except SourceError:
        return
    snippets = _snippets(asset)
    assert len({snippet.id for snippet in snippets}) == len(snippets)
    assert [s.score for s in snippets] == sorted((s.score for s in snippets), reverse=True)
    for snippet in snippets:
        text = snippet.text
        lines = text.split("\n")
        assert len(lines) == 1 or (snippet.kind == "list" and len(lines) <= 9)
        if snippet.kind == "list":
            assert len(lines) >= 2
        else:
            assert 25 <= len(text.replace("[…]", "")) <= 400
        for line in lines:
            first = next(c for c in line if c.isalnum())
            assert first.isupper() or first.isdigit() or asset.kind == "transcript"
            assert not re.search(r"https?:|\w@\w|[{}<>=\\|]|:$|,$", line)
        assert text.rstrip("\"'»”’)“› ").endswith("?") == (snippet.kind == "question")
        assert text.count("(") == text.count(")")
        assert locate(text, asset, snippet.locator) is not None
        assert snippet.speaker is not None or snippet.kind != "quote"
        assert snippet.why or snippet.kind in ("quote", "statement")
        assert 0 <= snippet.score <= 1
    assert _snippets(readers.read(corpora / name, ReadContext())) == snippets


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_give_a_good_dozen(path: Path) -> None:
    asset = readers.read(path, ReadContext())
    snippets = _snippets(asset)
    assert len(snippets) >= 12
    texts = [snippet.text for snippet in snippets]
    for number, text in enumerate(texts):
        assert not any(near_duplicate(text, other) for other in texts[:number])
    if asset.kind == "deck":
        private = " ".join(s.text for s in asset.segments if s.hidden)
        assert not any(text in private for text in texts)
        first = {s.locator.slide: s.text for s in reversed(asset.segments) if s.role == "title"}
        skipped = {
            n for n, title in first.items() if re.match(r"Agenda|Danke|Thank|Tonight", title)
        }
        assert not skipped & {snippet.locator.slide for snippet in snippets}
    else:
        assert {snippet.speaker for snippet in snippets} <= {s.speaker for s in asset.segments}
        assert {snippet.kind for snippet in snippets} == {"quote", "statistic"}


# ── what is a statement ──

GOOD = {
    "de": [
        "Ein Geschoss in Holz wiegt einen Drittel dessen, was Beton und Backstein wiegen.",
        "Wer ein gesundes Haus abreisst, wirft Beton weg, den jemand bezahlt hat.",
        "Die nachhaltigste Wohnung ist die, aus der niemand ausziehen muss.",
        "Bis zum 3. März prüft die Gemeinde alle Gesuche nach Art. 12 der Bauordnung.",
        "Ohne die alte Betondecke wiegt der ganze Aufbau 190 Kilogramm pro Quadratmeter.",
        "Jeder mit physischem Zugriff auf einen Rechner kann Dateien kopieren",
        "Wer trocken lagert, spart Energie, und dieser Vorteil bleibt über Jahre.",
        "Je tiefer ein Moorboden entwässert wird, desto mehr Kohlenstoffdioxid wird freigesetzt.",
        "Wer sich selbst bewegt, bewegt die Zuhörer.",
        "Es ist schwierig, ein altes Dach im Winter trocken zu halten.",
        "Steht der Kran auf der Strasse, so braucht der Bau eine Bewilligung der Stadt.",
        "Menschen, die andere Menschen im Alltag bewegen, sind auch selbst bewegt",
    ],
    "en": [
        "Every kilo in the bin is a bucket of milk that somebody carried.",
        "Customers never asked us for sixty cheeses, they asked for ripe ones.",
        "In ten months a wheel loses 8 per cent of its weight to the air.",
        "Sometimes good communication is not enough—politics or organisational context might inhibit action.",
        "Structural subtyping is undecidable for many real-world programs with decidable nominal types",
        "Over a single decade, the U.S. fell from 2nd to 15th in college completion rates.",
        "Real-time adaptive control of large scale or complex systems is required at multiple scales",
        "Sell ends as ends: our 150-gram bag of mixed pieces costs half the price.",
        "Web 2.0 technologies, such as Ajax, make attacks much more difficult to detect.",
        "Donors should consider loans for water as part of their official assistance.",
        "It is not known whether the effects of the treatment persist after its end",
        "There is no legal obligation to keep the old roof on top of a house.",
        "The efficacy and safety of treatment in patients with pain beyond six months have not been studied",
        "Developers and system administrators need to work together to configure a server.",
        "A ripe cheese is more expensive than a young one.",
        "The wheels of a small dairy are turned by hand every other day in summer.",
    ],
    "fr": [
        "Le bois sèche en deux ans, mais personne ne veut attendre aussi longtemps.",
        "Une maison sur trois peut porter un étage de plus sans renforcement.",
        "Une durée de conservation précise doit être fixée en fonction du type d'information.",
        "Un toit bien isolé coûte moins cher que dix ans de chauffage.",
        "Il est important de mesurer le bruit avant et après les travaux.",
    ],
    "it": [
        "Il legno è più leggero del cemento e cresce di nuovo nel bosco vicino.",
        "Una casa su tre può portare un piano in più senza rinforzi.",
        "Un tetto isolato costa meno di dieci anni di riscaldamento.",
    ],
}
BAD = {
    "de": [
        "Vorteile der Aufstockung in Holz für Eigentümer und Mieter",
        "Kosten senken und Qualität der Wohnungen nachhaltig steigern",
        "Das ist für alle Beteiligten am Ende die beste Lösung.",
        "Und deshalb haben wir das Dach am Ende ganz abgetragen.",
        "Die haben Angst vor dem Bauen und keinen juristischen Dienst.",
        "weil der Kran die Elemente in zehn Minuten versetzt hat.",
        "Folgende Punkte sind für den Bau mit Holz entscheidend:",
        "Wie lange dauert eine Aufstockung in Holz wirklich?",
        "Herzlich willkommen zu unserem Abend über das Bauen mit Holz.",
        "Vielen Dank für Ihre Aufmerksamkeit an diesem schönen Abend.",
        "Mehr dazu finden Sie auf www.example.org und bei unserem Team.",
        "Rufen Sie uns an unter 052 000 00 00, wir beraten Sie gern.",
        "Ähm, das Holz ist, ist halt einfach leichter als der Beton.",
        "© 2026 Holzbau Eggmatt AG, alle Rechte sind vorbehalten.",
        "Obwohl im Langfeld vierzig Prozent der Haushalte gar kein Auto haben.",
        "Durch einen solchen Verzicht wird von der gesetzlichen Regelung abgewichen.",
        "Eine solche unangemessene Benachteiligung ist regelmässig anzunehmen.",
        "Die allein entscheidende Zäsur ist der Zeitpunkt des Zugangs aber nicht immer.",
        "Die zweite Webseite zeigt die Moore der Region auf einer interaktiven Karte.",
        "Eine Liste der Ordner und Dateien die standardmäßig ignoriert werden sollen",
        "Kunde muss von sich aus grds. nicht die Gründe darlegen, die er dafür hat.",
        "Teilnehmer nicht einzubeziehen sind in die Auswahl der Betriebe, wenn",
        "Das Projekt wird bis Ende 2019 in drei Gemeinden der Region abgeschlossen.",
        "Alle anderen Aspekte sind zweitrangig und zunächst nicht bedeutsam.",
        "Erwartete Schwierigkeiten: korrekt beleuchtete Erde, Simulation der Bewegung.",
        "Automatic merge failed; fix conflicts and then commit the result.",
        "Führt kurz und bildhaft zum Erfolg, als wären Sie schon dort!",
        "Gefundener Anwendungsfall wurde dazu erfunden und wird gar nicht gebraucht.",
        "Mit Hilfe des Schemas Stundenpläne, Termine und Abwesenheiten verwalten lassen.",
        "Der Einbau neuer Fenster ist im Altbau meistens schneller.",
        "10 Semester wären 600 Termine pro Student an der Schule",
        "Daten werden nicht gespeichert oder für Übungszwecke genutzt [Q1,Q2]",
        "Hat die Firma bestimmte Personen ausgenommen, hat sie dem Rat zusätzlich mitzuteilen",
        "Die Absätze 3 und 4 gelten in allen Fällen entsprechend.",
        "Ein guter Bau beruht in der Regel auf drei wichtigen Säulen.",
        "Obwohl die Stichprobe klein war, lassen sich erste Tendenzen erkennen.",
        "Die 31 Termine müssen für alle Räume gespeichert werden",
        "Benutzer können ihre Nachrichten schreiben und später wieder löschen.",
    ],
    "en": [
        "Benefits of the new approach for owners and tenants alike",
        "This is what we have been saying for the last ten years.",
        "And so they took the old roof off in the middle of winter.",
        "Can you all see my screen, or should I share it again now?",
        "Thank you very much for your attention and your questions.",
        "Anything slimy that was not slimy when you bought it.",
        "The following points are important for the whole project:",
        "How a small counter halved its waste in two short years",
        "Example: the reader takes a path and returns an asset.",
        "result = reader.read(path) returns an asset for the file",
        "On average 71% of admitted freshmen fell into this category.",
        "DOE should maintain strong programs in both areas that sustain leadership.",
        "We have not done as good a job as we need to justify our budgets to the Congress.”",
        "“ I didn’t even know they were going out with each other ”",
        "“Any fool can count the seeds in an apple, but only God can count the apples in a seed.”",
        "Study could be replicated within the framework of cross-media research",
        "Whole process laid out in the document on criteria and methodology",
        "Proposed study did not address the commitments of the company in full",
        "Preferred path - School joins an identity federation that has agreements",
        "Key point: every interface has a corresponding structural type",
        "More detailed guidelines are being compiled and will shortly appear on the web site",
        "Numbers and colors indicate quintiles in the distribution of secondary schools.",
        "Full text of the code of practice is freely available on the website",
        "Suppose every interface of the library has a corresponding method",
        "PSPropertyAdapter is part of the implementation of the type adapters",
        "Auditing of all publishers will be required beginning in 2004",
        "In summary we can say that we are on the right track with the whole plan",
        "All of last calendar year’s data and the data to date must be supplied",
        "Provides a way to implement polymorphism by packing a type tag with a value.",
        "Fig 3 shows how the responses of patients changed within a month.",
        "Components can be serious, The following two were downloaded 22m times.",
        "Type definitions are ordered equations, may only refer to earlier ones",
        "Foster the use of nursing informatics and of nursing data standards.",
        "I belong to the research group for the verification of intelligent systems.",
        "Callee-side checking of a signature is more expressive",
        "Countermeasures of the owners can be planned more efficiently",
        "Parametric polymorphism would reduce applicability of memoization",
        "Cytokine and antibody values were log transformed to account for skewness.",
        "Differences were observed across industry verticals for some metrics",
        "Objectives are innovation driven, not time-scale driven",
        "All actors, all sources, all structures must be explored",
        "Several areas of science have particularly high enabling potential",
        "The method of the psychologist distinguishes five kinds of learners.",
        "The institute is committed to improving access for all students.",
        "As a consultant and mentor, he helps companies to improve their posture.",
        "Complexity of surgical decisions causes variability in patients",
        "When generating imports, compiler only has a name and not the source",
        "Packed primitives of most languages need type index",
        "Lack of hardening measures, allowing attackers to take control of the device.",
        "Identification of targeted or unusual activity in a large network.",
        "As long as your server in the cellar is available.",
        "The array must be large enough to store 64 elements.",
        "Users of old shops have no chance to see such worms",
        "Developer training of teams Don’t trust the client of a shop",
        "We saw a XXX% increase in the number of findings after the start.",
        "In above code we clone the fork that a firm maintains.",
        "All systems involved in the study were told before the end.",
        "Completely removes the overhead of having to run requests!",
        "Users can see all their messages and delete them later.",
        "Developer B reads the change and asks for a better name.",
    ],
    "fr": ["Avantages de la nouvelle approche pour les propriétaires", "C'est la meilleure solution pour tout le monde.",
        "Les procédures de demande d’équivalence pour les titulaires d’un baccalauréat étranger",
        "Mesurent et pondèrent l’importance d’une matière par rapport aux autres matières.",
        "Comme il a été mis à la disposition des étudiants des salles de révision gratuites.",
        "On va regarder le pourcentage de valeurs manquantes de toutes les colonnes.",
        "Dans ce projet, la décision de prix se repose sur le coût de revient.",
        "C’est la raison pour laquelle la maison ne vendra pas de boissons alcoolisées.",
        "La dernière colonne ne contient aucune donnée sur les pays et leurs villes.",
        "Certains indicateurs ne sont plus mis à jour",
        "Besoin d’un compte de la ville : créer des projets et travailler avec.",
        "Exemple :Une équipe propose une page pour ajouter un nouveau service.",
        "Une base de données sera mise en place et actualisée par les équipes.",
        "Découverte d’outils et de notions utiles à la 3A, mais aussi pour tous",
    ],
    "it": ["Vantaggi del nuovo approccio per i proprietari di casa", "Questo è il modo migliore per tutti quanti noi.",
        "In questo caso la scelta del materiale è più importante del prezzo.",
        "Uno psicologo ha identificato 5 ostacoli all’apprendimento",
        "Vengono descritti i processi fondamentali per la ricerca di un minimo.",
    ],
}  # fmt: skip


def _deck(language: str, *lines: str, role: Role = "body") -> Asset:
    segments = [Segment(text="Thema", role="title", locator=Locator(slide=1))]
    segments += [Segment(text=line, role=role, locator=Locator(slide=1)) for line in lines]
    return Asset(
        path=Path("a.pptx"), kind="deck", title="", language=language, sha256="0" * 64,
        segments=tuple(segments),
    )  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(k, t) for k, v in GOOD.items() for t in v])
def test_is_a_statement(language: str, text: str) -> None:
    assert [snippet.text for snippet in _snippets(_deck(language, text))] == [text]


@pytest.mark.parametrize(("language", "text"), [(k, t) for k, v in BAD.items() for t in v])
def test_is_no_statement(language: str, text: str) -> None:
    assert _snippets(_deck(language, text)) == ()


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("Ein gutes Dach macht ein Bild aus dem,\nwas ein altes Haus noch tragen kann.",
         "Ein gutes Dach macht ein Bild aus dem, was ein altes Haus noch tragen kann."),
        ("Gesten für Abstraktes\nUnser Gehirn bildet abstrakte Dinge räumlich ab, wenn wir reden.",
         "Unser Gehirn bildet abstrakte Dinge räumlich ab, wenn wir reden."),
        ("Every kilo in the bin is a bucket of\nmilk that somebody carried home.",
         "Every kilo in the bin is a bucket of milk that somebody carried home."),
    ],
)  # fmt: skip
def test_a_sentence_goes_on_in_the_next_line_of_its_box(broken: str, told: str) -> None:
    language = "en" if broken.startswith("Every") else "de"
    assert [snippet.text for snippet in _snippets(_deck(language, broken))] == [told]


def test_lines_that_may_be_two_sentences_are_none() -> None:
    assert (
        _snippets(_deck("de", "Wir senken mit dem neuen Dach jährlich\nKosten und Lärm im Haus."))
        == ()
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Der Verlust sank in der Käserei um 12 Prozent im Jahr.", "statistic"),
        ("Die Sanierung des Hauses kostete rund 6’500 Franken im Jahr.", "statistic"),
        ("In der Stadt stehen 400 Häuser, die ein Geschoss tragen.", "statistic"),
        ("Das Haus von 1962 steht in der Stadt und hat keinen Lift.", "statement"),
        ("Am 3. März 2026 beginnt in der Stadt der Bau des Hauses.", "statement"),
        ("Nach Art. 12 der Bauordnung muss der Bau des Hauses warten.", "statement"),
    ],
)
def test_a_number_counts_something_or_is_no_statistic(text: str, kind: str) -> None:
    assert [snippet.kind for snippet in _snippets(_deck("de", text))] == [kind]


def test_lines_on_every_slide_tables_and_agendas_say_nothing() -> None:
    line = "Holzbau Eggmatt baut seit 1962 Häuser aus dem Holz der Region."
    told = "Ein nasser Unterlagsboden trocknet in der Regel vier Wochen."
    segments = [
        Segment(text=line, role="body", locator=Locator(slide=number)) for number in range(1, 5)
    ]
    segments += [
        Segment(text=told, role="table", locator=Locator(slide=5)),
        Segment(text="Agenda", role="title", locator=Locator(slide=6)),
        Segment(text=told, role="body", locator=Locator(slide=6)),
    ]
    asset = Asset(
        path=Path("a.pptx"), kind="deck", title="", language="de", sha256="0" * 64,
        segments=tuple(segments),
    )  # fmt: skip
    assert _snippets(asset) == ()


# ── what is private ──

SECRET = "Die Marge liegt bei Aufstockungen bei 23 Prozent der Bausumme."
OPEN = "Ein nasser Unterlagsboden trocknet in der Regel vier Wochen."


def _private(**parts: object) -> Asset:
    secret = Segment(text=SECRET, locator=Locator(slide=2), **{"role": "body", **parts})  # type: ignore[arg-type]
    said = Segment(text=OPEN, role="body", locator=Locator(slide=1))
    return Asset(
        path=Path("a.pptx"), kind="deck", title="", language="de", sha256="0" * 64,
        segments=(said, secret),
    )  # fmt: skip


def _beside(segment: Segment) -> Segment:
    return Segment(text="Marge", role="title", locator=segment.locator)


@pytest.mark.parametrize(
    ("parts", "include"),
    [({"role": "notes", "hidden": True}, "notes"), ({"hidden": True}, "hidden")],
)
def test_notes_and_hidden_slides_stay_private_unless_included(
    parts: dict[str, object], include: str
) -> None:
    asset = _private(**parts)
    assert [s.text for s in _snippets(asset)] == [OPEN]
    if include == "notes":  # of a slide that is shown
        asset = replace(asset, segments=(*asset.segments, _beside(asset.segments[1])))
    included = extract(asset, ExtractContext(), frozenset({include})).snippets
    assert SECRET in [s.text for s in included]


def test_a_box_that_is_switched_off_costs_only_itself() -> None:
    asset = _private(hidden=True)
    beside = replace(asset.segments[0], locator=asset.segments[1].locator)
    seen = _snippets(replace(asset, segments=(beside, asset.segments[1])))
    assert [s.text for s in seen] == [OPEN]


@pytest.mark.parametrize(
    "mark",
    ["Vertraulich", "VERTRAULICH – nicht weitergeben", "Streng vertraulich", "Confidential",
     "Intern: Kalkulation", "Nur für internen Gebrauch", "Confidentiel", "Riservato",
     "Internal use only", "Holzbau Eggmatt AG | Vertraulich"],
)  # fmt: skip
def test_a_mark_on_a_slide_holds_back_what_stands_there(mark: str) -> None:
    asset = _deck("de", SECRET, mark)
    assert _snippets(asset) == ()


@pytest.mark.parametrize(
    "line", ["Das prüfen wir intern und mit der Gemeinde.", "Interne Treppen brauchen Platz."]
)
def test_the_word_in_a_sentence_is_no_mark(line: str) -> None:
    assert SECRET in [s.text for s in _snippets(_deck("de", SECRET, line))]
