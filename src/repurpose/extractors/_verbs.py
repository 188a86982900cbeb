"""Verbs, in German, English, French and Italian: what tells a sentence from a headline."""

from __future__ import annotations

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
    "en": "we're we've we'll we'd i'm i've i'll i'd you're you've you'll you'd they're they've they'll they'd "
    "he's she's it's that's there's there're there'll who's what's here's "
    "is are was were am has have had do does did will would can could should must may might "
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
    "crashes refuses analyzes recommends recommend "
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
_AMBIGUOUS_EN_WORDS = (
    "use uses used need needs work works run runs change changes start starts started end "
    "ends ended costs cost increase increased help helps support supports supported lead "
    "leads means mean show shows hold holds fall falls rise rises turn turns move moves leave "
    "leaves left return returns save saves saved set sets buys buy build builds sit sits stay "
    "stays last lasts let lets put puts built made done lost paid said based read reads add "
    "form forms cause causes cover covers draw draws limit limits live lives measure measures "
    "play plays promise report reports state states store stores talk talks touch try walk "
    "wash watch wait offer offers open pass fit fits stand stands lay lie lies feel taste "
    "weigh reach waste wasted spread access love produce provide provided create created "
    "require required include included enable enabled allow allowed perform performed execute "
    "ensure guarantee find follow followed turned moved changed tell think see say get go "
    "come make take give keep know want bring become remain depend begin lose win pay sell "
    "grow represent imply prevent reduce reduced contain appear seem happen matter belong "
    "describe define determine explain suggest indicate reflect affect receive serve join "
    "connect protect improve avoid expect believe consider continue decide deliver develop "
    "enter exist fail gain handle identify involve learn manage miss notice prefer raise "
    "refer rely replace solve succeed vary warn wonder send write speak teach proved saved"
)
# These are nouns as often; without a full stop they prove nothing.
AMBIGUOUS_EN = frozenset(_AMBIGUOUS_EN_WORDS.split())
# Nouns and participles as well, after an article or a preposition.
_AMBIGUOUS_FR_WORDS = (
    "demande demandent offre montre compte reste restes dure fait baisse sommes réduit être sera"
)
AMBIGUOUS_FR = frozenset(_AMBIGUOUS_FR_WORDS.split())
VERB_SETS = {language: frozenset(words.split()) for language, words in VERBS.items()}

_NO_VERBS_DE_WORDS = (
    "nicht mit seit selbst erst jetzt meist meistens fast oft sonst zuletzt dort gut alt kalt "
    "leicht laut hart zart rot tot breit weit bereit direkt exakt perfekt konkret diskret "
    "komplett nett fett satt statt samt somit damit womit weltweit insgesamt überhaupt anhand "
    "bekannt bestimmt gesamt recht echt dicht schlecht schlicht feucht acht zunächst "
    "möglichst mindestens höchst längst nächst sanft stumpf ernst abrupt absolut akut adäquat "
    "intelligent effizient transparent permanent konsequent kompetent exzellent relevant "
    "konstant interessant elegant wert sofort quasi est und oft derart zeit hat't privat "
    "separat violett spät früh robust bewusst geschweige hauptsächlich"
)
# Lower-case German words in -t that are no verbs.
NO_VERBS_DE = frozenset(_NO_VERBS_DE_WORDS.split())
