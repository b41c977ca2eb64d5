"""What happens to every request of a browser: headers on the way out, refusals as pages."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from troth_web.people.errors import NotAllowedError, NotSignedInError, PeopleError

Answer = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Answer) -> Answer:
    """Close what no page of ours uses, and keep what a person sees out of shared caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        )
        if not request.path_info.startswith("/static/"):
            response.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class Refusals:
    """A page where a view refuses: the sign-in for strangers, a sentence for all others.

    The API has its own shape of refusals and does not come here.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an error of ours into a page."""
        if isinstance(error, NotSignedInError):
            return redirect_to_login(request.get_full_path())
        if isinstance(error, PeopleError):
            page = {"sentence": str(error), "right": isinstance(error, NotAllowedError)}
            return render(request, "people/refused.html", page, status=error.status)
        return None
