"""The text of the playbook with what a form says: only what somebody changed is touched."""

from typing import Any

from troth.playbook.editing import edited, reordered
from troth.playbook.tree import Path
from troth_web.desk.editor.blocks import Block, Cell, Kind, Nest, Row, Sent, pair


def rewritten(text: str, path: Path, block: Block, said: Sent) -> str:
    """The text with what the fields of a part say.

    Args:
        text: the playbook.
        path: where the part stands.
        block: its fields, and what the text says there.
        said: what somebody put into the fields.

    Raises:
        UnfaithfulEditError: something around it would change too.
    """
    for cell in block.cells:
        wanted = cell.wanted(said)
        if wanted != cell.before:
            text = edited(text, (*path, cell.slot.key), wanted)
    for nest in block.nests:
        text = _below(text, (*path, nest.key), nest, said)
    return text


def _below(text: str, path: Path, nest: Nest, said: Sent) -> str:
    if nest.wanted(said) is None:
        return edited(text, path, None) if nest.present else text
    if nest.kind is Kind.ONE:
        return rewritten(text, path, nest.rows[0].block, said)
    return (
        _pairs(text, path, nest, said) if nest.kind is Kind.PAIRS else _list(text, path, nest, said)
    )


def _pairs(text: str, path: Path, nest: Nest, said: Sent) -> str:
    wanted = {}
    for row in nest.filled(said):
        name, value = pair(row.block.fresh(said))
        cell = row.block.parts[1]
        same = isinstance(cell, Cell) and value == cell.before
        wanted[name] = cell.present if same else value
    return text if wanted == nest.present else edited(text, path, wanted)


def _list(text: str, path: Path, nest: Nest, said: Sent) -> str:
    rows = nest.filled(said)
    kept = [row for row in rows if row.number is not None]
    new = [row for row in rows if row.number is None]
    if not kept:
        return edited(text, path, nest.wanted(said))
    text = _without(text, path, nest, kept)
    for number, row in enumerate(new, len(kept)):
        text = edited(text, (*path, number), row.block.fresh(said))
    standing = [row.token for row in (*sorted(kept, key=_number), *new)]
    text = reordered(text, path, [standing.index(row.token) for row in rows])
    for number, row in enumerate(rows):
        if row.number is not None:
            text = rewritten(text, (*path, number), row.block, said)
    return text


def _without(text: str, path: Path, nest: Nest, kept: list[Row]) -> str:
    """The text without the rows that were taken out."""
    left = {row.number for row in kept}
    for number in reversed(range(len(nest.present))):
        if number not in left:
            text = edited(text, (*path, number), None)
    return text


def _number(row: Row) -> Any:  # noqa: ANN401 - a number, as these rows have one
    return row.number
