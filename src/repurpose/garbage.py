"""How often Python looks for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEW_OBJECTS = 20_000  # between two looks; Python's 700 cost a seventh of an extraction's time


@contextmanager
def rarely_collected() -> Iterator[None]:
    """While much is made that stays, Python looks less often for what does not. Where it was told never
    to look, or still less often, it stays so."""
    before = gc.get_threshold()
    if 0 < before[0] < NEW_OBJECTS:
        gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
