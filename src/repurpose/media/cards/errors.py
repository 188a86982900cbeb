"""Why there is no card."""

from __future__ import annotations

from repurpose.errors import Exit, RepurposeError


class NoCard(RepurposeError):
    """These words make no card: too many of them to be read, or letters that no font has. Nothing is
    wrong with anything else; the post does without."""

    exit_code = Exit.DONE
