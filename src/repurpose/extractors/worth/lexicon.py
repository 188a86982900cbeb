"""Classes of words that tell what kind of sentence it is, in German, English, French and Italian."""

from __future__ import annotations

CLASSES = (
    "first", "we", "you", "it", "modal", "must", "negation", "cause", "contrast", "superlative",
    "hedge", "filler", "wh", "plan", "back", "connective", "stop",
)  # fmt: skip
COUNTED = CLASSES[:14]
BACK, CONNECTIVE, STOP = (1 << CLASSES.index(name) for name in ("back", "connective", "stop"))
IT, FILLER = 1 << CLASSES.index("it"), 1 << CLASSES.index("filler")

_WORDS: dict[str, dict[str, str]] = {
    "de": {
        "first": "ich mir mich mein meine meiner meinem meinen",
        "we": "wir uns unser unsere unserer unserem unseren",
        "you": "sie ihnen ihr ihre ihrer ihrem ihren du dir dich euch euer eure",
        "it": "es das dies diese dieser dieses diesen diesem er ihm ihn da dort hier denen dessen "
        "deren dem",
        "modal": "soll sollen sollte sollten muss müssen müsste kann können könnte darf dürfen will "
        "wollen möchte möchten würde würden wird werden",
        "must": "muss müssen sollte sollten darf dürfen endlich deshalb brauchen braucht wichtig "
        "niemand nie niemals immer nur schluss genug",
        "negation": "nicht kein keine keinen keiner keinem nie niemals nichts niemand",
        "cause": "weil denn deshalb daher darum wenn damit deswegen also folglich",
        "contrast": "aber sondern jedoch doch dennoch trotzdem obwohl statt dagegen während als",
        "superlative": "mehr meisten beste besten erste ersten größte größten wichtigste einzige einzigen "
        "alle jeder jede jedes ganze ganzen viel viele",
        "hedge": "vielleicht wohl eigentlich glaube denke wahrscheinlich etwa quasi eventuell "
        "möglicherweise irgendwie",
        "filler": "äh ähm öh öhm hm mhm na ja naja halt eben gell",
        "wh": "was wie warum wann wo wer wen wem welche welcher welches weshalb wieso",
        "plan": "werden wird wollen antrag gesetz beschlossen vorschlag ziel aufgabe problem frage",
        "back": "ja nein genau gut okay richtig danke bitte so ach doch bravo stimmt hört",
        "connective": "und aber oder denn also dann deshalb doch nun ja nein so da auch",
        "stop": "der die das ein eine einen einem einer eines und oder aber in im an am auf zu zum "
        "zur für mit von vom bei nach aus über unter vor durch um ist sind war waren sein hat "
        "haben hatte werden wird wurde nicht auch nur noch schon so als wie wenn dass es er "
        "sie wir ich ihr uns ihnen ihm ihn sich man was wer wo da hier dann doch mehr sehr "
        "kann können muss müssen soll sollen will wollen diese dieser dieses diesen diesem "
        "alle alles kein keine herr frau kollege kollegin kollegen kolleginnen damen herren "
        "präsident präsidentin liebe sehr geehrte geehrter",
    },
    "en": {
        "first": "i me my mine myself i'm i've i'd i'll",
        "we": "we us our ours we're we've we'll we'd let's",
        "you": "you your yours you're you've you'll you'd",
        "it": "it its it's this that these those that's there's there here they them their they're "
        "he she him her his one ones thing things stuff",
        "modal": "should must need needs have has to could would can might may will shall gonna going "
        "want wants",
        "must": "should must need needs important key never always only",
        "negation": "not no never don't doesn't didn't can't cannot won't isn't aren't wasn't wouldn't "
        "shouldn't nothing none nobody n't",
        "cause": "because so therefore since if then thus hence why reason means",
        "contrast": "but however although though while whereas instead rather yet despite than",
        "superlative": "most best first biggest largest more less better worst least main major whole every "
        "all each only least",
        "hedge": "maybe perhaps probably guess think kind sort basically actually just bit possibly "
        "pretty quite suppose seems",
        "filler": "um uh uhm mm hmm mm-hmm uh-huh er ah oh yeah yep okay ok right well like mean know",
        "wh": "what how why when where who which whether",
        "plan": "will going gonna plan next should meeting decided decide decision agree agreed "
        "propose suggest suggestion idea idea's point problem issue question goal target",
        "back": "yeah yep yes okay ok right mm mm-hmm uh-huh hmm uh um no sure exactly true cool "
        "great good alright ah oh so well nope fine thanks thank",
        "connective": "and but so or because well then also now okay um uh yeah i like",
        "stop": "the a an of in on at to for with by from as is are was were be been being am do does "
        "did has have had and or but if so not it that this there i you we they he she what "
        "which who whom will would can could should may might must just very really about "
        "into out up down over then than also its our your their my his her me us them get "
        "got go going gonna kind sort like well yeah okay um uh mm know think mean some any "
        "more one no yes right don't it's that's i'm we're you're because when how all them "
        "where thing things lot bit say said want need see make put come take use used look "
        "way other even still back too much only ah oh hmm mm-hmm uh-huh",
    },
    "fr": {
        "first": "je j'ai moi mon ma mes me",
        "we": "nous notre nos on",
        "you": "vous votre vos tu toi ton ta tes te",
        "it": "il elle ils elles ce cela ça ceci cette cet ces lui leur leurs y en là ici celui "
        "celle ceux",
        "modal": "peut peuvent pourrait doit doivent devrait faut veut veulent va vont allons fera "
        "feront serait",
        "must": "faut doit doivent devons devrait important essentiel jamais toujours seulement "
        "personne",
        "negation": "ne pas n'est n'a n'ont jamais rien personne aucun aucune non sans",
        "cause": "parce car donc si alors puisque ainsi pourquoi raison",
        "contrast": "mais cependant toutefois pourtant alors tandis malgré plutôt",
        "superlative": "plus moins meilleur meilleure meilleurs premier première tout toute tous toutes "
        "chaque seul seule",
        "hedge": "peut-être probablement crois pense sorte genre juste assez plutôt",
        "filler": "euh heu hum ben bah bon voilà quoi hein",
        "wh": "que quoi comment pourquoi quand où qui quel quelle lequel",
        "plan": "va allons projet objectif décision décidé proposer propose problème question "
        "prochain",
        "back": "oui non ok d'accord voilà exactement bon bien merci ah oh hum bravo",
        "connective": "et mais donc alors ou puis aussi bon voilà car",
        "stop": "le la les un une des du de d' l' à au aux et ou mais dans en sur pour par avec sans "
        "que qui ce cette ces il elle on nous vous ils elles je tu ne pas plus est sont était "
        "a ont été être avoir fait se son sa ses leur leurs y comme si aussi très bien tout "
        "tous madame monsieur",
    },
    "it": {
        "first": "io mi me mio mia miei mie",
        "we": "noi nostro nostra nostri nostre ci",
        "you": "tu voi lei suo sua vostro vostra ti vi",
        "it": "esso essa lui loro questo questa questi queste quello quella quelli quelle ciò qui "
        "lì là ne",
        "modal": "può possono potrebbe deve devono dovrebbe vuole vogliono va vanno farà sarà sarebbe",
        "must": "deve devono dobbiamo bisogna importante mai sempre solo soltanto nessuno serve",
        "negation": "non no mai niente nulla nessuno nessuna senza",
        "cause": "perché quindi se allora poiché siccome così ragione",
        "contrast": "ma però tuttavia invece mentre nonostante piuttosto",
        "superlative": "più meno migliore migliori primo prima tutto tutta tutti tutte ogni solo sola",
        "hedge": "forse probabilmente credo penso magari abbastanza appena",
        "filler": "eh ehm mhm beh mah insomma cioè ecco",
        "wh": "che cosa come perché quando dove chi quale quali",
        "plan": "andremo progetto obiettivo decisione deciso propone problema domanda prossimo",
        "back": "sì no ok d'accord esatto bene grazie ah oh certo bravo ecco",
        "connective": "e ma quindi allora o poi anche ecco bene",
        "stop": "il lo la i gli le un uno una di del della dei delle a al alla in nel nella su sul "
        "per con da dal e o ma che chi non è sono era ha hanno si ci se come anche più molto "
        "questo questa suo sua loro essere avere fatto tutto tutti signora signor",
    },
}


def _masks(classes: dict[str, str]) -> dict[str, int]:
    masks: dict[str, int] = {}
    for bit, name in enumerate(CLASSES):
        for word in classes[name].split():
            masks[word] = masks.get(word, 0) | 1 << bit
    return masks


MASKS = {language: _masks(classes) for language, classes in _WORDS.items()}
