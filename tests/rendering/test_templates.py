"""Templates: found in their order, replaced by the user's, and never a traceback for a broken one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from repurpose import plugins
from repurpose.errors import Exit, TemplateError
from repurpose.model import Channel, Rules
from repurpose.rendering import DoesNotFit, Renderer
from tests.rendering.samples import LINKEDIN, X, asset_of, deck, dressed, snippet

FOLDER = Channel(name="schaufenster", account="default", rules=Rules(limit=500, measure="utf8"))


def write(folder: Path, text: str | bytes, name: str = "twitter.txt.j2") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def post(folder: Path | None, channel: Channel = X, kind: str = "statement", **changes: str) -> str:
    made = snippet(kind, **changes)  # type: ignore[arg-type]
    return "\n=\n".join(p.text for p in Renderer(folder).render(made, asset_of(made), channel))


def failure(folder: Path, channel: Channel = X) -> TemplateError:
    with pytest.raises(TemplateError) as raised:
        post(folder, channel)
    assert raised.value.exit_code is Exit.USAGE
    assert "\n" not in str(raised.value)
    return raised.value


def test_the_users_template_takes_the_place_of_ours(tmp_path: Path) -> None:
    folder = write(tmp_path / "Meine Vorlagen ü", "Wörtlich: {{ text }}\r\n\r\n{{ source }}\r\n")
    assert post(folder).startswith("Wörtlich: Ein Geschoss")
    assert post(folder).endswith("\n\nFolie 4")
    assert post(folder, LINKEDIN) == post(None, LINKEDIN)


def test_a_users_template_may_include_ours(tmp_path: Path) -> None:
    folder = write(tmp_path, "{% include 'linkedin.txt.j2' %}")
    assert post(folder) == post(None, LINKEDIN)


def test_a_users_default_is_for_channels_without_a_template(tmp_path: Path) -> None:
    folder = write(tmp_path, "Überall: {{ text }}", "default.txt.j2")
    assert post(folder, FOLDER).startswith("Überall: ")
    assert post(folder) == post(None)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert post(write(tmp_path, "{{ title }}".encode("utf-8-sig"))) == "Aufstocken mit Holz"


def test_all_documented_names_are_there(tmp_path: Path) -> None:
    template = (
        "{{ speaker }}|{{ kind }}|{{ language }}|{{ title }}|{{ context }}|{{ source }}|{{ credit }}|"
        "{{ hashtags|map('hashtag')|join('+') }}|{{ link }}|{{ call_to_action }}"
    )
    assert post(write(tmp_path, template), dressed(X, "de")) == (
        "|statement|de|Aufstocken mit Holz|Das Gewicht entscheidet|Folie 4|"
        "Aus unserem Vortrag «Aufstocken mit Holz», Folie 4.|#Holzbau+#VerdichtenNachInnen|"
        "https://www.example.ch/vortrag|Alle Zahlen zum Nachlesen:"
    )


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed plug-in that brings the channel "schaufenster"."""
    site = tmp_path / "site"
    write(site / "schaufenster_plugin", "", "__init__.py")
    write(site / "schaufenster_plugin", "class Schaufenster:\n    pass\n", "publisher.py")
    meta = write(site / "schaufenster-1.dist-info", "Name: schaufenster\nVersion: 1\n", "METADATA")
    entry = "[repurpose.publishers]\nschaufenster = schaufenster_plugin.publisher:Schaufenster\n"
    write(meta, entry, "entry_points.txt")
    monkeypatch.syspath_prepend(str(site))
    plugins._entry_points.cache_clear()
    yield site / "schaufenster_plugin"
    plugins._entry_points.cache_clear()


def test_a_plug_in_brings_its_own_template(plugin: Path, tmp_path: Path) -> None:
    assert "Aus unserem Vortrag" in post(None, FOLDER)
    write(plugin / "templates", "Im Schaufenster: {{ title }}", "schaufenster.txt.j2")
    assert post(None, FOLDER) == "Im Schaufenster: Aufstocken mit Holz"
    user = write(tmp_path / "user", "Bei mir: {{ title }}", "schaufenster.txt.j2")
    assert post(user, FOLDER) == "Bei mir: Aufstocken mit Holz"


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("{{ text }}\n\n{{ titel }}", 3, "there is no name 'titel'; do you mean title"),
        ("{{ text }}\n{% if zzz %}x{% endif %}", 2, "there is no name 'zzz'"),
        ("\n{{ text.author }}", 2, "what stands before .author has nothing of that name"),
        ("{{ text }\n", 1, "is not a valid template: unexpected '}'"),
        ("{% if text %}\nx", 2, "is not a valid template: Unexpected end of template"),
        ("a\n{{ text|quotd }}", 2, "there is no filter 'quotd'; do you mean quoted?"),
        ("{{ text.__class__.__mro__ }}", 1, "is stopped: access to attribute '__class__'"),
        ("\n{{ hashtags.append('x') }}", 2, "is stopped"),
        (
            "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
            1,
            "loops",
        ),
        ("{% for a in range(10**9) %}{% endfor %}", 1, "the operator ** is not for templates"),
        ("{% for a in range(999999999) %}{% endfor %}", 1, "fails: OverflowError: Range too big"),
        ("{{ 'x' * 999999999 }}", 1, "is stopped: makes more than 100,000 characters"),
        ("{{ 'x'.ljust(999999999) }}", 1, "is stopped"),
        ("{{ '%999999999d' % 3 }}", 1, "is stopped"),
        (
            "{% set n = namespace(t='ab') %}\n{% for i in range(60) %}\n"
            "{% set n.t = n.t ~ n.t %}\n{% endfor %}{{ n.t }}",
            3,
            "is stopped: makes more than 100,000 characters",
        ),
        ("{% for i in range(19000) %}{{ text }}{% endfor %}", 0, "more than 100,000 characters"),
        ("{% include 'twitter.txt.j2' %}", 1, "is stopped: it includes or calls itself"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", 1, "is stopped: it includes or calls"),
        ("x\n{% include 'fuss.txt' %}", 2, "asks for a template that is nowhere: fuss.txt"),
        ("{% include '../secret.txt' %}", 1, "asks for a template that is nowhere"),
        ("{{ 1 / 0 }}", 1, "fails: ZeroDivisionError: division by zero"),
        ("{{ text|shorten('a') }}", 1, "fails: TypeError"),
        ("\n\n{# nothing #}  \n", 0, "gives an empty text"),
        ("{{ text }}\n\nGr\xfcsse".encode("latin-1"), 3, "is not UTF-8"),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    template: str | bytes, line: int, message: str, tmp_path: Path
) -> None:
    error = failure(write(tmp_path, template))
    assert message in error.message
    place = f":{line}" if line else ""
    assert error.where == f"{tmp_path / 'twitter.txt.j2'}{place}"


def test_an_unknown_name_comes_with_the_known_ones(tmp_path: Path) -> None:
    hint = failure(write(tmp_path, "{{ autor }}")).hint
    assert hint.startswith("a template may use: text, speaker, kind")


def test_a_fault_in_an_included_file_is_named_there(tmp_path: Path) -> None:
    write(tmp_path, "\n\n{{ tekst }}", "fuss.txt")
    error = failure(write(tmp_path, "{{ text }}\n{% include 'fuss.txt' %}"))
    assert error.where == f"{tmp_path / 'fuss.txt'}:3"


def test_a_quote_is_not_shortened_by_a_template(tmp_path: Path) -> None:
    folder = write(tmp_path, "{{ text|quoted|shorten(60) }}")
    assert post(folder) == "«Ein Geschoss mehr braucht keinen Quadratmeter neuen […]"
    with pytest.raises(DoesNotFit, match="a quote is not shortened"):
        post(folder, kind="quote")


def test_loops_know_their_length(tmp_path: Path) -> None:
    template = "{% for w in hashtags %}{{ loop.index }} of {{ loop.length }}: {{ w }}; {% endfor %}"
    channel = replace(X, hashtags=("a", "b"))
    assert post(write(tmp_path, template), channel) == "1 of 2: a; 2 of 2: b;"


def test_text_that_looks_like_a_template_stays_as_it_is() -> None:
    made = snippet("statement", text="Wir schreiben {{ title }} & <b>, so steht es da.")
    text = Renderer().render(made, deck(), X)[0].text
    assert text == "Wir schreiben {{ title }} & <b>, so steht es da."
