"""Open a milestone document for a customer: of the playbook, or one of one's own."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext

from troth import operations, queries
from troth.answers import milestone_body
from troth.operations import OpenMilestone
from troth.operations.errors import NoEditionError
from troth.playbook import Playbook
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.rights import must_speak_for, see_all
from troth_web.desk import moments, words
from troth_web.desk.acting import done, form_page, written
from troth_web.desk.between import open_between
from troth_web.desk.milestone.forms import OpenForm
from troth_web.desk.page import acts


@acts("milestones.open")
def open_document(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Open one; what the playbook says that each side owes at it is promised with it."""
    call = Call.of(request)
    queries.customer(call.store, customer_id)
    edition = call.store.edition()
    if edition is None:
        raise NoEditionError
    waiting = open_between(call, customer_id)
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        playbook=edition.playbook,
        ours=[_choice(each, edition.playbook) for each in waiting if not each.is_duty],
        theirs=[_choice(each, edition.playbook) for each in waiting if each.is_duty],
    )

    def act(call: Call, work: Work) -> object:
        said = form.said(OpenMilestone, customer=customer_id, options=form.chosen_options())
        see_all(call.principal, work, (*said.ours, *said.theirs))
        made = operations.open_milestone(work, said)
        for promise_id in set(made.ours) - set(said.ours):
            promise = work.promise(promise_id)
            assert promise is not None  # noqa: S101 - it was made a moment ago
            must_speak_for(call.principal, promise)
        return milestone_body(made).model_dump(mode="json")

    if form.is_valid() and (made := written(request, form, act)):
        to = reverse("desk_milestone", args=[made[0]["id"]])
        return done(request, to, gettext("The document is there, for both sides to sign."))
    return form_page(
        request,
        form,
        title=gettext("A milestone document"),
        intro=gettext("What each side owes the other at a checkpoint, what is in and what is out."),
        go=gettext("Open it"),
        back=reverse("desk_customer", args=[customer_id]),
    )


def _choice(promise: Promise, playbook: Playbook) -> tuple[str, str]:
    duty = playbook.duties.get(promise.metric) if promise.is_duty else None
    title = (duty.says if duty else None) or words.metric_text(promise.metric, playbook)
    due = moments.moment(promise.falls_due).text if promise.falls_due else ""
    return promise.id, f"{title}, {due}" if due else title


urlpatterns = [
    path("customers/<str:customer_id>/milestones/open/", open_document, name="desk_milestone_open"),
]
