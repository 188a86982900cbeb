"""Categories and tags of a WordPress site: by name for people, by number for its API."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Literal

from repurpose.errors import Rejected
from repurpose.publishers._answers import child, document
from repurpose.publishers._wordpress_rest import Rest

Taxonomy = Literal["categories", "tags"]


def numbers(site: Rest, taxonomy: Taxonomy, names: Iterable[str]) -> list[int]:
    """The number of each, made where there is none and the user may. A tag that may not be made is left
    out.

    Raises:
        Rejected: a category is not there and may not be made.
    """
    found: list[int] = []
    for name in names:
        number = _there(site, taxonomy, name) or _made(site, taxonomy, name)
        if number is None and taxonomy == "categories":
            raise Rejected(
                f"WordPress has no category {name!r}, and the user {site.user} may make none",
                where=site.label,
                hint="make it in WordPress (Posts, Categories), or give the user the role Editor",
            )
        if number is not None and number not in found:
            found.append(number)
    return found


def _there(site: Rest, taxonomy: Taxonomy, name: str) -> int | None:
    """WordPress keeps names as HTML and searches them so."""
    wanted = {"search": html.escape(name, quote=False), "per_page": 100, "_fields": "id,name"}
    terms = site.call("GET", f"/wp/v2/{taxonomy}", params=wanted)
    for term in terms if isinstance(terms, list) else ():
        said = html.unescape(str(child(term, "name")))
        if said.casefold() == name.casefold() and isinstance(term["id"], int):
            return term["id"]
    return None


def _made(site: Rest, taxonomy: Taxonomy, name: str) -> int | None:
    """None where the user may not."""
    answer = site.ask("POST", f"/wp/v2/{taxonomy}", json={"name": name})
    said = document(answer)
    if said.get("code") == "term_exists":
        number = child(said, "data", "term_id")
    elif answer.status_code == 403 and said.get("code") == "rest_cannot_create":
        return None
    elif answer.status_code >= 400:
        raise site.refusal(answer)
    else:
        number = said.get("id")
    return number if isinstance(number, int) else None
