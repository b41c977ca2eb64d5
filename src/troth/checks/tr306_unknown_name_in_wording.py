"""Unknown name in wording.

## What it does

Finds wordings of notices with a name in braces that troth cannot put in.

## Why it matters

The reader gets the sentence as it stands, with the braces.

## Example

```yaml
notices:
  texts:
    at-risk: "{what} for {customer} is due by {due}."   # it is {whom}
```

## Mend it by

Naming one of `{what}`, `{whom}`, `{holder}`, `{due}`, `{before}`, `{why}`, `{company}`, `{link}`.

## Severity

Always an error.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.playbook.wordings import NAMES, names_in
from troth.said import said

CODE = "TR306"
NAME = "unknown name in wording"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    notices = context.playbook.notices
    wordings = [
        *((("notices", "texts", str(kind)), text) for kind, text in notices.texts.items()),
        *(
            (("notices", "customer-texts", str(kind)), text)
            for kind, text in notices.customer_texts.items()
        ),
    ]
    for path, wording in wordings:
        for name in dict.fromkeys(names_in(wording)):
            if name not in NAMES:
                yield context.finding(
                    CODE,
                    Severity.ERROR,
                    at=path,
                    about=(path[-1],),
                    message=said(
                        "The wording of {wording} names {{{name}}}; nothing stands for it.",
                        wording=path[-1],
                        name=name,
                    ),
                    fix=said(
                        "name one of {names}", names=", ".join(f"{{{known}}}" for known in NAMES)
                    ),
                )
