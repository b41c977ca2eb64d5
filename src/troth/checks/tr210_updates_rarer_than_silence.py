"""Updates rarer than silence is borne.

## What it does

Where customers say how long they bear hearing nothing (`silence` of an expectation), compares that
with the `updates` of the standards for it: those that the touchpoint lists on that metric, or where
it lists none, every standard on the metric. Both are counted from any instant, over their
calendars. Finds standards whose next update may come after the customers' patience has ended.

A standard without `updates` promises no news before it is done, and is left alone.

## Why it matters

People forgive a long wait sooner than a silent one.

## Example

```yaml
touchpoints:
  ask-for-help:
    expectations:
      - {says: I hear how it stands, metric: refund, silence: at most 1 business day}
    standards: [refund]
standards:
  refund:
    {metric: refund, team: finance, term: within 7 business days, updates: every 3 business days}
```

## Mend it by

Sending updates at least as often as silence is borne.

## Severity

An error where the standard is a `guarantee` (which it is unless it says otherwise), a warning for
an `estimate` or an `aim`.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.friction import latest
from troth.checks.sentences import finding_of
from troth.findings import Finding
from troth.playbook.stated import silences, updates
from troth.said import quoted, said

CODE = "TR210"
NAME = "updates rarer than silence is borne"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for silence in silences(context.playbook):
        standards = context.standards_answering(silence)
        told = (updates(context.playbook, standard) for standard in standards)
        friction = latest(context, [(silence, news) for news in told if news])
        if friction:
            news = friction.second
            fix = said("send updates so that silence lasts {term}", term=quoted(silence.term))
            yield finding_of(context, CODE, friction, fix=fix, severity=news.severity, at=news)
