"""What django-axes asks: whose door it is, and what to say while it is closed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def account(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The account that a sign-in is for, in small letters: capitals bring no further tries."""
    given = credentials or {}
    name = given.get("email") or given.get("username")
    if name is None and request is not None:
        name = request.POST.get("login", "")
    return str(name or "").strip().lower()[:254]


def locked(
    request: HttpRequest,
    response: HttpResponse | None = None,  # noqa: ARG001 - axes' shape
    credentials: dict[str, Any] | None = None,  # noqa: ARG001 - axes' shape
) -> HttpResponse:
    """The page while a door is closed; the same whether or not there is such an account."""
    page = render(request, "people/locked.html", status=429)
    page["Retry-After"] = "900"
    return page
