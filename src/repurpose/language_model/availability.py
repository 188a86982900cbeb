"""Whether the language model answers: a check of `repurpose doctor`."""

from __future__ import annotations

from repurpose.config.checks import Check
from repurpose.config.language_model import LanguageModelSettings
from repurpose.errors import Exit, LanguageModelError
from repurpose.language_model.client import Client
from repurpose.language_model.failures import KeyRefused

WHAT = "language model"


def check(settings: LanguageModelSettings, key: str | None) -> Check:
    """Ask for the names of the models; nothing of any file is sent."""
    try:
        models = Client(settings, key).models()
    except LanguageModelError as error:
        code = Exit.LOGIN if isinstance(error, KeyRefused) else Exit.REFUSED
        return Check(what=WHAT, state="wrong", detail=str(error), hint=error.hint, code=code)
    if models is None:
        detail = f"{settings.url} answers; it does not say whether it has {settings.model}"
        return Check(what=WHAT, state="ok", detail=detail)
    if settings.model in models or f"{settings.model}:latest" in models:
        return Check(what=WHAT, state="ok", detail=f"{settings.model} at {settings.url}")
    some = ", ".join(models[:5]) + (", …" if len(models) > 5 else "")
    return Check(
        what=WHAT,
        state="missing",
        detail=f"{settings.url} has no {settings.model}",
        hint=f"there are: {some}" if models else f"of Ollama: ollama pull {settings.model}",
        code=Exit.USAGE,
    )
