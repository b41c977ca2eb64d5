"""What commands print: sentences for people, or one JSON object for programs."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from troth.cli.progress import progress_bar
from troth.cli.streams import say

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Format = Annotated[
    Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
]


def show(found: "DataclassInstance", text: str, output_format: str) -> None:
    """Print what a command found or did."""
    if output_format == "json":
        show_json(asdict(found))
    else:
        say(text)


def show_json(value: Any) -> None:  # noqa: ANN401 - a JSON value
    """Print a JSON document."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


@contextmanager
def told(what: str, total: int = 0) -> Iterator[Callable[[int], None] | None]:
    """A bar on a terminal; a function to call with what is done, or None where nobody watches."""
    with progress_bar(what, in_bytes=False) as progress:
        yield (lambda done: progress(done, max(total, done))) if progress else None
