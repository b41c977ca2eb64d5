"""One random calendar, asked some questions in every way there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

import numpy as np
from tests.clock.fuzz import answers
from tests.clock.fuzz.columns import columns
from tests.clock.fuzz.expected import Answer, expected, expected_runs
from tests.clock.fuzz.laws import broken_laws
from tests.clock.fuzz.minute_map import DAY, SECOND, MinuteMap, OutsideMapError
from tests.clock.fuzz.questions import Asker, Due, Question, State
from tests.clock.fuzz.rules import Chance, Plan, random_plan

from troth.clock import Calendar, NeverOpenError

#: How often a question is drawn anew whose answer lies outside of the map.
PATIENCE = 50

#: Who answered, the question, what was expected, what was found.
Wrong = tuple[str, object, object, object]
Asked = list[tuple[Question, Answer]]


@dataclass(frozen=True)
class Difference:
    """A wrong answer, and the command that asks again."""

    again: str
    plan: Plan
    way: str
    question: object
    expected: object
    found: object

    def __str__(self) -> str:
        told = (f"{name}={value!r}" for name, value in vars(self).items() if name != "again")
        return f"{self.again}  # " + " ".join(told)


def differences(seed: int, number: int, questions: int) -> list[Difference]:
    """What is wrong about the answers of the calendar of a number to some questions."""
    again = f"python -m tests.clock.fuzz --seed {seed} --questions {questions} --only {number}"
    chance = np.random.default_rng((seed, number))
    try:
        plan, calendar, minutes = _open_calendar(chance, number)
        asker = Asker(minutes, chance)
        asked = [_ask(asker) for _ in range(questions)]
        return [
            Difference(again, plan, *wrong) for wrong in _wrong(calendar, minutes, asked, number)
        ]
    except Exception as error:
        error.add_note(again)
        raise


def _open_calendar(chance: Chance, number: int) -> tuple[Plan, Calendar, MinuteMap]:
    """The first random plan that is ever open."""
    while True:
        plan = random_plan(chance, number)
        minutes = MinuteMap(plan)
        try:
            return plan, plan.calendar(), minutes
        except NeverOpenError:
            # Breaks have eaten the hours.
            if minutes.open.cells.any():
                raise


def _ask(asker: Asker) -> tuple[Question, Answer]:
    """A question to which the map knows the answer."""
    for _ in range(PATIENCE):
        question = asker.ask()
        try:
            return question, expected(asker.minutes, question)
        except OutsideMapError:
            continue
    is_open = State(asker.middle, "is_open")
    return is_open, expected(asker.minutes, is_open)


def _wrong(calendar: Calendar, minutes: MinuteMap, asked: Asked, number: int) -> Iterator[Wrong]:
    questions = [question for question, _ in asked]
    for row, (question, right) in enumerate(asked):
        zone = UTC if row % 2 else minutes.zone
        if (found := answers.single(calendar, question, zone)) != right:
            yield "one", question, right, found
        if isinstance(question, Due) and question.boundary == "end":
            runs = expected_runs(minutes, question, right)
            if (steps := answers.explained(calendar, question, zone)) != runs:
                yield "explain", question, runs, steps
    for row, call, answer in columns(calendar, questions, number):
        if answer != asked[row][1]:
            yield call, *asked[row], answer
    yield from broken_laws(calendar, questions)
    yield from _wrong_plan(calendar, minutes)


def _wrong_plan(calendar: Calendar, minutes: MinuteMap) -> Iterator[Wrong]:
    """All open intervals and business dates of some days, without any question."""
    count = minutes.open
    middle = count.base + count.cells.size // 2 * count.grain
    start, end = middle - 4 * DAY * SECOND, middle + 4 * DAY * SECOND
    edges = np.sort(np.concatenate((count.opens, count.closes)))
    right = edges[(start < edges) & (edges < end)].tolist()
    spans = np.sort(np.concatenate(calendar.spans(start, end)))
    if (found := spans[(start < spans) & (spans < end)].tolist()) != right:
        yield "spans", (start, end), right, found
    low, high = np.searchsorted(minutes.closes, (start, end))
    dates = minutes.dates[low:high].tolist()
    if high < minutes.dates.size and (
        (named := calendar.business_dates(start, end)[0].tolist()[: high - low]) != dates
    ):
        yield "business dates", (start, end), dates, named
