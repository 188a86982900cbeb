"""Our templates are found from a wheel, from an editable install and from a checkout.

Each is run by a fresh interpreter that sees that one installation only: `-S` leaves out the
environment's own packages, and its libraries are added without their .pth files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RENDER = """
import site, sys
site.addsitedir(sys.argv[1])
sys.path.append(sys.argv[2])
from pathlib import Path
import repurpose
from repurpose.model import Asset, Channel, Locator, Rules, Snippet
from repurpose.rendering import Renderer
from repurpose.rendering.environment import own_folder
asset = Asset(path=Path("x.pptx"), kind="deck", title="", language="de", sha256="", segments=())
snippet = Snippet(kind="quote", text="Ja.", speaker="Anna Meier", locator=Locator(slide=3))
for name in ("twitter", "linkedin", "unknown"):
    channel = Channel(name=name, account="default", rules=Rules(limit=280, measure="utf16"))
    print(Renderer().render(snippet, asset, channel)[0].text.splitlines()[0])
print(repurpose.__file__)
print(own_folder())
"""


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    ran = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def render(site: Path, cwd: Path) -> tuple[Path, Path]:
    """Render with what is installed in `site`: where the package is, and where its templates."""
    *posts, package, folder = run(
        "-S", "-c", RENDER, site, sysconfig.get_path("purelib"), cwd=cwd
    ).splitlines()
    assert posts == ["Anna Meier: «Ja.»", "«Ja.»", "Anna Meier: «Ja.»"]
    return Path(package).resolve(), Path(folder).resolve()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, made out of the source distribution as an index would have it."""
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


def install(*what: str | Path, site: Path) -> None:
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--target", site)
    run("-m", "pip", "install", *options, *what, cwd=site.parent)


def test_from_a_wheel(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "Programme ü" / "site"
    site.mkdir(parents=True)
    install(wheel, site=site)
    package, folder = render(site, tmp_path)
    assert package.is_relative_to(site.resolve())
    assert folder == site.resolve() / "repurpose" / "templates"
    assert {file.name for file in folder.iterdir()} == {
        file.name for file in (ROOT / "templates").iterdir()
    }


def test_from_an_editable_install(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    install("--editable", ROOT, site=site)
    package, folder = render(site, tmp_path)
    assert package.is_relative_to(ROOT / "src")
    assert folder == ROOT / "templates"


def test_from_a_checkout(tmp_path: Path) -> None:
    package, folder = render(ROOT / "src", tmp_path)
    assert package.is_relative_to(ROOT / "src")
    assert folder == ROOT / "templates"
