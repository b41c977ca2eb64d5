"""What is worked out once and kept, without a lock."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class once(Generic[Result]):  # noqa: N801  # used as a decorator, like `property`
    """As `functools.cached_property`, which locks in Python 3.11 and takes far longer."""

    def __init__(self, work_out: Callable[[Any], Result]) -> None:
        self.work_out = work_out
        self.name = work_out.__name__

    def __get__(self, owner: object, _kind: type | None = None) -> Result:
        result = self.work_out(owner)
        owner.__dict__[self.name] = result
        return result
