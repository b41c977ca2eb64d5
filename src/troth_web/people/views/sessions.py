"""Signing one other browser out; the list itself is a page of django-allauth."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from troth_web.people import operations
from troth_web.people.needs import needs, principal_of


@require_POST
@needs("sessions.end")
def end(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of one's own sessions."""
    operations.end_session(principal_of(request), session_id)
    messages.info(request, gettext("That browser is signed out."))
    return redirect("usersessions_list")
