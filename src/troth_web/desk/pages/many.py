"""Several promises at once: handed over, or told of."""

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
from troth_web.desk.choosing import ChosenForm, Many, act_on, chosen
from troth_web.desk.fields import Channel, Words
from troth_web.desk.names import Names
from troth_web.desk.page import acts


class HandOverForm(ChosenForm):
    """Several promises to somebody else."""

    to = forms.ChoiceField(label=_("To whom"))
    note = Words(label=_("What they need to know"), min_length=1, rows=3)

    def among(self, names: Names) -> None:
        """Offer everybody who is here."""
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("Choose")), *names.colleagues()]


class TellForm(ChosenForm):
    """The same word to several customers."""

    says = Words(
        label=_("What you tell each of them"),
        help_text=_("It goes into the journal as it stands. It is not sent from here."),
        min_length=1,
    )
    channel = Channel()


@acts("promises.hand_over")
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand several promises over at once."""
    form = chosen(request, HandOverForm, reverse("desk_promises"))
    return handing_over(request, form, reverse("desk_promises"))


def handing_over(request: HttpRequest, form: HandOverForm, back: str) -> HttpResponse:
    """The page on which what was chosen is handed over."""
    call = Call.of(request)
    form.among(Names(call.store, call.principal.actor.name))

    def do(called: Call, work: Work, promise_id: str) -> object:
        said = form.said(operations.HandOver)
        found = writable(called.principal, work, promise_id)
        # Who has it already needs nothing handed over.
        if str(found.holder) == said.to:
            return None
        return _body(called, operations.hand_over(work, found.id, said))

    n = len(form.ids)
    many = Many(
        title=ngettext("Hand %d promise over", "Hand %d promises over", n) % n,
        go=gettext("Hand over"),
        said=ngettext("%d promise handed over.", "%d promises handed over.", n) % n,
        do=do,
    )
    return act_on(request, form, back, many)


@acts("promises.tell")
def tell(request: HttpRequest) -> HttpResponse:
    """Put on record that several customers were told the same."""
    form = chosen(request, TellForm, reverse("desk_promises"))

    def do(called: Call, work: Work, promise_id: str) -> object:
        found = writable(called.principal, work, promise_id)
        return _body(called, operations.tell(work, found.id, form.said(operations.Tell)))

    n = len(form.ids)
    title = ngettext("Tell the customer of %d promise", "Tell the customers of %d promises", n)
    many = Many(
        title=title % n,
        go=gettext("Put it on record"),
        said=ngettext("%d customer is told.", "%d customers are told.", n) % n,
        do=do,
    )
    return act_on(request, form, reverse("desk_promises"), many)


def _body(call: Call, changed: Promise) -> object:
    return promise_body(changed, call.at).model_dump(mode="json")


urlpatterns = [
    path("promises/hand-over/", hand_over, name="desk_hand_over_many"),
    path("promises/tell/", tell, name="desk_tell_many"),
]
