"""What a sum of calendars says about its time: which parts are open, or why none is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from troth.clock.explain import Told
from troth.clock.labels import Label, Reason
from troth.clock.timeline import Timeline

#: A part, and its own steps over the whole of one span.
Part = tuple[Timeline, Sequence[Told]]


def sum_labels(parts: Sequence[Part]) -> Iterator[Label]:
    """Labels of open time by the zones of the open parts, and of closed time where it is clear."""
    names, steps = _zone_names([part for part, _ in parts]), [told for _, told in parts]
    edges = sorted({edge for told in steps for step in told for edge in step[:2]})
    for left, right in pairwise(edges):
        now = [told[bisect_right(told, left, key=lambda step: step.start) - 1] for told in steps]
        label = _open_label(now, names) if any(step.counted for step in now) else _closed_label(now)
        if label:
            yield label._replace(start=left, end=right)


def _zone_names(parts: Sequence[Timeline]) -> list[str]:
    """The zone of each part, where that tells them apart."""
    names = [part.hours.timezone.key if part.hours.timezone else "" for part in parts]
    return names if len(set(names)) == len(names) else [""] * len(names)


def _open_label(now: Sequence[Told], names: Sequence[str]) -> Label:
    open_parts = [(step, name) for step, name in zip(now, names, strict=True) if step.counted]
    reasons = {step.reason for step, _ in open_parts}
    named = [step.name or name for step, name in open_parts]
    return Label(
        start=0,
        end=0,
        reason=reasons.pop() if len(reasons) == 1 else Reason.OPEN,
        name=" and ".join(named) if all(named) else "",
        of_open_time=True,
    )


def _closed_label(now: Sequence[Told]) -> Label | None:
    """The one special reason among the parts; where there are several, none is the whole truth."""
    special = {(step.reason, step.name) for step in now if step.reason is not Reason.CLOSED}
    return Label(0, 0, *special.pop()) if len(special) == 1 else None
