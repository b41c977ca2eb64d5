"""Say: one sentence for now, one to fall back on, what never to say, and one key to record it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import promise_body
from troth.operations import AskGuard, Make, Tell, Withdraw
from troth.playbook import Playbook
from troth.promises.customer import Customer
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.rights import must_speak_for, writable
from troth_web.api.spoken import Spoken, spoken
from troth_web.desk import words
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.between import open_between
from troth_web.desk.customers import found_by
from troth_web.desk.page import acts, page
from troth_web.desk.reader import reader_of

#: What was shown longer ago is said anew: its date was counted from then.
_STALE = timedelta(minutes=30)
_NEVER = {
    "sooner": _("Anything sooner than %(says)s"),
    "other": _("Another date than %(says)s, which they have"),
    "late": _("A new date: give it on the promise's page, so that they are asked"),
    "always": _("“Always” or “guaranteed”: it holds in %(says)s of cases"),
    "excluded": _("That it includes: %(says)s"),
    "never-promise": _("%(says)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something that customers ask about."""

    metric: str
    name: str
    url: str
    key: str
    current: bool


class SaidForm(ActForm):
    """What was said: recomputed as of the moment at which it was shown."""

    customer = forms.CharField(widget=forms.HiddenInput, max_length=100)
    topic = forms.CharField(widget=forms.HiddenInput, max_length=200)
    at = forms.DateTimeField(
        widget=forms.HiddenInput, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom it is about, and what."""

    customer: Customer | None
    facets: Mapping[str, str]
    topic: str
    found: Spoken | None

    @property
    def never(self) -> list[str]:
        """What never to say, in the reader's language."""
        said = self.found.never if self.found else ()
        return [str(_NEVER[each.why]) % {"says": each.says} for each in said]


@page("may.promise")
def say(request: HttpRequest) -> HttpResponse:
    """Choose customer and topic, then see what to say."""
    call = Call.of(request)
    who = " ".join(request.GET.get("who", "").split())
    people = found_by(call.store, who) if who and not request.GET.get("customer") else []
    if len(people) == 1 and "HX-Request" not in request.headers:
        query = {**request.GET.dict(), "customer": people[0].id}
        del query["who"]
        return HttpResponseRedirect(f"{request.path}?{urlencode(query)}")
    return render(request, "desk/say.html", facts_of(request, call) | {"people": people})


@acts("promises.make")
def said(request: HttpRequest) -> HttpResponse:
    """Put on record that it was said."""
    to = onward(request, reverse("desk_say"))
    if request.method != "POST":
        return HttpResponseRedirect(to)
    form = SaidForm(request.POST)
    made = record(request, form)
    if made:
        undo = reverse("desk_say_undo", args=[made["id"]]) if made["stage"] == "promised" else ""
        undo = "" if made["sequence"] > 1 else undo
        return done(request, to, gettext("On record: %(says)s") % {"says": made["says"]}, undo=undo)
    facts = facts_of(request, Call.of(request)) | {"form": form, "people": []}
    return render(request, "desk/say.html", facts, status=422)


def facts_of(request: HttpRequest, call: Call, here: str = "") -> dict[str, Any]:
    """What the page shows; a panel shows the same at an address of its own."""
    edition = call.store.edition()
    if edition is None:
        return {"playbook": None}
    asked = _asked(request, call, edition.playbook)
    query = {"customer": asked.customer.id} if asked.customer else {}
    query |= {f"facet-{name}": value for name, value in asked.facets.items()}
    here = here or reverse("desk_say")
    return {
        "playbook": edition.playbook,
        "next": f"{here}?{urlencode({**query, 'topic': asked.topic})}",
        "asked": asked,
        "who": " ".join(request.GET.get("who", "").split()),
        "topics": list(_topics(call, edition.playbook, asked, f"{here}?{urlencode(query)}")),
        "facets": list(asked.facets.items()),
        "form": SaidForm(),
    }


def _asked(request: HttpRequest, call: Call, playbook: Playbook) -> Asked:
    given = request.POST if request.method == "POST" else request.GET
    customer_id = str(given.get("customer", ""))
    customer = queries.customer(call.store, customer_id) if customer_id else None
    known = {name: str(given.get(f"facet-{name}", "")) for name in playbook.facets}
    facets = {name: value for name, value in known.items() if value in playbook.facets[name]}
    if customer:
        facets = {**customer.facets, **facets}
    topic = str(given.get("topic", ""))
    if topic not in playbook.metrics:
        return Asked(customer=customer, facets=facets, topic="", found=None)
    about = AskGuard(text="", customer=customer.id if customer else None, facets=facets)
    found = spoken(call, about, topic, call.at, _zone(request))
    return Asked(customer=customer, facets=facets, topic=topic, found=found)


def _zone(request: HttpRequest) -> ZoneInfo:
    return reader_of(request).zone


def _topics(call: Call, playbook: Playbook, asked: Asked, here: str) -> Iterator[Topic]:
    """Metrics with a standard, what is open with this customer first."""
    about = {each.metric for each in playbook.standards.values()}
    waiting = _open(call, asked.customer)
    names = {metric: words.metric_text(metric, playbook) for metric in about}
    ordered = sorted(about, key=lambda each: (each not in waiting, names[each]))
    for number, metric in enumerate(ordered, 1):
        yield Topic(
            metric=metric,
            name=names[metric],
            url=f"{here}&{urlencode({'topic': metric})}",
            key=str(number) if number <= 9 else "",
            current=metric == asked.topic,
        )


def _open(call: Call, customer: Customer | None) -> set[str]:
    return {each.metric for each in open_between(call, customer.id)} if customer else set()


def record(request: HttpRequest, form: SaidForm) -> dict[str, Any] | None:
    """The promise that was made or said again; None where the form says why not."""
    if not form.is_valid():
        return None
    call = Call.of(request)
    at: datetime = form.cleaned_data["at"]
    if not call.at - _STALE <= at <= call.at:
        form.add_error(None, gettext("This was shown a while ago. Look at what holds now."))
        return None
    edition = call.store.edition()
    asked = _asked(request, call, edition.playbook) if edition else None
    if asked is None or asked.customer is None or not asked.topic:
        form.add_error(None, gettext("Choose to whom you said what."))
        return None
    made = written(request, form, lambda c, w: _recorded(c, w, form, asked, _zone(request)))
    return made[0] if made else None


def _recorded(
    call: Call, work: Work, form: SaidForm, asked: Asked, zone: ZoneInfo
) -> dict[str, Any]:
    """As it was said: the date counts from when the sentence was shown."""
    assert asked.customer is not None  # noqa: S101 - the caller has seen to it
    at, customer = form.cleaned_data["at"], asked.customer.id
    about = AskGuard(text="", customer=customer, facets=dict(asked.facets))
    found = spoken(call, about, asked.topic, at, zone)
    says = found.now
    if found.promise is not None:
        writable(call.principal, work, found.promise)
        told = Tell(says=says, at=at, channel="phone")
        promise = operations.tell(work, found.promise, told)
    else:
        wanted = Make(
            metric=asked.topic,
            customer=customer,
            facets=dict(asked.facets),
            wording=says,
            at=at,
            channel="phone",
        )
        promise = operations.make(work, wanted)
        must_speak_for(call.principal, promise)
    return {**promise_body(promise, call.at).model_dump(mode="json"), "says": says}


class UndoForm(ActForm):
    """A button alone."""


@acts("promises.withdraw")
def undo(request: HttpRequest, promise_id: str) -> HttpResponse:
    """Take back what was not said; the journal keeps both."""
    return taken_back(request, promise_id, reverse("desk_say"))


def taken_back(request: HttpRequest, promise_id: str, usual: str) -> HttpResponse:
    """The form that takes back, and what comes of it; a panel has it at an address of its own."""
    to = onward(request, usual)
    data = {"once": f"desk-unsaid-{promise_id}", **request.POST.dict()}
    form = UndoForm(data if request.method == "POST" else None, initial={"next": to})

    def act(call: Call, work: Work) -> object:
        writable(call.principal, work, promise_id)
        why = Withdraw(reason=gettext("Recorded by mistake: it was not said."))
        taken = operations.withdraw(work, promise_id, why)
        return promise_body(taken, call.at).model_dump(mode="json")

    if form.is_valid() and written(request, form, act):
        return done(request, to, gettext("Taken back. The journal says so."))
    title = gettext("Take back what was not said?")
    return form_page(request, form, title=title, go=gettext("Yes"), back=to)


urlpatterns = [
    path("say/", say, name="desk_say"),
    path("say/said/", said, name="desk_said"),
    path("say/undo/<str:promise_id>/", undo, name="desk_say_undo"),
]
