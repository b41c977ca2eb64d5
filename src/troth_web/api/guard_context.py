"""What the guard holds drafts against: the ledger as it stands for whoever asks."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo

from django.utils import timezone

from troth import operations, queries
from troth.checks import horizon_from
from troth.errors import TrothError
from troth.forecast import Odds
from troth.guard.book import Book
from troth.guard.context import Context
from troth.guard.linking import Correction
from troth.operations import AskGuard
from troth.operations.cases import agreements
from troth.operations.customers import seen
from troth.operations.errors import UnfitError
from troth.operations.permits import role_of
from troth.playbook.schema.words import Role
from troth.promises.editions import Edition
from troth.promises.links import LINKS
from troth.promises.outcomes import outcome
from troth.promises.promise import ClockState, Promise, Stage
from troth.promises.store import PromiseFilter, Work
from troth.queries.may import Look
from troth.said import said
from troth_web.api.calls import Call
from troth_web.api.odds import metrics_with_odds, odds_of
from troth_web.api.problems import log
from troth_web.api.rights import speaks_for
from troth_web.ledger import current_store
from troth_web.ledger.models import Head

#: How far ahead arrivals of a text that stands are looked at, as by the checks.
_HORIZON = "2y"
_PAGE = 200


def role_in(call: Call) -> Role:
    """In which role of the playbook the caller speaks; a program is bound as an AI agent is."""
    role = role_of(call.actor)
    if role in {each.value for each in Role}:
        return Role(role)
    return Role.AGENT if call.principal.is_person else Role.AI_AGENT


def context_of(call: Call, asked: AskGuard, at: datetime | None) -> Context:
    """Everything that a draft of the caller is held against.

    Args:
        call: who asks, and when.
        asked: the draft.
        at: when it is said; None for a text that stands.

    Raises:
        NotFoundError: there is no such customer.
    """
    store, now = call.store, at or call.at
    edition = store.edition()
    teams = edition.playbook.teams if edition else ()
    promises = tuple(_promises(call, asked.customer)) if asked.customer else ()
    return Context(
        book=book_of(edition, call.at) if edition else None,
        at=at,
        zone=_readers_zone(),
        role=role_in(call),
        channel=asked.channel,
        facets=asked.facets,
        customer=asked.customer,
        promises=tuple(each for each in promises if _stands(each)),
        agreements=tuple(agreements(_look(call), asked.customer)) if edition else (),
        odds=_KnownOdds(),
        allowances=tuple(operations.left(store, call.actor, edition, asked.customer, call.at))
        if edition
        else (),
        silent_for=frozenset(team for team in teams if not speaks_for(call.principal, team)),
        cases=frozenset(str(outcome(each, now)) for each in promises) if asked.customer else None,
    )


def _readers_zone() -> ZoneInfo | None:
    """That of the page which asks: "by 17:00" is said on the wall of who writes it."""
    zone = timezone.get_current_timezone()
    return None if zone == timezone.get_default_timezone() else zone


def must_know(call: Call, customer: str | None) -> None:
    """See that a customer is known.

    Raises:
        NotFoundError: there is none, or they were erased.
    """
    if customer is not None:
        seen(_look(call), customer)


def must_know_facets(call: Call, facets: Mapping[str, str]) -> None:
    """See that the playbook knows what is said of a case: a misspelt value would fit nothing.

    Raises:
        UnfitError: a facet or a value that it does not have.
    """
    edition = call.store.edition()
    known = edition.playbook.facets if edition else {}
    for facet, value in facets.items() if edition else ():
        if facet not in known:
            have = ", ".join(known) or "none"
            raise UnfitError(
                "facets",
                said(
                    "the playbook has no facet {facet}; it has {known}",
                    facet=repr(facet),
                    known=have,
                ),
            )
        if known[facet] and value not in known[facet]:
            have = ", ".join(known[facet])
            raise UnfitError(
                "facets",
                said(
                    "{facet} has no value {value}; it has {known}",
                    facet=facet,
                    value=repr(value),
                    known=have,
                ),
            )


def _look(call: Call) -> Work:
    """The ledger as an operation would look it up; nothing is written."""
    return cast("Work", Look(call.store, call.at))


def book_of(edition: Edition, at: datetime) -> Book:
    """An edition as the guard reads it, prepared once until people put a link right."""
    links = Head.objects.filter(subject=LINKS).values_list("sequence", flat=True).first()
    month = at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return _prepared(edition, links or 0, month)


@lru_cache(maxsize=8)
def _prepared(edition: Edition, links: int, month: datetime) -> Book:
    known = queries.links(current_store()) if links else ()
    return Book.of(
        edition.playbook,
        edition=edition.id,
        corrections=[Correction(words=each.words, metric=each.metric) for each in known],
        horizon=horizon_from(month, _HORIZON),
    )


class _KnownOdds(Mapping[str, Odds]):
    """The odds that the server has, read when they are asked for."""

    def __getitem__(self, metric: str) -> Odds:
        try:
            found = odds_of(metric)
        except TrothError as error:
            log.error("the odds of %s cannot be read: %s", metric, error)
            raise
        if found is None:
            raise KeyError(metric)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(metrics_with_odds())

    def __len__(self) -> int:
        return len(metrics_with_odds())


def _promises(call: Call, customer: str) -> Iterator[Promise]:
    """What stands, and the latest of what is over: amends may still be owed for it."""
    known: set[str] = set()
    for clock in (ClockState.RUNNING, ClockState.PAUSED, None):
        wanted = PromiseFilter(
            customer=customer,
            clock=clock,
            duties=False,
            at=call.at,
            hidden_teams=call.principal.hidden,
            own_teams=call.principal.teams,
        )
        after: str | None = None
        while True:
            page = call.store.promises(wanted, after, _PAGE)
            yield from (each for each in page.items if each.id not in known)
            known.update(each.id for each in page.items)
            after = page.next
            if after is None or clock is None:
                break


def _stands(promise: Promise) -> bool:
    return promise.stage is Stage.PROMISED and not promise.closed
