"""JSON that every reader takes, and a terminal too: numbers that JSON does not know are null."""

import json
from math import isfinite

from troth.cli.streams import printable_json


def strict_json(value: object) -> str:
    """One value, readable."""
    text = json.dumps(_known(value), indent=2, ensure_ascii=False, allow_nan=False)
    return printable_json(text)


def _known(value: object) -> object:
    if isinstance(value, dict):
        return {key: _known(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_known(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value
