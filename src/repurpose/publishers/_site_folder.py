"""A folder of a static site: a page and its pictures are written into it, and committed if so wished.

Every step can be done again: what stands is not written a second time, and what is missing is added.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from repurpose.errors import ConfigError, Rejected, Unavailable
from repurpose.model import Post, Receipt, Rules, Standing
from repurpose.protocols import PublishContext
from repurpose.publishers import _login, _site_files
from repurpose.publishers._media import Attachment, attachments
from repurpose.publishers._site_kinds import KINDS, Page, markdown_page
from repurpose.publishers._site_names import name_of
from repurpose.publishers._site_pattern import Pattern, fields
from repurpose.publishers._site_text import Markup, text_of

if TYPE_CHECKING:
    from repurpose.publishers._site_feeds import Feeds
    from repurpose.publishers._site_git import Repository

_DIGITS = re.compile(r"-([0-9a-f]{8})(?![0-9a-f])")  # what `name_of` puts at a name's end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a post's page stands or goes. `values`: what the words of patterns stand for."""

    page: Path
    values: Mapping[str, str]
    day: datetime

    @property
    def name(self) -> str:
        return self.values["slug"]


class Folder:
    """One site's folder.

    Raises:
        ConfigError: what it needs is not set, or does not go together.
    """

    def __init__(self, context: PublishContext, rules: Rules, markup: Markup) -> None:
        settings = context.settings
        self._label = _login.label(context)
        self._rules, self._zone = rules, context.zone
        self._markup: Markup = markup
        self._id = str(settings["kind"])
        self._kind = KINDS[self._id]
        self._root = Path(self._needed(settings.get("folder"), "folder"))
        self._page = Pattern(str(settings.get("page") or self._kind.page))
        self._media: str | None = settings.get("media") or self._kind.media
        self._address = Pattern(str(settings.get("address") or ""))
        self._categories: Sequence[str] = settings.get("categories") or ()
        self._is_draft = settings.get("status") == "draft"
        layout = settings.get("layout")
        self._layout = self._root / str(layout) if layout else None
        self._git = str(settings.get("git") or "none")
        if self._id == "folder":
            self._needed(self._address.text, "address")
        if self._page.text.endswith(".html") != (self._id == "folder"):
            wanted = "an .html file" if self._id == "folder" else "a Markdown file"
            raise self._misset("page", f"a page of {self._kind.name} is {wanted}",
                               f"write e.g. {self._kind.page}")  # fmt: skip

    def __repr__(self) -> str:
        return f"<Folder {self._label}>"

    def _needed(self, value: object, key: str) -> str:
        if not value:
            raise self._misset(key, "is not set", "set it in repurpose.yaml")
        return str(value)

    def _misset(self, key: str, message: str, hint: str) -> ConfigError:
        return ConfigError(message, where=f"channels.{self._label}.{key}", hint=hint)

    # ── the protocol ──

    def publish(self, post: Post, key: str) -> Receipt:
        part = post.parts[0]
        files = attachments(part, self._rules.of(part), self._kind.name, "image")
        spot = self._spot(post, key)
        targets = self._targets(spot, files)
        feeds, repository = self._ready()
        made = self._made(post, spot, targets)
        text = self._written(made, spot.page)
        try:
            for file, target in zip(files, targets, strict=True):
                _site_files.write(target, file.content())
            if not spot.page.exists():  # what somebody changed in it since stays
                _site_files.write(spot.page, text.encode())
            if feeds is not None:
                feeds.add(made, self._path(spot), self._url(spot))
        except OSError as error:
            raise self._unavailable("cannot be written", error) from error
        if repository is not None:
            repository.record(self._all(spot, feeds), made.title or spot.name, key)
        return self._receipt(spot)

    def upload(self, post: Post) -> tuple[str, ...]:
        """Nothing goes before the page."""
        return ()

    def find(self, post: Post, key: str) -> Receipt | None:
        """None also where something is not done yet: to publish again adds what is missing."""
        spot = self._spot(post, key)
        feeds, repository = self._feeds(), self._repository()
        is_whole = (
            spot.page.exists()
            and (feeds is None or feeds.has(self._path(spot)))
            and (repository is None or repository.is_settled(self._all(spot, feeds)))
        )
        return self._receipt(spot) if is_whole else None

    def standing(self, since: datetime) -> Iterator[Standing]:
        """Pages of ours, told by the digits at the end of their names."""
        self._ready()
        pages = [page for page in self._root.glob(self._page.wild("*")) if page.is_file()]
        for page in sorted(pages, key=lambda page: page.stat().st_mtime, reverse=True):
            path = page.relative_to(self._root).as_posix()
            values = self._page.read(path)
            day = datetime.fromtimestamp(page.stat().st_mtime, UTC).astimezone(self._zone)
            if day < since or not _DIGITS.search(values.get("slug", "")):
                continue
            values = {**fields(day, values["slug"], "und"), **values}
            url = self._address.filled(values) if self._address.text else page.absolute().as_uri()
            text = page.read_text("utf-8", "replace").rpartition("\n---\n")[2]
            yield Standing(remote_id=path, url=url, text=text_of(text), published_at=day)

    def delete(self, remote_id: str) -> None:
        page = self._root / PurePosixPath(remote_id)
        digits = _DIGITS.findall(remote_id)
        if not digits or not page.resolve().is_relative_to(self._root.resolve()):
            raise Rejected("is no page of ours in the site's folder", where=str(page))
        feeds, repository = self._ready()
        gone = [file for file in (page, *self._pictures(page, digits[-1])) if file.exists()]
        try:
            for file in gone:
                file.unlink()
            if page.stem == "index":
                with contextlib.suppress(OSError):  # somebody else's file may lie in it
                    page.parent.rmdir()
            if feeds is not None and feeds.remove(remote_id):
                gone += feeds.files
        except OSError as error:
            raise self._unavailable("cannot be deleted", error) from error
        if repository is not None and gone:
            repository.record(gone, f"Taken down: {remote_id}", "taken down")

    def verify(self) -> str:
        _, repository = self._ready()
        if not os.access(self._root, os.W_OK):
            raise Rejected("cannot be written", where=str(self._root), hint="make it writable")
        branch = f", branch {repository.check()}" if repository is not None else ""
        return f"{self._kind.name} in {self._root}{branch}"

    # ── the folder ──

    def _ready(self) -> tuple[Feeds | None, Repository | None]:
        """What goes along with a page, looked at before anything is written.

        Raises:
            Unavailable: the folder is not there.
            Rejected: it is no such site, or git or a feed are in no state to go on.
        """
        hint = f"see channels.{self._label}.folder in repurpose.yaml"
        if not self._root.is_dir():
            raise Unavailable("the site's folder is not there", where=str(self._root), hint=hint)
        if self._kind.marks and not any((self._root / m).exists() for m in self._kind.marks):
            raise Rejected(f"is no {self._kind.name} site: there is no {self._kind.marks[0]} in it",
                           where=str(self._root), hint=hint)  # fmt: skip
        feeds, repository = self._feeds(), self._repository()
        if feeds is not None:
            feeds.check()
        if repository is not None:
            repository.check()
        return feeds, repository

    def _repository(self) -> Repository | None:
        if self._git == "none":
            return None
        from repurpose.publishers._site_git import Repository

        return Repository(self._root, self._git == "push", self._label)

    def _feeds(self) -> Feeds | None:
        """The plain folder's; a draft is in none. Generators make their own."""
        if self._id != "folder" or self._is_draft:
            return None
        from repurpose.publishers._site_feeds import Feeds

        address, page = self._address.text, self._page.text
        base = address.removesuffix(page) if address.endswith(f"/{page}") else ""
        parts = urlsplit(address)
        return Feeds(self._root, base, f"{parts.scheme}://{parts.netloc}/", self._layout)

    def _unavailable(self, what: str, error: OSError) -> Unavailable:
        return Unavailable(
            f"{what}: {error.strerror}",
            where=str(error.filename or self._root),
            hint="see that there is room and that you may write there",
        )

    # ── the page ──

    def _spot(self, post: Post, key: str) -> _Spot:
        """An earlier attempt may have been on another day."""
        day = (post.sent_at or datetime.now(UTC)).astimezone(self._zone)
        name = name_of(post.parts[0], key)
        values = fields(day, name, post.language)
        for page in sorted(self._root.glob(self._page.wild(name))):
            there = self._page.read(page.relative_to(self._root).as_posix())
            return _Spot(page=page, values={**values, **there}, day=day)
        return _Spot(page=self._root / self._page.filled(values), values=values, day=day)

    def _targets(self, spot: _Spot, files: Sequence[Attachment]) -> list[Path]:
        """Where the pictures go."""
        beside = self._media is None and self._id != "folder"
        if files and beside and spot.page.stem != "index":
            raise Rejected(
                f"{self._kind.name} serves no picture beside a page without a folder of its own",
                where=f"channels.{self._label}.media",
                hint="set it to the folder for pictures, or let page end in {slug}/index.md; then: "
                "repurpose outbox retry",
            )
        return [
            self._pictures_folder(spot.page)
            / f"{spot.name}{f'-{n}' if n > 1 else ''}.{file.mime[6:].replace('jpeg', 'jpg')}"
            for n, file in enumerate(files, start=1)
        ]

    def _pictures_folder(self, page: Path) -> Path:
        return self._root / self._media if self._media else page.parent

    def _pictures(self, page: Path, digits: str) -> list[Path]:
        """Those of a page that stand there, told by the digits at the end of its name."""
        folder = self._pictures_folder(page)
        mine = re.compile(rf"[a-z0-9-]+-{digits}(-\d+)?\.(jpg|png|webp|gif)")
        there = folder.iterdir() if folder.is_dir() else ()
        return sorted(file for file in there if mine.fullmatch(file.name))

    def _all(self, spot: _Spot, feeds: Feeds | None) -> list[Path]:
        pictures = self._pictures(spot.page, _DIGITS.findall(spot.name)[-1])
        return [spot.page, *pictures, *(feeds.files if feeds is not None else ())]

    def _made(self, post: Post, spot: _Spot, pictures: Sequence[Path]) -> Page:
        return Page(
            part=post.parts[0],
            markup="markdown" if post.parts[0].article else self._markup,
            language=post.language,
            day=spot.day,
            pictures=[self._reference(picture, spot.page) for picture in pictures],
            categories=self._categories,
            is_draft=self._is_draft,
        )

    def _written(self, made: Page, page: Path) -> str:
        if self._id != "folder":
            return markdown_page(self._id, made)
        from repurpose.publishers._site_html import html_page

        feed = os.path.relpath(self._root / "feed.xml", page.parent).replace(os.sep, "/")
        return html_page(made, self._layout, feed)

    def _reference(self, picture: Path, page: Path) -> str:
        """How a page refers to a picture."""
        if self._media is None:
            return picture.name
        if self._id == "folder":
            return os.path.relpath(picture, page.parent).replace(os.sep, "/")
        place = picture.relative_to(self._root).as_posix()
        return f"/{place.removeprefix(self._kind.served_from)}"

    def _path(self, spot: _Spot) -> str:
        return spot.page.relative_to(self._root).as_posix()

    def _url(self, spot: _Spot) -> str:
        if not self._address.text:
            return spot.page.absolute().as_uri()
        return self._address.filled(spot.values)

    def _receipt(self, spot: _Spot) -> Receipt:
        return Receipt(
            remote_id=self._path(spot), url=self._url(spot), published_at=datetime.now(UTC)
        )
