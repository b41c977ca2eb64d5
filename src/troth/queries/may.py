"""What may be promised now: the term that applies, why it does, by when, and how likely it holds.

It asks what `operations.make` would ask and writes nothing, so that the two never differ.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol, cast

from troth.answers import AllowanceBody, LikelihoodBody, MayBody
from troth.errors import TrothError
from troth.forecast import Answer
from troth.forecast.likelihood import words
from troth.operations.cases import looked_up
from troth.operations.commands import Make
from troth.operations.saying import promised
from troth.promises.editions import Edition
from troth.promises.entries import Entry
from troth.promises.ids import new_id
from troth.promises.store import Store, Work


class Odds(Protocol):
    """How likely terms hold: `troth.forecast.Odds` is one."""

    @property
    def facets(self) -> tuple[str, ...]:
        """The facets by which it tells cases apart."""

    def kept(
        self, promise: str, situation: Mapping[str, str], start: datetime | None
    ) -> Answer[float]:
        """The odds of a term."""


@dataclass(frozen=True, kw_only=True)
class Likelihood:
    """How likely the term is kept, or why nobody can say."""

    #: 0 to 1; None where it is refused.
    value: float | None
    #: `very likely (19 in 20)`; empty where it is refused.
    words: str
    low: float | None
    high: float | None
    #: How many cases are comparable.
    n: int
    #: A sentence; empty where there is a value.
    refusal: str


@dataclass(frozen=True, kw_only=True)
class Permitted:
    """What may be promised to one case."""

    edition: str
    metric: str
    #: What the entry of the promise would say; None where nothing applies.
    would_say: Mapping[str, Any] | None
    #: Why nothing applies; None where something does.
    reason: str | None
    #: Duties of the customer without which it cannot be kept, by their ids in the playbook.
    needs: tuple[str, ...]
    likelihood: Likelihood | None


def may_promise(
    store: Store,
    *,
    metric: str,
    at: datetime,
    customer: str | None = None,
    facets: Mapping[str, str] | None = None,
    odds: Odds | None = None,
) -> Permitted:
    """What may be promised to a case that starts at `at`.

    Args:
        store: the ledger.
        metric: what is asked for, by its id in the playbook.
        at: aware.
        customer: to whom; their agreements count.
        facets: what is known of the case.
        odds: learned from cases of this metric; without them nothing is said of likelihood.

    Raises:
        NotFoundError: no edition is published, or there is no such customer.
        UnfitError: the playbook has no such metric.
    """
    wanted = Make(
        metric=metric,
        customer=customer,
        facets=dict(facets or {}),
        # To whom matters for nothing that is asked here.
        promisee=None if customer else "company:anybody",
    )
    case = looked_up(cast("Work", Look(store, at)), wanted)
    layer = case.found.layer
    if layer is None:
        return Permitted(
            edition=case.edition.id,
            metric=metric,
            would_say=None,
            reason=case.found.reason,
            needs=(),
            likelihood=None,
        )
    return Permitted(
        edition=case.edition.id,
        metric=metric,
        would_say=promised(case, wanted),
        reason=None,
        needs=tuple(layer.standard.needs) if layer.standard else (),
        likelihood=_likelihood(odds, layer.term, wanted.facets, at) if odds else None,
    )


def may_body(
    found: Permitted,
    *,
    at: datetime,
    customer: str | None,
    facets: Mapping[str, str],
    authority: tuple[AllowanceBody, ...],
) -> MayBody:
    """What may be promised, as faces answer it.

    Args:
        found: what may be.
        at: when it was asked; aware.
        customer: to whom.
        facets: what is known of the case.
        authority: what is left of limits to whoever asks.
    """
    says = found.would_say or {}
    return MayBody(
        metric=found.metric,
        at=at,
        edition=found.edition,
        customer=customer,
        facets=facets,
        permitted=found.would_say is not None,
        reason=found.reason,
        needs=found.needs,
        likelihood=LikelihoodBody(**asdict(found.likelihood)) if found.likelihood else None,
        zone=says.get("zone", "UTC"),
        authority=authority,
        **{name: says.get(name) for name in _SAYS},
    )


_SAYS = (
    *("term", "strength", "basis", "promiser", "calendar", "due", "earliest", "updates"),
    "settled_by",
)


@dataclass(frozen=True)
class Look:
    """As much of a transaction as it takes to look up, without one: readers hold up nobody."""

    store: Store
    at: datetime

    def edition(self, edition_id: str | None = None) -> Edition | None:
        """An edition of the playbook; the current one where none is named."""
        return self.store.edition(edition_id)

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject."""
        return self.store.entries(subject)

    def read(self, subject: str) -> tuple[Entry, ...]:
        """The same."""
        return self.store.entries(subject)

    def new_id(self) -> str:
        """An id that nothing has yet."""
        return new_id(self.at)

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Ids of the agreements with a customer, or with segments."""
        return self.store.agreements(customer)


def _likelihood(odds: Odds, term: str, facets: Mapping[str, str], at: datetime) -> Likelihood:
    known = {facet: value for facet, value in facets.items() if facet in odds.facets}
    try:
        said = odds.kept(term, known, at)
    except TrothError as error:
        # Such as a term in business time, of odds that were learned on elapsed time.
        return Likelihood(value=None, words="", low=None, high=None, n=0, refusal=f"{error}.")
    low, high = said.interval or (None, None)
    return Likelihood(
        value=said.value,
        words="" if said.value is None else words(said.value),
        low=low,
        high=high,
        n=said.n,
        refusal=said.refusal,
    )
