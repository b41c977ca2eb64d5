"""Panel: beside a ticket of another system, 320 pixels wide. What we owe them, say, check, why."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import distortion_body
from troth.operations import ReportDistortion
from troth.playbook import Playbook
from troth.promises.customer import Customer
from troth.promises.outcomes import outcome
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk import words
from troth_web.desk.acting import ActForm, done, written
from troth_web.desk.between import open_between
from troth_web.desk.composing import composed, sent
from troth_web.desk.customers import found_by
from troth_web.desk.fields import Words
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.desk.pages.compose import recorded_text
from troth_web.desk.pages.say import SaidForm, facts_of, record, taken_back
from troth_web.desk.states import shown_state
from troth_web.desk.tabs import Tab

#: So many are listed; more stand on the customer's page.
SHOWN = 20


@page("promises.read")
def show(request: HttpRequest) -> HttpResponse:
    """What we owe them, and when they hear next."""
    call = Call.of(request)
    who = " ".join(request.GET.get("who", "").split())
    people = found_by(call.store, who) if who and not request.GET.get("customer") else []
    if len(people) == 1:
        return HttpResponseRedirect(_at("desk_panel", people[0].id))
    facts = _facts(request, call, "desk_panel") | {"who": who, "people": people}
    customer = facts["customer"]
    if customer:
        facts["rows"] = list(_rows(call, customer))
    return render(request, "desk/panel.html", facts)


@page("may.promise")
def say(request: HttpRequest) -> HttpResponse:
    """What to say to them."""
    call = Call.of(request)
    return _say(request, call, facts_of(request, call, reverse("desk_panel_say")))


@acts("promises.make")
def said(request: HttpRequest) -> HttpResponse:
    """Put on record that it was said."""
    call, form = Call.of(request), SaidForm(request.POST)
    made = record(request, form) if request.method == "POST" else None
    if made:
        undo = reverse("desk_panel_undo", args=[made["id"]]) if made["sequence"] == 1 else ""
        to = _at("desk_panel", form.cleaned_data["customer"])
        return done(request, to, gettext("On record: %(says)s") % {"says": made["says"]}, undo=undo)
    facts = facts_of(request, call, reverse("desk_panel_say"))
    return _say(request, call, facts | {"form": form}, 422)


@acts("promises.withdraw")
def undo(request: HttpRequest, promise_id: str) -> HttpResponse:
    """Take back what was not said."""
    return taken_back(request, promise_id, reverse("desk_panel"))


def _say(request: HttpRequest, call: Call, more: dict[str, Any], status: int = 200) -> HttpResponse:
    facts = _facts(request, call, "desk_panel_say") | more | {"said_at": "desk_panel_said"}
    return render(request, "desk/panel_say.html", facts, status=status)


@acts("guard.check")
def check(request: HttpRequest) -> HttpResponse:
    """Look at a reply before it is sent; nothing of it is kept."""
    return _check(request, records=False)


@acts("guard.record")
def sent_(request: HttpRequest) -> HttpResponse:
    """Put on record that it was sent."""
    return _check(request, records=request.method == "POST")


def _check(request: HttpRequest, *, records: bool) -> HttpResponse:
    call = Call.of(request)
    facts = _facts(request, call, "desk_panel_check")
    edition = call.store.edition()
    if edition is None:
        return render(request, "desk/panel_check.html", facts)
    shown = composed(request, edition.playbook)
    made = sent(request, shown) if records else None
    if made is not None and shown.customer is not None:
        return done(request, _at("desk_panel", shown.customer.id), recorded_text(made))
    facts |= {"shown": shown, "form": shown.form}
    facts |= {"check_at": "desk_panel_check", "sent_at": "desk_panel_sent"}
    beside = request.headers.get("HX-Target") == "found"
    template = "desk/parts/compose_found.html" if beside else "desk/panel_check.html"
    return render(request, template, facts, status=422 if shown.form.errors else 200)


class WhyForm(ActForm):
    """Why somebody expected something else than what holds."""

    metric = forms.ChoiceField(label=_("What they expected something of"))
    direction = forms.ChoiceField(
        label=_("They expected"),
        choices=[("too-much", _("too much")), ("too-little", _("too little"))],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(
        label=_("Where it came from"),
        choices=[
            ("", _("Choose")),
            ("marketing", _("our advertising")),
            ("sales", _("a sale")),
            ("policy", _("our terms")),
            ("past-service", _("how we served them before")),
            ("competitor", _("a competitor")),
            ("industry", _("what is usual in our trade")),
            ("word-of-mouth", _("friends and family")),
            ("reviews", _("reviews")),
            ("other-business", _("another kind of business")),
            ("life-event", _("something in their life")),
            ("personal-need", _("what they need")),
            ("nobody-told-them", _("nobody told them")),
        ],
    )
    claim = forms.ChoiceField(label=_("Which published promise"), required=False)
    in_words = Words(label=_("What they expected, in their words"), required=False, rows=3)

    def __init__(self, data: QueryDict | None, playbook: Playbook) -> None:
        """With what the playbook measures and claims."""
        super().__init__(data)
        about = sorted((words.metric_text(each, playbook), each) for each in playbook.metrics)
        self._choose("metric", [(each, name) for name, each in about])
        claims = [(name, each.says or name) for name, each in playbook.claims.items()]
        self._choose("claim", claims)
        if not claims:
            del self.fields["claim"]

    def _choose(self, name: str, known: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("Choose")), *known]


@acts("distortions.report")
def why(request: HttpRequest) -> HttpResponse:
    """Report what made them expect too much, or too little; its owner hears of it."""
    call = Call.of(request)
    facts = _facts(request, call, "desk_panel_why")
    edition, customer = call.store.edition(), facts["customer"]
    if edition is None:
        return render(request, "desk/panel_why.html", facts)
    form = WhyForm(request.POST if request.method == "POST" else None, edition.playbook)
    if form.is_valid():
        about = {"customer": customer.id if customer else None}

        def report(_: object, work: Work) -> object:
            wanted = form.said(ReportDistortion, expected=form.cleaned_data["in_words"], **about)
            return distortion_body(operations.report_distortion(work, wanted)).model_dump(
                mode="json"
            )

        if written(request, form, report):
            to = _at("desk_panel", customer.id if customer else "")
            return done(request, to, gettext("Reported. Whoever said it hears of it."))
    status = 422 if form.errors else 200
    return render(request, "desk/panel_why.html", facts | {"form": form}, status=status)


def _facts(request: HttpRequest, call: Call, here: str) -> dict[str, Any]:
    """What every part of the panel shows: whom it is about, and its parts."""
    said = request.POST.get("customer") or request.GET.get("customer") or ""
    customer = queries.customer(call.store, said) if said else None
    names = Names(call.store, call.principal.actor.name)
    edition = call.store.edition()
    return {
        "playbook": edition.playbook if edition else None,
        "customer": customer,
        "name": names.customer(customer.id) if customer else "",
        "tabs": list(_tabs(call, customer, here)),
    }


def _tabs(call: Call, customer: Customer | None, here: str) -> Iterator[Tab]:
    parts = {
        "desk_panel": (gettext("Promises"), "promises.read"),
        "desk_panel_say": (gettext("Say"), "may.promise"),
        "desk_panel_check": (gettext("Check"), "guard.check"),
        "desk_panel_why": (gettext("Why?"), "distortions.report"),
    }
    for name, (label, needs) in parts.items():
        if needs in call.principal.permissions:
            url = _at(name, customer.id if customer else "")
            yield Tab(label=label, url=url, current=name == here)


def _at(name: str, customer: str) -> str:
    query = f"?{urlencode({'customer': customer})}" if customer else ""
    return f"{reverse(name)}{query}"


def _rows(call: Call, customer: Customer) -> Iterator[dict[str, Any]]:
    """What is open between us: ours first, then theirs, by date."""
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    for each in sorted(open_between(call, customer.id), key=_order)[:SHOWN]:
        duty = playbook.duties.get(each.metric) if playbook and each.is_duty else None
        yield {
            "url": reverse("desk_promise", args=[each.id]),
            "title": (duty.says if duty else None) or words.metric_text(each.metric, playbook),
            "theirs": each.is_duty,
            "state": shown_state(each, outcome(each, call.at)),
            "due": each.falls_due,
            "update": each.next_update,
            "zone": each.zone,
        }


def _order(promise: Promise) -> tuple[bool, bool, float]:
    due = promise.falls_due
    return promise.is_duty, due is None, due.timestamp() if due else 0


urlpatterns = [
    path("panel/", show, name="desk_panel"),
    path("panel/say/", say, name="desk_panel_say"),
    path("panel/said/", said, name="desk_panel_said"),
    path("panel/undo/<str:promise_id>/", undo, name="desk_panel_undo"),
    path("panel/check/", check, name="desk_panel_check"),
    path("panel/sent/", sent_, name="desk_panel_sent"),
    path("panel/why/", why, name="desk_panel_why"),
]
