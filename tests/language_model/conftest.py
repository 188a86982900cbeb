"""A language model that says what the test wants, on a server of this machine; and files to ask about."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from pptx import Presentation

from tests.cli.conftest import Run, folder, run, start  # noqa: F401 - fixtures

KEY = "sk-Qk9vT-geheim-4711"
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Asked:
    """One request as the server got it."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any

    @property
    def text(self) -> str:
        """All that was said to the model."""
        return "\n".join(message["content"] for message in self.body["messages"])

    def numbers(self) -> dict[str, str]:
        """The passages that it shall score, by number."""
        lines = re.findall(r"^\[(\d+)\] (.*)$", self.body["messages"][1]["content"], re.MULTILINE)
        return dict(lines)


@dataclass
class FakeModel:
    """`reply` makes the answer to a question; `asked` is what came in."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    reply: Callable[[Asked], Reply] = field(default=lambda asked: chat('{"scores": {}}'))
    models: Reply = (200, {}, b'{"data": [{"id": "llama3.1"}]}')
    drip: threading.Event | None = None

    def says(self, **document: Any) -> None:
        """Answer each question with this."""
        self.reply = lambda asked: chat(json.dumps(document, ensure_ascii=False))

    def proposes(self, *texts: str, **more: Any) -> None:
        """Propose these, as much as can be."""
        proposals = [{"text": t, "kind": "statement", "score": 100, **more} for t in texts]
        self.says(scores={}, proposals=proposals)


def chat(content: Any) -> Reply:
    """An answer of the form of OpenAI's."""
    document = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    return 200, {"Content-Type": "application/json"}, json.dumps(document).encode()


@pytest.fixture
def server() -> Iterator[FakeModel]:
    """The server alone; nothing is configured."""
    model = FakeModel()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            model.asked.append(Asked("GET", self.path, dict(self.headers), None))
            self._send(*(model.models if self.path == "/v1/models" else (404, {}, b"")))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = Asked("POST", self.path, dict(self.headers), body)
            model.asked.append(asked)
            self._send(*model.reply(asked))

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            if model.drip is not None:
                model.drip.wait(20)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # who asked has gone
                return

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        model.url = f"http://127.0.0.1:{http.server_port}/v1"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield model
        finally:
            if model.drip is not None:
                model.drip.set()
            http.shutdown()
            thread.join()


@pytest.fixture
def model(server: FakeModel, folder: Path, monkeypatch: pytest.MonkeyPatch) -> FakeModel:  # noqa: F811
    """The server, configured, with a key in the environment."""
    configure(folder, server.url)
    monkeypatch.setenv("REPURPOSE_LANGUAGE_MODEL_KEY", KEY)
    return server


def configure(folder: Path, url: str, **more: Any) -> None:  # noqa: F811
    settings = {"url": url, "model": "llama3.1", "timeout": 10, **more}
    text = yaml.safe_dump({"language_model": settings}, allow_unicode=True)
    (folder / "repurpose.yaml").write_text(text, "utf-8")


# ── files ──

NOTES = (
    "Der Zimmermann Keller hat uns bei diesem Auftrag dreimal versetzt und nie Ersatz geschickt."
)
HIDDEN = "Unsere Marge lag bei diesem Umbau bei einundzwanzig Prozent und damit höher als sonst."
SECRET = "Die Gemeinde zahlt uns für den zweiten Abschnitt noch einmal dreihunderttausend Franken."
SHOWN = (
    "Holz wiegt einen Drittel dessen, was Beton und Backstein zusammen wiegen.",
    "Ein nasser Unterlagsboden trocknet in der Regel etwa vier Wochen lang.",
)
# Stands there, but leans on what was said before: our rules leave it out.
LEANING = "Das haben wir 2019 bei vierzehn Häusern genau untersucht und aufgeschrieben."
UMLAUT = "Darum prüfen wir die Fundamente früh, bevor jemand über die Küche spricht."


@pytest.fixture
def deck(folder: Path) -> Path:  # noqa: F811
    """Two slides that all may see; notes, a hidden slide and a confidential one."""
    deck = Presentation()
    _slide(deck, "Warum Holz", *SHOWN).notes_slide.notes_text_frame.text = NOTES
    _slide(deck, "Was wir gelernt haben", LEANING, UMLAUT)
    _slide(deck, "Nur für uns", HIDDEN)._element.set("show", "0")
    _slide(deck, "Vertraulich", SECRET)
    path = folder / "Aufstocken für Söhne 🏗.pptx"
    deck.save(str(path))
    return path


def _slide(deck: Any, title: str, *lines: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(lines)
    return slide


HASLER = "Regula Hasler"
OERTLI = "Beat Oertli"
TURNS = (
    (HASLER, "Und dann haben wir drei Wochen lang auf den Kran gewartet, weil niemand gefragt hatte. "
             "Das war teuer, und seither rufen wir am ersten Tag an."),
    (OERTLI, "Wer bauen will, muss die Nachbarn lange vor dem Baugesuch zu sich einladen 🏗. "
             "Es kostet einen Abend und spart manchmal ein ganzes Jahr."),
    (HASLER, "Wer ein gesundes Haus abreisst, wirft Beton weg, den vor sechzig Jahren jemand bezahlt hat."),
)  # fmt: skip


@pytest.fixture
def talk(folder: Path) -> Path:  # noqa: F811
    """Two people, Windows line ends."""
    lines = ["WEBVTT", ""]
    for number, (name, text) in enumerate(TURNS):
        lines += [f"00:{number:02}:00.000 --> 00:{number:02}:30.000", f"<v {name}>{text}", ""]
    path = folder / "Podium über Käse.vtt"
    path.write_bytes("\r\n".join(lines).encode())
    return path
