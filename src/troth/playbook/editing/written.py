"""Values as YAML text: plain where that reads back as the same, in double quotes elsewhere."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from troth.playbook.compose import compose
from troth.playbook.files import Source
from troth.playbook.problems import Problems

_INDENT = 2
#: What never needs quotes; all else is read back first.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z-]*(?: [A-Za-z-]+)*")
_WORDS = {"true", "false", "null"}


def inline(value: object) -> str:
    """A value on one line, right within brackets too."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{inline(k)}: {inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return _scalar(value) if isinstance(value, str) else str(value)


def entry(key: str, value: object, indent: int) -> list[str]:
    """The lines of a key with its value; those of a whole mapping, or of parts, stand below it."""
    if isinstance(value, Mapping) and value and not _is_flat(value):
        inner = [line for k, v in value.items() for line in entry(k, v, indent + _INDENT)]
        return [f"{' ' * indent}{inline(key)}:", *inner]
    if _is_parts(value):
        below = [f"{' ' * (indent + _INDENT)}- {inline(each)}" for each in value]
        return [f"{' ' * indent}{inline(key)}:", *below]
    return [f"{' ' * indent}{inline(key)}: {inline(value)}"]


def _is_parts(value: object) -> TypeGuard[list[Mapping[str, object]]]:
    """Whether it is a list of mappings, each of which has a line of its own."""
    return isinstance(value, list) and any(isinstance(each, Mapping) for each in value)


def _is_flat(value: Mapping[str, object]) -> bool:
    """Whether it fits behind its key: a scope, the days on which teams agreed."""
    return len(inline(value)) <= 50 and all(
        not isinstance(each, Mapping) and not _is_parts(each) for each in value.values()
    )


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return text if _reads_back(text) else json.dumps(text, ensure_ascii=False)


def _reads_back(text: str) -> bool:
    """Whether it means itself as an item of a list in brackets, and as the value of a key."""
    if "\n" in text or "\r" in text or "#" in text or text != text.strip():
        return False
    problems = Problems()
    found = compose([Source("", f"a: [{text}]\nb: {text}\n{text}: c\n")], problems)
    return not problems and bool(found) and found[0] == {"a": [text], "b": text, text: "c"}
