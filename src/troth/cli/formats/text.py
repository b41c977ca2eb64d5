"""Text for people: coloured on a terminal, plain and the same to the byte when piped."""

from collections import Counter
from collections.abc import Iterator

from troth.cli.formats.outcome import Outcome
from troth.cli.streams import printable
from troth.errors import counted
from troth.findings import Finding, Severity

#: A line and the style in which a terminal shows it.
Line = tuple[str, str]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PLACE_COLUMN = 72


def lines(outcome: Outcome) -> Iterator[Line]:
    """Each finding, then what is waived, then one line that sums up."""
    for finding in outcome.new:
        yield from _finding(finding, outcome.names[finding.code])
        yield "", ""
    for waived in outcome.waived:
        until = f" until {waived.until}" if waived.until else ""
        about = ", ".join(waived.finding.about)
        reason = " ".join(waived.reason.splitlines())
        yield f"{waived.finding.code} waived for {about}{until}: {reason}", "dim"
    if outcome.waived:
        yield "", ""
    yield summary(outcome), "bold"


def render(outcome: Outcome) -> str:
    """The lines without their styles."""
    return printable("\n".join(text for text, _ in lines(outcome)))


def show(outcome: Outcome) -> None:
    """Print to the terminal, in colour; lines that it breaks keep their indent."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console()
    for text, style in lines(outcome):
        sentence = text.lstrip()
        indent = len(text) - len(sentence)
        console.print(Padding(Text(printable(sentence), style=style), (0, 0, 0, indent)))


def summary(outcome: Outcome) -> str:
    """One sentence: how many of each severity, and for which arrivals."""
    counts = Counter(finding.severity for finding in outcome.new)
    parts = [
        counted(counts[Severity.ERROR], "error"),
        counted(counts[Severity.WARNING], "warning"),
        counted(counts[Severity.INFO], "note"),
    ]
    if outcome.waived:
        parts.append(f"{len(outcome.waived)} waived")
    if outcome.known:
        parts.append(f"{len(outcome.known)} known from the baseline")
    return f"{', '.join(parts)}; arrivals from {outcome.at:%Y-%m-%d} to {outcome.until:%Y-%m-%d}."


def _finding(finding: Finding, name: str) -> Iterator[Line]:
    head = f"{finding.code} {name} ({_WORDS[finding.severity]})"
    place = f"{finding.place.file}:{finding.place.line}"
    yield f"{head:<{_PLACE_COLUMN}} {place}", _STYLES[finding.severity]
    for sentence in finding.message.splitlines():
        yield f"  {sentence}", ""
    if finding.fix:
        yield f"  Fix: {finding.fix}", "green"
