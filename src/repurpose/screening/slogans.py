"""Slogans: phrases that only advertising uses, and texts built as slogans are. Rather one too few: a
short strong sentence is no slogan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.screening.said import Said, Spot, pattern, rule, spots

REASON = "slogan"
MOST_WORDS = 12  # of a slogan

_PHRASES = rule(
    # German
    r"ihr (?:kompetenter |verlässlicher |starker |zuverlässiger |idealer |persönlicher )?(?:partner|ansprechpartner|spezialist|experte|profi|fachmann) "
    r"(?:für|in|im|rund|wenn|bei)",
    r"alles aus einer hand|alles,? was (?:sie|du|ihr) (?:brauchen|brauchst|braucht)(?=\W*$)|rundum-sorglos\w*",
    r"qualität,? die überzeugt|qualität,? auf die sie|(?:der kunde|unsere kund\w+) steh(?:t|en) (?:bei uns )?(?:immer )?im (?:mittelpunkt|zentrum)",
    r"ihr(?:e)? (?:erfolg|zufriedenheit|wünsche|vertrauen|traum|projekt|anliegen) (?:ist|sind|liegt|liegen) (?:uns|unser\w*)",
    r"wir machen den unterschied|wir leben \w+(?=\W*$)|wir bewegen (?:menschen|die welt|zukunft)|vertrauen sie auf (?:uns|unser\w*)|"
    r"ein(?:e)? (?:\w+ )?(?:kundenerlebnis|einkaufserlebnis|erlebnis) der extraklasse|"
    r"mit leidenschaft für (?:\w+)|aus leidenschaft(?=\W*$)|die zukunft (?:des|der) \w+ (?:beginnt|startet) (?:jetzt|hier|heute|mit uns)|"
    r"massgeschneiderte lösungen|maßgeschneiderte lösungen|innovative lösungen für (?:ihr\w*|die|morgen|jeden)|weil sie es (?:uns )?wert sind|"
    r"für (?:ein besseres|eine bessere|mehr) (?:leben|zukunft|morgen|lebensqualität)(?=\W*$)|tradition trifft (?:auf )?innovation|wo \w+ auf \w+ trifft",
    r"wir (?:bauen|gestalten|schaffen|denken|leben) (?:\w+ )?(?:zukunft|werte|lebensräume|lebensraum|vertrauen|morgen|innovation)(?=\W*$)|bei uns sind sie (?:\w+ )?in (?:den )?besten händen|sie sind bei uns in (?:den )?besten händen",
    # English
    r"(?:we )?turn(?:ing)? (?:your )?(?:ideas|dreams|visions?) into reality|you(?:'re| are) in good hands(?: with us)?|we build (?:the future|trust|dreams)",
    r"your (?:trusted |reliable |number one |ideal |perfect |local )?(?:partner|specialist|experts?|one[ -]stop[ -]shop) (?:for|in|when)(?! crime)",
    r"one[ -]stop[ -]shop|everything you need,? (?:in one place|under one roof)|your (?:success|satisfaction|vision|comfort|dream) is our \w+",
    r"(?:at the heart of everything we do|customers? (?:always )?comes? first|we put (?:you|our customers|customers|our clients) first)",
    r"(?:take|taking|bring|bringing) your \w+ to the next level|unlock (?:your|the full) (?:potential|power)|unleash (?:your|the) \w+|"
    r"the future of \w+ (?:starts|begins|is) (?:here|now|today)|because you(?:'re| are) worth it|"
    r"tailor[- ]made solutions|simply the best|nothing but the best|"
    r"we make the difference|experience the difference|passion for (?:excellence|quality|perfection)|quality you can (?:trust|taste|feel|see)|"
    r"trusted by (?:thousands|millions|the best|over \d+|more than)|join (?:thousands|millions) of (?:happy|satisfied)|where \w+ meets \w+(?=\W*$)|"
    r"seamless (?:experience|solution)s? for your",
    # French
    r"votre (?:partenaire|spécialiste|expert)(?: \w+)? (?:pour|en|dans|de|du|des)|votre (?:satisfaction|réussite|succès|confiance|bien-être) (?:est|c'est) (?:notre|nos)|"
    r"le client (?:est )?au (?:cœur|coeur|centre) de|tout sous un même toit|la qualité (?:avant tout|qui fait la différence)|"
    r"parce que vous le valez|l'avenir (?:commence|se construit) (?:ici|maintenant|aujourd'hui)|solutions sur mesure|la passion (?:du|de la|des) \w+(?=\W*$)|"
    r"faites confiance à (?:notre|nos)|en toute simplicité(?=\W*$)|nous faisons la différence",
    # Italian
    r"il (?:vostro|tuo|suo) (?:partner|specialista|esperto)(?: \w+)? (?:per|in|di|nel)|la (?:vostra|tua|sua) soddisfazione (?:è|:) (?:la )?nostr\w+|"
    r"il cliente al (?:centro|primo posto)|tutto sotto un unico tetto|la qualità (?:prima di tutto|che fa la differenza)|"
    r"il futuro (?:comincia|inizia) (?:qui|ora|oggi)|soluzioni su misura|la passione (?:per|del|della) \w+(?=\W*$)|facciamo la differenza|"
    r"affidatevi (?:a noi|alla nostra)",
)  # fmt: skip
# "Einfach. Besser. Bauen." and "Mehr Holz. Weniger Lärm."
_PIECE = r"[A-ZÄÖÜÉ][a-zà-ÿß]+(?: [\wà-ÿ-]{2,}){0,2}"
_STACCATO = re.compile(rf"(?:{_PIECE}[.!]\s+){{1,4}}{_PIECE}[.!]?")
_TALK = pattern(
    r"herrn?|frau|dr|mr|mrs|ms|prof|yeah|yes|no|ok|okay|well|right|so|this|that|it|maybe|i|you|ja|nein|gut|genau|doch|eben|danke|hallo|sure|true|"
    r"oui|non|bon|voilà|merci|sì|bene|ecco|grazie|one|two|three|thanks|sorry|hm+|mhm|uh|um|oh|exactly|great|not|nicht"
)
# "Bauen, neu gedacht." stands at the end of a few words without a verb.
_AT_END = re.compile(
    r"(?:neu gedacht|leicht gemacht|made (?:easy|simple)|re-?imagined|re-?invented|re-?defined|réinventée?|reinventat[oa]|"
    r"(?:our|notre|la nostra|unsere) (?:passion|passione|leidenschaft|mission|promise|versprechen)|in (?:den )?besten händen|"
    r"einfach besser|simply better|tout simplement|semplicemente meglio)\W*$",
    re.IGNORECASE,
)
_MORE_LESS = re.compile(
    r"(?:mehr|more|plus de|plus d'|più) (?:[\w'’-]+ ?){1,3}[.,–—]+ ?(?:weniger|mehr|less|more|moins de|moins d'|plus de|meno|più) (?:[\w'’-]+ ?){1,3}[.!]?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\w[\w'’ -]{1,40}[™®]")
_VERB = pattern(
    r"ist|sind|war|hat|haben|wird|kann|muss|is|are|was|has|have|will|can|must|est|sont|a|ont|è|sono|ha|hanno|sich|es|it|they|he|she"
)


def found(said: Said) -> Iterator[Spot]:
    """Phrases of advertising; short texts that are built as slogans are."""
    yield from spots(REASON, _PHRASES, said)
    text = said.text.strip()
    start = said.text.find(text)
    if len(text.split()) <= MOST_WORDS and text:
        built = (
            not _VERB.search(text)
            and not _TALK.search(text)
            and (_STACCATO.fullmatch(text) or _AT_END.search(text))
        )
        if built or _MORE_LESS.fullmatch(text) or _named_slogan(said, text):
            yield Spot(REASON, start, start + len(text))
    if said.own_names is not None:
        for match in _MARK.finditer(said.text):
            if said.own_names.search(match[0]):
                yield Spot(REASON, match.start(), match.end())


def _named_slogan(said: Said, text: str) -> bool:
    """ "Muster AG – einfach besser bauen": one's own name, a dash, a few words."""
    if said.own_names is None:
        return False
    name = said.own_names.match(text)
    if name is not None:
        return bool(re.match(r"\s*(?:[:–—|]|[-,]\s)\s*\D", text[name.end() :]))
    return any(re.fullmatch(r".*\w[.!–—,:-]+\s*", text[: m.start()]) and not text[m.end() :].strip(" .!")
               for m in said.own_names.finditer(text))  # fmt: skip
