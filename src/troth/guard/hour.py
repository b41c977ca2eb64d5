"""The time of day in the words of a promise; of a span, its end."""

import re
from datetime import time

_WORDS = {
    "noon": time(12), "midday": time(12), "midnight": time(0), "lunchtime": time(13),
}  # fmt: skip
_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        ),
        1,
    )
}  # fmt: skip
_CLOCK = re.compile(
    r"(?<![\d./-])(\d{1,2})(?:[:.]([0-5]\d))?(?: ?([ap])\.?m\b\.?)(?![\d/])"
    r"|(?<![\d./-])(\d{1,2})[:.]([0-5]\d)(?![\d./])"
)
_BARE = re.compile(
    r"(?:\bat|\band|\bto|\bby|-|^) ?(\d{1,2})(?= (?:tonight|tomorrow|today|on|this)|$)"
    r"|^(\d{1,2})(?= tonight)"
)
_PAST = re.compile(rf"(half|quarter) past (\d{{1,2}}|{'|'.join(_NUMBERS)})")


def last_hour(words: str) -> time | None:
    """The last time of day that is named, in words in lower case; None where none is."""
    if match := _PAST.search(words):
        hour = _NUMBERS.get(match[2]) or int(match[2])
        # Nobody promises anything for half past three at night.
        hour += 12 if hour < 8 else 0
        return _time(hour, 30 if match[1] == "half" else 15, "", words)
    found = list(_CLOCK.finditer(words))
    if found:
        hour, minute, half = _parts(found[-1])
        return _time(hour, minute, half, words)
    for word, clock in _WORDS.items():
        if re.search(rf"\b{word}\b", words):
            return clock
    bare = list(_BARE.finditer(words))
    return _time(int(bare[-1][1] or bare[-1][2]), 0, "", words) if bare else None


def _parts(match: re.Match[str]) -> tuple[int, int, str]:
    return int(match[1] or match[4]), int(match[2] or match[5] or 0), match[3] or ""


def _time(hour: int, minute: int, half: str, words: str) -> time | None:
    evening = re.search(r"\b(?:tonight|evening|afternoon|pm)\b", words)
    if half == "p" or (not half and evening and hour < 12):
        hour = hour % 12 + 12
    elif half == "a":
        hour %= 12
    if hour > 24:
        return None
    return time(hour % 24, minute)
