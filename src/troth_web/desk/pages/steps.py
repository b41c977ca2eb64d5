"""What can be done with a promise: one form for each step, as a page or in a dialog."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext

from troth.answers import promise_body
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.rights import seen, writable
from troth_web.desk.acting import done, form_page, onward, written
from troth_web.desk.called import called
from troth_web.desk.names import Names
from troth_web.desk.page import acts
from troth_web.desk.pages.presses import undo_of
from troth_web.desk.steps.forms import About, StepForm
from troth_web.desk.steps.table import STEPS, Step
from troth_web.people.errors import NotAllowedError
from troth_web.people.permissions import BY_NAME, require


def duty_right(step: str) -> str:
    """The permission that a step needs where the customer is the one who promised.

    Raises:
        NotAllowedError: no such step is taken with what customers owe.
    """
    found = {"decline": "duties.change"}.get(step, f"duties.{step}")
    if found not in BY_NAME:
        raise NotAllowedError(gettext("this is not done with what customers owe"))
    return found


def _view(step: Step) -> Callable[..., HttpResponse]:
    @acts(step.needs)
    def view(request: HttpRequest, promise_id: str) -> HttpResponse:
        call = Call.of(request)
        promise = seen(call.principal, call.store, promise_id)
        here = reverse("desk_promise", args=[promise_id])
        to = onward(request, here)
        if promise.is_duty:
            require(call.principal, duty_right(step.name))
        names = Names(call.store, call.principal.actor.name)
        edition = call.store.edition(promise.edition)
        about = About(promise, edition, names, call)
        begin = {"seen": promise.sequence, "next": to}
        data = request.POST if request.method == "POST" else None
        form = step.form(data, about=about, initial=begin)
        made = written(request, form, _taken(step, promise_id, form)) if form.is_valid() else None
        if made:
            undo = undo_of(step.undo, made[0]) if step.undo else ""
            return done(request, to, str(step.said), undo=undo)
        return form_page(
            request,
            form,
            title=step.title,
            whose=called(promise, names, edition.playbook if edition else None),
            intro=step.intro,
            go=step.go,
            back=here,
        )

    return view


def _taken(step: Step, promise_id: str, form: StepForm) -> Callable[[Call, Work], object]:
    def act(call: Call, work: Work) -> object:
        kind = "duty" if form.about.promise.is_duty else "promise"
        writable(call.principal, work, promise_id, kind)
        changed = step.operation(work, promise_id, form.commanded(), form.expected)
        return promise_body(changed, call.at).model_dump(mode="json")

    return act


def _address(step: Step) -> URLPattern:
    where = f"promises/<str:promise_id>/{step.name.replace('_', '-')}/"
    return path(where, _view(step), name=f"desk_{step.name}")


urlpatterns = [_address(step) for step in STEPS]
