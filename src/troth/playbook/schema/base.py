"""What every part of the language shares: how it is read, and its smallest kinds of value."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError


def key_name(attribute: str) -> str:
    """The key in YAML of an attribute in Python: `never-promise` for `never_promise`."""
    return attribute.rstrip("_").replace("_", "-")


class Part(BaseModel):
    """A mapping of the language: frozen, without unknown keys, written in kebab-case."""

    model_config = ConfigDict(
        alias_generator=key_name,
        coerce_numbers_to_str=True,
        # The whole is built once, when a playbook is read, and not each part beside it.
        defer_build=True,
        extra="forbid",
        frozen=True,
    )


def refusal(wrong: str, right: str, column: int = 1) -> PydanticCustomError:
    """The error that a reader of text raises; `column` counts from 1 within the text."""
    return PydanticCustomError(
        "refused", "{wrong}; {right}", {"wrong": wrong, "right": right, "column": column}
    )


def expect_text(value: object, example: str) -> str:
    """`value`, which must be text such as `example`."""
    if isinstance(value, str):
        return value
    raise refusal(f"{shown(value)} is not text", f"write for example {example}")


def shown(value: object) -> str:
    """A value as a message quotes it, short."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


#: Words for people.
Text = Annotated[str, StringConstraints(min_length=1)]

#: What other parts refer to.
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]


def _read_date(value: object) -> date:
    if isinstance(value, date):
        return value
    text = expect_text(value, "2027-06-30")
    # fromisoformat also takes 20270630 and 2027-W26-3, which people misread.
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise refusal(f"{shown(text)} is not a date ({error})", "write YYYY-MM-DD") from None
    raise refusal(f"{shown(text)} is not a date", "write YYYY-MM-DD, for example 2027-06-30")


#: A calendar date.
Day = Annotated[
    date, BeforeValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})
]
