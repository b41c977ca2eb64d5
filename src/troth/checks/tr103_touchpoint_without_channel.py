"""Touchpoint without channel.

## What it does

Finds touchpoints that name no `channels`.

## Why it matters

Customers expect different things of a mail, a call and a chat. A touchpoint that does not say how
it happens cannot say what may be expected of it, nor how often people can be met there without
being a nuisance.

## Example

```yaml
touchpoints:
  ask-for-help:          # by mail, by chat, at a counter?
    stage: service
    owner: support
```

## Mend it by

Listing each way with its frequency: `channels: {email: 3 per trip, chat: 1 per trip}`.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR103"
NAME = "touchpoint without channel"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for name, touchpoint in context.playbook.touchpoints.items():
        if not touchpoint.channels:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("touchpoints", name),
                about=(name,),
                message=said(
                    "The touchpoint {name} does not say by which channels it happens.", name=name
                ),
                fix=said("list them under `channels`, each with how often: `email: 3 per trip`"),
            )
