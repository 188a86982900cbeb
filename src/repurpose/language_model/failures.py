"""What goes wrong with a language model, in a line, and what to do about it."""

from __future__ import annotations

from repurpose.config.language_model import LanguageModelSettings
from repurpose.config.secrets import LANGUAGE_MODEL_KEY
from repurpose.errors import LanguageModelError


class KeyRefused(LanguageModelError):
    """The key is missing or refused."""


_DONE = "the rest was done without it"


def of_status(status: int, to: LanguageModelSettings, *, has_key: bool) -> LanguageModelError:
    """Of the status of an answer that is none."""
    if 300 <= status < 400:
        return _error(
            to, f"sends us elsewhere ({status})", "set language_model.url to the address it is at"
        )
    if status == 401 and not has_key:
        return KeyRefused(
            "the language model wants a key (401)",
            where=to.url,
            hint=f"set {LANGUAGE_MODEL_KEY}, or: keyring set repurpose language_model/key",
        )
    if status in (401, 403):
        return KeyRefused(
            f"the language model refuses the key ({status})",
            where=to.url,
            hint=f"set {LANGUAGE_MODEL_KEY} again",
        )
    if status == 402:
        return _error(to, "wants to be paid first (402)", "see your account there")
    if status == 404:
        return _error(
            to,
            f"has no model {to.model!r}, or is not at this address (404)",
            "see language_model.url and .model; of Ollama: ollama pull " + to.model,
        )
    if status == 413:
        return _error(to, "takes no text of this length (413)", "choose a model that reads more")
    if status == 429:
        return _error(to, "asks to wait (429)", f"{_DONE}; what it answered so far is kept")
    if status in (400, 422):
        return _error(
            to, f"does not understand the question ({status})", "does it read 8,000 tokens at once?"
        )
    return _error(to, f"answers with an error ({status})", f"{_DONE}; try again later")


def of_network(error: Exception, to: LanguageModelSettings) -> LanguageModelError:
    """Of what the network did. The error's own words may hold a header, and are not repeated."""
    import requests

    if isinstance(error, requests.exceptions.SSLError):
        return _error(to, "has a certificate that is not valid", "see its address")
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return _error(to, "cannot be reached in time", "see that it is running")
    if isinstance(error, requests.exceptions.ReadTimeout):
        return late(to)
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return _error(to, "breaks off in mid answer", f"{_DONE}; try again later")
    if isinstance(error, requests.exceptions.ConnectionError):
        if "Read timed out" in str(error):  # in the body
            return late(to)
        return _error(to, "cannot be reached", "see that it is running: repurpose doctor")
    return _error(to, "gives an answer that is none", "is it an OpenAI-compatible address?")


def late(to: LanguageModelSettings) -> LanguageModelError:
    return _error(
        to,
        "does not answer in time",
        f"{_DONE}; give it longer with language_model.timeout, or take a smaller model",
    )


def endless(to: LanguageModelSettings) -> LanguageModelError:
    return _error(to, "does not stop answering (2 MB)", "take another model")


def empty(to: LanguageModelSettings) -> LanguageModelError:
    return _error(to, "gives an empty answer", "take another model")


def no_chat(to: LanguageModelSettings) -> LanguageModelError:
    return _error(
        to, "does not answer as a language model does", "is it an OpenAI-compatible address?"
    )


def no_key() -> LanguageModelError:
    return KeyRefused(
        "the key of the language model holds signs that no key has",
        where=LANGUAGE_MODEL_KEY,
        hint="set it again, without quotes and line breaks",
    )


def no_time(to: LanguageModelSettings, seconds: int) -> LanguageModelError:
    return _error(
        to,
        f"was not done after {seconds // 60} minutes",
        f"{_DONE}; what it answered so far is kept, the next run goes on from there",
    )


def _error(to: LanguageModelSettings, what: str, hint: str) -> LanguageModelError:
    return LanguageModelError(f"the language model {what}", where=to.url, hint=hint)
