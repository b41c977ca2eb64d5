"""`/promises/{id}/explain`: why a promise is due when it is, for programs, for people, drawn."""

from django.http import HttpRequest, HttpResponse

from troth.answers.explanation import ExplanationBody
from troth.operations.commands import Id
from troth.promises.explain import Explanation, as_svg, as_text, explained
from troth.promises.matching import teams_of
from troth_web.api.answering import shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.api.rights import seen
from troth_web.people.permissions import may_see

explanations = Resource("promises")


@explanations.reads(
    "/promises/{promise_id}/explain",
    needs="promises.explain",
    answers=ExplanationBody,
    also=("text/plain",),
)
def explain(request: HttpRequest, promise_id: Id) -> HttpResponse:
    """Say why a promise is due when it is, what became of it, and where the time went.

    With `Accept: text/plain` in sentences.
    """
    found = _explanation(request, promise_id)
    wanted = request.get_preferred_type(["application/json", "text/plain"])
    if wanted == "text/plain":
        return HttpResponse(as_text(found), content_type="text/plain; charset=utf-8")
    return shown(request, ExplanationBody(**found.as_json()))


@explanations.reads(
    "/promises/{promise_id}/explain.svg", needs="promises.explain", answers="image/svg+xml"
)
def strip(request: HttpRequest, promise_id: Id) -> HttpResponse:
    """Draw the time of a promise: what counted, what did not, and the dates."""
    return HttpResponse(as_svg(_explanation(request, promise_id)), content_type="image/svg+xml")


def _explanation(request: HttpRequest, promise_id: str) -> Explanation:
    call = Call.of(request)
    promise = seen(call.principal, call.store, promise_id)
    needs = (call.store.promise(each) for each in promise.needs)
    known = [each for each in needs if each and may_see(call.principal, teams_of(each))]
    edition = call.store.edition(promise.edition)
    return explained(call.store.entries(promise_id), edition, call.at, known)
