"""The pages of a team: what it keeps under which principle, and what of a change concerns it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.playbook.test_changes import BASE

from troth.playbook import load
from troth.playbook.changes import changes
from troth.playbook.guidelines import concerning, guidelines, guidelines_teams
from troth.playbook.load import load_text
from troth.terms import Horizon

AIRLINE = load(Path(__file__).parents[2] / "examples/airline/playbook")
AT = datetime(2026, 12, 1, tzinfo=UTC)

BOOK = (
    BASE.replace("  courier:", "  shop: {calendar: desk}\n  courier:")
    + """\
promise: You know where you stand.
precepts: {heard: Whoever writes is answered., back: What is yours comes back.}
standards:
  reply: {metric: reply, team: support, term: within 4 hours, precept: heard, needs: [code]}
  parcel: {metric: delivery, team: shop, term: within 3 days, chain: way, precept: back}
duties: {code: {says: Send the code, term: within 1 day}}
chains:
  way: {metric: delivery, legs: [{team: shop}, {team: support, does: books it}, {team: courier}]}
claims:
  page: {metric: reply, team: shop, term: within 5 hours, relies-on: [support]}
touchpoints:
  ask: {owner: support, standards: [reply]}
"""
)


def test_the_pages_of_a_team() -> None:
    book = load_text(BOOK, "playbook.yaml")
    assert guidelines_teams(book) == ("support", "shop")
    pages = guidelines(book, "support")
    assert pages.promise == "You know where you stand."
    assert [(each.id, [name for name, _ in each.standards]) for each in pages.principles] == [
        ("heard", ["reply"])
    ]
    assert [(part.chain, part.before, part.after) for part in pages.parts] == [
        ("way", "shop", "courier")
    ]
    assert [(each.id, each.by, each.agreed) for each in pages.claims] == [("page", "shop", False)]
    assert pages.duties == (("code", "Send the code"),)
    assert [each.id for each in pages.moments] == ["ask"]
    with pytest.raises(KeyError):
        guidelines(book, "courier")


def test_every_standard_stands_on_the_pages_of_its_team() -> None:
    found = {
        name
        for team in guidelines_teams(AIRLINE)
        for name, _ in guidelines(AIRLINE, team).standards
    }
    assert found == set(AIRLINE.standards)


@pytest.mark.parametrize(
    ("old", "new", "teams"),
    [
        ("within 4 hours", "within 2 hours", {"support"}),
        # Both have a part in it.
        ("within 3 days", "within 2 days", {"support", "shop"}),
        ("Send the code", "Send us the code", {"support"}),
        ("within 5 hours", "within 6 hours", {"support", "shop"}),
        ("Whoever writes is answered", "Who writes is answered", {"support"}),
        ("You know where you stand", "You know", {"support", "shop"}),
    ],
)
def test_a_change_concerns_whose_pages_speak_of_it(old: str, new: str, teams: set[str]) -> None:
    before = load_text(BOOK, "playbook.yaml")
    after = load_text(BOOK.replace(old, new), "playbook.yaml")
    found = changes(before, after, Horizon(AT, AT + timedelta(days=60)))
    assert found
    assert {t for t in ("support", "shop") if concerning(found, before, after, t)} == teams
