"""A producer as the flags ask for it, with a progress bar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from repurpose.cli.kinds import chosen_kinds
from repurpose.cli.session import Session
from repurpose.cli.terminal import progress
from repurpose.errors import ConfigError
from repurpose.production import Producer
from repurpose.rendering import Renderer

LANGUAGES = ("de", "en", "fr", "it")


@contextmanager
def producer(
    session: Session,
    language: str | None = None,
    theme: str | None = None,
    template_dir: Path | None = None,
    *,
    kinds: str | None = None,
    dry: bool = False,
) -> Iterator[Producer]:
    """A producer; while it is in use, work over a second shows its progress.

    Args:
        kinds: The words of --kinds.
        dry: Leave no folder behind, unless for what takes long to read.
    """
    if template_dir is not None and not template_dir.is_dir():
        raise ConfigError("is not a folder", where=str(template_dir), hint="see --template-dir")
    with progress("reading") as update:
        yield Producer(
            renderer=Renderer(template_dir or session.config.templates),
            include=session.config.include,
            kinds=chosen_kinds(kinds),
            today=datetime.now(UTC).astimezone().date(),
            language=_checked(language) or session.config.language,
            speech_model=session.config.speech_model,
            theme=theme or " ".join(session.config.themes) or None,
            cache=session.config.readings,
            makes_cache=not dry,
            state=session.config.state,
            progress=update,
        )


def _checked(language: str | None) -> str | None:
    if language is None or language.split("-")[0] in LANGUAGES:
        return language
    raise ConfigError(f"--language {language!r} is not one of {', '.join(LANGUAGES)}")
