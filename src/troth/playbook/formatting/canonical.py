"""Canonical order of keys, canonical texts of terms, money and frequencies."""

from collections.abc import Callable

from troth.playbook.formatting.comments import attach
from troth.playbook.formatting.nodes import Collection, Scalar
from troth.playbook.formatting.read import read
from troth.playbook.formatting.write import write
from troth.playbook.schema.frequency import Frequency, read_frequency
from troth.playbook.schema.money import Money, read_money
from troth.playbook.schema.playbook import Sections
from troth.playbook.schema.term import read_term
from troth.playbook.shape import bare, child, fields, is_part
from troth.terms import Term

#: What has one way to be written.
_READERS: dict[object, Callable[[object], object]] = {
    Term: read_term,
    Money: read_money,
    Frequency: read_frequency,
}


def canonical_text(source: str) -> str:
    """The canonical text of one file of a valid playbook.

    Keys are left in their order where there are aliases, which must stay behind their anchors.
    """
    text = read(source.replace("\r\n", "\n").replace("\r", "\n"))
    footer = attach(text)
    header = _header(text.root)
    _settle(text.root, Sections, sort=not text.has_aliases)
    return write(text.root, header, footer)


def _header(root: Collection) -> list[str]:
    """Take what stands above the first blank line from the first entry: it is about the file."""
    if not root.entries:
        return []
    first = root.entries[0]
    split = len(first.leading) - first.leading[::-1].index("") if "" in first.leading else 0
    header, first.leading = first.leading[:split], first.leading[split:]
    return header if any(header) else []


def _settle(collection: Collection, shape: object, *, sort: bool) -> None:
    for entry in collection.entries:
        below = child(shape, entry.key.value if entry.key else "")
        if isinstance(entry.value, Collection):
            _settle(entry.value, below, sort=sort)
        elif bare(below) in _READERS:
            _rewrite(entry.value, _READERS[bare(below)])
    if sort and is_part(shape):
        order = list(fields(shape))
        collection.entries.sort(key=lambda entry: order.index(entry.key.value) if entry.key else 0)


def _rewrite(scalar: Scalar, read_value: Callable[[object], object]) -> None:
    if scalar.raw.startswith("*"):
        return
    anchor = scalar.raw.split()[0] + " " if scalar.raw.startswith("&") else ""
    scalar.raw = anchor + str(read_value(scalar.value))
    scalar.is_block = False
