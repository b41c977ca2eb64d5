"""Which field a remark is about."""

from collections.abc import Sequence

from troth_web.desk.editor.blocks import Block, Cell, Kind, Nest, Row, Sent
from troth_web.desk.editor.checked import Remark


def field_at(block: Block, remark: Remark, where: str, typed: Sent | None) -> str:
    """The name of the field that a remark is about; empty where it is about the whole.

    Args:
        block: the fields.
        remark: of a text that holds what they say.
        where: the dotted key of the part that they are of.
        typed: what the fields say, where the text was made from them; None for the text as it was.
    """
    steps = remark.path.removeprefix(where).lstrip(".").split(".")
    return _named(block, steps, typed)


def _named(block: Block, steps: Sequence[str], typed: Sent | None) -> str:
    if not steps or not steps[0]:
        return ""
    found = next((each for each in block.parts if _key(each) == steps[0]), None)
    if found is None:
        return ""
    return found.name if isinstance(found, Cell) else _in_rows(found, steps[1:], typed)


def _key(each: Cell | Nest) -> str:
    return each.slot.key if isinstance(each, Cell) else each.key


def _in_rows(nest: Nest, steps: Sequence[str], typed: Sent | None) -> str:
    if nest.kind is Kind.ONE:
        return _named(nest.rows[0].block, steps, typed) or nest.name
    if nest.kind is Kind.PAIRS:
        return nest.name
    row = _row(nest, steps[0], typed) if steps else None
    return (row and _named(row.block, steps[1:], typed)) or nest.name


def _row(nest: Nest, step: str, typed: Sent | None) -> Row | None:
    number = int(step) if step.isdecimal() else -1
    if typed is None:
        return next((row for row in nest.rows if row.number == number), None)
    filled = nest.filled(typed)
    return filled[number] if 0 <= number < len(filled) else None
