"""Odds in words: one table for screens, mails and pages.

Words first, then the number. Both are rounded down, so that words never promise more than odds do.
"""

from troth.said import Said, said

#: From these odds on: what to call it.
WORDS = (
    (0.99, said("almost certain")),
    (0.90, said("very likely")),
    (2 / 3, said("likely")),
    (0.50, said("more likely than not")),
    (1 / 3, said("less likely than not")),
    (0.10, said("unlikely")),
    (0.01, said("very unlikely")),
    (0.0, said("hardly ever")),
)
#: From these odds on: how often, in numbers that people can picture.
CHANCES = (
    (0.99, said("99 in 100")),
    (0.95, said("19 in 20")),
    (0.90, said("9 in 10")),
    (0.80, said("4 in 5")),
    (0.75, said("3 in 4")),
    (2 / 3, said("2 in 3")),
    (0.50, said("1 in 2")),
    (1 / 3, said("1 in 3")),
    (0.25, said("1 in 4")),
    (0.20, said("1 in 5")),
    (0.10, said("1 in 10")),
    (0.05, said("1 in 20")),
    (0.01, said("1 in 100")),
    (0.0, said("fewer than 1 in 100")),
)
#: Curves are made of floating-point numbers: 0.9 may come out a hair below.
HAIR = 1e-9


def words(odds: float) -> Said:
    """`very likely (19 in 20)` for odds from 0 to 1."""
    return said("{words} ({chances})", words=_row(WORDS, odds), chances=chances(odds))


def chances(odds: float) -> Said:
    """`19 in 20` for odds from 0 to 1."""
    return _row(CHANCES, odds)


def of_hundred(odds: float) -> str:
    """`93 of 100`: whole cases, rounded down and never all of them."""
    hundredths = int(100.0 * odds + 100.0 * HAIR)
    return "fewer than 1 of 100" if hundredths < 1 else f"{min(hundredths, 99)} of 100"


def percent(odds: float) -> Said:
    """`93 %`, rounded down; near the ends it says on which side it lies."""
    if odds > 0.99 + HAIR:
        return said("over {share} %", share=99)
    hundredths = int(100.0 * odds + 100.0 * HAIR)
    if hundredths < 1:
        return said("under {share} %", share=1)
    return said("{share} %", share=hundredths)


def _row(table: tuple[tuple[float, Said], ...], odds: float) -> Said:
    return next((text for least, text in table if odds >= least - HAIR), table[-1][1])
