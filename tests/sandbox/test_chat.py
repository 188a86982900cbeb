"""The chat of the sandbox: it takes messages as apprise sends them, with their files."""

from __future__ import annotations

import base64

import requests

from repurpose.sandbox import Sandbox

MESSAGE = {"version": "1.0", "type": "info", "title": "Dach", "message": "Holz wächst nach."}


def test_what_it_takes_and_what_it_refuses() -> None:
    picture = {
        "filename": "a.png",
        "base64": base64.b64encode(b"\x89PNG").decode(),
        "mimetype": "x",
    }
    with Sandbox() as sandbox:
        url = sandbox.secrets("apprise")["url"].replace("json://", "http://")

        def send(message: object, to: str = url) -> int:
            return requests.post(to, json=message, timeout=5).status_code

        assert send({**MESSAGE, "attachments": [picture]}) == 200
        assert [
            send(MESSAGE, f"{sandbox.url('apprise')}/somebody"),
            send({**MESSAGE, "message": " "}),
            send({**MESSAGE, "attachments": [{**picture, "base64": "?"}]}),
            send([MESSAGE]),
            requests.get(url, timeout=5).status_code,
        ] == [404, 400, 400, 400, 405]
        sandbox.expire("apprise")
        assert send(MESSAGE) == 401
        [standing] = sandbox.posts("apprise")
        assert "Holz wächst nach." in sandbox.page_html()
    assert (standing.title, standing.text, standing.url) == ("Dach", "Holz wächst nach.", "")
    assert [medium.bytes for medium in standing.media] == [4]
