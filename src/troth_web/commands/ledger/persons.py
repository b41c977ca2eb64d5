"""`troth ledger access|rectify|erase|retain`: what is kept of people, and what is not any more."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from troth.cli.asking import Key, ledger_at
from troth.cli.streams import say
from troth.errors import TrothError, counted
from troth_web.commands.opened import reading, writing
from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format, show_json

if TYPE_CHECKING:
    from troth.answers.customer import AccessBody
    from troth.promises.store import Store

Who = Annotated[
    str, typer.Argument(metavar="CUSTOMER", help="Their id, e-mail address or reference.")
]


class WhoError(TrothError):
    """A customer who is not known, or not known from others."""


class SureError(TrothError):
    """Something that cannot be undone, and nobody was asked."""

    def __init__(self) -> None:
        super().__init__("erasing cannot be undone; say --yes where nobody can be asked")


@stands_for("customers.access")
def access(
    customer: Who,
    *,
    files: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write the files of their promises into this folder, made for it."
        ),
    ] = None,
) -> None:
    """Print all that is held of a customer, as JSON: for them to read, or to take elsewhere.

    Their files are listed in it; --files writes them too, each under its id and its name.
    """
    with reading() as store:
        from troth import queries
        from troth_web.clock import now

        found = queries.access(store, _known(store, customer), now())
        if files is not None:
            _write_files(store, found, files)
    show_json(found.model_dump(mode="json"))


def _write_files(store: "Store", found: "AccessBody", folder: Path) -> None:
    from troth.promises.filename import clean_name
    from troth_web.ledger.transfer.exporting import empty_folder

    empty_folder(folder)
    for each in found.files:
        content = store.file(each.id)
        if content is not None:
            (folder / f"{each.id} {clean_name(str(each.name))}").write_bytes(content)


@stands_for("customers.rectify")
def rectify(
    customer: Who,
    *,
    name: Annotated[str | None, typer.Option(help="Their name.")] = None,
    email: Annotated[str | None, typer.Option(help="Their e-mail address.")] = None,
    phone: Annotated[str | None, typer.Option(help="Their telephone number.")] = None,
    ref: Annotated[str | None, typer.Option(help="Their id in another system.")] = None,
    reason: Annotated[str | None, typer.Option(help="Who said so, or why.")] = None,
) -> None:
    """Put right what was noted of a customer; what stood before stays in the journal."""
    with writing("troth ledger rectify") as store:
        from pydantic import ValidationError

        from troth import operations
        from troth_web.clock import now
        from troth_web.ledger.held import OPERATOR

        try:
            wanted = operations.Rectify(name=name, email=email, phone=phone, ref=ref, reason=reason)
        except ValidationError as error:
            raise WhoError(f"--{error.errors()[0]['loc'][0]}: {error.errors()[0]['msg']}") from None
        if not {"name", "email", "phone", "ref"} & {
            key for key, value in wanted.model_dump().items() if value is not None
        }:
            raise WhoError("say what is to be put right: --name, --email, --phone or --ref")
        found = _known(store, customer)
        with store.writing(actor=OPERATOR, at=now()) as work:
            done = operations.rectify(work, found, wanted)
    typer.echo(f"customer {done.id}: put right; their journal has come to entry {done.sequence}")


@stands_for("customers.erase")
def erase(
    customer: Who,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")] = False,
) -> None:
    """Erase a customer: their key, all that it sealed, and what they could be found by.

    That it was done stays in the journal, whose chains still hold. Backups made before still have
    it: restore them with --erased and the list erased.txt of the data directory.
    """
    with writing("troth ledger erase") as store:
        from troth import operations
        from troth_web.clock import now
        from troth_web.ledger.held import OPERATOR

        found = _known(store, customer)
        if not yes:
            if not sys.stdin.isatty():
                raise SureError
            typer.confirm(f"Erase customer {found}? It cannot be undone.", abort=True)
        with store.writing(actor=OPERATOR, at=now()) as work:
            operations.erase(work, found)
    typer.echo(f"customer {found} was erased")


@stands_for("ledger.retain")
def retain(
    *,
    apply: Annotated[
        bool, typer.Option("--apply", help="Do it. Without, only say what would be dropped.")
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(help="Ask the server at this address, which has the database open."),
    ] = None,
    key: Key = None,
    output_format: Format = "text",
) -> None:
    """Drop personal parts that have been kept for as long as their purpose needs.

    How long that is for each type of entry stands in docs/concepts/journal.md. The entries stay,
    and their chains hold. Beside a server on SQLite, say its --url; the key is an admin's.
    """
    at, dropped = _asked_to_retain(url, key, apply) if url else _retained(apply)
    if output_format == "json":
        show_json({"at": at, "dropped": dropped})
        return
    verb = "dropped" if apply else "would be dropped; --apply drops them"
    lines = [f"{kind}: {number:,}" for kind, number in sorted(dropped.items())]
    total = counted(sum(dropped.values()), "personal part", "personal parts")
    say("\n".join([*lines, f"{total} {verb}"]))


def _retained(apply: bool) -> tuple[str, Mapping[str, int]]:
    with writing("troth ledger retain") if apply else reading() as store:
        from troth_web.clock import now
        from troth_web.ledger import retention
        from troth_web.ledger.held import OPERATOR

        at = now()
        found = (
            retention.retain(store, actor=OPERATOR, at=at) if apply else retention.due(store, at=at)
        )
    return found.at, found.dropped


def _asked_to_retain(url: str, key: str | None, apply: bool) -> tuple[str, Mapping[str, int]]:
    from troth.promises.hashing import instant

    with ledger_at(url, key) as ledger:
        found = ledger.retain() if apply else ledger.due_to_drop()
    return instant(found.at), found.dropped


def _written(text: str) -> bool:
    """Whether a text from the command line can be written down."""
    return not any("\ud800" <= each <= "\udfff" for each in text)


def _known(store: "Store", customer: str) -> str:
    """The id of the customer who is meant.

    Raises:
        WhoError: nobody is, or several are.
    """
    if not _written(customer):
        raise WhoError(
            f"{customer!r} is no text in UTF-8; say their id, e-mail address or reference"
        )
    first = store.entries(customer)[:1]
    if first and first[0].type.kind == "customer":
        return customer
    found = sorted({*store.found("email", customer), *store.found("ref", customer)})
    if not found:
        raise WhoError(
            f"no customer has the id, e-mail address or reference {customer!r}; "
            "who was erased has their id alone"
        )
    if len(found) > 1:
        raise WhoError(f"{customer!r} is more than one customer; say which id: {', '.join(found)}")
    return found[0]
