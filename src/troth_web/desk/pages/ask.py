"""Ask the customer for something that a promise needs: it becomes a promise of theirs."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations
from troth.answers import promise_body
from troth.operations import AskDuty
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.rights import seen, writable
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.called import called
from troth_web.desk.fields import Channel, Words
from troth_web.desk.names import Names
from troth_web.desk.page import acts


class AskForm(ActForm):
    """What is asked for, of what the playbook knows that customers do."""

    duty = forms.ChoiceField(label=_("What you need of them"), widget=forms.RadioSelect)
    wording = Words(
        label=_("What you tell them"),
        help_text=_("Left empty, the words of the playbook."),
        required=False,
        rows=3,
    )
    channel = Channel()


@acts("duties.ask")
def ask(request: HttpRequest, promise_id: str) -> HttpResponse:
    """Ask; where the duty stops clocks, that of the promise stands still from then on."""
    call = Call.of(request)
    promise = seen(call.principal, call.store, promise_id)
    edition = call.store.edition(promise.edition)
    here = reverse("desk_promise", args=[promise_id])
    form = AskForm(
        request.POST if request.method == "POST" else None, initial={"next": onward(request, here)}
    )
    field = form.fields["duty"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = _duties(call)

    def asked(call: Call, work: Work) -> object:
        writable(call.principal, work, promise_id)
        said = form.said(AskDuty, customer=promise.customer, for_promises=(promise_id,))
        return promise_body(operations.ask(work, said), call.at).model_dump(mode="json")

    if form.is_valid() and written(request, form, asked):
        return done(request, onward(request, here), gettext("Asked. It has a clock of its own."))
    return form_page(
        request,
        form,
        title=gettext("Ask them for something"),
        whose=called(promise, Names(call.store), edition.playbook if edition else None),
        intro=gettext("It has a date of its own, and they see what it does to ours."),
        go=gettext("Ask for it"),
        back=here,
    )


def _duties(call: Call) -> list[tuple[str, str]]:
    edition = call.store.edition()
    duties = edition.playbook.duties if edition else {}
    return [
        (name, f"{duty.says or name}{f' ({duty.term})' if duty.term else ''}")
        for name, duty in duties.items()
    ]


urlpatterns = [path("promises/<str:promise_id>/ask/", ask, name="desk_ask")]
