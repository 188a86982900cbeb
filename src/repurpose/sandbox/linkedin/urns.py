"""URNs in paths and queries: they must be percent-encoded."""

from __future__ import annotations

from repurpose.sandbox.linkedin import answers
from repurpose.sandbox.web import decoded, refuse


def urn_of(segment: str) -> str:
    """The URN of a path segment or of a query value as it came."""
    if ":" in segment:
        refuse(answers.error(400, "Syntax exception in path variables", "ILLEGAL_ARGUMENT"))
    return decoded(segment)
