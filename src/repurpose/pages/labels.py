"""Our own words on pages, in the four languages: labels, and the names of places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from repurpose.model import Asset, Locator
from repurpose.rendering.wording import clock

_SHARP = {"de-DE": "ß", "de-AT": "ß"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a page may say by itself in one language. `{}` stands for a number or a size, `{one}` and
    `{many}` for slides or pages: in all of these languages both are feminine, or have no gender."""

    sources: str
    file_of: str  # a day goes where {} is
    further: str  # the heading of statements that answer no question
    skip: str
    overview: str
    slide: str
    page: str
    slides: str
    pages: str
    count: str
    text: str
    large: str
    download: str
    search: str
    hits: str
    hit: str
    no_hits: str
    previous: str
    following: str
    clear: str
    table: str

    def sheet(self, asset: Asset, number: int) -> str:
        """ "Folie 4", or "Seite 4" of what is no deck."""
        return f"{self._nouns(asset)[0]} {number}"

    def place(self, asset: Asset, locator: Locator) -> str:
        """ "Folie 4", "Seite 12", "12:03"; empty for a line of a text."""
        if locator.sheet is not None:
            return self.sheet(asset, locator.sheet)
        return clock(locator.start) if locator.start is not None else ""

    def places(self, asset: Asset, locators: Iterable[Locator]) -> str:
        """All places of one file in their order: "Folien 3, 5–7", "0:55, 12:03"; may be empty."""
        found = list(locators)
        numbers = sorted({each.sheet for each in found if each.sheet is not None})
        if numbers:
            return f"{self._nouns(asset)[len(numbers) > 1]} {', '.join(_runs(numbers))}"
        starts = sorted({each.start for each in found if each.start is not None})
        return ", ".join(dict.fromkeys(clock(start) for start in starts))

    def about(self, asset: Asset, locale: str) -> dict[str, str]:
        """The labels that name slides or pages, by name, as they are set there ("de-DE": Größe); a
        number goes where {} is left."""
        one, many = self._nouns(asset)
        if self is not LABELS["de"]:
            one, many = one.lower(), many.lower()
        texts = {
            "count": self.count,
            "text": self.text,
            "large": self.large.replace("ss", _SHARP.get(locale, "ss")),
            "search": self.search,
        }
        return {n: t.replace("{one}", one).replace("{many}", many) for n, t in texts.items()}

    def _nouns(self, asset: Asset) -> tuple[str, str]:
        return (self.slide, self.slides) if asset.kind == "deck" else (self.page, self.pages)


def _runs(numbers: Iterable[int]) -> list[str]:
    """3, 5, 6, 7 as "3" and "5–7"; two neighbours stay two."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        part
        for run in runs
        for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(n) for n in run])
    ]


LABELS: Mapping[str, Labels] = MappingProxyType(
    {
        "de": Labels(
            sources="Quellen",
            file_of="Datei vom {}",
            further="Weitere Aussagen",
            skip="Zum Inhalt springen",
            overview="Übersicht",
            slide="Folie",
            page="Seite",
            slides="Folien",
            pages="Seiten",
            count="{} {many}",
            text="Text der {one} {}",
            large="{one} {} in voller Grösse",
            download="PDF herunterladen ({})",
            search="In den {many} suchen",
            hits="{} Treffer",
            hit="1 Treffer",
            no_hits="Keine Treffer",
            previous="Vorheriger Treffer",
            following="Nächster Treffer",
            clear="Suche leeren",
            table="Tabelle",
        ),
        "en": Labels(
            sources="Sources",
            file_of="file of {}",
            further="Also said",
            skip="Skip to content",
            overview="Overview",
            slide="Slide",
            page="Page",
            slides="Slides",
            pages="Pages",
            count="{} {many}",
            text="Text of {one} {}",
            large="Open {one} {} at full size",
            download="Download PDF ({})",
            search="Search the {many}",
            hits="{} hits",
            hit="1 hit",
            no_hits="No hits",
            previous="Previous hit",
            following="Next hit",
            clear="Clear the search",
            table="Table",
        ),
        "fr": Labels(
            sources="Sources",
            file_of="fichier du {}",
            further="Autres propos",
            skip="Aller au contenu",
            overview="Aperçu",
            slide="Diapositive",
            page="Page",
            slides="Diapositives",
            pages="Pages",
            count="{} {many}",
            text="Texte de la {one} {}",
            large="Ouvrir la {one} {} en taille réelle",
            download="Télécharger le PDF ({})",
            search="Chercher dans les {many}",
            hits="{} résultats",
            hit="1 résultat",
            no_hits="Aucun résultat",
            previous="Résultat précédent",
            following="Résultat suivant",
            clear="Effacer la recherche",
            table="Tableau",
        ),
        "it": Labels(
            sources="Fonti",
            file_of="file del {}",
            further="Altre affermazioni",
            skip="Vai al contenuto",
            overview="Panoramica",
            slide="Diapositiva",
            page="Pagina",
            slides="Diapositive",
            pages="Pagine",
            count="{} {many}",
            text="Testo della {one} {}",
            large="Apri la {one} {} a grandezza intera",
            download="Scarica il PDF ({})",
            search="Cerca nelle {many}",
            hits="{} risultati",
            hit="1 risultato",
            no_hits="Nessun risultato",
            previous="Risultato precedente",
            following="Risultato successivo",
            clear="Cancella la ricerca",
            table="Tabella",
        ),
    }
)
