"""Options of the form NAME=VALUE, which may be given again."""

from collections.abc import Iterable
from math import isfinite

from troth.errors import TrothError


class PairError(TrothError):
    """An option that is not NAME=VALUE."""


def read_where(options: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The values of each facet, in the order in which they were given.

    Raises:
        PairError: for one without an equals sign or a name.
    """
    found: dict[str, tuple[str, ...]] = {}
    for option in options:
        name, value = _pair(option, "--where", "--where type=Refund")
        found[name] = (*found.get(name, ()), value)
    return found


def read_numbers(options: Iterable[str], name: str) -> dict[str, float]:
    """A number above 0 for each name.

    Raises:
        PairError: for anything else.
    """
    found = {}
    for option in options:
        key, value = _pair(option, name, f"{name} first-reply=3")
        try:
            found[key] = float(value)
        except ValueError:
            found[key] = 0.0
        if not (isfinite(found[key]) and found[key] > 0):
            raise PairError(f"{name} {option}: {value!r} is no number above 0; right would be 3")
    return found


def _pair(option: str, name: str, right: str) -> tuple[str, str]:
    key, equals, value = option.partition("=")
    if not equals or not key.strip():
        raise PairError(f"{name} {option!r} is not NAME=VALUE; right would be {right}")
    return key.strip(), value
