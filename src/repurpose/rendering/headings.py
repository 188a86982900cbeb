"""Titles: of a talk, of a slide, of a list, and what may stand as one above a post."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count

from repurpose.model import Asset, Snippet
from repurpose.rendering.fit import first_sentences
from repurpose.rendering.plain import Quotation, plain_text

_TITLE_LIMIT = 150  # characters; longer is no title but a text in the title's place
_HEADLINE = 90  # characters of a sentence that stands as a title

# What programs write where a person has not given a title.
_NO_TITLE = re.compile(
    r"(?:powerpoint|google slides|keynote)?[\s-]*(?:präsentation|presentation|présentation|"
    r"presentazione(?: standard di)?|untitled(?: presentation)?|unbenannt\w*|ohne titel|sans titre|"
    r"senza titolo|titel|title|titre|titolo|folie|slide|diapositive|diapositiva|transcript|"
    r"transkript|microsoft (?:office )?powerpoint)[\s-]*(?:powerpoint|microsoft powerpoint)?"
    r"[\s\d()_-]*",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\.(?:pptx?|ppsx?|pptm|potx?|odp|key|pdf|docx?|vtt|srt|txt|md|html?)$", re.IGNORECASE
)
_NAME_OF_A_FILE = re.compile(r"[_\d.]|\S{25}|^\S*-\S*-\S*$")

# Headings of more than one word that say nothing of the matter.
_ADDS_NOTHING = re.compile(
    r"(?:in|to) summary|to sum up|summing up|in conclusion|key (?:points|takeaways?|facts)|"
    r"next steps|for example|an example|zum (?:schluss|beispiel)|zusammenfassung und ausblick|"
    r"fazit und ausblick|nächste schritte|in kürze|auf einen blick|en (?:résumé|bref|conclusion)|"
    r"pour conclure|par exemple|prochaines étapes|in (?:sintesi|breve|conclusione)|"
    r"per (?:concludere|esempio)|prossimi passi",
    re.IGNORECASE,
)


def known_title(asset: Asset) -> str:
    """The asset's title, or "" where it is only the name of a file or says nothing."""
    title = heading_of(asset.title)
    if not any(c.isalpha() for c in title) or len(title) > _TITLE_LIMIT:
        return ""
    if _NO_TITLE.fullmatch(title) or _FILE_NAME.search(title):
        return ""
    stem = " ".join(asset.path.stem.split())
    named = title.islower() or _NAME_OF_A_FILE.search(title)
    return "" if title == stem and named else title


def headline(
    kind: str,
    text: str,
    heading: str,
    title: str,
    speaker: str,
    credit: str,
    language: str,
    taken: Collection[str] = (),
) -> str:
    """What stands above a post that has a title: never empty, never a cut quotation.

    Of an announcement what is announced ("Tag der offenen Tür: …"), else the slide's or the talk's
    title, else who speaks, else the words themselves where they are short, else where they come from.

    Args:
        taken: The titles that other posts have, as `bare` gives them: the next that is not among
            them is taken.
    """
    announced, colon, _ = text.partition(": ")
    is_named = kind == "announcement" and colon and len(announced) <= _HEADLINE
    words = None
    if not isinstance(text, Quotation) and kind != "list":
        words = text if len(text) <= _HEADLINE else None
        words = words or first_sentences(text, _HEADLINE, "code-points", language)
    source = credit.rstrip(".")
    found = [announced.strip() if is_named else "", heading, title, speaker, words, source]
    known = [each for each in found if each]
    return next((each for each in known if bare(each) not in taken), numbered(known[0], taken))


def numbered(heading: str, taken: Collection[str]) -> str:
    """A heading that others have, told apart from theirs: "Vorteile (2)"."""
    others = (f"{heading} ({number})" for number in count(2))
    return next(each for each in others if bare(each) not in taken)


# Of what nobody looks for in a table of contents.
_NO_CONTENTS = re.compile(
    r"(?:vielen |herzlichen |besten )?dank\W*.*|danke\W*.*|(?:ihre |noch |haben sie )?fragen\W*|fragen und antworten|"
    r"thank(?:s| you)\W*.*|(?:any )?questions\W*|q ?& ?a|merci\W*.*|(?:vos )?questions\s*\W*|grazie\W*.*|domande\W*|"
    r"agenda|gliederung|inhalt\w*|übersicht|überblick|programm|ablauf|traktanden|heute(?: abend)?|contents?|outline|overview|"
    r"today|sommaire|plan|ordre du jour|programme|indice|programma|sommario|ordine del giorno|oggi|"
    r"kontakt\w*|contacts?|contatti|quellen(?:verzeichnis|angaben)?|references|sources|références|fonti|"
    r"literatur(?:verzeichnis)?|bibliogra\w+|impressum|backup|anhang|appendix|annexes?|allegat[oi]",
    re.IGNORECASE,
)


def telling_titles(asset: Asset) -> dict[int, str]:
    """The titles of an asset's slides that say something, by the slides' number."""
    titles: dict[int, str] = {}
    for segment in asset.segments:
        sheet, title = segment.locator.sheet, heading_of(segment.text)
        telling = _says_something(title) and not _NO_CONTENTS.fullmatch(title)
        if segment.role == "title" and sheet is not None and telling:
            titles.setdefault(sheet, title)
    return titles


def _says_something(heading: str) -> bool:
    return (
        any(c.isalpha() for c in heading)
        and len(heading) <= _TITLE_LIMIT
        and not _NO_TITLE.fullmatch(heading)
        and not _ADDS_NOTHING.fullmatch(heading)
    )


def context(snippet: Snippet, asset: Asset, title: str) -> str:
    """The title of the snippet's slide or page, where it adds something to the text and to the talk's title.

    A single word ("Fazit") adds nothing; a hidden slide's title is nobody's business. A list always
    has the title that says what its points are.
    """
    if snippet.kind == "list":
        return _list_heading(snippet, asset)
    sheet = snippet.locator.sheet
    titles = (
        heading_of(segment.text)
        for segment in asset.segments
        if segment.role == "title" and segment.locator.sheet == sheet and not segment.hidden
    )
    heading = next((t for t in titles if t), "") if sheet is not None else ""
    if len(heading.split()) < 2 or not _says_something(heading):
        return ""
    same = bare(heading)
    return "" if same in bare(snippet.text) or same == bare(title) else heading


def _list_heading(snippet: Snippet, asset: Asset) -> str:
    """Of a slide its title; in a document the heading above the first point."""
    first, heading = plain_text(snippet).partition("\n")[0], ""
    for segment in asset.segments:
        if segment.role == "title" and not segment.hidden:
            here = segment.locator.sheet == snippet.locator.sheet
            if asset.kind == "deck" and here and (title := heading_of(segment.text)):
                heading = title
                break
            heading = heading_of(segment.text) if asset.kind != "deck" else ""
        elif segment.locator == snippet.locator and " ".join(segment.text.split()) == first:
            break
    return heading if len(heading) <= _TITLE_LIMIT else ""


def heading_of(text: str) -> str:
    """In one line, without a colon or a dash that led on to something."""
    return re.sub(r"[\s:;,–—-]+$", "", " ".join(text.split()))


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
