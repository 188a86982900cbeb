"""Third parties that are not named and that everybody knows: "our competitor", "unser früherer Lieferant"."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.screening.said import Said, rule

_COMPETITORS = {
    "de": r"konkurrenz|konkurrent(?:en|in|innen)?|mitbewerb(?:er|ern|erin|erinnen)?|wettbewerber(?:n|in|innen)?|rival(?:e|en|in)",
    "en": r"competitors?|competition|rivals?",
    "fr": r"concurrence|concurrente?s?|rival(?:e|es)?|rivaux",
    "it": r"concorrenza|concorrent[ei]|rival[ei]",
}
_OTHERS = {
    "de": r"(?:zu)?lieferant(?:en|in)?|zulieferer|kund(?:e|en|in|innen)|(?:geschäfts)?partner(?:n|in)?|subunternehmer(?:n|in)?|bauherr(?:n|en|in|schaft)?|"
    r"auftraggeber(?:n|in)?|investor(?:en|in)?|vermieter(?:n|in)?|mieter(?:n|in|innen)?|nachbar(?:n|in)?|chef(?:s|in)?|vorgesetzten?r?|vorgänger(?:n|in)?|"
    r"mitarbeiter(?:n|in|innen)?|mitarbeitenden|kolleg(?:e|en|in|innen)|lehrling(?:e|en)?|bank|versicherung|architekt(?:en|in)?|anwalt|anwältin|treuhänder(?:in)?|"
    r"berater(?:n|in)?|gemeinderat|gemeindepräsident(?:in|en)?|bürgermeister(?:in)?",
    "en": r"suppliers?|vendors?|contractors?|subcontractors?|customers?|clients?|(?:business )?partners?|landlords?|tenants?|neighbou?rs?|boss(?:es)?|"
    r"managers?|predecessors?|employees?|colleagues?|apprentices?|banks?|insurers?|insurance company|architects?|lawyers?|accountants?|consultants?|"
    r"investors?|mayor",
    "fr": r"fournisseurs?|sous-traitants?|client(?:e|s|es)?|partenaires?|propriétaires?|locataires?|voisin(?:e|s|es)?|patron(?:ne|s)?|chef(?:fe|s)?|"
    r"prédécesseurs?|employée?s?|collaborat(?:eur|rice)s?|collègues?|apprenti(?:e|s)?|banque|assurance|assureur|architectes?|avocate?s?|comptable|consultants?|"
    r"investisseurs?|maire",
    "it": r"fornitor[ei]|subappaltator[ei]|client[ei]|partner|soci[oa]?|proprietari[oa]?|inquilin[oi]|vicin[oai]|capo|cap[ai]|predecessor[ei]|dipendent[ei]|"
    r"collaborator[ei]|collegh?[aei]|apprendist[ai]|banca|assicurazione|architett[oai]|avvocat[oai]|commercialista|consulent[ei]|investitor[ei]|sindac[oa]",
}
_OURS = {
    "de": r"(?:einer |eine |eines )?(?:unser|mein)(?:e|er|em|en|es)?",
    "en": r"(?:one of |some of )?(?:our|my)",
    "fr": r"(?:l'un de |un de |une de |certains de )?(?:notre|nos|mon|ma|mes)",
    "it": r"(?:(?:il|la|i|le|un|una|uno dei|alcuni dei) )?(?:nostr[oaie]|mi[oae]|miei)",
}
_ARTICLE = {
    "de": r"die|der|den|dem|ein|eine|einen|einem|einer",
    "en": r"the|a|some|every",
    "fr": r"l'|la |le |les |un |une |certains |des ",
    "it": r"la|il|un|una|i|le|gli|alcuni",
}
_FORMER = {
    "de": r"(?:(?:ehemalig|früher|letzt|alt|direkt|gröss?t|größt|einzig|lokal)\w* |ex-)?",
    "en": r"(?:(?:former|previous|old|last|ex|biggest|main|direct|local|only) |ex-)?",
    "fr": r"(?:(?:ancien(?:ne)?s?|ex|principal(?:e|es)?|principaux|grands?|plus grands?) |ex-)?",
    "it": r"(?:(?:ex|vecchi[oaie]?|precedent[ei]|principal[ei]|ultim[oa]) |ex-)?",
}


def _of(language: str) -> tuple[str, ...]:
    article = f"(?:{_ARTICLE[language]})" + ("" if language == "fr" else " ")
    competitors = (
        rf"(?:{_OURS[language]} |{article}){_FORMER[language]}(?:{_COMPETITORS[language]})"
    )
    return competitors, rf"{_OURS[language]} {_FORMER[language]}(?:{_OTHERS[language]})"


_RULES = {language: rule(*_of(language)) for language in ("de", "en", "fr", "it")}


def mentioned(said: Said, language: str) -> Iterator[tuple[int, int]]:
    """Where they are mentioned."""
    for match in _RULES[language].finditer(said.opened):
        yield match.span()
