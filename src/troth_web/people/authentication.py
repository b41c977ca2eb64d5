"""From a request to the principal: a key of a program, or the session of a browser."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from troth.said import said
from troth_web.people.actors import of_person, of_service
from troth_web.people.errors import ForgedError, KeyRefusedError, NotSignedInError
from troth_web.people.models import ApiKey, Person
from troth_web.people.networks import client_ip, within
from troth_web.people.permissions import of_role, of_scopes
from troth_web.people.principals import Principal
from troth_web.people.roles import Role
from troth_web.people.rows import KeyRow, PersonRow, ids, key_by_prefix, person_by_id
from troth_web.people.tokens import proves, read_key

#: `last_used_at` is written no more often than this.
USE_NOTED_EVERY = timedelta(minutes=1)

_HOW = "sign in, or send a key as 'Authorization: Bearer troth_...'"


def authenticate(request: HttpRequest, at: datetime) -> Principal:
    """Whoever makes this request. One query for a key, two for a session.

    Raises:
        NotSignedInError: neither a known key nor a session came with it.
        KeyRefusedError: the key is right but expired, revoked, or used from elsewhere.
        ForgedError: a session came with it, but another site made the request.
    """
    header = request.headers.get("Authorization", "")
    if header:
        return by_key(header, client_ip(request), at)
    user = getattr(request, "user", None)
    if not isinstance(user, Person):
        raise NotSignedInError(_HOW)
    _refuse_forgery(request)
    return of_session(user.pk)


def of_session(person_id: UUID) -> Principal:
    """A person as they come by browser: all that their role may do.

    Raises:
        NotSignedInError: there is no such person, or they have left.
    """
    person = person_by_id(person_id)
    if person is None or not person.active:
        raise NotSignedInError(_HOW)
    role, teams = Role(person.role), ids(person.team_ids)
    return Principal(
        actor=of_person(str(person.id), role),
        role=role,
        permissions=of_role(role),
        teams=teams,
        hidden=_hidden(role, person, teams),
    )


def by_key(header: str, address: str, at: datetime) -> Principal:
    """The holder of the key in an `Authorization` header, sent from `address`.

    Raises:
        NotSignedInError: the key is not known, or the header holds none.
        KeyRefusedError: the key is right but expired, revoked, or used from elsewhere.
    """
    scheme, _, rest = header.partition(" ")
    text = read_key(rest.strip()) if scheme.lower() == "bearer" else None
    key = key_by_prefix(text.prefix) if text else None
    if not text or not key or not proves(text.secret, key.secret_hash):
        raise NotSignedInError(said("this key is not known; {how}", how=_HOW))
    _refuse_spent(key, address, at)
    _note_use(key, at)
    return _of_key(key)


def _of_key(key: KeyRow) -> Principal:
    role, teams = Role(str(key.service_kind or key.person_role)), ids(key.team_ids, key.served_ids)
    if key.service_id:
        actor = of_service(str(key.service_id), role, str(key.owner_id))
    else:
        actor = of_person(str(key.person_id), role)
    return Principal(
        actor=replace(actor, key=str(key.id)),
        role=role,
        permissions=_permissions(role, tuple(key.scopes)),
        teams=teams,
        hidden=_hidden(role, key, teams),
        key=str(key.id),
        cap=key.cap,
    )


@lru_cache(maxsize=1_000)
def _permissions(role: Role, scopes: tuple[str, ...]) -> frozenset[str]:
    return of_role(role) & of_scopes(scopes)


def _hidden(role: Role, row: KeyRow | PersonRow, teams: frozenset[str]) -> frozenset[str]:
    return frozenset() if role is Role.ADMIN else ids(row.restricted_ids) - teams


def _refuse_spent(key: KeyRow, address: str, at: datetime) -> None:
    if key.revoked_at:
        raise KeyRefusedError(said("the key {key} was revoked; make another", key=key))
    if key.expires_at and key.expires_at <= at:
        raise KeyRefusedError(
            said(
                "the key {key} expired on {expires_at}; make another",
                key=key,
                expires_at=f"{key.expires_at:%Y-%m-%d}",
            )
        )
    if key.networks and not within(address, key.networks):
        raise KeyRefusedError(
            said("the key {key} does not work from {address}", key=key, address=address)
        )
    if not key.holder_is_here:
        raise KeyRefusedError(said("the holder of the key {key} has left or ended", key=key))


def _note_use(key: KeyRow, at: datetime) -> None:
    if key.last_used_at and at - key.last_used_at < USE_NOTED_EVERY:
        return
    # Of many requests in the same moment one writes.
    stale = Q(last_used_at=None) | Q(last_used_at__lte=at - USE_NOTED_EVERY)
    ApiKey.objects.filter(stale, pk=key.id).update(last_used_at=at)


def _refuse_forgery(request: HttpRequest) -> None:
    """A cookie comes along by itself, so that a write needs the token of our own page too."""
    check = CsrfViewMiddleware(_nothing)
    check.process_request(request)
    if check.process_view(request, _nothing, (), {}):
        raise ForgedError(said("this request lacks the token of our own pages; load the page anew"))


def _nothing(_: HttpRequest) -> HttpResponse:
    return HttpResponse()
