"""The WordPress of the sandbox says what a real one said to the same requests (benchmarks/wordpress.py)."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from repurpose.sandbox import Fault, Sandbox, parse_fault

Said = tuple[int, str]


class Client:
    """A user of one role."""

    def __init__(self, sandbox: Sandbox, role: str | None) -> None:
        self._url = f"{sandbox.url('blog')}/wp-json"
        self._login = None
        if role is not None:
            password = sandbox.secrets("blog", kind=role)["application_password"]
            self._login = (str(sandbox.settings("blog", kind=role)["user"]), password)

    def ask(self, method: str, route: str, **more: Any) -> requests.Response:
        return requests.request(
            method, f"{self._url}/wp/v2/{route}", auth=self._login, timeout=5, **more
        )

    def said(self, method: str, route: str, **more: Any) -> Said:
        """The status, and the code of a refusal."""
        answer = self.ask(method, route, **more)
        body = answer.json()
        return answer.status_code, body.get("code", "") if isinstance(body, dict) else ""


@pytest.mark.parametrize(
    ("role", "publish", "draft", "category", "tag", "upload"),
    [
        ("editor", 201, 201, 201, 201, 400),
        ("author", 201, 201, 403, 201, 400),
        ("contributor", 403, 201, 403, 201, 403),
        (None, 401, 401, 401, 401, 401),
    ],
)
def test_each_role_may_what_it_may(
    sandbox: Sandbox, role: str, publish: int, draft: int, category: int, tag: int, upload: int
) -> None:
    client = Client(sandbox, role)
    post = {"title": "T", "content": "x"}
    name = {"Content-Disposition": 'attachment; filename="a.png"'}
    found = [
        client.said("POST", "posts", json={**post, "status": "publish"})[0],
        client.said("POST", "posts", json={**post, "status": "draft"})[0],
        client.said("POST", "categories", json={"name": "Neu"})[0],
        client.said("POST", "tags", json={"name": "Holz"})[0],
        client.said("POST", "media", headers=name)[0],
    ]
    assert found == [publish, draft, category, tag, upload]


def test_names_are_kept_as_html_and_made_once(sandbox: Sandbox) -> None:
    client = Client(sandbox, "editor")
    for taxonomy in ("tags", "categories"):
        made = client.ask("POST", taxonomy, json={"name": "Holz & Bau"}).json()
        assert made["name"] == "Holz &amp; Bau"
        again = client.ask("POST", taxonomy, json={"name": "holz & bau"}).json()
        assert (again["code"], again["data"]["term_id"]) == ("term_exists", made["id"])
        assert client.ask("GET", taxonomy, params={"search": "Holz & Bau"}).json() == []
        assert client.ask("GET", taxonomy, params={"search": "holz &amp;"}).json() == [made]


def test_a_second_post_of_a_name_gets_a_number_and_the_bin_frees_it(sandbox: Sandbox) -> None:
    client = Client(sandbox, "author")
    body = {"title": "T", "content": "<p>x</p><script>y</script>", "slug": "s", "status": "publish"}
    first = client.ask("POST", "posts", json=body).json()
    assert (first["slug"], first["content"]["raw"]) == ("s", "<p>x</p>")
    assert client.ask("POST", "posts", json=body).json()["slug"] == "s-2"
    gone = client.ask("DELETE", f"posts/{first['id']}").json()
    assert (gone["status"], gone["slug"]) == ("trash", "s__trashed")
    assert client.said("DELETE", f"posts/{first['id']}") == (410, "rest_already_trashed")
    assert client.said("DELETE", "posts/99999") == (404, "rest_post_invalid_id")
    assert client.ask("POST", "posts", json=body).json()["slug"] == "s"
    other = Client(sandbox, "contributor")
    assert other.said("POST", "posts", json={"title": ""}) == (400, "empty_content")
    assert other.said("POST", "posts", json={"title": "T", "status": "odd"})[0] == 400


def test_the_blog_and_the_homepage_are_two_sites_and_faults_meet_one() -> None:
    with Sandbox(
        faults=[parse_fault("server-error@homepage"), Fault(name="rate-limit")]
    ) as sandbox:
        assert sandbox.url("blog") != sandbox.url("homepage")
        client = Client(sandbox, "author")
        answer = client.ask("GET", "posts")
        assert (answer.status_code, "Retry-After" in answer.headers) == (429, False)
        assert client.said("POST", "posts", json={"title": "T"}) == (201, "")
        assert [len(sandbox.posts(name)) for name in ("blog", "homepage")] == [1, 0]
