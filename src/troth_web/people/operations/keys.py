"""Keys for programs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from troth.promises.entries import EntryType
from troth.promises.ids import new_id
from troth.said import said
from troth_web.people import journal
from troth_web.people.errors import NotAllowedError, NotFoundError, PeopleError, TakenError
from troth_web.people.models import ApiKey
from troth_web.people.networks import checked
from troth_web.people.operations import checks
from troth_web.people.operations.services import running
from troth_web.people.permissions import checked_scopes, of_role, of_scopes, require
from troth_web.people.principals import Principal
from troth_web.people.roles import Role
from troth_web.people.tokens import KeyText, hash_of, new_key


@dataclass(frozen=True, kw_only=True)
class MadeKey:
    """A key with its text, which is known at this moment only."""

    key: ApiKey
    text: KeyText


class Limits(TypedDict, total=False):
    """What a key is limited to."""

    #: When it expires; without it, never.
    expires_at: datetime | None
    #: Writes in any 60 minutes.
    cap: int | None
    #: Networks from which it works, such as `192.0.2.0/24`.
    networks: Collection[str]


def make_key(
    by: Principal,
    *,
    name: str,
    scopes: Collection[str],
    at: datetime,
    **limits: Unpack[Limits],
) -> MadeKey:
    """Make a key for oneself.

    Raises:
        NotAllowedError: a program may not make keys for its person.
        PeopleError: a scope is unknown or beyond one's own rights, or a limit makes no sense.
    """
    require(by, "keys.make")
    # A key that makes keys would outlive its own expiry.
    if by.key or not by.is_person:
        raise NotAllowedError(said("keys are made by people who signed in, not by keys"))
    return _make(by, {"person_id": by.id}, by.role, name=name, scopes=scopes, limits=limits, at=at)


def make_service_key(
    by: Principal,
    account_id: str,
    *,
    name: str,
    scopes: Collection[str],
    at: datetime,
    **limits: Unpack[Limits],
) -> MadeKey:
    """Make a key for a program.

    Raises:
        NotFoundError: there is no such account.
        PeopleError: a scope is unknown or beyond what programs of its kind may do.
    """
    require(by, "services.change")
    if by.key or not by.is_person:
        raise NotAllowedError(said("keys are made by people who signed in, not by keys"))
    with transaction.atomic():
        account = running(account_id)
        checks.may_give_teams(by, list(account.teams.all()))
        return _make(
            by,
            {"service_id": str(account.pk)},
            account.rank(),
            name=name,
            scopes=scopes,
            limits=limits,
            at=at,
        )


def revoke_key(by: Principal, key_id: str, *, at: datetime) -> ApiKey:
    """Revoke a key: one's own, or any as a manager.

    Raises:
        NotFoundError: there is no such key, or it is not one's own.
        TakenError: it was revoked already.
    """
    require(by, "keys.revoke")
    with transaction.atomic():
        try:
            key = ApiKey.objects.select_for_update().get(pk=key_id)
        except (ApiKey.DoesNotExist, ValidationError) as error:
            raise NotFoundError(said("there is no key {key}", key=repr(key_id))) from error
        if str(key.person_id) != by.id and by.role not in {Role.ADMIN, Role.MANAGER}:
            raise NotFoundError(said("there is no key {key}", key=repr(key_id)))
        if key.revoked_at:
            raise TakenError(said("the key {key} was revoked already", key=key))
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        journal.record(EntryType.KEY_REVOKED, str(key.pk), by.actor, {}, at)
    return key


def _make(
    by: Principal,
    holder: dict[str, str],
    role: Role,
    *,
    name: str,
    scopes: Collection[str],
    limits: Limits,
    at: datetime,
) -> MadeKey:
    wanted = _scopes(scopes, role)
    cap, expires = limits.get("cap"), limits.get("expires_at")
    if cap is not None and cap < 0:
        raise PeopleError(
            said("a cap is a number of writes an hour, not {cap}", cap=str(cap)), where="cap"
        )
    if expires is not None and expires <= at:
        raise PeopleError(said("a key must expire later than it is made"), where="expires_at")
    text = new_key()
    with transaction.atomic():
        key = ApiKey.objects.create(
            id=UUID(new_id(at)),
            name=checks.name(name),
            prefix=text.prefix,
            secret_hash=hash_of(text.secret),
            scopes=wanted,
            networks=checked(limits.get("networks", ())),
            cap=cap,
            expires_at=expires,
            made_by_id=by.id,
            made_at=at,
            **holder,
        )
        payload: dict[str, journal.Json] = {
            "scopes": wanted,
            "cap": cap,
            "expires_at": expires.isoformat() if expires else None,
            **holder,
        }
        journal.record(EntryType.KEY_MADE, str(key.pk), by.actor, payload, at)
    return MadeKey(key=key, text=text)


def _scopes(scopes: Collection[str], role: Role) -> list[str]:
    """Scopes of which each lets do something, given the role; exact names must be the role's."""
    wanted = checked_scopes(scopes)
    if not wanted:
        raise PeopleError(
            said("a key without scopes opens nothing; name one, such as 'read'"), where="scopes"
        )
    for scope in wanted:
        if not of_scopes([scope]) & of_role(role):
            raise PeopleError(
                said("{scope} is nothing that {role} may do", scope=repr(scope), role=role),
                where="scopes",
            )
    return wanted
