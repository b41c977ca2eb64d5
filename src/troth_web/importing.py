"""Taking sheets in: every row as the operation that a page would call, and all of them or none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from troth import operations
from troth.answers.incoming import Fault, Row, Sheet, sheet_of
from troth.errors import TrothError
from troth.operations import AddCustomer, Make
from troth.operations.errors import UnfitError
from troth.promises.store import ConflictError, Store, Work
from troth.said import and_more, joined
from troth.said import said as worded
from troth_web.api.calls import Call
from troth_web.api.rights import must_speak_for
from troth_web.api.sentences import sentence
from troth_web.people.errors import PeopleError

CUSTOMER_COLUMNS = ("name", "email", "phone", "ref", "id")
PROMISE_COLUMNS = (
    *("metric", "customer", "wording", "at", "term", "due", "starts_at", "channel"),
    *("promiser", "holder", "touchpoint"),
)
#: Of sheets that troth wrote, and not for people to say.
_CUSTOMER_ASIDE = ("sequence", "added_at", "erased_at", "facets")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a sheet."""

    #: Ids of what was made.
    made: tuple[str, ...]
    #: Lines that are known already, and are passed over.
    known: tuple[int, ...]
    faults: tuple[Fault, ...]


class FaultySheetError(TrothError):
    """A sheet of which nothing was taken in, as something in it is at fault."""

    def __init__(self, taken: Taken) -> None:
        first = taken.faults[0]
        line = worded("line {line}", line=str(first.line))
        where = joined((line, first.column), ", ") if first.column else line
        told = worded("nothing was taken in; {where}: {says}", where=where, says=first.says)
        super().__init__(and_more(told, len(taken.faults) - 1))
        self.taken = taken


#: Takes one row in: the id of what it made, None for what is known already.
Take = Callable[[Work, Row], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a sheet can hold."""

    columns: tuple[str, ...]
    aside: tuple[str, ...]
    #: For one sheet: it may remember what earlier rows said.
    taker: Callable[[Call], Take]

    def read(self, text: str) -> Sheet:
        """The rows of a text."""
        return sheet_of(text, self.columns, self.aside)


def take_in(call: Call, work: Work, kind: Kind, sheet: Sheet) -> Taken:
    """Take all rows in.

    Raises:
        FaultySheetError: with every fault; nothing is taken in then.
    """
    take = kind.taker(call)
    made: list[str] = []
    known: list[int] = []
    faults = list(sheet.faults)
    for row in sheet.rows:
        try:
            found = take(work, row)
        except ValidationError as error:
            faults += _form_faults(row.line, error)
        except ConflictError:
            # Another transaction; it is tried again.
            raise
        except (TrothError, PeopleError) as error:
            faults.append(Fault(line=row.line, column=_where(error), says=str(error)))
        else:
            if found is None:
                known.append(row.line)
            else:
                made.append(found)
    if not sheet.rows and not faults:
        faults.append(Fault(line=2, column="", says=worded("there is no row below the header")))
    faults.sort(key=lambda fault: fault.line)
    taken = Taken(made=tuple(made), known=tuple(known), faults=tuple(faults))
    if faults:
        raise FaultySheetError(taken)
    return taken


def preview(call: Call, kind: Kind, sheet: Sheet) -> Taken:
    """What would come of a sheet; it is tried in a transaction that is undone."""

    def act(work: Work) -> None:
        raise _UndoneError(take_in(call, work, kind, sheet))

    try:
        call.store.write(act, actor=call.actor, at=call.at)
    except _UndoneError as undone:
        return undone.taken
    except FaultySheetError as faulty:
        return faulty.taken
    raise AssertionError("a preview that was not undone")


class _UndoneError(Exception):
    def __init__(self, taken: Taken) -> None:
        super().__init__()
        self.taken = taken


def _where(error: Exception) -> str:
    return str(getattr(error, "where", ""))


def _form_faults(line: int, error: ValidationError) -> Iterator[Fault]:
    for each in error.errors():
        column = ".".join(str(part) for part in each["loc"])
        yield Fault(line=line, column=column, says=sentence(dict(each)))


def _customers(call: Call) -> Take:
    said: dict[tuple[str, str], int] = {}

    def take(work: Work, row: Row) -> str | None:
        wanted = AddCustomer(**row.named(CUSTOMER_COLUMNS), facets=row.facets() or None)
        tells = [(kind, row.cells[kind]) for kind in ("email", "ref") if kind in row.cells]
        for kind, text in tells:
            before = said.setdefault((kind, text.casefold()), row.line)
            if before != row.line:
                raise UnfitError(kind, worded("line {line} says the same", line=str(before)))
        if _known(call.store, wanted, tells):
            return None
        return operations.add(work, wanted).id

    return take


def _known(store: Store, wanted: AddCustomer, tells: list[tuple[str, str]]) -> bool:
    by_id = wanted.id is not None and bool(store.entries(wanted.id))
    return by_id or any(store.found(kind, text) for kind, text in tells)


def _promises(call: Call) -> Take:
    def take(work: Work, row: Row) -> str | None:
        said: dict[str, object] = {**row.named(PROMISE_COLUMNS)}
        if "customer" in said:
            said["customer"] = _customer(call.store, row.cells["customer"])
        wanted = Make.model_validate({**said, "facets": row.facets()})
        promise = operations.make(work, wanted)
        must_speak_for(call.principal, promise)
        return promise.id

    return take


def _customer(store: Store, text: str) -> str:
    """The one customer whom a cell means: an id, an e-mail address, a reference."""
    if store.entries(text):
        return text
    found = {*store.found("email", text), *store.found("ref", text)}
    if len(found) != 1:
        says = (
            worded("more than one is known by that; write an id, an e-mail address or a reference")
            if found
            else worded("nobody is known by that; write an id, an e-mail address or a reference")
        )
        raise UnfitError("customer", says)
    return found.pop()


CUSTOMERS = Kind(columns=CUSTOMER_COLUMNS, aside=_CUSTOMER_ASIDE, taker=_customers)
PROMISES = Kind(columns=PROMISE_COLUMNS, aside=(), taker=_promises)
