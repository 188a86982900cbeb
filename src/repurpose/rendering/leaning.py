"""Beginnings and ends that do not stand alone: "But …", "Dieser …", "… as follows:".

The words are those that point back to a sentence before in nearly all of their uses; "Sie", "es",
"il" and "there" mostly do not, where they are the polite form or hold the place of a subject.
"""

from __future__ import annotations

import re

_DE = (
    r"diese[rnms]?|dies|jene[rnms]?|solche[rnms]?|derselbe|dasselbe|letztere[rnms]?|beide[sn]?|"
    r"er|ihn|ihm|seine?[rnms]?|deren|dessen|"
    r"das (?:ist|war|sind|waren|wäre|hat|hatte|hei(?:ss|ß)t|bedeutet|gilt|gehört|kostet|zeigt|geht|macht|kann|muss|soll|"
    r"wird|reicht|stimmt|führt|bringt|spart|braucht|liegt|klingt|sehen|haben|alles)|"
    r"aber|doch|denn|und|oder|sondern|jedoch|allerdings|hingegen|dagegen|trotzdem|dennoch|"
    r"deshalb|deswegen|darum|daher|somit|folglich|also|so|nämlich|schlie(?:ss|ß)lich|"
    r"dadurch|damit|dabei|dazu|dafür|daran|darin|darauf|daraus|davon|danach|davor|dann|dort|"
    r"au(?:ss|ß)erdem|zudem|überdies|ebenso|auch|stattdessen|sonst|andernfalls|nein|ja|genau"
)
_EN = (
    r"this|that|these|those|it|its|he|him|his|she|her|they|them|their|such|both|neither|"
    r"but|and|or|nor|so|yet|still|however|therefore|thus|hence|then|also|too|instead|otherwise|"
    r"moreover|furthermore|besides|nevertheless|nonetheless|consequently|accordingly|meanwhile|"
    r"because|which|although|though|no|yes|exactly|the (?:latter|former|same)"
)
_FR = (
    r"ce|c['’](?:est|était)|cet|cette|ces|cela|ceci|ça|celui-ci|celle-ci|ceux-ci|celles-ci|"
    r"il (?!y (?:a|avait|aura)|faut|fallait|suffit|est (?:temps|possible|important|utile|difficile))|"
    r"elles?|ils|lui|leurs?|son|sa|ses|y|en (?:effet|outre|revanche|conséquence|plus)|"
    r"mais|et|ou|or|car|donc|ainsi|alors|cependant|pourtant|toutefois|néanmoins|puis|ensuite|"
    r"aussi|de plus|d['’]ailleurs|par conséquent|sinon|au contraire|parce que|non|oui"
)
_IT = (
    r"quest[oaei]|quest['’]|quell[oaei]|quel|ciò|egli|ess[oaie]|lui|lei|loro|su[oaei]|suoi|"
    r"ma|però|e|ed|o|oppure|quindi|perciò|dunque|allora|poi|così|tuttavia|eppure|inoltre|anche|"
    r"infatti|invece|altrimenti|di conseguenza|per questo|perché|no|sì"
)
_BEGINS = {
    language: re.compile(rf"\W*(?:{words})(?![\w’'-])", re.IGNORECASE)
    for language, words in (("de", _DE), ("en", _EN), ("fr", _FR), ("it", _IT))
}
_LEADS_ON = re.compile(r"[:,;–—-][\s\"'»«”“’›)\]]*$")
_WINDOW = 24  # characters that signs at an end take at most
_LONGEST_LINE = 1000  # characters; a heading and a point are shorter
_POINT = re.compile(r"[–—•*-]\s")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'»«”“’›)\]]*$")


def points_back(text: str, start: int, language: str) -> bool:
    """Whether what begins at `start` needs what stands before it."""
    pattern = _BEGINS.get(language)
    return pattern is not None and pattern.match(text, start) is not None


def leads_on(text: str, start: int, end: int) -> bool:
    """Whether what ends at `start` waits for what begins at `end`: a colon, or the heading of
    points."""
    line = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
    tail = text[max(line, start - _WINDOW) : start]
    if _LEADS_ON.search(tail):
        return True
    heading = not _POINT.match(text, line, start) and not _ENDS_SENTENCE.search(tail)
    return heading and _POINT.match(text, end) is not None
