"""How X words its refusals: problem documents (RFC 9457)."""

from __future__ import annotations

from typing import Any

from repurpose.sandbox.web import Answer

PROBLEMS = "https://api.x.com/2/problems"
PROBLEM_TYPE = "application/problem+json"


def problem(
    status: int, title: str, detail: str, type_: str = "about:blank", **more: Any
) -> Answer:
    body = {"title": title, "detail": detail, "type": type_, "status": status, **more}
    return Answer(status=status, body=body, content_type=PROBLEM_TYPE)


def unauthorized() -> Answer:
    return problem(401, "Unauthorized", "Unauthorized")


def forbidden(detail: str) -> Answer:
    return problem(403, "Forbidden", detail)


def invalid(message: str, **parameters: list[str]) -> Answer:
    """A request whose parameters are wrong."""
    return problem(
        400,
        "Invalid Request",
        "One or more parameters to your request was invalid.",
        f"{PROBLEMS}/invalid-request",
        errors=[{"parameters": parameters, "message": message}],
    )


def not_found(parameter: str, value: str, status: int = 404) -> Answer:
    return problem(**missing(parameter, value), status=status)


def missing(parameter: str, value: str) -> dict[str, str]:
    """A post that is not there, as it stands among the errors of an answer."""
    return {
        "value": value,
        "detail": f"Could not find tweet with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": "tweet",
        "parameter": parameter,
        "resource_id": value,
        "type_": f"{PROBLEMS}/resource-not-found",
    }


def too_many_requests() -> Answer:
    return problem(429, "Too Many Requests", "Too Many Requests")


def usage_capped(account: str) -> Answer:
    return problem(
        429,
        "UsageCapExceeded",
        "Usage cap exceeded: Monthly product cap",
        f"{PROBLEMS}/usage-capped",
        account_id=account,
        period="Monthly",
        scope="Product",
    )


def credits_depleted(account: str) -> Answer:
    return problem(
        402,
        "CreditsDepleted",
        f"Your enrolled account [{account}] does not have any credits to fulfill this request.",
        f"{PROBLEMS}/credits",
        account_id=account,
    )
