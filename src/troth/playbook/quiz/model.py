"""A quiz: what is asked, of what, and which answer is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from troth.playbook.scope import Scope

#: The topic of what nobody may promise.
NEVER = "never-promise"


class Asks(StrEnum):
    """What a question asks of a standard."""

    #: Which service level holds.
    TERM = "term"
    #: By when something is due that arrives at an instant; options are instants, ISO 8601, UTC.
    DUE = "due"
    #: What it includes, and what it does not.
    INCLUDES = "includes"
    EXCLUDES = "excludes"
    #: How firmly it is said; options are guarantee, estimate, aim.
    STRENGTH = "strength"
    #: What is needed of the customer first.
    NEEDS = "needs"
    #: How often customers hear how things stand.
    UPDATES = "updates"
    #: To which principle it traces.
    PRECEPT = "precept"
    #: Which team keeps it; options are ids of teams.
    TEAM = "team"
    #: Which of these nobody may promise.
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its options, of which one is right."""

    asks: Asks
    #: The metric, or `never-promise`.
    topic: str
    #: Id of the standard; empty where it is about none.
    standard: str
    #: For whom the standard holds, so that no other answer is right too.
    scope: Scope
    options: tuple[str, ...]
    #: Place of the right one, from 0.
    right: int
    #: The arrival of a question of the kind `due`: ISO 8601, UTC.
    arrival: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """The questions of one team, made from one seed: the same ones for whoever has it."""

    team: str
    seed: int
    questions: tuple[Question, ...]

    def right(self, answers: Sequence[int | None]) -> tuple[bool, ...]:
        """Of each question whether it was answered rightly; None is no answer."""
        given = [*answers, *([None] * len(self.questions))]
        return tuple(
            answer == question.right
            for question, answer in zip(self.questions, given, strict=False)
        )

    def missed(self, answers: Sequence[int | None]) -> Mapping[str, bool]:
        """Of each topic whether a question about it was answered wrongly."""
        found: dict[str, bool] = {}
        for question, right in zip(self.questions, self.right(answers), strict=True):
            found[question.topic] = found.get(question.topic, False) or not right
        return found
