"""Days and times of day, kept as they are said: `Friday evening from 6 to 8`."""

import re
from collections.abc import Iterator

from troth.guard.quantities.found import Measure
from troth.guard.quantities.quantity import Quantity
from troth.guard.text.hints import hints, in_words
from troth.guard.words.lists import words

WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)day|mon|tues?|wed|thurs?|fri"
    r"|sat|sun"
)
_LONG_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
#: However it is cut short; nothing follows it but a day.
_DAY_NAME = r"(?:mon|tues?|weds?|wednes|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?\b|\b)"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_PART = r"(?:morning|afternoon|evening|night|lunchtime|noon|midday|midnight|lunch|arvo)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_HOLIDAY = (
    r"(?:christmas(?: eve| day)?|xmas|easter|new year'?s?(?: eve| day)?|thanksgiving"
    r"|black friday|cyber monday|boxing day|halloween|valentine'?s day|mother'?s day"
    r"|diwali|eid|hanukkah|ramadan|labou?r day|memorial day)"
)
_NTH = r"(?:first|second|third|fourth|fifth|tenth|last)"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)"
_YEAR = r"(?:19|20)\d\d"
_ZONE = (
    r"(?: ?\(?(?:utc|gmt|cet|cest|bst|est|edt|pst|pdt|cst|cdt|mst|mdt|ist|aest|aedt|et|pt"
    r"|ct|sgt|jst|local time|uk time|eastern|pacific)\b\)?)?"
)
CLOCK = (
    rf"(?:\d{{1,2}}(?:[:.]\d\d)? ?(?:a\.m\.?|p\.m\.?|am|pm|o'clock|hrs\b|uhr)|(?:[01]?\d"
    rf"|2[0-4])[:.][0-5]\d(?::\d\d)?(?![\d%]|[.]\d| ?%| (?:a|per) )|\b(?:noon|midday"
    rf"|midnight)\b"
    rf"|(?:half past|quarter past|quarter to)(?! an? ) ?(?:\d{{1,2}}|one|two|three|four|five|six"
    rf"|seven|eight|nine|ten|eleven|twelve)?){_ZONE}"
)
_PERIOD = r"(?:day|week|weekend|month|quarter|year|season|term|fortnight)"
_DAY_WORD = r"(?:business|working|week|school|trading)[ -]day"

#: What names a day, the longest reading first.
DAY = (
    rf"{_YEAR}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d\d)|\d{{1,2}}/\d{{1,2}}(?![\d/])"
    rf"|(?:{_ORDINAL}|\d{{1,2}})(?: of)? {MONTH}\b\.?(?:,? {_YEAR})?|(?:\d{{1,2}}"
    rf"|{_ORDINAL}) ?(?:-|to) ?(?:{_ORDINAL}|\d{{1,2}}) {MONTH}\b(?: {_YEAR})?"
    rf"|{MONTH}\.? {_ORDINAL}(?:,? {_YEAR})?|{MONTH}\.? \d{{1,2}}(?![\d:%])(?:,? {_YEAR})?"
    rf"|(?:early |late |mid-?|the end of |end of )?(?:{MONTH}|{_SEASON}) {_YEAR}"
    rf"|{_ORDINAL} ?(?:to|-|until|through|and) ?(?:the )?{_ORDINAL}(?: of {MONTH})?"
    rf"|(?:the )?(?:{_NTH}|{_ORDINAL})(?: (?:week|day|half|weekend|{_LONG_DAY}|(?:business"
    rf"|working) day))?"
    rf" (?:of|in) (?:(?:each|every|the|next|this|the following|your) )?(?:month|week"
    rf"|quarter|year|term|{MONTH}\b)"
    rf"|(?:the )?(?:day|night|morning|evening|week) (?:before|it (?:arrives|lands|comes in))\b"
    rf"|(?:the )?(?:month|year|quarter|week|term)(?:-end|'s end|[- ]end)\b"
    rf"|mid-?week\b|q[1-4](?: {_YEAR})?|h[12] {_YEAR}"
    rf"|(?:the )?(?:next|following|same|very next|first|second)[ -](?:{_DAY_WORD}"
    rf"|calendar day)|next[ -]day\b"
    rf"|(?:the |that |this )?(?:very )?(?:next|following|same|coming)[ -](?:{_PERIOD}"
    rf"|{_LONG_DAY}|(?:mon|tues?"
    rf"|wed|thurs?|fri|sat|sun)\b|{MONTH}\b|{_SEASON}|{_PART}|bill|billing cycle|invoice"
    rf"|statement|payroll|pay run|pay ?check|pay cheque|payout|working week|shift|payday"
    rf"|pay day|payslip|release|delivery|visit)"
    rf"|this (?:coming |very )?(?:{_PERIOD}|{_LONG_DAY}|{_PART}|{_SEASON}|{MONTH}\b)"
    rf"|(?:later|early|late|earlier) (?:today|tonight|tomorrow|this {_PERIOD}|this {_PART}"
    rf"|next {_PERIOD}|in (?:the )?{_PERIOD})"
    rf"|(?:the )?(?:end|close|start|beginning|middle|start) of (?:the |this |next "
    rf"|your )?(?:next |following |same |coming )?(?:business |working |calendar |play|trading "
    rf"|business|tax |financial "
    rf"|school |billing )?(?:{_PERIOD}"
    rf"|{_LONG_DAY}|{MONTH}|shift)?\b"
    rf"|(?:the )?end of (?:today|tonight|tomorrow)|eod\b|cob\b|eob\b|eow\b|eom\b|eop\b"
    rf"|close of (?:business|play|trading)|start of play"
    rf"|the day after(?: tomorrow)?|(?:the )?(?:week|weekend|month) (?:of|beginning"
    rf"|commencing|starting|after next|ending)"
    rf"|first thing(?: in the morning)?|(?:the )?(?:morning|afternoon|evening|night) of"
    rf"|{_LONG_DAY}(?: (?:week|fortnight))?|(?:mon|tues?|weds?|thurs?|fri|sat"
    rf"|sun)\b(?=[ .,]|$)(?! and earth)"
    rf"|today|tomorrow|tonight|overnight|same[ -]day\b|{_HOLIDAY}"
)
_SOFT_DAY = (  # Only after a preposition: "in May", "by 2030", "on the 15th", "before lunch".
    rf"(?:early |late |mid-?|the end of |end of |the start of )?(?:{MONTH}"
    rf"|{_SEASON})(?: {_YEAR}| {_SEASON})?(?: release| holidays| term| break)?"
    rf"|{_YEAR}(?![\d-])|the {_ORDINAL}|{_ORDINAL}"
    rf"|(?:the )?(?:weekend|new year|holidays|school holidays|summer holidays|bank holiday"
    rf"|evening|evening peak|morning|morning peak|afternoon|night|morning rush|weekday"
    rf"|weekdays|bank holidays)|close|closing time|kick-off|curtain-up|check-out"
    rf"|lunch(?:time)?|dinner(?: ?time)?|breakfast|teatime|dawn"
    rf"|bed ?time|supper(?: ?time)?|pay ?day|rush hour"
    rf"|the (?:day|week|month|year|term|season|weekend) (?:is (?:out|over|up|done)|ends)"
    rf"|sunset|sunrise|nightfall|week \d{{1,2}}|then(?! on)"
)
_BEFORE_SOFT = (
    r"(?:by|before|in|on|until|till|from|after|during|at|for|around|over|since|of"
    r"|no later than|through|to)"
)

_ATOM = rf"(?:{DAY}|{CLOCK})"
_LINK = (
    r"(?:,? (?:at|between|from|by|on|before|and|to|until|till|in|in the|or)(?: the)? "
    r"|, ?|[ -]| - |-|/| ?& ?)"
)
_BARE = r"\d{1,2}(?:[:.]\d\d)?"
_BARE_HOUR = rf"(?:{_BARE}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_RANGE = (
    rf"(?:between {_BARE_HOUR} ?(?:am|pm)? ?(?:and|-|to) ?{_BARE_HOUR}|{_BARE} ?(?:am"
    rf"|pm)? ?(?:-|to) ?{_BARE})(?: ?(?:am|pm|p\.m\.|a\.m\.|o'clock)\b)?{_ZONE}"
)
_MORE = (
    rf"(?:{_LINK}(?:(?:the )?{_ATOM}|{_RANGE}(?![\w%])(?! (?:business|working|days?|hours?"
    rf"|minutes?|weeks?|months?|years?))|,? ?(?:on )?(?:working|business|week) ?days\b"
    rf"|,? (?:seven|7|five|5|six|6) days a week|,? (?:daily|every day|weekdays)\b"
    rf"|(?:the )?{_PART}\b|(?:at|by|around|about)(?: around| about)? {_BARE_HOUR}(?![\w%])"
    rf"|{_ORDINAL}\b|{MONTH} \d"
    rf"|\d{{1,2}}(?= (?:tonight|tomorrow)))){{0,5}}"
)

_DATE = re.compile(
    rf"(?<![\w$€£₹.,/:-])(?:(?:the )?(?:{_RANGE}(?: in the| on|,)? "
    rf"|{_BARE} )?{_ATOM}{_MORE}|(?<=\b){_RANGE}(?= ?(?:am|pm|daily|every|mon|tue|wed|thu"
    rf"|fri|sat|sun|week)))(?![\w])"
)
#: From one hour to another, perhaps on a day: `between 8 and 1 on the 22nd`.
_BETWEEN = re.compile(
    rf"\bbetween (?:{CLOCK}|{_BARE_HOUR}(?: ?(?:am|pm)\b)?) (?:and|to|-) (?:{CLOCK}"
    rf"|{_BARE_HOUR}(?: ?"
    rf"(?:am|pm)\b)?)(?:,? (?:on |in )?(?:the )?(?:{DAY}|{_ORDINAL}"
    rf"|{_PART}))?(?! ?(?:business|working|days?"
    rf"|hours?|minutes?|mins?|weeks?|months?|years?|per cent|people|items)|[\w%])"
)
_PREPOSITION = re.compile(
    rf"\b(?P<word>{_BEFORE_SOFT}) (?:the |your |about |around |approximately |roughly )?"
    rf"(?P<what>(?:(?:early |late |mid-?)?{_PART}\b(?! (?:peak|rush))"
    rf"|{_SOFT_DAY})(?:,? (?:at|by) {CLOCK})?"
    rf"|{_RANGE}(?: on {_LONG_DAY})?|{_BARE_HOUR}(?: ?(?:sharp|latest))?(?: on {_LONG_DAY})?)(?!"
    rf" ?%| ?(?:per cent"
    rf"|percent|business|working|calendar|days?\b|hours?\b|hrs?\b|minutes?\b|mins?\b"
    rf"|weeks?\b|months?\b|years?\b|seconds?\b|people|of\b|times|items|gb|mb|km|miles"
    rf"|metres|kg|eur|usd|gbp|euros?|dollars?|pounds?)\b|[\w$€£₹:%]|[.,]\d|-\d|-[a-z])"
)
_HAS_DAY = re.compile(
    rf"{DAY}|{MONTH}|{_YEAR}|{_ORDINAL}|{_SEASON}|weekend|holiday|new year|weekday|week \d"
    r"|the (?:day|week|month|year|term|season) (?:is|ends)"
)
_CLOCK = re.compile(CLOCK)
_WEEK_HOURS = re.compile(
    rf"(?:{WEEKDAY})s? ?(?:to|-|through|and|until) ?(?:{WEEKDAY})|every day|daily|weekdays"
    rf"|7 days a week"
)
#: What can follow an hour without am or pm; any other word is what is counted.
_NOUN_NEXT = re.compile(
    r" (?!(?:on|tomorrow|today|tonight|sharp|and|or|if|we|you|i|it|they|the|so|but|at|for"
    r"|to|in|this"
    r"|next|every|each|daily|as|with|when|unless|until|latest|please|o'clock|your|our|there|after"
    r"|mon|tue|wed|thu|fri|sat|sun)\w*\b)[a-z]"
)
_NOT_BEFORE_YEARS = frozenset(["of", "to", "for", "since", "at", "after"])
_CLOCK_PREPOSITIONS = frozenset(
    ["by", "before", "until", "till", "from", "at", "after", "around", "between"]
)


_may_name = hints(
    *words(
        "day 1 2 3 4 5 6 7 8 9 0 week month morning noon night evening morrow year next same",
        "close eod eow eom cob eob eop lunch quarter clock play spring summer autumn fall",
        "winter christmas xmas easter jan feb mar apr may june july aug sep oct nov dec mon",
        "tue wed thu fri sat sun holiday thanksgiving halloween diwali eid hanukkah ramadan",
        "first last then past dinner breakfast tea dawn kick-off bed supper pay ends curtain",
        "check-out term season between one two three four five six seven eight nine ten",
        "eleven twelve",
    ),
    *("end of", " is "),
)


#: How the words begin that no day and no time of day is without.
_names = in_words(
    rf"\d|\b(?:first|second|third|four|fif|ten|last|day|night|morn|evening|week|month|year|quarter"
    rf"|term\b|mid|next|foll|same|coming|{_DAY_NAME}|{MONTH}\b|sunset|sunrise|late|earl|end\b"
    r"|close\b|closing|start\b|begin|eod|cob|eob|eow|eom|eop|today|tomor|tonight|overnight"
    r"|christmas|xmas|easter|new\b|thanksg|black|cyber|box|hallow|valent|mother|diwali|eid"
    r"|hanuk|ramadan|labo|memor|noon|half|lunch|arvo|aftern|spring|summer|autumn|fall|winter|season"
    r"|fortn|between|one|two|three|five|six|seven|eight|nine|eleven|twelve|holiday"
    r"|bed|supper|pay|rush|kick|curtain|check-|dinner|breakfast|teatime|dawn|then\b)"
)


def dates(text: str) -> Iterator[Measure]:
    """Every day and time of day in a text in lower case; the words are those of the text."""
    if not _may_name(text) or not _names(text):
        return
    for match in _DATE.finditer(text):
        yield _measure(match[0], match.start())
    if "between" in text:
        for match in _BETWEEN.finditer(text):
            yield _measure(match[0], match.start())
    for match in _PREPOSITION.finditer(text):
        what = match["what"]
        bare = re.fullmatch(rf"{_RANGE}|{_BARE_HOUR}", what)
        if bare and match["word"] not in _CLOCK_PREPOSITIONS and not (what.startswith("between")):
            continue
        if bare and _NOUN_NEXT.match(text, match.end()):
            continue
        if re.fullmatch(_YEAR, what) and match["word"] in _NOT_BEFORE_YEARS:
            continue
        if what == "then" or (
            match["word"] in {"of", "since", "to", "for"} and not re.search(r"\d", what)
        ):
            continue
        yield _measure(what, match.start("what"))


def _measure(words: str, start: int) -> Measure:
    kept = words.rstrip(" ,.-") if not words.endswith("m.") else words
    kind = "date" if _HAS_DAY.search(_CLOCK.sub(" ", kept)) else "time"
    if kind == "date" and _WEEK_HOURS.search(kept) and re.search(r"\d", kept):
        kind = "time"
    quantity = Quantity(type="date" if kind == "date" else "time", text=kept)
    return Measure(start, start + len(kept), quantity)
