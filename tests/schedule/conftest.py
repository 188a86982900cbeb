"""Property tests have no deadline: a slow machine is no failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repurpose", deadline=None)
settings.load_profile("repurpose")
