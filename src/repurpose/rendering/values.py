"""What a template may use: the names, and how they come out of a snippet and its asset."""

from __future__ import annotations

import re
from typing import Any

from repurpose.model import Asset, Channel, Snippet
from repurpose.rendering import wording

NAMES = (
    "text",
    "speaker",
    "kind",
    "language",
    "title",
    "context",
    "source",
    "credit",
    "hashtags",
    "link",
    "call_to_action",
)
_TITLE_LIMIT = 150  # characters; longer is no title but a text in the title's place

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

# A label that a program puts where it does not know who speaks.
_NOBODY = re.compile(
    r"(?:speaker|sprecher(?:in|:in)?|person|voice|stimme|unknown|unbekannt|intervenant|orateur|"
    r"locuteur|inconnu|relatore|parlante|voce|sconosciuto|participant)[\s_-]*[\dA-Z]{0,3}",
    re.IGNORECASE,
)


class Quotation(str):
    """Words that somebody said: never shortened."""

    __slots__ = ()


def values(snippet: Snippet, asset: Asset, channel: Channel) -> dict[str, Any]:
    """All that a template may use, by name; what is not there is empty, not missing."""
    language = wording.base_language(snippet.language, asset.language)
    title = known_title(asset)
    speaker = known_speaker(snippet)
    plain = plain_text(snippet)
    said = snippet.kind == "quote" or bool(speaker)
    return {
        "text": Quotation(plain) if said else plain,
        "speaker": speaker,
        "kind": snippet.kind,
        "language": language,
        "title": title,
        "context": context(snippet, asset, title),
        "source": wording.source(snippet.locator, language),
        "credit": wording.credit(asset, title, snippet.locator, language),
        "hashtags": list(channel.hashtags),
        "link": (channel.link or "") if channel.rules.link == "text" else "",
        "call_to_action": channel.call_to_action or "",
    }


def plain_text(snippet: Snippet) -> str:
    """A snippet's words with single spaces; a list and separate paragraphs keep their lines."""
    if snippet.kind == "list":
        lines = (" ".join(line.split()) for line in snippet.text.splitlines())
        return "\n".join(line for line in lines if line)
    paragraphs = re.split(r"\n\s*\n", re.sub(r"\r\n?", "\n", snippet.text))
    return "\n\n".join(words for p in paragraphs if (words := " ".join(p.split())))


def known_title(asset: Asset) -> str:
    """The asset's title, or "" where it is only the name of a file or says nothing."""
    title = _heading(asset.title)
    if not any(c.isalpha() for c in title) or len(title) > _TITLE_LIMIT:
        return ""
    if _NO_TITLE.fullmatch(title) or _FILE_NAME.search(title):
        return ""
    stem = " ".join(asset.path.stem.split())
    named = title.islower() or _NAME_OF_A_FILE.search(title)
    return "" if title == stem and named else title


def known_speaker(snippet: Snippet) -> str:
    """Who said it, or "" where that is not known ("Speaker 2")."""
    speaker = " ".join((snippet.speaker or "").split())
    return "" if _NOBODY.fullmatch(speaker) else speaker


def context(snippet: Snippet, asset: Asset, title: str) -> str:
    """The title of the snippet's slide or page, where it adds something to the text and to the talk's title.

    A single word ("Fazit") adds nothing; a hidden slide's title is nobody's business. A list always
    has the title that says what its points are.
    """
    if snippet.kind == "list":
        return _list_heading(snippet, asset)
    sheet = snippet.locator.sheet
    titles = (
        _heading(segment.text)
        for segment in asset.segments
        if segment.role == "title" and segment.locator.sheet == sheet and not segment.hidden
    )
    heading = next((t for t in titles if t), "") if sheet is not None else ""
    if len(heading.split()) < 2 or len(heading) > _TITLE_LIMIT:
        return ""
    if _NO_TITLE.fullmatch(heading) or _ADDS_NOTHING.fullmatch(heading):
        return ""
    same = _bare(heading)
    return "" if same in _bare(snippet.text) or same == _bare(title) else heading


def _list_heading(snippet: Snippet, asset: Asset) -> str:
    """Of a slide its title; in a document the heading above the first point."""
    first, heading = plain_text(snippet).partition("\n")[0], ""
    for segment in asset.segments:
        if segment.role == "title" and not segment.hidden:
            here = segment.locator.sheet == snippet.locator.sheet
            if asset.kind == "deck" and here and (title := _heading(segment.text)):
                heading = title
                break
            heading = _heading(segment.text) if asset.kind != "deck" else ""
        elif segment.locator == snippet.locator and " ".join(segment.text.split()) == first:
            break
    return heading if len(heading) <= _TITLE_LIMIT else ""


def _heading(text: str) -> str:
    """In one line, without a colon or a dash that led on to something."""
    return re.sub(r"[\s:;,–—-]+$", "", " ".join(text.split()))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
