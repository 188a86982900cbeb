"""Whether Meta's own client gets along with the sandbox, and knows every field that we send.

    pip install --target FOLDER facebook-business
    PYTHONPATH=FOLDER python benchmarks/graph_sdk.py

It posts, uploads, comments, reads and deletes on the sandbox's Facebook and Instagram through
facebook-business, with and without proof of the app's secret; and it looks each field of our own requests up in
the client's tables of parameters. A line for each step; exit code 1 where one fails.
"""

from __future__ import annotations

import io
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from repurpose.sandbox import Sandbox

try:
    from facebook_business.adobjects.advideo import AdVideo
    from facebook_business.adobjects.igmedia import IGMedia
    from facebook_business.adobjects.iguser import IGUser
    from facebook_business.adobjects.page import Page
    from facebook_business.adobjects.pagepost import PagePost
    from facebook_business.api import FacebookAdsApi, FacebookRequest
    from facebook_business.exceptions import FacebookRequestError
    from facebook_business.session import FacebookSession
except ImportError:
    sys.exit("facebook-business is not there: see how to call this at the top of the file")

# What publishers/facebook.py and publishers/instagram.py send, by the client's method.
SENT = {
    (Page, "create_feed"): ["message", "link", "attached_media"],
    (Page, "create_photo"): ["published", "alt_text_custom"],
    (Page, "create_video"): ["upload_phase", "upload_session_id", "start_offset", "file_size",
                             "video_file_chunk", "description"],
    (AdVideo, "create_thumbnail"): ["source", "is_preferred"],
    (PagePost, "create_comment"): ["message"],
    (IGUser, "create_media"): ["image_url", "video_url", "media_type", "caption", "alt_text",
                               "is_carousel_item", "children", "cover_url"],
    (IGUser, "create_media_publish"): ["creation_id"],
    (IGMedia, "create_comment"): ["message"],
}  # fmt: skip
VIDEO = b"\0\0\0\x20ftypisom\0\0\2\0" + bytes(2_500_000)
KINDS = {"facebook": ("page", "secured"), "instagram": ("user", "secured")}


def main() -> int:
    warnings.simplefilter("ignore")  # the client's, of fields that it lists under other names
    outcomes = [_says_no(words, step) for words, step in _known()]
    with tempfile.TemporaryDirectory() as name, Sandbox() as sandbox:
        folder = Path(name)
        for kind in KINDS["facebook"]:
            _log_in(sandbox, "facebook", kind)
            steps = _facebook(sandbox, folder)
            outcomes += [_says_no(f"Facebook, {kind}: {w}", step) for w, step in steps.items()]
        for kind in KINDS["instagram"]:
            _log_in(sandbox, "instagram", kind)
            steps = _instagram(sandbox)
            outcomes += [_says_no(f"Instagram, {kind}: {w}", step) for w, step in steps.items()]
    print(f"{len(outcomes)} tried, {sum(outcomes)} differ")
    return 1 if any(outcomes) else 0


def _says_no(words: str, step: Callable[[], bool]) -> bool:
    """Run a step, print what became of it; whether it failed."""
    try:
        good = step()
    except Exception as error:
        print(f"FAILED  {words}: {' '.join(str(error).split())[:300]}")
        return True
    print(f"{'ok    ' if good else 'FAILED'}  {words}")
    return not good


def _log_in(sandbox: Sandbox, channel: str, kind: str) -> None:
    sandbox.reset()
    secrets = sandbox.secrets(channel, kind=kind)
    FacebookSession.GRAPH = sandbox.url(channel)
    session = FacebookSession(
        access_token=secrets["access_token"], app_secret=secrets.get("app_secret")
    )
    FacebookAdsApi.set_default_api(FacebookAdsApi(session))


# ── the tables of parameters ──


def _known() -> list[tuple[str, Callable[[], bool]]]:
    found = []
    for (kind, method), names in SENT.items():
        unknown = [name for name in names if name not in _table(kind, method)]
        words = f"{kind.__name__}.{method} knows {', '.join(names)}"
        found.append((words, lambda unknown=unknown: not unknown))
    return found


def _table(kind: Any, method: str) -> Mapping[str, Any]:
    """The names of all parameters that a method takes."""
    seen: dict[str, Any] = {}
    whole = FacebookRequest.__init__

    def watched(self: Any, *args: Any, **more: Any) -> None:
        whole(self, *args, **more)
        seen.update(self._param_checker._type_check_info)

    FacebookRequest.__init__ = watched
    try:
        FacebookAdsApi.set_default_api(FacebookAdsApi(FacebookSession(access_token="-")))
        getattr(kind("1"), method)(pending=True)
    finally:
        FacebookRequest.__init__ = whole
    return seen


# ── Facebook ──


def _facebook(sandbox: Sandbox, folder: Path) -> dict[str, Callable[[], bool]]:
    page = Page(sandbox.settings("facebook")["page"])
    made: dict[str, Any] = {}

    def text() -> bool:
        made["post"] = page.create_feed(params={"message": "Grüße", "link": "https://example.org"})
        return sandbox.posts("facebook")[-1].text == "Grüße"

    def duplicate() -> bool:
        try:
            page.create_feed(params={"message": "Grüße", "link": "https://example.org"})
        except FacebookRequestError as error:
            return bool(error.api_error_code() == 506)
        return False

    def pictures() -> bool:
        ids = [_photo(page, folder, f"Bild {number}") for number in range(2)]
        media = [{"media_fbid": id_} for id_ in ids]
        page.create_feed(params={"message": "Zwei Bilder", "attached_media": media})
        standing = sandbox.posts("facebook")[-1]
        return [medium.alt for medium in standing.media] == ["Bild 0", "Bild 1"]

    def comment() -> bool:
        post = PagePost(made["post"]["id"])
        post.create_comment(params={"message": "Mehr"})
        return [each["message"] for each in post.get_comments(fields=["message"])] == ["Mehr"]

    def video() -> bool:
        start = page.create_video(params={"upload_phase": "start", "file_size": len(VIDEO)})
        at = start.export_all_data()
        while int(at["start_offset"]) < int(at["end_offset"]):
            at |= _piece(page, folder, at)
        page.create_video(params={
            "upload_phase": "finish", "upload_session_id": at["upload_session_id"],
            "description": "Ein Video",
        })  # fmt: skip
        standing = sandbox.posts("facebook")[-1]
        return (standing.text, standing.media[0].bytes) == ("Ein Video", len(VIDEO))

    def read() -> bool:
        posts = list(page.get_published_posts(fields=["id", "message", "created_time"]))
        return [post.get("message") for post in posts] == ["Ein Video", "Zwei Bilder", "Grüße"]

    def delete() -> bool:
        post = PagePost(made["post"]["id"])
        post.api_delete()
        try:
            post.api_get()
        except FacebookRequestError as error:
            return bool(error.api_error_subcode() == 33)
        return False

    return {
        "a text with a card": text, "the same again is refused": duplicate,
        "two pictures": pictures, "a comment": comment, "a video in pieces": video,
        "the page's posts": read, "a post is deleted": delete,
    }  # fmt: skip


def _photo(page: Any, folder: Path, alt: str) -> str:
    (folder / "bild.png").write_bytes(_picture("PNG"))
    request = page.create_photo(params={"published": False, "alt_text_custom": alt}, pending=True)
    request._file_params["source"] = str(folder / "bild.png")
    return str(request.execute()["id"])


def _piece(page: Any, folder: Path, at: Mapping[str, str]) -> dict[str, str]:
    start, end = int(at["start_offset"]), int(at["end_offset"])
    (folder / "piece").write_bytes(VIDEO[start:end])
    request = page.create_video(params={
        "upload_phase": "transfer", "upload_session_id": at["upload_session_id"],
        "start_offset": str(start),
    }, pending=True)  # fmt: skip
    request._file_params["video_file_chunk"] = str(folder / "piece")
    return dict(request.execute().export_all_data())


# ── Instagram ──


def _instagram(sandbox: Sandbox) -> dict[str, Callable[[], bool]]:
    settings = sandbox.settings("instagram")
    folder, base = Path(settings["media_folder"]), settings["media_url"]
    for name in ("eins.jpg", "zwei.jpg"):
        (folder / name).write_bytes(_picture("JPEG"))
    (folder / "film.mp4").write_bytes(VIDEO)
    user = IGUser("me")

    def publish(**container: Any) -> Any:
        made = user.create_media(params=container)
        return user.create_media_publish(params={"creation_id": made["id"]})

    def picture() -> bool:
        publish(image_url=f"{base}/eins.jpg", caption="Grüße", alt_text="Ein Bild")
        standing = sandbox.posts("instagram")[-1]
        return (standing.text, standing.media[0].alt) == ("Grüße", "Ein Bild")

    def carousel() -> bool:
        items = [
            user.create_media(params={"image_url": f"{base}/{name}", "is_carousel_item": True})
            for name in ("eins.jpg", "zwei.jpg")
        ]
        publish(media_type="CAROUSEL", caption="Zwei", children=",".join(i["id"] for i in items))
        return len(sandbox.posts("instagram")[-1].media) == 2

    def too_early() -> bool:
        try:
            publish(video_url=f"{base}/film.mp4", media_type="REELS", caption="Film")
        except FacebookRequestError as error:
            return bool(error.api_error_subcode() == 2207027)
        return False

    def comment() -> bool:
        media = IGMedia(sandbox.posts("instagram")[0].id)
        media.create_comment(params={"message": "Mehr"})
        return [each["text"] for each in media.get_comments(fields=["text"])] == ["Mehr"]

    def read() -> bool:
        posts = list(user.get_media(fields=["id", "caption", "permalink", "timestamp"]))
        return [post["caption"] for post in posts] == ["Zwei", "Grüße"]

    def quota() -> bool:
        [limit] = user.get_content_publishing_limit(fields=["config", "quota_usage"])
        return (limit["quota_usage"], limit["config"]["quota_total"]) == (2, 100)

    return {
        "a picture": picture, "a carousel": carousel, "a reel too early is refused": too_early,
        "a comment": comment, "the account's posts": read, "the day's limit": quota,
    }  # fmt: skip


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 60), "teal").save(out, kind)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
