"""The grammar at work. Imported when the first text is read, because lark is slow to come."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError

from troth.said import said
from troth.terms import content
from troth.terms.measures import (
    Bound,
    Period,
    Span,
    UnfitValueError,
    Unit,
    check_percent,
    check_whole,
)
from troth.terms.term import Term

#: Terminals whose name is not what people would write.
LABELS = {
    "NUMBER": said("a number"),
    "TIME": said("a time such as 12:00"),
    "CURRENCY": said("a currency such as EUR"),
    "PERCENT": "%",
    "$END": said("the end"),
}


class MisreadError(Exception):
    """Where a text ceases to be a term, and what could stand there."""

    def __init__(self, position: int, expected: tuple[str, ...]) -> None:
        super().__init__(position, expected)
        #: Counted from 0.
        self.position = position
        self.expected = expected


def read(text: str) -> Term:
    """The term of a text.

    Raises:
        MisreadError: for any other text.
    """
    try:
        return _Builder().transform(_grammar().parse(text))
    except UnexpectedInput as error:
        # At the end of the text lark points at the last token instead.
        too_early = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        position = len(text) if too_early else cast("int", error.pos_in_stream)
        accepted = error.interactive_parser.accepts()  # type: ignore[no-untyped-call]
        raise MisreadError(position, _labels(accepted)) from None
    except VisitError as error:
        raise error.orig_exc from None


def words() -> list[str]:
    """Every word of the language."""
    names = " ".join(_terminals()).lower().replace("_", " ").split()
    return sorted({*names, "minute", "hour", "day", "week"} - {"number", "time", "currency"})


@cache
def _grammar() -> Lark:
    text = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr")


def _terminals() -> list[str]:
    """Names in the order of the grammar."""
    return [terminal.name for terminal in _grammar().terminals if terminal.name[:2] != "__"]


def _labels(names: set[str]) -> tuple[str, ...]:
    plain = [name.lstrip("_") for name in [*_terminals(), "$END"] if name in names]
    # A word alone would read as part of the sentence: expected "next".
    quote = '"' if len(plain) == 1 else ""
    return tuple(
        LABELS.get(name, f"{quote}{name.lower().replace('_', ' ')}{quote}") for name in plain
    )


@contextmanager
def _pointing_at(token: Token) -> Iterator[None]:
    try:
        yield
    except UnfitValueError as error:
        raise MisreadError(token.start_pos or 0, (error.expected,)) from None


def _span(number: Token, unit: Token) -> Span:
    with _pointing_at(number):
        return Span(Decimal(number), Unit(unit.type.lower().replace("_", " ").removesuffix("s")))


def _time(token: Token) -> time:
    with _pointing_at(token):
        hours, minutes = map(int, token.split(":"))
        if hours > 23 or minutes > 59:
            raise UnfitValueError(said("a time from 00:00 to 23:59"), token)
        return time(hours, minutes)


@v_args(inline=True)
class _Builder(Transformer[Token, Term]):
    """One method for each alternative of the grammar."""

    def start(self, what: content.Content, share: Decimal | None) -> Term:
        return Term(what, share)

    def span(self, number: Token, unit: Token) -> Span:
        return _span(number, unit)

    def percent(self, number: Token) -> Decimal:
        with _pointing_at(number):
            check_percent(Decimal(number))
        return Decimal(number)

    def at_most(self) -> Bound:
        return Bound.AT_MOST

    def at_least(self) -> Bound:
        return Bound.AT_LEAST

    def period(self, name: Token) -> Period:
        return Period(name.lower())

    def within(self, span: Span) -> content.Within:
        return content.Within(span)

    def every(self, span: Span) -> content.Every:
        return content.Every(span)

    def no_longer_than(self, _bound: Bound, span: Span) -> content.NoLongerThan:
        return content.NoLongerThan(span)

    def window(self, low: Token, high: Token, unit: Token) -> content.Window:
        first, last = _span(low, unit), _span(high, unit)
        with _pointing_at(high):
            return content.Window(first, last)

    def end_of_next_day(self) -> content.EndOfNextDay:
        return content.EndOfNextDay()

    def by_time_next_day(self, by: Token, cutoff: Token | None) -> content.ByTimeNextDay:
        return content.ByTimeNextDay(_time(by), _time(cutoff) if cutoff else None)

    def share(self, bound: Bound, percent: Decimal, period: Period | None) -> content.Share:
        return content.Share(bound, percent, period)

    def count(self, bound: Bound, number: Token, period: Period) -> content.Count:
        with _pointing_at(number):
            check_whole(Decimal(number), "times")
            return content.Count(bound, int(Decimal(number)), period)

    def money(
        self, bound: Bound | None, currency: Token, number: Token, period: Period | None
    ) -> content.Money:
        with _pointing_at(number):
            return content.Money(currency.upper(), Decimal(number), bound, period)

    def always(self) -> content.Always:
        return content.Always()

    def never(self) -> content.Never:
        return content.Never()
