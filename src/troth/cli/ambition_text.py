"""What `troth ambition` prints."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from troth.cli.quote_text import bar
from troth.cli.streams import printable_lines, short
from troth.clock import zones
from troth.errors import counted
from troth.forecast.ambition import Ambition, Mark
from troth.forecast.groups import situation_text
from troth.forecast.likelihood import percent
from troth.forecast.quote.wording import date_text
from troth.forecast.reaction import Mean, Reaction


def as_json(found: Ambition) -> dict[str, Any]:
    """JSON values: the fields of `Ambition`, and `broken` of each mark."""
    from pydantic import TypeAdapter

    said: dict[str, Any] = TypeAdapter(Ambition).dump_python(found, mode="json")
    for side in ("levels", "marks"):
        for mark in said[side]:
            mark["broken"] = None if mark["odds"] is None else 1.0 - mark["odds"]
    return said


def ambition_text(found: Ambition) -> str:
    """The curve for people: the playbook's terms, each level, and what customers feel."""
    sections = (
        _head(found),
        _table("what the playbook says", found.marks),
        _table("what each level takes", found.levels),
        _felt(found.reaction),
        [f"to know: {note}" for note in found.notes],
    )
    parts = [printable_lines(lines) for lines in map(list, sections) if lines]
    return "\n\n".join(parts)


def _head(found: Ambition) -> Iterator[str]:
    whom = {facet: short(value) for facet, value in found.situation.items()}
    yield f"{found.metric}: {situation_text(whom)}"
    as_of = date_text(found.as_of, zones.load(found.zone), "days")
    yield (
        f"{counted(found.n, 'comparable case')} from {found.since:%Y-%m-%d} to "
        f"{found.until:%Y-%m-%d}, as known on {as_of}"
    )


def _table(title: str, marks: Sequence[Mark]) -> Iterator[str]:
    if not marks:
        return
    yield title
    rated = any(mark.rating is not None for mark in marks)
    rows = [_row(mark, rated=rated) for mark in marks]
    widths = [max(len(row[place]) for row in rows) for place in range(2)]
    for row in rows:
        yield f"  {row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}".rstrip()


def _row(mark: Mark, *, rated: bool) -> tuple[str, str, str]:
    name = f"{mark.id} %" if mark.kind == "level" else f"{mark.kind} {mark.id}"
    term = "" if mark.term in mark.refusal else mark.term
    if mark.kind != "level" and mark.asked is not None:
        term += f" in {100 * mark.asked:g} %"
    if mark.odds is None:
        return name, term, mark.refusal
    interval = f"{100 * (mark.low or 0.0):.1f} to {100 * (mark.high or 0.0):.1f}"
    parts = [f"{bar(mark.odds)} {percent(mark.odds)} (95 %: {interval})"]
    parts.append(f"{broken(mark.odds)} broken")
    if rated:
        parts.append("rating not known" if mark.rating is None else f"rating {mark.rating:.2f}")
    return name, term, ", ".join(parts)


def broken(odds: float) -> str:
    """What is left of the odds, rounded up: with `percent` it makes a hundred."""
    text = percent(odds)
    return text.replace("over 99", "under 1") if text.startswith("over") else _rest(text)


def _rest(text: str) -> str:
    return "over 99 %" if text.startswith("under") else f"{100 - int(text.removesuffix(' %'))} %"


def _felt(felt: Reaction | None) -> Iterator[str]:
    if felt is None:
        return
    yield f"how customers rated it, by {felt.unit} early or late ({felt.worst:g} to {felt.best:g})"
    rows = [step for step in (*felt.steps, felt.never) if step.n]
    wide = max(len(step.label) for step in rows)
    for step in rows:
        begin = f"  {step.label:<{wide}}  {step.n:>7,} ratings"
        if step.rating is None:
            yield f"{begin}  too few for a mean"
            continue
        length = (step.rating - felt.worst) / (felt.best - felt.worst or 1.0)
        interval = f"{step.rating_low:.2f} to {step.rating_high:.2f}"
        yield f"{begin}  {bar(length)} {step.rating:.2f} (95 %: {interval})"
    yield from _sides((("kept", felt.kept), ("broken", felt.broken)))


def _sides(sides: Iterable[tuple[str, Mean | None]]) -> Iterator[str]:
    told = [
        f"{name} {mean.rating:.2f} (95 %: {mean.low:.2f} to {mean.high:.2f}, {mean.n:,} ratings)"
        for name, mean in sides
        if mean
    ]
    if told:
        yield f"  in all: {', '.join(told)}"
