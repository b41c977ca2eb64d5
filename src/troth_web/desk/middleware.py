"""What happens to pages on their way: what no address holds, the reader's language, fewer bytes."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware

#: What programs read is the same in every language.
_FOR_PROGRAMS = ("/api/", "/in/", "/feeds/", "/health", "/ready", "/metrics")


class Language(LocaleMiddleware):
    """The language that a reader chose, or else that their browser asks for."""

    def process_request(self, request: HttpRequest) -> None:
        """Speak it until the answer is made."""
        if not request.path_info.startswith(_FOR_PROGRAMS):
            super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which it is."""
        if request.path_info.startswith(_FOR_PROGRAMS):
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


def zipped(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Pages, styles and scripts travel compressed; what programs read stays as it is."""
    pack = GZipMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        kind = response.get("Content-Type", "")
        packable = kind.startswith(("text/html", "text/css", "text/javascript", "image/svg+xml"))
        if not packable or request.path_info.startswith(_FOR_PROGRAMS):
            return response
        return pack.process_response(request, response)

    return middleware


def legible(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Look for nothing that is named by NUL: no id has it, and PostgreSQL refuses to look.

    In forms it is refused at its field, with all that was typed; programs are told as of any other
    name that nothing has.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(_FOR_PROGRAMS):
            return get_response(request)
        if "\x00" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return get_response(request)

    return middleware
