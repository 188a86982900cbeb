"""Categories and tags."""

from __future__ import annotations

import html
from typing import Any

from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import State
from repurpose.sandbox.web import Answer, NotJson, json_object, refuse
from repurpose.sandbox.wordpress import answers
from repurpose.sandbox.wordpress.people import may

TAXONOMIES = ("categories", "tags")


def listed(call: Call, taxonomy: str) -> Answer:
    """Names are kept as HTML, and searched so."""
    wanted = call.request.parameters.get("search", "").casefold()
    found = call.state.all_kept(_channel(call), taxonomy)
    terms = [_term(id_, term) for id_, term in found.items()]
    return Answer(body=[each for each in terms if wanted in each["name"].casefold()])


def create(call: Call, taxonomy: str) -> Answer:
    """Authors may make tags, but no categories."""
    right = "manage_categories" if taxonomy == "categories" else "edit_posts"
    if not may(call.login, right):
        refuse(answers.cannot_create_term(bool(call.login.channel)))
    name = _name(call)
    channel = call.login.channel
    for id_, term in call.state.all_kept(channel, taxonomy).items():
        if term["name"].casefold() == name.casefold():
            refuse(answers.term_exists(int(id_)))
    number = call.state.next_number(f"{channel} terms", 2)
    call.state.keep(channel, taxonomy, str(number), {"name": name})
    return Answer(status=201, body=_term(str(number), {"name": name}))


def names_of(state: State, channel: str, taxonomy: str, numbers: list[int]) -> list[str]:
    """As a reader sees them."""
    kept = [state.kept(channel, taxonomy, str(number)) for number in numbers]
    return [html.unescape(term["name"]) for term in kept if term is not None]


def _term(id_: str, term: dict[str, Any]) -> dict[str, Any]:
    return {"id": int(id_), "name": term["name"]}


def _name(call: Call) -> str:
    try:
        name = json_object(call.request.body).get("name")
    except NotJson:
        name = None
    if not isinstance(name, str) or not name.strip():
        refuse(answers.error(400, "rest_missing_callback_param", "Missing parameter(s): name"))
    return html.escape(html.unescape(name.strip()), quote=False)


def _channel(call: Call) -> str:
    return call.address.rpartition("/")[2]
