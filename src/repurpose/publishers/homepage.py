"""The homepage: items of news, which its template writes in plain text."""

from __future__ import annotations

from repurpose.publishers._site import Site


class Homepage(Site, channel="homepage", markup="plain"):
    """The news of the firm's homepage."""
