"""What no single key of a mapping shows: parts that do not fit together."""

from collections.abc import Iterator
from typing import NamedTuple

from troth.history.errors import listed
from troth.history.formats import DateFormat
from troth.history.mapping import Mapping
from troth.history.mapping_parts import Shifted, Written, columns_of

#: Keys of mappings and positions in lists, from the root.
Steps = tuple[str | int, ...]


class Said(NamedTuple):
    """One problem and the key it belongs to."""

    path: Steps
    wrong: str
    right: str


def contradictions(mapping: Mapping) -> Iterator[Said]:
    """Every contradiction, with the key to mend."""
    yield from _files(mapping)
    yield from _joined_columns(mapping)
    yield from _instants(mapping)
    yield from _events(mapping)
    if mapping.kept.compare == "label" and mapping.label is None:
        yield Said(("kept", "compare"), "there is no label to compare", "write 'label:' as well")
    if mapping.kept.compare == "label" and mapping.kept.grace:
        yield Said(("kept", "grace"), "a label is believed as it is", "remove the grace")


def _files(mapping: Mapping) -> Iterator[Said]:
    if mapping.rows is None and len(mapping.files) > 1:
        names = listed(mapping.files)
        yield Said(("files",), "none of them is said to hold the rows", f"rows: one of {names}")
    if mapping.rows is not None and mapping.rows not in mapping.files:
        yield Said(("rows",), f"'{mapping.rows}' is not among files", "name it under files")
    joined = set(mapping.files) - {mapping.rows}
    seen: set[str] = set()
    for position, join in enumerate(mapping.join):
        if join.file not in joined or mapping.rows is None:
            right = "name it under files, beside the file that 'rows' names"
            yield Said(("join", position, "file"), f"'{join.file}' is no file to join", right)
        if join.file in seen:
            right = "take all its columns in one join"
            yield Said(("join", position, "file"), f"'{join.file}' is joined twice", right)
        seen.add(join.file)


def _joined_columns(mapping: Mapping) -> Iterator[Said]:
    """Names like `file.column` must be taken, and before they are used."""
    taken: set[str] = set()
    for position, join in enumerate(mapping.join):
        yield from _untaken(mapping, ("join", position, "key"), {join.ours}, taken)
        taken |= {f"{join.file}.{name}" for name in join.take}
    if mapping.last_by:
        yield from _untaken(mapping, ("last-by",), {mapping.last_by.column}, set())
        yield from _untaken(mapping, ("case",), set(mapping.case), set())
    for place, source in mapping.row_events.items():
        yield from _untaken(mapping, ("events", place), source.columns, set())
    for path, columns in _used(mapping):
        yield from _untaken(mapping, path, columns, taken)


def _used(mapping: Mapping) -> Iterator[tuple[Steps, set[str]]]:
    yield ("case",), set(mapping.case)
    for name, instant in mapping.instants.items():
        yield (name,), columns_of(instant)
    for (place, kind), instant in mapping.column_events.items():
        yield ("events", place, kind), columns_of(instant)
    for facet, column in mapping.facets.items():
        yield ("facets", facet), {column}
    for name, number in (("rating", mapping.rating), ("value", mapping.value)):
        if number:
            yield (name,), {number}
    for name, part in (("withdrawn", mapping.withdrawn), ("label", mapping.label)):
        if part:
            yield (name,), {part.column}


def _untaken(mapping: Mapping, path: Steps, columns: set[str], taken: set[str]) -> Iterator[Said]:
    for column in sorted(columns - taken):
        file, dot, name = column.partition(".")
        if dot and file in mapping.files:
            right = f"let an earlier join of '{file}' take '{name}'"
            yield Said(path, f"'{column}' is not there yet", right)


def _instants(mapping: Mapping) -> Iterator[Said]:
    earlier: list[str] = []
    for name, instant in mapping.instants.items():
        yield from _instant(mapping, (name,), instant, earlier)
        earlier.append(name)


def _events(mapping: Mapping) -> Iterator[Said]:
    known = [name for name in mapping.instants if name != "ended"]
    for (place, kind), instant in mapping.column_events.items():
        yield from _instant(mapping, ("events", place, kind), instant, known)
    for place, source in mapping.row_events.items():
        if not mapping.last_by:
            wrong = "each row is a case, so none is an event of its own"
            right = "write 'last-by:' as well, or name the column of each kind: 'approved: COLUMN'"
            yield Said(("events", place), wrong, right)
        # Only the last row of a case says when it started.
        yield from _instant(mapping, ("events", place, "at"), source.at, [])


def _instant(
    mapping: Mapping, path: Steps, instant: Written | Shifted, earlier: list[str]
) -> Iterator[Said]:
    if isinstance(instant, Shifted):
        yield from _shifted(path, instant, earlier)
    else:
        yield from _written(mapping, path, instant, earlier)


def _shifted(path: Steps, shifted: Shifted, earlier: list[str]) -> Iterator[Said]:
    if shifted.after not in earlier:
        right = f"'after' can name {listed(earlier) or 'nothing'} here"
        yield Said((*path, "after"), f"'{shifted.after}' is not known before '{path[-1]}'", right)
    if not shifted.units:
        yield Said(path, "no span is named", "write 'minutes: COLUMN' (or days, hours, seconds)")


def _written(mapping: Mapping, path: Steps, written: Written, earlier: list[str]) -> Iterator[Said]:
    if written.not_before and written.not_before not in earlier:
        right = f"'not-before' can name {listed(earlier) or 'nothing'} here"
        yield Said((*path, "not-before"), f"'{written.not_before}' is not known yet", right)
    text = written.format or mapping.dates
    if text is None:
        return
    dated = DateFormat(text).has_date
    if dated and written.not_before:
        wrong = f"{text!r} has a date, so 'not-before' cannot choose one"
        yield Said((*path, "not-before"), wrong, "remove it, or state a time of day such as HHMM")
    if not dated and not written.not_before:
        wrong = f"{text!r} is a time of day without a date"
        yield Said(path, wrong, "add 'not-before: started', or join a column that has the date")
