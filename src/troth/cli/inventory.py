"""`troth inventory`: every promise in a company's texts, and a first playbook made of them."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from troth.inventory import Inventory, Taken
    from troth.inventory.decisions import Decision
    from troth.playbook import Playbook


class Format(StrEnum):
    """How the inventory is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Folders and files with texts: HTML, Markdown, text, PDF, DOCX, mail, macros in "
            "JSON or CSV; and lists of addresses, one a line.",
        ),
    ],
    *,
    playbook: Annotated[
        Path | None, typer.Option(help="The playbook that promises are held against.")
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="How the inventory is written.")
    ] = Format.TEXT,
    decisions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Read what was decided of each promise, and write it anew: YAML, or CSV by name.",
        ),
    ] = None,
    draft: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a draft playbook, where no file is.")
    ] = None,
    company: Annotated[
        str | None, typer.Option(help="Whose promises the draft holds; of the playbook if absent.")
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch the addresses of lists, and nothing else.")
    ] = False,
) -> None:
    """List every promise in texts: where it stands, what contradicts it, what backs it.

    Leaves with 0, whatever is found, and with 2 for what cannot be read at all. A file that cannot
    be read is said, and the rest goes on.
    """
    from troth.inventory import inventory_of
    from troth.inventory.decisions import merged
    from troth.inventory.decisions_file import read

    book = _playbook(playbook)
    known = read(decisions) if decisions else {}
    _check_free(draft)
    at = datetime.now(UTC)
    inventory = inventory_of(_taken(paths, book, fetch=fetch), book, at)
    lines = {one.id: one for one in merged(inventory.promises, known)}
    _write_decisions(lines, decisions)
    _write_draft(inventory, draft, company or (book.company if book else None), book, lines, at)
    _show(inventory, book, lines, output)


def _playbook(path: Path | None) -> "Playbook | None":
    from troth.playbook import load

    return load(path) if path else None


def _taken(paths: list[Path], book: "Playbook | None", *, fetch: bool) -> "Taken":
    from troth.cli.inventory_reading import read_all

    return read_all(paths, book, fetch=fetch)


def _check_free(draft: Path | None) -> None:
    from troth.outputs import UnwritableError

    if draft and draft.exists() and (draft.is_dir() or (draft.is_file() and draft.stat().st_size)):
        raise UnwritableError(draft, "it is there already, and people may have worked on it")


def _write_decisions(lines: "dict[str, Decision]", path: Path | None) -> None:
    from troth.inventory.decisions_file import write

    if path:
        write(list(lines.values()), path)


def _write_draft(
    inventory: "Inventory",
    path: Path | None,
    company: str | None,
    book: "Playbook | None",
    lines: "dict[str, Decision]",
    at: datetime,
) -> None:
    from troth.inventory.drafting import draft_text
    from troth.outputs import write_text
    from troth.playbook.starter import REVIEW_AFTER

    if path:
        text = draft_text(
            inventory,
            company=company or "Example Company",
            review=at.date() + REVIEW_AFTER,
            playbook=book,
            decisions=lines,
        )
        write_text(text, path)


def _show(
    inventory: "Inventory",
    book: "Playbook | None",
    lines: "dict[str, Decision]",
    output: Format,
) -> None:
    if output is Format.JSON:
        from troth.cli.inventory_json import document

        typer.echo(document(inventory, book, lines))
    elif output is Format.HTML:
        from troth.report.inventory import inventory_html

        typer.echo(inventory_html(inventory, book, lines))
    else:
        from troth.cli.inventory_text import lines as text_lines
        from troth.cli.streams import say

        for line in text_lines(inventory, book, lines):
            say(line)
