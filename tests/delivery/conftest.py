"""Where the outboxes are that things go wrong with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# A folder in memory, as Linux has one: hundreds of outboxes write each step down for good, and a disk takes
# its time for that.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@pytest.fixture
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="repurpose-") as folder:
        yield Path(folder)
