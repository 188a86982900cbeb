"""How soon `repurpose live` offers a statement, and what it costs meanwhile.

    python benchmarks/live.py [--seconds S] [--speed X] [--json] [TRANSCRIPT.vtt …]

The example panel is written to a file cue by cue, each when its last word was said, as a recogniser
does, while the command follows the file as it does by default. "Last word to offer" is the time from
when a statement's last word is in the file until its offer is printed. "The same, 30,000 words
before": a file that holds three hours of talk already. The CPU share is that of the whole process,
while the panel is on and while nothing is written. Offers an hour: the rule that chooses, applied to
whole transcripts in their own time, without waiting; those named as well. Exit code 1 where a figure
misses what it must reach. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from repurpose.config import load
from repurpose.following.follower import Follower
from repurpose.following.pacing import Pace
from repurpose.production import Producer
from repurpose.rendering import Renderer

ROOT = Path(__file__).resolve().parents[1]
PANEL = ROOT / "examples" / "holzbau" / "Podium Verdichten.vtt"
LONG = 30_000  # words, about three hours
IDLE = 15.0  # seconds
MOST = 3  # offers in ten minutes, as by default


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured figure. `reach` is the most it may be, `least` the least."""

    what: str
    value: float
    unit: str
    reach: float
    least: float = 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0, help="of the panel")
    parser.add_argument("--speed", type=float, default=1.0, help="times as fast as it was said")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("transcripts", nargs="*", type=Path)
    options = parser.parse_args()
    figures = [
        *replayed("", b"", options),
        *replayed(", 30,000 words before", long_talk(), options),
    ]
    figures += [one_look(long_talk())]
    figures += [offers_an_hour(path) for path in (PANEL, *options.transcripts)]
    if options.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2, ensure_ascii=False))
    else:
        for f in figures:
            sign = "ok" if f.least <= f.value <= f.reach else "MISSED"
            print(f"{f.what:<66} {f.value:7.2f} {f.unit:<4} at most {f.reach:g}   {sign}")
    return int(any(not f.least <= f.value <= f.reach for f in figures))


def cues(path: Path) -> list[tuple[float, str]]:
    """When each cue of a file ends, in seconds, and the cue as it stands there."""
    found = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8").replace("\r\n", "\n").strip()):
        if match := re.search(r"--> +(?:(\d+):)?(\d+):([\d.,]+)", block):
            hours, minutes, seconds = match.groups()
            end = 3600 * int(hours or 0) + 60 * int(minutes) + float(seconds.replace(",", "."))
            found.append((end, block + "\n\n"))
    return found


def long_talk() -> bytes:
    """The panel's sentences again and again, each time with other words, as cues of hours."""
    chance = random.Random(1)
    text = _plain("".join(cue for _, cue in cues(PANEL)))
    long_words = re.compile(r"\b\w{5,}\b")
    known = long_words.findall(text)
    pool = {kind: [w for w in known if w[0].isupper() is kind] for kind in (True, False)}
    rounds = LONG // len(text.split())
    talks = [
        long_words.sub(lambda found: chance.choice(pool[found[0][0].isupper()]), text)
        for _ in range(rounds)
    ]
    lines = [line for talk in talks for line in talk.split("\n")]
    return "".join(
        f"{_time(3600 + 6 * n)} --> {_time(3606 + 6 * n)}\n<v Vorher>{line}</v>\n\n"
        for n, line in enumerate(lines)
    ).encode()


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def _plain(text: str) -> str:
    return "\n".join(re.findall(r"<v [^>]+>(.*?)</v>", text))


# ── the command ──


def replayed(before: str, content: bytes, options: argparse.Namespace) -> list[Figure]:
    """The command on the panel, written behind `content`."""
    with tempfile.TemporaryDirectory(prefix="repurpose bench ") as folder:
        file = Path(folder) / "Podium.vtt"
        file.write_bytes(b"WEBVTT\n\n" + content)
        process = subprocess.Popen(
            [sys.executable, "-m", "repurpose", "live", file.name, "--all", "--json", "-c", "x",
             "--sandbox"],
            cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        offers: list[tuple[float, str]] = []
        listener = threading.Thread(target=_listen, args=(process, offers))
        listener.start()
        time.sleep(8 if content else 4)
        cpu, begun = _cpu(process.pid), time.monotonic()
        written = _write(file, options)
        time.sleep(5)
        busy = (_cpu(process.pid) - cpu) / (time.monotonic() - begun)
        cpu, begun = _cpu(process.pid), time.monotonic()
        time.sleep(IDLE)
        idle = (_cpu(process.pid) - cpu) / (time.monotonic() - begun)
        assert process.stdin is not None
        process.stdin.write('{"do": "quit"}\n')
        process.stdin.close()
        process.wait()
        listener.join()
    waits = [at - _last_word(text, written) for at, text in offers if _is_in(text, written)]
    assert len(waits) >= 3, len(offers)
    return [
        Figure(what=f"last word to offer, median of {len(waits)}{before}",
               value=statistics.median(waits), unit="s", reach=4),
        Figure(what=f"last word to offer, longest{before}", value=max(waits), unit="s", reach=6),
        Figure(what=f"CPU share while people talk{before}", value=100 * busy, unit="%", reach=25),
        Figure(what=f"CPU share while nothing is written{before}", value=100 * idle, unit="%", reach=1),
    ]  # fmt: skip


def _listen(process: subprocess.Popen[str], offers: list[tuple[float, str]]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "offer":
            offers.append((time.monotonic(), event["snippet"]["text"]))


def _write(file: Path, options: argparse.Namespace) -> list[tuple[float, str]]:
    """When what was written: each cue when its last word was said."""
    written = []
    begun = time.monotonic()
    for end, cue in cues(PANEL):
        if end > options.seconds:
            break
        time.sleep(max(0.0, begun + end / options.speed - time.monotonic()))
        with file.open("a", encoding="utf-8") as out:
            out.write(cue)
        written.append((time.monotonic(), _plain(cue)))
    return written


def _is_in(text: str, written: list[tuple[float, str]]) -> bool:
    return text in " ".join(words for _, words in written)


def _last_word(text: str, written: list[tuple[float, str]]) -> float:
    """When the last word of a statement was written."""
    so_far = ""
    for at, words in written:
        so_far = f"{so_far} {words}"
        if text in so_far:
            return at
    raise AssertionError(text)


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ── in this process ──


def _follower(path: Path, most: int | None) -> Follower:
    return Follower(
        producer=Producer(renderer=Renderer(), language=None),
        path=path,
        channels=[load().channel("linkedin")],
        pace=Pace(most),
        is_known=lambda post: False,
    )


def one_look(content: bytes) -> Figure:
    """CPU for reading a long file anew, the median of five."""
    follower = _follower(PANEL, MOST)
    costs = []
    for number in range(5):
        begun = time.process_time()
        follower.take(b"WEBVTT\n\n" + content + b"\n" * number, still=False)
        costs.append(time.process_time() - begun)
    return Figure(what="a look at 30,000 words with 900 statements, CPU",
                  value=statistics.median(costs), unit="s", reach=1.0)  # fmt: skip


def offers_an_hour(path: Path) -> Figure:
    """How many statements of a whole transcript are offered, as if it had been followed."""
    follower = _follower(path, MOST)
    said = cues(path)
    content, offered, last = b"WEBVTT\n\n", 0, 0.0
    for end, cue in said:
        content += cue.encode()
        if end - last >= 5:
            follower.take(content, still=False)
            offered += len(follower.offers(end))
            last = end
    hours = said[-1][0] / 3600
    name = path.stem if len(path.stem) <= 24 else path.stem[:23] + "…"
    return Figure(what=f"offers an hour of {name} ({follower.heard} statements in {60 * hours:.0f} min)",
                  value=offered / hours, unit="", reach=20, least=3)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
