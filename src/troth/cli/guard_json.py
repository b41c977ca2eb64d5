"""Promises of texts in JSON."""

from collections.abc import Sequence
from typing import Any

from troth.cli.guard_places import Placed
from troth.cli.guard_texts import Text
from troth.cli.strict_json import strict_json


def document(texts: Sequence[Text]) -> str:
    """One object for one file, else a list of them; offsets are code points of the text."""
    files = [_file(text) for text in texts]
    return strict_json(files[0] if len(files) == 1 else {"files": files})


def _file(text: Text) -> dict[str, Any]:
    said = {
        "file": text.name,
        "form": text.form,
        "promises": [_promise(one) for one in text.promises],
    }
    if text.checked is None or text.unread is None:
        return said
    decided = {
        "decision": text.checked.decision.value,
        "ask": text.checked.ask,
        "reason": text.checked.reason,
    }
    return {**said, "unread": sorted(text.unread), **decided}


def _promise(one: Placed) -> dict[str, Any]:
    found = one.verdict.as_json() if one.verdict else one.found.as_json()
    return {"text": one.words, "line": one.line, "column": one.column, **found}
