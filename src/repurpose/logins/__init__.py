"""Logging in to platforms: their own flows, where tokens are kept, and how they stay fresh."""

from __future__ import annotations

from repurpose.logins.flows import FLOWS, RENEWALS, CodeFlow
from repurpose.logins.store import Kept, Logins

__all__ = ["FLOWS", "RENEWALS", "CodeFlow", "Kept", "Logins"]
