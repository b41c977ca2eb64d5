"""Calendars as a playbook writes them; `troth.playbook.calendars` builds the clock's from these."""

from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from troth.playbook.problems import suggestion
from troth.playbook.schema.base import Day, Id, Part, Text, refusal, shown
from troth.said import Said, said


def _known_zone(name: str) -> str:
    from troth.clock import zone_names

    try:
        return zone_names.load(name).key
    except zone_names.UnknownZoneError as error:
        meant = suggestion(name, zone_names.known())
        right = meant or said("write {what}", what=error.meant)
        raise refusal(said("{found} is not a time zone", found=shown(name)), right) from None


Zone = Annotated[str, AfterValidator(_known_zone)]


class DeclaredCalendar(Part):
    """When somebody is open: by hours, as a sum of calendars, or as one calendar without closures.

    A calendar with `ical` holds closures instead, for the `except` of others.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["hours", "timezone"]},
                {"required": ["sum"]},
                {"required": ["of", "except"]},
                {"required": ["ical", "timezone"]},
            ]
        }
    )

    hours: Text | None = Field(
        None, description="Weekly hours in OpenStreetMap's opening_hours syntax: Mo-Fr 09:00-17:30."
    )
    sum: tuple[Id, ...] | None = Field(
        None, min_length=1, description="Calendars; open when any of them is."
    )
    of: Id | None = Field(None, description="The calendar from which `except` is taken.")
    except_: tuple[Id, ...] | None = Field(
        None, min_length=1, description="Calendars of closures whose time is taken from `of`."
    )
    ical: Text | None = Field(
        None, description="An iCalendar file of closures beside this file; use it in `except`."
    )
    timezone: Zone | None = Field(
        None,
        description="IANA time zone, such as Europe/Berlin. A sum needs one for business days.",
    )
    holidays: Text | None = Field(
        None, description="Country or country-subdivision whose public holidays close: DE-BE."
    )
    exceptions: dict[Day, Text] = Field(
        default={},
        description="Hours on single local dates, or 'closed'; they beat hours and holidays.",
    )

    @model_validator(mode="after")
    def _is_one_form(self) -> Self:
        forms = [key for key in ("hours", "sum", "of", "ical") if getattr(self, key) is not None]
        if len(forms) != 1:
            raise refusal(_forms(forms), said("write exactly one of them"))
        self._refuse_strangers(forms[0])
        if self.timezone is None and forms[0] in ("hours", "ical"):
            raise refusal(
                said("{key} is missing", key="timezone"),
                said("write for example {example}", example="'timezone: Europe/Berlin'"),
            )
        return self

    def _refuse_strangers(self, form: str) -> None:
        fitting = {
            "hours": {"hours", "timezone", "holidays", "exceptions"},
            "sum": {"sum", "timezone"},
            "of": {"of", "except_", "timezone"},
            "ical": {"ical", "timezone"},
        }[form]
        strange = sorted(self.model_fields_set - fitting)
        if strange:
            key = strange[0].rstrip("_")
            raise refusal(
                said("'{key}' does not go with '{form}'", key=key, form=form),
                said("put it into a calendar of its own"),
            )
        if form == "of" and not self.except_:
            raise refusal(
                said("'of' without 'except' is only another name"),
                said("write '{line}'", line="except: [closures]"),
            )


def _forms(found: list[str]) -> Said:
    if not found:
        return said("has none of hours, sum, of, ical")
    return said("has both {forms} of hours, sum, of, ical", forms=" and ".join(found))
