"""Prices and offers of one's own. What something costs in a story is information: "Ein Platz kostet
heute gegen 45'000 Franken" passes, "ab CHF 49.–" does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.screening.said import Said, Spot, pattern, rule
from repurpose.text.openings import Opened, Rule

REASON = "price"

_CURRENCY = (
    r"(?:chf|sfr\.?|fr\.|eur|usd|gbp|€|\$|£|us\$|us-dollar|euros?|franken|francs?|franchi|dollars?|pounds?|"
    r"rappen|cents?|centimes|centesimi|stutz|livres?|sterline|dollar[oi])"
)
_NUMBER = r"\d[\d'’.,\s]{0,14}(?:\.?[–—-]{1,2})?"
_AMOUNT = re.compile(
    rf"(?:(?<!\w){_CURRENCY}\s{{0,2}}{_NUMBER}|{_NUMBER}\s{{0,2}}{_CURRENCY}(?!\w)|\d[\d'’]{{0,14}}\.[–—-]{{1,2}})",
    re.IGNORECASE,
)
_SIGN = "\ue000"  # stands in the place of each amount while the rules look
AMOUNT = f"{_SIGN}+"
_SUM = re.compile(r"\d[\d'’.,\s]{0,14}")
# Sums that nobody asks for a thing in a shop.
_LARGE = re.compile(
    r"\s*(?:mio|mrd|mia\b|million|milliard|billion|trillion|milion|miliard|tausend|thousand|mille\b|mila\b|"
    r"bn\b|mn\b|k\b|m\b|b\b|tn\b)",
    re.IGNORECASE,
)
_DURING = (
    r"(?: ?(?:/|a|per|pro|im|par|al|each|each|alle) ?(?:month|year|user|seat|week|day|person|head|night|hour|ticket|"
    r"monat|jahr|nutzer\w*|person|platz|woche|tag|nacht|stunde|stück|lizenz|mois|an|personne|utilisateur|"
    r"mese|anno|persona|utente|mo\b|m²))"
)
_GOODS = (
    r"(?:abos?|abonnements?|pakete?|tickets?|eintritt\w*|lizenz(?:en)?|tarife?|kurse?|kursgebühr\w*|teilnahme\w*|tagespass|"
    r"einstiegspreis\w*|listenpreis\w*|plans?|packages?|subscriptions?|licen[cs]es?|admission|membership|(?:the|our|this) (?:course|workshop|seminar|webinar)s?|"
    r"mitgliedschaft|(?:premium|basic|pro)[ -](?:plan|version|abo)|billets?|entrée|forfaits?|abbonament[oi]|bigliett[oi]|"
    r"ingresso|pacchett[oi])"
)
_RULES = rule(
    rf"(?:start(?:s|ing)?|begin(?:s|ning)?|available) (?:at|from) (?:just |only )?{AMOUNT}",
    rf"from (?:just|only|as little as|as low as) {AMOUNT}",
    # now for only …
    rf"(?:jetzt|heute|noch heute) (?:nur |schon |bereits )?für (?:nur )?{AMOUNT}",
    rf"(?:schon|bereits|already) (?:für|for|ab) {AMOUNT}",
    rf"(?:sparen sie|(?-i:Sie) sparen|sparst du|you(?:'ll)? save|vous économisez|économisez|risparmi(?:ate)?) (?:\w+ )?{AMOUNT}",
    rf"{AMOUNT}{_DURING} (?:seulement|only|soltanto)",
    rf"you (?:can )?(?:get|have|buy|own) .{{1,40}}? (?:for )?(?:under|less than|below) {AMOUNT}",
    rf"(?:für|um|zu) (?:nur|bloss|bloß|lediglich|sagenhafte|günstige) {AMOUNT}",
    rf"jetzt (?:nur|schon) (?:noch )?{AMOUNT}",
    rf"(?:for|at) (?:just|only) {AMOUNT}",
    rf"now (?:just|only) {AMOUNT}",
    rf"(?:pour|à) (?:seulement|uniquement) {AMOUNT}",
    rf"(?:maintenant|désormais) (?:seulement )?à {AMOUNT}",
    rf"(?:a|per) (?:soli|sole|solo) {AMOUNT}",
    rf"ora (?:a|solo|per) (?:soli )?{AMOUNT}",
    # what one takes
    rf"(?:unser\w*|our|nos|notre|il nostro|la nostra|i nostri) (?:[\w-]+ ){{0,3}}?(?:preis\w*|tarif\w*|abos?|plans?|price|prices|pricing|subscription|"
    rf"prix|tarif|forfait|prezz[oi]|abbonament[oi]|angebot|stundensatz|honorar|tagessatz|fee|fees|rate|rates)\b[^.!?]{{0,40}}?{AMOUNT}",
    rf"(?:wir|we) (?:verlangen|berechnen|verrechnen|charge|sell it for|sell them for)[^.!?]{{0,30}}? {AMOUNT}(?:{_DURING}| (?:for|für) (?:the|our|a|unsere?|den|die|das|eine?n?) (?:first )?(?:service|course|licen[cs]e|consult\w*|kurs\w*|beratung|erstgespräch|ticket))",
    rf"nous (?:facturons|demandons) (?:\w+ )?{AMOUNT}",
    rf"(?:bei uns|with us|chez nous|da noi) (?:\w+ )?(?:kostet|kosten|costs?|coûte|costa)[^.!?]{{0,40}}? {AMOUNT}",
    rf"(?:kostet sie|costs you|will cost you|vous coûte|vi costa|ti costa) (?:[\w]+ ){{0,2}}?{AMOUNT}",
    rf"(?:zum|ein) (?:\w*preis|sonderpreis|aktionspreis) von (?:nur )?{AMOUNT}",
    rf"(?:priced at|on sale for|yours for|available for|au prix (?:de lancement )?de|al prezzo (?:speciale )?di) (?:only |just |seulement |soli )?{AMOUNT}",
    rf"{_GOODS}(?: \w+)?(?: ?[:–-]| (?:kostet|kosten|costs?|coûte|costa|beträgt|is|für|for|pour|per|gibt es|ab|à|a|zu))+ ?(?:\w+ ){{0,2}}?{AMOUNT}",
    rf"{AMOUNT} ?(?:\(?(?:inkl|exkl|zzgl|incl|excl|plus|ohne|hors|ttc|ht|iva)\.? ?(?:mwst|mehrwertsteuer|ust|vat|tva|iva|inclusa|esclusa|taxes)?\.?\)?)",
)  # fmt: skip
# From … on, … instead of …: also told of wages and thresholds.
_FROM = rule(
    rf"(?:schon |bereits |erhältlich |preise |nur |jetzt )*ab (?:nur |schon |bereits )?{AMOUNT}",
    rf"from {AMOUNT}{_DURING}",
    rf"(?:à partir de|dès) (?:seulement )?{AMOUNT}",
    rf"(?:a partire da|già da) (?:soli )?{AMOUNT}",
    # instead of …
    rf"{AMOUNT},? (?:an)?statt (?:bisher |regulär )?{AMOUNT}",
    rf"(?:statt|anstatt) (?:bisher |regulär )?{AMOUNT} (?:nur |jetzt |neu )+(?:noch )?{AMOUNT}",
    rf"{AMOUNT} (?:instead of|down from|rather than) {AMOUNT}(?= (?:today|now|only|until))",
    rf"{AMOUNT} au lieu de {AMOUNT}",
    rf"{AMOUNT} (?:anziché|invece di) {AMOUNT}",
)  # fmt: skip
# Without an amount: an offer where it is made to somebody.
_WORDING = rule(
    r"(?:einführungs|aktions|sonder|frühbucher|schnäppchen|vorzugs|jubiläums|messe|kennenlern)(?:preise?n?|rabatte?|angebote?n?|aktion|konditionen)",
    r"\d{1,2} ?(?:%|prozent) (?:rabatt|ermässigung|ermäßigung|nachlass|skonto|günstiger bei|off(?! of| the| from)|discount|de (?:rabais|réduction|remise)|di sconto)",
    r"(?:rabatt|rabais|remise|réduction|sconto|discount) (?:von|of|de|del|di) (?:bis zu |up to )?\d{1,2} ?(?:%|prozent|per cent|percent|pour cent|per cento)",
    r"(?:special|limited|introductory|exclusive|launch|limited[ -]time|early[ -]bird) (?:offers?|discounts?|price|pricing|deals?)",
    r"(?:best|lowest|unbeatable|attractive|great) prices?(?= (?:guaranteed|in town|on the market|anywhere|for you))",
    r"money[ -]back guarantee|geld[ -]zurück[ -]garantie|tiefpreisgarantie|satisfait ou remboursé|soddisfatti o rimborsati",
    r"zu (?:fairen|attraktiven|günstigen|unschlagbaren|besten|tiefen) preisen|à prix (?:cassés?|imbattables?|doux)|a prezzi (?:imbattibili|scontati|vantaggiosi)",
    # beside what others take
    r"(?:at|for|is|are|costs?) (?:only |just |about |less than )?half (?:of )?the (?:price|cost)|half[- ]price",
    r"(?:zum|für den|kostet|kosten) (?:nur |bloss |bloß |etwa )?(?:die hälfte|den halben preis|halben preis)",
    r"(?:à|la) moitié (?:du )?prix|(?:a|la) metà (?:del )?prezzo",
    r"offres? spéciales?|prix de lancement|offert[ae] (?:speciale|speciali|limitata)|prezzo di lancio",
)  # fmt: skip
_ONLY = rule(
    rf"(?:nur|bloss|bloß|lediglich|gerade mal|only|just|seulement|solo|soltanto|soli) (?:noch )?{AMOUNT}{_DURING}?"
)
# Who is spoken to, or what is sold: then "nur 99 Euro" is an offer.
_TO_CUSTOMERS = pattern(
    rf"{_GOODS}|(?-i:Sie|Ihre?[nmrs]?)|dir|dich|euch|you|yours?|vous|votre|vos|voi|ti|vi|bei uns|wir bieten|we offer|jetzt|sparen|save|dabei|profitier\w*|unser\w*|our|notre|nostr\w+|now|"
    r"chi|für alle,? die|pour ceux|first order|sign up|order|bestell\w*|kaufe?n?|buchen|angebot|offer|offre|offerta|kit|modell|model|version"
)
_SPENT = pattern(
    r"ausgegeben|ausgeben|ausgaben|zahl\w*|bezahl\w*|verdien\w*|erhält|erhalten|bekommt|bekommen|"
    r"invest\w*|kostete|kosteten|gekostet|spen[dt]\w*|paid|pays?|earn\w*|received?|cost|"
    r"raised|dépens\w*|gagn\w*|reçoit|coûtait|spes[oae]|guadagn\w*|ricev\w*|costava|leben|umsatz|volumen|vermögen|schwelle\w*|"
    r"mindestlohn|bleib\w*|kürzung\w*|netto|brutto|behalt\w*|lohn|rente|renten|kindergeld|hartz|steuer\w*|löhne|einkommen"
)
_FREE = rule(
    r"(?:gratis|kostenlos|unverbindlich|30 tage(?: lang)?(?: gratis| kostenlos)?) (?:testen|ausprobieren|probieren)(?: sie)?",
    r"testen sie (?:\w+ ){0,3}?(?:gratis|kostenlos|unverbindlich)",
    r"free trial|(?:try|start) (?:it |us |now )?(?:for )?free|essai gratuit|essayez gratuitement|(?:prova|provare) (?:gratuita|gratis)",
)


_HOMES = pattern(
    r"[\wäöüß-]*(?:wohnung(?:en)?|häuser|haus|villen|villa)|apartments?|flats?|houses?|appartements?|maisons?|villas?|appartament[oi]|case"
)
_MOST = 100_000  # what costs more is a home, or a threshold


def found(said: Said) -> Iterator[Spot]:
    """Offers, with or without an amount."""
    for match in _FREE.finditer(said.opened):
        yield Spot(REASON, match.start(), match.end())
    masked = said.opened
    if said.digits or _SIGN in said.text:
        text = _masked(said.text)
        masked = said.opened if text == said.text else Opened(text)
    if _SIGN in masked.text:
        yield from _with_amount(said, masked)
    yield from _offers(_WORDING, said, masked)


def _with_amount(said: Said, masked: Opened) -> Iterator[Spot]:
    for match in _RULES.finditer(masked):
        if not _is_large(said, match):
            yield Spot(REASON, match.start(), match.end())
    for match in _FROM.finditer(masked):
        if not _is_large(said, match) and not _about(_SPENT, said, match.start()):
            yield Spot(REASON, match.start(), match.end())
    yield from _offers(_ONLY, said, masked)


def _offers(words: Rule, said: Said, masked: Opened) -> Iterator[Spot]:
    for match in words.finditer(masked):
        if not _is_large(said, match) and _is_offer(said, match.start()):
            yield Spot(REASON, match.start(), match.end())


def _masked(text: str) -> str:
    """The text with a sign of ours for each character of an amount."""

    def sign(match: re.Match[str]) -> str:
        words = match[0].rstrip(" \t\n\r\v\f\u00a0\u2009\u202f.,")
        return _SIGN * len(words) + match[0][len(words) :]

    return _AMOUNT.sub(sign, text.replace(_SIGN, " "))


def _is_large(said: Said, match: re.Match[str]) -> bool:
    if _LARGE.match(said.text, match.end()):
        return True
    sums = [
        re.sub(r"\D", "", re.split(r"[.,]\d{1,2}(?!\d)|\.[–—-]", each)[0])
        for each in _SUM.findall(said.text[match.start() : match.end()])
    ]
    return any(each and int(each[:12]) >= _MOST for each in sums) and not _about(
        _HOMES, said, match.start()
    )


def _about(rule: re.Pattern[str], said: Said, place: int) -> bool:
    start, end = said.sentence_of(place)
    return bool(rule.search(said.text, start, end))


def _is_offer(said: Said, place: int) -> bool:
    if _about(_SPENT, said, place):
        return False
    start, end = said.sentence_of(place)
    return len(said.text[start:end].split()) <= 6 or _about(_TO_CUSTOMERS, said, place)
