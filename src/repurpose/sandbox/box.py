"""The sandbox itself: starts the server, gives out logins, says what stands there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from repurpose.errors import ConfigError
from repurpose.model import DEFAULT_ACCOUNT
from repurpose.plugins import canonical
from repurpose.sandbox import page
from repurpose.sandbox.desk import Desk
from repurpose.sandbox.faults import Fault
from repurpose.sandbox.identity import Kind, Login
from repurpose.sandbox.platforms import PLATFORMS, platform
from repurpose.sandbox.public_files import HOSTED, HOSTED_AT, PublicFiles
from repurpose.sandbox.serving import HOST, Server
from repurpose.sandbox.standing import StandingPost
from repurpose.sandbox.state import State
from repurpose.sandbox.watching import Event


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """The platforms on this machine. A context manager; usable between `start` and `stop`.

    Args:
        path: Where it remembers; several processes may share the file. None: in memory.
        port: 0 takes a free one.
        faults: What goes wrong.
        watch: Called at three moments of each API request, in the server's thread. It may raise
            Drop to cut the line; anything else that it raises comes out of `stop`.
        now: The servers' clock, aware.
    """

    def __init__(
        self,
        path: Path | None = None,
        port: int = 0,
        faults: Sequence[Fault] = (),
        watch: Callable[[Event], None] | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._path = path
        self._port = port
        self._faults = faults
        self._watch = watch
        self._now = now
        self._running: tuple[State, Desk, Server, threading.Thread, PublicFiles] | None = None

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            self.stop()
        except BaseException as failure:
            if error is None:
                raise
            error.add_note(f"Before that, in the sandbox: {failure!r}")

    def start(self) -> None:
        """Open the state and listen.

        Raises:
            ConfigError: the port is taken.
            OutboxError: the file cannot be used.
        """
        if self._running is not None:
            return
        state = State(self._path)
        files = PublicFiles(self._path)
        desk = Desk(state, files, self._faults, self._watch, self._now)
        try:
            server = Server(self._port, desk.respond)
        except OSError as error:
            state.close()
            raise ConfigError(
                f"cannot listen on port {self._port}: {error.strerror}",
                hint="use --port 0 for a free one",
            ) from error
        desk.port = server.server_address[1]
        for channel in PLATFORMS:
            for kind in platform(channel).KINDS:
                state.add_login(Login(channel=channel, account=DEFAULT_ACCOUNT, kind=kind))
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self._running = (state, desk, server, thread, files)

    def stop(self) -> None:
        """Stop listening and cut what is open. Raises what a watcher raised."""
        if self._running is None:
            return
        state, desk, server, thread, files = self._running
        server.shutdown()
        server.server_close()
        thread.join()
        self._running = None
        state.close()
        files.close()
        if desk.failures:
            raise desk.failures[0]

    # ── what a publisher needs ──

    def url(self, channel: str) -> str:
        """The base address of a platform: http://127.0.0.1:PORT/x or …/linkedin."""
        return self._desk.url(canonical(channel))

    @property
    def page(self) -> str:
        """The address of the page that shows what stands there."""
        return f"http://{HOST}:{self._desk.port}/"

    def secrets(
        self, channel: str, account: str = DEFAULT_ACCOUNT, kind: Kind | None = None
    ) -> dict[str, str]:
        """Secrets that log an account in, by their names.

        Args:
            kind: X: "oauth2" (access_token) or "oauth1" (four secrets); LinkedIn: "member" (may
                not read) or "organization"; each platform names its own. The first one where none
                is named.
        """
        channel = canonical(channel)
        login = Login(channel=channel, account=account, kind=kind or _kinds(channel)[0])
        self._state.add_login(login)
        return platform(channel).secrets(login, self.url(channel))

    def settings(
        self, channel: str, account: str = DEFAULT_ACCOUNT, kind: Kind | None = None
    ) -> dict[str, Any]:
        """What goes into the channel's configuration: api_url, for LinkedIn also author, for platforms
        that fetch media a folder on this machine that they fetch them from."""
        channel = canonical(channel)
        login = Login(channel=channel, account=account, kind=kind or _kinds(channel)[0])
        found = dict(platform(channel).settings(login, self.url(channel)))
        if channel in HOSTED:
            files = self._parts[4]
            found |= {"media_url": f"{self.page}{HOSTED_AT}", "media_folder": str(files.folder)}
        return found

    # ── what stands there ──

    def posts(self, channel: str, account: str | None = None) -> list[StandingPost]:
        """What stands on a platform, in the order of posting; of one account or of all."""
        channel = canonical(channel)
        with self._state.transaction():
            standing = platform(channel).standing
            found = [standing(self._state, post) for post in self._state.posts(channel)]
        return [post for post in found if account in (None, post.account)]

    def page_html(self) -> str:
        """The page as one file that needs no server: the pictures are inside."""
        with self._state.transaction():
            return page.render(self._state, embedded=True)

    def expire(self, channel: str, account: str | None = None) -> None:
        """Let the logins of an account, or of all, run out."""
        self._state.expire(canonical(channel), account, True)

    def renew(self, channel: str, account: str | None = None) -> None:
        """Make them good again."""
        self._state.expire(canonical(channel), account, False)

    def reset(self) -> None:
        """Forget all posts, pictures and counted calls."""
        self._state.reset()

    @property
    def _state(self) -> State:
        return self._parts[0]

    @property
    def _desk(self) -> Desk:
        return self._parts[1]

    @property
    def _parts(self) -> tuple[State, Desk, Server, threading.Thread, PublicFiles]:
        if self._running is None:
            raise RuntimeError("the sandbox is not running")
        return self._running


def _kinds(channel: str) -> tuple[Kind, ...]:
    if channel not in PLATFORMS:
        raise ConfigError(
            f"the sandbox has no channel {channel!r}",
            hint=f"there are: {', '.join(PLATFORMS)}; others cannot be tried with --sandbox",
        )
    return tuple(platform(channel).KINDS)
