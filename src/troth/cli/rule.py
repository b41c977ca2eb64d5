"""`troth rule`: the page of one check, or the list of all."""

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from troth.errors import TrothError

if TYPE_CHECKING:
    from troth.checks import Rule


class Format(StrEnum):
    """How pages are written."""

    TEXT = "text"
    JSON = "json"


class UnknownRuleError(TrothError):
    """A code that no check has."""

    def __init__(self, code: str, near: list[str]) -> None:
        meant = f"did you mean {' or '.join(near)}?" if near else "'troth rule' lists all of them"
        super().__init__(f"there is no check {code!r}; {meant}")


def command(
    code: Annotated[
        str | None, typer.Argument(help="The code of a check, such as TR201; all if absent.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.TEXT,
) -> None:
    """Explain a check: what it finds, why it matters, and how to mend it."""
    from troth.checks import RULES

    chosen = RULES if code is None else (rule_of(code),)
    if output is Format.JSON:
        entries = [_as_json(rule) for rule in chosen]
        typer.echo(json.dumps(entries if code is None else entries[0], indent=2))
    elif code is None:
        for rule in chosen:
            typer.echo(f"{rule.CODE}  {rule.NAME}")
    else:
        _show(page_of(chosen[0]))


def rule_of(code: str) -> "Rule":
    """The check with that code, in any case of letters.

    Raises:
        UnknownRuleError: with the nearest codes.
    """
    from difflib import get_close_matches

    from troth.checks import RULES

    by_code = {rule.CODE: rule for rule in RULES}
    wanted = code.upper()
    if wanted not in by_code:
        raise UnknownRuleError(code, get_close_matches(wanted, by_code, n=2))
    return by_code[wanted]


def page_of(rule: "Rule") -> str:
    """The page in Markdown, its title with the code."""
    title, _, rest = (rule.__doc__ or "").partition("\n")
    return f"# {rule.CODE} {title.rstrip('.')}\n{rest.rstrip()}\n"


def _as_json(rule: "Rule") -> dict[str, Any]:
    return {"code": rule.CODE, "name": rule.NAME, "page": page_of(rule)}


def _show(page: str) -> None:
    if not sys.stdout.isatty():
        typer.echo(page, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(page))
