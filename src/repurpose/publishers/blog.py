"""The blog: short posts, which its template writes in Markdown."""

from __future__ import annotations

from repurpose.publishers._site import Site


class Blog(Site, channel="blog", markup="markdown"):
    """The firm's blog."""
