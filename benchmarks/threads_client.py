"""Whether a client of others gets along with the sandbox's Threads: pythreads 0.2.1, of 2024.

    pip install --target FOLDER pythreads
    CI=1 PYTHONPATH=FOLDER python benchmarks/threads_client.py

It posts a text, an answer to it, a picture and a carousel, and reads them, the state of a container and the
day's limit. A line for each step; exit code 1 where one fails.
"""

from __future__ import annotations

import asyncio
import io
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from repurpose.sandbox import Sandbox

try:
    from pythreads import threads as addresses
    from pythreads.api import API, Media, MediaType, PublishingStatus
    from pythreads.credentials import Credentials
except ImportError:
    sys.exit("pythreads is not there: see how to call this at the top of the file")


async def steps(sandbox: Sandbox) -> list[tuple[str, bool]]:
    """What was done, and whether it came out as it should."""
    settings = sandbox.settings("threads")
    addresses.GRAPH_API_BASE_URL = f"{sandbox.url('threads')}/v1.0/"
    folder, base = Path(settings["media_folder"]), settings["media_url"]
    (folder / "bild.png").write_bytes(_picture())
    credentials = Credentials(
        user_id="me",
        scopes=[],
        short_lived=False,
        access_token=sandbox.secrets("threads")["access_token"],
        expiration=datetime.now(UTC) + timedelta(days=1),
    )
    found: list[tuple[str, bool]] = []
    async with API(credentials) as api:

        async def published(container: str) -> str:
            state = await api.container_status(container)
            found.append(("a container is ready", state.status == PublishingStatus.FINISHED))
            return str(await api.publish_container(container))

        async def item(**more: Any) -> str:
            image = Media(type=MediaType.IMAGE, url=f"{base}/bild.png")
            return str(await api.create_container(media=image, **more))

        first = await published(await api.create_container(text="Grüße 🌲"))
        await published(await api.create_container(text="Zwei", reply_to_id=first))
        await published(await item(text="Ein Bild"))
        children = [await api.container_status(await item(is_carousel_item=True)) for _ in range(2)]
        carousel = await api.create_carousel_container(children, text="Zwei Bilder")
        last = await published(carousel)
        state = await api.container_status(carousel)
        found.append(("it says that it is published", state.status == PublishingStatus.PUBLISHED))
        standing = sandbox.posts("threads")
        found.append(("all four stand", [len(post.media) for post in standing] == [0, 0, 1, 2]))
        found.append(("the second answers the first", standing[1].reply_to == first))
        one = await api.thread(last)
        found.append(("one is read", one["permalink"] == standing[-1].url))
        posts = await api.threads(since=datetime.now(UTC).date() - timedelta(days=1))
        texts = [post["text"] for post in posts["data"]]
        found.append(("the posts are read", texts == ["Zwei Bilder", "Ein Bild", "Grüße 🌲"]))
        limit = (await api.publishing_limit())["data"][0]
        found.append(
            ("the day's limit", (limit["quota_usage"], limit["reply_quota_usage"]) == (3, 1))
        )
    return found


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 60), "teal").save(out, "PNG")
    return out.getvalue()


def main() -> int:
    with Sandbox() as sandbox:
        found = asyncio.run(steps(sandbox))
    for words, good in found:
        print(f"{'ok    ' if good else 'FAILED'}  {words}")
    print(f"{len(found)} tried, {sum(not good for _, good in found)} differ")
    return 0 if all(good for _, good in found) else 1


if __name__ == "__main__":
    sys.exit(main())
