"""Word lists of the extractors, in German, English, French and Italian."""

from __future__ import annotations

import re

from repurpose.extractors._verbs import VERB_SETS
from repurpose.text.openings import Rule

# A sentence that begins so leans on the one before it.
_LEANING = {
    "de": r"und|aber|oder|denn|doch|also|dann|da|dabei|dadurch|dafür|dagegen|daher|damit|danach|dann|darum|"
    r"darauf|daran|daraus|darin|darüber|davon|dazu|deshalb|deswegen|trotzdem|ausserdem|außerdem|zudem|"
    r"hingegen|jedoch|sondern|sonst|somit|so|ja|nein|genau|eben|halt|gut|okay|klar|natürlich|"
    r"er|sie|es|ihm|ihn|ihr|ihre[rnms]?|sein|seine[rnms]?|deren|dessen|dies|diese[rnms]?|das|"
    r"jene[rnms]?|solche[rnms]?|letztere[rnms]?|ersteres?|beide[rns]?|hier|dort|wie gesagt|wie erwähnt|"
    r"weil|dass|ob|was|wobei|wodurch|womit|auch|beispielsweise|zum beispiel|z\. ?b\.|sowie|bzw\.|nämlich|"
    r"zweitens|drittens|schliesslich|schließlich|andererseits|allerdings|ebenso|stattdessen|"
    r"dasselbe|derselbe|dieselbe|ebenfalls|eines davon|welche[rs]?|der andere|die andere|das andere|"
    r"sprich|vorher|nachher|davor|dahinter|daneben|danke|nur|erstens|herr|frau|den|dem|denen|niemals so|(?:bleiben|kommen|gehen|fangen|schauen|machen|reden|sprechen|nehmen|lassen) (?:wir|sie)|ich würde gerne?|(?:[\\wäöü]+ )?(?:ohne|mit|für|bei|von|zu|gegen|auf|in) (?:sie|ihm|ihn|ihnen|dies\\w*|denen)|(?:wer|wenn|ob|wie|was) (?:es|sie|er|man denen|man es|man sie)",
    "en": r"and|but|or|so|because|then|thus|hence|therefore|however|moreover|furthermore|also|besides|"
    r"yes|no|yeah|yep|ok|okay|right|well|sure|exactly|actually|basically|anyway|now|"
    r"he|she|it|they|him|her|them|his|hers|its|their|theirs|it's|he's|she's|they're|that's|there's|"
    r"this|that|these|those|such|the former|the latter|both|here|there|again|as (?:i|we) said|"
    r"for example|for instance|e\.g\.|i\.e\.|that is|which|who|whose|where|when i|what i|otherwise|"
    r"at the same time|in particular|indeed|other times|sometimes the|in addition|in contrast|by contrast|"
    r"of (?:those|these)|as a result|after that|as such|above|below|to [a-z]+ the|to be|to have|note that|"
    r"(?:in|for|to|with|from|by|of|on|at|under|over) (?:this|that|such|these|those|it|them)|"
    r"in terms of|as well as|anything else|something|point here|from there|in any case|in general|"
    r"instead|similarly|likewise|finally|secondly|thirdly|second|third|next|the other|another|some of (?:them|these)|"
    r"not (?:really|sure)|maybe|i think|i guess|i mean|i don't know|let me|let's|like|same|nor|still|yet",
    "fr": r"et|mais|ou|donc|car|alors|puis|ensuite|ainsi|enfin|or|oui|non|voilà|bon|bref|eh bien|"
    r"il|elle|ils|elles|ce|cela|ceci|ça|c ?['’] ?(?:est|était)|c'était|cet|cette|ces|celui|celle|ceux|son|sa|ses|leur|leurs|"
    r"lui|y|en effet|par exemple|p\. ?ex\.|de plus|en outre|cependant|toutefois|pourtant|parce que|aussi|"
    r"ici|là|comme (?:je|nous) l|qui|que|dont|où|deuxièmement|d'autre part|par contre|au contraire",
    "it": r"e|ed|ma|o|oppure|dunque|quindi|perciò|poi|allora|così|infine|sì|no|ecco|bene|va bene|insomma|"
    r"lui|lei|esso|essa|essi|loro|questo|questa|questi|queste|quello|quella|quelli|quelle|ciò|suo|sua|suoi|"
    r"sue|per esempio|ad esempio|p\. ?es\.|inoltre|tuttavia|però|perché|anche|qui|lì|là|come (?:ho|abbiamo) "
    r"detto|che|cui|dove|in secondo luogo|d'altra parte|invece|infatti|altrimenti|anzi",
}
LEANING = {
    language: re.compile(rf"[\"'«»„“”(–-]*\s*(?:{words})(?=[\s,.:;!?…]|$)", re.IGNORECASE)
    for language, words in _LEANING.items()
}
# "Das Holz …" stands alone, "Das ist …" does not.
ONLY_ARTICLE_DE = re.compile(
    r"(?i:das|den|dem) (?=(?:[a-zäöüß-]+ ){0,2}[A-ZÄÖÜ0-9«„\"])(?!(?:\w+ )?(?:ich|wir|man|Sie|er|es)\b)"
)

# A spoken sentence that begins so leans on the one before it; lead-ins are cut off already.
_LEANING_IN_TALK = {
    "en": r"he|she|it|they|him|her|them|his|hers|its|their|theirs|it's|it'll|it'd|he's|she's|they're|they've|"
    r"that's|this|that|these|those|such|the former|the latter|both|here|there (?!is|are|was|were|will|should|could|"
    r"might|must|has|have|can|may|would|needs?|seems?)|which|who|whose|where|as (?:i|we) said|otherwise|instead|therefore|thus|hence|moreover|similarly|likewise|in other words|"
    r"the (?:other|same)|another|some of (?:them|these|those)|for example|for instance|that is|"
    r"(?:in|for|to|with|from|by|of|on|at|under|over) (?:this|that|such|these|those|it|them)|"
    r"although|though|whereas|than|was|were|been|is|are|can|could|will|would|has|have|had|began|wrote|incorporated|merged|implemented|published|"
    r"checks|leads|got|gotten|also (?:had|have|has|got|is|are|was|were)|decided|just (?:wanted|the|to)|like (?:for instance|right now|when|if)|looks|seems|makes|gets|goes|may|"
    r"might|must|should|(?:if|when|once|until|unless|because) (?:it|they|that|this|these|those|he|she)|if (?:not|so|yes)|as to|"
    r"soon as|(?:first|second|third|one|another) (?:is|was)|however|nevertheless|(?:in the )?meantime|meanwhile|afterwards|before then|not (?:really|sure)|something like|same|neither|nor|then",
    # Beside those of what is written.
    "de": r"ihnen|ihr|in dem (?:moment|fall|zusammenhang|kontext|sinne?)(?!,? (?:wo|in dem|als|wenn|der|die))|"
    r"(?:gerade |genau )?diejenigen (?![^.]*, die)|insofern|dennoch|von daher|(?:ganz )?im gegenteil|(?:allein|all|alles) (?:das|dies)|mit anderen worten|umgekehrt|"
    r"gleichzeitig|gleichwohl|nichtsdestotrotz|immerhin|übrigens|überdies|diesbezüglich|hier(?:für|zu|mit|bei|von|an|in|über)|"
    r"jetzt (?!ist (?:die|es|der)|braucht|brauchen|müssen|muss|gilt|geht)\w+|anders (?:kann|lässt|ist)|genauso|ebenfalls|vielmehr|ansonsten|dementsprechend|entsprechend|infolgedessen|"
    r"jedenfalls|unabhängig davon|trotz alledem|aus (?:genau )?diese[mnr]|in (?:diese[mnr]|der tat)|unter diese[mnr]|"
    r"vor allem wie|ganz (?:ehrlich|offenbar|genau)|(?:vielleicht|wahrscheinlich|eigentlich) (?:ist|war|wäre|wird|kann|könnte) (?:das|es|er|sie)|nun (?:ist|war|hat) (?:das|er|sie)",
    "fr": _LEANING["fr"],
    "it": _LEANING["it"],
}
LEANING_IN_TALK = {
    language: re.compile(rf"[\"'«»„“”(–-]*\s*(?:{words})(?=[\s,.:;!?…]|$)", re.IGNORECASE)
    for language, words in _LEANING_IN_TALK.items()
}
# Words begun and not ended, dashes of a broken-off sentence, signs of what was not understood.
DEBRIS_IN_TALK = re.compile(
    r"\w-\s(?!(?:und|oder|bzw|and|or)\b)|--|@|\bblah\b|\bor whatever\b|\bi(?:rgendwie|ch weiß (?:grad|gerade) nicht)\b|\bsozusagen\b|\bquasi\b|\boder so\b|"
    r"\bso ein bisschen\b|\bwie soll ich sagen\b|\bsa(?:g|ge|gen) (?:ich|wir) (?:mal|jetzt)\b|\bwürde ich (?:mal |jetzt |eben )?sagen\b|"
    r"\bhalt (?:auch|so|immer|einfach|nicht|natürlich|ein|eine|große)\b|\bund so weiter und so fort\b|\bdenke mir so\b",
    re.IGNORECASE,
)

# Without one of these words, and without "-" and "@", there is none.
_DEBRIS_WORDS = (
    "blah whatever irgendwie weiß sozusagen quasi oder bisschen sagen sag sage halt fort denke"
)
DEBRIS_WORDS = frozenset(_DEBRIS_WORDS.split())
# What only concerns those in the room: who is who, what comes next, how the evening goes.
_PROCEDURE_WORDS = (
    r"mein name ist|ich heisse|ich heiße|einen schönen (?:abend|tag)|gute nacht|tschüss|auf wiedersehen|bis zum nächsten mal|"
    r"wird aufgezeichnet|wird aufgenommen|führe sie durch|zu gast|bei uns ist|das wort hat|das wort geht|hat das wort|"
    r"erteile (?:ich )?|rufe (?:ich )?(?:den |die |nun )?(?:tagesordnung|zusatz|punkt|top)|redezeit|die aussprache|"
    r"zwischenfrage|geschäftsordnung|fragen nehmen wir|handzeichen|überwiesen werden|"
    r"podcasts?|(?:diese[rn]?|nächste[rn]?|letzte[rn]?) (?:folge|sendung|episode)|schlusswort|fördermitglied\w*|abonnier\w*|"
    r"hinterlass\w*|bewertungen|das war(?:'s| es)|soweit von mir|alles klar|zuhörer\w*|shownotes|goodies|"
    r"subscribe|this episode|our sponsors?|show notes|that'?s it (?:for|from)|next (?:call|meeting|episode)|"
    r"this (?:meeting|call|podcast)|my name(?: is|['’]s)|i'?m your host|joining us|see you (?:next|on|in|at|there)|talk to you|have a nice|"
    r"(?:go|went) (?:ahead|over the agenda)|raise your hand|hand (?:is )?(?:up|raised)|on mute|drop (?:it |the link )?in the chat|"
    r"paste (?:it|the link)|share (?:my|your) screen|screen ?share|minutes left|on the agenda|agenda items?|"
    # What was said before in this talk, and what comes next in it.
    r"vorhin|eingangs|wie (?:ich|du|sie|wir) (?:ja )?(?:schon |bereits |eben )?(?:gesagt|erwähnt|besprochen)|um es zusammenzufassen|"
    r"habe (?:ich )?(?:ja )?(?:schon|bereits|eben|gerade|mehrfach) (?:\w+ )?(?:gesagt|erwähnt|angesprochen)|"
    r"(?:stimme|zustimmen|rechtgeben) (?:ich )?(?:dir|ihnen|euch)|(?:dir|ihnen|euch) (?:\w+ ){0,2}zustimmen|mit dir (?:\w+ ){0,2}(?:quatschen|reden|sprechen)|"
    r"mein gast|mein name|euer host|wünsche (?:ich )?(?:ihnen|euch|dir)|euch (?:danken|bedanken)|wie du\b|(?:von|für|bei) euch|spoilern|sorry|man so will|wir sehen uns|vorredner\w*|eben (?:beschrieben|genannt|erwähnt|gehört)\w*|nachfolgenden reden|sie bitten|bitte sie(?: deshalb| daher| alle| sehr| herzlich)?(?=,)|wie (?:sie sagen|du sagst|ihr sagt)(?=,)|"
    r""
    r"die zeit ist (?:um|fortgeschritten)|(?:zu|bei) dem (?:ersten|zweiten|nächsten|letzten) punkt|der springende punkt|zu der frage|"
    r"ich (?:spreche|rede) (?:jetzt|hier) (?:nur|mal|von)|zum verfahren|vorgestern|lasst? uns (?:\w+ ){0,4}(?:sprechen|reden|anfangen)|"
    # What a parliament or a club does with its papers.
    r"bedanken?|um (?:ihre |eure |breite |die )?(?:zustimmung|aufmerksamkeit)|um (?:ihre )?unterstützung (?:bitten|für dies\w+|unser\w+)|"
    r"bitte (?:\w+ ){0,3}um (?:ihre )?unterstützung|freue mich (?:\w+ ){0,3}auf (?:\w+ ){0,4}(?:\w*beratung\w*|diskussion\w*|debatten?|gespräche?|wiedersehen)|"
    r"schönes wochenende|schönen (?:nachmittag|feierabend)|(?:ihre[rmn]?|meine[rmn]?|eure[rmn]?) (?:rede|redebeitrag|redebeiträge\w*|zwischenruf)|"
    # And in English.
    r"never mind|hold on|oops|please|(?:as|like) (?:i|we|you) (?:just |already |also )?(?:said|mentioned|discussed|talked)|i (?:already |just )?mentioned|"
    r"give the (?:stage|floor) to|today we want to present|breakout rooms?|to answer your question|feel free|more than welcome|let's (?:have|take) a|the reason (?:why )?we(?:'re| are) here|won't go into|in the \w+ chat|(?:a lot|some|each|most) of you|filling in for|ping me|tomorrow|(?:later|by the end of) this week|"
    r"komme ich (?:\w+ ){0,2}(?:später|gleich|noch)|"
    r"je m'appelle|bonne soirée|la parole est|au revoir|mi chiamo|buona serata|la parola a|arrivederci"
)
PROCEDURE = Rule(rf"\b(?:{_PROCEDURE_WORDS})\b")
# Slides whose lines are no statements, by their title.
SKIPPED_SLIDES = re.compile(
    r"\W*(?:agenda|inhalt(?:sverzeichnis|sübersicht)?|übersicht|gliederung|programm|ablauf|traktanden|"
    r"(?:table of )?contents?|outline|overview|today'?s? (?:agenda|topics)|sommaire|plan|ordre du jour|"
    r"programme|indice|sommario|ordine del giorno|danke.*|vielen dank.*|herzlichen dank.*|merci.*|grazie.*|"
    r"thank(?:s| you).*|fragen\W*.*|(?:any )?questions?\W*|q ?& ?a|des questions\W*|domande\W*|kontakt.*|"
    r"contacts?.*|contatt[io].*|über (?:uns|mich)|about (?:us|me)|impressum|referen(?:ces|zen)|"
    r"bibliograph\w*|literatur\w*|quellen\w*|sources?|fonti|further reading|related work|acknowledge?ments?|"
    r"credits|bildnachweise?|links?|disclaimer|legal|backup|appendix|anhang)\W*",
    re.IGNORECASE,
)

# Greetings, thanks, procedure, asides to the room: nothing for people who were not there.
_SMALL_TALK_WORDS = (
    r"guten (?:tag|abend|morgen)|herzlich willkommen|willkommen (?:zu|zum|zur|bei)|schön,? dass (?:sie|ihr)|"
    r"vielen dank|herzlichen dank|danke (?:schön|sehr|ihnen|euch|dir|für)|ich (?:danke|begrüsse|begrüße)|"
    r"gebe? (?:ich )?(?:das wort|weiter)|nächste (?:folie|frage)|auf (?:dieser|der nächsten|der) folie|"
    r"wie sie (?:hier )?sehen|hören sie mich|mikrofon|meine damen und herren|zum schluss|apéro|"
    r"(?:erste|letzte|nächste|kurze) frage|frage aus dem publikum|kommen wir (?:zu|zum|zur)|fangen wir|"
    r"good (?:morning|afternoon|evening)|welcome (?:to|back|everyone)|hello|thank you|thanks|"
    r"next (?:slide|question|topic|item|up)|(?:on )?(?:this|the next) slide|as you (?:can )?see|"
    r"can (?:you|everyone|anybody) (?:hear|see)|share my screen|sharing my screen|"
    r"microphone|you'?re (?:muted|on mute)|ladies and gentlemen|any (?:other )?(?:questions|comments)|"
    r"let'?s (?:move|start|go|talk|get)|we(?:'re| are) (?:out of|running out of) time|i'?ll (?:hand|pass)|over to you|"
    r"bonjour|bonsoir|bienvenue|merci|mesdames et messieurs|prochaine (?:diapositive|question)|"
    r"buongiorno|buonasera|benvenut[io]|grazie|signore e signori|prossima (?:diapositiva|domanda)|"
    r"last (?:week|call)'s|in the chat|the agenda|on the call|this call|these calls|the notes|pull request|"
    r"have a (?:good|great|nice)"
)
SMALL_TALK = Rule(rf"\b(?:{_SMALL_TALK_WORDS})\b")

# "There is …", "It is important to …", "Il faut …": the pronoun points at nothing. What is only counted
# there, or comes on top of other things, does.
_EXPLETIVES = {
    "de": r"es (?:(?:gibt|braucht|bedarf|lohnt) (?!(?:auch|noch|zwei|drei|vier|fünf|mehrere|verschiedene|viele|einige|andere\w*|weitere\w*|"
    r"dafür|dazu|hier|dabei|sich um|daher|also|keinen? Grund)\b)|(?:ist|bleibt|wird) (?:\w+ )?(?:wichtig|nötig|notwendig|möglich|unmöglich|sinnvoll|"
    r"schwierig|schwer|kompliziert|einfach|leicht|entscheidend|unerlässlich|erlaubt|verboten|ratsam|besser|günstiger|billiger)(?:,? (?:dass|wenn|ob)\b|, [^.;:]* zu ))",
    "en": r"there(?:['’]s| (?:is|are|will be|can be)) (?!(?:(?:also|still|another|other|only|many|some|several|various|numerous|different|"
    r"a few|a lot|lots|plenty|one|two|three|four|five|six|seven|hundreds|further|additional|multiple|both|currently|now|already|just|nothing|"
    r"something|\d+|(?:a|an) (?:strong|good|need|way|difference|problem|lot|number|list|risk|chance|link|page))\b))|"
    r"it(?:['’]s| is) (?:\w+ )?(?:important|possible|impossible|necessary|hard|harder|easy|easier|difficult|crucial|critical|essential|better|"
    r"best|cheaper|unlikely|likely|worth|wise|safe|illegal|forbidden|not known|unknown|unclear) (?:to (?!do\b|use\b|note\b|see\b)|that\b|whether\b|for \w+ to )",
    "fr": r"il (?:faut|vaut mieux|suffit de|existe|est (?:\w+ )?(?:important|nécessaire|possible|impossible|essentiel|préférable|interdit|"
    r"obligatoire|recommandé|conseillé|utile|difficile|indispensable) (?:de|d['’]|que|qu['’]))(?! (?:deux|trois|quatre|cinq|plusieurs|aussi|également|donc|encore)\b)",
}
_NEXT_IS_NAMED = r"(?!.*\b(?:it|this|that|these|those|they|them|cela|ça|celui|celle)\b)"
_EXPLETIVE = {
    language: re.compile(rf"(?:{words}){_NEXT_IS_NAMED}", re.IGNORECASE)
    for language, words in _EXPLETIVES.items()
}


def leans(text: str, language: str) -> bool:
    """Whether a written sentence begins so that it leans on the one before it."""
    return LEANING[language].match(text) is not None and not (
        language in _EXPLETIVE and _EXPLETIVE[language].match(text)
    )


# What people say while they look for words.
_FILLERS = {
    "de": r"ähm?|öhm?|hm+|mhm|äh|irgendwie|halt so|gell|oder so|und so weiter und so fort|sozusagen|quasi",
    "en": r"uh+|um+|uhm|erm?|hm+|mhm|yeah|you know|i mean|sort of|kind of|or whatever|and stuff|gonna|"
    r"wanna|blah|(?:like|right|well|so),(?=\s)",
    "fr": r"euh+|hein|ben|bah|quoi,(?=\s)|genre,(?=\s)|voilà",
    "it": r"ehm?|mhm|boh|cioè|insomma|diciamo|tipo,(?=\s)",
}
DEBRIS = {
    language: re.compile(rf"\b(?:{words})(?!\w)|\b(\w+(?: \w+)?)[,-]? \1\b|\w-\s|--", re.IGNORECASE)
    for language, words in _FILLERS.items()
}
# Who writes a word again behind a comma means it: "Wer sich selbst bewegt, bewegt die Zuhörer."
DEBRIS_IN_WRITING = {
    language: re.compile(rf"\b(?:{words})(?!\w)|\b(\w+(?: \w+)?)-? \1\b|\w-\s|--", re.IGNORECASE)
    for language, words in _FILLERS.items()
}

# "Die haben Angst": an article that is a pronoun, told by the verb behind it.
_VERBS_DE = "|".join(sorted(VERB_SETS["de"], key=len, reverse=True))
DEMONSTRATIVE_DE = re.compile(rf"(?:die|der|das|den|dem|denen) (?:{_VERBS_DE})\b", re.IGNORECASE)
# Words near the beginning that point back.
POINTING_DE = re.compile(r"(?:\S+ ){1,3}(?:dies\w*|jene[rnms]?|denen|dessen)\b", re.IGNORECASE)
# In talk also what is only pointed at: "Man muss es …", "Die anderen sind weg", "Ich glaube, das ist …", but
# "Es gibt …", "Hier geht es …", "Ich glaube, das Holz …".
POINTING_IN_TALK_DE = re.compile(
    r"(?i:(?:ich|wir) (?:glaube|denke|finde|meine|weiß|weiss|hoffe|fürchte|sage|glauben|denken|finden|meinen),? "
    rf"(?:die|der|das|den|dem|denen)) (?:{_VERBS_DE})\b|\S+ (?:ist|war|wäre) (?:er|sie) |"
    r"(?i:(?:die|das|der|den|dem) (?:anderen?|beiden?|selben?|gleichen?|einen?|letztere[rn]?))\b(?! [A-ZÄÖÜ])|"
    r"\S+ [a-zäöüß]{2,} (?:er|sie) |(?:Zum|Im|In|Am|An|Auf|Bei|Mit|Nach|Von|Aus|Für|Seit|Trotz|Unter) [^,;:]{3,30} (?:sind|ist|war|waren|hat|haben|wird|werden|wurden|wurde|kann|können|muss|müssen) (?:er|sie) |\S+ (?i:muss|kann|soll|darf|hat|haben|will|müssen|können|sollten?|dürfen|wollen) (?i:es|ihn|ihm) "
)
# "Es gibt …", "Es ist Zeit, dass …": the pronoun points at nothing.
EXPLETIVE_DE = re.compile(
    r"es (?:(?:gibt|gab|geht|ging|braucht|bräuchte|bedarf|fehlt|lohnt|gilt) |"
    r"(?:ist|wird|war|wäre|bleibt|kann|darf|muss|reicht|hilft|kommt|heisst|heißt|nützt|macht|scheint) "
    r"[^.;:]*(?:, (?:dass|wenn|ob|wie|weil|was)\b| zu [a-zäöü]+|\w+zu\w+en\b))",
    re.IGNORECASE,
)
# "It would be nice to …", "I think it's important that …".
EXPLETIVE_EN = re.compile(
    r"(?:(?:i|we) (?:think|believe|guess|feel|know|hope) |maybe |perhaps |probably |here )?(?:that )?"
    r"it(?:['’]s| is| was|['’]d be|['’]ll be| (?:would|will|might|may|could|should|can) (?:also )?be|"
    r" (?:would|might|may) have been) (?:(?:not|very|really|also|just|quite|so|pretty|more|much|probably|"
    r"always|still|even|still|super|too) )*(?:nice|good|great|best|better|helpful|useful|important|possible|"
    r"impossible|necessary|hard|harder|easy|easier|difficult|interesting|clear|unclear|likely|unlikely|true|"
    r"crucial|critical|essential|worth|worthwhile|time|safe|reasonable|wise|cheaper|enough|up to \w+|"
    r"fair|fine|okay|ok) (?:\w+ )?(?:that|to|if|for|when|whether|\w+ing)\b(?! (?:it|this|that|these|those|they|them|he|she)\b)|"
    r"it (?:takes|took|makes sense|seems|looks|turns out) (?:\w+ ){0,4}(?:to|that|like)\b"
    r"(?! (?:it|this|that|these|those|they|them|he|she)\b)",
    re.IGNORECASE,
)
POINTING_IN_TALK = {
    "en": re.compile(
        r"(?:\S+ ){1,2}(?:this|these|those|it|they|them|he|she) ?\b|"
        # "I think that's …", but "I think that people …".
        r"(?:(?:i|we|you) (?:\w+ )?(?:think|guess|believe|feel|know|suppose|mean|hope|say),? |"
        r"(?:maybe|perhaps|probably),? )that(?:['’](?:s|d|ll)|"
        r" (?:is|was|will|would|could|can|might|should|has|makes|does|works|gives|seems))\b",
        re.IGNORECASE,
    ),
}
# Short sentences are understood alone only without any of these.
PRONOUNS = re.compile(
    r"\b(?:es|er|sie|ihn|ihm|ihnen|das|dies\w*|den|dem|dessen|deren|so|hier|dort|da\w{1,5}|it|this|that|these|those|"
    r"they|them|he|she|him|her|there|here|so|one|il|elle|ils|elles|ce|cela|ça|ceci|y|en|lo|la|ciò|quest\w|quell\w|qui|lì)\b",
    re.IGNORECASE,
)
POINTING = {
    "en": re.compile(
        r"(?:\S+ ){1,2}(?:this|that|these|those|it|they|them|he|she) ?\b", re.IGNORECASE
    ),
    "fr": re.compile(r"(?:\S+ ){1,2}(?:celui|celle|ceux|cela|ça|ces|cette|cet)\b", re.IGNORECASE),
    "it": re.compile(r"(?:\S+ ){1,2}(?:quest[oaie]|quell[oaie]|ciò)\b", re.IGNORECASE),
}

_STANCE_WORDS = (
    r"muss|müssen|sollte[n]?|darf|dürfen|brauch(?:t|en)|wichtig\w*|entscheidend\w*|niemand|immer|nie|"
    r"jede[rsnm]?|nur|erst|statt|mehr|weniger|besser|gemeinsam|verdien\w+|ohne|wer|lieber|"
    r"must|should|need|needs|never|always|only|instead|more|less|better|nobody|everyone|important|key|matters|"
    r"without|worth|rather|doit|doivent|faut|jamais|toujours|seulement|plutôt|mieux|moins|plus|"
    r"deve|devono|bisogna|mai|sempre|soltanto|piuttosto|meglio|meno|più"
)
STANCE = re.compile(rf"\b(?:{_STANCE_WORDS})\b", re.IGNORECASE)
_HEDGES_WORDS = (
    r"glaube|denke|vielleicht|eigentlich|eventuell|irgendwie|ein bisschen|wohl|ich weiss nicht|"
    r"i think|i guess|maybe|perhaps|probably|i believe|i don't know|i'm not sure|i was|je crois|je pense|"
    r"peut-être|credo|penso|forse|magari|actually|basically|just"
)
HEDGES = re.compile(rf"\b(?:{_HEDGES_WORDS})\b", re.IGNORECASE)
_PERSONAL_WORDS = (
    r"ich|mir|mich|mein\w*|du|dir|dich|ihr|euch|sie|ihnen|es|i|me|my|you|your|it|they|them|he|she|him|"
    r"je|j'|moi|mon|ma|tu|vous|votre|il|elle|ils|io|mi|mio|mia|tu|voi|lui|lei|loro|this|that|these|those|"
    r"das|dies\w*|hier|here|there|da|dort|ça|cela|questo|quello"
)
PERSONAL = re.compile(rf"\b(?:{_PERSONAL_WORDS})\b", re.IGNORECASE)
