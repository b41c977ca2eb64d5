"""`troth capture`: hand in a mail that says what somebody promised, as a mail server pipes it."""

import sys
from typing import Annotated, Literal

import typer

from troth.cli.asking import Key, Url, ledger_at
from troth.cli.streams import say
from troth.errors import TrothError

#: Bytes of a mail; the server takes fewer where its settings say so.
MOST = 25_000_000


class NoMailError(TrothError):
    """Nothing came, or too much."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; pipe one raw message in: troth capture < message.eml")


def command(
    *,
    recipients: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="ADDRESS", help="To whom it is delivered; repeatable."),
    ] = None,
    url: Url = None,
    key: Key = None,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
    ] = "text",
) -> None:
    """Record what a mail on the standard input promises, as its sender's.

    The sender is known by the secret part of the address that it was sent to, or by the key. A
    mail counts once, by its Message-ID. Leaves with 0, and with 1 where nothing was recorded.
    """
    with ledger_at(url, key) as ledger:
        message = sys.stdin.buffer.read(MOST + 1)
        if not message.strip():
            raise NoMailError("there is no mail on the standard input")
        if len(message) > MOST:
            raise NoMailError(f"the mail is larger than {MOST:,} bytes")
        found = ledger.capture.hand_in(message, recipients or ())
    if output_format == "json":
        typer.echo(found.model_dump_json(indent=2))
    else:
        say("\n".join([found.outcome, *found.says]))
    if found.outcome not in {"applied", "duplicate"}:
        raise typer.Exit(1)
