"""Takes each request to its platform, with the faults and the watcher in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from repurpose.sandbox import page
from repurpose.sandbox.calling import Call
from repurpose.sandbox.faults import Fault, Faults
from repurpose.sandbox.platform import Platform
from repurpose.sandbox.platforms import PLATFORMS, platform
from repurpose.sandbox.public_files import HOSTED_AT, PublicFiles
from repurpose.sandbox.serving import HOST, Hangup, Line
from repurpose.sandbox.state import Lagging, State
from repurpose.sandbox.watching import Drop, Event, Moment
from repurpose.sandbox.web import Answer, Refused, Request

INSTEAD = (  # faults that answer in the platform's place
    "rate-limit",
    "retry-after",
    "server-error",
    "expired-token",
    "no-credits",
    "credits-depleted",
    "blocked",
    "no-permission",
)


class Desk:
    """Answers requests; the server's threads call `respond`.

    Attributes:
        port: Set once it is known.
        failures: What went wrong in here or in the watcher.
    """

    def __init__(
        self,
        state: State,
        files: PublicFiles,
        faults: Sequence[Fault],
        watch: Callable[[Event], None] | None,
        clock: Callable[[], datetime],
    ) -> None:
        self.port = 0
        self.failures: list[BaseException] = []
        self._state = state
        self._files = files
        self._faults = Faults(faults)
        self._watch = watch
        self._clock = clock
        self._count = 0
        self._guard = threading.Lock()

    def url(self, channel: str) -> str:
        return f"http://{HOST}:{self.port}{platform(channel).BASE}"

    def respond(self, request: Request, line: Line) -> tuple[Answer, Callable[[], None]]:
        """The answer, and what to call once it has left.

        Raises:
            Hangup: no answer at all.
        """
        try:
            for channel in PLATFORMS:
                if request.path.startswith(f"{platform(channel).BASE}/"):
                    return self._api(channel, request, line)
            if request.path.startswith(f"/{HOSTED_AT}/"):
                return self._files.answer(request), lambda: None
            return page.answer(self._state, request), lambda: None
        except Hangup:
            raise
        except BaseException as error:  # nobody would see it in a server's thread
            self.failures.append(error)
            raise Hangup from error

    def _api(self, channel: str, request: Request, line: Line) -> tuple[Answer, Callable[[], None]]:
        with self._guard:
            self._count += 1
            number = self._count
        whole = request.path

        def tell(moment: Moment) -> None:
            self._tell(Event(kind=moment, method=request.method, path=whole, number=number))

        tell("received")
        if not line.is_open():  # a client that is gone by now never got through
            raise Hangup
        called = platform(channel)
        request.path = whole.removeprefix(called.BASE)
        fault = self._faults.next(channel, request.method, request.path, called.POSTING)
        state = Lagging(self._state) if fault == "lagging" else self._state
        call = Call(request=request, state=state, clock=self._clock, address=self.url(channel))
        if fault == "timeout-before":
            raise Hangup
        answer = called.fault(fault, call) if fault in INSTEAD else self._ask(called, call)
        tell("done")
        return _spoiled(fault, answer, called, call), lambda: tell("answered")

    def _ask(self, called: Platform, call: Call) -> Answer:
        with self._state.transaction():
            try:
                answer = called.answer(call)
            except Refused as refusal:
                answer = refusal.answer
        return answer

    def _tell(self, event: Event) -> None:
        if self._watch is None:
            return
        try:
            self._watch(event)
        except Drop:
            raise Hangup from None


def _spoiled(fault: str | None, answer: Answer, called: Platform, call: Call) -> Answer:
    """What becomes of an answer on its way; a refusal goes out as it is."""
    if fault in (None, "lagging", *INSTEAD) or answer.status >= 400:
        return answer
    if fault in ("timeout", "silence"):
        raise Hangup(silent=fault == "silence")
    if fault == "server-error-after":
        return called.fault(fault, call)
    whole = answer.payload() or b'{"value": {}}'
    return Answer(
        status=answer.status, body=whole[: len(whole) // 2], content_type=answer.content_type
    )
