"""What is said to be for few ears: in the passage itself, right beside it, or of the whole asset."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from repurpose.model import Asset, Segment, Snippet
from repurpose.screening.said import Said, Spot, pattern, rule, spots
from repurpose.text.confidentiality import is_mark
from repurpose.text.openings import Heads, Opened
from repurpose.text.verbatim import VerbatimIndex

REASON = "confidential"
BEFORE, AFTER = 250, 150  # characters of speech around a passage that a mark reaches
HEAD = 6  # segments at the beginning of a document where a mark means all of it

# Said of what stands beside it, too.
_REACHES = (
    r"off the record|off-the-record|(?:darf|soll|muss|geht|bleibt)? ?(?:\w+ ){0,3}?nicht aus diesem (?:raum|saal|kreis) (?:hinaus|heraus|raus|gehen|dringen)|bleibt (?:\w+ )?in diesem (?:raum|saal|kreis)|(?:stay|stays|remain|remains) in this room(?=\W*$|[,.])|(?:das|dies) (?:dürfen|dürft|darf) (?:sie|ihr|man) (?:\w+ ){0,2}?nicht (?:schreiben|zitieren|drucken|veröffentlichen|weitersagen|bringen)|noch nicht (?:veröffentlicht|publiziert)|(?:please )?(?:do not|don't) share (?:this|it|these)|(?:è|sono) (?:\w+ ){0,2}?riservat[oaie]|(?:not |n't )leave this room|(?:ne (?:doit pas sortir|sort pas)) (?:d'ici|de cette (?:salle|pièce))|(?:reste|restent) dans cette (?:salle|pièce)|non (?:deve uscire|esca|esce) da (?:questa (?:stanza|sala)|qui)|ganz unter uns(?=\W*$|[,:.])|(?:ist|sind|bleibt|war) (?:noch|im moment|derzeit) (?:streng )?geheim|(?:behalten|behaltet|behalt) (?:sie )?(?:das|es|dies) (?:\w+ )?für (?:sich|euch|dich)|bitte (?:\w+ ){0,4}?vertraulich|(?:have|has) not (?:yet )?announced (?:this|it|that)(?: yet)?|(?:haven't|hasn't) (?:yet )?announced (?:this|it|that)|(?:pas encore|jamais) (?:été )?(?:annoncé|rendu public)|(?:das|es|dies|dieses) (?:bleibt|muss|soll|sollte) (?:aber |bitte |jetzt |natürlich )?(?:ganz )?unter uns(?: bleiben)?|unter uns gesagt|im vertrauen gesagt|"
    r"(?:bitte|das|dies|es) (?:\w+ )?nicht (?:zitieren|weitersagen|weitererzählen|weiterleiten|twittern|protokollieren|veröffentlichen)|nicht (?:zitieren|weitersagen|weitererzählen|zum zitieren)(?=\W*$|[,!)])|nicht zur veröffentlichung|nicht für die öffentlichkeit|"
    r"(?:bitte|das|dies|es|davon) (?:\w+ ){0,4}?nicht (?:zitiert|veröffentlicht|weitergegeben|weitererzählt|aufgenommen) werden|(?:kamera|aufnahme|mikro(?:fon)?) (?:bitte )?aus(?:schalten|machen)?(?= bitte|\W*$)|"
    r"(?:das )?darf (?:ich|man) (?:\w+ ){0,3}?(?:nicht|noch nicht) (?:sagen|verraten|laut sagen|erzählen)|noch nicht (?:öffentlich|offiziell|spruchreif|publik|bekannt gegeben|kommuniziert|angekündigt)|"
    r"(?:das|die|ist|sind|streng|bitte|absolut|strikt|hoch)? ?(?:streng|strikt|absolut|höchst|strictly|highly|top) (?:vertraulich|confidential|geheim|secret)\w*|(?:das|es|alles) (?:ist|war|bleibt) (?:\w+ )?vertraulich|"
    r"sperrfrist ?:|sperrfrist bis|ablauf der sperrfrist|unter sperrfrist|embargo (?:bis|until|till|jusqu'au|fino al)|embargoed|under embargo|sous embargo|sotto embargo|unter embargo|"
    r"(?:don't|do not|please don't|not to be|you can't|cannot|can't) (?:quote|quoted|cite|tweet|repeat|record|publish) (?:me|this|that|it|us)|not to be quoted|not for (?:attribution|publication|quotation|public(?: release| consumption)?)|"
    r"(?:don't|do not) tell (?:anyone|anybody|them i said)|(?:just )?between (?:you and me|ourselves|us(?= [,.]|[,.]))|keep (?:this|that|it) (?:to yourselves?|between us|confidential|secret|quiet)|"
    r"(?:not|isn't|aren't) (?:public|official|announced|publicly announced|public knowledge) yet|not yet (?:public|official|announced|been announced|publicly announced)|not public information|under (?:an )?nda|under (?:a )?non-disclosure|chatham house(?: rules?)?|i(?:'m| am) not (?:allowed|supposed) to (?:say|tell|talk about|share|disclose)|"
    r"(?:this|that|it|(?:this|that|these|those) \w+)(?:'s| is| are) (?:strictly |all )?confidential|turn off the (?:recording|recorder|camera)|stop the (?:recording|recorder)|"
    r"entre nous,? soit dit|(?:ça|cela|que ça|que cela) reste entre nous|(?:ne pas|à ne pas) (?:citer|diffuser|publier|répéter|enregistrer)|ne (?:le |me )?(?:répétez|citez|publiez|diffusez|enregistrez) pas|pas encore (?:public|publique|officiel|officielle|annoncé)|"
    r"(?:c'est|strictement) confidentiel(?:le)?|je n'ai pas le droit de (?:le )?dire|"
    r"(?:resti|rimanga|che resti) (?:tra|fra) (?:di )?noi|(?:detto )?(?:in confidenza|fra noi|tra noi)(?=[,.:])|(?:da )?non (?:citare|divulgare|pubblicare|diffondere|registrare)(?=\W)|non (?:citatemi|ditelo|citate|divulgate|pubblicate)|"
    r"non (?:è |sono )?ancora (?:pubblic[oaih]+|ufficial[ei]|annunciat[oaie])|(?:è|strettamente) (?:riservat[oa]|confidenziale)|non posso (?:dirlo|dire nulla)"
)
# Said of what it stands in.
_HERE = (
    r"(?:geschäftsgeheimnis(?:se)?|betriebsgeheimnis(?:se)?|berufsgeheimnis|trade secrets?|insider ?information(?:en)?|vertrauliche[rns]? (?:information(?:en)?|unterlage\w*|zahl(?:en)?|mitteilung|daten|dokument\w*)|"
    r"confidential (?:information|document|figures|memo|numbers)|informations? confidentielles?|informazioni (?:riservate|confidenziali)|nur für (?:den )?internen gebrauch|internal use only|for internal use|usage interne|uso interno)"
)
_RULE = rule(
    _REACHES,
    or_with=r"aus\s{1,3}diesem\s{1,3}(?:raum|saal|kreis)|(?:streng|strikt|absolut|höchst|strictly|highly|top)\s{1,3}(?:vertraulich|confidential|geheim|secret)",
)
_RULE_HERE = rule(_HERE)
_HEADS = Heads()  # for all the text of an asset, where no other rule is looked for
# What is told about a confidential matter as a subject: "vertrauliche Daten schützen".
_SUBJECT = pattern(
    r"schütz\w*|schutz|protect\w*|verschlüssel\w*|encrypt\w*|protég\w*|protegg\w*|behandel\w*|treat\w*|umgang|handling|leak\w*|steal\w*|gestohlen\w*|stehlen|access to|zugriff|zugang|"
    r"sensitive|attacker\w*|angreifer\w*|kund\w+daten|richtlinie|directive|gesetz\w*|legislation|whistleblow\w*|wahrung|verletz\w*|breach\w*|expos\w*|manager|policy|security"
)


def found(said: Said) -> Iterator[Spot]:
    """Marks in the text itself."""
    yield from spots(REASON, _RULE, said)
    for spot in spots(REASON, _RULE_HERE, said):
        start, end = said.sentence_of(spot.start)
        if not _SUBJECT.search(said.text, start, end):
            yield spot


@dataclass(frozen=True, slots=True)
class _Mark:
    segment: int
    place: int  # in all the text
    words: str


class Surroundings:
    """Where the marks of an asset stand, and which private text it has."""

    def __init__(self, asset: Asset) -> None:
        self._asset = asset
        lengths = (len(segment.text) + 1 for segment in asset.segments)
        self._starts = [0, *itertools.accumulate(lengths)]
        self._marks = list(self._marked())
        self.of_all = self._mark_of_all()
        private = {s.locator.sheet for s in asset.segments if s.role == "notes" or s.hidden}
        self._private_sheets = private

    def mark(self, snippet: Snippet) -> str:
        """The words that make what stands beside them confidential; "" where there are none."""
        if not self._marks:
            return ""
        sheet = snippet.locator.sheet
        if sheet is not None:
            segments = self._asset.segments
            return next(
                (m.words for m in self._marks if segments[m.segment].locator.sheet == sheet), ""
            )
        spans = self._index.locate(snippet.text, snippet.locator)
        if not spans:
            return ""
        start = self._starts[spans[0].segment] + spans[0].start
        end = self._starts[spans[-1].segment] + spans[-1].end
        near = (m for m in self._marks if start - BEFORE <= m.place <= end + AFTER)
        return next((m.words for m in near), "")

    def private(self, snippet: Snippet) -> str:
        """ "notes" or "hidden-slide" where a snippet stands only in such text; else ""."""
        if snippet.locator.sheet not in self._private_sheets:
            return ""
        there = [s for s in self._asset.segments if s.locator.sheet == snippet.locator.sheet]
        spans = VerbatimIndex(_with(self._asset, [s for s in there if _is_shown(s)])).locate(
            snippet.text
        )
        if spans is not None:
            return ""
        secret = [s for s in there if not _is_shown(s)]
        spans = VerbatimIndex(_with(self._asset, secret)).locate(snippet.text)
        if spans is None:
            return ""
        stands = [secret[span.segment] for span in spans]
        hidden = any(segment.hidden and segment.role != "notes" for segment in stands)
        return "hidden-slide" if hidden or not any(map(_is_shown, there)) else "notes"

    @cached_property
    def _index(self) -> VerbatimIndex:
        return VerbatimIndex(self._asset)

    def _marked(self) -> Iterator[_Mark]:
        """Marks may run across the cues of speech."""
        segments = self._asset.segments
        whole = "\n".join(segment.text for segment in segments)
        for match in _RULE.finditer(Opened(whole, _HEADS)):
            segment = bisect.bisect_right(self._starts, match.start()) - 1
            yield _Mark(segment, match.start(), match[0])

    def _mark_of_all(self) -> str:
        """A mark in the title, on the first slide, or at the head of a document."""
        asset = self._asset
        if is_mark(asset.title):
            return asset.title
        written = asset.kind in ("deck", "document", "page")
        head = asset.segments[:HEAD] if written else ()
        first = asset.segments[0].locator.sheet if asset.segments else None
        for number, segment in enumerate(head):
            if segment.locator.sheet != first or segment.role == "notes":
                break
            if is_mark(segment.text):
                return segment.text
            marked = next((m.words for m in self._marks if m.segment == number), "")
            if marked:
                return marked
        return ""


def _is_shown(segment: Segment) -> bool:
    return segment.role != "notes" and not segment.hidden


def _with(asset: Asset, segments: list[Segment]) -> Asset:
    from dataclasses import replace

    return replace(asset, segments=tuple(segments))
