"""What is wrong with a value, in words of people: pydantic's own name types of Python."""

import re
from collections.abc import Mapping
from typing import Any

_KINDS = {
    "dict_type": "this must be an object: keys with their values",
    "model_type": "this must be an object: keys with their values",
    "model_attributes_type": "this must be an object: keys with their values",
    "tuple_type": "this must be a list",
    "list_type": "this must be a list",
    "set_type": "this must be a list",
    "frozen_set_type": "this must be a list",
    "extra_forbidden": "there is no such key",
    "bool_type": "this must be true or false",
    "bool_parsing": "this must be true or false",
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
        size = f" of {line['least']} to {line['most']} characters" if line["most"] else ""
        return f"this must be a text on one line{size}, without control characters"
    message = _KINDS.get(kind) or str(error["msg"]).removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
