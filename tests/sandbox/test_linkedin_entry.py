"""Logging in on LinkedIn, the headers, and who may read what."""

from __future__ import annotations

from urllib.parse import quote

import pytest
import requests

from repurpose.sandbox import Sandbox
from tests.sandbox.clients import TIMEOUT, Clock, LinkedIn, picture


@pytest.mark.parametrize(
    ("version", "status", "code"),
    [
        ("202609", 201, None),
        ("202601", 201, None),
        ("202512", 426, "NONEXISTENT_VERSION"),
        ("202610", 426, "NONEXISTENT_VERSION"),
        ("202613", 426, "NONEXISTENT_VERSION"),
        ("latest", 426, "NONEXISTENT_VERSION"),
        ("", 400, "VERSION_MISSING"),
        (None, 400, "VERSION_MISSING"),
    ],
)
def test_a_living_version_must_be_named(
    sandbox: Sandbox, member: LinkedIn, version: str | None, status: int, code: str | None
) -> None:
    headers = {"Linkedin-Version": version}
    answer = member("POST", "/rest/posts", json=member.body("Hallo"), headers=headers)
    assert answer.status_code == status
    assert code is None or answer.json()["code"] == code
    assert len(sandbox.posts("linkedin")) == (status == 201)


def test_a_dead_version_is_worded_as_linkedin_words_it(member: LinkedIn) -> None:
    answer = member("GET", "/rest/posts", headers={"Linkedin-Version": "202504"}).json()
    assert answer["message"] == "Requested version 20250401 is not active"


def test_the_protocol_version_is_needed(member: LinkedIn) -> None:
    for value in (None, "1.0.0"):
        headers = {"X-Restli-Protocol-Version": value}
        answer = member("POST", "/rest/posts", json=member.body("Hallo"), headers=headers)
        assert answer.status_code == 400


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        (None, "EMPTY_ACCESS_TOKEN"),
        ("Bearer ", "EMPTY_ACCESS_TOKEN"),
        ("Bearer wrong", "INVALID_ACCESS_TOKEN"),
    ],
)
def test_no_login_is_401(member: LinkedIn, authorization: str | None, code: str) -> None:
    headers = {"Authorization": authorization}
    answer = member("POST", "/rest/posts", json=member.body("Hallo"), headers=headers)
    assert answer.status_code == 401
    assert answer.json()["code"] == code


def test_a_token_runs_out_as_linkedin_words_it(sandbox: Sandbox, member: LinkedIn) -> None:
    sandbox.expire("linkedin")
    answer = member("GET", "/v2/userinfo")
    assert answer.status_code == 401
    assert answer.json() == {
        "status": 401,
        "serviceErrorCode": 65602,
        "code": "EXPIRED_ACCESS_TOKEN",
        "message": "The token used in the request has expired",
    }
    sandbox.renew("linkedin")
    assert member("GET", "/v2/userinfo").status_code == 200


def test_userinfo_names_the_member_without_a_version(sandbox: Sandbox, member: LinkedIn) -> None:
    token = {"Authorization": member.headers["Authorization"]}
    answer = requests.get(f"{member.url}/v2/userinfo", headers=token, timeout=TIMEOUT).json()
    assert f"urn:li:person:{answer['sub']}" == member.author
    assert answer["name"]


def test_a_member_cannot_read(member: LinkedIn) -> None:
    urn = quote(member.posted("Hallo"), safe="")
    image = quote(member.uploaded(picture()), safe="")
    author = quote(member.author, safe="")
    for path in (
        f"/rest/posts/{urn}",
        f"/rest/posts?q=author&author={author}",
        f"/rest/images/{image}",
        "/rest/organizationAcls?q=roleAssignee",
    ):
        answer = member("GET", path)
        assert answer.status_code == 403, path
        assert answer.json()["code"] == "ACCESS_DENIED"


def test_an_organisation_reads_its_own_posts(organization: LinkedIn, clock: Clock) -> None:
    urns = []
    for number in range(3):
        urns.append(
            organization.posted(rf"Nummer {number} \(von 3\) #Bau @[Wir]({organization.author})")
        )
        clock.advance(seconds=1)
    author = quote(organization.author, safe="")
    answer = organization("GET", f"/rest/posts?q=author&author={author}&count=2").json()
    assert [post["id"] for post in answer["elements"]] == urns[:0:-1]
    assert answer["paging"]["total"] == 3
    post = organization("GET", f"/rest/posts/{quote(urns[0], safe='')}").json()
    assert post["commentary"] == (
        rf"Nummer 0 \(von 3\) {{hashtag|\#|Bau}} @[Wir]({organization.author})"
    )
    assert post["lifecycleState"] == "PUBLISHED"
    assert post["publishedAt"] == int((clock.time.timestamp() - 3) * 1000)


def test_an_organisation_sees_its_image_become_available(organization: LinkedIn) -> None:
    urn, address = organization.announced()
    path = f"/rest/images/{quote(urn, safe='')}"
    assert organization("GET", path).json()["status"] == "WAITING_UPLOAD"
    organization("PUT", address, data=picture())
    assert organization("GET", path).json()["status"] == "AVAILABLE"


def test_an_organisation_knows_its_administrator(organization: LinkedIn, member: LinkedIn) -> None:
    path = "/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED"
    (element,) = organization("GET", path).json()["elements"]
    assert element["organization"] == organization.author
    assert element["roleAssignee"] == member.author


def test_urns_must_be_encoded(organization: LinkedIn) -> None:
    urn = organization.posted("Hallo")
    assert organization("GET", f"/rest/posts/{urn}").status_code == 400
    assert (
        organization("GET", f"/rest/posts?q=author&author={organization.author}").status_code == 400
    )


def test_a_member_has_150_calls_a_day_and_no_headers_say_so(member: LinkedIn, clock: Clock) -> None:
    for _ in range(150):
        assert member("GET", "/v2/userinfo").status_code == 200
    refused = member("GET", "/v2/userinfo")
    assert refused.status_code == 429
    assert not [
        name for name in refused.headers if "rate" in name.lower() or "retry" in name.lower()
    ]
    clock.advance(hours=15)  # midnight, UTC
    assert member("GET", "/v2/userinfo").status_code == 200
