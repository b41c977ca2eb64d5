"""Asking a ledger elsewhere, or a server that runs here, for a command."""

from typing import TYPE_CHECKING, Annotated

import typer

from troth.errors import MissingExtraError, TrothError

if TYPE_CHECKING:
    from troth.client import Client

Url = Annotated[str | None, typer.Option(envvar="TROTH_URL", help="The address of the ledger.")]
Key = Annotated[
    str | None,
    typer.Option(envvar="TROTH_KEY", help="A key; better in the environment than here."),
]


class AskedWronglyError(TrothError):
    """An address or a key of another form."""


class NoLedgerError(TrothError):
    """Neither an address nor a key to ask with."""

    def __init__(self) -> None:
        super().__init__(
            "which ledger? Set TROTH_URL to its address and TROTH_KEY to a key of yours, "
            "or give --url and --key"
        )


def ledger_at(url: str | None, key: str | None) -> "Client":
    """The ledger at an address.

    Raises:
        NoLedgerError: address or key is missing.
        AskedWronglyError: they are none.
        MissingExtraError: the extra `client` is not installed.
    """
    if not url or not key:
        raise NoLedgerError
    try:
        from httpx import InvalidURL

        from troth.client import Client
    except ImportError:
        raise MissingExtraError("asking a ledger", "client") from None
    if not (key.isascii() and key.isprintable()):
        raise AskedWronglyError("the key is none; keys look like troth_<prefix>_<secret>")
    try:
        return Client(url, key)
    except InvalidURL as error:
        raise AskedWronglyError(f"{url!r} is no address: {error}") from None
