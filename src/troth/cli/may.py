"""`troth may`: what may be promised now, asked of a ledger elsewhere."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from troth.cli.situation import Where, read_situation
from troth.errors import MissingExtraError, TrothError

if TYPE_CHECKING:
    from troth.client import Client


class NoLedgerError(TrothError):
    """Neither an address nor a key to ask with."""

    def __init__(self) -> None:
        super().__init__(
            "which ledger? Set TROTH_URL to its address and TROTH_KEY to a key of yours, "
            "or give --url and --key"
        )


def command(
    metric: Annotated[
        str, typer.Argument(metavar="METRIC", help="What is asked for, as in the playbook.")
    ],
    *,
    customer: Annotated[
        str | None, typer.Option(metavar="ID", help="To whom; their agreements count.")
    ] = None,
    where: Where = None,
    url: Annotated[
        str | None, typer.Option(envvar="TROTH_URL", help="The address of the ledger.")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(envvar="TROTH_KEY", help="A key; better in the environment than here."),
    ] = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
) -> None:
    """Say what may be promised now: by when, why, how likely it is kept, what authority is left.

    Leaves with 0, and with 1 where nothing may be promised.
    """
    from troth.cli.may_text import may_text

    situation = read_situation(where)
    with _client(url, key) as ledger:
        found = ledger.may.promise(metric, customer=customer, facets=situation)
    if output_format == "json":
        typer.echo(found.model_dump_json(indent=2))
    else:
        typer.echo(may_text(found))
    if not found.permitted:
        raise typer.Exit(1)


def _client(url: str | None, key: str | None) -> "Client":
    if not url or not key:
        raise NoLedgerError
    try:
        from troth.client import Client
    except ImportError:
        raise MissingExtraError("asking a ledger", "client") from None
    return Client(url, key)
