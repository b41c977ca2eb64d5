"""The page when a form lacks its token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say what happened, without the reason: it would teach those who try."""
    sentence = gettext("This page had become old. Go back, load it anew, and send it again.")
    return render(request, "people/refused.html", {"sentence": sentence}, status=403)
