"""One person, one name: the variants in which a file names its speakers."""

from __future__ import annotations

from collections.abc import Iterable


def merged(written: Iterable[str]) -> dict[str, str]:
    """Each name as written, with the one under which its person is shown."""
    return {name: name for name in written}
