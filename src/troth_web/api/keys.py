"""`/keys` and `/sessions`: with what programs and browsers come in."""

from typing import Annotated

from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from pydantic import Field

from troth.answers import Body, KeyBody, KeyList, SessionBody, SessionList
from troth.operations.commands import Command, Id, Instant, Text, Word
from troth.said import said
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.people import operations
from troth_web.people.errors import NotFoundError
from troth_web.people.models import ApiKey
from troth_web.people.operations.keys import Limits
from troth_web.people.roles import Role

keys = Resource("keys")

Words = Annotated[tuple[Word, ...], Field(max_length=200, strict=False)]


class MakeKey(Command):
    """A key for oneself, or for a program."""

    name: Text = Field(description="What it is for.")
    scopes: Words = Field(description="What it opens: promises.make, promises.*, read.")
    service: Id | None = Field(None, description="The program it is for; oneself when absent.")
    expires_at: Instant | None = Field(None, description="When it expires; never when absent.")
    cap: Annotated[int, Field(ge=0, le=1_000_000)] | None = Field(
        None, description="Writes in any 60 minutes."
    )
    networks: Words = Field((), description="From where it works: 192.0.2.0/24.")


@keys.reads("/keys", needs="keys.list", answers=KeyList)
def list_(request: HttpRequest) -> HttpResponse:
    """List one's own keys; managers also see those of programs."""
    who = Call.of(request).principal
    mine = Q(person_id=who.id)
    if who.role in {Role.ADMIN, Role.MANAGER}:
        mine |= Q(service__isnull=False)
    rows = ApiKey.objects.filter(mine).order_by("made_at", "id")
    return shown(request, KeyList(items=tuple(map(_body, rows)), next=None))


@keys.writes("POST", "/keys", needs="keys.make", answers=KeyBody, status=201)
def make(request: HttpRequest, body: MakeKey) -> HttpResponse:
    """Make a key. It is told in this answer alone, and not again on a retry."""

    def made(call: Call, _: object) -> Body:
        limits: Limits = {
            "expires_at": body.expires_at,
            "cap": body.cap,
            "networks": body.networks,
        }
        if body.service is None:
            found = operations.make_key(
                call.principal, name=body.name, scopes=body.scopes, at=call.at, **limits
            )
        else:
            found = operations.make_service_key(
                call.principal,
                body.service,
                name=body.name,
                scopes=body.scopes,
                at=call.at,
                **limits,
            )
        return _body(found.key).model_copy(update={"secret": str(found.text)})

    return done(request, made, status=201)


@keys.writes("DELETE", "/keys/{key_id}", needs="keys.revoke", answers=KeyBody)
def revoke(request: HttpRequest, key_id: Id) -> HttpResponse:
    """Revoke a key, at once: one's own, or any as a manager."""
    return done(
        request, lambda call, _: _body(operations.revoke_key(call.principal, key_id, at=call.at))
    )


@keys.reads("/sessions", needs="sessions.list", answers=SessionList)
def sessions(request: HttpRequest) -> HttpResponse:
    """List the browsers in which one is signed in."""
    rows = UserSession.objects.filter(user_id=_person(Call.of(request))).order_by("created_at")
    return shown(request, SessionList(items=tuple(map(_session, rows)), next=None))


@keys.writes("DELETE", "/sessions/{session_id}", needs="sessions.end", answers=SessionBody)
def end_session(
    request: HttpRequest, session_id: Annotated[int, Field(ge=1, le=2**31)]
) -> HttpResponse:
    """Sign one of one's own browsers out."""

    def ended(call: Call, _: object) -> Body:
        row = UserSession.objects.filter(pk=session_id, user_id=_person(call)).first()
        if row is None:
            raise NotFoundError(said("there is no such session"))
        body = _session(row)
        operations.end_session(call.principal, session_id)
        return body

    return done(request, ended)


def _person(call: Call) -> str | None:
    return call.principal.id if call.principal.is_person else None


def _body(key: ApiKey) -> KeyBody:
    return KeyBody(
        id=str(key.pk),
        name=key.name,
        shown=str(key),
        person=str(key.person_id) if key.person_id else None,
        service=str(key.service_id) if key.service_id else None,
        scopes=tuple(key.scopes),
        networks=tuple(key.networks),
        cap=key.cap,
        made_at=key.made_at,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
        last_used_at=key.last_used_at,
    )


def _session(row: UserSession) -> SessionBody:
    return SessionBody(
        id=row.pk,
        began_at=row.created_at,
        seen_at=row.last_seen_at,
        address=str(row.ip),
        browser=row.user_agent,
    )
