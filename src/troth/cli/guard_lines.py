"""Many texts, one a line, and the promises of each."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troth.errors import TrothError

if TYPE_CHECKING:
    from troth.guard.context import Context


class BadLineError(TrothError):
    """A line that is no text with an id."""

    def __init__(self, name: str, number: int, reason: str) -> None:
        super().__init__(
            f'{name}, line {number}: {reason}; a line looks like {{"id": "1", "text": "..."}}'
        )


def answers(
    lines: str, name: str, form: str, context: "Context | None" = None
) -> Iterator[tuple[str, bool]]:
    """A line of JSON for each line of JSON, and whether all is backed; empty ones are skipped."""
    for number, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            asked = _asked(line, name, number)
            answer, backed = _answer(asked["text"], form, context)
            # ASCII, so that no reader takes a character of the text for the end of a line.
            yield json.dumps({"id": asked["id"], **answer}, allow_nan=False), backed


def _answer(text: str, form: str, context: "Context | None") -> tuple[dict[str, Any], bool]:
    if context is None:
        from troth.guard import scan

        return {"promises": [one.as_json() for one in scan(text, form=form)]}, True
    from troth.guard.checking import check

    checked = check(text, context, form=form)
    return checked.as_json(), (
        checked.judged and all(one.verdict == "backed" for one in checked.verdicts)
    )


def _asked(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "too deep")
        raise BadLineError(name, number, f"no JSON ({reason})") from None
    if not isinstance(asked, dict):
        raise BadLineError(name, number, "no object")
    if not isinstance(asked.get("text"), str):
        raise BadLineError(name, number, '"text" is no text')
    if not isinstance(asked.get("id"), str | int):
        raise BadLineError(name, number, '"id" is neither text nor a whole number')
    return asked
