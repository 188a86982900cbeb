"""Numbers that belong to one person: of accounts and cards, of the state's registers, of birth.

Check digits: IBAN by ISO 13616 (mod 97), cards by Luhn (ISO/IEC 7812), the Swiss OASI (AHV) number by
EAN-13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.screening.said import Said, Spot

ACCOUNT, PERSONAL, BIRTH = "account-number", "personal-number", "birth-date"

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?: ?[A-Z0-9]{1,3})?\b")
_CARD = re.compile(
    r"(?<![\w.,])[3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\w])|(?<![\w.,])3\d{3}[ -]?\d{6}[ -]?\d{5}(?!\w)"
)
_ACCOUNT = re.compile(
    r"\b(?:konto(?:nummer|-?nr\.?)?|account (?:number|no\.?)|postkonto|numéro de compte|numero di conto)\W{1,3}(?:ist |is |lautet )?(\d[\d -]{5,20}\d)",
    re.IGNORECASE,
)
_AHV = re.compile(r"(?<!\d)756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}(?!\d)")
_SSN = re.compile(r"(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
_NIR = re.compile(
    r"(?<![\d,.])[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?![\d,.])"
)
_FISCALE = re.compile(r"\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b")
_LABELLED = re.compile(
    r"\b(?:ahv|sozialversicherungs|versicherten|steuer-?(?:id|identifikations)|ausweis|pass|personal ?ausweis|führerschein|"
    r"rentenversicherungs|svnr|social security|passport|insurance|national insurance|passeport|sécurité sociale|carta d'identità|passaporto)"
    r"[ -]?(?:nummer|nr\.?|number|no\.?|id|numéro|numero)?\W{1,3}(?:ist |is |lautet |est |è )?((?=[A-Z0-9 .]*\d{4})[A-Z0-9][A-Z0-9 .]{6,18}[A-Z0-9])\b",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|fév|mär|mar|apr|avr|mai|may|mag|jun|juin|giu|jul|juil|lug|aug|août|ago|sep|set|okt|oct|ott|nov|dez|dec|déc|dic|gen)\w*\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:\.|er|st|nd|rd|th|º)?\s*(?:of )?{_MONTH},?\s*(?P<a>\d{{4}})|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?P<b>\d{{4}})|"
    r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?P<c>\d{4}|\d{2})|(?P<d>\d{4})-\d{2}-\d{2})"
)
_BORN = re.compile(
    rf"(?:\b(?:geboren(?: wurde)?|geb\.|geburtsdatum|geburtstag|born|date of birth|d\.?o\.?b\.?|née?s?|date de naissance|nat[oa]|data di nascita)"
    rf"|(?<!\w)\*)\W{{0,3}}(?:(?:ist|is|est|è|am|on|le|il|der|the)\W+){{0,2}}{_DAY}",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(rf"\b(?:am|wurde am) {_DAY}(?: \w+){{0,4}}? geboren\b", re.IGNORECASE)
LEAST_DIGITS = 4  # of the shortest of them: "geb. 3.4.61"
LEAST_OF_ACCOUNT = 7  # digits of the number of an account, the shortest of the long ones
HISTORY = 1910  # who was born before is history


def found(said: Said) -> Iterator[Spot]:
    """Numbers, where they are numbers of that kind and not others that look alike."""
    text = said.text
    if said.digits < LEAST_DIGITS:
        return
    for match in _IBAN.finditer(text):
        if end := _iban(match[0]):
            yield Spot(ACCOUNT, match.start(), match.start() + end)
    if said.digits >= LEAST_OF_ACCOUNT:
        yield from _long(said)
    for match in _FISCALE.finditer(text):
        yield Spot(PERSONAL, match.start(), match.end())
    for match in _LABELLED.finditer(text):
        yield Spot(PERSONAL, match.start(1), match.end(1))
    for rule in (_BORN, _BORN_AFTER):
        for match in rule.finditer(text):
            year = next(y for y in match.group("a", "b", "c", "d") if y)
            if len(year) == 2 or int(year) >= HISTORY:
                yield Spot(BIRTH, match.start(), match.end())


def _long(said: Said) -> Iterator[Spot]:
    for match in _CARD.finditer(said.text):
        if _luhn(match[0]):
            yield Spot(ACCOUNT, match.start(), match.end())
    for match in _ACCOUNT.finditer(said.text):
        yield Spot(ACCOUNT, match.start(1), match.end(1))
    for match in _AHV.finditer(said.text):
        if "." in match[0] or _ean(match[0]):
            yield Spot(PERSONAL, match.start(), match.end())
    for rule in (_SSN, _NIR):
        for match in rule.finditer(said.text):
            yield Spot(PERSONAL, match.start(), match.end())


def _iban(words: str) -> int:
    """How many of the characters are an IBAN; 0: none is. A word may stand behind it."""
    while len(words) >= 15:
        code = words.replace(" ", "")
        moved = code[4:] + code[:4]
        if 15 <= len(code) <= 34 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1:
            return len(words)
        words = words.rpartition(" ")[0]
    return 0


def _luhn(words: str) -> bool:
    digits = [int(c) for c in words if c.isdecimal()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 2:
        return False
    doubled = [d * 2 - 9 * (d > 4) for d in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _ean(words: str) -> bool:
    digits = [int(c) for c in words if c.isdecimal()]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0
