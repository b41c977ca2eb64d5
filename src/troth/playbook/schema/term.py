"""A term as a field: its text is parsed once, however often it stands in the playbook."""

from functools import lru_cache
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from troth.playbook.schema.base import expect_text, refusal
from troth.terms import Term, TermError, parse


def read_term(value: object) -> Term:
    """A term from its text; a refusal points at the character."""
    if isinstance(value, Term):
        return value
    text = expect_text(value, "'within 8 business hours in 95 % of cases'")
    parsed = _parsed(text)
    if isinstance(parsed, TermError):
        raise refusal(parsed.wrong, parsed.right, parsed.column)
    return parsed


@lru_cache(maxsize=65_536)
def _parsed(text: str) -> Term | TermError:
    try:
        return parse(text)
    except TermError as error:
        return error


#: The measurable content of a promise.
TermText = Annotated[
    Term,
    PlainValidator(read_term),
    WithJsonSchema(
        {
            "type": "string",
            "examples": [
                "within 4 business hours",
                "within 8 business hours in 95 % of cases",
                "by the end of the next business day",
                "between 5 and 7 business days",
                "at least 99.9 % per month",
                "at most EUR 20",
                "always in 90 % of cases",
            ],
        }
    ),
]
