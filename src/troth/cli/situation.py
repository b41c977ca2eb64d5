"""Options that say which cases are meant, and how likely a promise shall be kept."""

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, Annotated

import typer

from troth.errors import TrothError

if TYPE_CHECKING:
    from troth.history import History

Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="FACET=VALUE", help="What is known of the case; repeatable."),
]
Scope = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="FACET=VALUE",
        help="Only such cases; of one facet any of the values given.",
    ),
]
Metric = Annotated[str | None, typer.Option(metavar="M", help="The history's own, to be sure.")]
OpenTime = Annotated[
    str | None,
    typer.Option(
        "--calendar", metavar="ID", help="Count its open time: of the playbook, or of a team."
    ),
]
Levels = Annotated[str, typer.Option(metavar="P,P", help="How likely promises shall be kept.")]
USUAL_LEVELS = "0.5,0.8,0.9,0.95"


#: A person reads one line for each; programs ask again.
MOST_LEVELS = 100


class OptionError(TrothError):
    """An option whose form or value is wrong."""


def read_situation(texts: Sequence[str] | None) -> dict[str, str]:
    """`FACET=VALUE`, each facet once: what is known of one case.

    Raises:
        OptionError: for another form, and for a facet that is said twice.
    """
    return read_pairs(texts, "--where")


def read_pairs(texts: Sequence[str] | None, option: str) -> dict[str, str]:
    """The same, of an option with another name."""
    found: dict[str, str] = {}
    for text in texts or ():
        facet, value = _pair(text, option, "fare=flex")
        if facet in found:
            raise OptionError(f"{option} says {facet!r} twice; a case has one value of it")
        found[facet] = value
    return found


def read_scope(texts: Sequence[str] | None, history: "History") -> dict[str, tuple[str, ...]]:
    """`FACET=VALUE`, each as often as it takes: which cases of a history take part.

    Raises:
        OptionError: for another form, and for a value that no case has.
        NotAHistoryError: for a facet that the history does not have.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in texts or ():
        facet, value = _pair(text, "--where", "fare=flex")
        _check_value(facet, value, history)
        found[facet] = (*found.get(facet, ()), value)
    return found


def read_numbers(texts: Sequence[str] | None, option: str) -> dict[str, float]:
    """`NAME=N`, a number above 0 for each name.

    Raises:
        OptionError: for anything else.
    """
    found = {}
    for text in texts or ():
        name, value = _pair(text, option, "first-reply=3")
        try:
            found[name] = float(value)
        except ValueError:
            found[name] = 0.0
        if not (isfinite(found[name]) and found[name] > 0):
            raise OptionError(f"{option} {text}: {value!r} is no number above 0; right would be 3")
    return found


def read_levels(text: str) -> tuple[float, ...]:
    """`0.5,0.9`, in the order in which they are written, each once.

    Raises:
        OptionError: for what is no number above 0 and below 1, and for too many.
    """
    try:
        found = tuple(dict.fromkeys(float(part) for part in text.split(",")))
        if not all(0.0 < level < 1.0 for level in found):
            raise ValueError
    except ValueError:
        raise OptionError(
            f"--levels {text!r}; right would be odds above 0 and below 1, such as 0.5,0.9"
        ) from None
    if len(found) > MOST_LEVELS:
        raise OptionError(f"--levels has {len(found):,}; right would be at most {MOST_LEVELS}")
    return found


def _pair(text: str, option: str, right: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (equals and name.strip() and value.strip()):
        raise OptionError(f"{option} {text!r} is not NAME=VALUE; right would be {option} {right}")
    return name.strip(), value.strip()


def _check_value(facet: str, value: str, history: "History") -> None:
    from troth.history.errors import listed, nearest

    known = [one for one in history.facet(facet)[0] if one is not None]
    if value not in known:
        raise OptionError(
            f"--where {facet}={value}: no case has that value.{nearest(value, known)} "
            f"Values of '{facet}' are {listed(sorted(known), 12)}"
        )
