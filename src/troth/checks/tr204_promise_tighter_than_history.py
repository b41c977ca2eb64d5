"""Promise tighter than history.

## What it does

Needs `--history`. Measures each standard and claim on the history's metric against the cases that
really happened, and finds those that were kept less often than they promise.

- A term of time is put on every case: its due is computed from when the case started, over the
  calendar of the promise, and compared with when it ended.
- A term of share ("at least 80 %") is compared with the share that the history's own rule calls
  kept.
- The scope of the promise selects cases by each facet that the history knows.
- Cases that were withdrawn, and cases that were still open before their due, are left out. A case
  that never ended and is past its due is broken.
- A term without a share promises every case, so that one broken case contradicts it.

With fewer than 30 cases nothing is said. A promise is reported only when the upper end of the 95 %
interval (Wilson's) of the measured share is below the promised share, so bad luck in a small sample
is not called a broken promise. The witness is the case that overran its due by most.

## Why it matters

Declared capabilities are opinions. This is what customers got.

## Example

```yaml
claims:
  on-time-page:
    team: marketing
    says: Nine of ten flights arrive on time
    metric: on-time
    term: at least 90 %      # 76.3 % of 327,346 flights did
```

## Mend it by

Promising the share that was measured, or a later term: the finding names the share. Then learning
what made the worst cases.

## Severity

An error where the promise is a `guarantee` (which it is unless it says otherwise), a warning for an
`estimate` or an `aim`.
"""

from collections.abc import Iterator
from math import floor
from typing import TYPE_CHECKING

from troth.checks import words
from troth.checks.context import Context
from troth.checks.sentences import zone_of
from troth.findings import Finding, Witness
from troth.playbook.stated import Stated, quoted
from troth.terms import Kind

if TYPE_CHECKING:
    # Loaded only where there is a history, for a quick start without one.
    from troth.checks.measured import Measured

CODE = "TR204"
NAME = "promise tighter than history"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule; without a history there are none."""
    if context.history is None:
        return
    from troth.checks.measured import promised_share, verdicts

    for promise in (*context.standards, *context.claims):
        promised = promised_share(promise)
        found = verdicts(context, promise, context.held(promise))
        measured = found.measured() if found else None
        if found and measured and promised is not None and measured.below(promised):
            worst = found.worst(promise.id)
            yield context.finding(
                CODE,
                promise.severity,
                at=promise.path,
                about=(promise.id,),
                message="\n".join(_sentences(context, promise, measured, worst)),
                fix=_fix(promise, measured),
                witness=worst,
                measured=measured.as_json(),
            )


def _sentences(
    context: Context, promise: Stated, measured: "Measured", worst: Witness | None
) -> Iterator[str]:
    zone = zone_of(context, promise)
    low, high = measured.interval
    yield f"{promise.sentence}, but history says otherwise."
    yield (
        f"Of {measured.cases:,} cases that started from "
        f"{words.day(measured.first.astimezone(zone).date())} to "
        f"{words.day(measured.last.astimezone(zone).date())}, {words.percent(measured.share)} "
        f"kept it (95 % interval {words.percent(low)} to {words.percent(high)})."
    )
    known = context.history.facets if context.history else ()
    unknown = [facet for facet in promise.scope if facet not in known]
    if unknown:
        yield f"The history does not tell {words.listed(unknown, 'or')} apart: all cases count."
    if worst:
        yield (
            f"The worst arrived {words.moment(worst.arrival, zone)} ({zone.key}), was due "
            f"{words.moment(worst.first.due, zone, after=worst.arrival)}, and ended "
            f"{words.moment(worst.second.due, zone, after=worst.arrival)}."
        )


def _fix(promise: Stated, measured: "Measured") -> str:
    """The share that can be promised: the lower end of the interval, in whole per cent."""
    share = floor(100 * measured.interval[0])
    if not share:
        return "promise something else: it was hardly ever kept"
    if promise.term.kind is Kind.SHARE:
        return f"say {quoted(f'at least {share} %')}"
    return f"say {quoted(f'{promise.term.content} in {share} % of cases')}, or a later term"
