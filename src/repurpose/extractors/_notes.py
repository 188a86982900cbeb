"""What in decks and documents is a note rather than a sentence to publish: telegram style, labels,
aims, identifiers of code, quotations of nobody, another language."""

from __future__ import annotations

import re

from repurpose.extractors import _verbs
from repurpose.extractors._telegram import WORD, has_verb, is_telegram
from repurpose.extractors.worth.written import claims

_META = (
    "points?|hypothes[ie]s|ideas?|notes?|claims?|objections?|problems?|solutions?|answers?|examples?|goals?|"
    "objectives?|aims?|results?|conclusions?|recommendations?|lessons?|steps?|options?|proposals?|caveats?|"
    "definitions?|observations?|theorem|lemma|assumptions?|motivation|issues?|challenges?|status|plans?|tasks?|"
    "(?:dis)?advantages?|pros|cons|paths?|takeaways?|summary|background|context|mission|vision|focus|scope|purpose|approach|impact|outcome|mitigation|scenario|remark|warning|"
    "replication|generation|punkte?|idee|beispiele?|ziele?|ergebnisse?|fazit|hinweise?|schwierigkeiten|"
    "vorteile?|nachteile?|problem|lösung|interaktion|frage|antwort|aufgabe|definition|exemples?|objectifs?|"
    "remarques?|problèmes?|résultats?|exempio|esempio|obiettivo|nota|problema"
)
_META_LABEL = re.compile(rf"(?:[^\s:]+ ){{0,5}}(?:{_META})\s?:(?:\s|[^\W\d_])", re.IGNORECASE)
_DASH_LABEL = re.compile(r"(?:\S+ ){0,2}\S+ [-–—] ")
_LABEL = re.compile(r"([^:.!?]{2,60}?)\s?:\s+(.+)", re.DOTALL)

# What a slide wants to reach or to teach, not what it says.
_AIM = re.compile(
    r"(?:create|develop|establish|promote|support|improve|increase|enhance|foster|advance|influence|connect|identify|"
    r"provide|facilitate|encourage|strengthen|ensure|enable|expand|implement|evaluate|assess|review|define|explore|"
    r"discuss|understand|describe|explain|demonstrate|analy[sz]e|investigate|determine|examine|compare|introduce|"
    r"present|offer|empower|deliver|leverage|capture|raise|gain|adapt|equip|achieve|maintain|maximi[sz]e|minimi[sz]e|optimi[sz]e|"
    r"streamline|able|unable|likely|potentially|similar|"
    r"définir|créer|développer|améliorer|identifier|analyser|étudier|présenter|favoriser|comprendre|assurer|mettre|"
    r"definire|creare|sviluppare|migliorare|identificare|analizzare|capire|presentare)(?:,| and| et| e)? ",
    re.IGNORECASE,
)
# A line that the next one goes on with.
_HALF = re.compile(
    r"\b(?:wenn|dass|weil|ob|im|am|zum|zur|beim|vom|ins|nach|vor|über|unter|sind|dem|den|des|einer|einem|einen|eines|sowie|"
    r"bzw|als|wie|(?:mitzu|anzu|darzu|vorzu|nachzu)(?:teilen|geben|legen|weisen)|zu (?:beachten|prüfen|berücksichtigen)|if|that|because|when|which|who|is|are|has|have|can|will|from|into|than|que|qui|si|dans|sur|est|sont|"
    r"che|se|nel|sul|è|sono)$",
    re.IGNORECASE,
)
_CALL = 0.12  # a short line that is called out has to claim more
_SHORT_LINE = 60  # characters; below, a line of a slide has to claim something
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been) (?:\w+ly )?\w+ed\b|\b(?:wird|werden|wurden?)\b.*\w(?:t|en)[.!]$|\b(?:est|sont) \w+ée?s?\b"
)
_SHORTHAND = re.compile(
    r"\b(?!PhD|IoT|QoS|KfW|VaR|DaF)[A-Z][a-zäöü][A-Z]\b|"  # "LuL und SuS"
    r"\b(?:grds|bzgl|ggf|evtl|sog|bspw|gem|insb|Anm|betr|lt|secs|approx|incl|resp|w/o?)\b\.? ?(?=[\w(])"
)
_MISREAD = re.compile(r"[¨˜\u3000-\u9fff\ufffd\ue000-\uf8ff]")
_HOW_IT_WAS_BUILT_DE = re.compile(
    r"\b(?:Plugins?|Overlays?|\w*[Ll]ayer|Files?|[Ss]hapefiles?|GeoJ\w+|Headerbild|\w*icon|Buttons?|Dropdown|Fonts?|"
    r"(?:der|die|unserer|die) (?:Website|Webseite))\b"
)
_MISREAD_DE = re.compile(r"\b(?:fur|uber|konnen|mussen|wurde[nr]? fur|moglich\w*|naturlich\w*)\b")

_IDENTIFIER = re.compile(
    r"\b[A-Z]+_[A-Z]+\b|\b[A-Za-z]{3,}\.[A-Za-z]{3,}\b|\b(?:[A-Z]+[a-z0-9]+){3,}\b|\b[A-Z]{2,}[a-z]+[A-Z][a-z]+\w*|"
    r"\b(?:Do|Get|Set|Is|On|New|Add|Begin|End|Init|Try|To|Invoke|Import|Export)[A-Z][a-z]+\b|[„“”]\s?[“”]|\b_\b|"
    r"\b\w+\.(?:js|html?|css|py|txt|xml|json|exe|dll|php|md|cs|java|cpp|yml|csv|ps1)\b|\b(?:Foo|Baz|foo|baz)\b|"
    r"\b[A-Z][A-Za-z]+(?<=[a-z])(?:State|Instance|Adapter|Object|Type|Class|Name|Path|List|Handler|Manager|Factory|Provider|"
    r"Context|Info|Data|Value|Error|Exception|Event|Listener|Buffer|Index|Count)\b|\s[–-]{1,2}[A-Z]\w+\b(?! [–-])|"
    r"; (?:had|has|is|was|only|no) |\b[A-Z]{2,}\.[A-Z]{2,}\b|\b(?:\w+, ){5,}|\bLINK\b|\blorem ipsum\b"
)
_QUOTED = re.compile(r"[\"'“„«‘][^\"“”„«»]*[\"'”“»’][.!]?")
_LOOSE_QUOTE = re.compile(r"[“„]\s|\s[”]|\"\s\w[^\"]*$")
_IN_QUOTES = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")
_FIRST_PERSON = {
    "de": re.compile(r"\b(?:ich|mir|mich|mein(?:e[rnms]?)?)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:I(?!\.)|me|my|mine|myself)\b(?!['’]?[A-Z])"),
    "fr": re.compile(r"\b(?:je|mon|mes|moi|m['’]a)\b|\bj['’]|\bme \w", re.IGNORECASE),
    "it": re.compile(r"\b(?:io|mio|mia|miei|mie)\b", re.IGNORECASE),
}
_OWN_WORK = re.compile(
    r"\b(?:our|we (?:belong|are divided)|(?:my|our)) (?:research )?(?:group|paper|study|results|research|experiments?|"
    r"evaluation|thesis|survey|sample)\b|\bwe are divided\b|\b(?:unsere[rnms]?|meine[rnms]?) (?:studie|arbeit|umfrage|gruppe|"
    r"ergebnisse|auswertung)\b|\b(?:notre|nos) (?:\d+ )?(?:idée|agence|jeu|application|variables?|données|étude|sondage|groupe|modèle|simulation|résultats|modélisation)\b",
    re.IGNORECASE,
)

_COMMON_WORDS = {
    "de": "der die das und ist nicht von mit den dem ein eine zu auf für wird werden sind im sich auch",
    "en": "the and of to is in that for with are be by on as this it was from",
    "fr": "le la les des et est une du dans que pour pas sur qui par au sont avec",
    "it": "il la di che e è un una per non con del della sono nel alla dei gli",
}
_COMMON = {language: frozenset(words.split()) for language, words in _COMMON_WORDS.items()}


def is_note(text: str, language: str, *, on_slide: bool) -> bool:
    """Whether a written text is a note of its author rather than a sentence to publish."""
    plain = " ".join(text.split())
    words = WORD.findall(plain)
    return bool(
        is_telegram(plain, words, language)
        or _is_labelled(plain, language)
        or _AIM.match(plain)
        or _IDENTIFIER.search(plain)
        or _QUOTED.fullmatch(plain)
        or (language != "fr" and _LOOSE_QUOTE.search(plain))
        or _SHORTHAND.search(plain)
        or _HALF.search(plain)
        or (language in ("de", "en") and (" : " in plain or " / " in plain))
        or (on_slide and _is_flat(plain))
        or (on_slide and _FIRST_PERSON[language].search(_IN_QUOTES.sub("", plain)))
        or _OWN_WORK.search(plain)
        or _MISREAD.search(plain)
        or (language == "de" and _MISREAD_DE.search(plain))
        or (language == "de" and _HOW_IT_WAS_BUILT_DE.search(plain))
        or _is_foreign(words, language)
    )


def _is_flat(text: str) -> bool:
    """A short line of a slide that claims nothing: without a full stop, called out, or of what is done
    by nobody."""
    if len(text) >= _SHORT_LINE or claims(text) > (_CALL if text.endswith("!") else 0):
        return False
    return text[-1:].isalnum() or text.endswith((")", "!")) or bool(_PASSIVE.search(text))


def _is_labelled(text: str, language: str) -> bool:
    if _META_LABEL.match(text):
        return True
    dash = _DASH_LABEL.match(text)
    if dash and not has_verb(dash[0], language):
        return True
    label = _LABEL.fullmatch(text)
    if label is None or has_verb(label[1], language):
        return False
    rest = label[2]
    if language == "en":
        if len(rest.split()) < 5 and not has_verb(rest, language):
            return True
        first = rest.split()[0].casefold()
        return first.endswith("s") and first in _verbs.VERB_SETS["en"] - _verbs.AMBIGUOUS_EN
    return not has_verb(rest, language)


def _is_foreign(words: list[str], language: str) -> bool:
    """In another language than the rest of the file, or taken for the wrong one."""
    plain = [word.casefold() for word in words]
    counts = {code: sum(word in common for word in plain) for code, common in _COMMON.items()}
    own = counts.pop(language)
    other = max(counts.values())
    return other >= 2 and (own == 0 or other > max(2, 2 * own))
