"""A producer as the flags ask for it, with a progress bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.choosing.choice import Wishes
from repurpose.choosing.history import Memory
from repurpose.choosing.themes import asked_for
from repurpose.cli.holding import allowing, private_wanted
from repurpose.cli.kinds import chosen_kinds
from repurpose.cli.session import Session
from repurpose.cli.terminal import name_of, progress
from repurpose.errors import ConfigError
from repurpose.production import Producer
from repurpose.rendering import Renderer

if TYPE_CHECKING:
    from repurpose.language_model import LanguageModel

LANGUAGES = ("de", "en", "fr", "it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the flags of a command ask of a producer.

    Attributes:
        kinds: --kinds, as written.
        with_model: --language-model or --no-language-model; None: neither.
        allow: --allow: what is not held back in this run.
        memory: What was posted before.
        dry: Leave no folder behind, unless for what takes long to read.
    """

    language: str | None = None
    theme: str | None = None
    kinds: str | None = None
    template_dir: Path | None = None
    with_model: bool | None = None
    allow: Sequence[str] = ()
    memory: Memory = field(default_factory=Memory)
    dry: bool = False


_NOTHING = Asked()


@contextmanager
def producer(session: Session, asked: Asked = _NOTHING) -> Iterator[Producer]:
    """A producer; while it is in use, work over a second shows its progress."""
    template_dir = asked.template_dir
    if template_dir is not None and not template_dir.is_dir():
        raise ConfigError("is not a folder", where=str(template_dir), hint="see --template-dir")
    language = _checked(asked.language) or session.config.language
    policy = allowing(session.config.policy, asked.allow)
    with progress("reading") as update:
        yield Producer(
            renderer=Renderer(template_dir or session.config.templates, session.locale),
            include=session.config.include | private_wanted(policy),
            kinds=chosen_kinds(asked.kinds),
            today=datetime.now(UTC).astimezone().date(),
            language=language,
            speech_model=session.config.speech_model,
            language_model=_language_model(session, asked.with_model, makes_folder=not asked.dry),
            wishes=_wishes(session, asked.theme),
            memory=asked.memory,
            name=lambda channel: name_of(channel.name, channel.account),
            policy=policy,
            cache=session.config.readings,
            makes_cache=not asked.dry,
            state=session.config.state,
            hosts=session.hosts(),
            progress=update,
        )


def _language_model(
    session: Session, wanted: bool | None, *, makes_folder: bool
) -> LanguageModel | None:
    """The configured one. The sandbox promises that nothing leaves this machine: there a model
    elsewhere must be asked for.

    Raises:
        ConfigError: none is configured, but wanted.
    """
    settings = session.config.language_model
    if settings is None and wanted:
        raise ConfigError(
            "--language-model: none is configured",
            where=str(session.config.path or ""),
            hint="set language_model in repurpose.yaml, with its url and model",
        )
    if settings is None or wanted is False:
        return None
    if wanted is None and session.use_sandbox and not settings.here:
        return None
    from repurpose.config import secrets
    from repurpose.language_model import LanguageModel

    return LanguageModel(
        settings,
        lambda: secrets.language_model_key(session.config.environ),
        session.config.answers,
        makes_folder=makes_folder,
    )


def _wishes(session: Session, theme: str | None) -> Wishes:
    config = session.config
    themes = (asked_for(theme),) if theme else config.themes
    return Wishes(themes=themes, audiences=config.audiences, mix=config.mix)


def _checked(language: str | None) -> str | None:
    """The language of the files: the country says only how words of ours are set."""
    base = None if language is None else language.partition("-")[0].casefold()
    if base is None or base in LANGUAGES:
        return base
    raise ConfigError(f"--language {language!r} is not one of {', '.join(LANGUAGES)}")
