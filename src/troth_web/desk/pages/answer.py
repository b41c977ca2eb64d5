"""A question of the guard: something was said, or asked for, and nothing says what holds."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations
from troth.answers import promise_body
from troth.operations import Match
from troth.operations.catching import UNSAID
from troth.playbook import Playbook
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.rights import seen, writable
from troth_web.desk import words
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.called import called
from troth_web.desk.fields import Instant
from troth_web.desk.names import Names
from troth_web.desk.page import acts


class AnswerForm(ActForm):
    """What it is about, and by when. Nothing is preselected."""

    metric = forms.ChoiceField(label=_("What it is about"))
    due = Instant(
        label=_("By when"),
        help_text=_("Leave it empty if our standard holds."),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        promise: Promise,
        playbook: Playbook | None,
        **kwargs: Any,
    ) -> None:
        """With what the playbook measures, where nobody said yet what it is."""
        super().__init__(data, **kwargs)
        if promise.metric != UNSAID:
            del self.fields["metric"]
            return
        about = playbook.metrics if playbook else ()
        known = sorted((words.metric_text(each, playbook), each) for each in about)
        field = self.fields["metric"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("Choose")), *((each, name) for name, each in known)]


@acts("promises.match")
def answer(request: HttpRequest, promise_id: str) -> HttpResponse:
    """Say what was meant; from then on it is a promise like any other."""
    call = Call.of(request)
    promise = seen(call.principal, call.store, promise_id)
    edition = call.store.edition()
    here = reverse("desk_promise", args=[promise_id])
    to = onward(request, here)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        promise,
        edition.playbook if edition else None,
        initial={"seen": promise.sequence, "next": to},
    )

    def act(call: Call, work: Work) -> object:
        writable(call.principal, work, promise_id)
        made = operations.match(work, promise_id, form.said(Match), form.expected)
        return promise_body(made, call.at).model_dump(mode="json")

    if form.is_valid() and written(request, form, act):
        return done(request, to, gettext("It counts now, from when it was said."))
    said = promise.wording
    return form_page(
        request,
        form,
        title=gettext("What did we promise?"),
        whose=called(promise, Names(call.store), edition.playbook if edition else None),
        intro=gettext("We said: “%(words)s”.") % {"words": said} if said else "",
        go=gettext("That is it"),
        back=here,
    )


urlpatterns = [path("promises/<str:promise_id>/answer/", answer, name="desk_answer")]
