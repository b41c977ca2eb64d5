"""`troth check`: what in a playbook cannot hold, with the day on which it does not."""

import sys
from datetime import UTC, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

if TYPE_CHECKING:
    from troth.checks.baseline import Key
    from troth.cli.formats.outcome import Outcome
    from troth.history import History
    from troth.playbook import Playbook

#: Bytes; 10,000 findings have some 10 million.
_MOST_BASELINE = 256 * 2**20


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def command(
    path: Annotated[Path, typer.Argument(help="A playbook: one YAML file, or a folder of them.")],
    *,
    history: Annotated[
        Path | None,
        typer.Option(help="What really happened: a file that 'troth history import' wrote."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(help="The day of the check, from 00:00 UTC, or an instant. Today if absent."),
    ] = None,
    horizon: Annotated[
        str, typer.Option(help="How far ahead arrivals are looked at: 2y, 18mo, 12w, 90d.")
    ] = "2y",
    baseline: Annotated[
        Path | None,
        typer.Option(help="Findings of an earlier run, in JSON; only others make it fail."),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="How findings are written.")
    ] = Format.TEXT,
) -> None:
    """Find what in a playbook cannot hold, with the day on which it does not.

    Leaves with 0, with 1 where a finding is an error, and with 2 for an invalid playbook.
    """
    instant = instant_of(at)
    outcome = outcome_of(path, instant, horizon, history=history, baseline=baseline)
    _write(outcome, output)
    if outcome.failed:
        raise typer.Exit(1)


def outcome_of(
    path: Path, at: datetime, horizon: str, *, history: Path | None, baseline: Path | None
) -> "Outcome":
    """Check, and keep apart what the baseline knew."""
    from troth import checks, playbook
    from troth.checks.baseline import key_of
    from troth.cli.formats.outcome import Outcome

    span = checks.horizon_from(at, horizon)
    known = _known(baseline) if baseline else frozenset()
    loaded = playbook.load(path)
    report = checks.run(loaded, at, span, _history(history, loaded) if history else None)
    return Outcome(
        playbook=str(path),
        at=at,
        until=span.end,
        new=tuple(finding for finding in report.findings if key_of(finding) not in known),
        known=tuple(finding for finding in report.findings if key_of(finding) in known),
        waived=report.waived,
        names={rule.CODE: rule.NAME for rule in checks.RULES},
    )


def instant_of(text: str | None) -> datetime:
    """A day, from 00:00 UTC, or a time, in UTC unless it says its own offset; today if absent."""
    if text is None:
        return datetime.combine(datetime.now(UTC), time(), UTC)
    from troth.cli.instant_option import read_instant

    return read_instant(text, "--at", ZoneInfo("UTC")).astimezone(UTC)


def _history(path: Path, loaded: "Playbook") -> "History":
    from troth.cli.streams import printable
    from troth.history import read

    history = read(path)
    if history.metric not in loaded.metrics:
        metrics = ", ".join(loaded.metrics) or "none"
        typer.echo(
            printable(
                f"troth: {path} is about '{history.metric}', which is not one of the playbook's "
                f"metrics ({metrics}); nothing is checked against it"
            ),
            err=True,
        )
    return history


def _known(baseline: Path) -> "frozenset[Key]":
    from troth.checks.baseline import BaselineError, known_findings

    try:
        if not baseline.is_file() or baseline.stat().st_size > _MOST_BASELINE:
            raise BaselineError(str(baseline), "it is no file, or a very large one")
        text = baseline.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(str(baseline), f"it cannot be read ({error})") from None
    return known_findings(text, str(baseline))


def _write(outcome: "Outcome", output: Format) -> None:
    # Each form is loaded alone: a run from a cold start should not pay for the others.
    if output is Format.JSON:
        from troth.cli.formats.json import render
    elif output is Format.GITHUB:
        from troth.cli.formats.github import render
    elif output is Format.SARIF:
        from troth.cli.formats.sarif import render
    else:
        from troth.cli.formats.text import render, show

        if sys.stdout.isatty():
            show(outcome)
            return
    text = render(outcome)
    if text:
        typer.echo(text)
