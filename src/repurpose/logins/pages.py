"""The pages of Facebook that a person may post to, each with a login of its own.

A page's token that was made with a person's long one has no end. Sources, as of November 2026:
developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived, …/docs/pages-api/getting-started.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from repurpose.logins.flows import CodeFlow, at
from repurpose.logins.store import Kept
from repurpose.logins.tokens import called


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its number, its name, its token."""

    id: str
    name: str
    token: str = field(repr=False)


def pages(flow: CodeFlow, kept: Kept, base: str | None) -> list[Page]:
    """The pages that the person who logged in may post to.

    Raises:
        LoginError: the platform does not say.
        Unavailable: it gives no answer.
    """
    assert flow.pages is not None
    found = called(
        "GET",
        at(flow.pages, base),
        {"fields": "id,name,access_token", "limit": "100"},
        {"Authorization": f"Bearer {kept.values['access_token']}"},
    )
    listed = found.get("data")
    return [
        Page(id=str(each["id"]), name=str(each.get("name", "")), token=str(each["access_token"]))
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and each.get("id") and each.get("access_token")
    ]


def as_page(kept: Kept, page: Page) -> Kept:
    """The login of a page, in place of that of the person."""
    values = {**kept.values, "access_token": page.token}
    return replace(kept, values=values, expires_at=None, ends_at=None)
