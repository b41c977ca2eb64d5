"""What stands behind an answer: how many comparable cases, from when, in which groups."""

from datetime import UTC

from troth.clock.instants import moment
from troth.forecast.answer import Answer, GroupUsed, Value
from troth.forecast.model import Model


def supported(
    model: Model,
    group: int,
    value: Value | None,
    refusal: str = "",
    *,
    interval: tuple[Value, Value | None] | None = None,
    withdrawn: float = 0.0,
) -> Answer[Value]:
    """An answer about a group of a model, or the refusal of one."""
    counts, chain = model.book.counts, model.groups.chain(group)
    # A group of which less than half is its own says what the wider one says.
    telling = [0] + [one for one in chain[1:] if counts.weighs(one) >= model.book.k]
    return Answer(
        value=value,
        refusal=refusal,
        interval=interval,
        n=int(counts.n[telling[-1]]),
        since=moment(int(counts.since_us[telling[-1]]), UTC),
        until=moment(int(counts.until_us[telling[-1]]), UTC),
        groups=tuple(GroupUsed(model.groups.name(one), int(counts.n[one])) for one in chain),
        withdrawn=withdrawn,
    )
