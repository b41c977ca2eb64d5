"""What the pages of the settings share: their tabs, and a form that is a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.reader import reader_of
from troth_web.desk.tabs import Tab
from troth_web.desk.words import role_text
from troth_web.people.models import Team
from troth_web.people.roles import OF_PEOPLE

#: Address, word, and the permission without which it is not shown.
_PARTS: tuple[tuple[str, str | Lazy, str], ...] = (
    ("desk_settings", _("People"), "people.list"),
    ("desk_settings_teams", _("Teams"), "teams.list"),
    ("desk_settings_keys", _("Programs and keys"), "keys.list"),
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
    #: The name of the page to which it leads back.
    back: str
    said: str
    do: Callable[[Call], object]
    intro: str = ""


def act(request: HttpRequest, form: ActForm, step: Step) -> HttpResponse:
    """Show a form, or do what it says and lead back."""
    to = reverse(step.back)
    if form.is_valid() and once(request, form, step.do):
        return done(request, to, step.said)
    return form_page(request, form, title=step.title, intro=step.intro, go=step.go, back=to)


def once(request: HttpRequest, form: ActForm, do: Callable[[Call], object]) -> bool:
    """Whether it was done now; what it gives is not kept, as it may be a secret."""

    def one(call: Call, _work: Work) -> object:
        do(call)
        return True

    return written(request, form, one) is not None


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


def roles() -> list[tuple[str, str]]:
    """What somebody can be, the least first."""
    return [(role.value, role_text(role.value)) for role in reversed(OF_PEOPLE)]
