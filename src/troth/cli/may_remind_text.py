"""What `troth may-remind` prints: our own record first."""

from collections.abc import Iterator

from troth.answers import ReminderBody
from troth.answers.reminder import WaitBody
from troth.cli.streams import printable_lines
from troth.clock import zones
from troth.forecast.quote.wording import date_text


def may_remind_text(found: ReminderBody) -> str:
    """Whether a reminder may go out, for people."""
    return printable_lines(_lines(found))


def _lines(found: ReminderBody) -> Iterator[str]:
    record = found.record
    yield (
        f"our word to them, {record.days} days: of {record.n} made {record.kept} kept, "
        f"{record.kept_as_agreed} as agreed, {record.moved} moved, {record.broken} broken, "
        f"{record.open} open"
    )
    yield f"reminder: {found.answer}, because {found.reason}"
    for wait in found.because:
        yield f"late     {_wait(wait)}"
    if found.withheld:
        yield f"late     {found.withheld} more, which are not yours to see"
    if found.until:
        yield f"until    {found.until:%Y-%m-%d %H:%M} UTC"
    if found.wording:
        yield f"say      {found.wording}"
    if found.voice:
        yield f"tone     {found.voice}"
    yield f"law      {found.statutory}"


def _wait(wait: WaitBody) -> str:
    zone = zones.load(wait.zone)
    ended = date_text(wait.ended_at, zone, "elapsed") if wait.ended_at else "not done yet"
    due = date_text(wait.due, zone, "elapsed")
    return f"{wait.metric} {wait.promise}: due {due}, {ended} ({wait.zone})"
