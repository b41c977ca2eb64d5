"""Inviting people, and accepting."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from troth.promises.entries import EntryType
from troth.promises.ids import new_id
from troth.said import said
from troth_web.people import journal
from troth_web.people.actors import of_rule
from troth_web.people.errors import NotFoundError, TakenError
from troth_web.people.models import Invitation, Person
from troth_web.people.operations import checks
from troth_web.people.operations.joining import id_of, join, newcomer
from troth_web.people.permissions import require
from troth_web.people.principals import Principal
from troth_web.people.roles import Role, outranks
from troth_web.people.tokens import hash_of, new_secret

#: How long an invitation is good.
LASTS = timedelta(days=7)

_NOT_GOOD = "this invitation is not good any more, or never was; ask for another"


@dataclass(frozen=True, kw_only=True)
class Invited:
    """An invitation with its token, which is known at this moment only."""

    invitation: Invitation
    token: str


def invite(
    by: Principal,
    *,
    email: str,
    name: str,
    role: str,
    teams: Collection[str] = (),
    at: datetime,
) -> Invited:
    """Invite somebody. An open invitation to the same address is replaced.

    Raises:
        NotAllowedError: `by` may not invite, or not into this role or these teams.
        TakenError: somebody with this address is here already, or is being invited by another.
        PeopleError: address, name, role or a team will not do.
    """
    require(by, "people.invite")
    wanted = checks.role(role)
    checks.may_give_role(by, wanted)
    given = checks.teams(teams)
    checks.may_give_teams(by, given)
    address = checks.address(email)
    token = new_secret()
    with transaction.atomic():
        if Person.objects.filter(email=address, active=True).exists():
            raise TakenError(
                said("somebody with this e-mail address is here already"), where="email"
            )
        for older in Invitation.objects.filter(_open(), email=address):
            _withdraw(older, by, at)
        invitation = _made(
            id=UUID(new_id(at)),
            person_id=id_of(address, at),
            email=address,
            name=checks.name(name),
            role=wanted,
            token_hash=hash_of(token),
            invited_by_id=by.id,
            invited_at=at,
            expires_at=at + LASTS,
        )
        invitation.teams.set(given)
        journal.record(
            EntryType.PERSON_INVITED,
            str(invitation.person_id),
            by.actor,
            {"role": wanted.value, "teams": [team.id for team in given]},
            at,
        )
    return Invited(invitation=invitation, token=token)


def _made(**values: object) -> Invitation:
    """The row of an invitation, where no other one to the address came before it."""
    try:
        with transaction.atomic():
            return Invitation.objects.create(**values)
    except IntegrityError as error:
        raise TakenError(
            said("somebody else invites this e-mail address at this moment; look again"),
            where="email",
        ) from error


def withdraw_invitation(by: Principal, invitation_id: str, *, at: datetime) -> None:
    """Take an open invitation back.

    Raises:
        NotFoundError: there is no such open invitation.
    """
    require(by, "people.invite")
    with transaction.atomic():
        try:
            found = Invitation.objects.select_for_update().get(_open(), pk=invitation_id)
        except (Invitation.DoesNotExist, ValidationError) as error:
            raise NotFoundError(
                said("there is no open invitation {invitation}", invitation=repr(invitation_id))
            ) from error
        checks.may_give_role(by, Role(found.role))
        _withdraw(found, by, at)


def invitation_of(token: str, at: datetime) -> Invitation:
    """The open invitation of a token; looking changes nothing.

    Raises:
        NotFoundError: it was used, withdrawn, has expired, or never was: nobody is told which.
    """
    return _good(Invitation.objects.filter(token_hash=hash_of(token)).first(), at)


def open_invitation(email: str, at: datetime) -> Invitation | None:
    """The open invitation to an address, if there is one."""
    return Invitation.objects.filter(_open(), email=email.lower(), expires_at__gt=at).first()


def accept(token: str, password: str, *, at: datetime) -> Person:
    """Become a person of the company, with a password.

    Raises:
        NotFoundError: the token is not good.
        PeopleError: the password will not do.
        TakenError: somebody has the address by now.
    """
    with transaction.atomic():
        row = Invitation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
        return _accept(_good(row, at), password, at)


def accept_by_sign_in(invitation: Invitation, *, at: datetime) -> Person:
    """Become a person of the company without a password: another service says who signs in."""
    with transaction.atomic():
        row = Invitation.objects.select_for_update().get(pk=invitation.pk)
        return _accept(_good(row, at), None, at)


def join_by_domain(*, email: str, name: str, at: datetime) -> Person:
    """Become a viewer by an address in a domain that needs no invitation.

    Whether its domain is one of these is for the caller to know.
    """
    address = checks.address(email)
    with transaction.atomic():
        person = newcomer(UUID(new_id(at)), email=address, name=checks.name(name), role=Role.VIEWER)
        return join(person, None, teams=[], actor=of_rule("domain"), at=at)


def _open() -> Q:
    return Q(accepted_at=None, withdrawn_at=None)


def _good(row: Invitation | None, at: datetime) -> Invitation:
    if row is None or row.accepted_at or row.withdrawn_at or row.expires_at <= at:
        raise NotFoundError(_NOT_GOOD)
    # Who has left, or lost the role themselves, gives it no more.
    inviter = row.invited_by
    if not inviter.active or not outranks(inviter.rank(), Role(row.role)):
        raise NotFoundError(_NOT_GOOD)
    return row


def _accept(row: Invitation, password: str | None, at: datetime) -> Person:
    person = newcomer(row.person_id, email=row.email, name=row.name, role=Role(row.role))
    if password is not None:
        checks.password(password, person)
    join(person, password, teams=list(row.teams.order_by("id")), actor=None, at=at)
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    return person


def _withdraw(row: Invitation, by: Principal, at: datetime) -> None:
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    payload = {"what": "uninvited"}
    journal.record(EntryType.PERSON_CHANGED, str(row.person_id), by.actor, payload, at)
