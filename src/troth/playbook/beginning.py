"""A first playbook, from the promises that a company makes already: small, valid, its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from troth.playbook.editing.written import entry, inline
from troth.playbook.starter import REVIEW_AFTER

_HEAD = """\
# What customers may expect from us, and who keeps it. A beginning: three promises that we make
# already. What is not described yet can be added at any time, part by part.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Already:
    """A promise that is made already."""

    metric: str
    #: What is measured, as people call it.
    name: str
    #: What starts and what stops its clock; empty where nobody said.
    starts: str = ""
    stops: str = ""
    team: str
    team_name: str
    #: As the language has it: within 4 business hours in 95 % of cases.
    term: str
    #: Where customers are told so; empty where nowhere.
    where: str = ""


def begun_text(
    *,
    company: str,
    hours: str,
    timezone: str,
    holidays: str,
    promises: Sequence[Already],
    today: date,
) -> str:
    """The text of a playbook that makes these promises.

    Args:
        company: its name.
        hours: weekly opening hours, such as Mo-Fr 09:00-17:00.
        timezone: IANA name of the zone of these.
        holidays: a country or a part of one; empty for none.
        promises: in their order, one for each metric.
        today: from which the day is counted on which they are looked at again.
    """
    office = {"hours": hours, "timezone": timezone} | ({"holidays": holidays} if holidays else {})
    sections: dict[str, dict[str, Any]] = {
        "calendars": {"office": office},
        "teams": {each.team: {"name": each.team_name, "calendar": "office"} for each in promises},
        "metrics": {each.metric: _metric(each) for each in promises},
        "standards": {each.metric: _standard(each, today) for each in promises},
        "claims": {f"{each.metric}-said": _claim(each, today) for each in promises if each.where},
    }
    lines = [_HEAD, "troth: 1", f"company: {inline(company)}"]
    return "\n".join([*lines, *_written(sections)]) + "\n"


def _written(sections: dict[str, dict[str, Any]]) -> Iterator[str]:
    for key, entries in sections.items():
        if entries:
            yield ""
            yield f"{key}:"
            for name, content in entries.items():
                yield from entry(name, content, 2)


def _metric(said: Already) -> dict[str, str]:
    clock = {"from": said.starts, "to": said.stops}
    known = {key: value for key, value in clock.items() if value}
    return {"name": said.name, "kind": "duration", **known, "better": "less"}


def _standard(said: Already, today: date) -> dict[str, str]:
    review = str(today + REVIEW_AFTER)
    return {"metric": said.metric, "team": said.team, "term": said.term, "review": review}


def _claim(said: Already, today: date) -> dict[str, str]:
    return {
        "team": said.team,
        "says": f"{said.name}: {said.term}",
        "metric": said.metric,
        "term": said.term,
        "where": said.where,
        "owner": said.team,
        "review": str(today + REVIEW_AFTER),
    }
