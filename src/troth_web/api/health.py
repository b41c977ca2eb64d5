"""`/health` and `/me`: whether the server works, and who asks."""

from importlib.metadata import version

from django.db import connection
from django.http import HttpRequest, HttpResponse

from troth.answers import BeatBody, HealthBody, MeBody
from troth_web import clock
from troth_web.api.answering import shown
from troth_web.api.problems import Problem, RefusedError
from troth_web.api.resource import Resource
from troth_web.people.needs import principal_of
from troth_web.worker.health import health as health_of_worker
from troth_web.worker.leases import shared_now

health = Resource("server")


@health.reads("/health", needs="server.health", answers=HealthBody, open_to="anybody")
def health_(request: HttpRequest) -> HttpResponse:
    """Say whether the ledger can be reached and its worker works; 503 where either is not so."""
    found = health_of_worker(shared_now())
    if found.problems:
        raise RefusedError(_unwell(found.problems))
    body = HealthBody(
        status="ok",
        version=version("troth"),
        at=clock.now(),
        database=connection.vendor,
        worker=tuple(BeatBody(round=each.name, at=each.at, done=each.done) for each in found.beats),
        remarks=found.remarks,
    )
    return shown(request, body)


def _unwell(problems: tuple[str, ...]) -> Problem:
    errors = tuple({"where": "worker", "message": each} for each in problems)
    return Problem(code="unwell", detail="; ".join(problems), errors=errors)


@health.reads("/me", needs="me.read", answers=MeBody, open_to="known")
def me(request: HttpRequest) -> HttpResponse:
    """Say who asks, and what they may do."""
    who = principal_of(request)
    return shown(
        request,
        MeBody(
            kind=str(who.actor.kind),
            id=who.id,
            role=str(who.role),
            on_behalf_of=who.actor.on_behalf_of or None,
            teams=tuple(sorted(who.teams)),
            permissions=tuple(sorted(who.permissions)),
            key=who.key or None,
            cap=who.cap,
        ),
    )
