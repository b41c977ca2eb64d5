"""The fields of a form as a page shows them: in order, in rows, each with what is said of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms

from troth_web.desk.editor.arranging import Arranged
from troth_web.desk.editor.blocks import Block, Cell, Kind, Nest, Row, Sent
from troth_web.desk.editor.checked import Remark
from troth_web.desk.editor.entry import PLACE, EntryForm
from troth_web.desk.editor.labels import ROWS, Words, help_of, label_of
from troth_web.desk.editor.placing import field_at
from troth_web.desk.editor.sections import FIRST
from troth_web.desk.editor.slots import Facets, facet_of

#: What rows fold away, though entries show it.
_SELDOM_IN_ROWS = {"scope", "calendar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A field, or a key with rows."""

    name: str
    #: None where there are rows.
    field: forms.BoundField | None
    remarks: list[Remark]
    #: Whether everybody looks at it; else only who asks for more.
    first: bool
    rows: "Rows | None" = None

    @property
    def wide(self) -> bool:
        """Whether it takes a whole line."""
        wide = (forms.Textarea, forms.CheckboxSelectMultiple)
        return self.field is not None and isinstance(self.field.field.widget, wide)

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The boxes of a scope by facet; none where it is no scope."""
        if self.field is None or not isinstance(self.field.field, Facets):
            return []
        found: dict[str, list[Any]] = {}
        for box in self.field:
            found.setdefault(facet_of(box.data["value"]), []).append(box)
        return list(found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A key with parts below it."""

    hidden: forms.BoundField
    label: Words
    help: Words
    #: What adds one; empty where there is just one.
    add: Words
    #: Whether a row is a name and its value.
    paired: bool
    each: "list[Line]"
    focused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part below a key."""

    token: str
    legend: str
    parts: "Parts"
    #: The buttons that it has: `up`, `down`, `out`.
    acts: tuple[str, ...]
    #: The button that was pressed last.
    focused: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Fields that everybody looks at; and those that are seldom filled, and are empty now."""

    first: list[Shown]
    seldom: list[Shown] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether something is said of what is folded away."""
        return any(each.remarks for each in self.seldom)

    def every(self) -> Iterator[Shown]:
        """All of them, and those of the rows."""
        for each in (*self.first, *self.seldom):
            yield each
            for line in each.rows.each if each.rows else ():
                yield from line.parts.every()


def beside(
    form: EntryForm,
    remarks: Iterable[Remark],
    where: str,
    *,
    typed: Sent | None = None,
    pressed: Arranged | None = None,
) -> tuple[Parts, list[Remark]]:
    """The fields, each with what is said of it; and what is said of none of them.

    Args:
        form: the form.
        remarks: what is said of the part.
        where: its dotted key.
        typed: what the form says, where the remarks are on that; None for the text as it was.
        pressed: what a button did to its rows.
    """
    said: dict[str, list[Remark]] = {name: [] for name in form.fields}
    rest: list[Remark] = []
    for remark in remarks:
        said.get(field_at(form.block, remark, where, typed), rest).append(remark)
    page = _Page(form, said, pressed)
    parts = page.parts(form.block)
    for name in (PLACE, "id"):
        if name in form.fields:
            own = page.bare(name)
            (parts.first if own.first else parts.seldom).append(own)
    return parts, rest


@dataclass(frozen=True, slots=True)
class _Page:
    form: EntryForm
    said: dict[str, list[Remark]]
    pressed: Arranged | None

    def parts(self, block: Block, *, within: Kind | None = None) -> Parts:
        """The fields of a block; `within` says of what it is a row."""
        found = [
            self._cell(each, within) if isinstance(each, Cell) else self._nest(each)
            for each in block.parts
        ]
        return Parts([each for each in found if each.first], [e for e in found if not e.first])

    def bare(self, name: str) -> Shown:
        """A field that is no part of the playbook."""
        bound = self.form[name]
        first = bool(bound.value() or bound.errors)
        return Shown(name=name, field=bound, remarks=[], first=first)

    def _cell(self, cell: Cell, within: Kind | None) -> Shown:
        bound = self.form[cell.name]
        usual = FIRST - _SELDOM_IN_ROWS if within else FIRST
        first = cell.slot.key in usual or within is Kind.PAIRS
        return Shown(
            name=cell.name,
            field=bound,
            remarks=self.said[cell.name],
            first=bool(first or bound.value() or bound.errors),
        )

    def _nest(self, nest: Nest) -> Shown:
        one, add = ROWS.get(nest.key, ("", ""))
        lines = [self._line(nest, row, number, one) for number, row in enumerate(nest.rows)]
        hidden = self.form[nest.name]
        rows = Rows(
            hidden=hidden,
            label=label_of(nest.where),
            help=help_of(nest.where),
            add=add,
            paired=nest.kind is Kind.PAIRS,
            each=lines,
            focused=self._pressed(nest, "out") or (self._pressed(nest, "add") and not lines),
        )
        first = nest.key in FIRST or (nest.rows and nest.kind is not Kind.ONE) or hidden.errors
        return Shown(
            name=nest.name,
            field=None,
            remarks=self.said[nest.name],
            first=bool(first),
            rows=rows,
        )

    def _line(self, nest: Nest, row: Row, number: int, one: Words) -> Line:
        fixed = nest.kind is Kind.ONE
        moves = ("up", number > 0), ("down", number + 1 < len(nest.rows))
        acts = [act for act, possible in moves if possible and nest.kind is Kind.LIST]
        mine = self.pressed is not None and self.pressed.token == row.token
        return Line(
            token=row.token,
            legend="" if fixed else f"{one} {number + 1}",
            parts=self.parts(row.block, within=nest.kind),
            acts=() if fixed else (*acts, "out"),
            focused=self._focused(nest, acts) if mine else "",
        )

    def _focused(self, nest: Nest, acts: list[str]) -> str:
        """The button that was pressed; at the end of the way its neighbour."""
        if self.pressed is None or self.pressed.rows != nest.name:
            return ""
        if self.pressed.act not in {"up", "down"}:
            return ""
        return self.pressed.act if self.pressed.act in acts else (acts or ["out"])[0]

    def _pressed(self, nest: Nest, act: str) -> bool:
        return (
            self.pressed is not None and self.pressed.rows == nest.name and self.pressed.act == act
        )
