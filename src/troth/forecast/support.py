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
    counts, telling = model.book.counts, comparable(model, group)
    return Answer(
        value=value,
        refusal=refusal,
        interval=interval,
        n=int(counts.n[telling]),
        since=moment(int(counts.since_us[telling]), UTC),
        until=moment(int(counts.until_us[telling]), UTC),
        groups=groups_used(model, group),
        withdrawn=withdrawn,
    )


def comparable(model: Model, group: int) -> int:
    """The narrowest group with enough cases of its own, of a group and all around it.

    A group of which less than half is its own says what the wider one says.
    """
    weighs, chain = model.book.counts.weighs, model.groups.chain(group)
    return next((one for one in chain[:0:-1] if weighs(one) >= model.book.k), 0)


def groups_used(model: Model, group: int) -> tuple[GroupUsed, ...]:
    """From everybody to a group of the model, each with its cases."""
    groups, n = model.groups, model.book.counts.n
    return tuple(GroupUsed(groups.name(one), int(n[one])) for one in groups.chain(group))
