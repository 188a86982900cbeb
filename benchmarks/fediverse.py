"""Whether the adapters for Mastodon and Bluesky do on servers of others what they do in the sandbox, and
whether clients of others get along with the sandbox.

    python benchmarks/fediverse.py [--mastodon ADDRESS TOKEN] [--bluesky ADDRESS HANDLE PASSWORD] [--clients]

Servers on this machine only: it posts there, and takes down again what it posted.

Mastodon: mastodon-mock (PyPI), started with a token of one's own: `mastodon_mock serve --config FILE`.
Bluesky: the server that Bluesky runs itself, @atproto/dev-env (npm): TestNetworkNoAppView with
`enableDidDocWithSession`, and an account made there with com.atproto.server.createAccount.
--clients: Mastodon.py and atproto (PyPI) in this interpreter, against the sandbox.

Prints a line for each thing that was tried. Exit code 1 where one of them differs.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from repurpose.errors import Duplicate, LoginError, Rejected
from repurpose.model import Media, Part, Post, Receipt
from repurpose.protocols import PublishContext
from repurpose.publishers._login import is_loopback
from repurpose.publishers.bluesky import Bluesky
from repurpose.publishers.mastodon import Mastodon
from repurpose.sandbox import Sandbox

TEXT = "Grüße 🌲 & <mehr> (aus) [Zürich] #Holz https://example.org/a_b?c=d#e"
Trial = tuple[str, bool]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--mastodon", nargs=2, metavar=("ADDRESS", "TOKEN"))
    parser.add_argument("--bluesky", nargs=3, metavar=("ADDRESS", "HANDLE", "PASSWORD"))
    parser.add_argument("--clients", action="store_true")
    given = parser.parse_args()
    for server in (given.mastodon, given.bluesky):
        if server and not is_loopback(server[0]):
            parser.error("servers on this machine only")
    trials: list[Trial] = []
    with tempfile.TemporaryDirectory() as folder:
        picture = _picture(Path(folder))
        if given.mastodon:
            trials += _told("Mastodon, their server", _mastodon(*given.mastodon, picture))
        if given.bluesky:
            trials += _told("Bluesky, their server", _bluesky(*given.bluesky, picture))
    if given.clients:
        with Sandbox() as sandbox:
            trials += _told("Mastodon.py, our server", _mastodon_client(sandbox))
            trials += _told("atproto, our server", _atproto_client(sandbox))
    print(f"{len(trials)} tried, {sum(not good for _, good in trials)} differ")
    return int(not all(good for _, good in trials) or not trials)


def _told(where: str, trials: Iterator[Trial]) -> Iterator[Trial]:
    for what, good in trials:
        print(f"{'as expected' if good else 'DIFFERS    '}  {where}: {what}")
        yield what, good


# ── our adapters, their servers ──


def _mastodon(address: str, token: str, picture: Media) -> Iterator[Trial]:
    def made(token: str = token) -> Mastodon:
        return Mastodon(_context("mastodon", {"api_url": address}, {"access_token": token}))

    publisher = made()
    yield "the login says whose it is", publisher.verify().startswith("@")
    yield from _alike(publisher, picture)
    key, posted = _key(), _post("Nur einmal")
    first = publisher.publish(posted, key)
    second = publisher.publish(posted, key)
    yield "the same key is the same post", first.remote_id == second.remote_id
    publisher.delete(first.remote_id)
    yield (
        "501 characters are refused",
        _raises(Rejected, lambda: made().publish(_post("a" * 501), _key())),
    )
    yield "a wrong token is a login that is missing", _raises(LoginError, made("nothing").verify)


def _bluesky(address: str, handle: str, password: str, picture: Media) -> Iterator[Trial]:
    def made(password: str = password) -> Bluesky:
        settings = {"api_url": address, "handle": handle}
        return Bluesky(_context("bluesky", settings, {"app_password": password}))

    publisher = made()
    yield "the login says whose it is", publisher.verify() == f"@{handle}"
    yield from _alike(publisher, picture)
    key, posted = _key(), _post(f"@{handle} #Holz", link="https://example.org/v", media=(picture,))
    first = publisher.publish(posted, key)
    yield (
        "the same key again is a duplicate",
        _raises(Duplicate, lambda: made().publish(posted, key)),
    )
    publisher.delete(first.remote_id)
    lost = replace(posted, uploads=('{"$type": "blob", "mimeType": "image/png", "ref": {"$link": '
                   '"bafkreib7ktmbt6ecfbvpxhzkp6sd6axjrmuqhzhuqjynhj5vbcwxzalrta"}, "size": 12}',))  # fmt: skip
    again = publisher.publish(lost, key)
    yield "a file that is gone is uploaded anew", again.remote_id == first.remote_id
    publisher.delete(again.remote_id)
    yield (
        "301 characters are refused",
        _raises(Rejected, lambda: publisher.publish(_post("a" * 301), _key())),
    )
    yield "a wrong password is a login that is missing", _raises(LoginError, made("nothing").verify)


def _alike(publisher: Any, picture: Media) -> Iterator[Trial]:
    """What every server does: posts, a thread, a picture; found, and taken down."""
    started, keys = datetime.now(UTC), [_key(), _key(), _key()]
    first: Receipt = publisher.publish(replace(_post(TEXT), language="de"), keys[0])
    second = publisher.publish(_post("Zwei", reply_to=first.remote_id), keys[1])
    third = publisher.publish(_post("Mit Bild", media=(picture,)), keys[2])
    posts = [_post(TEXT), _post("Zwei", reply_to=first.remote_id), _post("Mit Bild")]
    receipts = (first, second, third)
    for posted, key, receipt in zip(posts, keys, receipts, strict=True):
        found = publisher.find(replace(posted, sent_at=started), key)
        same = found is not None and found.remote_id == receipt.remote_id
        yield f"{posted.parts[0].text[:10]!r} stands there and is found", same
    other = publisher.find(replace(_post("Etwas anderes"), sent_at=started), _key())
    yield "what does not stand there is not found", other is None
    for posted, key, receipt in reversed(list(zip(posts, keys, receipts, strict=True))):
        publisher.delete(receipt.remote_id)
        publisher.delete(receipt.remote_id)
        gone = publisher.find(replace(posted, sent_at=started), key) is None
        yield f"{posted.parts[0].text[:10]!r} can be taken down", gone


# ── their clients, our servers ──


def _mastodon_client(sandbox: Sandbox) -> Iterator[Trial]:
    from mastodon import Mastodon as Client

    token = sandbox.secrets("mastodon")["access_token"]
    client = Client(access_token=token, api_base_url=sandbox.url("mastodon"))
    yield "who one is", client.me().acct == "sandbox"
    yield "what the server takes", client.instance_v2().configuration.statuses.max_characters == 500
    medium = client.media_post(io.BytesIO(_png()), mime_type="image/png", description="Ein Dach")

    def post() -> Any:
        return client.status_post(TEXT, media_ids=[medium.id], language="de", idempotency_key="k")

    status = post()
    yield "a post with a picture", status.media_attachments[0].description == "Ein Dach"
    yield "the same key is the same post", post().id == status.id
    yield "its source", client.status_source(status.id).text == TEXT
    yield "a reply", client.status_reply(status, "Zwei").in_reply_to_id == status.id
    yield "the account's posts", len(client.account_statuses(client.me().id)) == 2
    client.status_delete(status)
    yield "taken down", [post.text for post in sandbox.posts("mastodon")][-1].endswith("Zwei")


def _atproto_client(sandbox: Sandbox) -> Iterator[Trial]:
    from atproto import Client, client_utils, models

    handle = sandbox.settings("bluesky")["handle"]
    client = Client(sandbox.url("bluesky"))
    client.login(handle, sandbox.secrets("bluesky")["app_password"], fetch_bsky_profile=False)
    session = client.com.atproto.server.get_session()
    yield "who one is", session.handle == handle
    text = client_utils.TextBuilder().text("Grüße 👋 ").tag("#KI", "KI")
    blob = client.upload_blob(_png()).blob
    record = models.AppBskyFeedPost.Record(
        text=text.build_text(), facets=text.build_facets(), langs=["de"],
        created_at=client.get_current_time_iso(),
        embed=models.AppBskyEmbedImages.Main(
            images=[models.AppBskyEmbedImages.Image(alt="Ein Dach", image=blob)]
        ),
    )  # fmt: skip
    place = {"repo": session.did, "collection": "app.bsky.feed.post", "rkey": "3kaaaaaaaaa22"}
    repo = client.com.atproto.repo
    repo.put_record(models.ComAtprotoRepoPutRecord.Data(record=record, **place))
    found = repo.get_record(models.ComAtprotoRepoGetRecord.Params(**place)).value
    yield "a post with a picture", found.text == "Grüße 👋 #KI"
    [standing] = sandbox.posts("bluesky")
    yield "as a reader sees it", [medium.alt for medium in standing.media] == ["Ein Dach"]
    repo.delete_record(models.ComAtprotoRepoDeleteRecord.Data(**place))
    yield "taken down", sandbox.posts("bluesky") == []


# ── what they share ──


def _context(channel: str, settings: dict[str, str], secrets: dict[str, str]) -> PublishContext:
    return PublishContext(
        channel=channel, account="default", settings=settings, secret=secrets.get, timeout=5,
        patience=5,
    )  # fmt: skip


def _post(text: str, *, reply_to: str | None = None, **part: Any) -> Post:
    return Post(
        id="benchmark", channel="x", account="default", parts=(Part(text=text, **part),),
        reply_to=reply_to,
    )  # fmt: skip


def _key() -> str:
    return f"benchmark-{datetime.now(UTC).timestamp()}"


def _raises(error: type[Exception], call: Callable[[], object]) -> bool:
    try:
        call()
    except error:
        return True
    return False


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "seagreen").save(out, "PNG")
    return out.getvalue()


def _picture(folder: Path) -> Media:
    path = folder / "Dach über allem.png"
    path.write_bytes(_png())
    return Media(path=path, kind="image", alt="Ein grünes Dach 🌲")


if __name__ == "__main__":
    sys.exit(main())
