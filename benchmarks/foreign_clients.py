"""Clients made by others against the sandbox: what they get through is no misunderstanding of ours.

    pip install xdk                        && python benchmarks/foreign_clients.py x
    pip install lkdn                       && python benchmarks/foreign_clients.py linkedin
    pip install google-api-python-client   && python benchmarks/foreign_clients.py youtube

xdk is X's own client, google-api-python-client Google's; lkdn (Python 3.12 or later) is a third party's. Each
uploads media of all kinds, posts, reads and deletes: a line for each step. Exit code 1 where one differs.
"""

from __future__ import annotations

import base64
import json
import struct
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from repurpose.sandbox import Fault, Sandbox

SRT = "1\n00:00:00,000 --> 00:00:01,000\nHallo\n"


Trial = tuple[str, bool]


def main() -> int:
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    checks: dict[str, Callable[[Sandbox, Path], Iterator[Trial]]] = {
        "x": x, "linkedin": linkedin, "youtube": youtube,
    }  # fmt: skip
    if name not in checks:
        sys.exit(__doc__)
    stumbles = [Fault(name="server-error", channel="youtube", method="PUT", path="/upload")]
    tried = differing = 0
    with Sandbox(faults=stumbles) as sandbox, tempfile.TemporaryDirectory() as folder:
        for words, good in checks[name](sandbox, _files(Path(folder))):
            tried, differing = tried + 1, differing + (not good)
            print(f"{'as expected' if good else 'DIFFERS    '}  {words}")
    print(f"{tried} tried, {differing} differ")
    return int(differing > 0)


def x(sandbox: Sandbox, files: Path) -> Iterator[Trial]:
    from xdk import Client

    token = sandbox.secrets("twitter")["access_token"]
    client: Any = Client(base_url=sandbox.url("twitter"), access_token=token)

    def uploaded(file: Path, mime: str, category: str) -> tuple[str, Any]:
        data = file.read_bytes()
        begin = {"media_type": mime, "total_bytes": len(data), "media_category": category}
        media = client.media.initialize_upload(body=begin).data.id
        piece = {"segment_index": 0, "media": base64.b64encode(data).decode()}
        client.media.append_upload(id=media, body=piece)
        return str(media), client.media.finalize_upload(id=media).data.processing_info

    video, processing = uploaded(files / "video.mp4", "video/mp4", "tweet_video")
    yield "a video is processed for a while", processing.state in ("pending", "in_progress")
    time.sleep(1)
    now = client.media.get_upload_status(media_id=video).data.processing_info
    yield "then it is there", now.state == "succeeded"
    track, processing = uploaded(files / "video.srt", "text/srt", "subtitles")
    yield "subtitles are there at once", processing is None
    about = {"id": track, "language_code": "DE", "display_name": "Deutsch"}
    body = {"id": video, "media_category": "TweetVideo", "subtitles": about}
    client.media.create_subtitles(body=body)
    posted = client.posts.create(body={"text": "Hallo", "media": {"media_ids": [video]}}).data
    [standing] = sandbox.posts("twitter")
    yield "a post with it", (standing.id, standing.text) == (posted.id, "Hallo")
    shown = [(medium.kind, medium.captions) for medium in standing.media]
    yield "as a reader sees it, with subtitles", shown == [("video", ("DE",))]
    yield "taken down", client.posts.delete(id=posted.id).data.deleted is True
    yield "and gone", sandbox.posts("twitter") == []


def linkedin(sandbox: Sandbox, files: Path) -> Iterator[Trial]:
    from linkedin_cli.client import LinkedInApiError, LinkedInClient

    token = sandbox.secrets("linkedin", kind="organization")["access_token"]
    author = sandbox.settings("linkedin", kind="organization")["author"]
    client: Any = LinkedInClient(
        access_token=token, base_url=sandbox.url("linkedin"), api_version="202609",
        video_wait_interval=0.3,
    )  # fmt: skip
    # It sends no login with pictures; LinkedIn's own samples do.
    client._upload_client.headers["Authorization"] = f"Bearer {token}"

    def stands(made: str, kinds: list[str]) -> bool:
        post = sandbox.posts("linkedin")[-1]
        return (post.id, [medium.kind for medium in post.media]) == (made, kinds)

    said = {"author": author, "commentary": "Hallo"}
    picture = files / "picture.png"
    yield "a text", stands(client.create_text_post(**said).post_id, [])
    said["commentary"] = "Bilder"
    alts = ["eins", "zwei"]
    several = client.create_multi_image_post(**said, image_paths=[picture] * 2, alt_texts=alts)
    yield "two pictures", stands(several.post_id, ["image", "image"])
    said["commentary"] = "Dokument"
    document = files / "document.pdf"
    made = client.create_document_post(**said, document_path=document, title="T")
    yield "a document", stands(made.post_id, ["document"])
    said["commentary"] = "Film"
    video = client.create_video_post(**said, video_path=files / "video.mp4", title="T").post_id
    yield "a video", stands(video, ["video"])
    client.create_comment(target_urn=video, actor=author, text="Erster")
    comments = client.list_comments(target_urn=video)["elements"]
    yield "a comment", [each["message"]["text"] for each in comments] == ["Erster"]
    yield "the organisation's posts", len(client.list_posts(author=author)["elements"]) == 4
    client.delete_post(video)
    yield "one is taken down", len(sandbox.posts("linkedin")) == 3
    said["commentary"] = "Film mit Untertiteln"
    try:
        captions = files / "video.srt"
        client.create_video_post(**said, video_path=files / "video.mp4", captions_path=captions)
        refused = False
    except LinkedInApiError:
        refused = True  # LinkedIn's own page has a form there
    yield "captions are refused: it sends the bare file", refused


def youtube(sandbox: Sandbox, files: Path) -> Iterator[Trial]:
    from google.oauth2.credentials import Credentials
    from googleapiclient.discovery import build_from_document
    from googleapiclient.discovery_cache import get_static_doc
    from googleapiclient.errors import HttpError
    from googleapiclient.http import MediaFileUpload

    url = sandbox.url("youtube")
    described = json.loads(get_static_doc("youtube", "v3"))
    described |= {"rootUrl": f"{url}/", "baseUrl": f"{url}/"}
    described.pop("mtlsRootUrl", None)
    login = Credentials(None, token_uri=f"{url}/token", **sandbox.secrets("youtube"))
    client: Any = build_from_document(described, credentials=login)
    channel = client.channels().list(part="snippet,contentDetails", mine=True).execute()
    yield "who one is", bool(channel["items"][0]["snippet"]["title"])
    snippet = {"title": "Holz", "description": "Hallo", "tags": ["a b", "c"], "categoryId": "22"}
    resource = {"snippet": snippet, "status": {"privacyStatus": "private"}}
    media = MediaFileUpload(str(files / "video.mp4"), chunksize=1024 * 1024, resumable=True)
    request = client.videos().insert(part="snippet,status", body=resource, media_body=media)
    video, refused = None, []
    while video is None:
        try:
            _, video = request.next_chunk()
        except HttpError as error:
            refused.append(error.status_code)
    yield "an upload goes on after a refusal", refused == [503]
    [standing] = sandbox.posts("youtube")
    size = (files / "video.mp4").stat().st_size
    yield "all of it is there", standing.media[0].bytes == size
    id_ = video["id"]
    cover = MediaFileUpload(str(files / "picture.png"))
    set_ = client.thumbnails().set(videoId=id_, media_body=cover).execute()
    yield "a cover", set_["kind"] == "youtube#thumbnailSetResponse"
    about = {"snippet": {"videoId": id_, "language": "de", "name": "Deutsch", "isDraft": False}}
    track = MediaFileUpload(str(files / "video.srt"), mimetype="application/octet-stream")
    added = client.captions().insert(part="snippet", body=about, media_body=track).execute()
    yield "captions", added["snippet"]["language"] == "de"
    named = {"snippet": {"title": "Vorträge"}}
    playlist = client.playlists().insert(part="snippet", body=named).execute()["id"]
    resource_id = {"kind": "youtube#video", "videoId": id_}
    item = {"snippet": {"playlistId": playlist, "resourceId": resource_id}}
    client.playlistItems().insert(part="snippet", body=item).execute()
    listed = client.playlistItems().list(part="snippet", playlistId=playlist).execute()["items"]
    yield "a playlist", [each["snippet"]["resourceId"]["videoId"] for each in listed] == [id_]
    public = {"id": id_, "status": {"privacyStatus": "public"}}
    shown = client.videos().update(part="status", body=public).execute()["status"]
    yield "made visible", shown["privacyStatus"] == "public"
    yield "found", len(client.videos().list(part="status", id=id_).execute()["items"]) == 1
    client.videos().delete(id=id_).execute()
    yield "taken down", sandbox.posts("youtube") == []


def _files(folder: Path) -> Path:
    head = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42"
    (folder / "video.mp4").write_bytes(head + bytes(4_500_000))
    (folder / "video.srt").write_text(SRT)
    (folder / "document.pdf").write_bytes(b"%PDF-1.7\n" + bytes(400))
    (folder / "picture.png").write_bytes(_png())
    return folder


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 8) * 8)
    ends = chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + ends


if __name__ == "__main__":
    sys.exit(main())
