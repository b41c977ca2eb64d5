"""What every part of the language shares: how it is read, and its smallest kinds of value."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from troth.said import said


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
    raise refusal(
        said("{found} is not text", found=shown(value)),
        said("write for example {example}", example=example),
    )


def shown(value: object) -> str:
    """A value as a message quotes it, short."""
    if isinstance(value, dict):
        return said("a mapping")
    if isinstance(value, list):
        return said("a list")
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


#: Words for people.
Text = Annotated[str, StringConstraints(min_length=1)]

#: What other parts refer to.
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]


#: Python's words for dates that no month has.
_NO_DATES = {
    "day is out of range for month": said("the month has no such day"),
    "month must be in 1..12": said("a year has 12 months"),
}


def _read_date(value: object) -> date:
    if isinstance(value, date):
        return value
    text = expect_text(value, "2027-06-30")
    # fromisoformat also takes 20270630 and 2027-W26-3, which people misread.
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise refusal(
                said("{found} is not a date ({why})", found=shown(text), why=_no_date(error)),
                said("write YYYY-MM-DD"),
            ) from None
    raise refusal(
        said("{found} is not a date", found=shown(text)),
        said("write YYYY-MM-DD, for example {example}", example="2027-06-30"),
    )


def _no_date(error: ValueError) -> str:
    return _NO_DATES.get(str(error), str(error))


#: A calendar date.
Day = Annotated[
    date, BeforeValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})
]
