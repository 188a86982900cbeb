"""A link beside a picture: where a channel shows a card of the link or pictures, not both, the link stands
in the text of a post with pictures."""

from __future__ import annotations

import re
from dataclasses import replace

from repurpose.model import Part, Rules


def link_placed(part: Part, rules: Rules) -> Part:
    """A part with its link where the channel shows it: in the text beside a picture, else on a card.

    Other channels than those that show cards, and parts without a link, stay as they are.
    """
    if rules.link != "card" or not part.link:
        return part
    if not part.media:
        text = re.sub(rf"\s*\n\s*{re.escape(part.link)}\s*\Z", "", part.text)
        return replace(part, text=text)
    if part.link in part.text:
        return part
    gap = "\n" if part.text.endswith(":") else "\n\n"  # it leads on to the link
    return replace(part, text=f"{part.text}{gap}{part.link}")
