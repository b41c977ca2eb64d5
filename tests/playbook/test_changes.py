"""What changes for customers, and for whom: each test has an old and a new playbook."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from troth.playbook import load
from troth.playbook.changes import Change, Direction, changes
from troth.terms import Horizon

AT = datetime(2026, 12, 1, tzinfo=UTC)
HORIZON = Horizon(AT, AT + timedelta(days=730))

BASE = """\
troth: 1
company: A
facets: {fare: [basic, flex, business], region: [eu, us]}
calendars:
  desk: {hours: "Mo-Fr 09:00-17:00", timezone: Europe/Berlin}
  late: {hours: "Mo-Fr 09:00-20:00", timezone: Europe/Berlin}
teams:
  support: {calendar: desk}
  courier: {supplier: true}
metrics:
  reply: {kind: duration, better: less}
  delivery: {kind: duration, better: less}
  on-time: {kind: share, better: more}
  fee: {kind: money, better: less}
"""

Compare = Callable[[str, str], list[Change]]


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """The changes between two texts, each written after `BASE`, or instead of it with `troth:`."""

    def compared(old: str, new: str) -> list[Change]:
        for name, text in (("old.yaml", old), ("new.yaml", new)):
            whole = text if text.startswith("troth:") else BASE + text
            (tmp_path / name).write_text(whole, "utf-8")
        return changes(load(tmp_path / "old.yaml"), load(tmp_path / "new.yaml"), HORIZON)

    return compared


def standard(term: str, *, more: str = "", metric: str = "reply", team: str = "support") -> str:
    """A playbook with one standard."""
    return f"standards:\n  s: {{metric: {metric}, team: {team}, term: {term}{more}}}\n"


def told(found: list[Change]) -> list[tuple[str, str, str | None, str | None]]:
    """Direction, key, before and after of each change."""
    return [(change.direction.value, change.key, change.before, change.after) for change in found]


#: Metric, the term before and after, and what the change is.
TERMS = [
    ("reply", "within 8 hours", "within 4 hours", "tighter"),
    ("reply", "within 4 hours", "within 8 hours", "looser"),
    ("reply", "within 8 business hours", "within 1 day", "changed"),
    ("reply", "within 24 hours", "within 1 day", "reworded"),
    ("reply", "within 24 hours in 90 % of cases", "within 24 hours in 95 % of cases", "tighter"),
    ("reply", "within 24 hours", "within 24 hours in 95 % of cases", "looser"),
    ("reply", "within 8 hours in 90 % of cases", "within 4 hours in 80 % of cases", "changed"),
    ("delivery", "between 3 and 7 days", "between 5 and 7 days", "changed"),
    ("delivery", "within 7 days", "between 5 and 7 days", "changed"),
    ("delivery", "between 3 and 7 days", "between 3 and 6 days", "tighter"),
    ("on-time", "at least 80 %", "at least 85 %", "tighter"),
    ("on-time", "at least 85 % per month", "at least 85 % per quarter", "looser"),
    ("fee", "at most EUR 30", "at most EUR 20", "tighter"),
    ("fee", "EUR 30", "EUR 40", "looser"),
    ("fee", "at most EUR 30", "at most USD 30", "changed"),
]


@pytest.mark.parametrize(("metric", "before", "after", "direction"), TERMS)
def test_a_term_is_compared_with_what_it_was(
    compare: Compare, metric: str, before: str, after: str, direction: str
) -> None:
    found = compare(standard(before, metric=metric), standard(after, metric=metric))
    assert told(found) == [(direction, "term", before, after)]


def test_nothing_changes_in_the_same_playbook(compare: Compare) -> None:
    text = standard("within 8 business hours", more=", updates: every 1 business day")
    assert compare(text, text) == []


def test_a_change_comes_with_a_dated_example(compare: Compare) -> None:
    (change,) = compare(standard("within 8 business hours"), standard("within 16 business hours"))
    (sample,) = change.samples
    # Monday morning instead of Friday morning, over the weekend on which the clocks go back.
    assert sample.after - sample.before == timedelta(days=3, hours=1)
    assert sample.share == 1
    assert sample.zone.key == "Europe/Berlin"


def test_longer_hours_alone_make_promises_tighter(compare: Compare) -> None:
    old = BASE + standard("within 4 business hours")
    (change,) = compare(old, old.replace("09:00-17:00", "09:00-18:00"))
    assert told([change]) == [("tighter", "term", *["within 4 business hours"] * 2)]
    assert change.samples[0].after < change.samples[0].before


def test_a_new_holiday_alone_makes_promises_looser(compare: Compare) -> None:
    old = BASE + standard("within 4 business hours")
    new = old.replace('"Mo-Fr 09:00-17:00"', '"Mo-Fr 09:00-17:00", exceptions: {2027-03-08: off}')
    (change,) = compare(old, new)
    assert change.direction is Direction.LOOSER
    assert 0 < change.samples[0].share < 0.01


def test_later_hours_are_sooner_for_some_and_later_for_others(compare: Compare) -> None:
    old = BASE + standard("within 1 business hour")
    (change,) = compare(old, old.replace("09:00-17:00", "10:00-18:00"))
    assert change.direction is Direction.CHANGED
    sooner, later = change.samples
    assert sooner.after < sooner.before
    assert later.after > later.before


def test_another_calendar_for_the_standard_counts(compare: Compare) -> None:
    term = "within 4 business hours"
    (change,) = compare(standard(term), standard(term, more=", calendar: late"))
    assert change.direction is Direction.TIGHTER


def test_hours_that_no_promise_counts_on_change_nothing(compare: Compare) -> None:
    old = BASE + standard("within 4 hours")
    assert compare(old, old.replace("09:00-17:00", "09:00-18:00")) == []


def test_business_time_of_nobody_is_compared_by_its_words(compare: Compare) -> None:
    found = compare(
        standard("within 1 business day", team="courier"),
        standard("within 2 business days", team="courier"),
    )
    assert told(found) == [("changed", "term", "within 1 business day", "within 2 business days")]


def test_a_promise_may_be_new_or_gone(compare: Compare) -> None:
    found = compare(standard("within 4 hours"), "")
    assert told(found) == [("gone", "", "reply within 4 hours", None)]
    assert found[0].place.file.endswith("old.yaml")
    found = compare("", standard("within 4 hours"))
    assert told(found) == [("new", "", None, "reply within 4 hours")]


def test_another_metric_is_another_promise(compare: Compare) -> None:
    found = compare(standard("within 4 days"), standard("within 4 days", metric="delivery"))
    assert [change.direction for change in found] == [Direction.GONE, Direction.NEW]


def test_a_larger_scope_is_new_for_those_who_were_not_in_it(compare: Compare) -> None:
    old = standard("within 4 hours", more=", scope: {fare: [flex]}")
    (change,) = compare(old, standard("within 4 hours", more=", scope: {fare: [flex, basic]}"))
    assert (change.direction, change.scope) == (Direction.NEW, {"fare": ("basic",)})


def test_a_smaller_scope_is_gone_for_the_rest_and_compared_within(compare: Compare) -> None:
    new = standard("within 8 hours", more=", scope: {fare: [flex], region: [eu]}")
    found = compare(standard("within 4 hours"), new)
    assert [(change.direction, change.scope) for change in found] == [
        (Direction.GONE, {"fare": ("basic", "business")}),
        (Direction.GONE, {"fare": ("flex",), "region": ("us",)}),
        (Direction.LOOSER, {"fare": ("flex",), "region": ("eu",)}),
    ]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("amends: {a: {says: A voucher, kind: goods, value: EUR 20", "A voucher"),
        ("offers: {o: {name: Seat", "Seat"),
        ("duties: {d: {says: Write", "Write"),
    ],
)
def test_who_gets_or_owes_something_else_is_told_too(
    compare: Compare, entry: str, words: str
) -> None:
    old, new = (
        entry + f", scope: {{fare: {fares}}}}}}}\n"
        for fares in ("[basic, flex]", "[flex, business]")
    )
    found = compare(old, new)
    assert told(found) == [("new", "", None, words), ("gone", "", words, None)]
    assert [change.scope for change in found] == [{"fare": ("business",)}, {"fare": ("basic",)}]
    (gone, *_), (now, *_) = compare(new, old), compare(entry + "}}\n", old)
    assert (gone.direction, now.direction) == (Direction.NEW, Direction.GONE)


def test_what_goes_with_a_promise_is_compared_too(compare: Compare) -> None:
    old = standard(
        "within 4 hours",
        more=", strength: guarantee, updates: every 1 day, includes: [a], excludes: [b], says: One",
    )
    new = standard(
        "within 4 hours",
        more=", strength: aim, updates: every 2 days, includes: [], excludes: [b, c], says: Two",
    )
    assert told(compare(old, new)) == [
        ("looser", "updates", "every 1 day", "every 2 days"),
        ("looser", "strength", "guarantee", "aim"),
        ("reworded", "says", "One", "Two"),
        ("gone", "includes", "a", None),
        ("new", "excludes", None, "c"),
    ]


#: Section by section: before, after, and what is told.
OTHERS = [
    (
        "claims: {c: {metric: reply, term: within 9 hours, says: Soon}}\n",
        "claims: {c: {metric: reply, term: within 9 hours, says: Swiftly}}\n",
        [("reworded", "says", "Soon", "Swiftly")],
    ),
    (
        "duties: {d: {says: Write, term: within 2 days, effect: pauses}}\n",
        "duties: {d: {says: Write, term: within 1 day, effect: voids}}\n",
        [("tighter", "term", "within 2 days", "within 1 day"), ("changed", "effect", *["_"] * 2)],
    ),
    (
        "duties: {}\n",
        "duties: {d: {says: Write, term: within 1 day}}\n",
        [("new", "", None, "Write")],
    ),
    (
        "offers: {o: {price: {from: EUR 20, fees: {bag: EUR 5}}, includes: [a]}}\n",
        "offers: {o: {price: {from: EUR 19, fees: {seat: EUR 3}}, includes: [a], limits: [b]}}\n",
        [
            ("tighter", "price.from", "EUR 20", "EUR 19"),
            ("new", "price.fees.seat", None, "EUR 3"),
            ("gone", "price.fees.bag", "EUR 5", None),
            ("new", "limits", None, "b"),
        ],
    ),
    (
        "amends: {a: {kind: goods, value: EUR 20}}\n",
        "amends: {a: {kind: goods, value: EUR 30}}\n",
        [("tighter", "value", "EUR 20", "EUR 30")],
    ),
    (
        "amends: {a: {kind: goods, value: EUR 20}}\n",
        "amends: {a: {kind: money, value: EUR 20 per year}}\n",
        [("changed", "kind", "_", "_"), ("changed", "value", "EUR 20", "EUR 20 per year")],
    ),
    (
        "touchpoints: {t: {channels: {email: 1 per month}}}\n",
        "touchpoints: {t: {channels: {chat: 1 per month}}}\n",
        [
            ("new", "channels.chat", None, "1 per month"),
            ("gone", "channels.email", "1 per month", None),
        ],
    ),
    (
        "touchpoints: {t: {name: Help}}\n",
        "touchpoints: {}\n",
        [("gone", "", "Help", None)],
    ),
    ("precepts: {p: Be quick.}\n", "precepts: {p: Be swift.}\n", [("reworded", "", "_", "_")]),
    ("promise: One\n", "promise: Two\n", [("reworded", "", "One", "Two")]),
    (
        "never-promise: [a]\n",
        "never-promise: [b]\n",
        [("new", "", None, "b"), ("gone", "", "a", None)],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), OTHERS)
def test_other_sections(
    compare: Compare, before: str, after: str, expected: list[tuple[str, str, str, str]]
) -> None:
    found = told(compare(before, after))
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for (_, _, *texts), (_, _, *wanted) in zip(found, expected, strict=True):
        assert all(want in ("_", text) for text, want in zip(texts, wanted, strict=True))


def test_a_change_speaks_json(compare: Compare) -> None:
    (change,) = compare(standard("within 4 hours"), standard("within 8 hours"))
    written = change.as_json()
    assert written["direction"] == "looser"
    assert written["path"] == "standards.s.term"
    assert written["samples"][0] == {
        "arrival": "2026-12-01T00:00:00Z",
        "before": "2026-12-01T04:00:00Z",
        "after": "2026-12-01T08:00:00Z",
        "share": 1.0,
    }
