"""What in a written sentence hangs in the air without its deck: a comparison with nothing, what would
be if something were done, how a study went, how many points follow, whom a firm is part of.

Each rule is asked only of sentences that hold one of its words.
"""

from __future__ import annotations

import re

from repurpose.extractors import _verbs
from repurpose.text.openings import opened

LONG = 80  # characters: what is longer tells enough of itself
SHORT = 65  # characters

# "Callee-side checking is more expressive": than what?
_THAN_WHAT = {
    "de": re.compile(
        r"\b(?:ist|sind|war|waren) (?:\w+ ){0,5}(?:schneller|besser|günstiger|billiger|einfacher|sicherer|größer|grösser|kleiner|höher|"
        r"tiefer|stärker|schwächer|effizienter|flexibler|genauer|teurer|leichter|länger|kürzer|schlechter|robuster)[.!]?$"
    ),
    "en": re.compile(
        r"\b(?:is|are|was|were|seems?) (?:\w+ ){0,3}(?:(?:more|less) [a-z]+|better|worse|faster|slower|cheaper|easier|harder|simpler|"
        r"safer|smaller|larger|bigger|higher|lower|stronger|weaker|shorter|longer|greater)[.!]?$"
    ),
    "fr": re.compile(r"\b(?:est|sont|était|étaient) (?:\w+ )?(?:(?:plus|moins) \w+|meilleure?s?|pires?)(?:[.!]?$| et )"),
    "it": re.compile(r"\b(?:è|sono|era|erano) (?:\w+ )?(?:(?:più|meno) \w+|miglior[ei]|peggior[ei])[.!]?$"),
}  # fmt: skip
_COMPARED_WORDS = (
    "than as if when once because without with unlike compared versus als je wenn weil ohne mit bei que si quand sans avec "
    "di che se quando senza con"
)
_COMPARED = frozenset(_COMPARED_WORDS.split())
_COPULAS_WORDS = (
    "ist sind war waren is are was were seem seems est sont était étaient è sono era erano"
)
_COPULAS = frozenset(_COPULAS_WORDS.split())

# "Countermeasures can be planned more efficiently", "has much less errors".
_MORE_OF_WHAT = re.compile(
    r"\b(?:more|less) [a-z]+ly[.!]?$|\b(?:much|far|even|slightly|significantly) (?:more|less|fewer|better|worse|faster|easier|cheaper|stronger|safer) "
    r"(?!and (?:more|less)\b)[a-z]+|\b(?:noch|viel|deutlich|wesentlich) (?:schneller|besser|mehr|weniger|einfacher|sicherer|günstiger)[.!]?$|"
    r"\b(?:beaucoup|encore|bien) (?:plus|moins) \w+[.!]?$",
)
_MORE_WORDS = "more less fewer better worse faster easier cheaper stronger safer schneller besser mehr weniger einfacher sicherer günstiger plus moins"
_MORE = frozenset(_MORE_WORDS.split())

# "Parametric polymorphism would reduce the gain": if what?
_WOULD = frozenset(["would", "würde", "würden", "wäre", "wären", "hätte", "hätten"])
_CONDITION_WORDS = (
    "if without unless otherwise who whoever that because but than like rather by were had not never "
    "wenn ohne falls sonst wer dass weil aber als lieber gern gerne durch mit bei nie nicht"
)
_CONDITION = frozenset(_CONDITION_WORDS.split())

# How a study or an experiment went.
_STUDY = {
    "de": re.compile(
        r"\b(?:d(?:ie|er) (?:\w+ )?(?:Stichprobe|Datensatz|Datensätze|Trainingsdaten|Testdaten|Messreihe)|[Uu]nser\w* (?:Datensatz|Modell|"
        r"Prototyp|Algorithmus|Datenbank|Programm|Code|App|Anwendung|Spiel))\b|"
        r"^(?:Ergebnisse|Werte|Unterschiede|Teilnehmer|Probanden|Messungen|Daten) (?:wurden|waren|werden|sollen|müssen)\b"
    ),
    "en": re.compile(
        r"\b(?:was|were) (?:\w+ )?(?:log[- ])?(?:transformed|normali[sz]ed|averaged|randomi[sz]ed|extracted|pre-?processed|augmented|"
        r"annotated|interpolated|resampled|anonymi[sz]ed|recruited|stratified|label?led|imputed|tokeni[sz]ed|tuned)\b|"
        r"\b(?:the|this|our|each) (?:\w+ )?(?:data ?sets?|data-sets?|training data|test data|training set|test set)\b|"
        r"\b(?:differences?|effects?|correlations?|changes) (?:was|were) (?:\w+ )?(?:observed|found|seen|noted|detected)\b|"
        r"\b(?:is|are|was|were) (?:measured|calculated|computed) (?:as|from|over|across)\b|"
        r"^(?:objectives|goals|results|values|differences|conclusions|findings|participants|respondents|subjects|samples|scores|"
        r"measurements|simulations|deliverables|milestones|outputs|inputs|opportunities)\b (?:\w+ )?(?:is|are|was|were|will|have|had|"
        r"show|showed|indicate|suggest|for|of|to)\b|"
        r"\b(?:in|of|by|from) (?:the|this|our) (?:study|survey|experiment|paper|thesis)\b|"
        r"\b(?:our|my) (?:\w+ )?(?:concept|approach|purposes?|report|model|dataset|prototype|implementation|classifier|algorithm|requirements|simulation|codebase|app)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:le|les|du|notre|nos|ce) (?:jeux? de données|datasets?|échantillons?)\b|"
        r"\b(?:données|variables|valeurs|images) (?:ont|sont) (?:été )?(?:\w+ment )?(?:nettoyées|collectées|récupérées|normalisées|extraites|"
        r"importées|supprimées|prétraitées|fusionnées|remplacées)\b|"
        r"\b(?:sera|seront|pourra être|pourront être) (?:mise?s?|créée?s?|développée?s?|générée?s?|représentée?s?|réalisée?s?|utilisée?s?|ajoutée?s?|"
        r"intégrée?s?)\b|"
        r"\b(?:notre|nos) (?:programme|prototype|code|algorithme|site|base de données|script|logiciel|appli|interface|plateforme)\b",
        re.IGNORECASE,
    ),
    "it": re.compile(
        r"\b(?:il|i|del|nel|nostro|questo) (?:dataset|campione)\b|\b(?:il nostro|la nostra) (?:programma|prototipo|codice|algoritmo|"
        r"modello|applicazione|sito|app|gioco)\b|\bi dati sono stati\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
_STUDY_WORDS_LIST = (
    "stichprobe datensatz datensätze trainingsdaten testdaten messreihe unser unsere unserem unseren unserer ergebnisse werte "
    "unterschiede teilnehmer probanden messungen daten was were dataset datasets data training test our my measured calculated computed "
    "objectives goals results values differences conclusions findings participants respondents subjects samples scores measurements "
    "study survey experiment paper thesis simulations deliverables milestones outputs inputs opportunities jeu jeux échantillon échantillons données variables valeurs images "
    "notre nos sera seront pourra pourront campione nostro nostra dati"
)
_STUDY_WORDS = frozenset(_STUDY_WORDS_LIST.split())

# What somebody may think of, at the end, with nobody who does it.
_TO_BE_DONE = re.compile(
    r"\b(?:must|should|needs? to|have to|has to|can|will|could) be (?:explored|considered|discussed|examined|investigated|studied|"
    r"reviewed|noted|counted|included|listed|cast|defined|determined|evaluated|tested|updated|added|clarified|addressed|improved|"
    r"implemented|developed|identified)[.!]?$|\bexists?[.!]?$|"
    r"\b(?:muss|müssen|soll|sollen|sollte|sollten|kann|können) (?:\w+ )?(?:geprüft|berücksichtigt|beachtet|diskutiert|untersucht|definiert|"
    r"festgelegt|ergänzt|verbessert|geklärt|überarbeitet|angepasst) werden[.!]?$",
    re.IGNORECASE,
)
_DONE_LAST_WORDS = (
    "explored considered discussed examined investigated studied reviewed noted counted included listed cast defined determined "
    "evaluated tested updated added clarified addressed improved implemented developed identified exist exists werden"
)
_DONE_LAST = frozenset(_DONE_LAST_WORDS.split())

# "Skinner named five obstacles": which ones, the next lines tell.
_POINTS_FOLLOW = re.compile(
    r"(?<!all )(?<!alle )(?<!allen )(?<!aller )(?<!the )(?<!these )(?<!die )(?<!der )(?<!den )(?<!les )(?<!tous )(?<!le )(?<!gli )(?<!tutti )(?<!in )(?<!nach )"
    r"\b(?:[2-9]|10|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|deux|trois|quatre|"
    r"cinq|sept|huit|neuf|dix|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|several|mehrere|verschiedene|plusieurs|diversi) (?:\w+ )?"
    r"(?:ways|steps|types|kinds|levels|factors|reasons|categories|phases|stages|elements|pillars|principles|obstacles|parts|areas|aspects|"
    r"options|methods|approaches|challenges|goals|rules|criteria|components|features|functions|layers|axes|modes|"
    r"schritte|arten|typen|gründe|phasen|elemente|säulen|prinzipien|bereiche|aspekte|möglichkeiten|ziele|regeln|kriterien|faktoren|"
    r"kategorien|teile|stufen|varianten|methoden|formen|gruppen|ebenen|komponenten|"
    r"étapes|types|raisons|phases|éléments|piliers|principes|domaines|aspects|règles|critères|facteurs|catégories|parties|niveaux|"
    r"obstacles|méthodes|objectifs|axes|volets|composants|"
    r"ostacoli|passi|tipi|motivi|fasi|elementi|pilastri|principi|aree|aspetti|regole|criteri|fattori|categorie|parti|livelli|metodi|"
    r"obiettivi|componenti)(?: (?!who\b|that\b|which\b)[\w’']+){0,3}[.!]?$",
    re.IGNORECASE,
)
_POINTS_WORDS_LIST = (
    "ways steps types kinds levels factors reasons categories phases stages elements pillars principles obstacles parts areas aspects "
    "options methods approaches challenges goals rules criteria components features functions layers axes modes schritte arten typen gründe "
    "phasen elemente säulen prinzipien bereiche aspekte möglichkeiten ziele regeln kriterien faktoren kategorien teile stufen varianten "
    "methoden formen gruppen ebenen komponenten étapes raisons éléments piliers principes domaines règles critères facteurs catégories "
    "parties niveaux méthodes objectifs volets composants ostacoli passi tipi motivi fasi elementi pilastri principi aree aspetti regole "
    "criteri fattori categorie parti livelli metodi obiettivi componenti"
)
_POINTS_WORDS = frozenset(_POINTS_WORDS_LIST.split())

_SOME_POINTS = re.compile(
    r"(?:several|some|many|various|certain|different|multiple) (?:\w+ )?(?:areas|aspects|factors|things|issues|topics|points|questions|problems|"
    r"challenges|metrics|options|approaches|methods|reasons|steps|ways|types|kinds|features|elements|ideas|opportunities)\b|"
    r"(?:mehrere|einige|verschiedene|viele|manche|diverse) (?:\w+ )?(?:bereiche|aspekte|faktoren|punkte|fragen|probleme|themen|herausforderungen|"
    r"möglichkeiten|gründe|arten|methoden|ansätze|schritte|funktionen|varianten)\b|"
    r"(?:plusieurs|certaine?s|différente?s|diverse?s|quelques) (?:aspects|facteurs|points|questions|problèmes|thèmes|raisons|étapes|types|méthodes|"
    r"éléments|solutions|domaines|approches|fonctionnalités)\b|"
    r"(?:molti|molte|alcuni|alcune|diversi|diverse|vari|varie) (?:aspetti|fattori|punti|domande|problemi|temi|motivi|passi|tipi|metodi|elementi)\b",
    re.IGNORECASE,
)

_SOME = re.compile(
    r"(?:some|certain|certaine?s|quelques|einige|manche|alcun[ie]|cert[ie]) ", re.IGNORECASE
)

# What a firm says of itself and all firms do.
_OF_ITSELF = re.compile(
    r"\b(?:is|are|remains?) (?:\w+ )?(?:committed|dedicated|devoted) to\b|\benvisions?\b|\b(?:is|are) (?:an?|the|one of the) (?:\w+ ){0,3}"
    r"(?:research arm|member|division|subsidiary|spin-?off|branch|affiliate|leader|provider|manufacturer|supplier) (?:of|in|for)\b|"
    r"\bwe are (?:now )?(?:the|your) (?:\w+ )?(?:partner|specialist|expert|leader|number)\b|\bwir sind (?:der|die|ihr|ihre) (?:\w+ )?(?:partner|spezialist|experte|nummer)\w*\b|"
    r"\b(?:strives?|prides? (?:itself|ourselves|themselves))\b|"
    r"\b(?:ist|sind) (?:bestrebt|ein(?:e[rs]?)? (?:führende|Tochter|Mitglied|weltweit|Anbieter|Hersteller)\w*)|\bsteh(?:t|en) für (?:Qualität|höchste|Innovation)|"
    r"\bs['’]engagent? à\b|\b(?:a|ont) pour (?:mission|vocation|ambition)\b|\b(?:est|sont) (?:un |une |le |la |les )?leaders?\b|"
    r"\bsi impegna(?:no)? (?:a|per)\b|\b(?:è|sono) (?:un |una |il |la )?leader\b",
    re.IGNORECASE,
)
_OF_ITSELF_WORDS_LIST = (
    "committed dedicated devoted envision envisions arm member division subsidiary spinoff spin branch affiliate partner spezialist spezialisten experte experten nummer specialist specialists expert experts number leader leaders provider "
    "manufacturer supplier strive strives pride prides bestrebt führend führende führender führendes tochter mitglied weltweit anbieter "
    "hersteller steht stehen engage engagent mission vocation ambition impegna impegnano"
)
_OF_ITSELF_WORDS = frozenset(_OF_ITSELF_WORDS_LIST.split())
# What software is to let its users do.
_USE_CASE = re.compile(
    r"(?:(?:der|die|ein|jeder) )?(?:benutzer|nutzer|anwender|user|admins?|administrator(?:en)?|spieler) (?:kann|können) |"
    r"(?:(?:the|an?|each|every) )?(?:users?|admins?|administrators?|players?) (?:can|will be able|(?:is|are) able) |"
    r"(?:(?:les |chaque |un )|l['’])?(?:utilisateurs?|administrateurs?|joueurs?) (?:peut|peuvent|pourra|pourront) |"
    r"(?:(?:gli |ogni |un |i )|l['’])?(?:utent[ei]|amministrator[ei]|giocator[ei]) (?:può|possono|potrà|potranno) ",
    re.IGNORECASE,
)
_USERS_WORDS = (
    "benutzer nutzer anwender user users admin admins administrator administratoren administrators spieler player players utilisateur "
    "utilisateurs administrateur administrateurs joueur joueurs utente utenti amministratore amministratori giocatore giocatori"
)
_USERS = frozenset(_USERS_WORDS.split())
_OF = re.compile(
    r"(?:Complexity|Correctness|Number|Size|Length|Amount|Majority|Structure|Purpose|Goal|Aim|Role|Rest|Level|Effect|Impact|Rate|"
    r"Percentage|Advantage|Benefit|Beginning|Type|Kind|Probability|Likelihood|Result|Code|Version|Name|Owner|Status|Set|List|Range|"
    r"Degree|Ownership|Location|Position) of "
)
# Of a person whom another line names.
_SOMEONE_WORDS = (
    "who someone anyone everyone somebody anybody everybody person child woman man mother father patient student teacher user attacker developer "
    "employee boss manager customer client reader leader doctor nurse worker colleague friend girl boy consumer founder owner if when"
)
_SOMEONE = frozenset(_SOMEONE_WORDS.split())
_HE = frozenset(["he", "she", "his", "her", "him"])
MOST_SUBJECT = 4  # words of a subject between its article and its verb
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VERBS = _verbs.VERB_SETS["en"] | frozenset(["changes", "contains", "refuses", "sends"])
_QUALIFIES_WORDS = "of for in on at to from with without between behind by among about that which who whose where when and or"
_QUALIFIES = frozenset(_QUALIFIES_WORDS.split())
_KNOWN_TO_ALL_WORDS = (
    "customer customers market brain internet world climate law future past sun moon earth sea government public economy industry planet environment "
    "web weather soil forest body heart human poor rich young old elderly media police state city country countryside sky air water energy "
    "truth answer secret trick reader buyer consumer employer employee boss attacker victim user code security password price rate number share amount "
    "cost demand weight population temperature roof wood house cheese milk cellar counter floor wall kitchen shop firm farm dairy village school hospital "
    "hotel restaurant museum factory bakery garden street family children people"
)
_CHOSEN_WORDS = "more less most least only fewer better worse first last average typical whole entire two three new old"
_CHOSEN = frozenset(_CHOSEN_WORDS.split())
_KNOWN_TO_ALL = frozenset(_KNOWN_TO_ALL_WORDS.split())
# What stands for a name, and what is still to be filled in.
_BLANK = re.compile(
    r"X{3,}|\b(?:system|ip|user|technology|company|product|version|firma|produkt|kunde|server|host) [XYN]\b",
    re.IGNORECASE,
)
# Two lines of which nobody knows that they are two: "Developer training Don't trust the client".
_GLUE_WORDS = "Don't Don’t Do The This These We You It If When There How What Why Use Ne Il Elle Nous Vous Cet Cette Ces Non Gli Questo Official"
_GLUE = frozenset(_GLUE_WORDS.split())
_GLUED = re.compile(
    r"[a-zäöüéèà)] (?:Don['’]t|Do not|The|This|These|We|You|It|If|When|There|How|What|Why|Use|Ne pas|Il|Elle|Nous|Vous|Cette?|Ces|Non|Gli|Questo|Official) [a-zäöüéèà]"
)
_CITED = re.compile(r"\[[A-Za-z]{0,3}\d{1,3}(?:[,;–-] ?[A-Za-z]{0,3}\d{1,3})*\]|\*")
_MATHS = re.compile(r"[\U0001d400-\U0001d7ff]")


def _is_known(text: str) -> bool:
    """Whether it begins with a thing that was named before: "The array must be large enough", but "The array of
    a shop", "The best customers", "The market"."""
    if not text.startswith("The "):
        return False
    words = _WORD.findall(text)[1 : MOST_SUBJECT + 2]
    for place, word in enumerate(words):
        if place and (word in _VERBS or word.endswith("ed")):
            break
        if (
            not word[0].islower()
            or word in _QUALIFIES
            or word.endswith(("est", "'s", "’s"))
            or (place == 0 and word in _CHOSEN)
            or (place < 2 and word in _KNOWN_TO_ALL)
        ):
            return False
    else:
        return False
    return True


def hangs(text: str, language: str) -> bool:
    """Whether a written sentence needs what its deck tells around it, though no word of it points there."""
    plain = " ".join(text.split())
    words = opened(text).words
    brief = len(plain) < LONG
    short = brief and not any(map(str.isdigit, plain))
    return (
        (("[" in plain or "*" in plain) and _CITED.search(plain) is not None)
        or (not _GLUE.isdisjoint(plain.split()) and _GLUED.search(plain) is not None)
        or ((" X" in plain or " Y" in plain or "XXX" in plain) and _BLANK.search(plain) is not None)
        or (not plain.isascii() and _MATHS.search(plain) is not None)
        or (language == "en" and (_OF.match(plain) is not None or _is_known(plain)))
        or (language == "en" and not words.isdisjoint(_HE) and words.isdisjoint(_SOMEONE))
        or (not words.isdisjoint(_USERS) and _USE_CASE.match(plain) is not None)
        or (
            not words.isdisjoint(_COPULAS)
            and words.isdisjoint(_COMPARED)
            and "," not in plain
            and _THAN_WHAT[language].search(plain) is not None
        )
        or (
            not words.isdisjoint(_MORE)
            and words.isdisjoint(_COMPARED)
            and not any(map(str.isdigit, plain))
            and _MORE_OF_WHAT.search(plain) is not None
        )
        or (brief and not words.isdisjoint(_WOULD) and words.isdisjoint(_CONDITION) and "," not in plain)
        or (not words.isdisjoint(_STUDY_WORDS) and _STUDY[language].search(plain) is not None)
        or (short and plain.rstrip(".!").rpartition(" ")[2] in _DONE_LAST and _TO_BE_DONE.search(plain) is not None)
        or _SOME_POINTS.match(plain) is not None
        or (short and len(plain) < SHORT and _SOME.match(plain) is not None)
        or (not words.isdisjoint(_POINTS_WORDS) and _POINTS_FOLLOW.search(plain) is not None)
        or (
            not words.isdisjoint(_OF_ITSELF_WORDS)
            and not any(map(str.isdigit, plain))
            and _OF_ITSELF.search(plain) is not None
        )
    )  # fmt: skip
