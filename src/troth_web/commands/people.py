"""`troth people`: what only who runs the machine can do about people."""

import secrets
import sys
from typing import Annotated

import typer

from troth_web.commands.rights import stands_for

app = typer.Typer(
    name="people",
    help="Let the first person in; everybody else is invited by somebody who is in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def group() -> None:
    """Let the first person in; everybody else is invited by somebody who is in."""


@app.command("add-admin")
@stands_for("server.run")
def add_admin(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Their e-mail address.")],
    *,
    name: Annotated[str, typer.Option(help="Their name; the part before the @ unless given.")] = "",
    password_stdin: Annotated[
        bool,
        typer.Option(
            "--password-stdin",
            help="Read the password from the first line of the input. Without it, a terminal asks; "
            "elsewhere one is made and printed once.",
        ),
    ] = False,
) -> None:
    """Make the first admin of a server that knows nobody yet."""
    from troth_web.commands.opened import writing

    with writing("troth people add-admin", new=True):
        typer.echo(first_admin(email, name, _password(from_input=password_stdin)))


def first_admin(email: str, name: str = "", password: str | None = None) -> str:
    """Make the first admin, and say how they sign in; without a password one is made and shown.

    Raises:
        TakenError: somebody is known already.
        PeopleError: address, name or password will not do.
    """
    from troth_web.clock import now
    from troth_web.people.operations.founding import found

    given = secrets.token_urlsafe(18) if password is None else password
    person = found(email=email, name=name or email.partition("@")[0], password=given, at=now())
    shown = "" if password is not None else f"; the password, shown this once: {given}"
    return f"{person.email} can sign in as an admin{shown}"


def _password(*, from_input: bool) -> str | None:
    """The password that was given; None where one is to be made."""
    if from_input:
        return sys.stdin.readline().rstrip("\n")
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return None
