"""Who may promise more than the standards say, and how often."""

from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from troth.authority import Limit, LimitError
from troth.playbook.schema.base import Id, Part, Text, expect_text, refusal, shown
from troth.playbook.schema.scope import Scope
from troth.playbook.schema.term import TermText
from troth.playbook.schema.words import Role
from troth.said import either, said

_EXAMPLE = "'20 per agent per month'"


def read_limit(value: object) -> Limit:
    """A limit from its text; a refusal says what would be right."""
    if isinstance(value, Limit):
        return value
    text = expect_text(value, _EXAMPLE)
    try:
        return Limit.counted(text)
    except LimitError:
        raise refusal(
            said("{found} is not a limit", found=shown(text)),
            said(
                "write for example {example}",
                example=either((_EXAMPLE, "'3 per customer per year'", "'100 per week'")),
            ),
        ) from None


#: How many in all.
Times = Annotated[
    Limit,
    PlainValidator(read_limit),
    WithJsonSchema(
        {"type": "string", "examples": ["20 per agent per month", "3 per customer per year"]}
    ),
]


class Authority(Part):
    """A right to promise a term that is tighter than what applies."""

    says: Text | None = Field(None, description="What for, in words for those who use it.")
    roles: tuple[Role, ...] = Field((), description="Who may.")
    metrics: tuple[Id, ...] = Field((), description="For which metrics; for all when absent.")
    term: TermText | None = Field(
        None, description="The tightest term that they may promise; any when absent."
    )
    scope: Scope = Field({}, description="To whom; to everybody when absent.")
    limits: tuple[Times, ...] = Field(
        (), description="How often in all: 20 per agent per month; without limit when absent."
    )
