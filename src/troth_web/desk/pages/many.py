"""Several promises at once: all of them, or none."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from troth import operations
from troth.answers import promise_body
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.rights import writable
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.fields import Channel, Words
from troth_web.desk.names import Names
from troth_web.desk.page import acts

#: How many can be changed at once.
MOST_AT_ONCE = 200


class ManyForm(ActForm):
    """Something about several promises."""

    promises = forms.CharField(widget=forms.HiddenInput, max_length=40 * MOST_AT_ONCE)

    @property
    def ids(self) -> list[str]:
        """Ids of the promises that were chosen."""
        return str(self["promises"].value() or "").split()


class HandOverForm(ManyForm):
    """Several promises to somebody else."""

    to = forms.ChoiceField(label=_("To whom"))
    note = Words(label=_("What they need to know"), min_length=1, rows=3)

    def among(self, names: Names) -> None:
        """Offer everybody who is here."""
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("Choose")), *names.colleagues()]


class TellForm(ManyForm):
    """The same word to several customers."""

    says = Words(
        label=_("What you tell each of them"),
        help_text=_("It goes into the journal as it stands. It is not sent from here."),
        min_length=1,
    )
    channel = Channel()


def _form(request: HttpRequest, form: type[ManyForm], to: str) -> ManyForm:
    chosen = request.GET.getlist("promise")[:MOST_AT_ONCE]
    data = request.POST if request.method == "POST" else None
    return form(data, initial={"promises": " ".join(chosen), "next": to})


@acts("promises.hand_over")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand several promises over at once."""
    to = onward(request, reverse("desk_promises"))
    form = _form(request, HandOverForm, to)
    assert isinstance(form, HandOverForm)  # noqa: S101 - just made
    call = Call.of(request)
    form.among(Names(call.store, call.principal.actor.name))
    n = len(form.ids)
    if not n:
        return done(request, to, gettext("Choose promises first."))

    def act(called: Call, work: Work) -> object:
        said = form.said(operations.HandOver)
        elsewhere = _each(called, work, form, lambda found: str(found.holder) != said.to)
        return _bodies(called, [operations.hand_over(work, each, said) for each in elsewhere])

    if form.is_valid() and written(request, form, act):
        said = ngettext("%d promise handed over.", "%d promises handed over.", n) % n
        return done(request, to, said)
    title = ngettext("Hand %d promise over", "Hand %d promises over", n) % n
    return form_page(request, form, title=title, go=gettext("Hand over"), back=to)


@acts("promises.tell")
def tell(request: HttpRequest) -> HttpResponse:
    """Put on record that several customers were told the same."""
    to = onward(request, reverse("desk_promises"))
    form = _form(request, TellForm, to)
    n = len(form.ids)
    if not n:
        return done(request, to, gettext("Choose promises first."))

    def act(called: Call, work: Work) -> object:
        said = form.said(operations.Tell)
        every = _each(called, work, form, lambda _: True)
        return _bodies(called, [operations.tell(work, each, said) for each in every])

    if form.is_valid() and written(request, form, act):
        told = ngettext("%d customer is told.", "%d customers are told.", n) % n
        return done(request, to, told)
    title = ngettext("Tell the customer of %d promise", "Tell the customers of %d promises", n) % n
    return form_page(request, form, title=title, go=gettext("Put it on record"), back=to)


def _each(call: Call, work: Work, form: ManyForm, wanted: Callable[[Promise], bool]) -> list[str]:
    """The chosen promises that may be changed, and are wanted."""
    found = [writable(call.principal, work, each) for each in form.cleaned_data["promises"].split()]
    return [promise.id for promise in found if wanted(promise)]


def _bodies(call: Call, changed: list[Promise]) -> list[dict[str, Any]]:
    return [promise_body(each, call.at).model_dump(mode="json") for each in changed]


urlpatterns = [
    path("promises/hand-over/", hand_over, name="desk_hand_over_many"),
    path("promises/tell/", tell, name="desk_tell_many"),
]
