"""Changing what people are, and their leaving."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from troth.promises.entries import EntryType
from troth.said import said
from troth_web.people import held, journal
from troth_web.people.errors import TakenError
from troth_web.people.models import ApiKey, Invitation, Membership, Person, ServiceAccount
from troth_web.people.operations import checks
from troth_web.people.operations.sessions import end_sessions
from troth_web.people.permissions import require
from troth_web.people.principals import Principal
from troth_web.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class Left:
    """What somebody who left leaves behind."""

    person: Person
    #: How many browsers were signed out.
    sessions: int
    #: How many keys were revoked.
    keys: int
    #: Ids of open promises that somebody else must take over.
    promises: list[str]
    #: Programs for which nobody answers now; their keys stand still until somebody does.
    services: list[ServiceAccount]


def change_role(by: Principal, person_id: str, role: str, *, at: datetime) -> Person:
    """Give a person another role. It holds from their next request on.

    Raises:
        NotAllowedError: the old or the new role is above that of `by`.
        TakenError: they are the last admin.
    """
    require(by, "people.change")
    wanted = checks.role(role)
    with transaction.atomic():
        admins = _admins()
        person = _present(person_id)
        checks.may_give_role(by, person.rank())
        checks.may_give_role(by, wanted)
        if wanted is not Role.ADMIN:
            _keep_an_admin(admins, person)
        before, person.role = person.role, wanted
        person.save(update_fields=["role"])
        _changed(person, by, {"what": "role", "before": before, "role": wanted.value}, at)
    return person


def rename(by: Principal, person_id: str, name: str, *, at: datetime) -> Person:
    """Give a person the name that they go by; everybody may do so for themselves."""
    if person_id != by.id or by.key:
        require(by, "people.change")
    with transaction.atomic():
        person = _present(person_id)
        if person_id != by.id:
            checks.may_give_role(by, person.rank())
        person.name = checks.name(name)
        person.save(update_fields=["name"])
        _changed(person, by, {"what": "name"}, at)
    return person


def set_teams(by: Principal, person_id: str, teams: Collection[str], *, at: datetime) -> Person:
    """Put a person into exactly these teams.

    Raises:
        NotAllowedError: a restricted team of which `by` is no member is among those that change.
    """
    require(by, "people.change")
    with transaction.atomic():
        person = _present(person_id)
        checks.may_give_role(by, person.rank())
        wanted = {team.id: team for team in checks.teams(teams)}
        present = {team.id: team for team in person.teams.all()}
        changed = wanted.keys() ^ present.keys()
        checks.may_give_teams(by, [(wanted | present)[team] for team in sorted(changed)])
        person.memberships.exclude(team_id__in=wanted).delete()
        fresh = [team for team in wanted.values() if team.id not in present]
        Membership.objects.bulk_create(Membership(person=person, team=team) for team in fresh)
        _changed(person, by, {"what": "teams", "teams": sorted(wanted)}, at)
    return person


def leave(by: Principal, person_id: str, *, at: datetime) -> Left:
    """See a person off: no session and no key of theirs works any more, at once.

    What they promised stays promised and in the journal; the answer lists what is still open.

    Raises:
        NotAllowedError: their role is above that of `by`.
        TakenError: they are the last admin.
    """
    require(by, "people.leave")
    with transaction.atomic():
        admins = _admins()
        person = _present(person_id)
        checks.may_give_role(by, person.rank())
        _keep_an_admin(admins, person)
        person.active, person.left_at = False, at
        person.set_unusable_password()
        person.save(update_fields=["active", "left_at", "password"])
        keys = ApiKey.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
        # Whoever has the same address one day is not this person.
        SocialAccount.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        Invitation.objects.filter(invited_by=person, accepted_at=None, withdrawn_at=None).update(
            withdrawn_at=at
        )
        left = Left(
            person=person,
            sessions=end_sessions(person),
            keys=keys,
            promises=held.open_promises(f"person:{person.pk}"),
            services=list(person.service_accounts.filter(ended_at=None).order_by("name")),
        )
        payload: dict[str, journal.Json] = {"keys": keys, "promises": left.promises}
        journal.record(EntryType.PERSON_LEFT, str(person.pk), by.actor, payload, at)
    return left


def _present(person_id: str) -> Person:
    person = checks.person(person_id)
    if not person.active:
        raise TakenError(said("this person has left"))
    return person


def _admins() -> list[Person]:
    """All admins, locked in one order, so that two who leave at once wait for each other."""
    rows = Person.objects.select_for_update().filter(role=Role.ADMIN, active=True)
    return list(rows.order_by("pk"))


def _keep_an_admin(admins: list[Person], person: Person) -> None:
    """Refuse what would leave a company that nobody can run."""
    if [admin.pk for admin in admins] == [person.pk]:
        raise TakenError(said("this is the last admin; make another first"))


def _changed(person: Person, by: Principal, payload: journal.Payload, at: datetime) -> None:
    journal.record(EntryType.PERSON_CHANGED, str(person.pk), by.actor, payload, at)
