"""In whatever order, however often, what was heard leads to the same end."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.connectors.desk import PLAYBOOK
from troth import operations
from troth.operations import AddCustomer, Publish
from troth.promises import Actor, ActorKind, outcome
from troth.promises.promise import Promise
from troth.testing import MemoryStore
from troth_web.connectors.course import Act, Course, courses, merged
from troth_web.connectors.effects import About, Line, Told, bring

#: A Monday, 09:00 in Berlin.
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
DESK = Actor(ActorKind.INTEGRATION, "desk")


def at(hours: float) -> datetime:
    """So many hours after Monday morning."""
    return MONDAY + timedelta(hours=hours)


def act(does: str, hours: float, event: str = "", **said: Any) -> Act:
    """Something that happened."""
    return Act.of_json(
        {
            "event": event or f"{does}@{hours}",
            "at": at(hours).isoformat(),
            "does": does,
            "metric": "resolution",
            **said,
        }
    )


class Case:
    """A case whose events arrive one by one, on a ledger in memory."""

    def __init__(self, now: datetime) -> None:
        self.store, self.now = MemoryStore(), now
        self.acts: list[Act] = []
        self.lines: dict[tuple[str, str], Line] = {}
        self.told: list[Told] = []
        with self.store.writing(actor=DESK, at=now) as work:
            operations.publish(work, Publish(text=PLAYBOOK))
            self.customer = operations.add(work, AddCustomer(name="Emily")).id

    def hear(self, *acts: Act) -> None:
        """One delivery."""
        self.acts, told = merged(self.acts, acts), Told()
        about = About(customer=self.customer, facets={}, channel="mail", source="desk")
        with self.store.writing(actor=DESK, at=self.now) as work:
            for (metric, cycle), course in courses(self.acts).items():
                line = self.lines.setdefault((metric, cycle), Line(metric, cycle))
                bring(work, line, course, about, told)
        self.told.append(told)

    def end(self) -> Mapping[tuple[str, str], Any]:
        """What became of each promise that stands for the case."""
        found = {}
        for name, line in self.lines.items():
            promise = self.store.promise(line.promise or "")
            assert promise is not None
            found[name] = state(promise, self.now)
        return found


def state(promise: Promise, now: datetime) -> dict[str, Any]:
    """What counts of a promise, without its ids and detours."""
    pauses = sorted(
        (each.start, each.end, each.reason)
        for each in promise.pauses
        if each.start != each.end and each.reason != "closed"
    )
    return {
        "outcome": outcome(promise, now),
        "started": promise.starts_at,
        "due": promise.due,
        "first due": promise.first_due,
        "kept": promise.kept_at,
        "withdrawn": promise.withdrawn_at,
        "pauses": pauses,
        "told": None if promise.withdrawn_at else promise.told_at,
    }


WAITS = {"reason": "waiting-for-customer"}
STORIES = {
    "answered": [act("make", 0), act("tell", 1), act("keep", 2)],
    "waited": [act("make", 0), act("pause", 1, **WAITS), act("resume", 2), act("keep", 3)],
    "kept while waiting": [act("make", 0), act("pause", 1, **WAITS), act("keep", 3)],
    "waited twice": [
        act("make", 0),
        act("pause", 1, **WAITS),
        act("resume", 2),
        act("pause", 3, **WAITS),
        act("resume", 4),
    ],
    "still waits": [
        act("make", 0),
        act("pause", 1, **WAITS),
        act("resume", 2),
        act("pause", 3, **WAITS),
    ],
    "answered twice": [act("make", 0), act("keep", 2), act("keep", 3), act("tell", 1)],
    "opened again": [act("make", 0), act("keep", 2), act("reopen", 3), act("keep", 4)],
    "cancelled": [act("make", 0), act("tell", 1), act("withdraw", 2), act("keep", 3)],
    "kept, then cancelled": [act("make", 0), act("keep", 1), act("withdraw", 2)],
    "kept at once, opened again and waiting": [
        act("make", 0),
        act("keep", 0),
        act("reopen", 0.5),
        act("pause", 0.5, **WAITS),
    ],
    "begun earlier": [act("make", 1), act("make", 0), act("pause", 2, **WAITS)],
}


@pytest.mark.parametrize("story", list(STORIES))
def test_every_order_ends_alike(story: str) -> None:
    """All orders of a story, each event twice: the same outcome, dates and pauses."""
    acts, now = STORIES[story], at(6)
    right = Case(now)
    for each in acts:
        right.hear(each)
    for order in permutations(acts):
        case = Case(now)
        for each in order:
            case.hear(each)
            case.hear(each)
        assert case.end() == right.end(), [each.event for each in order]
        refused = [each for told in case.told for each in told.refused]
        assert not refused, ([each.event for each in order], refused)


def test_what_is_heard_again_does_nothing() -> None:
    """The second time, no entry is written."""
    case = Case(at(6))
    for each in STORIES["waited"]:
        case.hear(each)
    before = len(list(case.store.sealed()))
    for each in reversed(STORIES["waited"]):
        case.hear(each)
    assert len(list(case.store.sealed())) == before


def test_each_turn_has_its_promise() -> None:
    """A promise for each time that the customer writes after an answer."""
    turns = [
        act("make", 0, each="turn"),
        act("make", 0.5, each="turn"),
        act("keep", 1),
        act("make", 2, each="turn"),
        act("keep", 3),
    ]
    for order in (turns, list(reversed(turns))):
        case = Case(at(6))
        for each in order:
            case.hear(each)
        kept = {cycle: found["kept"] for (_, cycle), found in case.end().items()}
        assert kept == {"1": at(1), "2": at(3)}


def test_each_event_has_its_promise() -> None:
    case = Case(at(6))
    refunds = [act("make", 1, "refund:1", each="event"), act("make", 2, "refund:2", each="event")]
    for each in (*refunds, *refunds):
        case.hear(each)
    assert set(case.end()) == {("resolution", "refund:1"), ("resolution", "refund:2")}


def test_a_person_who_closed_it_is_not_overruled() -> None:
    """What somebody withdrew by hand stays withdrawn, and the delivery says so."""
    case = Case(at(6))
    case.hear(act("make", 0))
    line = case.lines["resolution", "1"]
    ada = Actor(ActorKind.PERSON, "ada", "agent")
    with case.store.writing(actor=ada, at=at(6)) as work:
        said = operations.Withdraw(reason="they called")
        operations.withdraw(work, str(line.promise), said)
    case.hear(act("keep", 2))
    assert case.end()["resolution", "1"]["outcome"] == "withdrawn"
    assert "was withdrawn" in case.told[-1].refused[0]


def test_what_comes_when_the_date_is_over_is_told() -> None:
    """A pause heard of after the date cannot undo a break; the answer says why."""
    case = Case(at(24 * 5))
    case.hear(act("make", 0))
    case.hear(act("pause", 1, **WAITS))
    assert case.end()["resolution", "1"]["outcome"] == "broken"
    assert "was due at" in case.told[-1].refused[0]


def story() -> st.SearchStrategy[list[Act]]:
    """What may happen to a case: anything at any of some instants."""
    does = st.sampled_from(["make", "keep", "pause", "resume", "tell", "withdraw", "reopen"])
    event = st.tuples(does, st.integers(0, 12), st.sampled_from(["waiting-for-customer"]))
    return st.lists(event, min_size=1, max_size=9, unique=True).map(
        lambda events: [act(does, hour / 2, reason=reason) for does, hour, reason in events]
    )


@given(acts=story(), data=st.data())
def test_the_course_is_that_of_the_set(acts: list[Act], data: st.DataObject) -> None:
    """Whatever happened, the course does not know in which order it was heard."""
    again = data.draw(st.lists(st.sampled_from(acts), max_size=3))
    shuffled = data.draw(st.permutations([*acts, *again]))
    heard: list[Act] = []
    for each in shuffled:
        heard = merged(heard, [each])
    assert courses(heard) == courses(acts)
    for course in courses(heard).values():
        assert Course.of_json(course.as_json()) == course


@given(acts=story(), data=st.data())
def test_the_ledger_ends_alike(acts: list[Act], data: st.DataObject) -> None:
    """In any order the ledger ends where the order of events leads, or says why it cannot."""
    shuffled = data.draw(st.permutations(acts))
    right, case = Case(at(8)), Case(at(8))
    right.hear(*acts)
    for each in shuffled:
        case.hear(each)
    assert set(case.end()) == set(right.end())
    if not any(_late(case)):
        assert case.end() == right.end()


def _late(case: Case) -> Iterator[str]:
    for told in case.told:
        yield from (each for each in told.refused if "counted anew" in each)
