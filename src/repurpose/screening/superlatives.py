"""Praise of one's own side in superlatives. Of anything else they are information: "Holz ist der
leichteste Baustoff" passes, "wir sind der führende Anbieter" does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.screening.said import ByLanguage, Said, Spot, pattern

REASON = "superlative"

# What a firm sells or is: "our unique platform" is praise, "our unique problem" is not.
_GOODS = {
    "de": r"[\wäöüß-]*(?:produkte?n?|lösung(?:en)?|service|dienstleistung(?:en)?|qualität|angebote?n?|"
    r"teams?|technologien?|plattform(?:en)?|software|systeme?n?|beratung|expertise|fachleuten?|"
    r"expert(?:en|innen)|spezialisten?|mitarbeiter\w*|mitarbeitenden?|marken?|maschinen?|werkzeuge?n?|"
    r"preise?n?|sortiments?|know-how|verfahren|kunden(?:service|dienst)|konditionen|app)",
    "en": r"products?|solutions?|services?|quality|offers?|offerings?|team|technolog(?:y|ies)|platforms?|"
    r"software|expertise|experts?|staff|brands?|tools?|prices?|engineers?|support|"
    r"customer (?:service|support|care)|apps?|range|portfolio|craftsmanship|deals?|facilit(?:y|ies)",
    "fr": r"produits?|solutions?|services?|qualité|offres?|équipes?|technologies?|plateformes?|logiciels?|"
    r"expertise|experts?|marques?|outils?|prix|fournisseur|entreprise|partenaire|gamme|savoir-faire|"
    r"prestataire|agence|fabricant|spécialistes?",
    "it": r"prodott[oi]|soluzion[ei]|servizi[o]?|qualità|offert[ae]|team|tecnologi[ae]|piattaform[ae]|"
    r"software|espert[oi]|competenz[ae]|march[io]+|strument[oi]|prezz[oi]|fornitore|azienda|partner|"
    r"gamma|agenzia|produttore|specialist[ai]|impresa",
}
# Praise that is advertising wherever it is said of oneself.
_PRAISE = {
    "de": r"(?:welt|markt|branchen|technologie|qualitäts)führend\w*|weltbest\w*|branchenbest\w*|"
    r"unschlagbar\w*|unübertroffen\w*|unvergleichlich\w*|konkurrenzlos\w*|erstklassig\w*|"
    r"bahnbrechend\w*|preisgekrönt\w*|mehrfach (?:ausgezeichnet|prämiert)\w*|weltklasse|"
    r"weltweit (?:einzig|best|führend|einmalig)\w*|europaweit (?:einzig|führend)\w*|"
    r"schweizweit (?:einzig|führend)\w*|einzigartig\w*",
    "en": r"(?:market|industry|world|class|sector)[ -]leading|award[ -]winning|world[ -]class|"
    r"best[ -]in[ -]class|cutting[ -]edge|unparall?eled|unmatched|unrivall?ed|second to none|"
    r"groundbreaking|ground-breaking|game[ -]changing|top[ -]rated|best[ -]selling|unbeatable|premier|"
    r"one[ -]of[ -]a[ -]kind|revolutionary",
    "fr": r"inégalée?s?|incomparables?|imbattables?|révolutionnaires?|primée?s?|leaders?|sans égale?|"
    r"de classe mondiale|exceptionnel(?:le)?s?|hors pair",
    "it": r"inegualiabil[ei]|ineguagliabil[ei]|imbattibil[ei]|rivoluzionari[oae]|premiat[oaie]|leader|"
    r"senza pari|di livello mondiale|all'avanguardia|eccezional[ei]|impareggiabil[ei]",
}
_SUPERLATIVE = {
    "de": r"(?:aller)?(?:best|gr(?:öß|öss)t|schnellst|modernst|innovativst|günstigst|erfolgreichst|stärkst|beliebtest|"
    r"sicherst|effizientest|nachhaltigst|leistungsfähigst|zuverlässigst|kompetentest|erfahrenst|"
    r"führend|renommiertest|fortschrittlichst)e[rns]?",
    "en": r"best|biggest|largest|fastest|smartest|finest|greatest|leading|strongest|cheapest|safest|top|foremost|"
    r"most (?:innovative|trusted|advanced|successful|reliable|experienced|popular|powerful|efficient|"
    r"modern|sustainable|affordable|complete|respected)",
    "fr": r"meilleure?s?|plus (?:grande?s?|rapides?|innovante?s?|fiables?|modernes?|expérimentée?s?|"
    r"performante?s?|avancée?s?|belles?|compétente?s?)",
    "it": r"miglior[ei]?|più (?:grand[ei]|veloc[ei]|innovativ[oaie]|affidabil[ei]|modern[oaie]|espert[oaie]|"
    r"avanzat[oaie]|efficient[ei])",
}
_TITLE = {
    "de": r"(?:welt)?marktführer(?:in)?|weltmarktführer(?:in)?|technologieführer(?:in)?|(?:qualitäts|innovations|branchen)führer(?:in)?|"
    r"nummer eins|nummer 1|nr\. ?1|branchenprimus|weltspitze|klassenbeste[rn]?",
    "en": r"(?:market|industry|world|global|world's|technology|category|thought|undisputed|clear) leaders?|"
    r"(?:number|no\.|nr\.) ?(?:one|1)|# ?1|world champions?|unrivall?ed|second to none",
    "fr": r"leaders?|numéro un|numéro 1|n° ?1|no 1|champions? du monde|référence (?:absolue|du marché|mondiale)",
    "it": r"leader|numero uno|numero 1|n\. ?1|campioni del mondo|punto di riferimento",
}
_PLACE = {
    "de": r"(?: in (?:der (?:schweiz|welt|branche|region)|(?:ganz )?\w+)| \w+weit| europas| der schweiz)?",
}
_BETWEEN_DE = (
    r"(?:,? (?:stolz(?: darauf)?|auch|heute|damit|mit|abstand|weltweit|klar|immer|noch|eindeutig|nachweislich|seit|vielen|jahren|"
    r"nach|wie|vor|hier|schweizweit|europaweit|längst|inzwischen|absolut|unter|zu|bei|einer?|eines|der|die|das|"
    r"den|in europa|in der schweiz|in deutschland|in österreich|im \w+)){0,8}"
)
_BETWEEN_EN = (
    r"(?: (?:also|now|still|by|far|clearly|easily|already|proud|to|be|proudly|one|of|the|a|an|world's|today|"
    r"among|currently|recognized|as|europe's|switzerland's|america's|country's|nation's|undisputed)){0,6}"
)
_BETWEEN_FR = (
    r"(?: (?:aussi|aujourd'hui|clairement|depuis|\d+|ans|fiers|l'entreprise|une entreprise|la société|d'être|parmi|l'un|l'une|un|une|des|le|la|les|du|de))"
    r"{0,6}"
)
_BETWEEN_IT = (
    r"(?: (?:anche|l'azienda|un'azienda|azienda|l'impresa|oggi|da|anni|tra|fra|orgogliosi|di|essere|uno|una|dei|delle|il|la|i|le|gli|un|in))"
    r"{0,6}"
)
# Of these, being the biggest is no merit, or nobody's own.
_NO_MERIT = pattern(
    r"(?:\w+ ){0,2}[\wäöüß-]*(?:problem\w*|fehler|verursacher|verlierer|verschmutzer|schuld\w*|krise|herausforderung\w*|"
    r"risik\w*|gefahr|sorge\w*|schwäche\w*|feind\w*|gegner|land|landes|länder|volkswirtschaft|nation\w*|geber\w*|fraktion|"
    r"zahler|nettozahler|beitragszahler|wirtschaftsmacht|profiteure?|hindernis\w*|kostenpunkt|posten|"
    r"problems?|mistakes?|challenges?|losers?|polluters?|risks?|fears?|enem(?:y|ies)|weakness\w*|worry|worries|"
    r"concerns?|obstacles?|expense|costs?|issues?|debtors?|guess|bet|chance|way|thing|country|nation|economy|"
    r"problèmes?|erreurs?|défis?|risques?|ennemis?|pays|coûts?|problemi?|errore|errori|sfid[ae]|rischi[o]?|"
    r"nemic[oi]|paese|costi?)"
)
_ONLY = {
    "de": r"(?:der|die|das|als) einzige[rs]? (?:\w+ )?(?:anbieter(?:in)?|hersteller(?:in)?|unternehmen|firma|"
    r"betrieb|dienstleister|plattform)|kein(?:e)? andere[rs]? (?:anbieter|hersteller|unternehmen|firma|lösung|produkt|plattform|betrieb)|"
    r"besser als (?:die|unsere|jede[rs]?|alle) (?:konkurrenz|mitbewerber\w*|wettbewerb(?:er)?|andere\w* (?:anbieter|hersteller)\w*)|"
    r"wie (?:kein anderer|kein zweiter|niemand sonst)",
    "en": r"the only (?:company|provider|vendor|platform|supplier|firm|agency|manufacturer)|"
    r"no other (?:company|product|provider|solution|vendor|tool|platform|supplier|firm) (?:can|has|does|offers|gives|comes)|"
    r"(?:better|faster|cheaper) than (?:any|all|our|the) (?:of our )?(?:other )?(?:competitors?|competition|provider|vendor|rivals?)|"
    r"unlike (?:any of )?our competitors|like no one else|like nobody else",
    "fr": r"(?:le seul|la seule|les seuls|les seules) (?:fournisseur|entreprise|prestataire|société|plateforme|fabricant)s?|"
    r"aucune? autre (?:fournisseur|entreprise|prestataire|société|solution|plateforme|produit)|"
    r"mieux que (?:nos|tous nos|la) concurren\w+|comme personne",
    "it": r"(?:l'unic[oa]|gli unici|le uniche|il solo|la sola) (?:fornitore|azienda|impresa|società|piattaforma|produttore)|"
    r"nessun[oa']? altr[oa] (?:fornitore|azienda|impresa|soluzione|prodotto)|"
    r"meglio (?:dei nostri concorrenti|della concorrenza)|come nessun altro",
}
_FIRM = (
    r"provider|vendor|company|firm|agency|supplier|manufacturer|team|producer|consultancy|bank|school|restaurant|studio|builder|"
    r"platform|software|consultants?|specialists?|experts?"
)
_MARKET = (
    r"(?:auf dem markt|am markt|der (?:branche|schweiz|welt|region)|in der (?:schweiz|welt|region|branche)|weit und breit|europas|in europa|"
    r"on the market|in the (?:world|industry|country|market|business)|in (?:europe|switzerland|town)|money can buy|"
    r"du (?:marché|monde|secteur|pays)|de (?:suisse|la région|la branche)|en suisse|sul mercato|del (?:mercato|mondo|settore)|della (?:svizzera|regione))"
)
_SELF = {
    "de": r"wir|uns|unser\w*",
    "en": r"we|we're|we've|our|ours|us",
    "fr": r"nous|notre|nos",
    "it": r"noi|nostr[oaie]|siamo|abbiamo|offriamo",
}


def _rules(language: str) -> Iterator[str]:
    each = (_GOODS, _PRAISE, _SUPERLATIVE, _TITLE)
    goods, praise, best, title = (f"(?:{words[language]})" for words in each)
    if language == "de":
        sind = r"(?:wir (?:sind|bleiben|waren|gehören|zählen|gelten|wurden)|(?:sind|bleiben|gehören|zählen|gelten) wir)"
        yield rf"unsere?[rnms]? (?:[\w-]+ ){{0,2}}?(?:{praise}) \w+"
        yield rf"unsere?[rnms]? (?:[\w-]+ ){{0,2}}?(?:{best}|perfekte[rns]?|hervorragende[rns]?|innovative[rns]?) (?:\w+ )?(?:{goods})"
        yield rf"{sind}{_BETWEEN_DE} (?:{praise}|{title}|{best})"
        yield (
            rf"(?:wir (?:bieten|liefern|verkaufen|garantieren|produzieren)|(?:bieten|liefern) wir)(?: \w+){{0,4}}?"
            rf" (?:{best}|{praise}) \w+"
        )
        yield rf"(?:wir (?:haben|machen|bauen|stellen|verfügen über)|haben wir) (?:\w+ ){{0,2}}?(?:die|das|den|der) (?:\w+ )?(?:{best}|{praise}) (?:{goods})"
        yield rf"unsere?[rnms]? (?:[\w-]+ ){{1,3}}?(?:ist|sind|bleibt|bleiben) (?:[\w-]+ ){{0,2}}?(?:{praise}|{title}|(?:die|der|das) {best} (?:[\w-]+ ){{0,2}}?{_MARKET})"
        yield rf"unsere?[rnms]? (?:[\w-]+ )?(?:{goods}) (?:ist|sind|bleibt|bleiben) (?:[\w-]+ ){{0,2}}?(?:die|der|das) {best}"
        yield rf"bei uns (?:\w+ ){{1,3}}?(?:die|das|den|der) {best}"
        yield r"keine[nr]? (?:besser|schneller|günstiger|erfahrener)e?[nrsm]? \w+ als (?:uns|wir)"
        yield r"(?:keiner|niemand|kein anderer|niemand sonst) (?!wei(?:ss|ß)|glaubt|hat gesagt)(?:\w+ ){1,4}?(?:besser|schneller|günstiger|sorgfältiger|mehr|genauer|länger) (?:\w+ ){0,2}?als wir(?! alle| zusammen| selbst)"
        yield rf"(?:bei|mit) uns (?:\w+ ){{1,3}}(?:die|das|den|der) (?:{best}|{praise}) (?:{goods})"
    elif language == "en":
        sind = r"(?:we(?:'re| are| remain| were| have been| became)|i'm|i am)"
        yield rf"our (?:[\w-]+ ){{0,2}}?(?:{praise}) \w+"
        yield rf"our (?!current|previous|last)(?:[\w-]+ ){{0,2}}?(?:{best}|unique|perfect|amazing|innovative|superior|excellent) (?:[\w-]+ )?(?:{goods})"
        yield rf"{sind}{_BETWEEN_EN} (?:{title}|{praise})"
        yield rf"{sind}{_BETWEEN_EN} (?:the|one of the|a|among the|world's|europe's) (?:{best}) (?:[\w-]+ ){{0,3}}?(?:{goods}|{_FIRM}|in (?:the|our) (?:world|country|market|industry|business|region|field)|in europe|in switzerland|at what we do)"
        yield rf"we (?:offer|deliver|provide|sell|have|build|make|guarantee|produce)(?: [\w-]+){{0,3}}? (?:the|\w+'s) (?:[\w-]+ )?(?:{best}|{praise}) (?:[\w-]+ )?(?:{goods})"
        yield rf"we (?:offer|make|build|sell|deliver|produce) (?:the )?(?:world|europe|switzerland)'s {best}"
        yield rf"our (?:[\w-]+ ){{1,3}}?(?:is|are|remains?) (?:[\w-]+ ){{0,2}}?(?:{praise}|{title}|the {best} (?:[\w-]+ ){{0,2}}?{_MARKET})"
        yield rf"our (?:[\w-]+ )?(?:{goods}) (?:is|are|remains?) (?:[\w-]+ ){{0,2}}?the {best}"
        yield r"(?:nobody|no one|no-one) (?:else )?(?!knows|knew|believes)(?:\w+ ){1,3}?(?:better|faster|more|cheaper|cleaner) (?:\w+ ){0,2}?than (?:us|we do|our)"
        yield rf"{sind}(?: (?:simply|still|just))? the best(?=\W*$)"
        yield rf"we (?:offer|deliver|provide|guarantee)(?: [\w-]+){{0,3}}? (?:{praise}) \w+"
    elif language == "fr":
        yield rf"(?:notre|nos) (?:[\w-]+ ){{0,3}}?(?:{praise}|uniques?)"
        yield rf"(?:notre|nos) (?:{best}) (?:{goods})"
        yield rf"(?:notre|nos) (?:[\w-]+ ){{1,3}}?(?:est|sont|reste|restent) (?:\w+ )?(?:{praise}|(?:le|la|les) {best}(?: \w+)? {_MARKET})"
        yield r"(?:personne|nul) ne (?:\w+ ){1,3}?(?:mieux|plus vite|moins cher) (?:\w+ )?que nous"
        yield rf"nous (?:sommes|restons|étions){_BETWEEN_FR} (?:{title}|{praise}|(?:le|la|les) {best})"
        yield rf"nous (?:offrons|proposons|garantissons|livrons|avons)(?: \w+){{0,2}}? (?:le|la|les|l'un des) (?:{best}) (?:{goods})"
        yield rf"nous (?:offrons|proposons|garantissons) (?:\w+ ){{1,3}}(?:{praise})"
    else:
        yield rf"(?:(?:il|la|i|le) )?nostr[oaie] (?:[\w-]+ ){{0,3}}?(?:{praise}|unic[oaie])"
        yield rf"nostr[oaie] (?:{best}) (?:{goods})"
        yield rf"nostr[oaie] (?:[\w-]+ ){{1,3}}?(?:è|sono|resta|restano) (?:\w+ )?(?:{praise}|(?:il|la|i|le|gli) {best}(?: \w+)? {_MARKET})"
        yield r"nessuno (?:\w+ ){1,3}?(?:meglio|più velocemente|più) (?:\w+ )?di noi"
        yield rf"siamo{_BETWEEN_IT} (?:{title}|{praise}|{best})"
        yield rf"(?:offriamo|proponiamo|garantiamo|abbiamo|forniamo)(?: \w+){{0,2}}? (?:il|la|i|le|gli) (?:{best}) (?:{goods})"


def _leading(language: str) -> Iterator[str]:
    """ "As the industry leader, we …"."""
    title = _TITLE[language]
    yield rf"(?:als|as|en tant que|come|quale) (?:\w+ ){{0,2}}?(?:{title}|führende[rsn]? [\w-]+|leading \w+)"
    yield rf"^(?:{title})(?= (?:du|des|de la|européen|mondial|suisse|nel|della|del|europeo|mondiale|in)\b)"


_RULES = ByLanguage(_rules)
_AS = ByLanguage(_leading)
_SELF_RULES = ByLanguage(lambda language: [_SELF[language]])
_ONLY_RULES = ByLanguage(lambda language: [_ONLY[language]])


def _of_a_firm(language: str) -> Iterator[str]:
    yield from (*_PRAISE.values(), *_TITLE.values(), *_ONLY.values())
    yield r"(?:weltweit )?führende[rns]?|führend|(?:the|a) leading|best(?: in the| on the)"
    yield rf"(?:der|die|das|zu den) {_SUPERLATIVE['de']}|(?:the|world's) (?:{_SUPERLATIVE['en']})"
    yield rf"(?:le|la|les) (?:{_SUPERLATIVE['fr']})|(?:il|la|i|le) (?:{_SUPERLATIVE['it']})"


_OF_A_FIRM = ByLanguage(_of_a_firm)  # the same for all


def found(said: Said) -> Iterator[Spot]:
    """Superlatives about oneself."""
    for language in _SELF:
        if not said.is_in(language) and language != "en":
            continue
        for match in _RULES[language].finditer(said.opened):
            if not _no_merit(said.text, match.end()):
                yield Spot(REASON, match.start(), match.end())
        leading = (m for m in _AS[language].finditer(said.opened) if _is_first(said, m.start()))
        for match in (*_ONLY_RULES[language].finditer(said.opened), *leading):
            if _beside(_SELF_RULES[language].pattern, said, match.start()):
                yield Spot(REASON, match.start(), match.end())
    if said.own_names is not None:
        yield from _of_own_firm(said, said.own_names)


def _of_own_firm(said: Said, own: re.Pattern[str]) -> Iterator[Spot]:
    for match in _OF_A_FIRM["und"].finditer(said.opened):
        if _beside(own, said, match.start()) and not _no_merit(said.text, match.end()):
            yield Spot(REASON, match.start(), match.end())


def _is_first(said: Said, place: int) -> bool:
    """Whether it stands at the beginning of a sentence, behind the white space there."""
    return place == 0 or any(start == place - 1 for start, _ in said.sentences)


def _beside(rule: re.Pattern[str], said: Said, place: int) -> bool:
    """Whether a rule finds something in the sentence at that place."""
    start, end = said.sentence_of(place)
    return bool(rule.search(said.text, start, end))


def _no_merit(text: str, end: int) -> bool:
    return bool(_NO_MERIT.match(text, end + (text[end : end + 1] == " ")))
