"""Calendar never open.

## What it does

Finds calendars whose hours, holidays and exceptions leave no open time at all.

## Why it matters

Business time never passes on such a calendar, so nothing that counts on it ever falls due. Terms
that count on it are left out of all comparisons.

## Example

```yaml
calendars:
  desk: {hours: "Mo-Fr 09:00-17:30", timezone: Europe/Berlin}
  night: {hours: "Mo-Su off", timezone: Europe/Berlin}   # nothing is left
```

## Mend it by

Giving the calendar open hours, or not using it.

## Severity

Always an error: nothing that counts on it can work.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR109"
NAME = "calendar never open"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for name, declared in context.playbook.calendars.items():
        closures = declared.ical is not None
        if not closures and context.counting.calendar(name) is None:
            yield context.finding(
                CODE,
                Severity.ERROR,
                at=("calendars", name),
                about=(name,),
                message=said("The calendar {name} is never open.", name=name),
                fix=said("give it open hours, or count on another calendar"),
            )
