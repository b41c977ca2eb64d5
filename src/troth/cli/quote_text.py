"""What `troth quote` prints."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from troth.cli.streams import printable_lines, short
from troth.clock import zones
from troth.errors import counted
from troth.forecast.groups import situation_text
from troth.forecast.likelihood import percent, words
from troth.forecast.quote import Driver, Option, Quote
from troth.forecast.quote.wording import date_text
from troth.forecast.spans import span_text
from troth.forecast.spells import Clock

_BAR = 20
_SPARKS = "▁▂▃▄▅▆▇█"


def quote_text(quote: Quote, clock: Clock, saved: Path | None) -> str:
    """The quote for people: options first, then what stands around them."""
    sections = (
        _head(quote, clock),
        _options(quote, clock),
        _pasted(quote),
        _drivers(quote, clock),
        _usual(quote, clock),
        _listed("in", quote.includes),
        _listed("not in", quote.excludes),
        _duties(quote),
        _listed("to know", quote.notes),
        [f"saved as {quote.id} in {saved}"] if saved else [],
    )
    parts = [printable_lines(lines) for lines in map(list, sections) if lines]
    return "\n\n".join(parts)


def _head(quote: Quote, clock: Clock) -> Iterator[str]:
    zone = zones.load(quote.zone)
    whom = {facet: short(value) for facet, value in quote.situation.items()}
    yield f"{quote.thing}: {situation_text(whom)}"
    yield f"starts {date_text(quote.at, zone, 'elapsed')} ({quote.zone})"
    as_of = date_text(quote.source.as_of, zone, "days")
    cases = counted(quote.source.n, "case")
    yield f"learned from {cases}, as known on {as_of}; {_comparable(quote)}"
    if quote.curve:
        yield f"ended  {spark(quote.curve)}  within {span_text(quote.curve[-1][0], clock)}"


def _comparable(quote: Quote) -> str:
    """All options of a quote lean on the same cases."""
    for option in quote.options:
        if option.since and option.until:
            period = f"{option.since:%Y-%m-%d} to {option.until:%Y-%m-%d}"
            return f"comparable: {option.n:,} from {period}"
    return "none comparable"


def spark(curve: Sequence[tuple[float, float]]) -> str:
    """A rising line of blocks, from none to all."""
    return "".join(_SPARKS[min(int(share * len(_SPARKS)), len(_SPARKS) - 1)] for _, share in curve)


def _options(quote: Quote, clock: Clock) -> Iterator[str]:
    zone = zones.load(quote.zone)
    named = [(_name(option), option) for option in quote.options]
    wide = max((len(name) for name, _ in named), default=0)
    by = [date_text(one.due, zone, clock.scale.unit) if one.due else "" for one in quote.options]
    widest = max((len(text) for text in by), default=0)
    for (name, option), text in zip(named, by, strict=True):
        begin = f"{name:<{wide}}  "
        if option.odds is None:
            term = f"{option.term}: " if option.term not in option.refusal else ""
            yield f"{begin}{term}{option.refusal}"
            continue
        yield f"{begin}by {text:<{widest}}  {bar(option.odds)}  {words(option.odds)}"
        yield f"{'':<{wide}}  {option.term}: {support(option)}"


def bar(odds: float) -> str:
    """Odds as a bar of fixed length."""
    full = int(odds * _BAR + 1e-9)
    return "█" * full + "·" * (_BAR - full)


def support(option: Option) -> str:
    """`93 % (95 %: 91.2 to 94.6)`, and what the playbook says of it."""
    low, high = option.low or 0.0, option.high or 0.0
    parts = [f"{percent(option.odds or 0.0)} (95 %: {100 * low:.1f} to {100 * high:.1f})"]
    if option.kind != "level":
        parts.append(_said(option))
    if option.withdrawn >= 0.005:
        parts.append(f"{percent(option.withdrawn)} withdraw first")
    return ", ".join(parts)


def _said(option: Option) -> str:
    share = "every case" if option.asked is None else f"{100 * option.asked:g} % of cases"
    whom = f", for {option.scope}" if option.scope else ""
    article = "a" if option.strength == "guarantee" else "an"
    return f"said for {share} as {article} {option.strength}{whom}"


def _name(option: Option) -> str:
    return f"{option.id} %" if option.kind == "level" else f"{option.kind} {option.id}"


def _pasted(quote: Quote) -> Iterator[str]:
    wordings = list(dict.fromkeys(one.wording for one in quote.options if one.wording))
    if wordings:
        yield "to paste"
        yield from (f"  {wording}" for wording in wordings)


def _drivers(quote: Quote, clock: Clock) -> Iterator[str]:
    yield "what drives it"
    everybody = quote.drivers[0]
    wide = max(len(short(one.name)) for one in quote.drivers)
    for one in quote.drivers:
        begin = f"  {short(one.name):<{wide}}  {one.n:>9,} cases"
        yield f"{begin}  {_moves(one, everybody, clock)}".rstrip()


def _moves(one: Driver, everybody: Driver, clock: Clock) -> str:
    if one.median_seconds is None:
        return "half of them: cannot be said"
    half = f"half within {span_text(one.median_seconds, clock)}"
    if one is everybody or one.within_usual is None or everybody.median_seconds is None:
        return half
    usual = span_text(everybody.median_seconds, clock)
    return f"{half}; {percent(one.within_usual)} within {usual}"


def _usual(quote: Quote, clock: Clock) -> Iterator[str]:
    usual = quote.usual
    if usual is None:
        return
    low, median, high = (
        span_text(seconds, clock)
        for seconds in (usual.low_seconds, usual.median_seconds, usual.high_seconds)
    )
    group = ", ".join(map(short, usual.group.split(", ")))
    yield f"usually promised ({group}, {usual.n:,} promises)"
    spread = "" if low == high else f"; one in ten below {low}, one in ten above {high}"
    yield f"  {median}{spread}"
    if usual.share is not None:
        yield (
            f"  {percent(usual.share)} of {usual.kept + usual.broken:,} were kept "
            f"(95 %: {100 * usual.low:.1f} to {100 * usual.high:.1f})"
        )
    if usual.odds is not None:
        grace = (
            f" with {span_text(usual.grace_seconds, clock)} of grace" if usual.grace_seconds else ""
        )
        yield f"  the median promise today{grace}: {words(usual.odds)}, {percent(usual.odds)}"


def _duties(quote: Quote) -> Iterator[str]:
    if quote.duties:
        yield "what the customer must do"
    for duty in quote.duties:
        told = ", ".join(part for part in (duty.term, duty.effect) if part)
        yield f"  {duty.says}" + (f" ({told})" if told else "")


def _listed(title: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield title
        yield from (f"  {text}" for text in texts)
