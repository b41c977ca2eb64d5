"""Promises: all there are, by what is asked of them; a table, a file, one's own views."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.playbook import Playbook
from troth.promises.outcomes import outcome
from troth.promises.promise import ClockState, Outcome, Promise, Stage
from troth.promises.store import PromiseFilter
from troth_web.api.calls import Call
from troth_web.api.rights import may_change
from troth_web.desk import words
from troth_web.desk.listing import bar_of, file_of
from troth_web.desk.names import Names
from troth_web.desk.page import page
from troth_web.desk.states import shown_state

#: Rows of one page.
ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the list."""

    id: str
    url: str
    title: str
    customer: str
    state: str
    due: datetime | None
    zone: str
    holder: str
    made: datetime
    may_change: bool


class FilterForm(forms.Form):
    """Which promises; what is left empty does not matter."""

    state = forms.ChoiceField(
        label=_("Result"),
        required=False,
        choices=[
            ("", _("any")),
            *((each.value, words.state_of(each.value).label) for each in Outcome),
            ("paused", _("waiting on them")),
            ("offered", _("offered")),
            ("no-promise", _("no promise")),
        ],
    )
    metric = forms.ChoiceField(label=_("What"), required=False)
    holder = forms.ChoiceField(label=_("Looks after it"), required=False)

    def __init__(self, data: Any, playbook: Playbook | None, names: Names) -> None:  # noqa: ANN401 - a query
        """With the metrics and colleagues that there are."""
        super().__init__(data)
        metrics = playbook.metrics if playbook else ()
        known = sorted((words.metric_text(each, playbook), each) for each in metrics)
        choices = {
            "metric": [(each, name) for name, each in known],
            "holder": names.colleagues(),
        }
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", gettext("any")), *found]


@page("promises.read")
def show(request: HttpRequest) -> HttpResponse:
    """A page of the list."""
    call = Call.of(request)
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    names = Names(call.store, call.principal.actor.name)
    form = FilterForm(request.GET, playbook, names)
    said = form.cleaned_data if form.is_valid() else {}
    after = request.GET.get("after") or None
    found = call.store.promises(_wanted(call, said), after, ROWS)
    names.know(promise.customer for promise in found.items)
    rows = [_row(each, call, names, playbook) for each in found.items]
    facts = {
        "filter": form,
        "bar": bar_of(
            request, call, "promises", usual=_usual(call), csv=file_of("promises", _asked(said))
        ),
        "rows": rows,
        "may_hand_over": any(row.may_change for row in rows)
        and "promises.hand_over" in call.principal.permissions,
        "next": found.next,
        "after": after,
    }
    return render(request, "desk/promises.html", facts)


def _wanted(call: Call, said: dict[str, Any]) -> PromiseFilter:
    return PromiseFilter(
        **_asked(said),
        at=call.at,
        duties=False,
        hidden_teams=call.principal.hidden,
        own_teams=call.principal.teams,
    )


def _asked(said: dict[str, Any]) -> dict[str, Any]:
    """The filter as the ledger and the API take it."""
    asked: dict[str, Any] = {
        name: said.get(name) or None for name in ("metric", "holder") if said.get(name)
    }
    state = said.get("state")
    if state == "paused":
        return asked | {"clock": ClockState.PAUSED}
    if state in {"offered", "no-promise"}:
        return asked | {"stage": Stage(state)}
    return asked | ({"outcome": Outcome(state)} if state else {})


def _usual(call: Call) -> dict[str, dict[str, str]]:
    return {
        gettext("All"): {},
        gettext("Mine, open"): {"holder": call.principal.actor.name, "state": "open"},
        gettext("Broken"): {"state": "broken"},
        gettext("Waiting on them"): {"state": "paused"},
        gettext("No date yet"): {"state": "no-promise"},
    }


def _row(promise: Promise, call: Call, names: Names, playbook: Playbook | None) -> Row:
    return Row(
        id=promise.id,
        url=reverse("desk_promise", args=[promise.id]),
        title=words.metric_text(promise.metric, playbook),
        customer=names.customer(promise.customer) if promise.customer else "",
        state=shown_state(promise, outcome(promise, call.at)),
        due=promise.falls_due,
        zone=promise.zone,
        holder=names.party(promise.holder),
        made=promise.made_at,
        may_change=not promise.closed and may_change(call.principal, promise),
    )


urlpatterns = [path("promises/", show, name="desk_promises")]
