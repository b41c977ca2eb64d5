"""Promise tighter than history.

## What it does

Needs `--history`. Holds each standard and claim on the history's metric against the cases that
really happened, and finds those that new cases will keep less often than they promise.

- For a term of time with a share, the odds that a new case keeps it are learned from the cases
  that were known at `--at`; open ones count for as long as they have been seen. Business time is
  counted on the calendar of the promise.
- The term is also put on every case and counted: its due is computed from when the case started,
  and compared with when it ended. Cases that were withdrawn, and cases that were still open before
  their due, are left out of the count. A case that never ended and is past its due is broken.
- The count alone decides where there are no odds: of a term of share ("at least 80 %"), which is
  compared with the share that the history's own rule calls kept; in a history that goes by its
  source's label; and where the odds refuse, because too few cases have ended, because promises were
  lately kept less often than odds said, or because the source fills in its endings.
- A term without a share promises every case, so that one broken case contradicts it.
- The scope of the promise selects cases by each facet that the history knows.

With fewer than 30 cases nothing is said. A promise is reported only when the upper end of the 95 %
interval of the odds, or of the counted share (Wilson's), is below the promised share, so bad luck
in a small sample is not called a broken promise. The witness is the case that overran its due by
most. In JSON, `measured` has the count (`cases`, `kept`, `share`, `low`, `high`, `from`, `to`) and,
where there are odds, `odds`, `odds_low`, `odds_high` and `odds_cases`; the witness's `share` is
that of new cases that will be late, with its `n` and its `interval`.

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

Promising the share that can be kept, or a later term: the finding names the share. Then learning
what made the worst cases.

## Severity

An error where the promise is a `guarantee` (which it is unless it says otherwise), a warning for an
`estimate` or an `aim`.
"""

from collections.abc import Iterator
from math import floor
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from troth.checks import words
from troth.checks.context import Context
from troth.checks.sentences import zone_of
from troth.findings import Finding, Witness
from troth.playbook.stated import Stated
from troth.said import Said, either, joined, quoted, said
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
                message=joined(_sentences(context, promise, measured, worst)),
                fix=_fix(promise, measured),
                witness=worst,
                measured=measured.as_json(),
            )


def _sentences(
    context: Context, promise: Stated, measured: "Measured", worst: Witness | None
) -> Iterator[Said]:
    zone = zone_of(context, promise)
    yield said("{promise}, but history says otherwise.", promise=promise.sentence)
    yield _counted(measured, zone)
    if measured.odds:
        yield _odds(measured, measured.odds.n)
    known = context.history.facets if context.history else ()
    unknown = [facet for facet in promise.scope if facet not in known]
    if unknown:
        yield said(
            "The history does not tell {facets} apart: all cases count.", facets=either(unknown)
        )
    if worst:
        yield _worst(worst, zone)


def _counted(measured: "Measured", zone: ZoneInfo) -> Said:
    low, high = measured.interval
    return said(
        "Of {cases} cases that started from {first} to {last}, {share} kept it (95 % interval "
        "{low} to {high}).",
        cases=measured.cases,
        first=words.day(measured.first.astimezone(zone).date()),
        last=words.day(measured.last.astimezone(zone).date()),
        share=words.percent(measured.share),
        low=words.percent(low),
        high=words.percent(high),
    )


def _odds(measured: "Measured", cases: int) -> Said:
    odds, low, high = measured.likely
    return said(
        "The odds that a new case keeps it are {odds} (95 % interval {low} to {high}, of {cases} "
        "cases).",
        odds=words.percent(odds),
        low=words.percent(low),
        high=words.percent(high),
        cases=cases,
    )


def _worst(worst: Witness, zone: ZoneInfo) -> Said:
    return said(
        "The worst arrived {arrival} ({zone}), was due {due}, and ended {end}.",
        arrival=words.moment(worst.arrival, zone),
        zone=zone.key,
        due=words.moment(worst.first.due, zone, after=worst.arrival),
        end=words.moment(worst.second.due, zone, after=worst.arrival),
    )


def _fix(promise: Stated, measured: "Measured") -> Said:
    """The share that can be promised: the lower end of the interval, in whole per cent."""
    share = floor(100 * measured.likely[1])
    if not share:
        return said("promise something else: it was hardly ever kept")
    if promise.term.kind is Kind.SHARE:
        return said("say {term}", term=quoted(f"at least {share} %"))
    term = quoted(f"{promise.term.content} in {share} % of cases")
    return said("say {term}, or a later term", term=term)
