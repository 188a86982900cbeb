"""Calls to buy, order, book or get in touch. To come to an event is no such call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.screening.said import Said, Spot, rule, spots

REASON = "call-to-buy"

_ANYWHERE = rule(
    r"jetzt (?:kaufen|bestellen|buchen|testen|zugreifen|abonnieren|herunterladen|reservieren|profitieren|"
    r"shoppen|anfragen|vorbestellen|offerte (?:anfordern|einholen)|beraten lassen|informieren und)",
    r"(?:kaufen|bestellen|buchen|sichern|testen|abonnieren|reservieren|entdecken|profitieren|probieren) sie "
    r"(?:\w+ ){0,2}?(?:jetzt|noch heute|gleich|sich|unser\w*|online|hier|direkt|ihre?n?|von unser\w*|bei uns)",
    r"(?:kauf|bestell|buch|teste?|sichere?|hol)(?:e|t)? (?:dir|euch|jetzt|unser\w*|noch heute)",
    r"solange (?:der )?vorrat reicht|solange vorrat|nur für kurze zeit|nur noch (?:heute|wenige (?:tage|plätze|stück))|"
    r"greifen sie (?:jetzt )?zu|überzeugen sie sich (?:selbst|selber|von unser\w*)|angebot gültig|"
    r"(?:fordern|holen|verlangen) sie (?:\w+ ){0,3}?(?:offerte|angebot|kostenvoranschlag|muster|katalog)|"
    r"kontaktieren sie uns|nehmen sie (?:\w+ )?kontakt (?:mit uns )?auf|rufen sie (?:uns )?(?:\w+ )?an|rufen sie uns|"
    r"vereinbaren sie (?:\w+ ){0,3}?(?:termin|beratung\w*|erstgespräch|besichtigung|gespräch)|"
    r"besuchen sie (?:unser\w*|uns)|lassen sie sich (?:\w+ ){0,3}?beraten|wir beraten sie|hier klicken|klicken sie hier|"
    r"unverbindliche offerte|kontaktieren sie (?:unser|mich)\w*|melden sie sich bei uns|schreiben sie uns",
    r"(?:schauen|kommen) sie (?:\w+ ){0,2}?(?:in|bei) unser\w* [\wäöüß-]*(?:shop|laden|stand|showroom|ausstellung)|zögern sie nicht,? (?:\w+ ){0,3}?(?:uns|mich|anzurufen|anzufragen)|"
    r"sichern sie sich|(?:hol|holt|sichert?) (?:dir|euch) (?:\w+ )?(?:dein|euer|jetzt|noch)\w*",
    r"give us a call|get yours|talk to (?:our|one of our) (?:sales|team|experts|specialists)|(?:reach out|drop by|come see us|visit us)(?= (?:to us|today|at our|now|in our))|"
    r"n'hésitez pas à (?:nous|me|passer commande)|non esitate a (?:\w+(?:ci|mi)|ordinare)|shop now|buy (?:it |yours |one )?(?:now|today)(?=\s*(?:[!.]|$|and|at|from|for))|order (?:yours|your (?:copy|ticket|free \w+|sample|kit)|yours today|online (?:now|today))|"
    r"book (?:a|your) (?:free )?(?:demo|consultation|call|appointment|session|tickets?|seats?|tables?|stay|place|spot)(?= now| today| here| online|\W*$| with)|request a (?:free )?(?:demo|quote)|"
    r"get (?:started (?:now|today|for free)|your (?:free )?(?:copy|quote|trial|demo|ticket)|a free (?:quote|trial|demo|copy)|in touch with (?:us|our))|"
    r"call us (?:now|today)(?=\s*(?:[!.]|$|and|for|to|on|at))|call us (?:on|at|for)|contact us|contact our (?:sales|team)|don't miss (?:out|our|this offer|your chance)|"
    r"(?:for a )?limited time only|while (?:stocks?|supplies) lasts?|click here|act now|visit our (?:shop|store|stand|booth|website|web site|showroom)|"
    r"sign up (?:now|today|for free)|subscribe (?:now|today)|download (?:now|your free|our free)|add to (?:cart|basket)",
    r"contactez[- ](?:nous|moi)|appelez[- ]nous|cliquez ici|n'attendez plus|jusqu'à épuisement des stocks?|"
    r"(?:demandez|obtenez|recevez) (?:\w+ ){0,2}?(?:devis|offre|démo\w*|catalogue)|offre (?:limitée|valable)|abonnez-vous|"
    r"(?:achetez|commandez|réservez|essayez|testez|téléchargez|profitez|découvrez|offrez-vous) "
    r"(?:\w+ ){0,2}?(?:maintenant|dès (?:maintenant|aujourd'hui)|vite|en ligne|sans (?:attendre|tarder)|notre|nos|votre|vos|de nos|de notre|gratuitement)|"
    r"ne manquez pas (?:notre|nos|cette offre)|rendez-vous (?:dans notre|sur notre)|prenez rendez-vous|visitez notre|profitez-en",
    r"contatta(?:ci|teci|temi)|chiama(?:ci|teci)|clicca(?:te)? qui|fino a esaurimento (?:delle )?scorte|"
    r"(?:richiedi|richiedete|chiedi) (?:\w+ ){0,2}?(?:preventivo|offerta|demo|catalogo)|(?:non perdere|non perdete|non perderti) (?:\w+ ){0,2}?(?:offert\w+|occasione)|"
    r"(?:acquista|acquistate|compra|comprate|ordina|ordinate|prenota|prenotate|prova|provate|scarica|scaricate|approfitta|approfittate|scopri|scoprite|abbonati|abbonatevi|iscriviti) "
    r"(?:\w+ ){0,2}?(?:ora|subito|adesso|online|oggi(?: stesso)?|gratis|gratuitamente|il tuo|la tua|il vostro|la vostra|i nostri|le nostre|la nostra|il nostro|dei nostri|delle nostre)|"
    r"visita(?:te)? il nostro|affrettati|affrettatevi",
)  # fmt: skip
# "buy now, pay later" is a thing that is talked about; at the beginning of a clause it is a call.
_AT_START = re.compile(
    r"(?:^|[.!?:–—]\s+)(?:(?:so|please|just|und|also|bitte)\s+)?"
    r"(?:(?:buy|order|book|call)\s+(?:now|today|yours|one)\b|"
    r"(?:buy|order|try)\s+our\b|(?:try|get)\s+(?:it|them|one|yours)\s+(?:now|today|for free)\b|(?:kaufen|bestellen|buchen|testen)\s+sie\b(?!\s+(?:ihm|ihr|ihnen|mir|doch|mal|uns))|"
    r"(?:achetez|commandez|acquista|acquistate|ordina|comprate)\b(?!-))"
    r"(?!,? pay later)",
    re.IGNORECASE,
)

# "They contact us", "when you click here": told, not asked.
_HAS_SUBJECT = re.compile(
    r"\b(?:i|you|we|they|who|people|to|the|a|this|that|can|could|will|would|should|may|must|not|n't|cannot|customers|clients|users|just|always)\s+$",
    re.IGNORECASE,
)


def found(said: Said) -> Iterator[Spot]:
    """Calls to the reader."""
    for spot in spots(REASON, _ANYWHERE, said):
        if not _HAS_SUBJECT.search(said.text[max(0, spot.start - 20) : spot.start]):
            yield spot
    for match in _AT_START.finditer(said.text):
        start = match.start() + len(match[0]) - len(match[0].lstrip(".!?:–— \n\t"))
        yield Spot(REASON, start, match.end())
