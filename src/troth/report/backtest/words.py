"""What a backtest says, as sentences: each of them from the figures of `forecast.backtest`.

Every share comes with the number that it is of.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from troth.checks.words import percent
from troth.forecast.backtest.held import GROUP, HOUR, MAIN, MONTH
from troth.report.view import Tone
from troth.report.words import count_text, duration_text
from troth.said import listed

Result = Mapping[str, Any]

#: What held may be so far from what was said, which is what the odds are built to reach.
TOLERANCE = 0.03
#: The share of time gone that is spoken of.
HALF = 0.5
_CLOCKS = {"elapsed": "elapsed time", "business": "business time", "days": "calendar days"}
_REFITS = {"weekly": "learned anew each week", "never": "never learned anew"}
#: Curves are what is expected, and not said.
_METHODS = {"curves": "", "boost": "by boosted trees, "}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def said(p: float) -> str:
    """A level, without decimals where it has none: `90 %`, `99.5 %`."""
    return f"{100 * p:.6g} %"


def way(result: Result) -> str:
    """By which method, and how often, the odds were learned."""
    return f"{_METHODS[result['method']]}{_REFITS[result['refit']]}"


def clock(result: Result) -> str:
    """In what time was counted."""
    return _CLOCKS[result["unit"]]


def points(off: float) -> str:
    """`2.6 points more`, `18.1 points less` or `the same`."""
    size = f"{100 * abs(off):.1f}"
    if size == "0.0":
        return "the same"
    return f"{size} {'point' if size == '1.0' else 'points'} {'less' if off < 0 else 'more'}"


def month_name(month: str) -> str:
    """`July 2015` for `2015-07`."""
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def main_level(result: Result) -> Result:
    """The figures at 90 %, or at the highest level that was asked for."""
    levels: list[Result] = result["levels"]
    return next((level for level in levels if level["p"] == MAIN), levels[-1])


def is_short(level: Result) -> bool:
    """Whether clearly less held than was said, beyond the tolerance and the interval."""
    if level["held"] is None:
        return False
    return bool(level["held"] < level["p"] - TOLERANCE and level["interval"][1] < level["p"])


def is_cautious(level: Result) -> bool:
    """Whether clearly more held than was said."""
    if level["held"] is None:
        return False
    return bool(level["held"] > level["p"] + TOLERANCE and level["interval"][0] > level["p"])


def verdict(result: Result) -> tuple[Tone, str]:
    """Whether what was said held, in one line."""
    judged = [level for level in result["levels"] if level["due"]]
    if not judged:
        return Tone.WAIT, "Nothing can be said yet: no promise had fallen due by then"
    short = [level for level in judged if is_short(level)]
    if short:
        worst = min(short, key=lambda level: float(level["held"] - level["p"]))
        return Tone.BROKEN, f"Too much was promised: {_held_where_said(worst)}"
    main = main_level(result)
    found = _held_where_said(main if main["due"] else judged[-1])
    cautious = [said(level["p"]) for level in judged if is_cautious(level)]
    if cautious:
        return Tone.RISK, f"What was said held, and more than that at {listed(cautious)}: {found}"
    return Tone.KEPT, f"What was said held: {found}"


def _held_where_said(level: Result) -> str:
    return (
        f"where {said(level['p'])} was said, {percent(level['held'])} of {level['due']:,} "
        "promises held"
    )


def promisable(level: Result) -> str:
    """What share of cases was promised anything at a level, and why not the rest."""
    parts = []
    if level["without_answer"]:
        parts.append(
            f"for {percent(level['without_answer'])} none could be named, because too few such "
            "cases had ended within the longest time seen"
        )
    if level["drifted"]:
        parts.append(
            f"{percent(level['drifted'])} were refused, because their group had lately kept "
            "less than was said"
        )
    rest = f"; {'; '.join(parts)}" if parts else ""
    share = percent(level["promisable"])
    return f"At {said(level['p'])} a time was promised in {share} of cases{rest}."


def worst_month(result: Result) -> str:
    """The month that held least."""
    worst = result["worst_month"]
    if worst is None:
        return f"No month had {MONTH} promises that fell due."
    return (
        f"Worst month: {month_name(worst['month'])}, {percent(worst['held'])} of {worst['due']:,} "
        f"held where {said(worst['p'])} was said, {points(worst['off'])}."
    )


def worst_group(result: Result) -> str:
    """The group that held least, and how many promises were made to groups like it."""
    worst = result["worst_group"]
    if worst is None:
        return f"No group had {GROUP} promises that fell due."
    level = next(one for one in result["levels"] if one["p"] == worst["p"])
    return (
        f"Worst group: {worst['group']}, {percent(worst['held'])} of {worst['due']:,} held where "
        f"{said(worst['p'])} was said, {points(worst['off'])}. Groups that held more than 5 points "
        f"less than was said have {percent(level['under_covered'])} of the promises."
    )


def control(result: Result) -> str:
    """Whether the commonest mistake would have been seen."""
    found = result["control"]
    if not found["left_out"]:
        return "No case was open when the odds were learned, so there was nothing to leave out."
    if found["held"] is None:
        return "No promise of the control fell due, so it shows nothing."
    would = (
        f"Had the {count_text(found['left_out'], 'open case')} been left out, "
        f"{percent(found['held'])} of {found['due']:,} promises would have held where "
        f"{said(found['p'])} was said: "
    )
    if found["flagged"]:
        return would + "this test sees the mistake."
    if found["short"] > 0:
        return f"{would}{points(-found['short'])}, too little for this test to tell the mistake."
    return f"{would}{points(-found['short'])}; leaving them out does no harm here."


def company(result: Result) -> Iterator[str]:
    """The company's own promises beside ours."""
    theirs = result["company"]
    if theirs is None:
        yield "The history holds no promises of the company's own that fell due."
        return
    yield (
        f"The company kept {percent(theirs['held'])} of its {theirs['due']:,} promises that fell "
        f"due; on average they last {_hours(theirs['mean_hours'])}, the middle one "
        f"{_hours(theirs['median_hours'])}."
    )
    after = theirs["after"]
    yield (
        f"Keeping as many, ours are {_beside(after['mean_ratio'])} on average, the middle one "
        f"{_beside(after['median_ratio'])}{_within(theirs['within_groups'])}."
    )
    if theirs["before"] is not None:
        before = theirs["before"]
        yield (
            f"With the share that had been kept before, ours would have kept "
            f"{percent(before['kept'])}, {_beside(before['mean_ratio'])} on average."
        )
    equal = theirs["equal_length"]
    yield (
        f"With the same average, ours keep {percent(equal['kept'])}, "
        f"{points(equal['gain_points'] / 100)}."
    )


def kept_odds(result: Result) -> str:
    """How well it was foretold which of the company's promises are kept."""
    odds = result["kept_odds"]
    if odds is None:
        return "There are no promises of the company's own to foretell."
    use = "better" if odds["brier_skill"] > 0 else "no better"
    return (
        f"Of {odds['n']:,} promises {percent(odds['kept'])} were kept where "
        f"{percent(odds['said'])} was foretold; said and held are {100 * odds['ece']:.1f} points "
        f"apart, and the odds are {use} than telling everybody the average (Brier skill "
        f"{odds['brier_skill']:.2f}; area under the curve {odds['auc']:.2f})."
    )


def looks(result: Result) -> list[Result]:
    """Of the warnings those at some share of the time gone, by rule."""
    return [one for one in result["warning"] if "time_gone" in one]


def queues(result: Result) -> list[Result]:
    """Of the warnings those that fill queues, by rule."""
    return [one for one in result["warning"] if "volume" in one]


def rule_name(found: Result) -> str:
    """`odds` or `progress`: whether what had happened to a case was looked at."""
    return str(found["rule"]).partition(",")[0]


def half_gone(result: Result) -> str:
    """How well open promises are ranked when half of their time is gone."""
    found = [one for one in looks(result) if one["time_gone"] == HALF]
    ranked = listed(
        [f"by {rule_name(one)} before {percent(one['auc'])} of those kept" for one in found]
    )
    return (
        f"With {said(HALF)} of the time gone, {found[0]['n']:,} were open and "
        f"{percent(found[0]['broken'] or 0.0)} of them broke; one that broke is ranked {ranked}."
    )


def queue(found: Result) -> str:
    """What a desk that looked at each refit would have found."""
    if not found["volume"]:
        return "At no look was any promise open with three quarters of its time gone."
    leads = found["lead_hours"], found["fixed_lead_hours"]
    lead = (
        f"; half of the right ones were named {_hours(leads[0])} or more before they were due, "
        f"against {_hours(leads[1])}"
        if leads[0] is not None and leads[1] is not None
        else ""
    )
    return (
        f"Of the {found['volume']:,} that most likely break by {rule_name(found)}, "
        f"{percent(found['precision'])} did; of as many with 75 % of their time gone, "
        f"{percent(found['fixed_precision'])}{lead}."
    )


def leaks(result: Result) -> Iterator[str]:
    """Columns that could not have been known."""
    for leak in result["leaks"]:
        done = "it was used all the same" if leak["used"] else "it was left out"
        yield f"'{leak['column']}' could not have been known: {leak['why']}; {done}."


def _within(found: Result | None) -> str:
    if found is None:
        return ""
    groups = count_text(found["groups"], "group")
    return (
        f"; keeping as many within each group of 100 or more, {_beside(found['mean_ratio'])}, the "
        f"middle one {_beside(found['median_ratio'])} ({groups}, {found['n']:,} promises)"
    )


def _beside(ratio: float) -> str:
    """`26 % longer`, `8 % shorter`, `as long`, `2.4 times as long`."""
    change = round(100 * (ratio - 1.0))
    if change >= 100:
        return f"{ratio:.1f} times as long"
    if not change:
        return "as long"
    return f"{abs(change)} % {'longer' if change > 0 else 'shorter'}"


def _hours(hours: float) -> str:
    return duration_text(hours * HOUR)
