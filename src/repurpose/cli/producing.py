"""A producer as the flags ask for it, with a progress bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from repurpose.cli.holding import allowing
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
    allow: Sequence[str] = (),
    dry: bool = False,
) -> Iterator[Producer]:
    """A producer; while it is in use, work over a second shows its progress.

    Args:
        allow: --allow: what is not held back in this run.
        dry: Leave no folder behind, unless for what takes long to read.
    """
    if template_dir is not None and not template_dir.is_dir():
        raise ConfigError("is not a folder", where=str(template_dir), hint="see --template-dir")
    with progress("reading") as update:
        yield Producer(
            renderer=Renderer(template_dir or session.config.templates),
            include=session.config.include,
            language=_checked(language) or session.config.language,
            speech_model=session.config.speech_model,
            theme=theme or " ".join(session.config.themes) or None,
            policy=allowing(session.config.policy, allow),
            cache=session.config.readings,
            makes_cache=not dry,
            state=session.config.state,
            progress=update,
        )


def _checked(language: str | None) -> str | None:
    if language is None or language.split("-")[0] in LANGUAGES:
        return language
    raise ConfigError(f"--language {language!r} is not one of {', '.join(LANGUAGES)}")
