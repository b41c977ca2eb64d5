"""The index of scopes and the cover of scopes against every single customer."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from troth.checks.cover import uncovered
from troth.checks.overlap import ScopeIndex
from troth.playbook.scope import overlap

FACETS = {"fare": ("basic", "flex", "business"), "region": ("eu", "us"), "paid": ("card", "cash")}
SCOPES = st.fixed_dictionaries(
    {},
    optional={
        facet: st.lists(st.sampled_from(values), min_size=1, unique=True).map(tuple)
        for facet, values in FACETS.items()
    },
)
CUSTOMERS = [dict(zip(FACETS, values, strict=True)) for values in product(*FACETS.values())]


def is_in(customer: dict[str, str], scope: dict[str, tuple[str, ...]]) -> bool:
    return all(customer[facet] in values for facet, values in scope.items())


@given(st.lists(SCOPES, max_size=8), SCOPES)
def test_the_index_finds_what_overlaps_in_order(
    scopes: list[dict[str, tuple[str, ...]]], scope: dict[str, tuple[str, ...]]
) -> None:
    index = ScopeIndex((each, number) for number, each in enumerate(scopes))
    wanted = [number for number, each in enumerate(scopes) if overlap(each, scope)]
    assert list(index.overlapping(scope)) == wanted


@given(SCOPES, st.lists(SCOPES, max_size=4))
def test_uncovered_holds_each_customer_that_is_left_and_each_once(
    scope: dict[str, tuple[str, ...]], covers: list[dict[str, tuple[str, ...]]]
) -> None:
    left = uncovered(scope, covers, FACETS)
    for customer in CUSTOMERS:
        wanted = is_in(customer, scope) and not any(is_in(customer, cover) for cover in covers)
        times = sum(is_in(customer, {k: tuple(v) for k, v in part.items()}) for part in left)
        assert times == wanted
