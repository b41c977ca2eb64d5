"""Decisions as YAML or CSV."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from troth.inventory.decisions import COLUMNS, Decision, DecisionsError, State
from troth.outputs import draft_of

_HEAD = """\
# What becomes of each promise: fill in `state` with keep, reword or retire, and for reword the
# `wording` from now on. `troth inventory --decisions` reads this file and writes it anew; what you
# wrote stays. The other keys are for you to read.
"""
#: How cells begin that a spreadsheet would reckon with.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MINE = ("state", "wording", "note")
_RIGHT = "write keep, reword or retire, or leave it empty"


def read(path: Path) -> dict[str, Decision]:
    """Decisions by id; none where the file is not there yet.

    Raises:
        DecisionsError: it cannot be read, or says what it must not.
    """
    if not path.exists():
        return {}
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise DecisionsError(
            str(path), "the file", f"cannot be read: {reason}", "mend it"
        ) from None
    rows = _csv(text, path) if _is_csv(path) else _yaml(text, path)
    known: dict[str, Decision] = {}
    for where, row in rows:
        one = _decision(row, path, where)
        if one.id in known:
            raise DecisionsError(str(path), where, f"the id {one.id} is there twice", "keep one")
        known[one.id] = one
    return known


def write(decisions: list[Decision], path: Path) -> None:
    """Write them whole, or leave what is there; OSError where that cannot be done."""
    text = _as_csv(decisions) if _is_csv(path) else _HEAD + _as_yaml(decisions)
    with draft_of(path) as draft:
        draft.write_text(text, encoding="utf-8")


def _is_csv(path: Path) -> bool:
    return path.suffix.lower() == ".csv"


def _decision(row: dict[str, Any], path: Path, where: str) -> Decision:
    values = {key: _text(row.get(key)) for key in COLUMNS if key != "found"}
    if not values["id"]:
        raise DecisionsError(str(path), where, "there is no id", "leave the ids as they were")
    said = values.pop("state").strip().lower()
    if said not in {state.value for state in State}:
        raise DecisionsError(str(path), where, f"{said[:40]!r} is no state", _RIGHT)
    if said == State.REWORD and not values["wording"].strip():
        raise DecisionsError(str(path), where, "reword needs a wording", "write the new words")
    return Decision(state=State(said), found=True, **values)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _yaml(text: str, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        whole = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "the file"
        wrong = f"is no YAML ({getattr(error, 'problem', None) or type(error).__name__})"
        raise DecisionsError(str(path), where, wrong, "mend it") from None
    rows = whole.get("decisions") if isinstance(whole, dict) else whole
    if rows is None:
        return
    if not isinstance(rows, list):
        raise DecisionsError(
            str(path), "the file", "holds no list", "write 'decisions:' and a list"
        )
    for number, row in enumerate(rows, start=1):
        where = f"decision {number}"
        if not isinstance(row, dict):
            raise DecisionsError(str(path), where, "is no mapping", "write id, state, wording")
        yield where, row


def _csv(text: str, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if not {"id", "state"} <= set(rows.fieldnames or ()):
            raise DecisionsError(
                str(path), "line 1", "has no columns id and state", "leave the columns as they were"
            )
        for row in rows:
            yield f"line {rows.line_num}", row
    except csv.Error as error:
        where = f"line {rows.line_num or 1}"
        raise DecisionsError(str(path), where, str(error), "mend it") from None


def _as_csv(decisions: list[Decision]) -> str:
    into = io.StringIO(newline="")
    writer = csv.writer(into)
    writer.writerow(COLUMNS)
    for one in decisions:
        row = _row(one)
        writer.writerow([row[key] if key in _MINE else _harmless(row[key]) for key in COLUMNS])
    return into.getvalue()


def _as_yaml(decisions: list[Decision]) -> str:
    if not decisions:
        return "decisions: []\n"
    lines = ["decisions:"]
    for one in decisions:
        row = _row(one)
        lines += [
            f"{'  - ' if key == 'id' else '    '}{key}: {json.dumps(row[key], ensure_ascii=False)}"
            for key in COLUMNS
            if row[key] or key in {"id", "state"}
        ]
    return "\n".join(lines) + "\n"


def _row(one: Decision) -> dict[str, str]:
    values = {key: str(getattr(one, key)) for key in COLUMNS if key != "found"}
    return {**values, "found": "" if one.found else "no"}


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
