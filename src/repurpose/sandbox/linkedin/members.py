"""Who one is on LinkedIn, and which organisations one may post for."""

from __future__ import annotations

from repurpose.sandbox.calling import Call
from repurpose.sandbox.linkedin import answers
from repurpose.sandbox.linkedin.people import organization, person
from repurpose.sandbox.web import Answer, refuse


def userinfo(call: Call) -> Answer:
    """OpenID Connect; an organisation's token comes from another app, without that permission."""
    if call.login.kind != "member":
        refuse(answers.denied("userinfo.GET"))
    given, _, family = call.login.display_name.partition(" ")
    return Answer(
        body={
            "sub": person(call.login).rpartition(":")[2],
            "name": call.login.display_name,
            "given_name": given,
            "family_name": family,
            "locale": {"country": "DE", "language": "de"},
        }
    )


def organizations(call: Call) -> Answer:
    if call.login.kind != "organization":
        refuse(answers.denied("organizationAcls.FINDER-roleAssignee"))
    if call.request.parameters.get("q") != "roleAssignee":
        refuse(answers.error(400, "Unknown finder", "ILLEGAL_ARGUMENT"))
    role = call.request.parameters.get("role", "ADMINISTRATOR")
    element = {
        "role": "ADMINISTRATOR",
        "state": "APPROVED",
        "organization": organization(call.login),
        "roleAssignee": person(call.login),
    }
    elements = [element] if role == "ADMINISTRATOR" else []
    paging = {"start": 0, "count": 10, "total": len(elements), "links": []}
    return Answer(body={"paging": paging, "elements": elements})
