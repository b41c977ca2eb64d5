"""What the pages of the settings share: their tabs, and a form that is a page of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.errors import TrothError
from troth.promises.store import Work
from troth.said import said
from troth_web.api.calls import Call
from troth_web.api.problems import RefusedError, refused
from troth_web.desk.acting import ActForm, digest, done, form_page, written
from troth_web.desk.reader import reader_of
from troth_web.desk.tabs import Tab
from troth_web.desk.words import role_text
from troth_web.people.models import Person, Team
from troth_web.people.roles import OF_PEOPLE

#: Address, word, and the permission without which it is not shown.
_PARTS: tuple[tuple[str, str | Lazy, str], ...] = (
    ("desk_settings", _("People"), "people.list"),
    ("desk_settings_teams", _("Teams"), "teams.list"),
    ("desk_settings_keys", _("Programs and keys"), "keys.list"),
    ("desk_settings_channels", _("Channels"), "calendars.list"),
    ("desk_settings_hours", _("Open hours"), "editions.read"),
    ("desk_settings_notices", _("Notices to you"), "me.notices"),
    ("desk_settings_health", _("Imports and health"), "jobs.list"),
)


def tabs(request: HttpRequest, current: str) -> list[Tab]:
    """The pages of the settings that this reader may open."""
    reader = reader_of(request)
    return [
        Tab(label=str(label), url=reverse(name), current=name == current)
        for name, label, needs in _PARTS
        if reader.may(needs)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that is done by a form."""

    title: str
    go: str
    #: The page to which it leads back: its address, or the name of that.
    back: str
    said: str
    do: Callable[[Call, Work], object]
    intro: str = ""
    #: Where it leads once it is done, where that is another page.
    to: str = ""


def act(request: HttpRequest, form: ActForm, step: Step) -> HttpResponse:
    """Show a form, or do what it says and lead back."""
    back = resolve_url(step.back)
    if form.is_valid() and once(request, form, step.do):
        return done(request, resolve_url(step.to or back), step.said)
    return form_page(request, form, title=step.title, intro=step.intro, go=step.go, back=back)


def once(request: HttpRequest, form: ActForm, do: Callable[[Call, Work], object]) -> bool:
    """Whether it was done now; what it gives is not kept, as it may be a secret."""

    def one(call: Call, work: Work) -> object:
        if isinstance(form, ChangeForm):
            form.must_be_fresh()
        do(call, work)
        return True

    return written(request, form, one) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """What is shown a single time: a secret, an address."""

    #: What happened, and what whoever reads it does now.
    title: str
    heading: str
    #: Each value with what it is; none where the form was sent before, as nobody knows it now.
    lines: Sequence[tuple[str, str]]
    #: What to do if it got lost.
    lost: str
    #: The address that leads back.
    back: str
    name: str = ""
    #: What is to be done with it.
    steps: Sequence[str] = ()


def show_once(request: HttpRequest, what: Once) -> HttpResponse:
    """The page that shows it."""
    facts = {each.name: getattr(what, each.name) for each in fields(Once)}
    return render(request, "desk/settings_once.html", facts)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where it is only shown."""
    return request.POST if request.method == "POST" else None


class ChangeForm(ActForm):
    """A change of what stands already; nobody overwrites what they did not see."""

    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any]) -> None:
        """A form for what stands now."""
        self.present = digest(initial)
        super().__init__(data, initial={**initial, "base": self.present})

    def must_be_fresh(self) -> None:
        """Refuse what was written of something else than what stands now.

        Raises:
            RefusedError: somebody else changed it since it was shown.
        """
        if self.cleaned_data["base"] not in {"", self.present}:
            raise refused("conflict", said("somebody changed this since it was shown"))

    def refuse(self, error: TrothError | RefusedError) -> None:
        """Say why; sent once more, it is for what stands now."""
        super().refuse(error)
        self.again(base=self.present)


class SureForm(ActForm):
    """Nothing but to be sure."""


class Teams(forms.MultipleChoiceField):
    """Which teams."""

    def __init__(self, **kwargs: Any) -> None:
        """Each of those that are there."""
        choices = lambda: list(Team.objects.order_by("name").values_list("pk", "name"))  # noqa: E731
        super().__init__(
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **{"label": _("Teams"), **kwargs},
        )


def colleagues() -> list[tuple[str, str]]:
    """Everybody who is here, as choices: their id, their name."""
    here = Person.objects.filter(active=True).order_by("name")
    return [(str(pk), name) for pk, name in here.values_list("pk", "name")]


def roles() -> list[tuple[str, str]]:
    """What somebody can be, the least first."""
    return [(role.value, role_text(role.value)) for role in reversed(OF_PEOPLE)]
