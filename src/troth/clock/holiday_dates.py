"""Public holidays: listed dates, or the code of a country, subdivision or market."""

import difflib
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from troth.clock.errors import CalendarError
from troth.clock.shifts import date_ordinal
from troth.said import joined, said

#: Anything else might name an attribute of the library that is no country.
_CODE = re.compile("[A-Z]{2,4}(-[A-Za-z0-9]+)?")

#: Years that are looked up, and kept, together.
TOGETHER = 10


@dataclass(frozen=True)
class Holidays:
    """Dates on which a calendar is closed by itself."""

    #: A code of the `holidays` library, or none.
    code: str | None = None
    #: Proleptic ordinals of listed dates.
    listed: tuple[int, ...] = ()

    def between(self, first: int, last: int) -> dict[int, str]:
        """Names by proleptic ordinal, for dates from `first` to `last`.

        Years that the library does not know (most countries end in 2100) have no holidays.
        """
        found = {day: "holiday" for day in self.listed if first <= day <= last}
        if self.code:
            years = range(_year(first) // TOGETHER, _year(last) // TOGETHER + 1)
            for together in years:
                names = _library_dates(self.code, together * TOGETHER)
                found |= {day: name for day, name in names.items() if first <= day <= last}
        return found

    def definition(self) -> dict[str, Any]:
        """What the calendar's version is made of: another release may know other holidays."""
        if not self.code:
            return {"listed": self.listed}
        from holidays.version import __version__

        return {"code": self.code, "release": __version__}


def read(holidays: str | Iterable[date | str] | None) -> Holidays:
    """Holidays from a code such as `DE-BE` or `XNYS`, from dates, or none.

    Raises:
        CalendarError: for an unknown code or a bad date.
    """
    if holidays is None:
        return Holidays()
    if isinstance(holidays, str):
        _library(holidays, range(0))
        return Holidays(code=holidays)
    listed = {date_ordinal(day, "holidays") for day in holidays}
    return Holidays(listed=tuple(sorted(listed)))


def _year(ordinal: int) -> int:
    return date.fromordinal(ordinal).year


@lru_cache(maxsize=4096)
def _library_dates(code: str, first_year: int) -> dict[int, str]:
    years = range(first_year, first_year + TOGETHER)
    # A holiday may be observed in the year before or after its own.
    around = range(years[0] - 1, years[-1] + 2)
    dates = _library(code, around)
    return {day.toordinal(): name for day, name in dates.items() if day.year in years}


def _library(code: str, years: range) -> dict[date, str]:
    import holidays

    if not _CODE.fullmatch(code):
        raise _unknown(code)
    country, _, subdivision = code.partition("-")
    for find, arguments in (
        (holidays.country_holidays, {"country": country, "subdiv": subdivision or None}),
        (holidays.financial_holidays, {"market": code}),
    ):
        try:
            with warnings.catch_warnings():
                # Movable feasts are known for some years only; see `Holidays.between`.
                warnings.simplefilter("ignore", UserWarning)
                # English names where the library has them, else the country's own.
                return dict(find(**arguments, years=years, language="en_US"))
        except NotImplementedError:
            continue
    raise _unknown(code)


def _unknown(code: str) -> CalendarError:
    return CalendarError(
        said("unknown holidays {code}", code=repr(code)),
        said("right would be {right}", right=_alternatives(code)),
    )


def _alternatives(code: str) -> str:
    import holidays

    country, _, subdivision = code.partition("-")
    known: dict[str, list[str]] = holidays.list_supported_countries()
    if subdivision and country in known:
        parts = ", ".join(f"{country}-{part}" for part in known[country])
        return (
            said("{country} or one of {parts}", country=country, parts=parts) if parts else country
        )
    codes = [*known, *holidays.list_supported_financial()]
    near = difflib.get_close_matches(country.upper(), codes, n=3, cutoff=0.6)
    examples = said("a country (DE), a country and its subdivision (DE-BE), or a market (XNYS)")
    if not near:
        return examples
    return joined((examples, said("near are {codes}", codes=", ".join(near))), "; ")
