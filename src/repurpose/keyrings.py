"""The package keyring, loaded."""

from __future__ import annotations

import sys
from types import ModuleType

_MACOS = "keyring.backends.macOS.api"


def keyring() -> ModuleType:
    """It loads all its backends. That of macOS asks for libraries which other systems look for in vain,
    with a compiler's help: longer than all else takes here."""
    if sys.platform != "darwin" and _MACOS not in sys.modules:
        sys.modules[_MACOS] = None  # type: ignore[assignment]  # cannot be imported, says Python then
    import keyring

    return keyring
