"""Changes as text for people."""

from collections import Counter
from collections.abc import Iterator, Sequence

from troth.checks.words import moment, percent
from troth.cli.streams import printable
from troth.playbook.changes import Change, Direction, Sample
from troth.playbook.scope import scope_text

_PLACE_COLUMN = 72


def render(changes: Sequence[Change]) -> str:
    """Each change with what was and what is, then one line that sums up."""
    lines = [line for change in changes for line in _lines(change)] + [_summary(changes)]
    return printable("\n".join(lines))


def _lines(change: Change) -> Iterator[str]:
    whom = f" for {scope_text(change.scope)}" if change.scope else ""
    path = ".".join(part for part in (change.section, change.id, change.key) if part)
    head = f"{change.direction.value:<8} {path}{whom}"
    yield f"{head:<{_PLACE_COLUMN}} {change.place.file}:{change.place.line}"
    if change.before == change.after:
        yield f'  says "{change.after}" as before, and counts other hours'
    else:
        if change.before is not None:
            yield f"  was: {change.before}"
        if change.after is not None:
            yield f"  now: {change.after}"
    for sample in change.samples:
        yield f"  {_sentence(sample)}"
    yield ""


def _sentence(sample: Sample) -> str:
    arrival = moment(sample.arrival, sample.zone)
    before = moment(sample.before, sample.zone, after=sample.arrival)
    after = moment(sample.after, sample.zone, after=sample.before)
    word = "later" if sample.after > sample.before else "sooner"
    return (
        f"What arrives {arrival} was due {before}, and is now due {after}: "
        f"{word} for {percent(sample.share)} of arrivals."
    )


def _summary(changes: Sequence[Change]) -> str:
    if not changes:
        return "Nothing changes for customers."
    counts = Counter(change.direction for change in changes)
    return ", ".join(f"{counts[kind]} {kind.value}" for kind in Direction if counts[kind]) + "."
