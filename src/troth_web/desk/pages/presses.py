"""What one press of a button does to a promise, and takes back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations
from troth.answers import promise_body
from troth.promises.promise import Promise
from troth.promises.store import ConflictError, Work
from troth_web.api.calls import Call
from troth_web.api.rights import seen, writable
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.called import called
from troth_web.desk.names import Names
from troth_web.desk.page import acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Something that one press of a button does."""

    name: str
    needs: str
    does: Callable[[Call, Work, Promise], Promise]
    #: What it asks where it stands as a page.
    title: str | Lazy
    said: str | Lazy
    undo: str = ""


def _take(call: Call, work: Work, promise: Promise) -> Promise:
    note = gettext("Taken by whoever looks after it now.")
    said = operations.HandOver(to=call.principal.actor.name, note=note)
    return operations.hand_over(work, promise.id, said)


def _give_back(_call: Call, work: Work, promise: Promise) -> Promise:
    before = str(promise.handed_over[-1]["from"]) if promise.handed_over else str(promise.promiser)
    said = operations.HandOver(to=before, note=gettext("Given back: handed over by mistake."))
    return operations.hand_over(work, promise.id, said)


def _not_kept(_call: Call, work: Work, promise: Promise) -> Promise:
    reason = gettext("Marked as kept by mistake.")
    return operations.reopen(work, promise.id, operations.Reopen(reason=reason))


def _not_paused(_call: Call, work: Work, promise: Promise) -> Promise:
    return operations.resume(work, promise.id, operations.Resume())


def _read(_call: Call, work: Work, promise: Promise) -> Promise:
    return operations.acknowledge(work, promise.id, operations.Acknowledge())


PRESSES = (
    Press(
        name="acknowledge",
        needs="promises.acknowledge",
        does=_read,
        title=_("Have you read what they said?"),
        said=_("Read. The journal says so."),
    ),
    Press(
        name="take",
        needs="promises.hand_over",
        does=_take,
        title=_("Do you look after it from now on?"),
        said=_("You look after it now."),
        undo="hand_over",
    ),
    Press(
        name="undo_hand_over",
        needs="promises.hand_over",
        does=_give_back,
        title=_("Give it back?"),
        said=_("Given back. The journal says so."),
    ),
    Press(
        name="undo_keep",
        needs="promises.reopen",
        does=_not_kept,
        title=_("Open it again?"),
        said=_("Open again. The journal says that it was a mistake."),
    ),
    Press(
        name="undo_pause",
        needs="promises.resume",
        does=_not_paused,
        title=_("Let the clock run again?"),
        said=_("The clock runs again."),
    ),
)


class PressForm(ActForm):
    """A button alone."""


def undo_of(press: str, made: dict[str, Any]) -> str:
    """The address that takes back what was made of a promise, while nothing came after it."""
    address = reverse(f"desk_undo_{press}", args=[made["id"]])
    return f"{address}?seen={made['sequence']}"


def _named(request: HttpRequest, once: str) -> QueryDict:
    """What a button was sent with: in its address, in its form, and the name of its write."""
    data = request.GET.copy()
    data.update(request.POST)
    data.setdefault("once", once)
    return data


def _view(press: Press) -> Callable[..., HttpResponse]:
    @acts(press.needs)
    def view(request: HttpRequest, promise_id: str) -> HttpResponse:
        call = Call.of(request)
        promise = seen(call.principal, call.store, promise_id)
        here = reverse("desk_promise", args=[promise_id])
        to = onward(request, here)
        begin = {"next": to, "seen": request.GET.get("seen")}
        data = _named(request, f"desk-{press.name}-{promise_id}-{call.at:%s%f}")
        form = PressForm(data if request.method == "POST" else None, initial=begin)
        made = written(request, form, _done(press, promise_id, form)) if form.is_valid() else None
        if made:
            undo = undo_of(press.undo, made[0]) if press.undo else ""
            return done(request, to, str(press.said), undo=undo)
        names, edition = Names(call.store), call.store.edition(promise.edition)
        whose = called(promise, names, edition.playbook if edition else None)
        return form_page(request, form, title=press.title, whose=whose, go=_("Yes"), back=here)

    return view


def _done(press: Press, promise_id: str, form: PressForm) -> Callable[[Call, Work], object]:
    def act(call: Call, work: Work) -> object:
        promise = writable(call.principal, work, promise_id)
        expected = form.expected
        if expected is not None and expected != promise.sequence:
            raise ConflictError(promise_id, expected, promise.sequence)
        return promise_body(press.does(call, work, promise), call.at).model_dump(mode="json")

    return act


def _address(press: Press) -> URLPattern:
    where = f"promises/<str:promise_id>/{press.name.replace('_', '-')}/"
    return path(where, _view(press), name=f"desk_{press.name}")


urlpatterns = [_address(press) for press in PRESSES]
