"""Whether the sandbox's WordPress answers as a real one does, and whether a post that `repurpose`
publishes stands there as it should.

    python benchmarks/wordpress.py --driver sqlite-database-integration.zip

Needs Debian's packages wordpress, php-cli, php-sqlite3, php-gd, php-xml and php-mbstring, and the zip out of
`npm pack @wp-playground/cli`. Nothing leaves the machine. Each request of a fixed list goes to both, for an
editor, an author, a contributor and nobody; compared are the status, the error's code and the fields named.
Exit code 1 where anything differs.
"""

from __future__ import annotations

import argparse
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from wordpress_site import ROLES, WordPress, running

from repurpose.model import Media, Part, Post
from repurpose.protocols import PublishContext
from repurpose.publishers.blog import Blog
from repurpose.sandbox import Sandbox

TEXT = "> «Holz & Beton: 3 < 5, [gallery]»\n>\n> – Regula Hasler\n\nAus dem Vortrag. <https://a.example>"
TITLE = "Grüße & «mehr» <b>"


@dataclass
class Site:
    """One of the two. `login`: the user and the password of a role."""

    url: str
    login: Callable[[str], tuple[str, str] | None]

    def ask(self, method: str, route: str, role: str, **more: Any) -> tuple[int, Any]:
        answer = requests.request(
            method, f"{self.url}/wp-json{route}", auth=self.login(role), timeout=20, **more
        )
        return answer.status_code, answer.json()


def _exchanges(site: Site) -> dict[str, str]:
    """What the site says to each request, in a word."""
    found: dict[str, str] = {}
    for role in ("editor", "author", "contributor", "nobody"):

        def ask(
            what: str, method: str, route: str, *fields: str, role: str = role, **more: Any
        ) -> Any:
            status, body = site.ask(method, route, role, **more)
            said = body.get("code") if isinstance(body, dict) else None
            shown = [str(body.get(field)) for field in fields] if isinstance(body, dict) else []
            if isinstance(body, list):
                shown = [str(len(body))]
            found[f"{role}: {what}"] = " ".join([str(status), *filter(None, [said]), *shown])
            return body

        posts, media = "/wp/v2/posts", "/wp/v2/media"
        whole = {"title": f"T {role}", "content": "<p>x</p>", "slug": f"s-{role}"}
        ask("who am I", "GET", "/wp/v2/users/me?context=edit")
        made = ask("a post", "POST", posts, "slug", "status", json={**whole, "status": "publish"})
        ask("the same again", "POST", posts, "slug", json={**whole, "status": "publish"})
        draft = ask(
            "a draft", "POST", posts, "slug", json={**whole, "slug": f"d-{role}", "status": "draft"}
        )
        ask(
            "the draft again",
            "POST",
            posts,
            "slug",
            json={**whole, "slug": f"d-{role}", "status": "draft"},
        )
        ask("nothing", "POST", posts, json={"title": "", "content": ""})
        ask("an odd status", "POST", posts, json={**whole, "status": "odd"})
        ask("tags that are none", "POST", posts, json={**whole, "tags": ["Holz"]})
        asked = f"slug=s-{role},s-{role}-2,d-{role}&status=any&context=edit"
        ask("find", "GET", f"{posts}?{asked}")
        ask("a picture that is not there", "POST", posts, "featured_media",
            json={**whole, "slug": f"p-{role}", "featured_media": 99_999})  # fmt: skip
        ask("a category", "POST", "/wp/v2/categories", "name", json={"name": f"Neu & {role}"})
        ask("the category again", "POST", "/wp/v2/categories", json={"name": f"Neu & {role}"})
        ask("a tag", "POST", "/wp/v2/tags", "name", json={"name": f"Tag & {role}"})
        ask("the tag again", "POST", "/wp/v2/tags", json={"name": f"tag & {role}"})
        ask("tags by name", "GET", "/wp/v2/tags", params={"search": f"Tag &amp; {role}"})
        name = {
            "Content-Type": "image/png",
            "Content-Disposition": f'attachment; filename="b-{role}.png"',
        }
        picture = ask("a picture", "POST", media, "slug", "alt_text", data=_png(), headers=name)
        ask("the picture again", "POST", media, "slug", data=_png(), headers=name)
        ask("a program", "POST", media, data=b"MZ", headers={
            "Content-Type": "application/octet-stream", "Content-Disposition": 'attachment; filename="a.exe"',
        })  # fmt: skip
        ask("an empty picture", "POST", media, data=b"", headers=name)
        ask(
            "a picture without a name",
            "POST",
            media,
            data=_png(),
            headers={"Content-Type": "image/png"},
        )
        ask("its alt text", "POST", f"{media}/{picture.get('id', 99_999)}", "alt_text",
            json={"alt_text": "Dach <b>&</b> Holz"})  # fmt: skip
        ask("picture by name", "GET", f"{media}?slug=b-{role}&context=edit")
        one = made.get("id") or draft.get("id") or 99_999
        ask("to the bin", "DELETE", f"{posts}/{one}", "status")
        ask("to the bin again", "DELETE", f"{posts}/{one}")
        ask("an odd address", "GET", "/wp/v2/odd")
    return found


def _published(context: PublishContext, folder: Path) -> dict[str, str]:
    """What a post of the adapter looks like to the API."""
    picture = folder / "dach.png"
    picture.write_bytes(_png())
    media = (Media(path=picture, kind="image", alt='Ein Dach <grün> & "gut"'),)
    part = Part(text=TEXT, title=TITLE, tags=("Holz & Bau",), media=media)
    post = Post(id="a", channel="blog", account="default", parts=(part,), language="de")
    publisher = Blog(context)
    receipt = publisher.publish(post, "key")
    again = publisher.publish(post, "key")
    found = publisher.find(post, "key")
    url, login = str(context.settings["api_url"]), str(context.secret("application_password"))
    auth = (str(context.settings["user"]), login)
    route = f"{url}/wp-json/wp/v2/posts"
    asked = {"slug": receipt.url.rstrip("/").rpartition("/")[2], "status": "any", "context": "edit"}
    [seen] = requests.get(route, params=asked, auth=auth, timeout=20).json()
    number = seen["featured_media"]
    shown = requests.get(f"{url}/wp-json/wp/v2/media/{number}", auth=auth, timeout=20).json()
    publisher.delete(receipt.remote_id)
    return {
        "title": seen["title"]["raw"],
        "content": seen["content"]["raw"],
        "excerpt": seen["excerpt"]["raw"],
        "slug": seen["slug"],
        "tags": str(len(seen["tags"])),
        "alt text": shown["alt_text"],
        "twice is once": str(receipt == again == found),
        "gone": str(publisher.find(post, "key") is None),
    }


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _compare(real: WordPress, sandbox: Sandbox, folder: Path) -> int:
    names = {role: name for name, role in ROLES.items()}

    def real_login(role: str) -> tuple[str, str] | None:
        return (names[role], real.passwords[names[role]]) if role in names else None

    def our_login(role: str) -> tuple[str, str] | None:
        if role not in names:
            return None
        password = sandbox.secrets("blog", kind=role)["application_password"]
        return str(sandbox.settings("blog", kind=role)["user"]), password

    ours = _exchanges(Site(sandbox.url("blog"), our_login))
    theirs = _exchanges(Site(real.url, real_login))
    settings = {"kind": "wordpress", "api_url": real.url, "user": "urs"}
    ours |= _published(
        PublishContext(channel="blog", account="default", settings=sandbox.settings("blog"),
                       secret=sandbox.secrets("blog").get), folder)  # fmt: skip
    theirs |= _published(
        PublishContext(channel="blog", account="default", settings=settings,
                       secret=lambda name: real.passwords["urs"]), folder)  # fmt: skip
    differing = [what for what in theirs if theirs[what] != ours.get(what)]
    for what in differing:
        print(f"{what}\n  WordPress: {theirs[what]}\n  sandbox:   {ours.get(what)}")
    for what in ("title", "content", "excerpt", "alt text", "twice is once", "gone"):
        print(f"  {what}: {theirs[what]}")
    print(f"WordPress {real.version}: {len(theirs)} answers compared, {len(differing)} differ")
    return 1 if differing else 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--driver", type=Path, required=True)
    driver = parser.parse_args().driver
    with (
        tempfile.TemporaryDirectory() as room,
        Sandbox() as sandbox,
        running(driver.resolve(), Path(room)) as real,
    ):
        return _compare(real, sandbox, Path(room))


if __name__ == "__main__":
    sys.exit(main())
