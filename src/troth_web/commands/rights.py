"""How a command says which permission it stands for, without Django."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def stands_for(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give a command its row in the permission matrix.

    Such a command opens the data directory, so that the rights on its files guard it. The attribute
    is the one by which `troth_web.people.needs` finds what everything else needs.
    """

    def decorate(command: Callable[P, R]) -> Callable[P, R]:
        setattr(command, "troth_needs", name)  # noqa: B010 - functions have no such attribute
        return command

    return decorate
