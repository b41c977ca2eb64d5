"""All that is prepared once for an edition of a playbook."""

import re
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Self, TypeVar

from troth.checks.context import Context as Checks
from troth.checks.horizon import horizon_from
from troth.errors import TrothError
from troth.guard.linking import Correction, Index
from troth.guard.never import NeverRow, rows
from troth.guard.sayings import Sayings
from troth.playbook import Playbook
from troth.promises.overlays import Layer, standards_on
from troth.terms import Horizon

T = TypeVar("T")
#: Arrivals that a text which stands is compared for, where nobody says which.
USUAL = Horizon(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
#: Answers that are kept: whoever asks for more terms than this gets them anew.
_MOST_KEPT = 20_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Book:
    """A playbook as the guard reads it; to be kept as long as the edition is in force."""

    playbook: Playbook
    #: The id of the edition; None for a file.
    edition: str | None
    index: Index
    #: Arrivals that a text which stands is compared for; see `horizon_at`.
    horizon: Horizon
    #: Whether somebody said the horizon, so that it stands whatever is asked.
    said: bool = True
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        playbook: Playbook,
        *,
        edition: str | None = None,
        corrections: Sequence[Correction] = (),
        horizon: Horizon | None = None,
    ) -> Self:
        """Prepare a playbook.

        Args:
            playbook: what may be promised.
            edition: its id, where it is published.
            corrections: what people said that clauses are about.
            horizon: the arrivals that a text which stands is compared for. If absent two years
                from the month in which a text is said, and 2026 and 2027 for one without instant.
        """
        book = cls(
            playbook=playbook,
            edition=edition,
            index=Index.of(playbook, corrections),
            horizon=horizon or USUAL,
            said=horizon is not None,
        )
        book.prepare()
        return book

    def prepare(self) -> None:
        """Build now what the first draft would wait for: calendars with their open time, words."""
        for name in self.playbook.calendars:
            calendar = self.checks.counting.calendar(name)
            if calendar is not None:
                with suppress(TrothError):
                    calendar.next_open(self.horizon.start)
                    calendar.next_open(self.horizon.end)
        for made in (self.never, self.sayings, self._standards):
            del made

    def horizon_at(self, at: datetime | None) -> Horizon:
        """The arrivals that what is said of every case is compared for.

        Args:
            at: when it is said, aware; None for a text that stands.
        """
        if self.said or at is None:
            return self.horizon
        month = at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return self.once(("horizon", month), lambda: horizon_from(month))

    @cached_property
    def checks(self) -> Checks:
        """What the checks keep of it: calendars, and hours in words."""
        return Checks(playbook=self.playbook, at=self.horizon.start, horizon=self.horizon)

    @cached_property
    def never(self) -> tuple[NeverRow, ...]:
        """What nobody may promise."""
        return rows(self.playbook.never_promise)

    @cached_property
    def sayings(self) -> Sayings:
        """What it says in free words."""
        return Sayings(self.playbook)

    @cached_property
    def _standards(self) -> dict[str, tuple[Layer, ...]]:
        metrics = {each.metric for each in self.playbook.standards.values()}
        return {metric: tuple(standards_on(self.playbook, metric)) for metric in metrics}

    def standards_on(self, metric: str) -> tuple[Layer, ...]:
        """The terms of the standards for a metric, in the order of the playbook."""
        return self._standards.get(metric, ())

    def figures_of(self, metric: str | None, standard: str) -> frozenset[str]:
        """Numbers, and whole words, by which a metric and its standard are described."""
        return self.once(("figures", metric, standard), lambda: self._figures(metric, standard))

    def _figures(self, metric: str | None, standard: str) -> frozenset[str]:
        about, held = self.playbook.metrics.get(metric or ""), self.playbook.standards.get(standard)
        texts = [about.name, about.about, about.of, about.from_, about.to] if about else []
        texts += [held.says, *held.includes] if held else []
        return frozenset(re.findall(r"[\w.:/-]*\w", " ".join(filter(None, texts)).lower()))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for a key; made at the first time."""
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = make()
        found: T = self._kept[key]
        return found
