"""The `troth` command: the list of commands, and the one place where errors become exit codes.

Exit codes: 0 fine, 1 findings, 2 invalid input or usage, 130 interrupted. Input never ends in a
traceback.
"""

import sys
from collections.abc import Sequence

import typer

from troth.cli import (
    ambition,
    backtest,
    capture,
    check,
    clock,
    connector,
    diff,
    fmt,
    guard,
    history,
    init,
    inventory,
    may,
    may_remind,
    mcp,
    quote,
    report,
    rule,
    schema,
    warn,
)
from troth.cli.added import add_commands
from troth.cli.streams import complain, lose_output, open_closed_streams
from troth.errors import TrothError

app = typer.Typer(
    name="troth",
    help="Write down what customers may expect, check that it can be kept, promise only that.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("check")(check.command)
app.command("rule")(rule.command)
app.command("report")(report.command)
app.command("ambition")(ambition.command)
app.command("quote")(quote.command)
app.command("may")(may.command)
app.command("may-remind")(may_remind.command)
app.command("capture")(capture.command)
app.command("guard")(guard.command)
app.command("mcp")(mcp.command)
app.command("inventory")(inventory.command)
app.command("init")(init.command)
app.command("fmt")(fmt.command)
app.command("diff")(diff.command)
app.command("schema")(schema.command)
app.command("warn")(warn.command)
app.command("backtest")(backtest.command)
app.add_typer(history.app, name="history")
app.add_typer(clock.app, name="clock")
app.add_typer(connector.app, name="connector")
add_commands(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    open_closed_streams()
    try:
        app(args=arguments)
    except TrothError as error:
        complain(str(error))
        sys.exit(2)
    except UnicodeEncodeError as error:
        # An argument or a file's name in another encoding, on its way to a ledger or into a file.
        part = ascii(error.object[error.start : error.end])
        complain(f"{part} cannot be written in {error.encoding}; give names and texts in UTF-8")
        lose_output()
        sys.exit(2)
    except OSError as error:
        # Whatever file or stream it was: a disk may fill up and a right be missing anywhere.
        what = error.filename or "the output"
        complain(f"{what}: {error.strerror or error}; check its space and its rights")
        lose_output()
        sys.exit(2)
