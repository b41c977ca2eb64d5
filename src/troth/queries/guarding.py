"""What people put right for the guard, what it stopped, and what distorted expectations."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from troth.operations.errors import NotFoundError
from troth.promises.distortion import Distortion
from troth.promises.distortion import distortion as folded
from troth.promises.entries import Entry
from troth.promises.links import LINKS, Linked, linked
from troth.promises.store import Page, Store
from troth.queries.reading import every_subject

#: Of fewer, what was stopped could be put down to somebody.
FEWEST_STOPPED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedGroup:
    """Promises of one kind that people wanted to make and could not."""

    metric: str | None
    verdict: str
    topic: str
    #: How many times it was stopped, and how many times somebody was to be asked.
    stopped: int
    asked: int

    @property
    def n(self) -> int:
        """All of them."""
        return self.stopped + self.asked


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedReport:
    """What was stopped, most often first."""

    groups: tuple[StoppedGroup, ...]
    #: How many lie in groups of fewer than `FEWEST_STOPPED`, which are not told apart.
    others: int


def links(store: Store) -> tuple[Linked, ...]:
    """What people put right about words and metrics, the latest last."""
    return linked(store.entries(LINKS))


def stopped(store: Store, since: datetime, until: datetime) -> StoppedReport:
    """Which promises people wanted to make and could not, from `since` to `until`."""
    counts: Counter[tuple[str | None, str, str, str]] = Counter()
    for entry in _stopped(store, since, until):
        said = entry.payload
        counts[said.get("metric"), said["verdict"], said["topic"], said["decision"]] += 1
    groups = [
        StoppedGroup(
            metric=metric,
            verdict=verdict,
            topic=topic,
            stopped=counts[metric, verdict, topic, "stop"],
            asked=counts[metric, verdict, topic, "ask"],
        )
        for metric, verdict, topic in dict.fromkeys(each[:3] for each in counts)
    ]
    shown = [group for group in groups if group.n >= FEWEST_STOPPED]
    shown.sort(key=lambda group: (-group.n, group.metric or "", group.verdict, group.topic))
    return StoppedReport(
        groups=tuple(shown), others=sum(group.n for group in groups if group.n < FEWEST_STOPPED)
    )


def _stopped(store: Store, since: datetime, until: datetime) -> Iterator[Entry]:
    first, last = (f"{each.astimezone(UTC):%Y-%m}" for each in (since, until))
    for subject in every_subject(store, "draft"):
        # Each subject holds a month of one metric.
        if first <= subject.split("/")[1] <= last:
            yield from (each for each in store.entries(subject) if since <= each.at <= until)


def distortion(store: Store, report_id: str) -> Distortion:
    """A report of what distorted an expectation.

    Raises:
        NotFoundError: there is none.
    """
    found = folded(store.entries(report_id))
    if found is None:
        raise NotFoundError("report", report_id)
    return found


def distortions(
    store: Store, customer: str | None = None, after: str | None = None, limit: int = 50
) -> Page[Distortion]:
    """Reports of what distorted expectations, of one customer or all, the latest first.

    Raises:
        BadCursorError: `after` is not a cursor of this list.
    """
    page = store.subjects("distortion", customer, after, limit)
    return Page(tuple(distortion(store, each) for each in page.items), page.next)
