"""What a number counts, as regular expressions: money, shares, measures."""

from __future__ import annotations

GAP = "[ \u00a0\u202f\u2009]"
MONEY = r"(?:CHF|Fr\.|EUR|USD|GBP|[€$£])"
SHARE = (
    r"%|‰|Prozent|Promille|per ?cent|pour ?cents?|per cento|Mio\.?|Mrd\.?|Millionen|Milliarden|million|billion|millions|milliards?|"
    r"milioni|miliardi"
)
UNITS = (
    r"Kilogramm|Kilometern?|Quadratmetern?|Kubikmetern?|Zentimetern?|Millimetern?|Liter|Kilowattstunden|Prozentpunkten?|Dezibel|décibels?|decibel|kilograms?|"
    r"kilomet(?:re|er)s|square metres|kilogrammes|kilomètres|mètres carrés|chilometri|chilogrammi|metri quadrati|litres|litri|"
    r"°C|°|[kMGT]?Wh|[kM]W|km/h|km|cm|mm|m²|m³|m2|m3|kg|t|dB|GB|MB|ms|Franken|Euro|euros?|francs|franchi|dollars|Meter|metres|mètres|"
    r"metri|Tonnen|tonnes|tons|Grad|Sekunden|Minuten|Stunden|Tagen?|Wochen|Monaten?|Jahren?|seconds|minutes|hours|days|weeks|months|years|"
    r"secondes|heures|jours|semaines|mois|ans|secondi|minuti|ore|giorni|settimane|mesi|anni|Mal|mal|times|fois|volte"
)
