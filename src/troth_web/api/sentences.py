"""What is wrong with a value, in words of people: pydantic's own name types of Python."""

import re
from collections.abc import Mapping
from typing import Any

from troth.said import Said, said

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
    message = str(error["msg"]).removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _on_one_line(least: str | None, most: str | None) -> Said:
    if not most:
        return said("this must be a text on one line, without control characters")
    return said(
        "this must be a text on one line of {least} to {most} characters, without control "
        "characters",
        least=least,
        most=most,
    )
