"""Word lists of the extractors, in German, English, French and Italian."""

from __future__ import annotations

import re

# Finite verbs for certain: auxiliaries, modals and the commonest others.
VERBS = {
    "de": "ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können konnte konnten "
    "muss müssen musste mussten soll sollen sollte sollten will wollen wollte wollten darf dürfen durfte "
    "dürfte mag möchte möchten bin bist seid sei wäre wären würde würden hätte hätten könnte könnten "
    "braucht brauchen gibt geben gab geht gehen ging macht machen machte bleibt bleiben blieb steht stehen "
    "stand liegt liegen lag kommt kommen kam nimmt nehmen nahm heisst heißt heissen zeigt zeigen zeigte "
    "bringt bringen führt führen fehlt fehlen gilt gelten hilft helfen kostet kosten lässt lassen liess "
    "steigt steigen stieg sinkt sinken sank wächst wachsen wuchs spart sparen lohnt lohnen dauert dauern "
    "entsteht entstehen entscheidet entscheiden bedeutet bedeuten verliert verlieren gewinnt gewinnen "
    "sieht sehen sah weiss weiß wissen hält halten hielt trägt tragen trug wiegt wiegen beginnt beginnen "
    "begann endet enden findet finden fand spricht sprechen sprach fällt fallen fiel läuft laufen lief "
    "zählt zählen reicht reichen genügt genügen stimmt stimmen gehört gehören kennt kennen schafft "
    "schaffen baut bauen baute verkauft verkaufen kauft kaufen zahlt zahlen bezahlt rechnet rechnen "
    "verlangt verlangen verdient verdienen braucht brauchte stellt stellen setzt setzen schützt schützen "
    "brennt brennen trocknet trocknen hört hören nennt nennen verschwindet verschwinden",
    "en": "is are was were am has have had do does did will would can could should must may might "
    "shall isn't aren't wasn't doesn't don't didn't won't can't cannot needs need takes take took makes "
    "make made gets get got gives give gave goes go went comes come came keeps keep kept helps help helped "
    "costs cost means mean meant shows show showed shown works work worked grows grow grew falls fall fell "
    "rises rise rose saves save saved loses lose lost wins win won pays pay paid buys buy bought sells sell "
    "sold builds build built becomes become became remains remain begins begin began starts start started "
    "ends end ended runs run ran stays stay stayed lasts last holds hold held says say said knows know knew "
    "thinks think thought sees see saw wants want wanted uses use used depends depend lets let puts put "
    "requires require required allows allow allowed includes include included provides provide provided "
    "supports support supported enables enable enabled creates create created leads lead led turns turn "
    "turned tells tell told asks ask asked eats eat ate tastes taste weighs weigh reaches reach brings bring "
    "brought finds find found leaves leave left moves move moved changes change changed follows follow "
    "contains contain returns return produces produce reduces reduce reduced increases increase increased "
    "wrote writes write spoke speaks speak ate drove drives broke breaks break chose chooses choose drew draws "
    "fed felt feels feel flew fought grew heard hears hear hid hit hurts laid lay led lent lies met meets meet "
    "read rang rose sent sends send shook shot shut slept stood stands stand stole struck swept taught "
    "teaches teach thrives thrive threw understood wore woke hangs hang hung saved proved proves prove "
    "emphasizes emphasize stores store describes describe defines define determines determine explains "
    "explain suggests suggest indicates indicate reflects reflect affects affect causes cause forms receives "
    "receive serves serve joins join covers cover adds add offers offer connects connect protects protect "
    "improves improve avoids avoid expects expect believes believe considers consider continues continue "
    "decides decide delivers deliver develops develop drives enters enter exists exist fails fail fits fit "
    "gains gain handles handle identifies identify involves involve learns learn likes limits limit "
    "lives live loves love manages manage measures measure misses miss notices notice opens open passes pass "
    "plays play prefers prefer promises promise raises raise refers refer relies rely replaces replace "
    "reports report solves solve spreads spread succeeds succeed talks talk touches touch tries try "
    "varies vary waits wait walks walk warns warn washes wash watches watch wonders wonder envisions "
    "happens happen happened matters matter seems seem appears appear belongs belong throws throw threw "
    "ripens ripen wastes waste wasted spends spend spent sits sit sat represents represent implies imply "
    "performs perform performed executes execute guarantees guarantee ensures ensure prevents prevent",
    "fr": "est sont était étaient sera seront serait a ont avait avaient aura auront fait font faisait peut "
    "peuvent pouvait pourra doit doivent devait devra faut va vont veut veulent sait savent dit disent "
    "prend prennent met mettent vient viennent reste restent coûte coûtent permet permettent donne donnent "
    "devient deviennent tient tiennent montre montrent dure durent suffit suffisent vaut valent croît "
    "compte comptent demande demandent trouve trouvent commence commencent représente représentent offre "
    "offrent garantit réduit réduisent baisse augmente augmentent évite évitent suis sommes avons êtes "
    "avez n'est n'a c'est n'ont s'agit consomme consomment pèse pèsent sèche gagne gagnent perd perdent",
    "it": "è sono era erano sarà saranno sarebbe ha hanno aveva avevano avrà può possono poteva potrà deve "
    "devono doveva dovrà va vanno fa fanno faceva vuole vogliono sa sanno dice dicono prende prendono mette "
    "mettono viene vengono resta restano costa costano permette permettono dà danno diventa diventano tiene "
    "tengono mostra mostrano dura durano basta bastano vale valgono cresce crescono conta contano chiede "
    "chiedono trova trovano comincia cominciano rappresenta rappresentano offre offrono garantisce riduce "
    "riducono aumenta aumentano evita evitano siamo abbiamo avete c'è ci serve servono occorre occorrono "
    "pesa pesano bisogna nasce guadagna perde perdono consuma consumano",
}
# These are nouns as often; without a full stop they prove nothing.
AMBIGUOUS_EN = frozenset(
    [
        "use",
        "uses",
        "used",
        "need",
        "needs",
        "work",
        "works",
        "run",
        "runs",
        "change",
        "changes",
        "start",
        "starts",
        "started",
        "end",
        "ends",
        "ended",
        "costs",
        "cost",
        "increase",
        "increased",
        "help",
        "helps",
        "support",
        "supports",
        "supported",
        "lead",
        "leads",
        "means",
        "mean",
        "show",
        "shows",
        "hold",
        "holds",
        "fall",
        "falls",
        "rise",
        "rises",
        "turn",
        "turns",
        "move",
        "moves",
        "leave",
        "leaves",
        "left",
        "return",
        "returns",
        "save",
        "saves",
        "saved",
        "set",
        "sets",
        "buys",
        "buy",
        "build",
        "builds",
        "sit",
        "sits",
        "stay",
        "stays",
        "last",
        "lasts",
        "let",
        "lets",
        "put",
        "puts",
        "built",
        "made",
        "done",
        "lost",
        "paid",
        "said",
        "based",
        "read",
        "reads",
        "add",
        "form",
        "forms",
        "cause",
        "causes",
        "cover",
        "covers",
        "draw",
        "draws",
        "limit",
        "limits",
        "live",
        "lives",
        "measure",
        "measures",
        "play",
        "plays",
        "promise",
        "report",
        "reports",
        "state",
        "states",
        "store",
        "stores",
        "talk",
        "talks",
        "touch",
        "try",
        "walk",
        "wash",
        "watch",
        "wait",
        "offer",
        "offers",
        "open",
        "pass",
        "fit",
        "fits",
        "stand",
        "stands",
        "lay",
        "lie",
        "lies",
        "feel",
        "taste",
        "weigh",
        "reach",
        "waste",
        "wasted",
        "spread",
        "access",
        "love",
        "produce",
        "provide",
        "provided",
        "create",
        "created",
        "require",
        "required",
        "include",
        "included",
        "enable",
        "enabled",
        "allow",
        "allowed",
        "perform",
        "performed",
        "execute",
        "ensure",
        "guarantee",
        "find",
        "follow",
        "followed",
        "turned",
        "moved",
        "changed",
        "tell",
        "think",
        "see",
        "say",
        "get",
        "go",
        "come",
        "make",
        "take",
        "give",
        "keep",
        "know",
        "want",
        "bring",
        "become",
        "remain",
        "depend",
        "begin",
        "lose",
        "win",
        "pay",
        "sell",
        "grow",
        "represent",
        "imply",
        "prevent",
        "reduce",
        "reduced",
        "contain",
        "appear",
        "seem",
        "happen",
        "matter",
        "belong",
        "describe",
        "define",
        "determine",
        "explain",
        "suggest",
        "indicate",
        "reflect",
        "affect",
        "receive",
        "serve",
        "join",
        "connect",
        "protect",
        "improve",
        "avoid",
        "expect",
        "believe",
        "consider",
        "continue",
        "decide",
        "deliver",
        "develop",
        "enter",
        "exist",
        "fail",
        "gain",
        "handle",
        "identify",
        "involve",
        "learn",
        "manage",
        "miss",
        "notice",
        "prefer",
        "raise",
        "refer",
        "rely",
        "replace",
        "solve",
        "succeed",
        "vary",
        "warn",
        "wonder",
        "send",
        "write",
        "speak",
        "teach",
        "proved",
        "saved",
    ]
)
VERB_SETS = {language: frozenset(words.split()) for language, words in VERBS.items()}

# Lower-case German words in -t that are no verbs.
NO_VERBS_DE = frozenset(
    [
        "nicht",
        "mit",
        "seit",
        "selbst",
        "erst",
        "jetzt",
        "meist",
        "meistens",
        "fast",
        "oft",
        "sonst",
        "zuletzt",
        "dort",
        "gut",
        "alt",
        "kalt",
        "leicht",
        "laut",
        "hart",
        "zart",
        "rot",
        "tot",
        "breit",
        "weit",
        "bereit",
        "direkt",
        "exakt",
        "perfekt",
        "konkret",
        "diskret",
        "komplett",
        "nett",
        "fett",
        "satt",
        "statt",
        "samt",
        "somit",
        "damit",
        "womit",
        "weltweit",
        "insgesamt",
        "überhaupt",
        "anhand",
        "bekannt",
        "bestimmt",
        "gesamt",
        "recht",
        "echt",
        "dicht",
        "schlecht",
        "schlicht",
        "feucht",
        "acht",
        "zunächst",
        "möglichst",
        "mindestens",
        "höchst",
        "längst",
        "nächst",
        "sanft",
        "stumpf",
        "ernst",
        "abrupt",
        "absolut",
        "akut",
        "adäquat",
        "intelligent",
        "effizient",
        "transparent",
        "permanent",
        "konsequent",
        "kompetent",
        "exzellent",
        "relevant",
        "konstant",
        "interessant",
        "elegant",
        "wert",
        "sofort",
        "quasi",
        "est",
        "und",
        "oft",
        "derart",
        "zeit",
        "hat't",
        "privat",
        "separat",
        "violett",
        "spät",
        "früh",
        "robust",
        "bewusst",
        "geschweige",
        "hauptsächlich",
    ]
)

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
    r"davor|dahinter|daneben|danke|nur|erstens|herr|frau|den|dem|denen|niemals so|(?:bleiben|kommen|gehen|fangen|schauen|machen|reden|sprechen|nehmen|lassen) (?:wir|sie)|ich würde gerne?|(?:[\\wäöü]+ )?(?:ohne|mit|für|bei|von|zu|gegen|auf|in) (?:sie|ihm|ihn|ihnen|dies\\w*|denen)|(?:wer|wenn|ob|wie|was) (?:es|sie|er|man denen|man es|man sie)",
    "en": r"and|but|or|so|because|then|thus|hence|therefore|however|moreover|furthermore|also|besides|"
    r"yes|no|yeah|yep|ok|okay|right|well|sure|exactly|actually|basically|anyway|now|"
    r"he|she|it|they|him|her|them|his|hers|its|their|theirs|it's|he's|she's|they're|that's|there's|"
    r"this|that|these|those|such|the former|the latter|both|here|there|again|as (?:i|we) said|"
    r"for example|for instance|e\.g\.|i\.e\.|that is|which|who|whose|where|when i|what i|otherwise|"
    r"at the same time|in particular|indeed|other times|sometimes the|in addition|in contrast|by contrast|"
    r"of (?:those|these)|as a result|after that|as such|above|below|to [a-z]+ the|to be|to have|note that|"
    r"(?:in|for|to|with|from|by|of|on|at|under|over) (?:this|that|such|these|those|it|them)|"
    r"instead|similarly|likewise|finally|secondly|thirdly|second|third|next|the other|another|some of (?:them|these)|"
    r"not (?:really|sure)|maybe|i think|i guess|i mean|i don't know|let me|let's|like|same|nor|still|yet",
    "fr": r"et|mais|ou|donc|car|alors|puis|ensuite|ainsi|enfin|or|oui|non|voilà|bon|bref|eh bien|"
    r"il|elle|ils|elles|ce|cela|ceci|ça|c'est|c'était|cet|cette|ces|celui|celle|ceux|son|sa|ses|leur|leurs|"
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
    r"(?:das|den|dem) (?=(?:[a-zäöüß-]+ ){0,2}[A-ZÄÖÜ0-9«„\"])", re.IGNORECASE
)

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
SMALL_TALK = re.compile(
    r"\b(?:guten (?:tag|abend|morgen)|herzlich willkommen|willkommen (?:zu|zum|zur|bei)|schön,? dass (?:sie|ihr)|"
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
    r"have a (?:good|great|nice))\b",
    re.IGNORECASE,
)

# What people say while they look for words.
DEBRIS = re.compile(
    r"\b(?:ähm?|öhm?|hm+|mhm|uh+|um+|uhm|erm?|euh|ehm|you know|i mean|sort of|kind of|sozusagen|quasi|"
    r"gell|oder so|und so weiter und so fort|i- i|blah|irgendwie|halt so|ne\?|like,|or whatever|"
    r"and stuff|gonna|wanna)\b|\b(\w+)[,-]? \1\b|\w-\s|--",
    re.IGNORECASE,
)

# "Die haben Angst": an article that is a pronoun, told by the verb behind it.
DEMONSTRATIVE_DE = re.compile(
    rf"(?:die|der|das|den|dem|denen) (?:{'|'.join(sorted(VERB_SETS['de'], key=len, reverse=True))})\b",
    re.IGNORECASE,
)
# Words near the beginning that point back.
POINTING_DE = re.compile(r"(?:\S+ ){1,3}(?:dies\w*|jene[rnms]?|denen|dessen)\b", re.IGNORECASE)
POINTING = {
    "en": re.compile(
        r"(?:\S+ ){1,2}(?:this|that|these|those|it|they|them|he|she) ?\b", re.IGNORECASE
    ),
    "fr": re.compile(r"(?:\S+ ){1,2}(?:celui|celle|ceux|cela|ça|ces|cette|cet)\b", re.IGNORECASE),
    "it": re.compile(r"(?:\S+ ){1,2}(?:quest[oaie]|quell[oaie]|ciò)\b", re.IGNORECASE),
}

STANCE = re.compile(
    r"\b(?:muss|müssen|sollte[n]?|darf|dürfen|brauch(?:t|en)|wichtig\w*|entscheidend\w*|niemand|immer|nie|"
    r"jede[rsnm]?|nur|erst|statt|mehr|weniger|besser|gemeinsam|verdien\w+|ohne|wer|lieber|"
    r"must|should|need|needs|never|always|only|instead|more|less|better|nobody|everyone|important|key|matters|"
    r"without|worth|rather|doit|doivent|faut|jamais|toujours|seulement|plutôt|mieux|moins|plus|"
    r"deve|devono|bisogna|mai|sempre|soltanto|piuttosto|meglio|meno|più)\b",
    re.IGNORECASE,
)
HEDGES = re.compile(
    r"\b(?:glaube|denke|vielleicht|eigentlich|eventuell|irgendwie|ein bisschen|wohl|ich weiss nicht|"
    r"i think|i guess|maybe|perhaps|probably|i believe|i don't know|i'm not sure|i was|je crois|je pense|"
    r"peut-être|credo|penso|forse|magari|actually|basically|just)\b",
    re.IGNORECASE,
)
PERSONAL = re.compile(
    r"\b(?:ich|mir|mich|mein\w*|du|dir|dich|ihr|euch|sie|ihnen|es|i|me|my|you|your|it|they|them|he|she|him|"
    r"je|j'|moi|mon|ma|tu|vous|votre|il|elle|ils|io|mi|mio|mia|tu|voi|lui|lei|loro|this|that|these|those|"
    r"das|dies\w*|hier|here|there|da|dort|ça|cela|questo|quello)\b",
    re.IGNORECASE,
)
