"""Groups are a tree; cases and situations find the narrowest that is known."""

import numpy as np
import pytest

from troth.forecast.groups import Grouped, grouped

TEAMS, REGIONS = ["web", "shop", None], ["north", "south", None]
#: web-north, web-south, shop-north, without a team in the south, web-north.
TEAM, REGION = np.array([0, 0, 1, 2, 0]), np.array([0, 1, 0, 1, 0])


@pytest.fixture
def found() -> Grouped:
    return grouped({"team": (TEAMS, TEAM), "region": (REGIONS, REGION)}, 5)


def names(found: Grouped, group: int) -> list[str]:
    return [found.groups.name(one) for one in found.groups.chain(group)]


def test_each_case_has_a_leaf(found: Grouped) -> None:
    assert [names(found, leaf)[1:] for leaf in found.leaf.tolist()] == [
        ["team web", "region north"],
        ["team web", "region south"],
        ["team shop", "region north"],
        ["team (none)", "region south"],
        ["team web", "region north"],
    ]
    assert len(found.groups) == 1 + 3 + 4


def test_codes_and_situations_agree(found: Grouped) -> None:
    """Every pair of values, seen or not, by number and by name."""
    pairs = [(team, region) for team in range(3) for region in range(3)]
    codes = [np.array(each) for each in zip(*pairs, strict=True)]
    by_code = found.groups.of_codes(codes, len(pairs)).tolist()
    for group, (team, region) in zip(by_code, pairs, strict=True):
        if TEAMS[team] is not None and REGIONS[region] is not None:
            situation = {"team": str(TEAMS[team]), "region": str(REGIONS[region])}
            assert found.groups.of(situation) == group
            assert found.groups.of(dict(reversed(situation.items()))) == group


def test_the_narrowest_that_is_known(found: Grouped) -> None:
    groups = found.groups
    assert names(found, groups.of({"team": "shop", "region": "south"})) == [
        "everybody",
        "team shop",
    ]
    assert names(found, groups.of({"team": "web"})) == ["everybody", "team web"]
    # Without the first facet the second does not help.
    assert groups.of({"region": "north"}) == groups.of({}) == 0
    assert groups.of({"team": "post", "region": "north"}) == 0


def test_unknown_codes_are_everybody(found: Grouped) -> None:
    codes = [np.array([-1, 0, -1]), np.array([0, -1, -1])]
    assert [names(found, group) for group in found.groups.of_codes(codes, 3).tolist()] == [
        ["everybody"],
        ["everybody", "team web"],
        ["everybody"],
    ]


def test_tops_are_first_facets(found: Grouped) -> None:
    for group, top in enumerate(found.groups.tops.tolist()):
        expected = ["everybody"] if top < 0 else ["everybody", f"team {TEAMS[top] or '(none)'}"]
        assert names(found, group)[:2] == expected


def test_everybody_alone() -> None:
    alone = grouped({}, 3)
    assert len(alone.groups) == 1
    assert alone.leaf.tolist() == [0, 0, 0]
    assert alone.groups.of({}) == 0
    assert alone.groups.tops.tolist() == [-1]
