"""How a source writes dates: strptime's directives, read the same on every machine.

The platform's own strptime is not used: it follows the locale and takes 31 February for 3 March.
"""

import re
from dataclasses import dataclass, field

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

#: Pattern and what it means, by directive.
DIRECTIVES = {
    "%Y": ("year", r"\d{4}"),
    "%y": ("short_year", r"\d{2}"),
    "%m": ("month", r"\d{1,2}"),
    "%b": ("month_name", r"[A-Za-z]{3}"),
    "%d": ("day", r"\d{1,2}"),
    "%H": ("hour", r"\d{1,2}"),
    "%I": ("half_day_hour", r"\d{1,2}"),
    "%p": ("half_day", r"[AaPp][Mm]"),
    "%M": ("minute", r"\d{1,2}"),
    "%S": ("second", r"\d{1,2}"),
    "%f": ("fraction", r"\d{1,9}"),
    "%z": ("offset", r"Z|[+-]\d{2}:?\d{2}"),
    "HHMM": ("clock", r"\d{1,4}"),
}
_TOKEN = re.compile(r"%.|HHMM")
_DATE_PARTS = ({"year", "short_year"}, {"month", "month_name"}, {"day"})


@dataclass(frozen=True)
class DateFormat:
    """A stated format: a pattern and the meaning of its groups, in order.

    `HHMM` is a clock written as one number: 5 is 00:05, 517 is 05:17, 2400 the midnight after.
    Raises ValueError for what it does not know, so that a mapping says it at its place.
    """

    text: str
    #: A pattern with one group per part, for RE2.
    pattern: str = field(init=False)
    parts: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        pattern, parts, end = "", [], 0
        for token in _TOKEN.finditer(self.text):
            if token.group() != "%%" and token.group() not in DIRECTIVES:
                raise ValueError(f"{token.group()!r} is unknown; known are {_known()}")
            pattern += re.escape(self.text[end : token.start()])
            end = token.end()
            if token.group() == "%%":
                pattern += "%"
                continue
            part, digits = DIRECTIVES[token.group()]
            pattern += f"(?P<{part}>{digits})"
            if part in parts:
                raise ValueError(f"{token.group()!r} stands twice in {self.text!r}")
            parts.append(part)
        pattern += re.escape(self.text[end:])
        object.__setattr__(self, "pattern", f"^{pattern}$")
        object.__setattr__(self, "parts", tuple(parts))
        self._refuse_halves()

    def _refuse_halves(self) -> None:
        dated = sum(bool(names & set(self.parts)) for names in _DATE_PARTS)
        if dated not in (0, 3) or not self.parts:
            raise ValueError(f"{self.text!r} needs a year, a month and a day, or none of them")
        if not dated and "offset" in self.parts:
            raise ValueError(f"{self.text!r} has an offset but no date; state both or neither")
        if ("half_day" in self.parts) != ("half_day_hour" in self.parts):
            raise ValueError(f"{self.text!r} needs %I and %p together; %H counts to 23")

    @property
    def has_date(self) -> bool:
        """False for a time of day alone."""
        return "day" in self.parts

    @property
    def has_offset(self) -> bool:
        """Whether each value says its own offset from UTC."""
        return "offset" in self.parts

    @property
    def swapped(self) -> "DateFormat | None":
        """The same format with day and month swapped, where both are numbers."""
        if "month" not in self.parts or "day" not in self.parts:
            return None
        swap = {"%d": "%m", "%m": "%d"}
        return DateFormat(_TOKEN.sub(lambda found: swap.get(found[0], found[0]), self.text))


def _known() -> str:
    return ", ".join(DIRECTIVES)
