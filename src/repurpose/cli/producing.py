"""A producer as the flags ask for it, with a progress bar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from repurpose.choosing.choice import Wishes
from repurpose.choosing.history import Memory
from repurpose.choosing.themes import asked_for
from repurpose.cli.session import Session
from repurpose.cli.terminal import name_of, progress
from repurpose.errors import ConfigError
from repurpose.production import Producer
from repurpose.rendering import Renderer

LANGUAGES = ("de", "en", "fr", "it")
_NOTHING = Memory()


@contextmanager
def producer(
    session: Session,
    language: str | None = None,
    theme: str | None = None,
    template_dir: Path | None = None,
    *,
    dry: bool = False,
    memory: Memory = _NOTHING,
) -> Iterator[Producer]:
    """A producer; while it is in use, work over a second shows its progress.

    Args:
        dry: Leave no folder behind, unless for what takes long to read.
        memory: What was posted before.
    """
    if template_dir is not None and not template_dir.is_dir():
        raise ConfigError("is not a folder", where=str(template_dir), hint="see --template-dir")
    with progress("reading") as update:
        yield Producer(
            renderer=Renderer(template_dir or session.config.templates),
            include=session.config.include,
            language=_checked(language) or session.config.language,
            speech_model=session.config.speech_model,
            wishes=_wishes(session, theme),
            memory=memory,
            name=lambda channel: name_of(channel.name, channel.account),
            cache=session.config.readings,
            makes_cache=not dry,
            state=session.config.state,
            progress=update,
        )


def _wishes(session: Session, theme: str | None) -> Wishes:
    config = session.config
    themes = (asked_for(theme),) if theme else config.themes
    return Wishes(themes=themes, audiences=config.audiences, mix=config.mix)


def _checked(language: str | None) -> str | None:
    if language is None or language.split("-")[0] in LANGUAGES:
        return language
    raise ConfigError(f"--language {language!r} is not one of {', '.join(LANGUAGES)}")
