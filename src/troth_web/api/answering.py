"""Answers: JSON, with the ETag of what it shows, and 304 where the caller has it already."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from pydantic_core import to_json

from troth.answers import Body
from troth.promises.store import Answer, Work
from troth_web.api.calls import Call
from troth_web.crashpoints import crashpoint
from troth_web.people.caps import spend_write
from troth_web.webhooks import hops

JSON = "application/json"
#: What is read may change at any moment, and is nobody else's.
_PRIVATE = "private, no-cache"


class Bare(HttpResponse):
    """An answer that is still a value, for whoever makes a file of it."""

    def __init__(self, body: Body) -> None:
        super().__init__()
        self.body = body


def shown(request: HttpRequest, body: Body, *, tag: str | None = None) -> HttpResponse:
    """What was asked for, or 304 where it is what the caller has.

    Args:
        request: the request.
        body: the answer.
        tag: its ETag, where it does not come from entries.
    """
    if getattr(request, "troth_bare", False):
        return Bare(body)
    values = body.model_dump(mode="json")
    tag = tag or etag_of(values)
    if tag and tag in known(request):
        return HttpResponse(status=304, headers={"ETag": tag, "Cache-Control": _PRIVATE})
    return _response(200, values, {"ETag": tag} if tag else {})


def done(
    request: HttpRequest, do: Callable[[Call, Work], Body], *, status: int = 200
) -> HttpResponse:
    """What a write answered, now or when its idempotency key was first used.

    `do` runs within one transaction, which its exceptions undo; what fails is not remembered.
    Where somebody else was faster, it runs again.
    """
    call = Call.of(request)
    key, hop = call.key, call.hop
    spend_write(call.principal, call.at)

    def act(work: Work) -> tuple[Answer, dict[str, str]]:
        if work.answer is not None:
            return work.answer, {"Idempotent-Replayed": "true"}
        body = do(call, work)
        hops.note(work, hop)
        if key is not None:
            work.remember(Answer(status, body.to_keep().model_dump(mode="json")))
        return Answer(status, body.model_dump(mode="json")), {}

    return _written(
        *call.store.write(
            act, actor=call.actor, at=call.at, key=key, fingerprint=call.fingerprint if key else ""
        )
    )


def _written(answer: Answer, headers: Mapping[str, str]) -> HttpResponse:
    tag = etag_of(answer.body)
    crashpoint("before-answer")
    return _response(answer.status, answer.body, {**headers, **({"ETag": tag} if tag else {})})


def etag_of(values: Mapping[str, Any]) -> str | None:
    """The ETag of an answer: how many entries it comes from.

    A promise breaks when its time has come, without any entry; so its outcome is a part of it.
    """
    if "sequence" not in values:
        return None
    said = str(values["sequence"])
    if values.get("outcome"):
        late = "-late" if values.get("kept_by_first_date") is False else ""
        said += f"-{values['outcome']}{late}"
    return f'"{said}"'


def known(request: HttpRequest) -> list[str]:
    """ETags that the caller has; a weak one is as good for reading."""
    sent = request.headers.get("If-None-Match", "")
    return [tag.strip().removeprefix("W/") for tag in sent.split(",")]


def _response(status: int, values: object, headers: Mapping[str, str]) -> HttpResponse:
    answer = HttpResponse(to_json(values), status=status, content_type=JSON, headers=dict(headers))
    answer["Cache-Control"] = _PRIVATE
    return answer
