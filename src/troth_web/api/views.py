"""`/views`: views of lists that somebody keeps for themselves."""

from django.http import HttpRequest, HttpResponse

from troth import operations
from troth.answers import ViewBody, ViewList, view_body
from troth.operations import KeepView
from troth.operations.commands import Id
from troth.promises.views import views as folded
from troth.promises.views import views_subject
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource

views = Resource("views")


@views.reads("/views", needs="views.read", answers=ViewList)
def list_(request: HttpRequest) -> HttpResponse:
    """List one's own views, the first one first."""
    call = Call.of(request)
    found = folded(call.store.entries(views_subject(call.principal.id)))
    return shown(request, ViewList(items=tuple(map(view_body, found.values())), next=None))


@views.writes("POST", "/views", needs="views.keep", answers=ViewBody, status=201)
def keep(request: HttpRequest, body: KeepView) -> HttpResponse:
    """Keep a view for oneself."""
    return done(request, lambda _, work: view_body(operations.keep_view(work, body)), status=201)


@views.writes("DELETE", "/views/{view_id}", needs="views.drop", answers=ViewBody)
def drop(request: HttpRequest, view_id: Id) -> HttpResponse:
    """Forget a view of one's own; the answer is what it was."""
    return done(request, lambda _, work: view_body(operations.drop_view(work, view_id)))
