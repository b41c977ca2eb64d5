"""Lengths of time: `in 4-6 working days`, `for the first six months`, `36h`."""

import re
from collections.abc import Iterator

from troth.guard.quantities.found import Measure
from troth.guard.quantities.numbers import NUMBER, number_of
from troth.guard.quantities.quantity import Quantity
from troth.guard.text.hints import Hinted, hints, in_words
from troth.guard.words.lists import words

_UNITS = {
    "millisecond": "milliseconds?|msecs?|ms",
    "second": "seconds?|secs?|s",
    "minute": "minutes?|mins?|m(?!\\w)",
    "hour": "hours?|hrs?|hr|h",
    "day": "days?|nights?|d",
    "week": "weeks?|wks?|fortnights?",
    "month": "months?|mths?|mos?",
    "quarter": "quarters?",
    "year": "years?|yrs?",
}
_UNIT = "|".join(_UNITS.values())
_BUSINESS = r"business|working|work|bank|office|trading|school|week"
_KIND = (
    rf"(?:(?P<business>{_BUSINESS})[- ])?(?:clock |calendar |consecutive |full |clear |short "
    rf"|whole |extra |more |further |free |additional )?"
)

DURATION = re.compile(
    rf"(?<![\w$€£₹¥.,/:])(?<![a-z]-)(?:(?P<low>{NUMBER})(?:(?: ?- ?| ?/ ?| to | or | and "
    rf"| bis )(?=[\dtfsenoh])|(?P<owed> [a-z]+s? (?:to|or) ))"
    rf"(?:(?:maximum |at most |max )?))?"
    rf"(?P<high>{NUMBER}|an?|one)(?P<glue>[- ]?)(?:more )?{_KIND}(?P<unit>{_UNIT})(?!\w|'(?!s"
    rf" (?:notice|warning|written))\w"
    rf"| a week| per week)"
)
_THE = re.compile(
    rf"\b(?:(?:within|in|inside|under|over) (?:the|this|an?)|for (?:the|an?)|(?:for )?(?:the "
    rf"|your )first) (?:next |coming |following |same )?{_KIND}"
    rf"(?P<unit>min(?:ute)?|hr|hour|day|week|fortnight|month|year)(?![\w'-]| (?:after|of|before"
    rf"|beginning|commencing|starting|ending)\b)"
)
_HALF = re.compile(
    r"\bhalf (?:an? )?(?P<unit>hour|day|year)\b|\b(?:an|one) hour and a half\b"
    r"|\ban? (?P<two>minute|hour|day|week|month) or (?:so|two)\b"
)

#: `you'll have it in ten`: nothing but minutes is counted so.
_IN_MINUTES = Hinted(
    r"\b(?:in|within|under) (?P<n>five|ten|fifteen|twenty|thirty|5|10|15|20|30)$",
    in_words(r"^(?:five|ten|fifteen|twenty|thirty|5|10|15|20|30)$"),
)

_LEAST_BEFORE = re.compile(
    r"(?:(?:retention|warranty|notice|guarantee|validity|trial|grace"
    r"|cooling-off)[\w -]{0,25}(?: is|:| of)"
    r"|\b(?:term|period) of|\bfor(?: up to)?|\bat least|no (?:less|fewer) than"
    r"|\bminimum(?: of)?|\bmin"
    r"|not less than|valid|"
    r"\bfirst|\blasts?|\blasting|\bnext|over|more than|full)(?: the| a| an| at least"
    r"| another| the first| a minimum of| up to| no less than| the next| first| your first"
    r"| a full)*\s*$"
)
_MOST_BEFORE = re.compile(
    r"(?:\bwithin|\bin|\bunder|(?<!no )(?<!not )(?:less|fewer) than|no (?:more|later"
    r"|longer) than|up to|inside|maximum(?: of)?|(?:never|not|n't)\b[\w ]{0,25}? more than"
    r"|at most|\bby|below|as little as)"
    r"(?: the| a| about| around| approximately| just| only| next| first| coming| following"
    r"| roughly| approx\.?| under| as little as| less than| a maximum of)*\s*$"
)
_LEAST_AFTER = re.compile(
    r"'?\s*(?:(?:full|limited|extended|manufacturer's|money[- ]back|risk[- ]free"
    r"|satisfaction|parts and labou?r|no[- ]quibble|free|price|rate|written|prior"
    r"|advance)[ -])*"
    r"(?:warrant|guarantee|money[- ]back|return|trial|parts\b|labou?r|notice|s notice|s warning"
    r"|warning|refund|cooling|grace"
    r"|peace of mind|free\b|interest[- ]free|price|rate[- ]lock|exchange|cover|contract"
    r"|of (?:free|support|cover|warranty|updates|peace)|stay|minimum|before|prior"
    r"|in advance|ahead|on us|at half|half[- ]price|support"
    r"|protection|promise|window)"
)
_NUMBERS_FOR = {"fortnight": 2}


_may_last = hints(
    *words(
        "day hour week month year minute night second sec min hr fortnight five ten fifteen",
        "twenty thirty quarter mths mos wk yr 1 2 3 4 5 6 7 8 9 0",
    ),
)


def durations(text: str) -> Iterator[Measure]:
    """Every length of time in a text in lower case."""
    if not _may_last(text):
        return
    taken = 0
    for match in DURATION.finditer(text):
        if match["high"] in {"a", "an"} and not re.search(
            r"(?:within|in|under|than|inside|at least|the space of|a matter of|the course of|for"
            r"|every|tak(?:es?|ing)(?: us| me)?|another|about"
            r"|around"
            r"|roughly|only|just|allow|give (?:us|me))\s*$",
            text[max(0, match.start() - 16) : match.start()],
        ):
            continue
        if match["glue"] == "" and len(match["unit"]) > 1 and not match["high"][0].isdigit():
            continue
        if match["unit"] in {"second", "seconds"} and match["high"] in {"a", "an"}:
            continue
        if (
            len(match["unit"]) == 1
            and match["unit"] != "h"
            and (match["glue"] or not match["high"][0].isdigit())
        ):
            continue
        taken = match.end()
        yield _measure(text, match)
    for match in _THE.finditer(text):
        if match.end() > taken or match.end() < taken - 40:
            least = match[0].startswith(("for", "over", "the", "your"))
            one = _NUMBERS_FOR.get(match["unit"], 1)
            unit = _unit(match["unit"], match["business"])
            quantity = Quantity(
                type="duration",
                unit=unit,
                least=one if least else None,
                most=None if least else one,
            )
            yield Measure(match.start("unit") - 4, match.end(), quantity)
    yield from _in_minutes(text, taken)
    for match in _HALF.finditer(text):
        yield _half(match)


def _in_minutes(text: str, taken: int) -> Iterator[Measure]:
    match = _IN_MINUTES.search(text)
    if match and match.start() >= taken:
        minutes = Quantity(type="duration", most=number_of(match["n"]), unit="minute")
        yield Measure(match.start("n"), match.end(), minutes)


def _half(match: re.Match[str]) -> Measure:
    if match["two"]:
        return Measure(
            match.start(),
            match.end(),
            Quantity(
                type="duration",
                least=1 if match[0].endswith("two") else None,
                most=2 if match[0].endswith("two") else 1,
                unit=match["two"],
            ),
        )
    number, unit = {
        "day": (12, "hour"),
        "year": (6, "month"),
        "hour": (30, "minute"),
        None: (90, "minute"),
    }[match["unit"]]
    return Measure(match.start(), match.end(), Quantity(type="duration", most=number, unit=unit))


def _measure(text: str, match: re.Match[str]) -> Measure:
    unit = _unit(match["unit"], match["business"])
    times = _NUMBERS_FOR.get(match["unit"].rstrip("s"), 1)
    high = number_of(match["high"]) * times
    before = text[max(0, match.start() - 40) : match.start()]
    if match["low"] and not match["owed"]:
        low: float | None = number_of(match["low"]) * times
        if text[: match.start()].endswith(("at least ", "within at least ")):
            return Measure(
                match.start(),
                match.end(),
                Quantity(type="duration", least=low, most=high, unit=unit),
            )
        return Measure(
            match.start(), match.end(), Quantity(type="duration", least=low, most=high, unit=unit)
        )
    lasting = _MOST_BEFORE.search(before) is None and (
        _LEAST_BEFORE.search(before) is not None
        or (_LEAST_AFTER.match(text, match.end()) is not None)
    )
    if before.endswith("up to ") and re.match(
        r" (?:before|prior|ahead|in advance)", text[match.end() :]
    ):
        lasting = True
    quantity = Quantity(
        type="duration", unit=unit, least=high if lasting else None, most=None if lasting else high
    )
    return Measure(
        match.start(),
        match.end(),
        quantity,
        certain=lasting or _MOST_BEFORE.search(before) is not None,
    )


def _unit(word: str, business: str | None) -> str:
    unit = _NAMES[word]
    if business and unit in {"day", "hour"}:
        return f"business_{unit}"
    return unit


def _spellings() -> dict[str, str]:
    names = {}
    for unit, pattern in _UNITS.items():
        for word in pattern.replace("(?!\\w)", "").split("|"):
            names[word.replace("?", "")] = unit
            names[word.replace("s?", "")] = unit
    return names


_NAMES = _spellings() | {"day": "day"}
