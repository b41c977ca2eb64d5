"""Whether who promises may promise this: a term that is tighter than what applies needs a right.

1. What is not tighter than what applies may be promised by everybody who may promise.
2. A tighter term or date needs a row of `authority` that names the role and covers it.
3. Managers and admins need none, unless there are rows for the metric: then one must name them.
4. An AI agent promises nothing where nothing applies, and never beyond its row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from troth.clock import Calendar
from troth.operations.allowances import Parties, used
from troth.operations.errors import BeyondAuthorityError
from troth.playbook.schema.authority import Authority
from troth.playbook.schema.words import Role
from troth.playbook.scope import Scope, covers, scope_text
from troth.promises.due import dates, parsed
from troth.promises.editions import Edition
from troth.promises.entries import Draft
from troth.promises.overlays import Layer
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import Work
from troth.said import Said, joined, said
from troth.terms import Kind, Term, tighter

#: What systems and rules record was promised elsewhere; it is not theirs to weigh.
_RECORDERS = frozenset({ActorKind.INTEGRATION, ActorKind.RULE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A term or date that is to be promised, beside the one that applies."""

    edition: Edition
    metric: str
    facets: Mapping[str, str]
    start: datetime
    term: str | None
    due: datetime | None
    #: Of the term that is asked for.
    calendar: Calendar | None
    #: What applies without it; None where nothing does.
    applies: Layer | None
    parties: Parties

    @property
    def words(self) -> str:
        """The term or the date, as a sentence says it."""
        if self.term:
            return repr(self.term)
        return said("by {due}", due=self.due or "-")


def role_of(actor: Actor) -> str:
    """The role in which somebody promises or gives, as playbooks name it.

    A program with rights of its own is an AI agent whatever it says; a person of unknown role has
    the rights of an agent.
    """
    if actor.kind is ActorKind.SERVICE:
        return Role.AI_AGENT
    if actor.kind is ActorKind.CUSTOMER:
        return "customer"
    return {None: Role.AGENT.value, "admin": Role.MANAGER.value}.get(actor.role, actor.role or "")


def permitted(work: Work, asked: Asked) -> tuple[list[Draft], dict[str, int]]:
    """What is recorded of authority where a term is promised; nothing where none is needed.

    Raises:
        BeyondAuthorityError: who acts may not promise this, or nothing is left of their limits.
    """
    actor = asked.parties.actor
    role = role_of(actor)
    if actor.kind in _RECORDERS or not _needs_right(asked, role):
        return [], {}
    rows = dict(_rows(asked, role))
    if role == Role.MANAGER and not any(_for_metric(asked)):
        return [], {}
    fitting = {name: row for name, row in rows.items() if _reaches(asked, row)}
    if not fitting:
        raise BeyondAuthorityError(
            said(
                "{role} may not promise {metric} {words}",
                role=role,
                metric=asked.metric,
                words=asked.words,
            ),
            _allowed(asked, rows),
        )
    return _first_with_room(work, asked, fitting)


def _needs_right(asked: Asked, role: str) -> bool:
    if asked.applies is None:
        return role == Role.AI_AGENT
    calendar = asked.edition.calendar(asked.applies.calendar)
    return _tighter(asked, parsed(asked.applies.term), calendar)


def _tighter(asked: Asked, than: Term, calendar: Calendar | None) -> bool:
    """Whether it is tighter for this very case: due before, or stricter in its measure."""
    if than.kind is not Kind.DURATION:
        better = asked.edition.playbook.metrics[asked.metric].better
        return asked.term is not None and tighter(parsed(asked.term), than, better)
    counted = dates(than, calendar or asked.calendar, asked.start).due
    due = asked.due
    if due is None and asked.term is not None:
        due = dates(parsed(asked.term), asked.calendar, asked.start).due
    return due is not None and counted is not None and due < counted


def _for_metric(asked: Asked) -> Iterator[tuple[str, Authority]]:
    for name, row in asked.edition.playbook.authority.items():
        if not row.metrics or asked.metric in row.metrics:
            yield name, row


def _rows(asked: Asked, role: str) -> Iterator[tuple[str, Authority]]:
    case: Scope = {facet: (value,) for facet, value in asked.facets.items()}
    for name, row in _for_metric(asked):
        if role in row.roles and covers(row.scope, case):
            yield name, row


def _reaches(asked: Asked, row: Authority) -> bool:
    return row.term is None or not _tighter(asked, row.term, asked.calendar)


def _first_with_room(
    work: Work, asked: Asked, rows: Mapping[str, Authority]
) -> tuple[list[Draft], dict[str, int]]:
    """The first row of the playbook of which enough is left."""
    full: BeyondAuthorityError | None = None
    for name, row in rows.items():
        try:
            return used(work, f"authority.{name}", row.limits, Decimal(1), asked.parties)
        except BeyondAuthorityError as error:
            full = full or error
    assert full is not None  # noqa: S101 - there is a row, and it had no room
    raise full


def _allowed(asked: Asked, rows: Mapping[str, Authority]) -> Said:
    standing = [_standing(asked.applies)]
    for name, row in rows.items():
        term = repr(str(row.term)) if row.term else said("any term")
        granted = said(
            "{term} by {name}, {scope}", term=term, name=name, scope=scope_text(row.scope)
        )
        standing.append(joined((granted, *map(str, row.limits)), ", "))
    return joined(standing, "; ")


def _standing(applies: Layer | None) -> Said:
    if applies is None:
        return said("what a standard says")
    return said("{term}, which applies", term=repr(applies.term))
