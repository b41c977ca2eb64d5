"""Make a promise: to whom, what, what can be kept of it with which odds, and what they must do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import promise_body
from troth.errors import TrothError
from troth.operations import AskDuty, Make, Offer, Option
from troth.playbook import Playbook
from troth.playbook.schema.promises import Standard
from troth.promises.customer import Customer
from troth.promises.parties import Party
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.odds import odds_of
from troth_web.api.rights import must_speak_for
from troth_web.desk import words
from troth_web.desk.acting import ActForm, done, written
from troth_web.desk.basis import basis_of
from troth_web.desk.customers import found_by
from troth_web.desk.fields import Channel, Instant, Words
from troth_web.desk.names import Names
from troth_web.desk.options import Choice, choices
from troth_web.desk.page import acts
from troth_web.desk.telling import told

#: Promised by a date of one's own.
OWN = "own"


class WhatForm(forms.Form):
    """To whom, and what: asked by GET, as it changes nothing."""

    who = forms.CharField(
        label=_("To whom"),
        help_text=_("Their whole e-mail address or reference, or words of their name."),
        required=False,
        max_length=200,
    )
    metric = forms.ChoiceField(label=_("What you promise"), required=False)

    def __init__(self, data: Any, playbook: Playbook) -> None:  # noqa: ANN401 - a query or nothing
        """With what the playbook knows; what is known of the case narrows the standard down."""
        super().__init__(data)
        field = self.fields["metric"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        metrics = {standard.metric for standard in playbook.standards.values()}
        known = sorted((words.metric_text(each, playbook), each) for each in metrics)
        rest = sorted(
            (words.metric_text(each, playbook), each)
            for each in playbook.metrics
            if each not in metrics
        )
        field.choices = [("", gettext("Choose"))]
        field.choices += [(each, name) for name, each in known]
        if rest:
            field.choices += [
                (gettext("No standard covers these"), [(each, name) for name, each in rest])
            ]
        for facet, values in playbook.facets.items():
            self.fields[f"facet-{facet}"] = forms.ChoiceField(
                label=facet.replace("-", " ").capitalize(),
                choices=[("", gettext("not known")), *((each, each) for each in values)],
                required=False,
            )

    @property
    def facet_fields(self) -> list[forms.BoundField]:
        """The fields of the case, for the template."""
        return [self[name] for name in self.fields if name.startswith("facet-")]


class MakeForm(ActForm):
    """What is promised of what can be. Nothing is preselected."""

    choice = forms.CharField(max_length=500, required=False)
    due = Instant(label=_("By when"), required=False)
    wording = Words(
        label=_("What you tell them"),
        help_text=_("Word for word; it is kept with the promise."),
        required=False,
        rows=3,
    )
    channel = Channel()

    def clean(self) -> dict[str, Any]:
        """One thing is chosen, or a date."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        offers = "offer" in self.data
        if not offers and not found.get("choice"):
            self.add_error("choice", gettext("Choose what you promise."))
        if found.get("choice") == OWN and not found.get("due") and "due" not in self.errors:
            self.add_error("due", gettext("Say by when."))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is asked about, as the address says it."""

    customer: Customer | None
    metric: str
    facets: Mapping[str, str]
    found: queries.Permitted | None
    choices: list[Choice]


@acts("promises.make")
def make(request: HttpRequest) -> HttpResponse:
    """See what can be promised; on POST promise it, or put the options before the customer."""
    call = Call.of(request)
    edition = call.store.edition()
    if edition is None:
        return render(request, "desk/make.html", {"playbook": None})
    playbook = edition.playbook
    what = WhatForm(request.GET if request.GET else None, playbook)
    case = _case(call, request, what, playbook)
    form = MakeForm(request.POST if request.method == "POST" else None)
    if case.found and form.is_valid():
        duties = [each for each in case.found.needs if each in request.POST.getlist("ask")]
        offers = "offer" in request.POST
        made = written(request, form, lambda c, w: _made(c, w, form, case, duties, offers=offers))
        if made:
            said = gettext("The options are on record.") if offers else gettext("Promised.")
            return done(request, reverse("desk_promise", args=[made[0]["id"]]), said)
    facts = {
        "playbook": playbook,
        "what": what,
        "case": case,
        "people": _people(call, request) if case.customer is None else [],
        "asked": " ".join(request.GET.get("who", "").split()),
        "form": form,
        "own": OWN,
        "standard": _standard(case, playbook),
        "facets": list(case.facets.items()),
        **_around(call, case, playbook),
    }
    return render(request, "desk/make.html", facts, status=422 if form.errors else 200)


def _case(call: Call, request: HttpRequest, what: WhatForm, playbook: Playbook) -> Case:
    what.is_valid()
    said = getattr(what, "cleaned_data", {})
    metric = said.get("metric") or ""
    customer_id = request.GET.get("customer", "")
    customer = queries.customer(call.store, customer_id) if customer_id else None
    facets = {facet: said.get(f"facet-{facet}") or "" for facet in playbook.facets}
    if customer:
        facets = {name: facets.get(name) or value for name, value in customer.facets.items()} | {
            name: value for name, value in facets.items() if value
        }
    known = {name: value for name, value in facets.items() if value}
    if not metric or customer is None:
        return Case(customer=customer, metric=metric, facets=known, found=None, choices=[])
    found = _permitted(call, metric, customer.id, known)
    options = choices(call, found, known)
    return Case(customer=customer, metric=metric, facets=known, found=found, choices=options)


def _permitted(
    call: Call, metric: str, customer: str, facets: Mapping[str, str]
) -> queries.Permitted:
    """What applies, with its odds where they count time as its term does."""
    asked: dict[str, Any] = {"metric": metric, "at": call.at, "customer": customer}
    odds = odds_of(metric)
    try:
        return queries.may_promise(call.store, facets=facets, odds=odds, **asked)
    except TrothError:
        if odds is None:
            raise
    return queries.may_promise(call.store, facets=facets, **asked)


def _people(call: Call, request: HttpRequest) -> list[tuple[Customer, str]]:
    """Customers who may be meant, each with the address that chooses them."""
    query = request.GET.copy()
    query.pop("who", None)
    found = []
    for each in found_by(call.store, request.GET.get("who", "")):
        query["customer"] = each.id
        found.append((each, f"?{query.urlencode()}"))
    return found


def _standard(case: Case, playbook: Playbook) -> Standard | None:
    says = case.found.would_say if case.found else None
    basis = (says or {}).get("basis") or {}
    return playbook.standards.get(str(basis.get("id")))


def _around(call: Call, case: Case, playbook: Playbook) -> dict[str, Any]:
    """Who must do what, and why this term and no other."""
    if case.found is None or case.found.would_say is None:
        return {"why": told(case.found.reason or "") if case.found else ""}
    says = case.found.would_say
    names = Names(call.store, call.principal.actor.name)
    return {
        "promiser": names.party(Party.parse(str(says["promiser"]))),
        "zone": says.get("zone", "UTC"),
        "basis": basis_of(says.get("basis")),
        "updates": says.get("updates"),
        "legs": [
            {"who": names.party(Party.parse(str(leg["party"]))), "term": leg.get("term")}
            for leg in says.get("legs") or ()
        ],
        "duties": [
            {"id": each, "says": duty.says or each, "term": duty.term, "effect": duty.effect}
            for each in case.found.needs
            if (duty := playbook.duties.get(each))
        ],
    }


def _made(
    call: Call,
    work: Work,
    form: MakeForm,
    case: Case,
    duties: list[str],
    *,
    offers: bool,
) -> dict[str, Any]:
    """The promise, and what is asked of the customer for it, in one transaction."""
    assert case.customer is not None  # noqa: S101 - the caller has seen to it
    customer = case.customer.id
    needs = tuple(operations.ask(work, AskDuty(duty=duty, customer=customer)).id for duty in duties)
    more = {
        "metric": case.metric,
        "customer": customer,
        "facets": dict(case.facets),
        "needs": needs,
    }
    if offers:
        options = tuple(_options(case))
        promise = operations.offer(work, form.said(Offer, options=options, due=None, **more))
    else:
        promise = operations.make(work, form.said(Make, **_dated(form, case), **more))
    must_speak_for(call.principal, promise)
    return promise_body(promise, call.at).model_dump(mode="json")


def _dated(form: MakeForm, case: Case) -> dict[str, Any]:
    chosen = form.cleaned_data["choice"]
    if chosen == OWN:
        return {"due": form.cleaned_data["due"]}
    likely = next((each.likelihood for each in case.choices if each.value == chosen), None)
    said: dict[str, Any] = {"due": None, "likelihood": likely}
    return said if chosen == "standing" else {**said, "term": chosen}


def _options(case: Case) -> Iterator[Option]:
    for number, each in enumerate(case.choices, 1):
        yield Option(id=str(number), term=each.term, says=each.term, likelihood=each.likelihood)


urlpatterns = [path("promises/make/", make, name="desk_make")]
