"""What authentication reads: of a key and of a person, each in one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, OuterRef, QuerySet, Subquery, TextField
from django.db.models.sql.compiler import SQLCompiler

from troth_web.people.models import ApiKey, Membership, Person, ServiceAccount, Team
from troth_web.prepared import prepared


class Joined(Aggregate):
    """Ids of several rows as one text. Ids are kebab-case, so that a comma divides them."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, Any]:
        """PostgreSQL's name for it."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **extra)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What is read of a person, in the order of `_PERSON`."""

    id: UUID
    role: str
    active: bool
    team_ids: str | None
    #: All restricted teams there are.
    restricted_ids: str | None


_PERSON = ("id", "role", "active", "team_ids", "restricted_ids")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What is read of a key and its holder, in the order of `_KEY`."""

    id: UUID
    prefix: str
    secret_hash: str
    scopes: list[str]
    networks: list[str]
    cap: int | None
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    person_id: UUID | None
    person_role: str | None
    person_active: bool | None
    service_id: UUID | None
    service_kind: str | None
    service_ended_at: datetime | None
    owner_id: UUID | None
    owner_active: bool | None
    team_ids: str | None
    served_ids: str | None
    restricted_ids: str | None

    def __str__(self) -> str:
        """What may be seen of it."""
        return f"troth_{self.prefix}_..."

    @property
    def holder_is_here(self) -> bool:
        """Whether the person is here; for a program, whether it runs and its owner is here."""
        if self.service_id:
            return self.service_ended_at is None and bool(self.owner_active)
        return bool(self.person_active)


_KEY = (
    *("id", "prefix", "secret_hash", "scopes", "networks", "cap"),
    *("expires_at", "revoked_at", "last_used_at"),
    *("person_id", "person__role", "person__active"),
    *("service_id", "service__kind", "service__ended_at"),
    *("service__owner_id", "service__owner__active"),
    *("team_ids", "served_ids", "restricted_ids"),
)


def key_by_prefix(prefix: str) -> KeyRow | None:
    """The key with this prefix, and its holder."""
    row = _keys.first(prefix)
    return KeyRow(*row) if row else None


def person_by_id(person_id: UUID) -> PersonRow | None:
    """The person with this id."""
    row = _people.first(person_id)
    return PersonRow(*row) if row else None


def ids(*joined: str | None) -> frozenset[str]:
    """The ids in texts that `Joined` made."""
    return frozenset(one for text in joined if text for one in text.split(","))


@prepared
def _keys(prefix: str) -> QuerySet[Any, Any]:
    served = ServiceAccount.teams.through.objects.filter(serviceaccount=OuterRef("service"))
    rows = ApiKey.objects.filter(prefix=prefix).annotate(
        team_ids=_teams("person"),
        served_ids=_joined(served, "serviceaccount"),
        restricted_ids=_restricted(),
    )
    return rows.values_list(*_KEY)


@prepared
def _people(person_id: UUID) -> QuerySet[Any, Any]:
    rows = Person.objects.filter(pk=person_id)
    return rows.annotate(team_ids=_teams("pk"), restricted_ids=_restricted()).values_list(*_PERSON)


def _teams(person: str) -> Subquery:
    return _joined(Membership.objects.filter(person=OuterRef(person)), "person")


def _joined(rows: QuerySet[Any, Any], by: str) -> Subquery:
    grouped = rows.order_by().values(by).annotate(ids=Joined("team_id"))
    return Subquery(grouped.values("ids"))


def _restricted() -> Subquery:
    closed = Team.objects.filter(restricted=True).order_by().values("restricted")
    return Subquery(closed.annotate(ids=Joined("id")).values("ids"))
