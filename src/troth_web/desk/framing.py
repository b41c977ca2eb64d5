"""The panel in a frame of somebody else's page: who may frame it, and how it knows its reader.

A browser sends the session cookie to no frame of another site, as it is `SameSite=Lax`; this is
what keeps other sites from acting in a reader's name. So the panel has a twin of that cookie and of
the one against forged forms, `SameSite=None`, which are believed below `/panel/` and nowhere else.
They are given to who opens the panel in a window of its own, signed in, and end with the session.
docs/guides/panel.md says what this means.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: Below it everything may be framed.
PANEL = "/panel/"

Answer = Callable[[HttpRequest], HttpResponse]


def framed(get_response: Answer) -> Answer:
    """Let the panel, and the panel alone, stand in frames of the origins in the settings."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not (request.path_info.startswith(PANEL) and settings.PANEL_ORIGINS):
            return get_response(request)
        own = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not own:
            _believe_twins(request)
        response = get_response(request)
        if _leads_to_the_door(request, response):
            response = render(request, "desk/panel_door.html", status=403)
        _let_frame(response)
        if request.is_secure():
            _give_twins(request, response, own=own)
        return response

    return middleware


def _twin(name: str) -> str:
    return f"__Host-panel-{name.removeprefix('__Host-')}"


def _names() -> tuple[str, str]:
    return settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME


def _believe_twins(request: HttpRequest) -> None:
    for name in _names():
        value = request.COOKIES.get(_twin(name))
        if value:
            request.COOKIES[name] = value


def _give_twins(request: HttpRequest, response: HttpResponse, *, own: bool) -> None:
    """To who is signed in, the session's; in a frame too, that of forms."""
    session, forms = _names()
    given = {}
    if own and getattr(request, "user", None) and request.user.is_authenticated:
        given[session] = request.COOKIES[session]
        given[forms] = request.COOKIES.get(forms, "")
    if forms in response.cookies:
        given[forms] = response.cookies[forms].value
    for name, value in given.items():
        if value:
            response.set_cookie(
                _twin(name),
                value,
                max_age=settings.SESSION_COOKIE_AGE,
                secure=True,
                httponly=True,
                samesite="None",
            )


def _leads_to_the_door(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a frame is sent to the sign-in, which nobody may frame."""
    inside = request.headers.get("Sec-Fetch-Dest") in {"iframe", "frame"}
    return inside and response.status_code == 302 and "/login/" in response.get("Location", "")


def _let_frame(response: HttpResponse) -> None:
    response.xframe_options_exempt = True
    response._csp_replace = {"frame-ancestors": list(settings.PANEL_ORIGINS)}  # type: ignore[attr-defined]
