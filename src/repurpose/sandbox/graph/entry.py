"""Who calls the Graph API, and with what: a token in the header, the form or the query; a form, a
multipart form or JSON."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers
from repurpose.sandbox.identity import Login
from repurpose.sandbox.web import FormPart, NotJson, json_object, multipart, refuse

_VERSION = re.compile(r"/v(\d+)\.(\d+)(?=/)")
SECURED = "secured"  # the kind of a login whose app demands proof of its secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of query and body, and the files."""

    fields: Mapping[str, str]
    files: Mapping[str, FormPart] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        return self.fields.get(name, default)

    def is_set(self, name: str, default: bool = False) -> bool:
        """A yes or no, in any of the spellings that clients have."""
        value = self.fields.get(name, "").lower()
        return value in ("true", "1") if value else default


def app_secret(login: Login) -> str:
    """The secret of the app that made a login's token."""
    return login.word("app secret", login.channel, login.account)[:32]


def secrets(login: Login, address: str) -> dict[str, str]:
    found = {"access_token": login.token}
    return found | ({"app_secret": app_secret(login)} if login.kind == SECURED else {})


def strip_version(call: Call, latest: str) -> str:
    """Take the version off the path, and a slash at its end; the version that answers: where none is
    named, the latest."""
    found = _VERSION.match(call.request.path)
    path = call.request.path[found.end() :] if found else call.request.path
    call.request.path = path.rstrip("/")
    return found[0].removeprefix("/") if found else latest


def form_of(call: Call) -> Form:
    """What a call says. Refused where the body is not what its type says."""
    request = call.request
    fields: dict[str, str] = dict(request.parameters)
    files: dict[str, FormPart] = {}
    try:
        if request.content_type == "multipart/form-data":
            for part in multipart(request.header("Content-Type") or "", request.body):
                if part.filename is None:
                    fields[part.name] = part.data.decode("utf-8")
                else:
                    files[part.name] = part
        elif request.content_type == "application/json" and request.body:
            fields |= {name: str(value) for name, value in json_object(request.body).items()}
        elif request.body:
            text = request.body.decode("utf-8")
            fields |= dict(parse_qsl(text, keep_blank_values=True, strict_parsing=False))
    except (NotJson, ValueError):
        refuse(answers.invalid("The body cannot be read."))
    return Form(fields=fields, files=files)


def login_of(call: Call, form: Form, channel: str) -> Login:
    """Whose token it is; refused where there is none, it has expired, or the proof is not right."""
    scheme, _, value = (call.request.header("Authorization") or "").partition(" ")
    token = value.strip() if scheme.lower() in ("bearer", "oauth") else form.get("access_token")
    if not token:
        refuse(answers.no_token())
    login = call.state.login(channel, token)
    if login is None:
        refuse(answers.bad_token())
    if login.expired:
        refuse(answers.expired_token())
    proof = form.get("appsecret_proof")
    right = hmac.new(app_secret(login).encode(), token.encode(), hashlib.sha256).hexdigest()
    if proof and proof != right:
        refuse(answers.bad_proof())
    if not proof and login.kind == SECURED:
        refuse(answers.no_proof())
    return login
