"""A running sandbox and its clients."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import Clock, LinkedIn, X


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(now=clock) as running:
        yield running


@pytest.fixture
def x(sandbox: Sandbox) -> X:
    return X(sandbox)


@pytest.fixture
def member(sandbox: Sandbox) -> LinkedIn:
    return LinkedIn(sandbox)


@pytest.fixture
def organization(sandbox: Sandbox) -> LinkedIn:
    return LinkedIn(sandbox, "organization")
