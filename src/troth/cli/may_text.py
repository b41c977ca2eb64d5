"""What `troth may` prints."""

from collections.abc import Iterator

from troth.answers import MayBody
from troth.cli.streams import printable_lines
from troth.clock import zones
from troth.forecast.likelihood import percent
from troth.forecast.quote.wording import date_text


def may_text(may: MayBody) -> str:
    """What may be promised, for people."""
    return printable_lines(_lines(may))


def _lines(may: MayBody) -> Iterator[str]:
    if not may.permitted:
        yield f"{may.metric}: nothing may be promised, because {may.reason}"
    else:
        yield f"{may.metric}: {may.term} ({may.strength})"
        yield from _dates(may)
        yield f"because  {_basis(may)}"
        if may.needs:
            yield f"needs    {', '.join(may.needs)} of the customer"
        yield from _likelihood(may)
    for each in may.authority:
        unit = f"{each.unit} " if each.unit else ""
        yield f"yours    {each.row}: {each.stuck or f'{unit}{each.left} left of {each.limit}'}"


def _dates(may: MayBody) -> Iterator[str]:
    if may.due is None:
        return
    zone = zones.load(may.zone)
    begin = f"from {date_text(may.earliest, zone, 'elapsed')} " if may.earliest else ""
    yield f"due      {begin}by {date_text(may.due, zone, 'elapsed')} ({may.zone})"


def _basis(may: MayBody) -> str:
    basis = may.basis or {}
    return f"{basis.get('level')} {basis.get('id')} of {may.edition}, kept by {may.promiser}"


def _likelihood(may: MayBody) -> Iterator[str]:
    said = may.likelihood
    if said is None:
        yield "odds     none are known here"
    elif said.value is None:
        yield f"odds     {said.refusal}"
    else:
        yield f"odds     {said.words}, {percent(said.value)} of {said.n:,} comparable cases"
