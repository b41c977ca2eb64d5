"""`troth connector`: ways in for other systems, made and looked after on a ledger elsewhere."""

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from troth.cli.asking import Key, Url, ledger_at
from troth.cli.streams import say
from troth.errors import TrothError

if TYPE_CHECKING:
    from troth.answers import Body, ConnectorBody

app = typer.Typer(
    help="Let other systems tell the ledger of their tickets and orders.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Id = Annotated[str, typer.Argument(metavar="ID", help="The connector's id.")]
MappingFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A mapping, as YAML or JSON; its kind's when absent."),
]
Secret = Annotated[
    str | None,
    typer.Option(envvar="TROTH_CONNECTOR_SECRET", help="The other system's; made when absent."),
]
Format = Annotated[
    Literal["text", "json"], typer.Option("--format", help="For people or for programs.")
]


class FileError(TrothError):
    """A file that holds no mapping or payload."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}; it must hold one mapping of keys, as YAML or JSON")


@app.command("add")
def add(
    kind: Annotated[
        str, typer.Argument(help="zammad, chatwoot, zendesk, shopify, generic, mail or slash.")
    ],
    name: Annotated[str, typer.Argument(help="What people call it.")],
    *,
    mapping: MappingFile = None,
    secret: Secret = None,
    output_format: Format = "text",
    url: Url = None,
    key: Key = None,
) -> None:
    """Add a connector, and print its address and, this once, its secret."""
    said = _read(mapping) if mapping else None
    with ledger_at(url, key) as ledger:
        _show(ledger.connectors.make(name, kind, secret=secret, mapping=said), output_format)


@app.command("list")
def list_(*, output_format: Format = "text", url: Url = None, key: Key = None) -> None:
    """List connectors by name."""
    with ledger_at(url, key) as ledger:
        found = ledger.connectors.list()
        if output_format == "json":
            _write(found)
        else:
            for each in found:
                _show(each, output_format)


@app.command("change")
def change(
    connector_id: Id,
    *,
    mapping: MappingFile = None,
    name: Annotated[str | None, typer.Option(help="What people call it.")] = None,
    active: Annotated[
        bool | None, typer.Option("--on/--off", help="Whether it takes anything in.")
    ] = None,
    output_format: Format = "text",
    url: Url = None,
    key: Key = None,
) -> None:
    """Change a connector's name or mapping, or turn it on or off."""
    said = _read(mapping) if mapping else None
    with ledger_at(url, key) as ledger:
        changed = ledger.connectors.change(connector_id, name=name, mapping=said, active=active)
        _show(changed, output_format)


@app.command("rotate")
def rotate(
    connector_id: Id,
    *,
    hours: Annotated[int, typer.Option(help="For so long the one before is good too.")] = 24,
    secret: Secret = None,
    output_format: Format = "text",
    url: Url = None,
    key: Key = None,
) -> None:
    """Give a connector another secret, and print it, this once."""
    with ledger_at(url, key) as ledger:
        _show(ledger.connectors.rotate(connector_id, secret=secret, hours=hours), output_format)


@app.command("remove")
def remove(connector_id: Id, *, url: Url = None, key: Key = None) -> None:
    """Remove a connector, at once; what came in through it stays."""
    with ledger_at(url, key) as ledger:
        _show(ledger.connectors.remove(connector_id), "text")


@app.command("deliveries")
def deliveries(
    connector_id: Id,
    *,
    outcome: Annotated[
        str | None,
        typer.Option(help="applied, waiting, refused, ignored, nothing-new or too-early."),
    ] = None,
    last: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    output_format: Format = "text",
    url: Url = None,
    key: Key = None,
) -> None:
    """List what came in, the latest first, and what came of it."""
    with ledger_at(url, key) as ledger:
        found = ledger.connectors.deliveries(connector_id, outcome=outcome, limit=min(last, 200))
        latest = list(islice(found, last))
    if output_format == "json":
        _write(latest)
    else:
        for each in latest:
            lines = [f"{each.received_at:%Y-%m-%d %H:%M:%S}  {each.outcome}  {each.key}"]
            say("\n".join([*lines, *(f"    {line}" for line in each.says)]))


@app.command("try")
def try_(
    connector_id: Id,
    payload: Annotated[Path, typer.Argument(metavar="FILE", help="A payload, as JSON.")],
    *,
    output_format: Format = "text",
    url: Url = None,
    key: Key = None,
) -> None:
    """Say what a payload would do now; nothing is kept of it."""
    said = _read(payload)
    with ledger_at(url, key) as ledger:
        found = ledger.connectors.try_(connector_id, said)
    if output_format == "json":
        typer.echo(found.model_dump_json(indent=2))
    else:
        say("\n".join([found.outcome, *(f"    {line}" for line in found.says)]))


def _read(path: Path) -> Mapping[str, Any]:
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
        found = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        # YAML knows dates, and Python's JSON infinities, which cannot be sent.
        json.dumps(found, allow_nan=False)
    except (ValueError, TypeError, yaml.YAMLError, RecursionError) as error:
        raise FileError(path, str(error).replace("\n", " ")) from None
    if not isinstance(found, dict):
        raise FileError(path, "it holds no mapping")
    return {str(key): value for key, value in found.items()}


def _write(found: "Iterable[Body]") -> None:
    typer.echo(json.dumps([each.model_dump(mode="json") for each in found], indent=2))


def _show(connector: "ConnectorBody | Body", output_format: Literal["text", "json"]) -> None:
    if output_format == "json":
        typer.echo(connector.model_dump_json(indent=2))
        return
    said = connector.model_dump()
    lines = [f"{said['name']} ({said['kind']}{'' if said['active'] else ', off'})"]
    lines += [f"    {name}: {said[name]}" for name in ("id", "address", "secret") if said[name]]
    lines += [f"    warning: {each}" for each in said["warnings"]]
    say("\n".join(lines))
