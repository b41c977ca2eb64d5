"""Odds in words: one table for screens, mails and pages.

Words first, then the number. Both are rounded down, so that words never promise more than odds do.
"""

#: From these odds on: what to call it.
WORDS = (
    (0.99, "almost certain"),
    (0.90, "very likely"),
    (2 / 3, "likely"),
    (0.50, "more likely than not"),
    (1 / 3, "less likely than not"),
    (0.10, "unlikely"),
    (0.01, "very unlikely"),
    (0.0, "hardly ever"),
)
#: From these odds on: how often, in numbers that people can picture.
CHANCES = (
    (0.99, "99 in 100"),
    (0.95, "19 in 20"),
    (0.90, "9 in 10"),
    (0.80, "4 in 5"),
    (0.75, "3 in 4"),
    (2 / 3, "2 in 3"),
    (0.50, "1 in 2"),
    (1 / 3, "1 in 3"),
    (0.25, "1 in 4"),
    (0.20, "1 in 5"),
    (0.10, "1 in 10"),
    (0.05, "1 in 20"),
    (0.01, "1 in 100"),
    (0.0, "fewer than 1 in 100"),
)
#: Curves are made of floating-point numbers: 0.9 may come out a hair below.
HAIR = 1e-9


def words(odds: float) -> str:
    """`very likely (19 in 20)` for odds from 0 to 1."""
    return f"{_row(WORDS, odds)} ({chances(odds)})"


def chances(odds: float) -> str:
    """`19 in 20` for odds from 0 to 1."""
    return _row(CHANCES, odds)


def of_hundred(odds: float) -> str:
    """`93 of 100`: whole cases, rounded down and never all of them."""
    hundredths = int(100.0 * odds + 100.0 * HAIR)
    return "fewer than 1 of 100" if hundredths < 1 else f"{min(hundredths, 99)} of 100"


def percent(odds: float) -> str:
    """`93 %`, rounded down; near the ends it says on which side it lies."""
    if odds > 0.99 + HAIR:
        return "over 99 %"
    hundredths = int(100.0 * odds + 100.0 * HAIR)
    return "under 1 %" if hundredths < 1 else f"{hundredths} %"


def _row(table: tuple[tuple[float, str], ...], odds: float) -> str:
    return next((text for least, text in table if odds >= least - HAIR), table[-1][1])
