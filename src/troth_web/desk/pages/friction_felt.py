"""Friction that people felt: anyone logs it with an example; an owner answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import friction_body
from troth.operations.errors import NoEditionError
from troth.playbook import Playbook
from troth.promises.friction import Friction, Settlement
from troth.promises.parties import Party
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.atlas.cards import title
from troth_web.desk.choosing import ChosenForm, Many, act_on, chosen
from troth_web.desk.fields import Words
from troth_web.desk.listing import bar_of, file_of
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.desk.pages.friction import tabs

ROWS = 50
SETTLEMENTS: dict[Settlement, tuple[str, str | Lazy]] = {
    Settlement.MENDED: ("kept", _("mended")),
    Settlement.PLANNED: ("wait", _("will be mended")),
    Settlement.STAYS: ("", _("stays as it is")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A friction in the list."""

    id: str
    url: str
    at: datetime
    touchpoint: str
    example: str | None
    owner: str
    shape: str
    state: str | Lazy
    answered: bool


class FilterForm(forms.Form):
    """Which frictions; what is left empty does not matter."""

    state = forms.ChoiceField(
        label=_("Result"),
        required=False,
        choices=[
            ("", _("any")),
            ("waiting", _("waits for an answer")),
            ("answered", _("answered")),
        ],
    )
    owner = forms.ChoiceField(label=_("Who sees to it"), required=False)

    def __init__(self, data: Any, names: Names) -> None:  # noqa: ANN401 - a query
        """With everybody who is here."""
        super().__init__(data)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("any")), *names.colleagues()]

    def asked(self) -> dict[str, Any]:
        """The filter as the ledger and the API take it."""
        state, owner = self.cleaned_data["state"], self.cleaned_data["owner"]
        said: dict[str, Any] = {"answered": state == "answered"} if state else {}
        return said | ({"owner": owner} if owner else {})


def _usual(call: Call) -> dict[str, dict[str, str]]:
    mine = {"state": "waiting", "owner": call.principal.actor.name}
    return {
        gettext("All"): {},
        gettext("Waiting for an answer"): {"state": "waiting"},
        gettext("Mine"): mine,
    }


@page("friction.read")
def show(request: HttpRequest) -> HttpResponse:
    """All that was felt, the latest first."""
    call = Call.of(request)
    after = request.GET.get("after") or None
    names = Names(call.store, call.principal.actor.name)
    form = FilterForm(request.GET, names)
    asked = form.asked() if form.is_valid() else {}
    found = queries.frictions(call.store, after, ROWS, **asked)
    playbook = _playbook(call)
    facts = {
        "tabs": tabs("desk_friction_felt", call),
        "filter": form,
        "bar": bar_of(
            request, call, "friction", usual=_usual(call), csv=file_of("friction", asked)
        ),
        "rows": [_row(each, names, playbook) for each in found.items],
        "waiting": sum(each.answer is None for each in found.items),
        "may_choose": "friction.assign" in call.principal.permissions,
        "log": reverse("desk_friction_log"),
        "next": found.next,
        "after": after,
    }
    return render(request, "desk/friction_felt.html", facts)


@page("friction.read")
def one(request: HttpRequest, friction_id: str) -> HttpResponse:
    """One friction with its answer."""
    call = Call.of(request)
    found = queries.friction(call.store, friction_id)
    names = Names(call.store, call.principal.actor.name)
    playbook = _playbook(call)
    answer = found.answer
    facts = {
        "friction": found,
        "row": _row(found, names, playbook),
        "who": names.actor(found.by),
        "answer": answer,
        "answered_by": names.actor(answer.by) if answer else "",
        "touchpoint_url": _touchpoint_url(found, playbook),
        "back": reverse("desk_friction_felt"),
    }
    return render(request, "desk/friction_one.html", facts)


class LogForm(ActForm):
    """Where something rubs, with an example."""

    touchpoint = forms.ChoiceField(label=_("Where"))
    example = Words(
        label=_("What happened"),
        help_text=_("One example: what they expected, what was done. Name no customer."),
        min_length=1,
    )

    def __init__(self, data: Any, playbook: Playbook, initial: dict[str, Any]) -> None:  # noqa: ANN401 - a query
        """With the touchpoints that there are."""
        super().__init__(data, initial=initial)
        field = self.fields["touchpoint"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("Choose")), *_choices(playbook)]


@acts("friction.log")
def log(request: HttpRequest) -> HttpResponse:
    """Say where a promise rubs."""
    call = Call.of(request)
    playbook = _playbook(call)
    if playbook is None:
        raise NoEditionError
    initial = {"touchpoint": request.GET.get("touchpoint", "")}
    form = LogForm(request.POST if request.method == "POST" else None, playbook, initial)
    to = onward(request, reverse("desk_friction_felt"))
    if form.is_valid() and written(
        request,
        form,
        lambda _, work: friction_body(
            operations.log_friction(work, form.said(operations.LogFriction))
        ).model_dump(mode="json"),
    ):
        return done(request, to, gettext("Logged. Its owner sees it, and will answer."))
    return form_page(
        request,
        form,
        title=gettext("Where does a promise rub?"),
        intro=gettext("What customers were led to expect, and what we did, do not fit."),
        go=gettext("Log it"),
        back=reverse("desk_friction_felt"),
    )


class AssignForm(ActForm):
    """Who sees to it."""

    owner = forms.ChoiceField(label=_("Who sees to it"))

    def __init__(self, data: Any, *, names: Names, initial: dict[str, Any]) -> None:  # noqa: ANN401 - a query
        """With everybody who is here."""
        super().__init__(data, initial=initial)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("Choose")), *names.colleagues()]


@acts("friction.assign")
def assign(request: HttpRequest, friction_id: str) -> HttpResponse:
    """Give it to somebody else."""
    call = Call.of(request)
    found = queries.friction(call.store, friction_id)
    names = Names(call.store, call.principal.actor.name)
    initial = {"owner": found.owner or "", "seen": found.sequence}
    data = request.POST if request.method == "POST" else None
    form = AssignForm(data, names=names, initial=initial)
    to = reverse("desk_friction_one", args=[friction_id])
    if form.is_valid() and written(
        request,
        form,
        lambda _, work: friction_body(
            operations.assign_friction(
                work, friction_id, form.said(operations.AssignFriction), form.expected
            )
        ).model_dump(mode="json"),
    ):
        return done(request, to, gettext("It has another owner."))
    return form_page(
        request, form, title=gettext("Who sees to it?"), go=gettext("Give it to them"), back=to
    )


class AssignManyForm(AssignForm, ChosenForm):
    """Who sees to several."""


@acts("friction.assign")
def assign_many(request: HttpRequest) -> HttpResponse:
    """Give several to somebody."""
    back = reverse("desk_friction_felt")
    names = Names(Call.of(request).store, Call.of(request).principal.actor.name)
    form = chosen(request, AssignManyForm, back, names=names)

    def do(_call: Call, work: Work, friction_id: str) -> object:
        said = form.said(operations.AssignFriction)
        given = operations.assign_friction(work, friction_id, said)
        return friction_body(given).model_dump(mode="json")

    n = len(form.ids)
    many = Many(
        title=ngettext("Who sees to %d friction?", "Who sees to %d frictions?", n) % n,
        go=gettext("Give it to them"),
        said=ngettext("%d has an owner.", "%d have an owner.", n) % n,
        do=do,
    )
    return act_on(request, form, back, many)


class AnswerForm(ActForm):
    """What is done about it."""

    settlement = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            ("mended", _("It is mended")),
            ("planned", _("It will be mended")),
            ("stays", _("It stays as it is, and this is why")),
        ],
        widget=forms.RadioSelect,
    )
    says = Words(label=_("What you answer"), min_length=1, rows=3)


@acts("friction.answer")
def answer(request: HttpRequest, friction_id: str) -> HttpResponse:
    """Answer whoever felt it."""
    call = Call.of(request)
    found = queries.friction(call.store, friction_id)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, initial={"seen": found.sequence}
    )
    to = reverse("desk_friction_one", args=[friction_id])
    if form.is_valid() and written(
        request,
        form,
        lambda _, work: friction_body(
            operations.answer_friction(
                work, friction_id, form.said(operations.AnswerFriction), form.expected
            )
        ).model_dump(mode="json"),
    ):
        return done(request, to, gettext("Answered."))
    return form_page(
        request,
        form,
        title=gettext("What is done about it?"),
        intro=found.example or "",
        go=gettext("Answer"),
        back=to,
    )


def _playbook(call: Call) -> Playbook | None:
    edition = call.store.edition()
    return edition.playbook if edition else None


def _choices(playbook: Playbook) -> Iterator[tuple[str, str]]:
    for name, each in playbook.touchpoints.items():
        yield name, each.name or title(name)


def _row(found: Friction, names: Names, playbook: Playbook | None) -> Row:
    known = playbook.touchpoints.get(found.touchpoint) if playbook else None
    waits: tuple[str, str | Lazy] = ("risk", _("waits for an answer"))
    shape, state = SETTLEMENTS[found.answer.settlement] if found.answer else waits
    return Row(
        id=found.id,
        url=reverse("desk_friction_one", args=[found.id]),
        at=found.at,
        touchpoint=(known.name if known else None) or title(found.touchpoint),
        example=found.example,
        owner=names.party(Party.parse(found.owner)) if found.owner else gettext("nobody yet"),
        shape=shape,
        state=state,
        answered=found.answer is not None,
    )


def _touchpoint_url(found: Friction, playbook: Playbook | None) -> str:
    if playbook is None or found.touchpoint not in playbook.touchpoints:
        return ""
    return reverse("desk_playbook_touchpoint", args=[found.touchpoint])


urlpatterns = [
    path("friction/felt/", show, name="desk_friction_felt"),
    path("friction/felt/log/", log, name="desk_friction_log"),
    path("friction/felt/assign/", assign_many, name="desk_friction_assign_many"),
    path("friction/felt/<str:friction_id>/", one, name="desk_friction_one"),
    path("friction/felt/<str:friction_id>/assign/", assign, name="desk_friction_assign"),
    path("friction/felt/<str:friction_id>/answer/", answer, name="desk_friction_answer"),
]
