"""The health of a person (GDPR art. 9): somebody's own, or of somebody who is named or pointed at.
Illness as a subject passes: "Jede dritte Frau hat ein Burnout", "cancer research saves lives"."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.screening import people
from repurpose.screening.said import ByLanguage, Said, Spot, pattern, rule

REASON = "health"

_ILLNESS = {
    "de": r"(?:[\wäöüß-]*(?:burn-?out|krebs(?:erkrankung|diagnose|leiden)?|tumor\w*|depression(?:en)?|schlaganfall|herzinfarkt|"
    r"hirnschlag|diabetes|demenz|alzheimer|parkinson|epilepsie|leukämie|magersucht|bulimie|alkoholsucht|drogensucht|"
    r"alkoholproblem|suchtproblem|psychose|schizophrenie|angststörung|panikattacken?|fehlgeburt|chemotherapie|bestrahlung|"
    r"multiple sklerose|adhs|autismus|asperger|erschöpfungsdepression|posttraumatische\w*|long ?covid|covid|"
    r"bandscheibenvorfall|erkrankung|schwangerschaft|hörsturz|lungenentzündung|hepatitis)|hiv|aids|eine (?:\w+ )?behinderung)",
    "en": r"(?:(?:breast|lung|skin|prostate|bowel|brain|terminal|stage \w+) )?(?:burn-?out|cancer|tumou?r|leuk(?:a)?emia|depression|"
    r"(?:a |the )?stroke|heart attack|diabetes|dementia|alzheimer's|parkinson's|epilepsy|anorexia|bulimia|alcoholism|"
    r"psychosis|schizophrenia|bipolar(?: disorder)?|anxiety disorder|panic attacks?|miscarriage|chemo(?:therapy)?|hiv|aids|"
    r"multiple sclerosis|adhd|autism|asperger's|ptsd|post-traumatic stress|long covid|covid(?:-19)?|coronavirus|pneumonia|hepatitis|"
    r"(?:a )?nervous breakdown|(?:a )?mental breakdown|eating disorder|drinking problem|illness|disability|diagnosis|pregnancy)",
    "fr": r"(?:burn-?out|cancer|tumeur|leucémie|dépression|avc|infarctus|crise cardiaque|diabète|démence|alzheimer|parkinson|"
    r"épilepsie|anorexie|alcoolisme|psychose|schizophrénie|fausse couche|chimio(?:thérapie)?|vih|sida|sclérose en plaques|"
    r"autisme|covid(?: long)?|maladie|handicap|diagnostic|grossesse)",
    "it": r"(?:burn-?out|cancro|tumore|leucemia|depressione|ictus|esaurimento nervoso|infarto|diabete|demenza|alzheimer|parkinson|epilessia|"
    r"anoressia|alcolismo|psicosi|schizofrenia|aborto spontaneo|chemio(?:terapia)?|hiv|aids|sclerosi multipla|autismo|covid|"
    r"malattia|disabilità|diagnosi|gravidanza)",
}
_STATE = {
    "de": r"krank ?geschrieben|schwer krank|todkrank|krank|arbeitsunfähig|im (?:spital|krankenhaus)|(?:in|auf) (?:der |einer )?(?:psychiatrischen klinik|kur|intensivstation)|in (?:der |einer )?(?:psychiatrie|klinik|reha|therapie)|in psychiatrischer behandlung|"
    r"schwanger|hiv-positiv|querschnittgelähmt|depressiv|manisch-depressiv|alkoholkrank|alkoholiker(?:in)?|drogenabhängig|alkoholabhängig|"
    r"erkrankt|an krebs gestorben|dement|magersüchtig|ausgebrannt|im krankenstand|auf dem weg der besserung|autist(?:in)?|diabetiker(?:in)?|blind geboren",
    "en": r"on (?:sick|medical|maternity) leave|off sick|signed off sick|seriously ill|terminally ill|very sick|sick|ill|in (?:rehab|hospital|the hospital|chemo\w*)|"
    r"pregnant|hiv[ -]positive|depressed|clinically depressed|bipolar|an alcoholic|an addict|burned out|burnt out|diabetic|a diabetic|autistic|"
    r"in a coma|paraly[sz]ed",
    "fr": r"en arrêt (?:maladie|de travail)|gravement malade|malade|enceinte|séropositi(?:f|ve)|dépressi(?:f|ve)|alcoolique|hospitalisée?|"
    r"en dépression|en burn-?out|diabétique|handicapée?|autiste",
    "it": r"in malattia|gravemente malat[oa]|malat[oa]|incinta|in ospedale|sieropositiv[oa]|depress[oa]|alcolizzat[oa]|ricoverat[oa]|diabetic[oa]|"
    r"disabile|autistic[oa]",
}
_KIN_DE = (
    r"(?:frau|mann|vater|mutter|sohn|tochter|bruder|schwester|kind|chef(?:in)?|kolleg(?:e|in|en)|mitarbeiter(?:in)?|freund(?:in)?|nachbar(?:in)?|"
    r"partner(?:in)?|grossvater|großvater|grossmutter|großmutter|oma|opa|onkel|tante|eltern|patient(?:in)?|kunde|kundin|lehrling|polier|meister(?:in)?|leiter(?:in)?|geschäftsführer(?:in)?|präsident(?:in)?|mitgründer(?:in)?|lehrer(?:in)?|schüler(?:in)?|team)"
)
_KIN_EN = (
    r"(?:wife|husband|father|mother|dad|mom|mum|son|daughter|brother|sister|child|kid|boss|colleague|co-?worker|friend|partner|"
    r"grandfather|grandmother|grandma|grandpa|uncle|aunt|neighbou?r|patient|client|employee|co-?founder|founder|teacher|foreman|trainee|apprentice|student|advisor|manager)"
)
_KIN_FR = r"(?:femme|mari|père|mère|fils|fille|frère|sœur|soeur|enfant|chef|collègue|ami|amie|voisin|voisine|patient|patiente|grand-père|grand-mère|oncle|tante|employée?|associée?|apprentie?|patronn?e?)"
_KIN_IT = r"(?:moglie|marito|padre|madre|figlio|figlia|fratello|sorella|capo|collega|amico|amica|vicin[oa]|paziente|nonn[oa]|zi[oa]|dipendente|soci[oa]|apprendista|titolare)"
_SOMEBODY = {
    "de": rf"(?:ich|er|(?:mein|dein|sein|ihr|unser)(?:e|er)? (?:\w+ )?{_KIN_DE}|(?:ein|eine) (?:\w+ )?(?:kolleg(?:e|in)|mitarbeiter(?:in)?|freund(?:in)?|patient(?:in)?|bekannter?|kunde|kundin) von (?:mir|uns))",
    "en": rf"(?:i|he|she|(?:my|his|her|our) (?:\w+ )?{_KIN_EN}|(?:a|one) (?:\w+ )?(?:colleague|friend|patient|client|employee|student)s? of (?:mine|ours))",
    "fr": rf"(?:j'|je|(?:mon|ma|son|sa|notre) (?:\w+ )?{_KIN_FR}|(?:un|une) (?:collègue|amie?|patiente?) à (?:moi|nous))",
    "it": rf"(?:io|lui|lei|(?:mio|mia|suo|sua|nostro|nostra) (?:\w+ )?{_KIN_IT}|un[ao']? (?:mio|mia|nostro|nostra) {_KIN_IT})",
}
_HAD = {
    "de": r"(?:habe?|hat|hatte|hätte|bekam|bekomme|bekommen|kriegte|erlitt|erlitten|leide[t]?|litt|gelitten|starb|gestorben|kämpft\w*|erkrankte|fällt|fiel|fehlt|liegt|lag|durchgemacht|überlebt\w*)",
    "en": r"(?:ha(?:s|ve|d)(?: got| been diagnosed with| suffered(?: from)?| just had| had)?|'ve had|got|(?:is|was|been|am) (?:diagnosed with|suffering from|treated for|dying of|recovering from|battling|fighting)|"
    r"suffer(?:s|ed|ing)?(?: from)?|(?:\w+ ){0,2}(?:struggl|liv|cop|deal)(?:e|es|ed|ing) with|died (?:of|from)|went through|going through|underwent|survived|beat|battled|developed)",
    "fr": r"(?:ai|a|avait|avais|eu|ont|souffre|souffrait|souffert|est (?:mort|morte|atteinte?|décédée?)|suis atteinte?|fait|survécu)",
    "it": r"(?:ho|ha|aveva|avevo|avuto|soffre|soffriva|soffro|è mort[oa]|è affett[oa]|è guarit[oa]|combatte|superato)",
}
_IS = {
    "de": r"(?:bin|ist|war|wurde|wird|gewesen|liegt|lag|fiel|fällt|bleibt)",
    "en": r"(?:am|is|was|were|'m|'s|has been|had been|'s been|'ve been|been|got|went|is out|'s out)",
    "fr": r"(?:suis|est|était|étais|a été|ai été|tombée?)",
    "it": r"(?:sono|è|era|ero|è stat[oa]|sono stat[oa])",
}
_ADVERBS = {
    "de": r"(?: (?:\w+)){0,5}?",
    "en": r"(?: (?:a|the|an|very|really|just|also|recently|currently|still|now|never|already|\w+ly|out|had|some|from|with|severe|mild|early|own)){0,3}",
    "fr": r"(?: (?:\w+|un|une|le|la|d'un|d'une|du|de|l')){0,4}?",
    "it": r"(?: (?:\w+|un|una|il|la|di|del|da|al)){0,4}?",
}
_MINE = {
    "de": rf"(?:mein|meine[mnrs]?|deine?[mnrs]?) (?:eigene[nrsm]? |erste[nrsm]? |schwere[nrsm]? )?(?:{_ILLNESS['de']}|krankheit|diagnose|behinderung|therapie)|(?:seine?[mnrs]?|ihre?[mnrs]?) (?:eigene[nrsm]? |erste[nrsm]? |schwere[nrsm]? )?{_ILLNESS['de'].replace('|erkrankung', '')}",
    "en": rf"(?:my|his) (?:own |first |severe |mother's |father's |wife's |husband's |son's |daughter's )?{_ILLNESS['en']}|her (?:own |first )?{_ILLNESS['en']}",
    "fr": rf"(?:mon|ma|son|sa) (?:propre |premier |première )?{_ILLNESS['fr']}",
    "it": rf"(?:il |la )?(?:mio|mia|suo|sua) (?:prima |primo )?{_ILLNESS['it']}",
}
# "sick of it", "seine Diagnose der Lage": no illness.
_NO_ILLNESS = pattern(
    r"of|to|and tired(?: of)?|to my stomach|at ease|equipped|informed|advised|prepared|vor|nach|dass|der (?:lage|gesellschaft|wirtschaft|zeit|bundesregierung|krise)|tests?|"
    r"reasonably|de cette|code|screen|spot|sport|research|mutter mit|dienst|zimmer|haus|pandemie|krise|measures|crisis|pandemic|insurance|policy|relief|"
    r"with power|schreiben|gesprochen|building|hydro\w*|model|codes?|systems?"
)


def _of_somebody(language: str) -> Iterator[str]:
    somebody = _SOMEBODY[language]
    yield from (rf"{somebody} ?{words}" for words in _of_named(language))
    yield _MINE[language]


def _of_named(language: str) -> Iterator[str]:
    yield rf"{_HAD[language]}{_ADVERBS[language]} ?\b{_ILLNESS[language]}"
    yield rf"{_IS[language]}{_ADVERBS[language]} ?\b(?:{_STATE[language]})"


_RULES = ByLanguage(_of_somebody)
_OF_NAMED = ByLanguage(_of_named)
_WORDS = ByLanguage(lambda language: [_ILLNESS[language], _STATE[language]])
_WITHOUT_NAME = rule(
    rf"(?:ho (?:avuto|fatto|superato)|soffro|sono guarit[oa]|ha avuto un[ao']?){_ADVERBS['it']} ?\b{_ILLNESS['it']}",
    rf"(?:ero|sono stat[oa]|è stat[oa]) (?:\w+ )?(?:{_STATE['it']})",
    rf"sie {_HAD['de'].replace('hatte|', '')}{_ADVERBS['de']} {_ILLNESS['de']}",
    rf"sie (?:ist|war|wurde|wird|fällt|fiel){_ADVERBS['de']} (?:{_STATE['de']})",
    rf"(?:elle|il) {_HAD['fr']}{_ADVERBS['fr']} ?\b{_ILLNESS['fr']}",
    rf"(?:elle|il) {_IS['fr']}{_ADVERBS['fr']} ?\b(?:{_STATE['fr']})",
)


def found(said: Said) -> Iterator[Spot]:
    """What tells of the health of somebody."""
    for language in _ILLNESS:
        if not said.is_in(language) or not _may_tell(said, language):
            continue
        for match in _RULES[language].finditer(said.opened):
            if not _is_figure_of_speech(said.text, match.end()):
                yield Spot(REASON, match.start(), match.end())
        yield from _of_people_by_name(said, language)
    if said.is_in("de", "fr", "it"):
        for match in _WITHOUT_NAME.finditer(said.opened):
            if not _is_figure_of_speech(said.text, match.end()):
                yield Spot(REASON, match.start(), match.end())


def _may_tell(said: Said, language: str) -> bool:
    """A quick look; German words are put together, and not all of them begin with the illness."""
    return language == "de" or _WORDS[language].search(said.opened) is not None


def _of_people_by_name(said: Said, language: str) -> Iterator[Spot]:
    of_named = _OF_NAMED[language]
    if not of_named.search(said.opened):
        return
    for start, end in people.persons(said):
        stop = next((e for s, e in said.clauses if s <= start < e), len(said.text))
        match = of_named.pattern.search(said.text, end, stop)
        near = match is not None and match.start() - end <= 2
        if match is not None and near and not _is_figure_of_speech(said.text, match.end()):
            yield Spot(REASON, start, match.end())


def _is_figure_of_speech(text: str, end: int) -> bool:
    rest = text[end : end + 40]
    return rest.startswith(("-", "’", "'")) or bool(_NO_ILLNESS.match(rest.lstrip()))
