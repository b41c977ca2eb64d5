"""A help desk whose cases take exactly so long as a table says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.checks.histories import Case, write
from troth import playbook
from troth.history import History
from troth.playbook import Playbook

#: Wednesday 1 July 2026, 09:00 in Berlin; every case has ended long before.
START = datetime(2026, 7, 1, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIRST = datetime(2026, 3, 2, 7, tzinfo=UTC)

PLAYBOOK = """\
troth: 1
company: Northwind
facets: {fare: [basic, flex]}
calendars: {desk: {hours: "Mo-Fr 09:00-17:00", timezone: Europe/Berlin}}
teams: {support: {calendar: desk}, sales: {calendar: desk}}
metrics:
  first-reply: {kind: duration, name: First reply}
  price: {kind: money}
touchpoints:
  help:
    expectations:
      - {metric: first-reply, desired: within 2 hours, adequate: within 3 days}
duties:
  reference: {says: Give us your booking reference, term: within 2 days, effect: pauses}
standards:
  flex-reply:
    {metric: first-reply, team: support, term: within 50 hours in 90 % of cases,
     scope: {fare: [flex]}, needs: [reference], includes: [an answer by a person],
     excludes: [questions to other airlines]}
  basic-reply: {metric: first-reply, team: support, term: within 9 days, scope: {fare: [basic]}}
  cheap: {metric: price, team: sales, term: at most EUR 30}
claims:
  page: {metric: first-reply, team: sales, term: within 1 business day, strength: aim}
capabilities:
  by-hand: {metric: first-reply, team: support, term: within 60 hours in 95 % of cases}
offers:
  plain: {excludes: [answers at night], limits: [three questions a day]}
"""


def desk(path: Path, *, cases: int = 400, desks: bool = False, facet: str = "desk") -> History:
    """Replies: flex within 1 to 100 hours, evenly; basic within 101 to 200; all promised 72 hours.

    They arrive every two hours, both fares in turn. Two desks, if there are any, answer alike.
    """
    made = []
    for number in range(cases):
        started = FIRST + number * 2 * HOUR
        # 37 has no factor in common with 100: each duration comes once in a hundred.
        hours = 1 + (number // 2 * 37) % 100 + (number % 2) * 100
        made.append(
            Case(
                started=started,
                promised=started + 72 * HOUR,
                ended=started + hours * HOUR,
                facets=(("flex", "basic")[number % 2], ("north", "south")[number // 2 % 2]),
            )
        )
    facets = ["fare", facet] if desks else ["fare"]
    return write(path, made, metric="first-reply", facets=facets)


def unanswered(path: Path) -> History:
    """The same, but that every third case is never answered."""
    history = desk(path)
    cases = history.cases()
    made = [
        Case(started=_at(started), ended=_at(ended), facets=("flex",))
        for started, ended in zip(cases.started_us.tolist(), cases.ended_us.tolist(), strict=True)
    ]
    made = [replace(case, ended=None) if n % 3 == 0 else case for n, case in enumerate(made)]
    return write(path, made, metric="first-reply", facets=["fare"])


def _at(us: int) -> datetime:
    return datetime.fromtimestamp(us / 1e6, UTC)


def northwind(folder: Path) -> Playbook:
    """What the desk promises."""
    return playbook.load(northwind_file(folder))


def northwind_file(folder: Path) -> Path:
    """The same as a file."""
    file = folder / "playbook.yaml"
    file.write_text(PLAYBOOK)
    return file
