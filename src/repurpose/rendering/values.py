"""What a template may use: the names, and how they come out of a snippet and its asset."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from repurpose.model import Asset, Channel, LinkPlace, Snippet, SnippetKind
from repurpose.rendering import handles, wording
from repurpose.rendering.headings import bare, context, headline, known_title, numbered
from repurpose.rendering.locales import locale_of
from repurpose.rendering.outline import Outline
from repurpose.rendering.plain import Quotation, plain_text

NAMES = (
    "text",
    "speaker",
    "kind",
    "language",
    "locale",
    "title",
    "context",
    "headline",
    "source",
    "credit",
    "reference",
    "invitation",
    "contents",
    "chapters",
    "date",
    "wording",
    "hashtags",
    "link",
    "call_to_action",
    "speaker_name",
)
# A label that a program puts where it does not know who speaks.
_NOBODY = re.compile(
    r"(?:speaker|spkr?|sprecher(?:in|:in)?|person|voice|stimme|unknown|unbekannt|intervenant|orateur|"
    r"locuteur|inconnu|relatore|parlante|voce|sconosciuto|participant)[\s_-]*[\dA-Z]{0,3}",
    re.IGNORECASE,
)


def values(
    snippet: Snippet,
    asset: Asset,
    channel: Channel,
    wanted: str | None = None,
    outline: Outline | None = None,
    taken: Collection[str] = (),
) -> dict[str, Any]:
    """All that a template may use, by name; what is not there is empty, not missing.

    Args:
        wanted: The locale that the user configured.
        outline: Of the talk that it is from.
        taken: The headings that other posts have, as `headings.bare` gives them: a heading among
            them is left out, that of a list told apart.
    """
    outline = outline or Outline()
    language = wording.base_language(snippet.language, asset.language)
    locale = locale_of(language, asset, wanted)
    title = known_title(asset)
    speaker = known_speaker(snippet)
    plain = plain_text(snippet)
    kind = _kind(snippet, asset, speaker)
    said = kind == "quote" or bool(speaker)
    heading = context(snippet, asset, title)
    if bare(heading) in taken:
        heading = numbered(heading, taken) if kind == "list" else ""
    credit = wording.credit(asset, title, snippet.locator, locale)
    text = Quotation(plain) if said else plain
    names: dict[str, Any] = {
        "text": text,
        "speaker_name": speaker,
        "speaker": handles.with_handle(speaker, channel),
        "kind": kind,
        "language": language,
        "locale": locale,
        "title": title,
        "context": heading,
        "source": wording.source(snippet.locator, language),
        "credit": credit,
        "reference": wording.reference(title, snippet.locator, locale),
        "invitation": wording.invitation(snippet.kind, language),
        "contents": list(outline.contents),
        "chapters": list(outline.chapters),
        "date": asset.date or "",
        "wording": wording.labels(language),
        "hashtags": list(channel.hashtags)[: channel.rules.hashtags],
    }
    names["headline"] = headline(
        kind, text, heading, title, speaker, credit, language, taken
    )  # fmt: skip
    return names | link_values(channel, "text")


def link_values(channel: Channel, place: LinkPlace) -> dict[str, str]:
    """The link and its call to action, as the template of a text or of a comment has them.

    The call goes where the link goes: it leads to it.
    """
    here = channel.rules.link == place
    call = here or not channel.link or (place == "text" and channel.rules.link == "card")
    return {
        "link": (channel.link or "") if here else "",
        "call_to_action": (channel.call_to_action or "") if call else "",
    }


def _kind(snippet: Snippet, asset: Asset, speaker: str) -> SnippetKind:
    """What somebody said whom nobody names is a quote: else it would read as the firm's own words."""
    spoken = asset.kind in ("transcript", "video", "audio") and not speaker
    return "quote" if spoken and snippet.kind not in ("list", "announcement") else snippet.kind


def known_speaker(snippet: Snippet) -> str:
    """Who said it, or "" where that is not known ("Speaker 2")."""
    speaker = " ".join((snippet.speaker or "").split())
    return "" if _NOBODY.fullmatch(speaker) else speaker
