"""A random calendar of every zone answers as a map of open minutes does.

20,000 questions here; `make fuzz` asks a million.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from tests.clock.fuzz.expected import Answer, expected
from tests.clock.fuzz.minute_map import MinuteMap, OutsideMapError
from tests.clock.fuzz.questions import MINUTE, Asker, Due, DueDays, Elapsed, Question
from tests.clock.fuzz.rules import Plan, every_zone, random_plan
from tests.clock.fuzz.trial import differences
from tests.clock.oracle import Oracle

from troth.clock import Calendar

SEED = 2026
#: For each of some 600 zones.
QUESTIONS = 34
GROUPS = 20


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_zone(group: int) -> None:
    for number in range(group, len(every_zone()), GROUPS):
        found = differences(SEED, number, QUESTIONS)
        assert not found, str(found[0])


def test_a_wrong_answer_is_told_with_the_command_that_asks_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = Calendar.elapsed

    def wrong(calendar: Calendar, start: datetime, end: datetime, pauses: object = ()) -> timedelta:
        return right(calendar, start, end, pauses) + timedelta(microseconds=1)  # type: ignore[arg-type]

    monkeypatch.setattr(Calendar, "elapsed", wrong)
    found = [str(difference) for difference in differences(SEED, 1, QUESTIONS)]
    assert any("way='one' question=Elapsed(" in difference for difference in found)
    again = f"python -m tests.clock.fuzz --seed {SEED} --questions {QUESTIONS} --only 1 "
    assert found[0].startswith(again)


def test_the_map_agrees_with_walking_minute_by_minute() -> None:
    compared = 0
    for number in range(120):
        chance = np.random.default_rng((SEED, number))
        plan = replace(random_plan(chance, number * 5), reach=18)
        minutes = MinuteMap(plan)
        if not is_walkable(plan, minutes):
            continue
        asker, reach = Asker(minutes, chance), timedelta(days=plan.reach)
        asker.is_fine = False
        oracle = Oracle(plan.parts[0], plan.odd - reach, plan.odd + reach)
        for question in (asker.ask() for _ in range(20)):
            try:
                walked = walk(oracle, question)
                assert walked is None or expected(minutes, question) == walked, question
            except (LookupError, OutsideMapError):
                continue
            compared += walked is not None
    assert compared > 300


def is_walkable(plan: Plan, minutes: MinuteMap) -> bool:
    """Whether it has one set of rules, and all boundaries on whole minutes since 1970."""
    whole = minutes.open.base % MINUTE == 0 and minutes.open.grain == MINUTE
    return whole and len(plan.parts) == 1 and not plan.closures and plan.odd.year > 1970


def walk(oracle: Oracle, question: Question) -> Answer:
    """The answer, by the minute; none to questions that cannot be asked so."""
    start = question.start // MINUTE
    pauses = [
        (begin // MINUTE, end // MINUTE)
        for begin, end in getattr(question, "pauses", ())
        if end is not None
    ]
    match question:
        case Due(_, after, asked, boundary) if len(pauses) == len(asked):
            return oracle.due(start, after // MINUTE, pauses, boundary) * MINUTE
        case Elapsed(_, end, asked) if len(pauses) == len(asked):
            return oracle.elapsed(start, end // MINUTE, pauses) * MINUTE
        case DueDays(_, days, cutoff, "close") if not cutoff:
            return oracle.due_days(start, days) * MINUTE
        case DueDays(_, days, cutoff, "same_time") if not cutoff:
            return oracle.same_time(start, days) * MINUTE
    return None
