"""`POST /in/<connector>`: the one address at which other systems knock.

There is no session and no form, so that no token of a form is asked for: a signature is.
"""

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from pydantic_core import to_json

from troth.promises.ids import NotAnIdError, checked_id
from troth_web import clock
from troth_web.api.limits import Buckets
from troth_web.api.parsing import body_of
from troth_web.api.problems import refused
from troth_web.api.refusals import problem_of
from troth_web.connectors.doors import DOORS, Answer
from troth_web.connectors.models import Connector
from troth_web.connectors.receiving import TOO_EARLY, check_genuine
from troth_web.connectors.signing import Incoming, NotGenuineError
from troth_web.ledger import current_store
from troth_web.people.networks import client_ip

_AGAIN_SECONDS = "300"
_by_connector = Buckets(settings.API_REQUESTS_PER_MINUTE)
_by_failure = Buckets(settings.API_FAILURES_PER_MINUTE)


@csrf_exempt
def come_in(request: HttpRequest, connector_id: str) -> HttpResponse:
    """Take in a delivery; what is refused is answered with a problem."""
    try:
        return _taken(request, connector_id)
    except Exception as error:  # noqa: BLE001 - every refusal has the one shape
        return problem_of(error).response()


def _taken(request: HttpRequest, connector_id: str) -> HttpResponse:
    if request.method != "POST":
        answer = problem_of(refused("wrong-method", "send what comes in by POST")).response()
        answer["Allow"] = "POST"
        return answer
    address = client_ip(request)
    _spend(_by_failure, address, cost=0.0)
    connector = _connector(connector_id)
    if connector is None:
        _by_failure.wait(address, time.monotonic())
        raise refused("not-found", "there is no connector here that takes anything")
    incoming = Incoming(
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body_of(request),
        query=request.GET.dict(),
    )
    at, door = clock.now(), DOORS[connector.kind]
    try:
        check_genuine(connector, door.verify, incoming, at)
    except NotGenuineError as error:
        _by_failure.wait(address, time.monotonic())
        raise refused("not-signed-in", str(error)) from None
    _spend(_by_connector, connector.id)
    said = door.take_in(current_store(), connector, incoming, at)
    return _answer(said)


def _answer(said: Answer) -> HttpResponse:
    answer = HttpResponse(to_json(said), content_type="application/json")
    if said.get("outcome") == TOO_EARLY:
        # Whoever sent it sends it again, when one of the clocks may be right.
        answer.status_code, answer["Retry-After"] = 503, _AGAIN_SECONDS
    return answer


def _connector(connector_id: str) -> Connector | None:
    try:
        checked_id(connector_id)
    except NotAnIdError:
        return None
    return Connector.objects.filter(pk=connector_id, active=True, removed_at=None).first()


def _spend(buckets: Buckets, name: str, cost: float = 1.0) -> None:
    seconds = buckets.wait(name, time.monotonic(), cost)
    if seconds:
        raise refused(
            "too-often",
            f"too many requests; try again in {seconds} seconds",
            retry_after=str(seconds),
        )
