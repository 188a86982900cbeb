"""Time zones by the names that people have for them: IANA's, and those of Windows and Outlook."""

from __future__ import annotations


def iana_name(name: str) -> str:
    """ "W. Europe Standard Time" as "Europe/Berlin"; any other name as it is. Of a zone of Windows it
    is the city that Unicode's CLDR names for it, which has the same time."""
    if "/" in name or " " not in name.strip():
        return name
    from tzlocal.windows_tz import win_tz

    names = {windows.casefold(): iana for windows, iana in win_tz.items()}
    return names.get(" ".join(name.split()).casefold(), name)
