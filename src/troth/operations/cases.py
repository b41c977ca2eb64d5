"""What a promise is made about: everything that has to be looked up before it is made."""

from dataclasses import dataclass
from datetime import datetime

from troth.operations.commands import Make, Offer
from troth.operations.customers import seen
from troth.operations.errors import NoEditionError, UnfitError
from troth.operations.happening import by_now
from troth.operations.naming import metric_named
from troth.playbook.schema.metrics import Metric
from troth.promises.agreements import Agreement, agreement
from troth.promises.due import parsed
from troth.promises.editions import Edition
from troth.promises.overlays import Applicable, Layer, applicable, one_off
from troth.promises.parties import Party, PartyKind
from troth.promises.store import Work
from troth.said import said
from troth.terms import Every


@dataclass(frozen=True, slots=True)
class Case:
    """What a promise is made about, once everything is looked up."""

    id: str
    at: datetime
    starts_at: datetime
    edition: Edition
    metric: Metric
    found: Applicable
    #: What applies without a term or date of its own.
    standing: Layer | None


def looked_up(work: Work, wanted: Make, edition_id: str | None = None) -> Case:
    """Everything that a promise is made from.

    Args:
        work: the transaction.
        wanted: what is asked for.
        edition_id: of the playbook by which it is made; the current one where none is named.

    Raises:
        NotFoundError, UnfitError: as `make`.
    """
    edition = work.edition(edition_id)
    if edition is None:
        raise NoEditionError
    at = by_now(work, wanted.at)
    starts_at = wanted.starts_at or at
    metric = metric_named(edition.playbook, wanted.metric)
    _check(work, wanted, edition, at)
    if wanted.term is not None:
        check_kind("term", wanted.term, metric, wanted.metric)
    extra = None
    if wanted.term is not None:
        extra = one_off(wanted.term, wanted.calendar, None)
    known_terms = agreements(work, wanted.customer)
    playbook, facets = edition.playbook, wanted.facets
    standing = applicable(playbook, wanted.metric, facets, known_terms, starts_at)
    found = standing
    if extra is not None:
        found = applicable(playbook, wanted.metric, facets, known_terms, starts_at, extra)
    promise_id = wanted.id or work.new_id()
    return Case(promise_id, at, starts_at, edition, metric, found, standing.layer)


def _check(work: Work, wanted: Make, edition: Edition, at: datetime) -> None:
    _check_calendar(wanted, edition)
    _check_promiser(wanted, edition)
    if wanted.due is not None and wanted.due <= at:
        raise UnfitError("due", said("the date {due} is over already", due=wanted.due))
    if wanted.earliest is not None and (wanted.due is None or wanted.earliest > wanted.due):
        raise UnfitError("earliest", said("a window ends at 'due', which comes after 'earliest'"))
    if wanted.term is not None and wanted.due is not None:
        raise UnfitError("due", said("say either a term or a date, not both"))
    if wanted.customer is not None:
        seen(work, wanted.customer)
    if wanted.updates is not None and not isinstance(parsed(wanted.updates).content, Every):
        raise UnfitError(
            "updates",
            said("{updates} is no rhythm; write 'every 2 days'", updates=repr(wanted.updates)),
        )
    if wanted.customer is None and wanted.promisee is None:
        raise UnfitError(
            "promisee", said("say to whom: 'customer', or another party as 'promisee'")
        )


def _check_calendar(wanted: Make, edition: Edition) -> None:
    if wanted.calendar is None:
        return
    declared = edition.playbook.calendars.get(wanted.calendar)
    if declared is None or declared.ical is not None:
        raise UnfitError(
            "calendar",
            said("the playbook has no calendar {calendar}", calendar=repr(wanted.calendar)),
        )
    if wanted.term is None and wanted.due is None and not isinstance(wanted, Offer):
        raise UnfitError(
            "calendar", said("a calendar goes with a term; the standard brings its own")
        )


def _check_promiser(wanted: Make, edition: Edition) -> None:
    """A party promises its own behaviour, so it has to be one that the playbook knows."""
    if wanted.promiser is None:
        return
    party = Party.parse(wanted.promiser)
    teams = edition.playbook.teams
    if party.kind in {PartyKind.TEAM, PartyKind.SUPPLIER} and party.id not in teams:
        raise UnfitError(
            "promiser",
            said(
                "the playbook has no team {team}; {teams}",
                team=repr(party.id),
                teams=", ".join(teams),
            ),
        )


def check_kind(where: str, term: str, metric: Metric, name: str) -> None:
    """See that a term is about what its metric measures.

    Raises:
        UnfitError: it is not.
    """
    kind = parsed(term).kind
    if kind != metric.kind:
        raise UnfitError(
            where,
            said(
                "{term} is about {kind}, but {metric} is about {other}",
                term=repr(term),
                kind=kind,
                metric=name,
                other=metric.kind,
            ),
        )


def agreements(work: Work, customer: str | None) -> list[Agreement]:
    """What was agreed with segments, and with a customer."""
    ids = [*work.agreements(None)]
    if customer is not None:
        ids += work.agreements(customer)
    found = (agreement(work.entries(each)) for each in ids)
    return [each for each in found if each is not None]
