"""What every file of a rule has."""

from collections.abc import Iterator
from typing import Protocol

from troth.checks.context import Context
from troth.findings import Finding


class Rule(Protocol):
    """A module whose docstring is the page of the rule, in Markdown."""

    #: `TR` and three digits.
    CODE: str
    #: The pattern that it finds; reads well after "allow".
    NAME: str
    __doc__: str | None

    def check(self, context: Context) -> Iterator[Finding]:
        """The findings of this rule."""


def why(rule: Rule) -> str:
    """Why it matters, as the page of a rule says it, on one line."""
    _, _, after = (rule.__doc__ or "").partition("## Why it matters")
    return " ".join(after.partition("##")[0].split())
