"""How often something happened, with its 95 % interval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from troth.history import wilson


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many of so many; Wilson's interval."""

    hits: int
    n: int

    @classmethod
    def of(cls, happened: Iterable[bool]) -> "Rate":
        """The rate of what is true."""
        found = list(happened)
        return cls(hits=sum(found), n=len(found))

    @property
    def share(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.hits / self.n if self.n else None

    def as_json(self) -> dict[str, Any]:
        """With both ends of the interval."""
        if not self.n:
            return {"hits": 0, "n": 0, "share": None}
        low, high = wilson(self.hits, self.n)
        share = round(self.hits / self.n, 4)
        return {
            "hits": self.hits,
            "n": self.n,
            "share": share,
            "interval": [round(low, 4), round(high, 4)],
        }

    def __str__(self) -> str:
        """`93.1 % (89.9 to 95.4; 343 of 369)`."""
        if not self.n:
            return "none"
        low, high = (100 * end for end in wilson(self.hits, self.n))
        return (
            f"{100 * self.hits / self.n:.1f} % ({low:.1f} to {high:.1f}; {self.hits} of {self.n})"
        )


#: What is reported: titles of groups, each with its rates by name.
Report = Mapping[str, Mapping[str, Rate]]


def text(report: Report) -> str:
    """The report for people."""
    lines = []
    for title, rates in report.items():
        lines.append(title)
        width = max(map(len, rates), default=0)
        lines += [f"  {name:<{width}}  {rate}" for name, rate in rates.items()]
    return "\n".join(lines)


def as_json(report: Report) -> dict[str, Any]:
    """The report for programs."""
    return {
        title: {name: rate.as_json() for name, rate in rates.items()}
        for title, rates in report.items()
    }
