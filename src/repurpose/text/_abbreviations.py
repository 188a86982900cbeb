"""What has a full stop without ending a sentence, in German, English, French and Italian.

A stop inside an abbreviation may be followed by a space of any width: "z. B.", "p. ex.".
"""

from __future__ import annotations

import re

# Something always follows: a name, an example, a quantity.
_NEVER_LAST = {
    "de": "z.B z.T d.h u.a.m i.d.R i.S.v i.e.S i.w.S u.U m.E m.W s.o s.u v.a bzw ca evtl ggf inkl exkl zzgl "
    "vgl sog resp bspw insb allg eidg kant rd Dr Dres Prof PD Ing Dipl Mag lic iur med phil h.c Hr Hrn Fr "
    "Frl St Skt Tel Fax max min gegr geb verh gest Kt spez z.H z.Hd i.A i.V ehem städt dt schweiz engl frz "
    "ital österr",
    "en": "e.g i.e vs viz Mr Mrs Ms Messrs Dr Prof Rev Hon Gen Col Capt Lt Sgt Gov Sen Rep St Mt Ft approx "
    "cf esp incl excl resp",
    "fr": "p.ex M MM Mme Mmes Mlle Dr Pr Prof Me Mgr St Ste cf env av apr c.-à-d c.à.d resp max min tél dir "
    "éd dépt incl",
    "it": "p.es p.e es sig sig.ra sig.na sigg dott dott.ssa dr dr.ssa prof prof.ssa ing avv arch geom rag on "
    "spett gent egr cfr ca max min tel ed circ vs s.a",
}
# The last word of its sentence as often: where a word follows that only begins one, it is.
_MAY_BE_LAST = {
    "de": "u.a u.v.m u.s.f usw usf etc o.ä o.Ä u.ä u.Ä dgl u.dgl Mio Mrd Tsd Std Sek Min Jh Jhdt Jhs Str Pl "
    "Co v.Chr n.Chr u.Z Jan Feb Febr Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez str f ff Stk St Ex Expl e.V a.D a.M "
    "a.Rh i.Br M.A B.A",
    "en": "etc Inc Ltd Co Corp Bros LLC Jr Sr dept est al ed eds a.m p.m a.k.a U.S U.S.A U.K U.N E.U D.C "
    "Ph.D M.D B.A M.A B.C A.D Ave Blvd Rd Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec mio approx",
    "fr": "etc av.J.-C apr.J.-C J.-C Cie S.A janv févr avr juil juill sept oct nov déc mio mrd bd boul suiv",
    "it": "ecc etc a.C d.C S.p.A S.r.l S.A Soc gen feb mar apr mag giu lug ago set sett ott nov dic mio mia",
}
# An abbreviation in front of a number only: "Nr. 5", "Art. 12"; "Das ist eine Art. Und" ends.
_BEFORE_NUMBER = {
    "de": "Nr Nrn Art Abs Ziff Bst Abb Tab Bd Kap S § Kto Mo Di Mi Do Fr Sa So Mai Rz Rn Anm Pos Lit V "
    "Vers Aufl Jg H",
    "en": "No Nos Fig Figs Vol Vols p pp ch Ch sec Sec art Art par Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun "
    "ver v op Ex Eq",
    "fr": "n no nos n° p pp art al chap ch fig vol t let lun mar mer jeu ven sam dim Fr fr",
    "it": "n nn nr no p pp pag pagg art artt cpv cap fig vol lett lun mar mer gio ven sab dom Fr fr v",
}
# They have a capital only where they begin a sentence.
_STARTERS = {
    "de": "der die das den dem ein eine einen einem einer es er wir ich du man und aber oder denn doch dann da "
    "damit dabei dort hier heute so wenn weil als wie was wer wo warum weshalb ob im in am an auf aus bei beim "
    "mit nach seit von vor zu zum zur für durch um ohne auch nur noch nicht nichts kein keine dies diese dieser "
    "dieses jede jeder jedes alle alles viele manche danach deshalb darum trotzdem zudem ausserdem außerdem unser "
    "unsere mein meine sein seine obwohl während nun jetzt sonst niemand jemand etwas ja nein",
    "en": "the it he she we they you this that these those there but and or so if when while in on at for from "
    "with as after before then now our my their his her its what who why how not some many most all everything each every "
    "however i because",
    "fr": "le la les l un une des ce cet cette ces c il elle ils elles on nous vous je j et mais ou donc dans en "
    "au aux à pour par sur avec sans si quand qui que quel quelle notre nos leur leurs son sa ses chaque tous "
    "tout toutes cela ça puis alors ici aujourd d",
    "it": "il lo la i gli le l un uno una è e ed ma o non si ci noi voi io in nel nella nei con per da di del "
    "della su al alla questo questa questi queste quando se che chi come dove perché anche ogni tutti tutto poi così "
    "oggi qui",
}
LANGUAGES = tuple(_STARTERS)


def _pattern(words: str) -> re.Pattern[str]:
    """One of the abbreviations, without its last stop, at the end of a text."""
    one = [r"\.\s?".join(re.escape(part) for part in word.split(".")) for word in words.split()]
    first = [
        f"[{word[0].upper()}{word[0]}]{word[1:]}" if word[0].islower() else word for word in one
    ]
    return re.compile(
        rf"(?:(?<![\w.-])|[a-zäöü](?=str$))(?:{'|'.join(sorted(first, key=len, reverse=True))})$"
    )


def _by_language(words: dict[str, str]) -> dict[str, re.Pattern[str]]:
    known = {language: _pattern(words[language]) for language in LANGUAGES}
    return known | {"und": _pattern(" ".join(words.values()))}


NEVER_LAST = _by_language(_NEVER_LAST)
MAY_BE_LAST = _by_language(_MAY_BE_LAST)
BEFORE_NUMBER = _by_language(_BEFORE_NUMBER)
STARTERS = {language: frozenset(words.split()) for language, words in _STARTERS.items()}
STARTERS["und"] = frozenset().union(*STARTERS.values())
