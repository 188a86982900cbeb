"""An account's posts and files on its server.

Sources: the lexicons com.atproto.repo.putRecord, getRecord, listRecords, deleteRecord and uploadBlob
(bluesky-social/atproto, state of August 2026).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from repurpose.errors import Duplicate, Rejected, Unavailable, Uncertain
from repurpose.model import Receipt
from repurpose.publishers._answers import aware, child, document
from repurpose.publishers._bluesky_record import COLLECTION, Record, address, receipt_of
from repurpose.publishers._bluesky_refusals import name_of
from repurpose.publishers._bluesky_session import Client
from repurpose.publishers._http import SETTLING

PAGE, MOST_PAGES = 100, 100
UNREADABLE = "Bluesky gave an answer that cannot be read"


@dataclass(frozen=True, kw_only=True)
class Repository:
    """What the account of a client has."""

    client: Client

    def put(self, value: Record, key: str) -> bool:
        """Lay a record where none may lie yet. False: a file that it shows is not there (any more).

        Raises:
            Duplicate: there is another one.
            Uncertain: no usable answer.
        """
        did = self.client.session.did
        uri = address(did, key)
        body = {
            "repo": did, "collection": COLLECTION, "rkey": key, "record": value, "swapRecord": None,
        }  # fmt: skip
        answer = self.client.ask("POST", "com.atproto.repo.putRecord", creates=True, json=body)
        name = name_of(answer)
        if name == "InvalidSwap":
            raise Duplicate(
                "this post stands on Bluesky already",
                where=self.client.where,
                hint="change the text: repurpose outbox edit; or: repurpose outbox done",
                receipt=self.receipt(key),
            )
        if name == "BlobNotFound":
            return False
        if answer.status_code >= 400:
            raise self.client.refusal(answer)
        if document(answer).get("uri") != uri:
            raise Uncertain(f"{UNREADABLE}; the post may be live", hint=SETTLING)
        return True

    def at(self, uri: str) -> Mapping[str, Any] | None:
        """A record with its uri and cid; None where none lies there."""
        did, collection, key = uri.removeprefix("at://").split("/", 2)
        parameters = {"repo": did, "collection": collection, "rkey": key}
        answer = self.client.ask("GET", "com.atproto.repo.getRecord", params=parameters)
        if name_of(answer) == "RecordNotFound":
            return None
        if answer.status_code >= 400:
            raise self.client.refusal(answer)
        found = document(answer)
        if not _is_record(found):
            raise Unavailable(UNREADABLE, hint="try again later")
        return found

    def receipt(self, key: str) -> Receipt | None:
        """Of the post with this key; None where there is none."""
        found = self.at(address(self.client.session.did, key))
        if found is None:
            return None
        return receipt_of(found["uri"], aware(found["value"].get("createdAt")))

    def records(self) -> Iterator[Mapping[str, Any]]:
        """All posts. In the order of their keys, which follow no clock: so there is no earlier end.

        Raises:
            Uncertain: there are too many.
        """
        parameters = {
            "repo": self.client.session.did, "collection": COLLECTION, "limit": str(PAGE),
        }  # fmt: skip
        for _ in range(MOST_PAGES):
            answer = self.client.call("GET", "com.atproto.repo.listRecords", params=parameters)
            said = document(answer)
            records = said.get("records")
            if not isinstance(records, list):
                raise Unavailable(UNREADABLE, hint="try again later")
            yield from filter(_is_record, records)
            if not records or not said.get("cursor"):
                return
            parameters["cursor"] = str(said["cursor"])
        raise Uncertain(
            "Bluesky shows more posts than can be looked through",
            where=self.client.where,
            hint="look at the account yourself: https://bsky.app",
        )

    def delete(self, key: str) -> None:
        """Also where there is none."""
        body = {"repo": self.client.session.did, "collection": COLLECTION, "rkey": key}
        self.client.call("POST", "com.atproto.repo.deleteRecord", json=body)

    def answering(self, uri: str) -> Record:
        """What a reply names: the post before it, and the first one of the thread."""
        found = self.at(uri)
        if found is None:
            raise Rejected(
                "the part before this one is not there any more",
                where=self.client.where,
                hint="post the rest by hand",
            )
        parent = {"uri": found["uri"], "cid": str(found.get("cid"))}
        return {"root": child(found["value"], "reply", "root") or parent, "parent": parent}

    def upload(self, content: bytes, mime: str) -> str:
        """Upload a file; the blob as JSON, as a record names it."""
        answer = self.client.call(
            "POST", "com.atproto.repo.uploadBlob", data=content, headers={"Content-Type": mime}
        )
        blob = document(answer).get("blob")
        if not isinstance(child(blob, "ref", "$link"), str):
            raise Unavailable("Bluesky gave no name for the file", hint="try again later")
        return json.dumps(blob, sort_keys=True)

    def did_of(self, handle: str) -> str | None:
        """The DID of a handle; None where nobody has it."""
        answer = self.client.ask(
            "GET", "com.atproto.identity.resolveHandle", params={"handle": handle.lower()}
        )
        did = document(answer).get("did") if answer.status_code < 400 else None
        return did if isinstance(did, str) and did.startswith("did:") else None


def _is_record(found: Any) -> bool:
    return isinstance(child(found, "uri"), str) and isinstance(child(found, "value"), dict)
