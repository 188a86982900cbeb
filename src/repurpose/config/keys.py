"""Every key of repurpose.yaml, as a JSON Schema (2020-12).

The same schema validates the file and is given to editors. `errorMessage` says what would be right
where the rule itself reads badly; some editors show it, too. The formats slot, duration, quiet,
region, time-zone, folder, colour, font, logo, speech-model, language-model-address and held-back are ours (see
`repurpose.config.validation`); editors pass over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from repurpose import plugins
from repurpose.config import language_model, post_keys
from repurpose.config.brand_keys import BRAND
from repurpose.config.choosing_keys import CHOOSING
from repurpose.config.schedule_keys import OF_CHANNEL, SCHEDULE
from repurpose.config.settings import DEFAULT_LIMIT, DEFAULT_STATE, DEFAULT_TIMEOUT
from repurpose.errors import ConfigError
from repurpose.model import PICTURES

Schema = dict[str, Any]

LANGUAGES = ("de", "en", "fr", "it")

ACCOUNT = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
_URL = r"^https?://[^\s/?#@]+([/?#]\S*)?$"
_HASHTAG = r"^#?(?![0-9]+$)[^\s#@.,:;!?/'\"()\[\]&+-]+$"

COMMON: Schema = {
    "hashtags": {
        "description": "Hashtags that go at the end of posts, as far as they fit. With or without #.",
        "type": "array",
        "items": {
            "type": "string",
            "pattern": _HASHTAG,
            "errorMessage": "is not a hashtag; write one word of letters and digits, e.g. Holzbau",
        },
        "uniqueItems": True,
        "examples": [["Holzbau", "Handwerk"]],
    },
    "link": {
        "description": "The address that posts point to.",
        "type": "string",
        "pattern": _URL,
        "errorMessage": "is not a web address; write e.g. https://www.example.com",
        "examples": ["https://www.example.com"],
    },
    "call_to_action": {
        "description": "A sentence that goes before the link.",
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "examples": ["The whole talk:"],
    },
    "pictures": {
        "description": "The picture that goes with a post: auto takes the slide where it can be read "
        "on a telephone, else a card with the words; slides, cards or none.",
        "enum": list(PICTURES),
        "default": "auto",
    },
    **post_keys.COMMON,
}

_API_URL: Schema = {
    "description": "The platform's base address, to try a server of your own or a proxy.",
    "type": "string",
    "pattern": _URL,
    "errorMessage": "is not a web address; write e.g. http://127.0.0.1:8080",
}

_NAMES: Schema = {
    "type": "array",
    "items": {
        "type": "string",
        "pattern": r"[^\W\d_]",
        "errorMessage": "is not a name; write e.g. Regula Hasler",
    },
    "minItems": 1,
    "uniqueItems": True,
}

_TOP: Schema = {
    "language": {
        "description": "The language of your files; recognised where it is not set. Of German also the "
        "country, for quotation marks: de-CH «…», de-DE and de-AT „…“.",
        "enum": [*LANGUAGES, *post_keys.LOCALES],
    },
    "timezone": {
        "description": "The time zone of slots and dates; the computer's where it is not set.",
        "type": "string",
        "format": "time-zone",
        "examples": ["Europe/Zurich"],
    },
    **COMMON,
    "limit": {
        "description": "The most posts that one run makes for a channel.",
        "type": "integer",
        "minimum": 1,
        "maximum": 100,
        "default": DEFAULT_LIMIT,
    },
    **CHOOSING,
    "include": {
        "description": "Private text that may be used: speaker notes, hidden slides.",
        "type": "array",
        "items": {"enum": ["notes", "hidden"]},
        "examples": [["notes"]],
    },
    "company": {
        "description": "The name of your firm, or its names: praise of it is held back.",
        "type": ["string", "array"],
        "minLength": 1,
        "minItems": 1,
        "items": {"type": "string", "minLength": 1},
        "uniqueItems": True,
        "examples": ["Muster Holzbau AG", ["Muster Holzbau AG", "Muster"]],
    },
    **BRAND,
    "do_not_name": {
        "description": "People, firms and projects that no post may name.",
        **_NAMES,
        "examples": [["Projekt Falke", "Regula Hasler"]],
    },
    "consent": {
        "description": "Who agreed to be quoted; with this list, quotes of all others are held back.",
        **_NAMES,
        "examples": [["Regula Hasler", "Beat Zollinger"]],
    },
    "allow": {
        "description": "Reasons (price, slogan, …) and ids of snippets that are not held back.",
        "type": "array",
        "items": {"type": "string", "format": "held-back"},
        "minItems": 1,
        "uniqueItems": True,
        "examples": [["price"]],
    },
    "templates": {
        "description": "A folder with your own templates; they replace those of the same name.",
        "type": "string",
        "format": "folder",
        "examples": ["templates"],
    },
    "state": {
        "description": "The folder for the outbox and the cache.",
        "type": "string",
        "minLength": 1,
        "default": DEFAULT_STATE,
    },
    "speech": {
        "description": "How recordings without subtitles are turned into text, on this machine.",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            "model": {
                "description": "The folder of a Whisper model of your own, in CTranslate2's form.",
                "type": "string",
                "format": "speech-model",
                "examples": ["models/whisper-small"],
            },
        },
    },
    "language_model": language_model.SCHEMA,
    "timeout": {
        "description": "Seconds to wait for a platform's answer.",
        "type": "number",
        "minimum": 1,
        "maximum": 600,
        "default": DEFAULT_TIMEOUT,
    },
    "schedule": SCHEDULE,
}


def schema(publishers: Iterable[str] | None = None) -> Schema:
    """The JSON Schema of the whole file.

    Args:
        publishers: The publishers whose options are in it; all installed ones by default. One that
            cannot be loaded is left open: any key is taken.
    """
    names = plugins.names("publishers") if publishers is None else sorted(set(publishers))
    by_name: Schema = {}
    by_account: Schema = {}
    for name in names:
        channel = _channel_schema(name)
        for spelling in spellings(name):
            by_name[spelling] = channel
            by_account[f"^{re.escape(spelling)}:{ACCOUNT}$"] = channel
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "repurpose.yaml",
        "description": "The configuration of repurpose.",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            **_TOP,
            "names": post_keys.names(),
            "channels": {
                "description": "Where posts go: a platform, or platform:account for several.",
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": by_name,
                "patternProperties": by_account,
                "examples": [{"twitter": {}, "linkedin:acme": {}}],
            },
        },
    }


def spellings(publisher: str) -> list[str]:
    """A publisher's name and its aliases."""
    aliases = [alias for alias, name in plugins.ALIASES.items() if name == publisher]
    return [publisher, *aliases]


def common_channel_keys() -> Mapping[str, Schema]:
    """The keys that every channel takes."""
    return {**COMMON, **OF_CHANNEL, "api_url": _API_URL}


def _channel_schema(name: str) -> Schema:
    described: Schema = {"description": f"An account of {name}.", "type": ["object", "null"]}
    try:
        publisher = plugins.load("publishers", name)
    except ConfigError:
        return described
    options = {key: dict(fragment) for key, fragment in publisher.options.items()}
    return described | {
        "additionalProperties": False,
        "properties": {
            **common_channel_keys(),
            "link_in": post_keys.link_in(publisher),
            **options,
        },
    }
