"""`/health` and `/me`: whether the server works, and who asks."""

from importlib.metadata import version

from django.db import connection
from django.http import HttpRequest, HttpResponse

from troth.answers import HealthBody, MeBody
from troth_web import clock
from troth_web.api.answering import shown
from troth_web.api.resource import Resource
from troth_web.people.needs import principal_of

health = Resource("server")


@health.reads("/health", needs="server.health", answers=HealthBody, open_to="anybody")
def health_(request: HttpRequest) -> HttpResponse:
    """Say whether the ledger can be reached; 503 where it cannot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    body = HealthBody(
        status="ok", version=version("troth"), at=clock.now(), database=connection.vendor
    )
    return shown(request, body)


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
