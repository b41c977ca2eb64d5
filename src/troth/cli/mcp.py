"""`troth mcp`: tools for AI agents, over stdio or HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from troth.cli.asking import Key, NoLedgerError, Url, ledger_at
from troth.errors import MissingExtraError, TrothError

if TYPE_CHECKING:
    from troth.mcp.desk import Desk
    from troth.mcp.odds import Past
    from troth.mcp.server import Desks


class TwoDesksError(TrothError):
    """Both a ledger and files to work on."""

    def __init__(self) -> None:
        super().__init__(
            "--playbook is for work without a ledger; leave it out, or unset TROTH_URL "
            "and TROTH_KEY"
        )


class KeyForAllError(TrothError):
    """A key of the server for callers who have their own."""

    def __init__(self) -> None:
        super().__init__(
            "over HTTP each caller brings a key of their own, in the header Authorization; "
            "leave out --key and unset TROTH_KEY"
        )


def command(
    *,
    playbook: Annotated[
        Path | None,
        typer.Option(help="A playbook to work on without a ledger: one YAML file, or a folder."),
    ] = None,
    history: Annotated[
        Path | None,
        typer.Option(help="A history that 'troth history import' wrote, to quote from."),
    ] = None,
    url: Url = None,
    key: Key = None,
    http: Annotated[
        bool, typer.Option("--http", help="Answer over HTTP, at /mcp, instead of stdio.")
    ] = False,
    host: Annotated[
        str, typer.Option(help="Where to listen; this machine alone unless another is named.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8765,
) -> None:
    """Give AI agents tools: what may be promised, check a draft, quote, record, look up.

    It speaks the Model Context Protocol. With a ledger every tool does what the caller's key may,
    and nothing else: over stdio the key is TROTH_KEY, over HTTP each caller brings their own.
    """
    try:
        from troth.mcp.server import server
    except ImportError:
        raise MissingExtraError("tools for AI agents", "mcp") from None
    made = server(_desks(playbook, history, url, key, http=http))
    if not http:
        made.run()
        return
    from troth.mcp.http import serve

    typer.echo(f"answering at http://{host}:{port}/mcp", err=True)
    serve(made, host=host, port=port, needs_key=playbook is None)


def _desks(
    playbook: Path | None, history: Path | None, url: str | None, key: str | None, *, http: bool
) -> "Desks":
    from troth.mcp.odds import Past

    past = Past(history) if history else None
    if past is not None:
        # What cannot be read is said now, and not to a model later.
        past.history  # noqa: B018 - read once
    if playbook is not None:
        return _on_files(playbook, past, with_ledger=bool(url and key))
    if http:
        if key:
            raise KeyForAllError
        return _with_keys(url, past)
    return _with_one_key(url, key, past)


def _on_files(playbook: Path, past: "Past | None", *, with_ledger: bool) -> "Desks":
    from troth.mcp.files import Files

    if with_ledger:
        raise TwoDesksError
    files = Files(playbook, _now, past)
    files.playbook()

    @contextmanager
    def opened(_: str | None) -> Iterator["Desk"]:
        yield files

    return opened


def _with_one_key(url: str | None, key: str | None, past: "Past | None") -> "Desks":
    from troth.mcp.elsewhere import Elsewhere

    desk = Elsewhere(ledger_at(url, key), _now, past)

    @contextmanager
    def opened(_: str | None) -> Iterator["Desk"]:
        yield desk

    return opened


def _with_keys(url: str | None, past: "Past | None") -> "Desks":
    from troth.mcp.elsewhere import Elsewhere

    if not url:
        raise NoLedgerError

    @contextmanager
    def opened(key: str | None) -> Iterator["Desk"]:
        with ledger_at(url, key) as ledger:
            yield Elsewhere(ledger, _now, past)

    return opened


def _now() -> datetime:
    return datetime.now(UTC)
