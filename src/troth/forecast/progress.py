"""What has happened to a case since it started, and what that says of the rest of its time.

A case is looked at again and again while it is open. Each look is a spell of its own, from that
instant to the ending, and is told apart by how old the case is, what happened to it last, how long
it has been quiet, and how often each thing has happened. The curves of such spells say how much
longer open cases take: the same method as for new cases, on looks in place of cases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

import numpy as np

from troth.clock.instants import SECOND, micros
from troth.forecast import model
from troth.forecast.answer import Answer
from troth.forecast.band import Band
from troth.forecast.choose import choose
from troth.forecast.errors import ForecastError
from troth.forecast.groups import Situation
from troth.forecast.model import Coded, Model, Settings
from troth.forecast.scale import Bins
from troth.forecast.spells import Spells
from troth.forecast.support import supported
from troth.history import MISSING
from troth.history.arrays import Instants, Numbers
from troth.history.errors import listed, nearest
from troth.history.events import Events

HOUR = 3600 * SECOND
#: Ages at which cases are looked at to learn from, in real time: an hour, two, four, ...
AGES: Instants = HOUR * 2 ** np.arange(13)
#: Fewer looks say nothing.
FEWEST = 200
#: So many times or more.
MOST_TIMES = 3

#: Kinds of events, each with the real time from the start of the case.
Happened = Sequence[tuple[str, timedelta]]

AGE, LAST, QUIET = "age", "last event", "quiet for"


@dataclass(frozen=True, kw_only=True, eq=False)
class Progress:
    """The events of cases, ready to be asked what had happened to a case at an instant."""

    events: Events
    #: When each case started, UTC microseconds.
    started_us: Instants

    def facets(self, rows: Bins, at_us: Instants) -> dict[str, Coded]:
        """What had happened to some cases, each at its own instant, as facets.

        Args:
            rows: the numbers of the cases.
            at_us: an instant for each, not before its start.
        """
        number = self._happened(rows, at_us)
        begin = self._begin[rows]
        has_any = number > begin
        last = np.where(has_any, number - 1, 0)
        age = at_us - self.started_us[rows]
        at_last, kind_last = (each[last] for each in self._padded)
        quiet = np.where(has_any, at_us - at_last, age)
        kinds: tuple[str | None, ...] = (*self.events.kinds, None)
        kind = np.where(has_any, kind_last, len(kinds) - 1)
        found: dict[str, Coded] = {
            AGE: (_DOUBLINGS, _doubling(age)),
            LAST: (kinds, kind),
            QUIET: (_DOUBLINGS, _doubling(quiet) // 2 * 2),
        }
        for code, name in enumerate(self.events.kinds):
            times = self._times[code][number] - self._times[code][begin]
            found[f"times {name}"] = (_TIMES, np.minimum(times, MOST_TIMES))
        return found

    @cached_property
    def _padded(self) -> tuple[Instants, Bins]:
        """Instants and kinds of the events, and one more, as there may be none."""
        return np.append(self.events.at_us, 0), np.append(self.events.kind, 0)

    @cached_property
    def _begin(self) -> Bins:
        """The number of the first event of each case."""
        return np.searchsorted(self.events.case_row, np.arange(len(self.started_us)))

    @cached_property
    def _times(self) -> list[Bins]:
        """Of each kind, how many events came before each event, and how many there are."""
        return [
            np.concatenate(([0], np.cumsum(self.events.kind == code)))
            for code in range(len(self.events.kinds))
        ]

    def _happened(self, rows: Bins, at_us: Instants) -> Bins:
        """How many events come before those rows, and of the rows themselves up to the instants."""
        # One list of events and questions, by case and time; what happens at the instant counts.
        case = np.concatenate((self.events.case_row, rows))
        when = np.concatenate((self.events.at_us, at_us))
        asks = np.arange(len(case)) >= len(self.events.case_row)
        order = np.lexsort((asks, when, case))
        seen = np.cumsum(~asks[order])
        found = np.empty(len(case), np.int64)
        found[order] = seen
        return found[len(self.events.case_row) :]


_DOUBLINGS = tuple(str(number) for number in range(64))
_TIMES = tuple(str(number) for number in range(MOST_TIMES + 1))


def _doubling(us: Instants) -> Bins:
    """How often a quarter of an hour has doubled."""
    return np.floor(np.log2(1.0 + np.maximum(us, 0) / (HOUR / 4))).astype(np.int64)


@dataclass(frozen=True, kw_only=True, eq=False)
class Looks:
    """Looks at open cases, to learn from."""

    #: From each look to the ending of its case.
    spells: Spells
    #: The case of each look, and what was known of it.
    rows: Bins
    facets: Mapping[str, Coded]


def looks(spells: Spells, progress: Progress, facets: Mapping[str, Coded]) -> Looks:
    """Looks at every case at all ages at which it was open.

    Args:
        spells: of the cases.
        progress: of the same cases.
        facets: of the cases themselves, which stay what they were.
    """
    at_us = spells.started_us[:, None] + AGES
    ended = np.where(spells.ended_us == MISSING, np.iinfo(np.int64).max, spells.ended_us)
    unknown = spells.withdrawn & (spells.ended_us == MISSING)
    rows, age = np.nonzero((at_us < ended[:, None]) & ~unknown[:, None])
    when = at_us[rows, age]
    cases = spells.where(rows)
    own = {name: (values, codes[rows]) for name, (values, codes) in facets.items()}
    return Looks(
        spells=Spells(
            clock=spells.clock,
            started_us=when,
            ended_us=cases.ended_us,
            withdrawn=cases.withdrawn,
            start=spells.clock.readings(when),
            end=cases.end,
        ),
        rows=rows,
        facets={**progress.facets(rows, when), **own},
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Taught:
    """What looks at open cases taught by an instant."""

    model: Model
    #: Of events.
    kinds: tuple[str, ...]

    def left(
        self, age: timedelta, happened: Happened, situation: Situation, rest: Numbers
    ) -> Answer[float]:
        """How likely an open case ends within so many seconds more; the mean over several.

        Args:
            age: real time since its start.
            happened: its events in any order, each with the real time from the start.
            situation: values of its facets.
            rest: seconds on the clock.

        Raises:
            ForecastError: for an event of another kind, or before the start or after the age.
        """
        known: dict[str, str | None] = {**situation, **self._progress(age, happened)}
        facets = self.model.groups.facets
        group = self.model.groups.of({name: known[name] for name in facets if name in known})
        groups = np.full(len(rest), group)
        odds = self.model.chances(groups, np.maximum(rest, 0.0))
        value = float(np.where(rest > 0, odds, 0.0).mean())
        interval = Band.of(self.model, group).of_open(value, 0.0, np.maximum(rest, 0.0))
        return supported(self.model, group, value, interval=interval)

    def _progress(self, age: timedelta, happened: Happened) -> dict[str, str | None]:
        for kind, since in happened:
            if kind not in self.kinds:
                raise ForecastError(
                    f"'{kind}' is no event of these odds.{nearest(kind, self.kinds)} They know "
                    f"{listed(self.kinds)}"
                )
            if not timedelta() <= since <= age:
                raise ForecastError(f"'{kind}' after {since} lies outside the {age} of the case")
        ordered = sorted(happened, key=lambda one: one[1])
        kinds = [kind for kind, _ in ordered]
        quiet = age - ordered[-1][1] if ordered else age
        return {
            AGE: _DOUBLINGS[_doubling_of(age)],
            LAST: kinds[-1] if kinds else None,
            QUIET: _DOUBLINGS[_doubling_of(quiet) // 2 * 2],
            **{f"times {kind}": _TIMES[min(kinds.count(kind), MOST_TIMES)] for kind in self.kinds},
        }


def _doubling_of(span: timedelta) -> int:
    return int(_doubling(np.array([micros(span)]))[0])


@dataclass(frozen=True, kw_only=True, eq=False)
class Outlook:
    """The odds of the open cases of a history, by what looks taught."""

    taught: Taught
    progress: Progress
    #: Of the cases themselves, with the codes of all.
    facets: Mapping[str, Coded]

    def kept(self, rows: Bins, at_us: Instants, seconds: Numbers) -> Numbers:
        """How likely open cases end within so many seconds more.

        Args:
            rows: the numbers of the cases.
            at_us: when each is looked at.
            seconds: from then, on the clock.
        """
        model = self.taught.model
        own = {name: (values, codes[rows]) for name, (values, codes) in self.facets.items()}
        known = {**self.progress.facets(rows, at_us), **own}
        codes = [known[name][1] for name in model.groups.facets]
        return model.chances(model.groups.of_codes(codes, rows.size), seconds)


def learn(
    taught: Looks,
    progress: Progress,
    facets: Mapping[str, Coded],
    at_us: int,
    settings: Settings,
) -> Outlook | None:
    """The outlook of an instant; None where hardly anything had been looked at by then.

    Args:
        taught: looks at all cases; those after the instant are not used.
        progress: for the cases that will be asked about.
        facets: of the cases, as in `looks`.
        at_us: UTC microseconds.
        settings: how; its facets, of the looks, are chosen where there are none.
    """
    rows = np.flatnonzero(taught.spells.started_us <= at_us)
    if rows.size < FEWEST:
        return None
    half_life = settings.half_life_days
    order = settings.facets or choose(taught.spells, rows, taught.facets, at_us, half_life)
    own = replace(settings, facets=order)
    fitted = model.learn(taught.spells, rows, taught.facets, at_us, own)
    lesson = Taught(model=fitted, kinds=progress.events.kinds)
    return Outlook(taught=lesson, progress=progress, facets=facets)
