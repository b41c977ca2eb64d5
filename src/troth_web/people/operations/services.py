"""Service accounts: programs that speak in the company's name, and who answers for them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from troth.promises.entries import EntryType
from troth.promises.ids import new_id
from troth.said import said
from troth_web.people import journal
from troth_web.people.errors import NotFoundError, PeopleError, TakenError
from troth_web.people.models import ApiKey, ServiceAccount
from troth_web.people.operations import checks
from troth_web.people.permissions import require
from troth_web.people.principals import Principal
from troth_web.people.roles import OF_SERVICES


def make_service(
    by: Principal,
    *,
    name: str,
    kind: str,
    owner: str,
    teams: Collection[str] = (),
    at: datetime,
) -> ServiceAccount:
    """Make an account for a program; keys for it come after.

    Args:
        by: who makes it.
        name: what people call it.
        kind: `ai-agent` or `integration`.
        owner: the id of the person who answers for it.
        teams: ids of the teams for which it acts.
        at: when.

    Raises:
        PeopleError: kind, owner or a team will not do.
    """
    require(by, "services.make")
    if kind not in OF_SERVICES:
        raise PeopleError(
            said("{kind} is no kind of program; choose ai-agent or integration", kind=repr(kind)),
            where="kind",
        )
    with transaction.atomic():
        given = checks.teams(teams)
        checks.may_give_teams(by, given)
        account = ServiceAccount.objects.create(
            id=UUID(new_id(at)),
            name=checks.name(name),
            kind=kind,
            owner_id=_owner(owner),
            made_at=at,
        )
        account.teams.set(given)
        payload: dict[str, journal.Json] = {
            "kind": kind,
            "owner": f"person:{owner}",
            "teams": [team.id for team in given],
        }
        journal.record(EntryType.SERVICE_MADE, str(account.pk), by.actor, payload, at)
    return account


def set_service_teams(
    by: Principal, account_id: str, teams: Collection[str], *, at: datetime
) -> ServiceAccount:
    """Let a program act for exactly these teams."""
    require(by, "services.change")
    with transaction.atomic():
        account = running(account_id)
        given = checks.teams(teams)
        checks.may_give_teams(by, given)
        account.teams.set(given)
        payload: dict[str, journal.Json] = {"teams": [team.id for team in given]}
        journal.record(EntryType.SERVICE_CHANGED, str(account.pk), by.actor, payload, at)
    return account


def hand_over_service(
    by: Principal, account_id: str, owner: str, *, at: datetime
) -> ServiceAccount:
    """Let another person answer for a program."""
    require(by, "services.change")
    with transaction.atomic():
        account = running(account_id)
        account.owner_id = _owner(owner)
        account.save(update_fields=["owner"])
        payload: dict[str, journal.Json] = {"owner": f"person:{owner}"}
        journal.record(EntryType.SERVICE_CHANGED, str(account.pk), by.actor, payload, at)
    return account


def end_service(by: Principal, account_id: str, *, at: datetime) -> ServiceAccount:
    """End a program's account and all its keys, at once."""
    require(by, "services.end")
    with transaction.atomic():
        account = running(account_id)
        account.ended_at = at
        account.save(update_fields=["ended_at"])
        keys = ApiKey.objects.filter(service=account, revoked_at=None).update(revoked_at=at)
        journal.record(EntryType.SERVICE_ENDED, str(account.pk), by.actor, {"keys": keys}, at)
    return account


def running(account_id: str) -> ServiceAccount:
    """The account with an id, locked until the transaction ends.

    Raises:
        NotFoundError: there is none.
        TakenError: it has ended.
    """
    try:
        account = ServiceAccount.objects.select_for_update().get(pk=account_id)
    except (ServiceAccount.DoesNotExist, ValidationError) as error:
        raise NotFoundError(
            said("there is no service account {account}", account=repr(account_id))
        ) from error
    if account.ended_at:
        raise TakenError(said("this service account has ended"))
    return account


def _owner(person_id: str) -> str:
    person = checks.person(person_id)
    if not person.active:
        raise PeopleError(said("who answers for a program must be here"), where="owner")
    return str(person.pk)
