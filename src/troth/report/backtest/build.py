"""From the figures of a backtest to what its report shows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from zoneinfo import ZoneInfo

from troth.checks.words import moment, percent
from troth.forecast.backtest.held import HOUR
from troth.report.backtest import pictures, words
from troth.report.backtest.view import BacktestPage, Part
from troth.report.backtest.words import Result
from troth.report.view import Fact, Tone
from troth.report.words import count_text, duration_text, unparted
from troth.said import listed


def view(result: Result, zone: ZoneInfo) -> BacktestPage:
    """Everything on the page, as plain values; instants are told in a zone."""
    tone, headline = words.verdict(result)
    return BacktestPage(
        metric=result["metric"],
        headline=unparted(headline),
        subline=subline(result, zone),
        tally=tuple(_tally(result, tone)),
        parts=tuple(_parts(result)),
        made_by=f"troth {version('troth')}",
    )


def subline(result: Result, zone: ZoneInfo) -> str:
    """What was learned from and what was judged."""
    learned, judged = (
        moment(datetime.fromisoformat(result[key]), zone) for key in ("train_until", "judge_at")
    )
    facets = listed(result["facets"] or ["nothing"])
    return (
        f"Learned from {result['trained_on']:,} cases as they were known on {learned}; "
        f"{count_text(result['judged'], 'case')} that started since were judged by what was known "
        f"on {judged} ({zone.key}). Cases are told apart by {facets}, "
        f"{words.way(result)}, counted in {words.clock(result)}."
    )


def _tally(result: Result, tone: Tone) -> Iterator[tuple[Tone, str]]:
    said = {
        Tone.KEPT: "held as said",
        Tone.RISK: "held more than said",
        Tone.BROKEN: "held less than said",
        Tone.WAIT: "nothing fell due",
    }
    yield tone, said[tone]
    if result["control"]["flagged"]:
        yield Tone.KEPT, "would see open cases left out"
    else:
        yield Tone.WAIT, "would not see open cases left out"
    used = [leak for leak in result["leaks"] if leak["used"]]
    if used:
        yield Tone.BROKEN, f"{count_text(len(used), 'column')} not known in time"


def _parts(result: Result) -> Iterator[Part]:
    yield _levels(result)
    yield _where(result)
    yield Part(
        anchor="control",
        name="Control",
        title="Would the commonest mistake have been seen?",
        texts=_texts([words.control(result)]),
        charts=tuple(pictures.control(result)),
    )
    yield _company(result)
    if result["kept_odds"] is not None:
        yield Part(
            anchor="odds",
            name="Odds",
            title="How likely each promise was said to be kept",
            charts=(pictures.kept_odds(result),),
        )
    if result["warning"]:
        yield _warnings(result)
    yield Part(
        anchor="leaks",
        name="Leaks",
        title="What could not have been known",
        texts=_texts(words.leaks(result)) or ("No column gives an ending away.",),
    )


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(unparted(text) for text in texts)


def _levels(result: Result) -> Part:
    main = words.main_level(result)
    return Part(
        anchor="levels",
        name="Said and held",
        title="What was said, and what held",
        texts=_texts([words.promisable(main)]),
        facts=tuple(
            Fact(
                label=f"Promised at {words.said(level['p'])}",
                value=percent(level["promisable"]),
                note=_middle(level),
            )
            for level in result["levels"]
        ),
        charts=(pictures.levels(result),) if any(one["due"] for one in result["levels"]) else (),
    )


def _middle(level: Result) -> str:
    if level["median_hours"] is None:
        return "of cases"
    return unparted(f"of cases, half within {duration_text(level['median_hours'] * HOUR)}")


def _where(result: Result) -> Part:
    return Part(
        anchor="where",
        name="Months and groups",
        title="When and for whom it held",
        charts=(*pictures.months(result), *pictures.groups(result)),
    )


def _company(result: Result) -> Part:
    theirs = result["company"]
    return Part(
        anchor="company",
        name="Your promises",
        title="Beside the company's own promises",
        texts=_texts(words.company(result)),
        charts=() if theirs is None else (pictures.lengths(theirs),),
    )


def _warnings(result: Result) -> Part:
    return Part(
        anchor="warnings",
        name="Warnings",
        title="Which open promises will be broken",
        facts=tuple(_leads(words.queues(result))),
        charts=(pictures.ranking(result), *pictures.queue(result)),
    )


def _leads(queues: Sequence[Result]) -> Iterator[Fact]:
    """How long before they were due broken promises were named."""
    leads = [
        *((f"Named by {words.rule_name(one)}", one["lead_hours"]) for one in queues),
        ("With 75 % of the time gone", queues[-1]["fixed_lead_hours"]),
    ]
    for label, hours in leads:
        if hours is not None:
            yield Fact(
                label=unparted(label),
                value=unparted(duration_text(hours * HOUR)),
                note="before it was due, the middle one of those that broke",
            )
    best = queues[-1]
    if best["lead_ratio"] is not None:
        yield Fact(
            label="Lead",
            value=f"{best['lead_ratio']:.1f} times",
            note=f"by {words.rule_name(best)}; {best['volume']:,} seen in {best['looks']} looks",
        )
