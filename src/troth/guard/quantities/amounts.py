"""Money, shares, counts and how often."""

import re
from collections.abc import Iterator

from troth.guard.quantities.found import Measure
from troth.guard.quantities.numbers import NUMBER, number_of
from troth.guard.quantities.quantity import Quantity
from troth.guard.text.hints import Hinted, hints, in_words
from troth.guard.words.lists import words

_SIGNS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "€": "EUR", "£": "GBP", "₹": "INR", "rs": "INR",
    "rs.": "INR", "¥": "JPY", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND",
    "฿": "THB", "₦": "NGN", "₱": "PHP", "₴": "UAH", "zł": "PLN", "chf": "CHF", "kr": "SEK",
    "rm": "MYR", "ksh": "KES",
}  # fmt: skip
_WORDS = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "quid": "GBP", "rupee": "INR",
    "franc": "CHF", "yen": "JPY", "krona": "SEK", "kronor": "SEK", "kroner": "DKK", "rand": "ZAR",
    "peso": "MXN", "real": "BRL", "zloty": "PLN", "yuan": "CNY", "dirham": "AED", "ringgit": "MYR",
}  # fmt: skip
_CODES = [
    "usd",
    "eur",
    "gbp",
    "inr",
    "jpy",
    "chf",
    "aud",
    "cad",
    "nzd",
    "sek",
    "nok",
    "dkk",
    "pln",
    "czk",
    "huf",
    "cny",
    "hkd",
    "sgd",
    "brl",
    "mxn",
    "zar",
    "aed",
    "sar",
    "thb",
    "idr",
    "myr",
    "php",
    "try",
    "ils",
    "krw",
    "ngn",
    "kes",
    "egp",
    "ron",
    "bgn",
    "uah",
]
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_NAME = "|".join([*(f"{w}s?" for w in _WORDS), *_CODES])
_FIGURE = r"\d{1,9}(?:[., ]\d{3}){0,3}(?:[.,]\d{1,2})?(?![\d])(?: ?(?:k|m|million|thousand)\b)?"
MONEY = re.compile(
    rf"(?<![\w.])(?:(?:(?P<sign>{_SIGN}"
    rf"|\b(?:{'|'.join(_CODES)}))\s?(?P<a>{_FIGURE})(?:(?: ?- ?| to "
    rf"| and )(?:{_SIGN})?\s?(?P<b>{_FIGURE}))?)"
    rf"|(?P<c>{NUMBER})\s?(?P<after>{_SIGN}|{_NAME})(?!\w))"
    rf"|(?<![\w.])(?P<cents>{NUMBER}) ?(?:cents|pence|p)\b"
)
_MONEY_SIGN = re.compile(
    rf"[$€£₹¥₩₽₺₪₫฿₦₱₴]|\d ?(?:{_NAME}|rs|kr|rm|zł|chf|ksh)\b|\b(?:{'|'.join(_CODES)}|rs|rm"
    rf"|chf)\b|(?:{'|'.join(_WORDS)})s?\b"
)
PERCENT = re.compile(
    rf"(?<![\w.,])(?P<a>\d{{1,3}}(?:[.,]\d{{1,5}})?)(?: ?%)?(?:(?: ?- ?"
    rf"| to )(?P<b>\d{{1,3}}(?:[.,]\d+)?))? ?(?:%|percent\b|per cent\b|pct\b)"
    rf"|(?P<word>{NUMBER}) per ?cent\b"
)
#: `seven flights of ten`, `nine out of ten`.
OUT_OF = re.compile(
    r"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|\d{1,2}) (?:[a-z]+s )?(?:out )?of"
    r" (?:every )?"
    r"(?P<of>ten|twenty|10|20|100)\b(?! (?:the|our|your|these|those)\b)"
)
_NOUNS = (
    "visitors|customers|guests|callers|buyers|orders|users|seats|licen[cs]es|devices"
    "|lines|bags|items|pieces|returns|revisions|visits|sessions|lessons|classes|tickets"
    "|nights|vouchers|entries|copies|spaces|places|attempts|exchanges|transfers"
    "|withdrawals|backups|people|meals|drinks|coffees|bottles|miles|points|trees|samples"
    "|months|accounts|business units|pizzas|cups|gems|coins|tokens|boxes|spins|lives|credits"
)
_may_count = in_words(rf"\b(?:{_NOUNS.replace('business units', 'business')})\b")
COUNT = re.compile(
    rf"(?P<first>first |up to |at least )?(?<![\w.,$€£-])(?P<n>{NUMBER}) (?P<free>free "
    rf"|extra |bonus |additional |complimentary |more )?(?:[a-z]+ )?(?:{_NOUNS})\b"
)
_UNCOUNTED = (
    "days|hours|weeks|months|years|minutes|seconds|nights|times|euros|pounds|dollars|cents|pence"
    "|rupees|francs|business|working|of|to|and|or|per|is|as|kg|km|miles|metres|points"
)
#: What is counted where nothing but a bound says that it is: `no more than 24 pupils`.
BOUNDED = re.compile(
    rf"\b(?P<bound>(?:no|not|never|nothing)(?: \w+){{0,3}} (?:more|over|above|beyond)(?: than)?"
    rf"|at most|at least|(?:no|not) (?:less|fewer) than|a maximum of|a minimum of"
    rf") (?P<n>{NUMBER}) (?!(?:{_UNCOUNTED})\b)[a-z]{{3,}}s\b"
)
_PER = r"(?:per|an?|each|every)"
_PERIOD = "minute|hour|day|night|week|fortnight|month|quarter|year|business day|working day|weekday"
ALWAYS = Hinted(
    r"\b24 ?[/x] ?7(?: ?[/x] ?365)?\b|\b(?:around|round) the clock\b"
    r"|\b24 hours a day(?:,? (?:7|seven) days a week)?|\b(?:7|seven) days a week\b|\bday and"
    r" night\b"
    r"|\b365 days a year\b",
    hints("24", "clock", "days", "night"),
)
TIMES = Hinted(
    rf"\b(?P<n>once|twice|thrice|{NUMBER} times|{NUMBER}x) {_PER} (?P<unit>{_PERIOD})\b",
    in_words(r"(?:once|twice|thrice|times|x)$"),
)
#: How many of what: `two lessons a week`.
RATE = Hinted(
    rf"(?P<n>{NUMBER}) (?:(?:free|extra|more|further) )?(?!(?:{_UNCOUNTED})\b)[a-z-]{{3,}}s? {_PER}"
    rf" (?P<unit>{_PERIOD})\b",
    in_words(r"^(?:minute|hour|day|night|week|fortnight|month|quarter|year|weekday)\b"),
)
EVERY = Hinted(
    rf"(?<!for )(?<!on )\b(?:every|each) (?P<other>other "
    rf"|second |third |fourth |fifth )?(?P<n>{NUMBER})? ?(?P<unit>minutes?"
    rf"|hours?|days?|nights?|weeks?|months?|quarters?|years?|(?:business|working) (?:days?"
    rf"|hours?)|mon|tue|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|evening|weekend"
    rf"|weekday|afternoon)(?![\w'-])",
    hints("every", "each"),
)
ADVERB = Hinted(
    r"\b(?P<word>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually"
    r"|half[- ]hourly|biweekly|bi-weekly|semi-annually|half-yearly)\b(?! (?:fee|price"
    r"|charge|payment|bill|plan|subscription|rent|limit|rate|cost|premium|uptime"
    r"|newsletter|deal|special|instal|allowance|report\b|payments|amount))",
    hints("ly"),
)
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
_NTH = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ODD = {
    "fortnightly": (1, 2, "week"),
    "biweekly": (1, 2, "week"),
    "bi-weekly": (1, 2, "week"),
    "half-hourly": (1, 30, "minute"),
    "half hourly": (1, 30, "minute"),
    "semi-annually": (2, 1, "year"),
    "half-yearly": (2, 1, "year"),
}

_MOST = re.compile(
    r"(?:up to|at most|\b(?:no|not|never|nothing)(?: \w+){0,3} (?:more|higher|over|above|beyond)"
    r"(?: than)?|maximum(?: of)?|max\.?|capped at"
    r"|not exceed|under|(?<!no )(?<!not )less than|below|by more than|as much as"
    r"|limit of)(?: an? )?\s*$"
)
_LEAST = re.compile(
    r"(?:at least|no less than|not less than|minimum(?: of)?|from|starting at|over|above"
    r"|more than|exceeding|of at least|or more|as little as|spend)(?: just| only)?\s*$"
)


def money(text: str) -> Iterator[Measure]:
    """Sums of money."""
    if not _MONEY_SIGN.search(text):
        return
    for match in MONEY.finditer(text):
        if match["cents"]:
            continue
        sign = match["sign"] or match["after"]
        currency = (
            _SIGNS.get(sign) or _WORDS.get(sign.rstrip("s")) or _WORDS.get(sign) or sign.upper()
        )
        first = _sum(match["a"] or match["c"])
        if match["b"]:
            quantity = Quantity(type="money", least=first, most=_sum(match["b"]), currency=currency)
        else:
            quantity = _bounded(text, match, "money", first, currency)
        yield Measure(match.start(), match.end(), quantity)


def percents(text: str) -> Iterator[Measure]:
    """Shares in per cent."""
    for match in OUT_OF.finditer(text) if " of " in text else ():
        share = 100 * number_of(match["n"]) / number_of(match["of"])
        if 0 < share <= 100:
            yield Measure(match.start(), match.end(), Quantity(type="percent", exact=share))
    if "%" not in text and "cent" not in text and "pct" not in text:
        return
    for match in PERCENT.finditer(text):
        first = number_of(match["word"]) if match["word"] else float(match["a"].replace(",", "."))
        if match["b"]:
            quantity = Quantity(
                type="percent", least=first, most=float(match["b"].replace(",", "."))
            )
        else:
            quantity = _bounded(text, match, "percent", first)
        yield Measure(match.start(), match.end(), quantity)


_may_bound = hints("more than", "most ", "least ", "less than", "fewer than", "mum of ")


_TRIES = re.compile(r"\b(?P<n>twice|thrice|[a-z]+ times|\d+ times)(?= (?:to|before|for|by|on)\b|$)")


def counts(text: str) -> Iterator[Measure]:
    """Numbers of things that are given or served."""
    for match in BOUNDED.finditer(text) if _may_bound(text) else ():
        number = number_of(match["n"])
        least = match["bound"].endswith(("least", "less than", "fewer than", "minimum of"))
        quantity = Quantity(
            type="count", least=number if least else None, most=None if least else number
        )
        yield Measure(match.start(), match.end(), quantity)
    if not _may_count(text):
        return
    for match in COUNT.finditer(text):
        if match["n"] in {"one", "a", "1"} and not match["free"] and not match["first"]:
            continue
        yield Measure(
            match.start(), match.end(), Quantity(type="count", exact=number_of(match["n"]))
        )


_may_repeat = hints(
    *words(
        "every each daily week hour month year 24 clock once twice times annual night quarter",
        "365 thrice",
    ),
    *("7 days", "seven days", "a day"),
)


def frequencies(text: str) -> Iterator[Measure]:
    """How often something happens."""
    if not _may_repeat(text):
        return
    for match in sorted(ALWAYS.finditer(text), key=lambda m: not m[0][0].isdigit()):
        yield Measure(match.start(), match.end(), Quantity(type="frequency", text=match[0]))
    for match in TIMES.finditer(text):
        number = number_of(match["n"].removesuffix(" times").removesuffix("x"))
        yield Measure(match.start(), match.end(), _often(number, 1, match["unit"]))
    for match in RATE.finditer(text):
        yield Measure(match.start(), match.end(), _often(number_of(match["n"]), 1, match["unit"]))
    for match in EVERY.finditer(text):
        other = (match["other"] or "").strip()
        every = _NTH[other] if other else number_of(match["n"]) if match["n"] else 1
        yield Measure(match.start(), match.end(), _often(1, every, match["unit"]))
    for match in ADVERB.finditer(text):
        count, every, unit = _ODD.get(match["word"]) or (1, 1, _ADVERBS[match["word"]])
        yield Measure(match.start(), match.end(), _often(count, every, unit))


def _often(number: float, every: float, unit: str) -> Quantity:
    unit = unit.rstrip("s") if unit not in {"s"} else unit
    if unit == "fortnight":
        every, unit = every * 2, "week"
    if unit.endswith("day") and unit not in {"day", "business day", "working day", "weekday"}:
        unit = "week"
    unit = {
        "night": "day",
        "morning": "day",
        "evening": "day",
        "afternoon": "day",
        "weekend": "week",
        "weekday": "business_day",
        "mon": "week",
        "tue": "week",
    }.get(unit, unit)
    unit = unit.replace("working", "business").replace(" ", "_")
    return Quantity(type="frequency", exact=number, every=every, unit=unit)


def _bounded(
    text: str, match: re.Match[str], kind: str, value: float, currency: str = ""
) -> Quantity:
    before = text[max(0, match.start() - 30) : match.start()]
    most, least = _MOST.search(before), _LEAST.search(before)
    if re.match(r" (?:or more|or over|and up|\+|minimum|upwards)", text[match.end() :]):
        least, most = re.match("", ""), None
    return Quantity(
        type="money" if kind == "money" else "percent",
        most=value if most else None,
        least=value if least and not most else None,
        exact=None if most or least else value,
        currency=currency,
    )


def _sum(figure: str) -> float:
    match = re.fullmatch(r"(.*?) ?(k|m|million|thousand)?", figure.strip())
    number, times = (match[1], match[2]) if match else (figure, None)
    scale = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}.get(times or "", 1)
    return number_of(number.replace(" ", "")) * scale
