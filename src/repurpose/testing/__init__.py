"""For authors of adapters: what a publisher promises, as tests, and a line that goes wrong.

Subclass `PublisherContract` in a test file and run it with pytest; see docs/new-channel.md.
"""

from __future__ import annotations

from repurpose.testing.bench import Fake
from repurpose.testing.contract import PublisherContract
from repurpose.testing.line import TROUBLES, Line, Trouble

__all__ = ["TROUBLES", "Fake", "Line", "PublisherContract", "Trouble"]
