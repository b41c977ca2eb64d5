"""Calendars as text, in the language of the playbook, and back.

The playbook names the parts of a sum and keeps closures in files; here all of it stands in place,
so that a text alone is the whole calendar. What the playbook cannot say has keys of its own:
`weekly` (by weekday, where seconds matter), `breaks`, `weekly-breaks`, `holiday-scope`, and a list
of dates as `holidays`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from troth.clock import zones
from troth.clock.errors import CalendarError
from troth.clock.hours import hours_text
from troth.clock.ical import IcalClosures

if TYPE_CHECKING:
    from troth.clock.calendar import Calendar

#: A calendar made of calendars made of calendars; nobody means more.
DEEPEST = 20

_BY_DAY = {"weekly", "exceptions", "breaks", "weekly-breaks"}
#: The keys of each form; the first tells it.
_FORMS = (
    ("sum", "timezone"),
    ("of", "except"),
    (
        "hours", "weekly", "timezone", "holidays", "exceptions", "breaks", "weekly-breaks",
        "holiday-scope",
    ),
)  # fmt: skip


def to_mapping(definition: Mapping[str, Any]) -> dict[str, Any]:
    """The rules of a calendar as plain values, from its `definition()`; JSON can hold them."""
    if "sum" in definition:
        parts = [to_mapping(part) for part in definition["sum"]]
        return _without_blanks({"sum": parts, "timezone": definition["timezone"]})
    if "of" in definition:
        return {"of": to_mapping(definition["of"]), "except": list(definition["except"])}
    return _without_blanks(
        {
            **_weekly(definition["weekly"]),
            "timezone": definition["timezone"],
            "holidays": _holidays(definition["holidays"]),
            "exceptions": _dated(definition["exceptions"]),
            "breaks": _dated(definition["breaks"]),
            "weekly-breaks": {d: ",".join(s) for d, s in definition["weekly_breaks"].items()},
            "holiday-scope": "shift" if definition["holiday_scope"] == "shift" else None,
        }
    )


def from_mapping(
    mapping: Mapping[str, Any], make: "type[Calendar]", deepest: int = DEEPEST
) -> "Calendar":
    """The calendar of such plain values.

    Raises:
        CalendarError: for anything else.
    """
    if not deepest:
        raise CalendarError(f"calendars made of calendars, more than {DEEPEST} deep")
    form = _form(mapping)
    if form == "sum":
        parts = [from_mapping(part, make, deepest - 1) for part in _list(mapping, "sum")]
        return make.sum(parts, mapping.get("timezone"))
    if form == "of":
        closures = [_closures(each) for each in _list(mapping, "except")]
        return make.difference(from_mapping(mapping["of"], make, deepest - 1), closures)
    build: Any = make.from_weekly if "weekly" in mapping else make.from_hours
    return build(  # type: ignore[no-any-return]
        mapping["weekly" if "weekly" in mapping else "hours"],
        mapping["timezone"],
        mapping.get("holidays"),
        mapping.get("exceptions"),
        breaks=mapping.get("breaks"),
        weekly_breaks=mapping.get("weekly-breaks"),
        holiday_scope=mapping.get("holiday-scope", "date"),
    )


def dump(mapping: Mapping[str, Any]) -> str:
    """YAML, keys in order."""
    import yaml

    text: str = yaml.safe_dump(
        dict(mapping), sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=False
    )
    return text


def load(text: str) -> Mapping[str, Any]:
    """The mapping of a YAML text, all scalars as text.

    Raises:
        CalendarError: for a text that is no YAML, holds aliases, or is no mapping.
    """
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.BaseLoader)):
            raise CalendarError("the calendar's text holds an alias (*); write it out instead")
        found = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        raise CalendarError(f"the calendar's text is not YAML: {what}") from None
    except RecursionError:
        raise CalendarError("the calendar's text is nested too deep") from None
    return _checked_mapping(found)


def _form(mapping: object) -> str:
    """The key that tells the form, all keys being fit for it."""
    checked = _checked_mapping(mapping)
    form = next((keys for keys in _FORMS if keys[0] in checked), _FORMS[-1])
    strange = sorted(set(checked) - set(form))
    if strange:
        raise CalendarError(
            f"a calendar with {strange[0]!r}; right would be the keys {', '.join(form)}"
        )
    if not isinstance(checked.get("timezone", ""), str):
        raise CalendarError(f"timezone {checked['timezone']!r}; write for example Europe/Berlin")
    if form[0] == "hours":
        _check_hours(checked)
    return form[0]


def _check_hours(mapping: Mapping[str, Any]) -> None:
    if ("hours" in mapping) == ("weekly" in mapping):
        raise CalendarError("a calendar has either hours, or weekly, or sum, or of and except")
    if "timezone" not in mapping:
        raise CalendarError("a calendar without timezone; write for example Europe/Berlin")
    for key, value in mapping.items():
        texts = value.values() if isinstance(value, Mapping) and key in _BY_DAY else [value]
        texts = value if isinstance(value, list) and key == "holidays" else texts
        if not all(isinstance(text, str) for text in texts):
            raise CalendarError(f"{key!r} of a calendar is not text, but {str(value)[:40]!r}")
        if key in _BY_DAY and not isinstance(value, Mapping):
            raise CalendarError(f"{key!r} of a calendar is not a list of days with their hours")


def _checked_mapping(found: object) -> Mapping[str, Any]:
    if not isinstance(found, Mapping):
        raise CalendarError(
            f"{str(found)[:40]!r} is no calendar; right would be "
            "'hours: Mo-Fr 09:00-17:30' and 'timezone: Europe/Berlin'"
        )
    return found


def _list(mapping: Mapping[str, Any], key: str) -> list[Any]:
    found = mapping.get(key)
    if not isinstance(found, list):
        raise CalendarError(f"{key!r} of a calendar is not a list of calendars")
    return found


def _closures(mapping: object) -> IcalClosures:
    checked = _checked_mapping(mapping)
    if set(checked) != {"ical", "timezone"}:
        raise CalendarError("closures have the keys ical, the text of the file, and timezone")
    return IcalClosures(checked["ical"], zones.load(checked["timezone"]), "iCalendar")


def _weekly(week: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    if any(shift.count(":") > 2 for shifts in week.values() for shift in shifts):
        return {"weekly": {day: ",".join(shifts) for day, shifts in week.items()}}
    return {"hours": hours_text(week)}


def _holidays(definition: Mapping[str, Any]) -> str | list[str] | None:
    if "code" in definition:
        return str(definition["code"])
    return [date.fromordinal(day).isoformat() for day in definition["listed"]] or None


def _dated(dated: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {
        date.fromordinal(int(day)).isoformat(): ",".join(shifts) or "closed"
        for day, shifts in dated.items()
    }


def _without_blanks(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value}
