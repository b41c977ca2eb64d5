"""`troth guard`: what a text promises."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from troth.errors import TrothError

if TYPE_CHECKING:
    from troth.cli.guard_texts import Text
    from troth.guard.context import Context


class Format(StrEnum):
    """How promises are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class Form(StrEnum):
    """The forms of a text."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    EMAIL = "email"


_BY_SUFFIX = {
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".eml": Form.EMAIL,
}


class UnreadableTextError(TrothError):
    """A file that is no text."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: cannot be read: {reason}; give a file of text in UTF-8")


class NoFormatError(TrothError):
    """Lines of JSON in another format."""

    def __init__(self, output: str) -> None:
        super().__init__(f"--jsonl prints lines of JSON, not {output}; leave --format out")


class NoPlaybookError(TrothError):
    """Options that say how texts are held to a playbook, and no playbook."""

    def __init__(self, options: list[str]) -> None:
        super().__init__(f"{' and '.join(options)} without --playbook; say to which texts are held")


def command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Texts, or - for what is piped in.")
    ],
    *,
    playbook: Annotated[
        Path | None,
        typer.Option(help="Hold every promise to this playbook: a YAML file, or a folder of them."),
    ] = None,
    role: Annotated[
        str | None, typer.Option(help="Who says it: agent if absent, ai-agent, marketing, ...")
    ] = None,
    channel: Annotated[
        str | None, typer.Option(help="Where it is said, as the playbook's policies name it.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            help="The instant of a reply. If absent a text stands, and is held to its word for "
            "every arrival of two years."
        ),
    ] = None,
    facet: Annotated[
        list[str] | None,
        typer.Option(
            "--facet", metavar="FACET=VALUE", help="What is known of the case; repeatable."
        ),
    ] = None,
    output: Annotated[
        Format | None,
        typer.Option("--format", help="How promises are written: text if absent."),
    ] = None,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Read lines of {"id", "text"} and print one of {"id", "promises"} for each.',
        ),
    ] = False,
    form: Annotated[
        Form | None, typer.Option("--as", help="The form of the texts; names tell if absent.")
    ] = None,
) -> None:
    """Find what texts promise; with a playbook, say what of it is backed, and what to say instead.

    Leaves with 0; with 1 where a promise is not backed; with 2 for what cannot be read. Without a
    playbook it leaves with 0 whatever is found.
    """
    context = _context(playbook, role, channel, at, facet)
    if jsonl and output not in {None, Format.JSON}:
        raise NoFormatError(str(output))
    if jsonl:
        backed = _lines(paths, form or Form.TEXT, context)
    else:
        backed = _texts(paths, form, context, output or Format.TEXT, decides=role is not None)
    if not backed:
        raise typer.Exit(1)


def _context(
    playbook: Path | None,
    role: str | None,
    channel: str | None,
    at: str | None,
    facets: list[str] | None,
) -> "Context | None":
    if playbook is None:
        said = {"--role": role, "--channel": channel, "--at": at, "--facet": facets}
        given = [option for option, value in said.items() if value]
        if given:
            raise NoPlaybookError(given)
        return None
    from troth.cli.guard_playbook import context_of

    return context_of(playbook, role=role or "agent", channel=channel, at=at, facets=facets)


def _lines(paths: list[Path], form: Form, context: "Context | None") -> bool:
    from troth.cli.guard_lines import answers

    all_backed = True
    for path in paths:
        for line, backed in answers(_read(path), _name(path), form.value, context):
            typer.echo(line)
            all_backed = all_backed and backed
    return all_backed


def _texts(
    paths: list[Path],
    form: Form | None,
    context: "Context | None",
    output: Format,
    *,
    decides: bool,
) -> bool:
    from troth.cli.guard_texts import read

    # All are read before anything is written, so that a bad one leaves no half an answer.
    originals = [(path, _read(path)) for path in paths]
    texts = [
        read(text, _name(path), (form or _form(path)).value, context) for path, text in originals
    ]
    for part in _written(texts, output, judged=context is not None, decides=decides):
        typer.echo(part)
    return all(text.backed for text in texts)


def _form(path: Path) -> Form:
    return _BY_SUFFIX.get(path.suffix.lower(), Form.TEXT)


def _name(path: Path) -> str:
    return "standard input" if str(path) == "-" else str(path)


def _read(path: Path) -> str:
    try:
        piped = str(path) == "-"
        data = sys.stdin.buffer.read() if piped else path.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not UTF-8"
        raise UnreadableTextError(_name(path), reason) from None
    except OSError as error:
        raise UnreadableTextError(_name(path), str(error.strerror)) from None


def _written(texts: "list[Text]", output: Format, *, judged: bool, decides: bool) -> Iterator[str]:
    if output is Format.JSON:
        from troth.cli.guard_json import document

        yield document(texts)
    elif output is Format.SARIF:
        from troth.cli.guard_sarif import sarif

        yield sarif(texts, judged=judged)
    else:
        from troth.cli.guard_text import commands, lines

        for text in texts:
            yield from (commands(text) if output is Format.GITHUB else lines(text, decides=decides))
