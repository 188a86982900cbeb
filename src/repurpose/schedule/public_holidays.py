"""Public holidays of a country, a canton or a Land: "CH-ZH", "DE-Bayern", "FR".

What they are is known by the package `holidays`; it is loaded only where a region is configured.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from repurpose.errors import ConfigError

if TYPE_CHECKING:
    from holidays import HolidayBase

_HINT = "write the country and the canton, Land or province, e.g. CH-ZH, DE-BY, AT, FR, IT-BZ"


def holiday(day: date, region: str) -> str | None:
    """What is celebrated on a day in a region, in English; None where nothing is."""
    name = _calendar(region.strip().casefold()).get(day)
    return None if name is None else str(name)


def check_region(region: str) -> str:
    """The region, as it was given.

    Raises:
        ConfigError: nobody knows its holidays.
    """
    _calendar(region.strip().casefold())
    return region


@cache
def _calendar(region: str) -> HolidayBase:
    import holidays

    country, _, part = region.partition("-")
    try:
        found = holidays.country_holidays(country.strip().upper())
    except NotImplementedError as error:
        raise ConfigError(f"{region.upper()!r} is not a country's code", hint=_HINT) from error
    language = "en_US" if "en_US" in found.supported_languages else None
    wanted = part.strip()
    if not wanted:
        return holidays.country_holidays(country.strip().upper(), language=language)
    names = {name.casefold(): name for name in [*found.subdivisions, *found.subdivisions_aliases]}
    if wanted not in names:
        raise ConfigError(
            f"{country.upper()} has no part {wanted.upper()!r} with holidays of its own",
            hint=f"{_meant(wanted, names)}known: {', '.join(found.subdivisions) or 'none'}",
        )
    return holidays.country_holidays(
        country.strip().upper(), subdiv=names[wanted], language=language
    )


def _meant(wanted: str, names: dict[str, str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(wanted, names, 1, 0.6) if len(wanted) > 2 else []
    return f"did you mean {names[close[0]]}? " if close else ""
