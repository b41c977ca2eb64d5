"""Whom a scope speaks of, tested against all people there can be."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from troth.playbook.scope import Scope, covers, intersection, overlap, scope_text, without

FACETS = {"fare": ("basic", "flex", "business"), "region": ("eu", "us")}
PEOPLE = [dict(zip(FACETS, values, strict=True)) for values in product(*FACETS.values())]

scopes = st.fixed_dictionaries(
    {},
    optional={
        facet: st.lists(st.sampled_from(values), min_size=1, unique=True).map(tuple)
        for facet, values in FACETS.items()
    },
)


def people(scope: Scope) -> list[dict[str, str]]:
    """Everybody in a scope."""
    return [
        person
        for person in PEOPLE
        if all(person[facet] in values for facet, values in scope.items())
    ]


@given(scopes, scopes)
def test_scopes_overlap_when_somebody_is_in_both(first: Scope, second: Scope) -> None:
    assert overlap(first, second) == any(person in people(second) for person in people(first))


@given(scopes, scopes)
def test_a_scope_covers_another_when_everybody_is_in_it(whole: Scope, part: Scope) -> None:
    assert covers(whole, part, FACETS) == all(person in people(whole) for person in people(part))


@given(scopes, scopes)
def test_the_intersection_has_those_who_are_in_both(first: Scope, second: Scope) -> None:
    both = intersection(first, second)
    expected = [person for person in people(first) if person in people(second)]
    assert (people(both) if both is not None else []) == expected


@given(scopes, scopes)
def test_what_is_left_has_everybody_once(whole: Scope, part: Scope) -> None:
    left = [person for scope in without(whole, part, FACETS) for person in people(scope)]
    expected = [person for person in people(whole) if person not in people(part)]
    assert sorted(map(str, left)) == sorted(map(str, expected))


def test_without_knowing_all_values_an_open_facet_is_not_covered() -> None:
    assert not covers({"region": ("eu", "us")}, {})


def test_scopes_read_as_people_say_them() -> None:
    assert scope_text({}) == "everywhere"
    assert scope_text({"fare": ("flex", "business"), "region": ("eu",)}) == (
        "fare flex or business, region eu"
    )
