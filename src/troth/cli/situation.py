"""Situations and levels on the command line."""

from collections.abc import Sequence
from typing import Annotated

import typer

from troth.errors import TrothError

Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="FACET=VALUE", help="What is known of the case; repeatable."),
]


def read_situation(texts: Sequence[str] | None) -> dict[str, str]:
    """`FACET=VALUE`, each facet once.

    Raises:
        TrothError: for another form, and for a facet that is said twice.
    """
    found: dict[str, str] = {}
    for text in texts or ():
        facet, equals, value = text.partition("=")
        if not (equals and facet.strip() and value.strip()):
            raise TrothError(f"--where {text!r}; right would be FACET=VALUE, such as 'fare=flex'")
        if facet.strip() in found:
            raise TrothError(f"--where says {facet.strip()!r} twice; a case has one value of it")
        found[facet.strip()] = value.strip()
    return found


def read_levels(text: str) -> tuple[float, ...]:
    """`0.5,0.9`, in the order in which they are written, each once.

    Raises:
        TrothError: for what is no number above 0 and below 1.
    """
    try:
        found = tuple(dict.fromkeys(float(part) for part in text.split(",")))
        if not all(0.0 < level < 1.0 for level in found):
            raise ValueError
    except ValueError:
        raise TrothError(
            f"--levels {text!r}; right would be odds above 0 and below 1, such as 0.5,0.9"
        ) from None
    return found
