"""mastodon-mock on this machine, with one account: what benchmarks/fediverse.py posts to.

    pip install mastodon-mock && python benchmarks/mastodon_server.py

It listens on 127.0.0.1, at a free port; its data go with the process. Writes {"address", "token"} in one line when
it is ready, and ends with SIGTERM.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HOST = "127.0.0.1"
TOKEN = "only-for-tests"
SECONDS = 60  # to start
CONFIGURATION = f"""
[server]
host = "{HOST}"
port = {{port}}
[auth]
enforce_scopes = true
[[seed.accounts]]
username = "blog"
access_token = "{TOKEN}"
"""


def main() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder, "mock.toml")
        configuration.write_text(CONFIGURATION.format(port=port))
        words = ["serve", "--in-memory", "--log-level", "warning", "--config", str(configuration)]
        server = subprocess.Popen(
            [sys.executable, "-m", "mastodon_mock", *words], cwd=folder, stdout=sys.stderr
        )
        try:
            _await(server, f"http://{HOST}:{port}/api/v1/instance")
            print(json.dumps({"address": f"http://{HOST}:{port}", "token": TOKEN}), flush=True)
            return server.wait()
        finally:
            server.terminate()
            server.wait()


def _await(server: subprocess.Popen[bytes], address: str) -> None:
    ends = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < ends:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("mastodon-mock does not start")


if __name__ == "__main__":
    sys.exit(main())
