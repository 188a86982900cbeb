"""What in a written sentence points out of it: to a sentence before, to a figure, to the slides
themselves, to a day that is over. Nobody who reads it alone knows what is meant.

Talk is judged apart (`repurpose.extractors._words`): there the sentence before can be told with it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from repurpose.extractors import _words

# Anywhere: figures, parts of the document, lists that follow, where to look for more.
_ELSEWHERE = re.compile(
    r"\b(?:fig(?:ure|\.)?s?|tab(?:le|elle|leau|\.)|charts?|exhibit|slides?|folien?|diapositive|abb(?:ildung(?:en)?|\.)|"
    r"gra(?:f|ph)ik|grafico|tabella|sections?|chapters?|kapitel|chapitre|appendix|anhang|annexe|pages?|seiten?|"
    r"webseiten?|columns?|colonnes?|colonne|spalten?|rows?|zeilen?|lignes?|bullets?|steps?|phases?|schritt|étape|website|web pages?|absatz|absätzen?|abs\.|sätzen?|satz|ziffern?|buchstabe)"
    r" ?(?:\d|[A-Z]\b(?!\.))|"
    r"\b(?:above|below) (?:code|example|figure|table|image|picture|diagram|chart|slide|list|formula|equation|results?|steps?)\b|"
    r"\b(?:figures?|table|chart|graph|diagram|slide)s? (?:shows?|below|above|on the)\b|"
    r"\b(?:this|these) (?:type|kind|sort|way|manner)s?\b|\bdiese(?:r|n)? (?:art|weise)\b|\bce (?:genre|type) de\b|"
    r"\b(?:all|some|most|none|each|one|many|both|two|three) of (?:them|these|those|it)\b|"
    r"\b(?:the|these|as) follow(?:ing|s)\b|\b(?:see|shown|described|listed|mentioned|noted|discussed|defined|as|the)"
    r" (?:above|below)\b|\b(?:above|below)(?:[.)]?$| (?:will|is|are|can|should|has|have)\b)|\b(?:afore\w+|existing ones|the (?:latter|former))\b|"
    r"\b(?:folgende|nachfolgende|nachstehende|obige|vorstehende|vorgenannte|obengenannte|letztere)[rnms]?\b|"
    r"\b(?:siehe|vgl|wie) (?:oben|unten|folgt)\b|\b(?:oben|unten|bereits) (?:genannt|erwähnt|beschrieben|gezeigt)|"
    r"\b(?:ci-(?:dessus|dessous|après|contre)|plus haut|susmentionné\w*|suivante?s? :)|"
    r"\b(?:di seguito|sopra (?:indicat|menzionat)\w*|sottostante)\b",
    re.IGNORECASE,
)
_WHERE_MORE = re.compile(
    r"\b(?:available|appear|posted|published|download\w*|documented|listed|found|laid out) (?:[^ ]+ ){0,4}"
    r"(?:web ?site|online|page|repository|github)\b|\b(?:auf (?:unserer|der|meiner)|sur (?:notre|le)|sul nostro) "
    r"(?:web ?site|web ?seite|homepage|site)\b|\b(?:document online|made available|in progress|under way|underway|"
    r"will shortly|coming soon|(?:is|are) (?:\w+ ){0,2}(?:working on|tracking|investigating|looking into)|permission is (?:hereby )?granted|being (?:compiled|prepared|designed|developed|drafted)|has (?:just )?begun|"
    r"will be (?:systematically |gradually |further |regularly )?(?:extended|updated|announced|released|published|added|presented|"
    r"discussed)|(?:is|are) (?:actively |currently )?sought|for (?:more|further) (?:information|details)|literaturverzeichnis|"
    r"since the last (?:release|version|edition|meeting)|under active development|"
    r"zu entnehmen|(?:grün|rot|blau|gelb|green|red|blue|yellow) (?:markiert|dargestellt|marked|highlighted|shown)|\ben (?:jaune|rouge|vert|bleu)\b|"
    r"scrollt|scrollen|scroll down|klickt|(?:an)?klicken|click (?:on|here)|minimap|popup|footer|(?:erste|zweite|dritte|vierte)[nr]? (?:web(?:site|seite)|seite|folie)|"
    r"to be (?:determined|defined|decided|confirmed)|tbd|todo|in arbeit|in vorbereitung|en cours)\b",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(
    r"\b(?:this|last|next) (?:(?:calendar|fiscal|financial|school|academic) )?"
    r"(?:year|month|week|quarter|semester|spring|summer|autumn|winter)(?:['’]s)?\b|"
    r"\b(?:diese[ns]?|diesem|letzte[ns]?|nächste[ns]?|vergangene[ns]?|kommende[ns]?) "
    r"(?:jahr|monat|woche|quartal|semester|sommer|winter|frühling|herbst)\w*|\bheuer\b|"
    r"\b(?:cette année|l['’]an(?:née)? (?:dernière?|prochaine?|passée?)|ce mois|quest['’]anno|l['’]anno scorso)\b",
    re.IGNORECASE,
)
# One of these is in each of them.
_TIMES = (
    "year", "month", "week", "quarter", "semester", "spring", "summer", "autumn", "winter", "jahr", "monat", "woche", "quartal", "sommer",
    "frühling", "herbst", "heuer", "année", "l'an", "mois", "anno",
)  # fmt: skip
_PLANNED = re.compile(
    r"\b(?:will|shall|going to|planned|wird|werden|soll|sollen|geplant|prévue?s?|sera|seront|sarà|saranno|previst\w)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

# These need a clause before them in the same sentence.
_NEEDS_A_CLAUSE = {
    "de": r"dies|diese[rnms]?|jene[rnms]?|solch|solche[rnms]?|aber|jedoch|allerdings|hingegen|zudem|au(?:ß|ss)erdem|"
    r"ebenfalls|somit|deshalb|daher|deswegen|dabei|dadurch|davon|daran|daraus|darin|hier(?:bei|für|zu|von|durch|mit)|"
    r"dafür(?!,? dass)|eine? andere[rs]?|dann|also|hier|infolgedessen|trotzdem|stattdessen|demnach|demzufolge|weiterhin",
    "en": r"this|these|such(?! as\b)|however|moreover|furthermore|nevertheless|nonetheless|conversely|therefore|thereby|"
    r"accordingly",
    "fr": r"ce(?:tte|t)?(?! qu)|ces|celle-ci|celui-ci|ceux-ci|celles-ci|cependant|toutefois|néanmoins|également|ainsi|une? autre|"
    r"alors|en effet|par ailleurs|donc",
    "it": r"quest[oaie]|tale|tali|tuttavia|inoltre|pertanto|quindi|dunque|infatti|perciò|altresì",
}
_LEANING = {
    language: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)
    for language, words in _NEEDS_A_CLAUSE.items()
}
_CLAUSE_BEFORE = re.compile(
    r"(?:\S+ ){2,}\S+\s?[,;:–—](?=\s)|(?:\S+ ){5,}(?:and|und|et|e|but|mais|ma) "
)
_BOTH = re.compile(
    r"\b(?:both|either) (?!of\b)(?:\w+ )?\w+\b(?! and| or)(?!.*\b(?:and|or)\b)", re.IGNORECASE
)

# At the beginning.
_BEGINNINGS = {
    "de": r"(?:sie|wir|ihr) \w+ (?:jetzt|nun)\b|\d+ (?:weitere|andere)\b|plötzlich |wir (?:zeigen|sehen|schauen|besprechen) |die \d{1,3} (?!\w+sten\b)|wir (?:entwerfen|erstellen|entwickeln|präsentieren|gehen (?:von|davon)|nehmen an|würden|verwenden|"
    r"benutzen) |(?:durch|für|mit|bei|in|aus|von) (?:die|der|das|den|dem) (?:\w+ )?(?:funktion|lösung|methode|verfahren|liste|datei|tabelle|"
    r"anwendung|studie|klasse|spalte)\b(?! (?:von|der|des|für|eines|einer))|analog|daraufhin|im gegenzug|(?:eine|ein) (?:andere[rs]?|weitere[rs]?) |(?:das|die|der) (?:erste|zweite|dritte|vierte|"
    r"nächste|letzte|obige) (?:beispiel|aussage|fall|teil|schritt|punkt|problem|frage|möglichkeit|variante|ansatz|erstellte)|"
    r"(?:beispiel|bemerkung|satz|definition|lemma|korollar|abschnitt) \d|des weiteren|ansonsten|bitte |jetzt|nun|damals|inzwischen|die (?:zwei|drei|vier|fünf|beiden) |(?:das )?(?:ziel|zweck) "
    r"(?:der|des|dieser|unserer) (?:arbeit|studie|projekte?s|projektes|vortrags)|(?:(?:alle|die|der|das|den|einige|viele) )?(?:andere[nrms]?|übrige[nrms]?|restliche[nrms]?|weitere[nrms]?) |"
    r"anschlie(?:ß|ss)end|abschlie(?:ß|ss)end|zunächst|zuerst|zuletzt|im (?:nächsten|folgenden|letzten|ersten) schritt|"
    r"am ende wurden?|zusammenfassend|insgesamt|angenommen|gegeben|(?:die )?(?:zwei|drei|vier|fünf|beiden) [a-zäöüß]*\w+ "
    r"(?:sind|werden)|siehe|vgl|zusätzlich|alternativ|(?:eine|ein|mit|durch|bei|für|in|von|aus) (?:\w+ )?solche|"
    r"strafbar wird es dann|(?:man|wir) (?:sieht|sehen|erkennt|erkennen) |(?:für|zu|bei|mit) \w+ gibt es (?:die|das|den) ",
    "en": r"surely|in parallel,|meanwhile\b|we (?:only|just) use |the authors? of |common (?:issues|causes|problems|examples|mistakes) (?:include|are) |analog(?:ous)? to|even (?:then|so)\b|for our purposes|wisely|sadly|luckily|(?:focus|concentrate) on the (?:\w+ ){0,2}ones|(?:you|we) (?:\w+ )?now\b(?!.*\d)|\d+ (?:more|others?)\b|\d+/\d+ |all of a sudden|we (?:won't|will not|don't|are not|are about to|aren't) (?:\w+ )?"
    r"(?:go|cover|talk|discuss|look|deploy|going|show|explain)\b|you (?:will|'ll) (?:see|learn|find out|hear)\b|let (?:me|us) know|if you (?:need|have) any|"
    r"as an? [^.]{3,60}, (?:he|she|they|we|i) |the \d{1,3} (?!\w+est\b|per ?cent\b)|we (?:here |then |first |now |only |just |also )?(?:implement|provide|compare|evaluate|define|extend|compute|train|assume|propose|implemented|trained|intend|present|introduce|"
    r"here|applied|clone|download|preprocess|are going) |on the other hand|in other words|(?:in order )?to do (?:that|this|so|it)\b|(?:by|for|when|while|after|before) doing (?:that|this|so|it)\b|"
    r"we (?:can |could )?(?:also )?(?:see|observe|notice) |(?:[\w-]+ ){1,3}also (?!known|called|referred)|in that case|as with any|a goal is|(?:some|many|most|others|several|few|everyone "
    r"else|the rest) (?:may|can|could|are|is|were|was|have|had|might|do|will|went)\b|the (?:second|third|first (?:example|case|step|"
    r"approach|problem|part))\b|(?:example|remark|lemma|definition) \d|please |the (?:\w+ )?(?:goal|aim|purpose|objective|mission|scope) of (?:the|this|our) |(?:un)?fortunately|thankfully|interestingly|surprisingly|obviously|consequently|additionally|"
    r"specifically|overall,|(?:\w+ ){0,3}of (?:ours|theirs)\b|(?:\S+ ){1,5}(?:it|them)\b(?! (?:is|was|takes|has|will|would|can|"
    r"should|to|may|might))|(?:(?:all|the|some|most|any|no) )?other |in (?:summary|conclusion|short|sum|either|both|each case)\b|"
    r"to (?:summari[sz]e|sum up|conclude)|the (?:two|three|four|five|same|other|above|remaining|corresponding|"
    r"resulting|proposed|former|latter|aforementioned|following) |existing ones|suppose|assume|recall|remember|"
    r"let [a-z]\b|given (?:a|the|that)|(?:few|one|two|some|many) if any|"
    r"(?:view|see|read|visit|click|download|check|register|sign up|contact|refer to) (?:the|our|on|out|here|for|us)\b|"
    r"(?:the )?(?:values|data|numbers|colou?rs|bars|dots|lines|results|arrows)(?: and \w+)? (?:are|is|were|indicate|show|"
    r"represent|denote)|(?:more|further|full) (?:\w+ ){0,3}(?:information|details|guidelines|text)\b|"
    r"in the next step|afterwards?\b|at the end,|(?:first|second) (?:proposal|step|of all)|we(?:['’]ll| will| are going to) "
    r"(?:discuss|show|see|look|present|talk|cover|learn)|in this\b|(?:stated|put) (?:in|another)|as (?:indicated|shown|mentioned|"
    r"described|noted|stated|part of)",
    "fr": r"les \d{1,3} |remarque |vous avez (?:sans doute|peut-être|sûrement)|(?:vous|nous|on) \w+ (?:maintenant|désormais)\b|nous (?:proposons|supposons|présentons|développons|implémentons) |on suppose |le travail (?:porte|consiste)|on peut (?:remarquer|voir|constater|observer)|le jeu de données|la variable |effectivement|en fait|de même|par conséquent|on (?:va|garde|regarde|utilise|remarque|constate|observe) |nous (?:avons "
    r"(?:pris|chois\w+|utilisé|gardé|supprimé|décidé|établi|collecté|obtenu|remarqué)|pouvons )|(?:exemple|remarque) \d|les (?:deux|trois|quatre|cinq) |l[ea] (?:premi(?:er|ère)|second|seconde|deuxième|troisième|derni(?:er|ère)) (?:est|sont|concerne)|"
    r"l['’]objectif (?:du|de la|de ce|de cette|de notre) (?:projet|étude|rapport|présentation)|(?:(?:tous|toutes) )?(?:les |d['’])?autres? |comme (?:il a|ils ont|nous|on|je|vous|indiqué|mentionné|vu|dit|"
    r"précisé)|à la fin|par la suite|une fois (?:ces|cette|que ces)|après avoir|dans un premier|dans un second|"
    r"pour (?:ce|cela)|en (?:résumé|conclusion|bref)|finalement|supposons|soit |considérons|rappelons|voir |cliquez|"
    r"consultez|visitez|cf|tout cela|on (?:aurait|simplifiera|a |voit|peut voir)|nous (?:verrons|allons|avons alors|"
    r"avons ainsi|décidons|voyons|distinguons)|prenant|celle|ces ",
    "it": r"(?:i|le|gli) \d{1,3} |(?:viene|vengono) (?:descritt|presentat|analizzat|illustrat|mostrat|propost)\w |il (?:lavoro|progetto) (?:ha|si|è) |"
    r"abbiamo (?:usato|utilizzato|scelto|implementato|realizzato|sviluppato|addestrato|analizzato) |(?:gli |le |tutti gli )?altr[ie] |in (?:sintesi|conclusione|breve)|supponiamo|vedi |cfr|come (?:detto|visto|"
    r"indicato)|alla fine|dopo aver|per (?:questo|ciò)",
}
_BEGINNING = {
    language: re.compile(rf"[\"'«»„“”(]*\s*(?:{words})", re.IGNORECASE)
    for language, words in _BEGINNINGS.items()
}
# Something definite that was brought in before: "The system should …", "Die Liste wird …".
_THINGS = {
    "de": r"Problem|Liste|System|Anwendung|Programm|Projekt|Studie|Methode|Verfahren|Ansatz|Modell|Algorithmus|Datei|Tabelle|"
    r"Funktion|Ergebnisse?|Nutzung|Schwierigkeit|Ziel|Zweck|Idee|Konzept|Zustimmung|Entscheidung|Klage|Frist|Gruppe|"
    r"Autor(?:en|in)?|Karte|Abbildung|Buffer|Tool|Daten|Werte|Problemlösung|Aufgabe|Auswertung|Umfrage|Teilnehmer|"
    r"Arbeit|Untersuchung|Vorschlag|Massnahmen?|Maßnahmen?|Regel|Regelung|Software|Gerät|Objekt|Klasse|Technik|Website|Webseite|"
    r"Seite|App|Plattform|Stichprobe|Datensatz|Prototyp|Architektur|Workshop|Kurs|Seminar|Code|Skript|Komponente|Schnittstelle|Oberfläche",
    "en": r"distinction|compilation|system|application|application owner|user|tool|function|file|problem|approach|method|results?|study|project|"
    r"document|report|table|proposal|paper|algorithm|model|experiment|data|group|committee|team|program|plan|list|"
    r"process|survey|participants|sample|task|class|object|framework|software|device|option|solution|idea|goal|"
    r"objective|purpose|difference|figure|chart|rule|law|definitions?|debugger|moderator|speaker|author|authors|work|technique|"
    r"workload|catalog|catalogue|dataset|package|website|site|page|prototype|architecture|workshop|course|session|lecture|code|script|"
    r"component|interface|platform|parser|module|images|instructor|committee",
    "fr": r"systèmes?|projet|étude|méthode|modèle|fichiers?|tableau|fonctions?|colonnes?|résultats?|données|programme|"
    r"algorithme|rapport|document|graphique|groupe|équipe|liste|sondage|but|objectif|idée|solution|outil|"
    r"dernière colonne|première colonne|responsable|technique|site|base de données|application|algorithme|interface|script|prototype|"
    r"plateforme|page|logiciel|utilisateur|code|branche|dépôt|conflit|version",
    "it": r"sistema|progetto|studio|metodo|modello|file|tabella|funzione|risultati|dati|programma|algoritmo|gruppo|"
    r"lista|obiettivo|idea|soluzione|strumento|sito|applicazione|interfaccia|piattaforma|pagina|prototipo|codice|utente",
}
_VERB_NEXT = {
    "de": r"(?:ist|sind|war|waren|wird|werden|wurden?|hat|haben|kann|können|muss|müssen|soll\w*|darf|bleibt|steht|\w+[^s]t)",
    "en": r"(?:is|are|was|were|has|have|had|can|could|will|would|should|must|may|do|does|did|\w+s|\w+ed)",
    "fr": r"(?:est|sont|était|a|ont|peut|peuvent|doit|doivent|va|vont|sera|nous|me|\w+e|\w+ent|\w+it|[A-Z]\w*)",
    "it": r"(?:è|sono|era|ha|hanno|può|possono|deve|devono|\w+[ae])",
}
_THE = {
    "de": "(?:der|die|das|den|dem) ",
    "en": "the ",
    "fr": "(?:les? |la |l['’])",
    "it": "(?:il |la |lo |i |gli |le |l['’])",
}
_BROUGHT_IN = {
    language: re.compile(rf"{_THE[language]}(?:{things}) {_VERB_NEXT[language]}\b", re.IGNORECASE)
    for language, things in _THINGS.items()
}
LONG_AGO = 30  # years: of what is longer ago nobody announces what will be
_EXAMPLE = re.compile(r"\bshould(?:n['’]t| not)? have \w+ed\b", re.IGNORECASE)
_RUN_ON = re.compile(r", (?:The|This|These|It|We|An?|In|If|They) ")


def points_elsewhere(text: str, language: str) -> bool:
    """Whether somebody who reads a written sentence alone misses what it points to."""
    plain = " ".join(text.split()).replace("’", "'")
    return bool(
        (
            _words.leans(plain, language)
            and not (language == "de" and _words.ONLY_ARTICLE_DE.match(plain))
        )
        or _ELSEWHERE.search(plain)
        or _WHERE_MORE.search(plain)
        or (any(map(plain.casefold().__contains__, _TIMES)) and _THIS_YEAR.search(plain))
        or _BEGINNING[language].match(plain)
        or _BROUGHT_IN[language].match(plain)
        or _leans(plain, language)
        or _is_over(plain)
        or (
            language == "en"
            and (_BOTH.search(plain) or _EXAMPLE.search(plain) or _RUN_ON.search(plain))
        )
    )


def _leans(text: str, language: str) -> bool:
    """A word that takes up what was said, without anything said before it in the sentence."""
    return any(
        not _CLAUSE_BEFORE.match(text[: match.start()])
        for match in _LEANING[language].finditer(text)
    )


def _is_over(text: str) -> bool:
    """Announced for a year that is past."""
    if _YEAR.search(text) is None:
        return False
    planned = _PLANNED.search(text)
    if planned is None:
        return False
    years = [
        int(match[0])
        for match in _YEAR.finditer(text)
        if match.start() > planned.start() or match.start() < 12
    ]
    now = datetime.now(UTC).year
    return bool(years) and now - LONG_AGO < max(years) < now
