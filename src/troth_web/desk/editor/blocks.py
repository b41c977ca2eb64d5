"""A part of the playbook as fields: its own keys, and below them rows of further parts.

A field is named by its place: `term`, `legs-0-team`. Which rows there are, and in which order, a
hidden field says by their tokens: the place in the text of a row that is there, `n1` for a new one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args, get_origin

from django import forms

from troth.playbook.references import SCOPES
from troth.playbook.schema.base import Part
from troth.playbook.shape import bare, fields, is_part
from troth_web.desk.editor.choices import Tree
from troth_web.desk.editor.labels import COLUMNS, Words
from troth_web.desk.editor.slots import Slot, key_of, slot_at, values_slot

#: What a form sent, or nothing.
Sent = Mapping[str, Any]
#: More rows than this are not read.
_MOST_ROWS = 500
_TOKEN = re.compile(r"[0-9]{1,4}|n[0-9]{1,4}")


class Kind(Enum):
    """How what lies below a key is written."""

    #: A list of parts.
    LIST = "list"
    #: Values by names of one's own.
    PAIRS = "pairs"
    #: One part.
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a form, and what the text says there now."""

    name: str
    slot: Slot
    present: object

    @property
    def shown(self) -> Any:  # noqa: ANN401 - whatever its field takes
        """What the text says, as its field shows it."""
        return self.slot.shown(self.present)

    @property
    def before(self) -> object:
        """What the text says, as the form would write it."""
        return self.slot.written(self.shown or empty(self.slot.field))

    def wanted(self, said: Sent) -> Any:  # noqa: ANN401 - any value of a playbook
        """What the form says; None leaves the key out."""
        return self.slot.written(said.get(self.name) or empty(self.slot.field))


@dataclass(frozen=True, slots=True)
class Block:
    """The keys of one mapping, in the order of the language."""

    parts: "tuple[Cell | Nest, ...]" = ()

    @property
    def cells(self) -> "Iterator[Cell]":
        """Its own fields."""
        return (each for each in self.parts if isinstance(each, Cell))

    @property
    def nests(self) -> "Iterator[Nest]":
        """What has rows."""
        return (each for each in self.parts if isinstance(each, Nest))

    def every_cell(self) -> Iterator[Cell]:
        """Its fields, and those of all rows below it."""
        for each in self.parts:
            if isinstance(each, Cell):
                yield each
            else:
                for row in each.rows:
                    yield from row.block.every_cell()

    def every_nest(self) -> "Iterator[Nest]":
        """What has rows, here and below."""
        for nest in self.nests:
            yield nest
            for row in nest.rows:
                yield from row.block.every_nest()

    def fresh(self, said: Sent) -> dict[str, Any]:
        """All that the form says, as a new part."""
        found = {}
        for each in self.parts:
            value = each.wanted(said)
            if value is not None:
                found[each.slot.key if isinstance(each, Cell) else each.key] = value
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One part below a key."""

    token: str
    #: Where it stands in the text; None for a new one.
    number: int | None
    block: Block

    @property
    def is_unreadable(self) -> bool:
        """Whether it stands in the text, and its fields could show nothing of it."""
        return self.number is not None and all(
            cell.before is None for cell in self.block.every_cell()
        )


@dataclass(frozen=True, slots=True)
class Nest:
    """A key with parts below it."""

    where: str
    #: The field that says which rows there are.
    name: str
    kind: Kind
    rows: tuple[Row, ...]
    #: What the text says now.
    present: Any

    @property
    def key(self) -> str:
        """Its key."""
        return key_of(self.where)

    @property
    def tokens(self) -> str:
        """Its rows, as the hidden field has them."""
        return " ".join(row.token for row in self.rows)

    @property
    def standing(self) -> set[int]:
        """The places in the text of the rows that are still here."""
        return {row.number for row in self.rows if row.number is not None}

    @property
    def outline(self) -> str:
        """What the text says below it, in short."""
        if isinstance(self.present, Mapping):
            return ", ".join(f"{name}: {value}" for name, value in self.present.items())
        return "; ".join(map(_in_short, self.present))

    def filled(self, said: Sent) -> list[Row]:
        """The rows that say something, and those of the text that fields cannot show."""
        return [row for row in self.rows if row.block.fresh(said) or row.is_unreadable]

    def wanted(self, said: Sent) -> Any:  # noqa: ANN401 - any value of a playbook
        """All that the form says below the key; None leaves it out."""
        found = [row.block.fresh(said) for row in self.filled(said)]
        if self.kind is Kind.PAIRS:
            return dict(pair(each) for each in found) or None
        if self.kind is Kind.ONE:
            return found[0] if found else None
        return found or None


def _in_short(part: object) -> str:
    """What a row says, in a line."""
    values = part.values() if isinstance(part, Mapping) else (part,)
    return ", ".join(str(each) for each in values if not isinstance(each, (dict, list)))


def pair(row: Mapping[str, Any]) -> tuple[str, Any]:
    """Name and value of a row of pairs."""
    return str(row.get(NAME, "")), row.get(VALUE, "")


#: The two fields of a row of pairs.
NAME, VALUE = "called", "is"


def empty(field: forms.Field) -> Any:  # noqa: ANN401 - whatever the field gives
    """What a field gives when nothing is said."""
    if isinstance(field, forms.MultipleChoiceField):
        return []
    return False if isinstance(field, forms.BooleanField) else ""


def block_of(
    part: type[Part],
    where: str,
    content: object,
    tree: Tree,
    sent: Sent,
    *,
    name: str = "",
    only: tuple[str, ...] = (),
) -> Block:
    """The fields of a part.

    Args:
        part: what the schema says of it.
        where: its place in any playbook, such as `chains.*.legs.*`; empty for the whole.
        content: what the text says of it now.
        tree: the whole of what the text says.
        sent: the form that came in, for its rows; empty to show what the text says.
        name: what the names of its fields begin with.
        only: its keys, where not all are shown.
    """
    said = content if isinstance(content, Mapping) else {}
    needed = {info.alias or key for key, info in part.model_fields.items() if info.is_required()}
    found: list[Cell | Nest] = []
    for key, shape in fields(part).items():
        if key == "id" or (only and key not in only):
            continue
        at, named = f"{where}.{key}".lstrip("."), f"{name}{key}"
        kind = _kind(at, shape)
        if kind:
            below = _Below(kind, at, bare(shape), _right(kind, said.get(key)), tree, sent, named)
            found.append(below.nest())
        else:
            slot = slot_at(at, shape, tree, required=key in needed and not name)
            found.append(Cell(named, slot, said.get(key)))
    return Block(tuple(found))


def _kind(where: str, shape: object) -> Kind | None:
    plain = bare(shape)
    if is_part(plain):
        return Kind.ONE
    if get_origin(plain) is tuple and is_part(_item_of(plain)):
        return Kind.LIST
    return Kind.PAIRS if get_origin(plain) is dict and where not in SCOPES else None


@dataclass(frozen=True, slots=True)
class _Below:
    """What makes the rows below a key."""

    kind: Kind
    where: str
    shape: Any
    present: Any
    tree: Tree
    sent: Sent
    #: What the names of its fields begin with.
    name: str

    def nest(self) -> Nest:
        """All of them."""
        hidden = f"rows-{self.name}"
        one = self.kind is Kind.ONE
        count = 1 if one else len(self.present)
        tokens = _tokens(None if one else self.sent.get(hidden), count)
        rows = tuple(self._row(token, _number(token, count)) for token in tokens)
        return Nest(self.where, hidden, self.kind, rows, self.present)

    def _row(self, token: str, number: int | None) -> Row:
        begins = f"{self.name}-{token}-"
        if self.kind is Kind.PAIRS:
            return Row(token, number, self._pair(number, begins))
        part: type[Part] = self.shape if self.kind is Kind.ONE else _item_of(self.shape)
        where = self.where if self.kind is Kind.ONE else f"{self.where}.*"
        content = self.present if self.kind is Kind.ONE else self._item(number)
        return Row(token, number, block_of(part, where, content, self.tree, self.sent, name=begins))

    def _item(self, number: int | None) -> object:
        return None if number is None else self.present[number]

    def _pair(self, number: int | None, begins: str) -> Block:
        """A name and its value side by side."""
        said = (None, None) if number is None else list(self.present.items())[number]
        keys, values = get_args(self.shape)
        named = slot_at(f"{self.where}.~", keys, self.tree)
        lists = get_origin(bare(values)) is tuple
        at = f"{self.where}.*"
        value = values_slot(at) if lists else slot_at(at, values, self.tree)
        columns = COLUMNS[key_of(self.where)]
        cells = zip((NAME, VALUE), (named, value), columns, said, strict=True)
        return Block(
            tuple(
                Cell(f"{begins}{key}", _called(slot, key, label), present)
                for key, slot, label, present in cells
            )
        )


def _item_of(shape: object) -> Any:  # noqa: ANN401 - a part of the schema
    """What a list is of."""
    return bare(get_args(shape)[0])


def _right(kind: Kind, present: object) -> Any:  # noqa: ANN401 - a list or a mapping
    """What the text says, where it is of the right kind; else nothing."""
    if kind is Kind.LIST:
        return present if isinstance(present, list) else []
    return present if isinstance(present, dict) else {}


def _number(token: str, count: int) -> int | None:
    """The place in the text that a token names; None where there is none."""
    return int(token) if token.isdecimal() and int(token) < count else None


def _tokens(sent: object, count: int) -> list[str]:
    """The rows that a form names, each once; those of the text where it names none."""
    if not isinstance(sent, str):
        return [str(number) for number in range(count)]
    found = dict.fromkeys(each for each in sent.split() if _TOKEN.fullmatch(each))
    return list(found)[:_MOST_ROWS]


def _called(slot: Slot, key: str, label: Words) -> Slot:
    slot.field.label, slot.field.help_text = str(label), ""
    return Slot(key, slot.field, slot.shown, slot.written)
