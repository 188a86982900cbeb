"""Tips and instructions: what the reader is told to do, and can do without having been there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repurpose.extractors._lines import begins, is_clean, points_back, snippet_of, titles, whole
from repurpose.extractors.reading import Sentence, read
from repurpose.model import Asset, Snippet
from repurpose.protocols import ExtractContext

LEAST_CHARACTERS, MOST_CHARACTERS = 30, 300
LEAST_WORDS, MOST_WORDS = 5, 45
LEAST_CONTENT_WORDS = 3
_TALKS = ("transcript", "video", "audio")

# Slides whose points are tips, by their title.
_TITLE = re.compile(
    r"\W*(?:.*\b(?:tipps?|empfehlung(?:en)?|ratschläge?|best practices?|good practices?|do[’']?s (?:and|&|und) don[’']?t[’']?s|"
    r"checkliste\w*|merkpunkte|faustregeln?|goldene regeln|regeln für|was (?:sie|du|ihr) (?:tun|beachten)|darauf (?:sollten sie )?achten|"
    r"tips|recommendations?|advice|checklist|rules of thumb|golden rules|what (?:you can|to) do|don[’']?ts|"
    r"conseils?|recommandations?|bonnes pratiques|astuces|que faire|consigli\w*|raccomandazion[ei]|buone pratiche|"
    r"cosa fare)\b.{0,40}|so (?:geht|gelingt|machen sie) .*|so geht[’']?s|how to .*|comment faire.*|come fare.*)\W*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:Unser|Mein)e?r? )?(?:Tipp|Tip|Praxistipp|Merke|Faustregel|Empfehlung|Rule of thumb|Pro tip|Conseil|"
    r"Notre conseil|Consiglio|Il nostro consiglio|Regola)(?: \d+)?\s?: (?=\S+ \S+ \S+ \S+)"
)
_STRONG = {
    "de": r"(?:(?:[A-ZÄÖÜ][a-zäöüß]+en) Sie\b|Achte(?:n Sie|t)? darauf\b|Wer [^,]+(?:, [^,]+)?, (?:sollte|tut gut daran)\b|"
    r"(?:Am besten|Niemals|Nie|Immer|Lieber|Besser) [^.]*\b(?:Sie|man)\b|Es (?:empfiehlt|lohnt) sich, |Es ist ratsam, |"
    r"(?:Wenn|Bevor|Falls|Sobald|Ehe) [^,]+, (?:[a-zäöü]+en Sie|sollten Sie|sollte man|müssen Sie)\b|"
    r"(?:Vermeide|Nutze|Prüfe|Halte|Achte|Nimm|Frage?|Miss|Plane|Vergiss|Verwende|Beginne?|Schreibe?|Teste?|Lies|Gib|Setze?|"
    r"Baue?|Lagere?|Mach|Wähle?|Kaufe?|Sprich|Denk|Bleib|Lass)\b(?! (?:ist|und|wir|ich)\b)|(?:Man|Jede\w?) sollte\b)",
    "en": r"(?:(?:Always|Never|Don[’']t|Do not) (?!(?:\w+ )?(?:has|have|had|been|is|are|was|did)\b)[a-z]+\b|Make sure\b|Be sure to\b|Avoid [a-z]+|"
    r"You (?:should|must|need to|have to|ought to) [a-z]+|It(?:’s| is) (?:best|better) to [a-z]+|"
    r"(?:If|When|Before|After|Once|Unless|Whenever) you [^,]+, (?:always |never |don[’']t )?(?:{verbs})\b|"
    r"(?:{Verbs})\b)",
    "fr": r"(?:(?:(?!Avez|Êtes|Allez|Voyez|Savez|Pouvez|Devez|Voulez|Imaginez|Regardez|Notez|Venez|Contactez|Appelez|Cliquez|Inscrivez|"
    r"Suivez|Visitez|Découvrez|Assez|Chez|Écoutez|Rejoignez|Téléchargez|Prenez place)[A-ZÉÈÀÊ][a-zéèêçàîôû]+ez)\b(?!-vous )|"
    r"N[’'][a-zéèêçîôû]+ez (?:pas|jamais)\b|Ne [a-zéèê]+ez (?:pas|jamais)\b|Pensez à\b|"
    r"Il (?:faut|vaut mieux|convient de|est recommandé de)\b|On devrait\b|Vous (?:devriez|devez)\b|"
    r"(?:Ne jamais|Toujours|Mieux vaut) [a-zéèê]+(?:er|ir|re|oir)\b|"
    r"(?:Si|Avant|Quand) [^,]+, [a-zéèê]+ez\b)",
    "it": r"(?:(?!Avete|Siete|Andate|Vedete|Sapete|Potete|Dovete|Volete|Guardate|Notate|Venite|Contattate|Chiamate|Cliccate|"
    r"Iscrivete|Seguite|Visitate|Scoprite|Immaginate|Ascoltate|Estate|Scaricate)[A-ZÈ][a-zèéàòù]+(?:ate|ete|ite)(?:vi|lo|la|li|le|ne)?\b"
    r"(?! (?:è|sono|ha|hanno)\b)|"
    r"Non [a-zèé]+(?:ate|ete|ite|are|ere|ire)\b|Bisogna\b|Occorre\b|Conviene\b|È (?:meglio|consigliabile) [a-zèé]+(?:are|ere|ire)\b|"
    r"(?:Dovreste|Si dovrebbe|Sarebbe meglio)\b|(?:Mai|Sempre) [a-zèé]+(?:are|ere|ire)\b|"
    r"(?:Se|Prima di|Quando) [^,]+, [a-zèé]+(?:ate|ete|ite)\b)",
}
_VERBS_EN = (
    "keep make take use check ask avoid choose store cut buy wrap write plan measure start stop put leave remove test "
    "turn talk listen read learn let give tell treat set wash rinse dry weigh prepare practise practice focus limit "
    "define name hire train build begin pick reuse repair replace reduce recycle share protect save spend charge "
    "schedule prioritise prioritize delegate document automate review apply pay bring hold serve speak"
)
_CAPITAL_EN = "|".join(verb.capitalize() for verb in _VERBS_EN.split())
_INSTRUCTS = {
    language: re.compile(
        words.replace("{verbs}", _VERBS_EN.replace(" ", "|")).replace("{Verbs}", _CAPITAL_EN)
    )
    for language, words in _STRONG.items()
}
_IN_TALK_EN = re.compile(
    rf"(?:{_CAPITAL_EN}) (?!(?:an?|the|your|one|two|three|more|less|fewer|all|each|every|both)\b)"
)
# On a slide of tips, an infinitive does.
_INFINITIVE = {
    "de": re.compile(r"(?:[A-ZÄÖÜ][^,:]*) (?:nicht |nie |zu )?[a-zäöüß]{2,}(?:en|ern|eln)[.!]?"),
    "en": re.compile(r"(?:Try|Look|Think|Open|Close|Find|Create|Add|Consider|Include|Show|Work|Identify|Know|Explain|Move|Run|Get) [a-z].*"),
    "fr": re.compile(r"(?:Ne pas |Toujours |Bien )?[A-ZÉÈÊ]?[a-zéèêçîô]+(?:er|ir|re) .*"),
    "it": re.compile(r"(?:Non |Sempre )?[A-ZÈ]?[a-zèé]+(?:are|ere|ire|rre) .*"),
}  # fmt: skip
# Told to the room, or by a shop; and what only looks like an instruction.
_NOT = re.compile(
    r"^(?:(?:Schauen|Sehen|Stellen Sie sich|Hören|Kommen|Klicken|Öffnen|Melden|Rufen|Kontaktieren|Besuchen|Folgen|"
    r"Entschuldigen|Lassen Sie (?:mich|uns)|Erlauben|Sagen|Erzählen|Erklären|Geben Sie (?:mir|uns)|Haben|Sind|Können|"
    r"Wissen|Wollen|Möchten|Würden|Sollten|Müssen|Dürfen|Finden|Glauben|Sprechen|Reden|Machen Sie (?:weiter|mit)|Waren|Hatten|"
    r"Nehmen Sie (?:Platz|Kontakt)|Verstehen|Erinnern|Kennen|Lesen Sie (?:hier|mehr)|Werden|Bestellen|Buchen|Profitieren|"
    r"Entdecken|Testen Sie (?:uns|jetzt)|Sichern|Fragen Sie (?:uns|mich)|Setzen Sie sich|Vergleichen Sie (?:hier|selbst)|Gehen|"
    r"Denken Sie an|Meinen|Bleiben Sie (?:dran|gesund)|Warten) ?Sie\b|(?:Lassen Sie|Geben Sie (?:mir|uns)|Stellen Sie sich|"
    r"Nehmen Sie (?:Platz|Kontakt)|Fragen Sie (?:uns|mich)|Setzen Sie sich|Mach mal|Lass (?:mich|uns|mal)|Gib mir|Denk mal|"
    r"Frag mich|Sprich,)|Let(?: me| us|[’']s)|Tell (?:me|us)|Give me|Make (?:sense|it so)|Read more|Focus(?::| for| areas?)|Take (?:a look|care|part)|"
    r"Hold on|Turn to|Start(?:ing)? (?:with|from)|Save the date|Keep in mind that|Keep going|Keep (?:in touch|it up)|Name:|"
    r"Talk (?:to|with) us|Ask (?:me|us)|Pay attention|Share (?:this|my|your screen)|Cut to|Put your hands?|Learn more|Use cases?\b|"
    r"(?:Use|Test|Cut|Store|Start|Plan|Limit|Turn|Set|Train|Focus|Share|Build|Name|Charge|Review|Check|Document|Practice|Schedule|Pay|Weigh|Hold|Stop|Talk|Read|Buy|Choose) "
    r"(?:is|are|was|of|and|or|by|in|at|has|have|will|can|must|should|does)\b|"
    r"(?:Never mind|Don[’']t (?:worry|know|ask me|have|get me|think|forget (?:to )?(?:like|subscribe|register|sign))|Always (?:the|a)\b|"
    r"Never (?:the|a|before|again|in)\b))|"
    r"\b(?:mute|unmute|chat|slide|folie\w*|bildschirm|screen|mikrofon|microphone|call us|rufen sie|anrufen|anmelden|"
    r"jetzt (?:bestellen|kaufen|buchen|anmelden)|sign up|register now|subscribe|newsletter|agenda|meeting|next week|"
    r"pull request|branch|commit|repo(?:sitory)?|spec|testnet|devnet|call on|this call|raise your hand|hand heben|"
    r"as (?:we|i) said|we|I|ich|wir|je|nous|noi|abonnez|inscrivez|siehe|example|Beispiel|exercise|la (?:nouvelle )?colonne|dans la liste|onglet|cellule|bouton|menu déroulant|feuille de calcul|[Tt]he (?:new )?(?:column|tab|menu|button|cell|dropdown|dialog|check ?box|ribbon|toolbar|worksheet)|"
    r"Spalte|Reiter|Registerkarte|Schaltfläche|Menüleiste|Dialogfeld|Kontrollkästchen|Kontextmenü|Tabellenblatt|"
    r"(?:above|below)[.!]?$|Übung|homework|Hausaufgabe|following|folgende\w*|just|also|therefore|thus|instead|deshalb|daher|also)\b"
)


class Tips:
    """An instruction to the reader: passages that give one, and the points of slides of tips."""

    def extract(self, asset: Asset, context: ExtractContext) -> Iterator[Snippet]:
        reading = read(asset)
        alone, headings = whole(reading), titles(asset)
        for number, sentence in enumerate(reading.sentences):
            title = headings.get(sentence.locator.sheet or 0, "")
            on_tips = title != "" and _TITLE.fullmatch(title) is not None
            if asset.kind in _TALKS and (number not in alone or _IN_TALK_EN.match(sentence.text)):
                continue
            if sentence.role == "title" or not _is_tip(sentence, reading.language, on_tips=on_tips):
                continue
            yield snippet_of(sentence, "tip", reading.language, why="an instruction")


def _is_tip(sentence: Sentence, language: str, *, on_tips: bool) -> bool:
    text = sentence.text
    label = _LABEL.match(text)
    said = text[label.end() :] if label else text
    told = bool(label) or is_instruction(said, language, on_tips=on_tips)
    return told and _stands(said, language)


def is_instruction(text: str, language: str, *, on_tips: bool = False) -> bool:
    """Whether a sentence tells its reader what to do. `on_tips`: it is a point of a slide of tips."""
    if _INSTRUCTS[language].match(text):
        told = on_tips or text.rstrip("\"'»”’)“")[-1:] in ".!" or _is_strong(text, language)
    else:
        told = on_tips and _INFINITIVE[language].fullmatch(text) is not None
    return told and not _NOT.search(text)  # last: it looks at each place


def _is_strong(text: str, language: str) -> bool:
    """Without a full stop: what cannot be a heading."""
    first = text.split()[0]
    return language == "de" or first in (
        "Always",
        "Never",
        "Don't",
        "Don’t",
        "Make",
        "Evitate",
        "Évitez",
    )


def _stands(text: str, language: str) -> bool:
    words = text.split()
    return (
        LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS
        and LEAST_WORDS <= len(words) <= MOST_WORDS
        and sum(len(word.strip(".,;:!")) > 3 for word in words) >= LEAST_CONTENT_WORDS
        and begins(text)
        and text.rstrip("\"'»”’)“")[-1:] not in "?:,;…"
        and not text.rstrip().endswith("...")
        and text.count("/") == 0
        and not points_back(text, language)
        and is_clean(text, language)
    )
