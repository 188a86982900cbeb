"""What all tests share: where the real files are."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

# What Python compiles is kept, also where the environment says otherwise: each worker, and each program
# that a test starts, would compile all of it anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).resolve().parents[1]
Once = Callable[[str, Callable[[Path], object]], Path]
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are processors: many tests wait for servers and other programs."""
    return (os.cpu_count() or 1) + 1


# No timings in tests; and the checks before landing try the same examples each time.
settings.register_profile("here", deadline=None)
settings.register_profile("checks", deadline=None, derandomize=True)
settings.load_profile("checks" if os.environ.get("CI") else "here")


def corpora_folder() -> Path | None:
    """The folder of real files made by others, or None where it is missing."""
    folder = Path(os.environ.get("REPURPOSE_CORPORA", ROOT.parent / "shared" / "corpora"))
    return folder if folder.is_dir() else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden with what comes out"
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder of files that take long to make: made once for all workers. Not to be changed."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        whole, part = base / "once" / name, base / "once" / f"{name}.part"
        whole.parent.mkdir(exist_ok=True)
        with FileLock(f"{whole}.lock"):
            if not whole.exists():
                shutil.rmtree(part, ignore_errors=True)
                part.mkdir()
                make(part)
                part.rename(whole)
        return whole

    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A real Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def corpora() -> Path:
    folder = corpora_folder()
    if folder is None:
        pytest.skip("the folder of real files is not here (REPURPOSE_CORPORA)")
    return folder
