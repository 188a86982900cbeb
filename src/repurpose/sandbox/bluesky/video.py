"""The video service: takes a video, prepares it for a while, lays it into the account's server."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.bluesky import answers, blobs
from repurpose.sandbox.bluesky.people import authenticate, did
from repurpose.sandbox.calling import Call
from repurpose.sandbox.web import Answer, refuse

LOOKS = 1  # times that it is still being prepared when one looks
METHOD = "com.atproto.repo.uploadBlob"  # what its token must allow


def upload(call: Call) -> Answer:
    """The answer is the job's state itself, not under its name as the lexicon has it."""
    authenticate(call, f"service {METHOD}")
    data, given = call.request.body, call.request.parameters
    if given.get("did") != did(call.login) or not given.get("name"):
        refuse(answers.invalid("did and name are needed"))
    if call.request.content_type != "video/mp4" or not data:
        refuse(answers.invalid("Unsupported content type"))
    if len(data) > blobs.VIDEO_BYTES:
        size, most = len(data), blobs.VIDEO_BYTES
        message = f"file size ({size} bytes) is larger than the maximum allowed size ({most} bytes)"
        refuse(answers.invalid(message))
    name = blobs.cid(data)
    job = call.state.kept("bluesky", "job", name)
    if job is not None and "blob" in job:
        body = {"error": "already_exists", "message": "Video already processed", "jobId": name}
        refuse(Answer(status=409, body={**body, "did": did(call.login), "state": job["state"]}))
    job = {"jobId": name, "did": did(call.login), "state": "JOB_STATE_CREATED", "looks": LOOKS}
    if b"moov" in data:
        job["becomes"] = blobs.keep(call, call.login, data, "video/mp4")
    call.state.keep("bluesky", "job", name, job)
    return Answer(body=_shown(job))


def status(call: Call) -> Answer:
    """For everybody who knows the job's name."""
    name = call.request.parameters.get("jobId", "")
    job = call.state.kept("bluesky", "job", name)
    if job is None:
        refuse(answers.invalid("Job not found"))
    if "blob" not in job:
        job = _further(job)
        call.state.keep("bluesky", "job", name, job)
    return Answer(body={"jobStatus": _shown(job)})


def _further(job: dict[str, Any]) -> dict[str, Any]:
    left = job["looks"] - 1
    if left >= 0:
        return {**job, "looks": left, "state": "JOB_STATE_ENCODING", "progress": 50}
    if "becomes" in job:
        return {**job, "state": "JOB_STATE_COMPLETED", "progress": 100, "blob": job["becomes"]}
    failure = {"error": "encoding_failure", "message": "Video could not be processed"}
    return {**job, "state": "JOB_STATE_FAILED", **failure}


def _shown(job: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in job.items() if name not in ("looks", "becomes")}
