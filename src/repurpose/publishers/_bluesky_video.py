"""Videos on Bluesky: the video service prepares them and lays them into the account's server; a post
that shows one is made when that is done, so that nobody sees it without.

Sources: docs.bsky.app/docs/tutorials/video; the lexicons app.bsky.video.uploadVideo, getJobStatus and
defs; app.bsky.embed.video (captions: WebVTT, 20,000 bytes). State of August 2026.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from repurpose.errors import Rejected, Unavailable
from repurpose.publishers._answers import child, document
from repurpose.publishers._bluesky_refusals import name_of, no_video
from repurpose.publishers._bluesky_session import Anonymous, Client
from repurpose.publishers._form import Body
from repurpose.publishers._http import Bearer, Door, wait
from repurpose.publishers._media import Attachment

SERVICE = "https://video.bsky.app"
CAPTION_BYTES = 20_000
TOKEN_SECONDS = 30 * 60
_WAITS = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds between looks; then the last one
_PROCESSING = 10  # times the patience: it takes minutes
_COMMA = re.compile(r"(?<=\d\d:\d\d),(?=\d{3})")


def uploaded(client: Client, service: str, file: Attachment) -> Mapping[str, Any]:
    """The blob of a video, prepared.

    Raises:
        Rejected, Unavailable, LoginError: as the publisher's `upload`.
    """
    token = client.service_token("com.atproto.repo.uploadBlob", TOKEN_SECONDS)
    door = _door(client, service, Bearer(token), token)
    answer = door.call(
        "POST", "/xrpc/app.bsky.video.uploadVideo",
        params={"did": client.session.did, "name": f"{secrets.token_hex(6)}.mp4"},
        data=Body(file), headers={"Content-Type": file.mime},
    )  # fmt: skip
    job = _job(document(answer))
    if answer.status_code >= 400 and name_of(answer) != "already_exists":
        raise no_video(door.said(answer), client.where)
    return _awaited(client, service, job, file)


def captions(path: Path) -> bytes | None:
    """A subtitle file as WebVTT; None where it cannot be read or is larger than Bluesky takes."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    if not text.startswith("WEBVTT"):
        text = "WEBVTT\n\n" + _COMMA.sub(".", text)
    content = text.encode()
    return content if len(content) <= CAPTION_BYTES else None


def _awaited(
    client: Client, service: str, job: Mapping[str, Any], file: Attachment
) -> Mapping[str, Any]:
    """The blob when the service is done. It comes with a failure too, where the same video was
    prepared before."""
    door = _door(client, service, Anonymous())
    left = client.patience * _PROCESSING
    pauses = iter(_WAITS)
    while True:
        blob = job.get("blob")
        if isinstance(blob, dict):
            return blob
        if job.get("state") == "JOB_STATE_FAILED":
            words = str(job.get("message") or job.get("error") or job.get("failureCode") or "")
            raise no_video(" ".join(words.split())[:200], str(file.medium.path))
        if not isinstance(job.get("jobId"), str):
            raise Unavailable("Bluesky gave no name for the video", hint="try again later")
        pause = next(pauses, _WAITS[-1])
        left -= pause
        if left < 0:
            raise Unavailable("Bluesky is still preparing the video", hint="try again later")
        wait(pause)
        answer = door.call(
            "GET", "/xrpc/app.bsky.video.getJobStatus", params={"jobId": job["jobId"]}
        )
        job = {"jobId": job["jobId"], **_job(document(answer))}
        if answer.status_code >= 400 and "blob" not in job:
            raise Rejected(
                f"Bluesky does not say what became of the video: {door.said(answer)}",
                where=client.where,
                hint="try again: repurpose outbox retry",
            )


def _door(client: Client, service: str, auth: Any, *hidden: str) -> Door:
    return Door(
        name="Bluesky's video service",
        base=service,
        auth=auth,
        hidden=hidden,
        timeout=client.timeout,
        patience=client.patience,
    )


def _job(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The state of a job, whether it comes alone or, as the lexicon has it, under its name."""
    inner = child(said, "jobStatus")
    return inner if isinstance(inner, dict) else said
