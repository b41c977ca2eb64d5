"""Copies of values with something changed, by the thousand."""

from typing import Any, TypeVar

Value = TypeVar("Value")


def changed(value: Value, **fields: Any) -> Value:
    """As `dataclasses.replace` of a class without slots, fields by default and checks, but quick.

    What was worked out and kept of the value is kept of the copy.
    """
    copy: Value = object.__new__(type(value))
    copy.__dict__.update(value.__dict__)
    copy.__dict__.update(fields)
    return copy
