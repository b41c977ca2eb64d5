"""What a promise can be measured by, in one normal form."""

from dataclasses import dataclass
from typing import Any, Literal, Self

Unit = Literal[
    "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year",
    "business_hour", "business_day",
]  # fmt: skip
Type = Literal["duration", "date", "time", "money", "percent", "count", "frequency"]


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One quantity; only what its type knows is set.

    A deadline sets `most`, a period that lasts or is held open sets `least`, a range both; an
    amount, a value or a count is `exact`.
    """

    type: Type
    least: float | None = None
    most: float | None = None
    exact: float | None = None
    #: Of a duration.
    unit: str = ""
    #: Of money: ISO 4217, as far as the sign tells.
    currency: str = ""
    #: Of a date, a time and some frequencies: the words themselves.
    text: str = ""
    #: Of a frequency: so many times in every so many units.
    every: float = 1

    def as_json(self) -> dict[str, Any]:
        """The quantity with the keys of its type."""
        if self.text:
            return {"type": self.type, "text": self.text}
        keys: dict[str, Any] = {"type": self.type}
        name = {"money": "amount", "percent": "value", "count": "value"}.get(self.type, "count")
        keys |= {
            key: _short(value)
            for key, value in ((name, self.exact), ("min", self.least), ("max", self.most))
            if value is not None
        }
        if self.type == "frequency":
            keys |= {"every": _short(self.every)}
        if self.unit:
            keys["unit"] = self.unit
        if self.currency:
            keys["currency"] = self.currency
        return keys

    def verbatim(self, text: str) -> Self:
        """The same, with the words as they stand in the original."""
        return type(self)(type=self.type, text=text) if self.text else self

    def in_words(self) -> str:
        """For people: the term, or the words, or the figures."""
        term = self.term_text()
        if term or self.text:
            return term or self.text
        low, high = self.least, self.most
        figures = " to ".join(str(_short(v)) for v in (self.exact, low, high) if v is not None)
        bound = "at least " if high is None and low is not None else ""
        times = f" times in {_short(self.every)}" if self.type == "frequency" else ""
        unit = (
            self.currency or self.unit.replace("_", " ") or ("%" if self.type == "percent" else "")
        )
        return f"{bound}{figures}{times} {unit}".strip()

    def term_text(self) -> str | None:
        """What it says in the language of terms; None where that has no words for it."""
        if self.type == "duration":
            return self._span_text()
        bound = (
            "at least " if self.least is not None else "at most " if self.most is not None else ""
        )
        value = next((v for v in (self.exact, self.least, self.most) if v is not None), None)
        if value is None or (self.least is not None and self.most is not None):
            return None
        if self.type == "money" and self.currency:
            return f"{bound}{self.currency} {_short(value)}"
        if self.type == "percent":
            return f"{bound or 'at least '}{_short(value)} %"
        if self.type == "frequency" and self.unit in _TERM_UNITS and self.exact == 1:
            return f"every {_short(self.every)} {_unit(self.unit, self.every)}"
        return None

    def _span_text(self) -> str | None:
        if self.unit not in _TERM_UNITS or self.most is None:
            return None
        unit = _unit(self.unit, self.most)
        if self.least is not None and self.least != self.most:
            return f"between {_short(self.least)} and {_short(self.most)} {unit}"
        return f"within {_short(self.most)} {unit}"


_TERM_UNITS = ("minute", "hour", "day", "week", "business_hour", "business_day")


def _unit(unit: str, number: float) -> str:
    return unit.replace("_", " ") + ("" if number == 1 else "s")


def _short(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number
