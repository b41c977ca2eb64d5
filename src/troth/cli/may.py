"""`troth may`: what may be promised now, asked of a ledger elsewhere."""

from typing import Annotated, Literal

import typer

from troth.cli.asking import Key, Url, ledger_at
from troth.cli.situation import Where, read_situation


def command(
    metric: Annotated[
        str, typer.Argument(metavar="METRIC", help="What is asked for, as in the playbook.")
    ],
    *,
    customer: Annotated[
        str | None, typer.Option(metavar="ID", help="To whom; their agreements count.")
    ] = None,
    where: Where = None,
    url: Url = None,
    key: Key = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
) -> None:
    """Say what may be promised now: by when, why, how likely it is kept, what authority is left.

    Leaves with 0, and with 1 where nothing may be promised.
    """
    from troth.cli.may_text import may_text

    situation = read_situation(where)
    if any("\ud800" <= each <= "\udfff" for each in metric):
        raise typer.BadParameter(f"{metric!r} is no text in UTF-8", param_hint="METRIC")
    with ledger_at(url, key) as ledger:
        found = ledger.may.promise(metric, customer=customer, facets=situation)
    if output_format == "json":
        typer.echo(found.model_dump_json(indent=2))
    else:
        typer.echo(may_text(found))
    if not found.permitted:
        raise typer.Exit(1)
