"""What is wrong with a value, in words of people: pydantic's own name types of Python."""

import re
from collections.abc import Mapping
from typing import Any

from troth.said import Said, again, said

_KINDS = {
    "dict_type": said("this must be an object: keys with their values"),
    "model_type": said("this must be an object: keys with their values"),
    "model_attributes_type": said("this must be an object: keys with their values"),
    "tuple_type": said("this must be a list"),
    "list_type": said("this must be a list"),
    "set_type": said("this must be a list"),
    "frozen_set_type": said("this must be a list"),
    "extra_forbidden": said("there is no such key"),
    "bool_type": said("this must be true or false"),
    "bool_parsing": said("this must be true or false"),
}
#: What pydantic says itself, with a small letter at its beginning.
_PYDANTIC = (
    said("field required"),
    said("string should have at least {n} characters", n=""),
    said("string should have at least {n} character", n=""),
    said("string should have at most {n} characters", n=""),
    said("string should have at most {n} character", n=""),
    said("string should match pattern '{pattern}'", pattern=""),
    said("list should have at least {n} items after validation, not {found}", n="", found=""),
    said("list should have at least {n} item after validation, not {found}", n="", found=""),
    said("list should have at most {n} items after validation, not {found}", n="", found=""),
    said("tuple should have at least {n} items after validation, not {found}", n="", found=""),
    said("tuple should have at least {n} item after validation, not {found}", n="", found=""),
    said("tuple should have at most {n} items after validation, not {found}", n="", found=""),
    said("input should be a valid string"),
    said("input should be a valid integer, unable to parse string as an integer"),
    said("input should be a valid integer, got a number with a fractional part"),
    said("input should be a valid integer"),
    said("input should be a valid number, unable to parse string as a number"),
    said("input should be a valid number"),
    said("input should be a finite number"),
    said("input should be a valid datetime"),
    said("input should be greater than or equal to {n}", n=""),
    said("input should be greater than {n}", n=""),
    said("input should be less than or equal to {n}", n=""),
    said("input should be less than {n}", n=""),
    said("input should be {choices}", choices=""),
    said("{first} or {last}", first="", last=""),
)
#: Texts on one line, of so many characters.
_LINE = re.compile(r"\^\[\^\\x00-\\x1f\](?:\*|\{(?P<least>\d+),(?P<most>\d+)\})\$")


def sentence(error: Mapping[str, Any]) -> str:
    """What is wrong, and what would be right.

    Args:
        error: one of `ValidationError.errors()`.
    """
    kind = str(error["type"])
    if kind == "string_pattern_mismatch" and (line := _LINE.fullmatch(error["ctx"]["pattern"])):
        return _on_one_line(line["least"], line["most"])
    if kind in _KINDS:
        return _KINDS[kind]
    own = error.get("ctx", {}).get("error")
    if isinstance(own, ValueError):
        return str(own)
    message = str(error["msg"])
    return again(message[:1].lower() + message[1:], _PYDANTIC)


def _on_one_line(least: str | None, most: str | None) -> Said:
    if not most:
        return said("this must be a text on one line, without control characters")
    return said(
        "this must be a text on one line of {least} to {most} characters, without control "
        "characters",
        least=least,
        most=most,
    )
