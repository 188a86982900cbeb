"""Ways to reach a person: telephone numbers (E.164 and how the four countries' people write them), also
spoken ones, e-mail and postal addresses."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from repurpose.screening.said import Said, Spot, pattern, rule

PHONE, EMAIL, ADDRESS = "phone-number", "email-address", "postal-address"

_GAP = r"[ \u00a0\u2009\u202f./()–-]"
_PHONE = re.compile(
    rf"(?<![\w.,/+])(?:\+|00 ?)[1-9]\d{{0,2}}(?:{_GAP}{{0,3}}\d){{7,12}}(?![\w%]|[.,]\d)"
    rf"|(?<![\w.,/+'’:-])\(?0[1-9]\d{{0,4}}\)?{_GAP}{{1,3}}\d(?:{_GAP}{{0,2}}\d){{4,9}}(?![\w%]|[.,:]\d)"
    r"|(?<![\w.,/+-])0[1-9]\d{8,9}(?![\w%]|[.,]\d)"
    r"|(?<![\w.,/+-])\(?[2-9]\d{2}\)?[ .-]{1,2}[2-9]\d{2}[.-]\d{4}(?!\w)"
)
_LABELLED = re.compile(
    rf"\b(?:tel(?:efon(?:nummer|isch)?|ephone|éfono|efono)?|phone|mobile?|mobil(?:nummer)?|handy(?:nummer)?|natel|"
    rf"(?:meine?|my|mon|mio|unsere?|our|notre|la mia) (?:\w+ )?(?:nummer|number|numéro|numero)|cell(?:phone)?|portable|cellulare|fax|hotline|durchwahl|whatsapp|call (?:me|us) (?:at|on))"
    rf"\b[.: ]{{1,3}}(?:number |nummer |unter |ist |is |est |è |at |on |no\.? )?(?P<number>\+?\(?\d(?:{_GAP}{{0,3}}\d){{5,14}})(?!\w)",
    re.IGNORECASE,
)
_DIGIT = (
    r"(?:null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zero|oh|one|two|three|four|five|six|seven|"
    r"eight|nine|double|doppel|un|deux|trois|quatre|cinq|sept|huit|neuf|uno|due|tre|quattro|cinque|sei|sette|otto|nove)"
)
_SPOKEN = rule(rf"(?:null|zero|oh|plus {_DIGIT})(?:[ ,-]{{1,2}}{_DIGIT}){{8,14}}")
_EMAIL = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,24}\b"
    r"|\b[\w.-]{2,40} ?[\[(](?:at|ät|@)[\])] ?[\w-]{2,40} ?(?:\.|[\[(](?:dot|punkt|point)[\])]) ?[a-z]{2,10}\b"
    r"|\b\w{2,40}(?: (?:dot|punkt|point|punto) \w{2,40})? (?:(?:at|ät) \w{2,40} (?:dot|punkt)|arobase \w{2,40} point|chiocciola \w{2,40} punto) "
    r"(?:com|ch|de|at|fr|it|org|net|eu|info|io)\b",
    re.IGNORECASE,
)
_MAY_BE_EMAIL = re.compile(r"@|[\[(][aä]t[\])]|dot|punkt|point")
_STREET = (
    r"(?:[\w.-]{0,30}(?:strasse|straße|str\.|gasse|weg|platz|allee|ring|rain|steig|ufer|quai|matte|halde) \d{1,4} ?[a-z]?"
    r"|(?:[A-ZÄÖÜ][\w-]+ ){1,2}(?:Strasse|Straße|Str\.|Gasse|Weg|Platz|Allee) \d{1,4} ?[a-z]?"
    r"|\d{1,4},? ?(?:bis |ter )?(?:rue|avenue|av\.|boulevard|bd|chemin|ch\.|route|place|impasse|allée|quai)(?: [\w'’-]+){1,5}?"
    r"|(?:via|viale|piazza|corso|vicolo|strada|largo)(?: [\w'’-]+){1,4}?,? \d{1,4}"
    r"|\d{1,5} (?:[A-Z][\w'’-]+ ){1,3}(?:street|st\.|road|rd\.|avenue|ave\.|lane|drive|boulevard|square|court|way))"
)
# One of these is in each.
_STREET_PARTS = (
    "strasse", "straße", "str.", "gasse", "weg", "platz", "allee", "allée", "ring ", "rain ", "steig", "ufer", "quai", "matte ",
    "halde", "rue", "avenue", "av.", "boulevard", "bd", "chemin", "ch.", "route", "place", "impasse", "via", "piazza", "corso",
    "vicolo", "strada", "largo", "street", "st.", "road", "rd.", "ave.", "lane", "drive", "square", "court", "way",
)  # fmt: skip
_POSTAL = re.compile(
    rf"(?<!\w){_STREET}(?:\s*[,·|/\n]\s*|\s+(?:in\s+)?)(?:(?:CH|D|A|F|I|FL)[ -]+)?(?:\d{{4,5}}\s+[A-ZÄÖÜÉÈ]\w+|[A-Z][\w ]+,? [A-Z]{{1,2}}\d[\dA-Z]? ?\d[A-Z]{{2}}|[A-Z][\w ]+,? [A-Z]{{2}} \d{{5}})",
    re.IGNORECASE,
)
_LIVES = re.compile(
    rf"\b(?:wohn\w*|lebt|leben|daheim|zu ?hause|(?:meine|ihre|seine|private?) adresse|lives? (?:at|on)|living at|(?:my|his|her|home) address|"
    rf"habite|domicilié\w*|(?:mon|son) adresse|abit[oa]|residente|(?:mio|suo) indirizzo)\b[^.!?]{{0,40}}?{_STREET}",
    re.IGNORECASE,
)
_EVENT = pattern(
    r"uhr|treffpunkt|findet|finden|veranstaltung\w*|anlass|vortrag|tagung|tag der offenen tür|eröffn\w+|venue|takes place|"
    r"join us at|o'clock|\d+ ?[ap]m|conference|meetup|aura lieu|a lieu|rendez-vous|\d+ ?h(?: ?\d\d)?|si terrà|si svolge|ore \d+"
)
_ROW = re.compile(r"\d+")
LEAST_DIGITS = 6  # of a telephone number


def found(said: Said) -> Iterator[Spot]:
    """Numbers and addresses that lead to somebody."""
    text = said.text
    if said.digits >= LEAST_DIGITS:
        for match in _LABELLED.finditer(text):
            yield Spot(PHONE, match.start("number"), match.end("number"))
        for match in _PHONE.finditer(text):
            if _may_be_called(match[0]):
                yield Spot(PHONE, match.start(), match.end())
    if said.digits and _may_be_street(said):
        event = _EVENT.search(text)
        for address in (_POSTAL, _LIVES) if not event else (_LIVES,):
            for match in address.finditer(text):
                yield Spot(ADDRESS, match.start(), match.end())
    for match in _SPOKEN.finditer(said.opened):
        beside = f"{text[: match.start()].split(' ')[-2:-1]} {text[match.end() :][:12]}"
        if not re.search(_DIGIT, beside) and _varies(match[0]):
            yield Spot(PHONE, match.start(), match.end(), "holds a telephone number, spoken")
    if not said.opened.is_plain or _MAY_BE_EMAIL.search(said.opened.lower):
        for match in _EMAIL.finditer(text):
            yield Spot(EMAIL, match.start(), match.end())


def _may_be_street(said: Said) -> bool:
    """Whether what streets are called is somewhere in it."""
    return not said.opened.is_plain or any(map(said.opened.lower.__contains__, _STREET_PARTS))


def _varies(words: str) -> bool:
    """Not somebody who counts."""
    return not re.search(
        r"one\W+two\W+three|eins\W+zwei\W+drei|un\W+deux\W+trois|uno\W+due\W+tre", words.casefold()
    )


def _may_be_called(number: str) -> bool:
    """Not a date, a range of years, the marks of an axis."""
    digits = re.sub(r"\D", "", number)
    if not 8 <= len(digits) <= 15 or len(set(digits)) < 3:
        return False
    if re.fullmatch(r"\(?\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\)?(?:\W+\d.*)?", number):
        return False
    row = [int(each) for each in _ROW.findall(number)]
    steps = {later - earlier for earlier, later in itertools.pairwise(row)}
    return not (
        len(row) > 3
        and (len(steps) == 1 or (min(steps) >= 0 < len(row) - 5 and row == sorted(row)))
    )
