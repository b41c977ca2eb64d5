"""The one shape for refusals that come from below the API: unknown addresses, methods, hosts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from troth_web.api.problems import KINDS, MEDIA_TYPE, Problem
from troth_web.api.refusals import problem_of

PREFIX = "/api/"
_SAYS = {
    "not-found": "there is nothing at {path}; /api/v1/docs lists what there is",
    "wrong-method": "{path} does not take {method}; the header 'Allow' says what it takes",
    "malformed": "the server cannot make sense of this request",
}


class Envelope:
    """Middleware, outermost: under `/api/` every refusal is a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, in the one shape."""
        try:
            answer = self.get_response(request)
        except OSError as error:
            # Without file handles not even the page that says so can be read.
            if not request.path_info.startswith(PREFIX):
                raise
            return problem_of(error).response()
        if answer.status_code < 400 or not request.path_info.startswith(PREFIX):
            return answer
        if answer.get("Content-Type", "").startswith(MEDIA_TYPE):
            return answer
        return _wrapped(request, answer)


def _wrapped(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    by_status = {kind.status: kind.code for kind in reversed(list(KINDS.values()))}
    code = by_status.get(answer.status_code, "failed")
    says = _SAYS.get(code, KINDS[code].title)
    detail = says.format(path=request.path_info, method=request.method)
    problem = Problem(code=code, detail=detail).response()
    for name, value in answer.items():
        # Allow, Retry-After and the headers of security stay; those of the body went with it.
        if name not in {"Content-Type", "Content-Length", "Content-Encoding"}:
            problem[name] = value
    return problem
