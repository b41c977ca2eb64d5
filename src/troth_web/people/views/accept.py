"""Accepting an invitation: the link shows a form, and only the form changes anything."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from troth_web import clock
from troth_web.desk.words import role_text
from troth_web.people import operations
from troth_web.people.errors import NotFoundError, PeopleError
from troth_web.people.models import Invitation


class PasswordForm(forms.Form):
    """A password, once: the browser shows it on demand and keeps it."""

    password = forms.CharField(
        label=_("Password"),
        help_text=_("12 characters or more; a few words that nobody would guess."),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation; on POST become a person of the company."""
    at = clock.now()
    try:
        invitation = operations.invitation_of(token, at)
    except NotFoundError as error:
        return _closed(request, error)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.accept(token, form.cleaned_data["password"], at=at)
        except PeopleError as error:
            form.add_error(error.where if error.where in form.fields else None, str(error))
        else:
            messages.success(
                request, gettext("Welcome. Sign in with the password that you just chose.")
            )
            return redirect("account_login")
    return _shown(request, form, invitation)


def _shown(request: HttpRequest, form: PasswordForm, invitation: Invitation) -> HttpResponse:
    facts = {"form": form, "invitation": invitation, "role": role_text(invitation.role)}
    status = 422 if form.errors else 200
    return _unreferred(render(request, "people/accept.html", facts, status=status))


def _closed(request: HttpRequest, error: PeopleError) -> HttpResponse:
    page = render(request, "people/refused.html", {"sentence": str(error)}, status=error.status)
    return _unreferred(page)


def _unreferred(page: HttpResponse) -> HttpResponse:
    """Keep the token out of the `Referer` of whatever is opened from here."""
    page["Referrer-Policy"] = "no-referrer"
    return page
