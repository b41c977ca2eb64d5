"""The form of the first start: three promises that a company makes already."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.clock import zone_names
from troth.errors import TrothError
from troth.playbook.beginning import Already, begun_text
from troth_web.desk.acting import ActForm
from troth_web.desk.editor.sections import new_id

#: So many are asked for; one is enough.
PROMISES = (1, 2, 3)
OWN = "own"

#: What companies promise most: name, and what starts and stops its clock.
_KINDS: dict[str, tuple[str | Lazy, str | Lazy, str | Lazy]] = {
    "first-reply": (_("First reply"), _("the customer writes"), _("a person answers")),
    "solution": (_("Solution"), _("the customer writes"), _("the matter is settled")),
    "call-back": (_("Call back"), _("the customer asks for a call"), _("somebody calls")),
    "delivery": (_("Delivery"), _("the customer orders"), _("the goods arrive")),
    "refund": (_("Refund"), _("the refund is agreed"), _("the money arrives")),
    "appointment": (_("Appointment"), _("the customer asks for one"), _("somebody comes")),
}
_UNITS = {
    "business hours": _("business hours"),
    "hours": _("hours, day and night"),
    "business days": _("working days"),
    "days": _("days, weekends too"),
}
_SHARES = {
    "": _("every time"),
    "95": _("in 95 of 100 cases"),
    "90": _("in 90 of 100 cases"),
    "80": _("in 80 of 100 cases"),
}
_DAYS = {
    "Mo-Fr": _("Monday to Friday"),
    "Mo-Sa": _("Monday to Saturday"),
    "Mo-Su": _("every day"),
}


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class BeginForm(ActForm):
    """The company, when it is open, and what it promises already."""

    company = forms.CharField(label=_("What your company is called"), max_length=200)
    days = forms.ChoiceField(label=_("You are open"), choices=list(_DAYS.items()))
    opens = forms.TimeField(label=_("From"), widget=_clock())
    closes = forms.TimeField(label=_("Until"), widget=_clock())
    zone = forms.CharField(label=_("Time zone"), max_length=100)
    holidays = forms.CharField(
        label=_("Public holidays of"),
        help_text=_("A country, or a part of one: DE, DE-BE. Empty if you are open on them."),
        max_length=20,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With three promises, of which the first is needed."""
        super().__init__(*args, **kwargs)
        for number in PROMISES:
            self.fields.update(_promise_fields(number))

    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each promise."""
        for number in PROMISES:
            yield number, [self[name] for name in _promise_fields(number)]

    def about(self) -> list[forms.BoundField]:
        """The fields of the company."""
        return [self[name] for name in self.base_fields if name not in ActForm.base_fields]

    def clean_zone(self) -> str:
        """A zone that is one."""
        try:
            return zone_names.load(self.cleaned_data["zone"].strip()).key
        except TrothError as error:
            raise forms.ValidationError(
                gettext("This is no time zone. Right would be: Europe/Berlin.")
            ) from error

    def clean(self) -> None:
        """Hours that are some, and promises that are whole."""
        super().clean()
        opens, closes = self.cleaned_data.get("opens"), self.cleaned_data.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", gettext("This is before you open."))
        for number in PROMISES:
            self._whole(number)

    def _whole(self, number: int) -> None:
        said = {key: self.cleaned_data.get(f"{key}_{number}") for key in _KEYS}
        if number > 1 and not any(said[key] for key in ("kind", "length", "team")):
            return
        for key in ("kind", "length", "team"):
            if not said[key] and f"{key}_{number}" not in self.errors:
                self.add_error(f"{key}_{number}", gettext("This is needed."))
        if said["kind"] == OWN and not said["own"]:
            self.add_error(f"own_{number}", gettext("Say what it is."))

    def promises(self) -> Iterator[Already]:
        """What is promised; of what is promised twice the first."""
        taken: dict[str, Any] = {}
        for number in PROMISES:
            said = {key: self.cleaned_data.get(f"{key}_{number}") for key in _KEYS}
            if not said["kind"]:
                continue
            name, starts, stops = _KINDS.get(str(said["kind"]), (str(said["own"]), "", ""))
            metric = said["kind"] if said["kind"] != OWN else new_id(str(name), taken)
            if metric in taken:
                continue
            taken[metric] = True
            share = f" in {said['share']} % of cases" if said["share"] else ""
            yield Already(
                metric=metric,
                name=str(name),
                starts=str(starts),
                stops=str(stops),
                team=new_id(str(said["team"]), {}),
                team_name=str(said["team"]).strip(),
                term=f"within {_length(int(str(said['length'])), str(said['unit']))}{share}",
                where=str(said["where"] or ""),
            )

    def text(self, today: date) -> str:
        """The playbook that says all this."""
        data = self.cleaned_data
        return begun_text(
            company=data["company"],
            hours=f"{data['days']} {data['opens']:%H:%M}-{data['closes']:%H:%M}",
            timezone=data["zone"],
            holidays=data["holidays"].strip(),
            promises=list(self.promises()),
            today=today,
        )


_KEYS = ("kind", "own", "team", "length", "unit", "share", "where")


def _length(number: int, unit: str) -> str:
    return f"{number} {unit.removesuffix('s')}" if number == 1 else f"{number} {unit}"


def _promise_fields(number: int) -> dict[str, forms.Field]:
    kinds = [(key, name) for key, (name, _from, _to) in _KINDS.items()]
    fields: dict[str, forms.Field] = {
        "kind": forms.ChoiceField(
            label=_("What you promise"),
            choices=[("", _("please choose")), *kinds, (OWN, _("something else"))],
            required=False,
        ),
        "own": forms.CharField(label=_("If something else: what"), max_length=60, required=False),
        "team": forms.CharField(
            label=_("Which team keeps it"),
            help_text=_("Such as: Support."),
            max_length=60,
            required=False,
        ),
        "length": forms.IntegerField(
            label=_("Within"), min_value=1, max_value=1000, required=False
        ),
        "unit": forms.ChoiceField(label=_("Of what"), choices=list(_UNITS.items())),
        "share": forms.ChoiceField(
            label=_("How often it is kept"), choices=list(_SHARES.items()), required=False
        ),
        "where": forms.CharField(
            label=_("Where you tell customers so"),
            help_text=_("Such as: our help page. Empty if you do not say it in public."),
            max_length=200,
            required=False,
        ),
    }
    return {f"{key}_{number}": field for key, field in fields.items()}
