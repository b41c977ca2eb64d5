"""Sheets that people send: rows of CSV from any spreadsheet, with every fault by its line."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from troth.answers.sheets import original
from troth.said import Said, said

#: So many rows at once, as all of them are one transaction.
MOST_ROWS = 1_000
#: Far more than mean anything.
MOST_COLUMNS = 200
#: What parts the cells of a row.
_MARKS = ",;\t"
#: What sheets of troth say beside a text.
_ASIDE = (".source", ".untrusted", ".hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in a sheet."""

    #: Of the file, from 1, which is the header.
    line: int
    #: Empty where the whole line is at fault.
    column: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a sheet; cells that are empty are left out."""

    line: int
    cells: Mapping[str, str]

    def facets(self) -> dict[str, str]:
        """What stands in columns such as `facets.fare`."""
        return {
            name.removeprefix("facets."): text
            for name, text in self.cells.items()
            if name.startswith("facets.")
        }

    def named(self, names: Sequence[str]) -> dict[str, str]:
        """The cells of some columns."""
        return {name: self.cells[name] for name in names if name in self.cells}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file that was read."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def sheet_of(text: str, known: Sequence[str], aside: Sequence[str] = ()) -> Sheet:
    """The rows of a sheet.

    Args:
        text: CSV with a header; commas, semicolons or tabs between cells.
        known: the columns that mean something, and those of facets: `facets.fare`.
        aside: columns that may be there and mean nothing, as in sheets that troth wrote.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    first = text.partition("\n")[0]
    mark = max(_MARKS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        header = [_plain(each) for each in next(rows, [])]
        faults = list(_header_faults(header, known, aside))
        if faults:
            return Sheet(columns=tuple(header), rows=(), faults=tuple(faults))
        read, faults = _rows(rows, header, {*known})
    except csv.Error as error:
        says = said("cells or quotes do not end as they should: {error}", error=str(error))
        fault = Fault(line=rows.line_num, column="", says=says)
        return Sheet(columns=(), rows=(), faults=(fault,))
    return Sheet(columns=tuple(header), rows=tuple(read), faults=tuple(faults))


def _plain(name: str) -> str:
    return name.strip().removesuffix(".text")


def _header_faults(
    header: list[str], known: Sequence[str], aside: Sequence[str]
) -> Iterator[Fault]:
    if not any(header):
        yield Fault(line=1, column="", says=_names_columns(known))
        return
    if len(header) > MOST_COLUMNS:
        says = said(
            "a sheet has {most} columns at most; this one has {n}",
            most=MOST_COLUMNS,
            n=len(header),
        )
        yield Fault(line=1, column="", says=says)
        return
    for name in header:
        means = name in known or name in aside or name.startswith("facets.")
        if not means and not name.endswith(_ASIDE):
            says = said(
                "there is no such column; there are {known} and facets.NAME",
                known=", ".join(known),
            )
            yield Fault(line=1, column=name or said("(without a name)"), says=says)
    for name in sorted(name for name, count in Counter(header).items() if count > 1):
        yield Fault(line=1, column=name, says=said("this column is there twice"))


def _names_columns(known: Sequence[str]) -> Said:
    return said("the first line names columns: {known}", known=", ".join(known))


def _rows(
    rows: Iterator[list[str]], header: list[str], known: set[str]
) -> tuple[list[Row], list[Fault]]:
    read: list[Row] = []
    faults: list[Fault] = []
    line = 2
    for cells in rows:
        begins, line = line, rows.line_num + 1  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if len(read) + len(faults) == MOST_ROWS:
            says = said("a sheet has {most} rows at most; part it", most=MOST_ROWS)
            faults.append(Fault(line=begins, column="", says=says))
            break
        if len(cells) != len(header):
            says = said(
                "this line has {cells} cells, and the header {columns}",
                cells=len(cells),
                columns=len(header),
            )
            faults.append(Fault(line=begins, column="", says=says))
            continue
        cells_by_name = {
            name: original(cell.strip())
            for name, cell in zip(header, cells, strict=True)
            if cell.strip() and (name in known or name.startswith("facets."))
        }
        read.append(Row(line=begins, cells=cells_by_name))
    return read, faults
