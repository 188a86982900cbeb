"""Our own words on pages, in the four languages: labels, and the names of places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from repurpose.model import Asset, Locator
from repurpose.rendering.wording import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What a page may say by itself in one language. `{}` stands for a number or a size."""

    sources: str
    further: str  # the heading of statements that answer no question
    skip: str
    overview: str
    slide: str
    page: str
    slides: str
    pages: str
    count: str
    words_on: str
    large: str
    download: str
    search: str
    hits: str
    hit: str
    no_hits: str
    previous: str
    following: str
    clear: str
    months: str

    def place(self, locator: Locator) -> str:
        """ "Folie 4", "Page 12", "12:03"; empty for a line of a text."""
        if locator.slide is not None:
            return f"{self.slide} {locator.slide}"
        if locator.page is not None:
            return f"{self.page} {locator.page}"
        return clock(locator.start) if locator.start is not None else ""

    def place_of(self, asset: Asset, sheet: int) -> str:
        """The same of a slide or page by its number."""
        return f"{self.page if has_pages(asset) else self.slide} {sheet}"

    def places(self, locators: Iterable[Locator]) -> str:
        """All places of one file in their order: "Folien 3, 5–7", "0:55, 12:03"; may be empty."""
        found = list(locators)
        numbers = sorted({each.sheet for each in found if each.sheet is not None})
        if numbers:
            on_slides = any(each.slide is not None for each in found)
            one, several = (self.slide, self.slides) if on_slides else (self.page, self.pages)
            return f"{one if len(numbers) == 1 else several} {', '.join(_runs(numbers))}"
        starts = sorted({each.start for each in found if each.start is not None})
        return ", ".join(dict.fromkeys(clock(start) for start in starts))

    def day(self, when: str) -> str:
        """A date of a file (ISO 8601, a day or a time) in words; "" where it is none."""
        try:
            day = date.fromisoformat(when[:10])
        except ValueError:
            return ""
        dot = "." if self is LABELS["de"] else ""
        return f"{day.day}{dot} {self.months.split()[day.month - 1]} {day.year}"


def has_pages(asset: Asset) -> bool:
    """Whether what it consists of are pages, not slides."""
    return any(segment.locator.page is not None for segment in asset.segments)


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
            further="Weitere Aussagen",
            skip="Zum Inhalt springen",
            overview="Übersicht",
            slide="Folie",
            page="Seite",
            slides="Folien",
            pages="Seiten",
            count="{} Folien",
            words_on="Text der Folie {}",
            large="Folie {} in voller Grösse",
            download="PDF herunterladen ({})",
            search="In den Folien suchen",
            hits="{} Treffer",
            hit="1 Treffer",
            no_hits="Keine Treffer",
            previous="Vorheriger Treffer",
            following="Nächster Treffer",
            clear="Suche leeren",
            months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        ),
        "en": Labels(
            sources="Sources",
            further="Also said",
            skip="Skip to content",
            overview="Overview",
            slide="Slide",
            page="Page",
            slides="Slides",
            pages="Pages",
            count="{} slides",
            words_on="Text of slide {}",
            large="Slide {} at full size",
            download="Download PDF ({})",
            search="Search the slides",
            hits="{} hits",
            hit="1 hit",
            no_hits="No hits",
            previous="Previous hit",
            following="Next hit",
            clear="Clear the search",
            months="January February March April May June July August September October November December",
        ),
        "fr": Labels(
            sources="Sources",
            further="Autres propos",
            skip="Aller au contenu",
            overview="Aperçu",
            slide="Diapositive",
            page="Page",
            slides="Diapositives",
            pages="Pages",
            count="{} diapositives",
            words_on="Texte de la diapositive {}",
            large="Diapositive {} en taille réelle",
            download="Télécharger le PDF ({})",
            search="Chercher dans les diapositives",
            hits="{} résultats",
            hit="1 résultat",
            no_hits="Aucun résultat",
            previous="Résultat précédent",
            following="Résultat suivant",
            clear="Effacer la recherche",
            months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        ),
        "it": Labels(
            sources="Fonti",
            further="Altre affermazioni",
            skip="Vai al contenuto",
            overview="Panoramica",
            slide="Diapositiva",
            page="Pagina",
            slides="Diapositive",
            pages="Pagine",
            count="{} diapositive",
            words_on="Testo della diapositiva {}",
            large="Diapositiva {} a grandezza intera",
            download="Scarica il PDF ({})",
            search="Cerca nelle diapositive",
            hits="{} risultati",
            hit="1 risultato",
            no_hits="Nessun risultato",
            previous="Risultato precedente",
            following="Risultato successivo",
            clear="Cancella la ricerca",
            months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        ),
    }
)
