"""Legal quarrels of one's own or of somebody by name. Law as a subject passes: rulings, the right to
sue, how a class action works."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.screening import people
from repurpose.screening.said import Said, Spot, pattern, rule

REASON = "legal-dispute"

# Ours, whoever the other side is.
_OWN = rule(
    # German
    r"wir (?:haben|hatten|werden|wollen|mussten|müssen)? ?(?:\w+ ){0,5}?(?:verklagt|verklagen|eingeklagt|strafanzeige (?:erstattet|eingereicht)|anzeige erstattet|klage (?:eingereicht|erhoben)|"
    r"vor gericht (?:gezogen|gehen|ziehen|gewonnen|verloren|gezerrt))",
    r"wir klagen gegen|wir verklagen|wir (?:wurden|werden|sind) (?:\w+ ){0,4}?(?:verklagt|angezeigt|abgemahnt)|(?:hat|haben) uns (?:\w+ ){0,3}?(?:verklagt|angezeigt|abgemahnt)|(?:verklagt|verklagen) uns",
    r"(?:klage|strafanzeige|anzeige|verfahren|prozess|abmahnung) gegen uns|(?:klage|strafanzeige|abmahnung) gegen unsere? \w+|(?:unser|mein)(?:e|en|er|em)? (?:\w+ )?(?:anwalt|anwält\w+|rechtsanwalt|rechtsstreit|klage|prozess|gerichtsverfahren|strafanzeige|rechtsvertreter\w*)(?!schaft)(?! der)",
    r"(?:wir|ich) (?:liegen?|stehen?|stecken?|sind|bin|waren) (?:\w+ ){0,4}?(?:im rechtsstreit|in (?:einem|einen) rechtsstreit|vor gericht|in einem (?:gerichts|straf)verfahren)|gegen uns (?:\w+ ){0,3}?(?:ermittelt|prozessiert|geklagt)|"
    r"(?:ich|wir) (?:habe|haben) (?:\w+ ){0,4}?(?:den|einen|unseren) anwalt eingeschaltet",
    r"gegen (?:unser|mein)\w* (?:\w+ ){1,2}?(?:läuft|laufen) (?:\w+ ){0,2}?(?:verfahren|klage|strafanzeige|ermittlungen|prozess)|(?:uns|mir) (?:\w+ ){0,2}?mit (?:dem|einem|seinem|ihrem) anwalt (?:ge)?droh\w*",
    # English
    r"threaten(?:s|ed|ing)? (?:us )?(?:to sue|with (?:a )?(?:lawsuit|legal action|lawyers))",
    r"we(?:'re| are| were| got| have been| may be| could be)? (?:\w+ )?(?:sued|suing|being sued)|(?:is|are|was|were) suing us|sued us|we (?:had to )?sue (?!\w+ bird)|"
    r"(?:our|my) (?:\w+ )?(?:lawyers? (?:is|are|has|have|will|told|says?)|attorneys?|lawsuit|litigation|legal (?:dispute|battle|fight|team is fighting)|legal counsel)|(?:lawsuit|legal action|case|charges|complaint|claim) (?:filed )?against us|(?:lawsuit|legal action|charges) (?:filed )?against our \w+|"
    r"we(?:'re| are| were) in (?:court|litigation|a legal (?:dispute|battle))|took us to court|we (?:took|are taking|will take) (?:\w+ ){1,4}?to court|we (?:settled|filed) (?:\w+ ){0,3}?(?:out of court|suit|a lawsuit)|our settlement with",
    # French
    r"(?:notre|nos|mon) (?:avocate?s?|procès|litige)|nous (?:avons|allons|voulons) (?:\w+ ){0,2}?(?:porté plainte|porter plainte|déposé plainte|poursuivre|attaqué|attaquer|saisi le tribunal)|"
    r"(?:plainte|procès|procédure|poursuites?) contre nous|plainte contre notre \w+|nous (?:a|ont) (?:attaqués?|poursuivis?|assignés?)|nous sommes (?:\w+ )?(?:en procès|en litige|poursuivis|devant le tribunal)|nous attaquons .{0,40}? en justice",
    # Italian
    r"(?:il nostro|i nostri|il mio|la nostra) (?:avvocat[oia]|legal[ei]|causa (?:legale|contro)|contenzioso|processo contro)|(?:abbiamo|vogliamo) (?:\w+ ){0,2}?(?:querelato|denunciato|sporto denuncia|sporgere denuncia|fatto causa|portato in tribunale)|"
    r"(?:causa|denuncia|querela|processo|azione legale) contro di noi|(?:denuncia|querela) contro la nostra \w+|ci (?:hanno|ha) (?:denunciat[oi]|querelat[oi]|citat[oi] in giudizio|fatto causa)|siamo (?:\w+ )?(?:in causa|in tribunale)",
)  # fmt: skip
# A quarrel, where somebody is named in the same clause.
_QUARREL = rule(
    r"(?:rechtsstreit|prozess|gerichtsverfahren|strafverfahren|klage|strafanzeige|anzeige|zivilklage|sammelklage|ermittlungen|ermittlungsverfahren|verfügung|verfügungen|haftbefehl) "
    r"(?:gegen|mit|zwischen|wegen)|(?:hat|haben|wird|wurde|worden|will) (?:\w+ ){0,6}?(?:verklagt|verklagen|angeklagt|abgemahnt|angezeigt|verurteilt)|verklagte?n?|"
    r"vor gericht (?:gegen|mit|gezogen|gezerrt|verloren|gewonnen|steht|stehen)|steht (?:\w+ ){0,3}?vor gericht|klagt gegen|klagen gegen|einstweilige verfügung|aussergerichtlich\w* (?:einigung|vergleich)|außergerichtlich\w* (?:einigung|vergleich)",
    r"(?:law)?suits? (?:against|with|by|from)|sued|suing|is suing|filed (?:a )?(?:law)?suit|legal (?:action|battle|dispute|proceedings) (?:against|with)|took .{1,40}? to court|"
    r"taken to court|out[ -]of[ -]court settlement|(?:was|were|been) (?:indicted|convicted|charged with|prosecuted|arrested)|pleaded guilty|on trial for|criminal (?:charges|investigation|complaint)|restraining order|cease and desist",
    r"(?:procès|plainte|poursuites|procédure judiciaire|action en justice) (?:contre|avec|entre)|litige (?:avec|contre|entre)|a (?:été )?(?:condamnée?|inculpée?|poursuivie?|attaquée?) (?:par|pour|en justice)|"
    r"mise? en examen|(?:devant|au) tribunal|porté plainte|traînée? en justice",
    r"(?:causa|denuncia|querela|azione legale|processo|contenzioso) (?:contro|con|tra)|(?:ha|hanno) (?:denunciato|querelato|citato in giudizio|fatto causa)|è stat[oa] (?:condannat[oa]|denunciat[oa]|indagat[oa]|arrestat[oa])|"
    r"indagat[oa] per|rinviat[oa] a giudizio|in tribunale",
)  # fmt: skip
_OWN_CLAUSE = rule(
    r"(?:lawsuit|rechtsstreit|klage|procès|causa) (?:mit|gegen|with|against|contre|avec|contro|con) (?:einem|einen|unseren?|unserem|our|a|one of our|un|notre|un nostro) "
    r"(?:ehemaligen? |früheren? |former |ancien )?(?:kunden|lieferanten|mitarbeiter\w*|partner|konkurrenten|customer|client|supplier|competitor|employee|client|fournisseur|concurrent|cliente|fornitore|concorrente)"
)


def found(said: Said) -> Iterator[Spot]:
    """Disputes of ours, and of who is named."""
    for own in (_OWN, _OWN_CLAUSE):
        for match in own.finditer(said.opened):
            yield Spot(REASON, match.start(), match.end())
    quarrels = list(_QUARREL.finditer(said.opened))
    if not quarrels:
        return
    names = list(people.named(said))
    if said.own_names is not None:
        names += [match.span() for match in said.own_names.finditer(said.text)]
    for quarrel in quarrels:
        start, end = said.clause_of(quarrel.start())
        near = [name for name in names if start <= name[0] < end and not _is_court(said, name)]
        if near:
            first = min(near[0][0], quarrel.start())
            yield Spot(REASON, first, max(near[0][1], quarrel.end()))


_COURT = pattern(
    r"(?:.*\b)?(?:court|gericht\w*|tribunal|bundesgericht|supreme|justice|justiz\w*)(?:\b.*)?"
)


def _is_court(said: Said, name: tuple[int, int]) -> bool:
    return bool(_COURT.fullmatch(said.text[name[0] : name[1]]))
