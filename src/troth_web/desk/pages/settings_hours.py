"""Settings: when somebody is open, month by month, as the playbook in force says it."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from troth.clock.month import MonthDay, month_days
from troth.errors import TrothError
from troth.operations.errors import NotFoundError
from troth.playbook import Playbook
from troth_web.api.calls import Call
from troth_web.desk.page import page
from troth_web.desk.setting import tabs

_HERE = "desk_settings_hours"
_MONTH = re.compile(r"(?P<year>19\d\d|20\d\d|21\d\d)-(?P<month>0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A calendar of the playbook."""

    id: str
    said: str
    teams: str
    url: str
    current: bool


@page("editions.read")
def show(request: HttpRequest, calendar_id: str = "") -> HttpResponse:
    """All calendars, and a month of one."""
    call = Call.of(request)
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    names = list(playbook.calendars) if playbook else []
    if calendar_id and calendar_id not in names:
        raise NotFoundError("calendar", calendar_id)
    chosen = calendar_id or (names[0] if names else "")
    facts: dict[str, object] = {"tabs": tabs(request, _HERE), "hours": [], "chosen": chosen}
    if playbook and chosen:
        facts |= {"hours": list(_all(playbook, chosen)), **_month(request, playbook, chosen)}
    return render(request, "desk/settings_hours.html", facts)


def _all(playbook: Playbook, chosen: str) -> list[Hours]:
    found = []
    for name, declared in playbook.calendars.items():
        used = [team.name or key for key, team in playbook.teams.items() if team.calendar == name]
        parts = (declared.hours, declared.of, ", ".join(declared.sum or ()), declared.timezone)
        found.append(
            Hours(
                id=name,
                said=" ".join(part for part in parts if part),
                teams=", ".join(used),
                url=reverse("desk_settings_hours_of", args=[name]),
                current=name == chosen,
            )
        )
    return found


def _month(request: HttpRequest, playbook: Playbook, chosen: str) -> dict[str, object]:
    """The month that is asked for, or this one, in weeks that begin on Monday."""
    today = timezone.localtime(Call.of(request).at).date()
    said = _MONTH.fullmatch(request.GET.get("month", ""))
    first = date(int(said["year"]), int(said["month"]), 1) if said else today.replace(day=1)
    try:
        days = month_days(playbook.calendar(chosen), first.year, first.month)
    except TrothError as error:
        return {"first": first, "why": str(error)}
    return {
        "first": first,
        "title": date_format(first, pgettext("month in full", "F Y")),
        "zone": playbook.calendar(chosen).timezone.key,
        "weeks": _weeks(days, today),
        "weekdays": [date_format(date(2024, 1, 1 + day), "D") for day in range(7)],
        "before": f"{_moved(first, -1):%Y-%m}",
        "after": f"{_moved(first, 1):%Y-%m}",
    }


def _moved(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _weeks(days: list[MonthDay], today: date) -> list[list[dict[str, object] | None]]:
    cells: list[dict[str, object] | None] = [None] * days[0].date.weekday()
    cells += [
        {
            "day": day.date,
            "hours": ", ".join(day.short_hours),
            "full": day.hours,
            "told": ", ".join(day.told),
            "today": day.date == today,
        }
        for day in days
    ]
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


urlpatterns = [
    path("settings/hours/", show, name="desk_settings_hours"),
    path("settings/hours/<str:calendar_id>/", show, name="desk_settings_hours_of"),
]
