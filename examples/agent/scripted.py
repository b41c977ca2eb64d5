"""A model that says what a script says: for tests, and to see the loop work without a model."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from examples.agent.loop import CallTool, Draft, Heard

#: A step of a script: what to do, or what to do after what was heard.
Step = CallTool | Draft | Callable[[Sequence[Heard]], CallTool | Draft]


class Scripted:
    """Steps, one for each turn; the last one again and again."""

    def __init__(self, *steps: Step) -> None:
        self._steps = list(steps)
        self.heard: list[Heard] = []

    async def turn(self, heard: Sequence[Heard]) -> CallTool | Draft:
        """The next step."""
        self.heard = list(heard)
        step = self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
        return step(heard) if callable(step) else step


def reworded(text: str) -> Callable[[Sequence[Heard]], Draft]:
    """The same draft with the guard's wording in the place of each promise that is not backed."""

    def step(heard: Sequence[Heard]) -> Draft:
        checked: Mapping[str, Any] = heard[-1].says
        wrong = [each for each in checked["promises"] if each["verdict"] != "backed"]
        said = text
        for promise in sorted(wrong, key=lambda each: -each["start"]):
            end = promise["end"] + (said[promise["end"] : promise["end"] + 1] == ".")
            said = said[: promise["start"]] + promise["wording"] + said[end:]
        return Draft(said)

    return step
