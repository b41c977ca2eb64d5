"""`troth may-remind`: whether a customer may be reminded of a payment, asked of a ledger."""

from typing import Annotated, Literal

import typer

from troth.cli.asking import Key, Url, ledger_at


def command(
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="The id of the customer.")],
    about: Annotated[
        str,
        typer.Argument(
            metavar="ABOUT", help="A duty or promise of theirs, or a reference: an order, invoice."
        ),
    ],
    *,
    url: Url = None,
    key: Key = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
) -> None:
    """Say whether a customer may be reminded of a payment, after how we kept our word to them.

    Leaves with 0, and with 1 where reminders are on hold or nothing is owed.
    """
    from troth.cli.may_remind_text import may_remind_text

    for text, name in ((customer, "CUSTOMER"), (about, "ABOUT")):
        if any("\ud800" <= each <= "\udfff" for each in text):
            raise typer.BadParameter(f"{text!r} is no text in UTF-8", param_hint=name)
    with ledger_at(url, key) as ledger:
        found = ledger.may.remind(customer, about)
    if output_format == "json":
        typer.echo(found.model_dump_json(indent=2))
    else:
        typer.echo(may_remind_text(found))
    if not found.allowed:
        raise typer.Exit(1)
