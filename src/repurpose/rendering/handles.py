"""People and firms as a network calls them.

The name stays: a handle alone says little to who does not know it, and a post on X that begins with
one is shown as an answer. LinkedIn has mentions with names of their own (its text format "little",
learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format): the name is
shown and leads to the person or the firm.
"""

from __future__ import annotations

from repurpose.model import Channel


def with_handle(name: str, channel: Channel) -> str:
    """ "Regula Hasler (@rhasler)", on LinkedIn "@[Regula Hasler](urn:li:person:…)"; the name as it is
    where the channel knows none."""
    handle = {_bare(known): each for known, each in channel.handles.items()}.get(_bare(name))
    if not name or handle is None:
        return name
    if handle.startswith("urn:li:") and ("[" in name or "]" in name):
        return name  # cannot stand in a mention
    return f"@[{name}]({handle})" if handle.startswith("urn:li:") else f"{name} ({handle})"


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()
