"""Bad words about somebody: a person or organisation by name, or a third party such as "our competitor",
and a strong word against it in the same clause. Hard criticism of a matter passes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.screening import people, third_parties
from repurpose.screening.said import Said, Spot, pattern, rule

REASON = "bad-words"
_THIRD_PARTY = "says bad words about a third party"

_BAD = {
    "de": rule(
        r"lügner(?:in|n)?|lügt|lügen sie|gelogen|angelogen|belogen|hintergangen|bestohlen|beklaut|(?:total|völlig|komplett|kläglich|jämmerlich) versagt|(?:nur |lauter )amateure|keine ahnung|nie (?:mehr|wieder) vertrauen|ist nicht zu trauen|lügenpresse|betrüger(?:in|n|isch\w*)?|betrogen|betrügt|korrupt\w*|kriminelle[rns]?|verbrecher(?:in|n)?|"
        r"idiot(?:en|in)?|idiotisch\w*|dumm|dumme[rns]?|strohdumm|dämlich\w*|blöd\w*|trottel|depp\w*|vollpfosten|unfähig(?:e[rns]?)?|inkompeten[tz]\w*|scharlatan\w*|hochstapler\w*|sauladen|saustall|"
        r"abzocker?\w*|abgezockt|hetzer\w*|hetzt|volksverhetz\w*|verlogen\w*|skrupellos\w*|gewissenlos\w*|rassist(?:en|in|isch\w*)?|rechtsextrem\w*|nazis?|faschist\w*|neonazis?|"
        r"miserabel\w*|miserable[rns]?|erbärmlich\w*|saftladen|schrott|pfusch\w*|gepfuscht|stümper\w*|dilettant\w*|versager\w*|heuchler\w*|heuchlerisch\w*|heuchelei|scheinheilig\w*|"
        r"schäbig\w*|skandalös\w*|unverschämt\w*|über den tisch (?:gezogen|zieht)|feigling\w*|widerlich\w*|ekelhaft\w*|menschenverachtend\w*|diktator\w*|despot\w*|"
        r"schmierig\w*|charakterlos\w*|schande für|schämen sie sich|sollte sich schämen|sollten sich schämen|unter aller sau|katastrophal\w*|grottenschlecht\w*|geldgierig\w*|raffgierig\w*|"
        r"scheisse|scheiße|arschloch|sauhaufen|gauner\w*|halunke\w*|mafia\w*|populist\w*|demagog\w*|hassprediger|menschenfeind\w*|antisemit\w*"
    ),
    "en": rule(
        r"liars?|stole(?! the show)|like (?:dirt|garbage|animals)|never (?:again )?(?:trust|hire|work with|buy from)|cannot be trusted|can't be trusted|no clue|lied|lies to|lying to|(?:a )?frauds?(?=\s*[.,!]|$)|fraudulent|fraudsters?|scam(?:s|med|mers?)?|crooks?|crooked|corrupt(?! it| the| data| memory| files?| state| them| block)|criminals?(?! law| justice)|idiots?|idiotic|stupid|morons?|moronic|"
        r"incompeten(?:t|ce)|sucks(?! to)|sucked|crappy|bullshit|shitty|asshole|bastard|rip-?offs?|ripped (?:us|me|people) off|a disgrace|disgraceful|pathetic|dishonest|cheaters?|"
        r"cheated|thief|thieves|racists?|fascists?|nazis?|shady|sleazy|scumbags?|jerks?|dictators?|tyrants?|hypocrites?|hypocritical|ruthless|charlatans?|quacks?|"
        r"the worst (?:\w+ )?(?:company|people|person|boss|manager|service|product|vendor|president|ceo|software)|screwed (?:us|me|people|everyone)|clueless|lunatics?|psychopaths?|sociopaths?"
    ),
    "fr": rule(
        r"menteu(?:r|rs|se|ses)|(?:a|ont) menti|escrocs?|escroquerie|arnaques?|arnaqueurs?|corrompue?s?|voleu(?:r|rs|se)|incompétente?s?|incompétence|idiote?s?|stupides?|imbéciles?|crétins?|"
        r"minables?|honteu(?:x|se|ses)|fascistes?|racistes?|criminels?|charlatans?|malhonnêtes?|hypocrites?|nuls?(?= |\W*$)|scandaleu(?:x|se)|salauds?|connards?|pourris?|dictateurs?|tyrans?|merde|lamentables?|"
        r"pitoyables?|escroqués?|arnaquée?s?|trompés|truands?|antisémites?"
    ),
    "it": rule(
        r"bugiard[oaie]|(?:ci|mi) ha (?:derubat|ingannat|imbrogliat)[oi]|(?:ha|hanno) mentito|truffa(?:tor[ei])?|truffat[oi]|imbroglion[ei]|corrott[oaie]|ladr[oaie]|incompetent[ei]|idiot[aei]|stupid[oaie]|imbecill[ei]|cretin[oaie]|vergognos[oaie]|"
        r"criminal[ei]|delinquent[ei]|ciarlatan[oi]|fascist[aei]|razzist[aei]|disonest[oaie]|ipocrit[aei]|schifos[oaie]|mafios[oi]|buffon[ei]|pagliacci[o]?|dittator[ei]|pessim[oaie]|merda|vergogna"
    ),
}
# Weaker words, where they are said of who is named: "Muster Ltd is terrible".
_COPULA = {
    "de": (
        r"ist|sind|war|waren|bleibt",
        r"katastrophal|schrecklich|furchtbar|fürchterlich|nutzlos|wertlos|ein witz|ein skandal|das letzte|peinlich|eine zumutung|eine katastrophe",
    ),
    "en": (
        r"is|are|was|were|'s",
        r"terrible|horrible|awful|useless|worthless|garbage|crap|shit|evil|dumb|greedy|a joke|ridiculous|disgusting|the worst|a disaster|a scandal",
    ),
    "fr": (
        r"est|sont|était|étaient",
        r"horribles?|affreu(?:x|se)|inutiles?|catastrophiques?|une honte|un scandale|ridicules?",
    ),
    "it": (
        r"è|sono|era|erano",
        r"orribil[ei]|inutil[ei]|terribil[ei]|una vergogna|uno scandalo|ridicol[oai]",
    ),
}
_WEAK = {
    language: rule(rf"(?:{verb})(?: \w+){{0,2}}? (?:{words})(?! lot)")
    for language, (verb, words) in _COPULA.items()
}
_DIRECTLY = re.compile(r"\W{0,2}(?:\w+\W)?")
MOST_APART = 60  # characters between a name and the word
# Who fights it, or what it is called: no word about who is named.
_AGAINST = pattern(
    r"gegen|against|contre|contro|bekämpf\w*|fight\w*|combat\w*|opfer|victims?|schutz vor|not|nicht so|keine? \w+er|weder|never|warn\w*|about|über|story|geschichte"
)
# That they are no such thing, or that others did it to them.
_DENIED = pattern(
    r"nicht|kein\w*|nie|never|no|none|isn't|aren't|n'[a-zéê]+|pas|jamais|non|mai|nessun\w*"
)
_DONE_TO = re.compile(
    r"\b(?:wurden?|wird|werden|worden|sind|were|was|been|being|gets?|got|été|sont|sono|stat[oaie]|vengono|furono)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_PARTICIPLE = pattern(
    r"betrogen|bestohlen|beklaut|angelogen|belogen|hintergangen|abgezockt|über den tisch gezogen|lied|cheated|scammed|"
    r"screwed (?:us|me|people|everyone)|escroqués|arnaquée?s?|trompés|truffat[oi]"
)


def found(said: Said) -> Iterator[Spot]:
    """A bad word and whom it is said of, from the first to the last of the two."""
    for language, bad in _BAD.items():
        if not said.is_in(language):
            continue
        words = list(bad.finditer(said.opened))
        weak = list(_WEAK[language].finditer(said.opened))
        if not words and not weak:
            continue
        names = list(people.named(said))
        for word in words:
            for name in _near(said, names, word):
                if not _AGAINST.search(said.text[max(0, word.start() - 30) : word.start()]):
                    yield Spot(REASON, min(name[0], word.start()), max(name[1], word.end()))
        for word in weak:
            for name in names:
                if _DIRECTLY.fullmatch(said.text, name[1], word.start()):
                    yield Spot(REASON, name[0], word.end())
        yield from _of_third_parties(said, language, words, weak)


def _of_third_parties(
    said: Said, language: str, words: list[re.Match[str]], weak: list[re.Match[str]]
) -> Iterator[Spot]:
    """Bad words about who is not named, but known to whoever knows the speaker."""
    parties = list(third_parties.mentioned(said, language))
    for word in words:
        for party in _near(said, parties, word):
            between = said.text[min(party[1], word.start()) : word.start()]
            before = said.text[max(0, word.start() - 30) : word.start()]
            done_to = _PARTICIPLE.fullmatch(word[0]) and _DONE_TO.search(before)
            if not (done_to or _DENIED.search(between) or _AGAINST.search(before)):
                yield Spot(
                    REASON, min(party[0], word.start()), max(party[1], word.end()), _THIRD_PARTY
                )
    for word in weak:
        for party in parties:
            if _DIRECTLY.fullmatch(said.text, party[1], word.start()):
                yield Spot(REASON, party[0], word.end(), _THIRD_PARTY)


def _near(
    said: Said, names: list[tuple[int, int]], word: re.Match[str]
) -> Iterator[tuple[int, int]]:
    """The name in the same clause that is next to a word."""
    start, end = said.clause_of(word.start())
    there = [n for n in names if start <= n[0] < end and not n[0] <= word.start() < n[1]]
    apart = {n: max(n[0] - word.end(), word.start() - n[1]) for n in there}
    if apart and min(apart.values()) <= MOST_APART:
        yield min(apart, key=lambda n: apart[n])
