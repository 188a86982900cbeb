"""A language model that ranks what was found and proposes more. Optional; whatever it answers, only
what stands in the file word for word gets through."""

from __future__ import annotations

from repurpose.language_model.advice import LanguageModel
from repurpose.language_model.availability import check

__all__ = ["LanguageModel", "check"]
