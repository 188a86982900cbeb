"""Sentences that are for the room only: greetings, thanks, who may speak next, what the talk is about. No
clip should begin or end with one, no article should hold one."""

from __future__ import annotations

import re

_MOST_WORDS = 24
# With these a sentence begins that greets, thanks, praises a question or passes the word.
_OPENINGS = (
    # German
    r"(?:(?:ja|also|gut|so|und|genau),? )*(?:guten (?:tag|morgen|abend)|grüezi|hallo|(?:seien sie )?(?:herzlich |ein herzliches )?willkommen|"
    r"(?:sehr )?(?:geehrte|verehrte)|liebe (?:gäste|zuhörer\w*|zuschauer\w*|kolleg\w*|freunde)|meine (?:sehr )?(?:geehrten |verehrten )?damen|"
    r"(?:(?:vielen|herzlichen|besten|schönen|tausend|lieben) dank|danke|merci|(?:ich|wir) (?:möchten? (?:euch|ihnen|mich) (?:\w+ ){0,3}?(?:be)?danken|danken?|begrüss?en?|begrüße|begrüßen|bedanken?))|"
    r"(?:schön|toll|super),? dass (?:sie|ihr|du|wir)\b.{0,30}\b(?:da|hier|gekommen|dabei)|"
    r"(?:das ist )?(?:eine )?(?:sehr |wirklich |ganz )?(?:gute|spannende|interessante|berechtigte|schöne) frage|"
    r"(?:damit )?(?:gebe|übergebe) ich|sie haben das wort|das wort hat|(?:die )?(?:nächste|letzte) frage|"
    r"(?:wir kommen|kommen wir) (?:jetzt |nun )?(?:zu|zum|zur)|bis zum nächsten mal|auf wieder(?:sehen|hören)|tschüss|"
    r"(?:einen )?schönen (?:abend|tag|nachmittag)|(?:gibt es|haben sie) (?:noch )?(?:weitere )?(?:fragen|wortmeldungen)|applaus)\b",
    # English
    r"(?:so |well |okay,? |ok,? |all right,? |alright,? |and |yeah,? |yes,? |great,? )*(?:(?:good (?:morning|afternoon|evening))|hello|hi|hey|"
    r"(?:a (?:very )?warm )?welcome|thank(?:s(?! to )| you)|many thanks|i(?: would|'d|’d) like to (?:thank|welcome)|(?:i|we) (?:want to )?thank|"
    r"ladies and gentlemen|goodbye|bye|cheers|see you|have a (?:good|great|nice)|great to (?:be|have|see)|(?:it's |it’s |it is )?(?:a pleasure|"
    r"good to be here|nice to meet)|my pleasure|"
    r"(?:that's|that’s|that is|what) an? (?:really |very )?(?:good|great|excellent|interesting|fair|tough) (?:question|point)|(?:great|good|excellent) question|"
    r"(?:our )?(?:next|last|first|final) (?:question|speaker)|(?:let's|let’s|let us) (?:move|go|turn|get) (?:on|to|back|started)|over to you|"
    r"(?:i'll|i’ll|i will|let me) (?:hand|pass|turn) (?:it )?over|any (?:other |more |further )?questions|(?:we have|there is) (?:another|one more|a) question|"
    r"i'm (?:really )?(?:happy|glad|excited) to (?:be|have)|please join me|applause)\b",
    # French
    r"(?:alors,? |bon,? |oui,? |et |eh bien,? )*(?:bonjour|bonsoir|bienvenue|(?:un (?:grand|immense) )?merci|mesdames|chers? \w+|je (?:vous |te )?(?:remercie|souhaite la bienvenue)|"
    r"nous (?:vous )?remercions|(?:c'est|c’est) une (?:très |vraie )?(?:bonne|excellente) question|(?:très )?(?:bonne|excellente) question|"
    r"(?:la )?(?:prochaine|dernière|première) question|passons (?:à|au|aux)|je (?:vous )?(?:passe|donne|laisse) la parole|la parole est|au revoir|bonne (?:soirée|journée)|"
    r"à bientôt|y a-t-il (?:d'autres|des) questions|applaudissements)\b",
    # Italian
    r"(?:allora,? |bene,? |sì,? |e |ecco,? )*(?:buon ?giorno|buona ?sera|buon pomeriggio|benvenut[ieao]|(?:mille |tante )?grazie(?! (?:a[il]|all[ae]|agli|all['’]\w+|a (?!tutt|voi|lei|te)))|vi ringrazio|ti ringrazio|la ringrazio|ringrazi(?:o|amo)|"
    r"signore e signori|car[ie] \w+|(?:è |questa è )?una? (?:bella|ottima|buona|bellissima) domanda|(?:bella|ottima|buona|bellissima) domanda|"
    r"(?:la )?(?:prossima|ultima|prima) domanda|passiamo (?:a|al|alla|alle|ai)|(?:do|passo|cedo) la parola|la parola a|arrivederci|buona (?:serata|giornata)|"
    r"a presto|ci sono (?:altre )?domande|applausi)\b",
)  # fmt: skip
_OPENS = re.compile(rf"\W*(?:{'|'.join(_OPENINGS)})", re.IGNORECASE)
# That is all; and a short sentence that ends with thanks.
_CLOSES = re.compile(
    r"\W*(?:(?:und |so |and |e )?(?:das wars?\b|das war['’]s|das wäre es|soweit von mir|that['’]s (?:all|it)\b|that is all\b|c['’]est tout\b|"
    r"(?:questo )?è tutto\b).{0,40}|(?:\S+ ){0,5}(?:danke(?: schön| sehr)?|vielen dank|thanks|thank you|merci|grazie)\W*)",
    re.IGNORECASE,
)
# Nods, that no clip should begin with where nobody is heard to ask.
_NOD = re.compile(
    r"\W*(?:ja|nein|genau|okay|ok|gut|richtig|stimmt|gerne?|bitte|mhm|ach so|so|yes|yeah|right|exactly|sure|absolutely|well|no|"
    r"oui|non|exactement|d'accord|voilà|bien sûr|sì|no|esatto|certo|va bene|giusto)(?:[ ,]+(?:ja|genau|gut|gerne|yes|yeah|right|oui|sì))*\W*",
    re.IGNORECASE,
)


# What a talk says of itself, and what somebody feels about it.
_OF_ITSELF = re.compile(
    r"(?:also |ja,? |nein,? |und |ne,? )*(?:ich (?:fand|finde) (?:es|das)(?: alles)? (?:\w+ ){0,2}?(?:spannend|interessant|toll|schön|super|gut|cool)|"
    r"(?:es|das) (?:war|hat) (?:\w+ ){0,3}?(?:spannend|interessant|freude|spass|spaß)|(?:ich möchte|ich will|wir wollen|lassen sie uns) "
    r"(?:\w+ ){0,3}?(?:zum|zur|zu|über) .{0,40}\b(?:kommen|sprechen|reden)|(?:heute|in dieser (?:folge|sendung|episode)) (?:\w+ ){0,2}?"
    r"(?:sprechen|reden|geht|haben|begrüssen|begrüßen)|ich (?:würde (?:dir|ihnen|euch)|stimme (?:dir|ihnen|euch)|kann (?:dir|ihnen|euch))\b.{0,30}\bzu|"
    r"ich (?:schaue|sehe|blicke) auf die uhr|wir sind (?:gut |etwas |schon )?(?:in der|über die) zeit)|"
    r"(?:so |well |and |okay,? |today,? )*(?:i(?:'m| am|’m) (?:going to|gonna) (?:talk|speak)|(?:today|in this (?:episode|talk|session)),? "
    r"(?:we|i|i'm|we're)\b|we(?:'re| are) going to (?:talk|speak)|(?:it was|that was|this was|i found (?:it|that)) (?:\w+ ){0,2}?"
    r"(?:interesting|great|fun|fascinating|exciting)\b)|"
    r"(?:aujourd'hui|dans cet épisode),? (?:nous|on|je)\b|je vais (?:vous )?parler|c'était (?:\w+ ){0,2}?(?:intéressant|passionnant|super)|"
    r"(?:oggi|in questo episodio) (?:parl|discut|vedr)\w+|vi (?:parlerò|racconterò)|è stato (?:\w+ ){0,2}?(?:interessante|bello|divertente)",
    re.IGNORECASE,
)


def is_about_itself(sentence: str) -> bool:
    """Whether a sentence tells of the talk itself: what it is about, how it was."""
    return _OF_ITSELF.match(" ".join(sentence.split())) is not None


def is_pleasantry(sentence: str) -> bool:
    """Whether a sentence tells nothing to who was not there."""
    words = " ".join(sentence.split())
    if _CLOSES.fullmatch(words):
        return True
    return len(words.split()) <= _MOST_WORDS and _OPENS.match(words) is not None


def is_nod(sentence: str) -> bool:
    """Whether a sentence only agrees or denies."""
    return _NOD.fullmatch(sentence) is not None
