"""The queries behind a principal: one for a key, with its holder and all teams that matter."""

from typing import Any, TypeVar, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Model, OuterRef, QuerySet, Subquery, TextField
from django.db.models.sql.compiler import SQLCompiler

from troth_web.people.models import ApiKey, Membership, Person, ServiceAccount, Team

M = TypeVar("M", bound=Model)


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


def key_by_prefix(prefix: str) -> ApiKey | None:
    """The key with its holder and, for `teams_of`, the teams of that holder."""
    served = ServiceAccount.teams.through.objects.filter(serviceaccount=OuterRef("service"))
    rows = _with_teams(ApiKey.objects.filter(prefix=prefix), "person")
    rows = rows.annotate(served_ids=Subquery(_joined(served, "serviceaccount")))
    return rows.select_related("person", "service", "service__owner").first()


def person_by_id(person_id: str) -> Person | None:
    """The person and, for `teams_of`, their teams."""
    return _with_teams(Person.objects.filter(pk=person_id), "pk").first()


def teams_of(row: ApiKey | Person) -> frozenset[str]:
    """Ids of the teams of a person or of a key's holder."""
    return _ids(row, "team_ids") | _ids(row, "served_ids")


def restricted(row: ApiKey | Person) -> frozenset[str]:
    """Ids of all restricted teams, as they stood when the row was read."""
    return _ids(row, "restricted_ids")


def _with_teams(rows: QuerySet[M], person: str) -> QuerySet[M]:
    member = Membership.objects.filter(person=OuterRef(person))
    closed = Team.objects.filter(restricted=True).order_by().values("restricted")
    found = rows.annotate(
        team_ids=Subquery(_joined(member, "person")),
        restricted_ids=Subquery(closed.annotate(ids=Joined("id")).values("ids")),
    )
    return cast("QuerySet[M]", found)


def _joined(rows: QuerySet[Any], by: str) -> QuerySet[Any, Any]:
    grouped = rows.order_by().values(by).annotate(ids=Joined("team_id"))
    return cast("QuerySet[Any, Any]", grouped.values("ids"))


def _ids(row: Model, name: str) -> frozenset[str]:
    joined = getattr(row, name, None)
    return frozenset(str(joined).split(",")) if joined else frozenset()
