"""What words are compared by: pieces of five letters, so that «Trittschall» is found in
«Trittschallplatte» and «Haus» in «Häuser»; and how much a piece tells."""

from __future__ import annotations

from functools import lru_cache

PIECE = 5  # letters
SHORTEST = 4  # letters of a word that tells something; numbers may be shorter

# Words of four letters and more that say nothing about a subject, plain (see `_wording.plain`).
_EMPTY_WORDS = (
    "aber alle allem allen aller alles also andere anderen anderer anderes auch beim bereits bisschen "
    "damit dann darauf daran darum dass davon dazu deine denn deren derer desto dessen diese diesem diesen "
    "dieser dieses doch dort durch eben eigentlich eine einem einen einer eines einfach einmal etwa etwas "
    "euch euer ganz ganze ganzen geben gehen geht genau gerade gesagt gibt haben habe hatte hatten heute hier "
    "hinter ihre ihrem ihren ihrer ihres immer indem irgendwie jede jedem jeden jeder jedes jetzt kann kein "
    "keine keinen koennen konnen konnte konnten kommt kommen lassen machen macht man manche mehr mein meine "
    "meinen mich muss mussen mussten nach natuerlich naturlich nein nicht nichts noch oder ohne schon sehr "
    "sein seine seinem seinen seiner sich sind sollen sollte sollten sondern sonst soll sowie ueber uber unser "
    "unsere unseren unserer unter viel viele vielen vielleicht vielen wann warum waren ware weil wenn werden "
    "weniger werde wieder wird wirklich wissen wollen wollte worden wurde wurden wuerde wurde zwar zwischen "
    "about above actually after again against also another because been before being below between both cannot "
    "could does doing done down during each even ever every from further going good have having here into just "
    "kind know like little look made make many maybe mean might more most much must need never okay once only "
    "other over people probably quite really right said same says see should some something still such sure take "
    "than that thats their them then there these they thing things think this those through time under until very "
    "want well went were what when where whether which while will with within without would yeah your youre "
    "alors apres aussi autre autres avant avec avoir beaucoup bien cela celle celui ces cest cette ceux chaque "
    "chez comme comment dans depuis deux donc elle elles encore entre etait etaient etre faire fait faut font "
    "leur leurs mais meme memes moins notre nous parce pas peut peuvent plus pour pourquoi quand quel quelle "
    "quelque quelques quil sans sera sont sous tous tout toute toutes tres trop vers voila votre vous "
    "alla alle allora altra altre altri altro anche ancora avere bene come cosa cosi dalla dalle degli della "
    "delle dello dopo dove ecco essere fare fatto hanno loro meno molti molto negli nella nelle nostra nostro "
    "ogni pero perche piu poco poi prima quale quali quando quella quelle quelli quello quanto questa queste "
    "questi questo quindi sara sempre senza solo sono sopra sotto sulla tanto tutta tutte tutti tutto una"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


@lru_cache(maxsize=50_000)
def terms(word: str) -> tuple[str, ...]:
    """The pieces of a plain word, each once; none of a word that says nothing about a subject."""
    if word[0].isdigit():
        return (word,) if len(word) > 1 else ()
    if len(word) < SHORTEST or word in _EMPTY:
        return ()
    if len(word) <= PIECE:
        return (word,)
    return tuple(dict.fromkeys(word[n : n + PIECE] for n in range(len(word) - PIECE + 1)))
