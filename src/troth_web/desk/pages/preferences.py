"""How it looks: colours, language, keys. Kept in this browser, and open to everybody."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from troth_web.desk.acting import form_page, onward
from troth_web.desk.reader import COOKIE_SECONDS, THEMES, reader_of

_THEMES = dict(zip(THEMES, (_("As this device has it"), _("Light"), _("Dark")), strict=True))


class PreferencesForm(forms.Form):
    """What a reader chooses for this browser."""

    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    theme = forms.ChoiceField(
        label=_("Colours"), choices=list(_THEMES.items()), widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    keys = forms.BooleanField(
        label=_("Single letters act as keys"),
        help_text=_("Turn this off if you speak to your device, or press keys by accident."),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Choose; only POST changes anything."""
    reader = reader_of(request)
    to = onward(request, "/")
    begin = {
        "next": to,
        "theme": reader.theme,
        "language": get_language(),
        "keys": reader.keys,
    }
    form = PreferencesForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        answer = HttpResponse(status=303, headers={"Location": to})
        for name, value in (
            ("theme", form.cleaned_data["theme"]),
            (settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"]),
            ("keys", "on" if form.cleaned_data["keys"] else "off"),
        ):
            answer.set_cookie(
                name,
                value,
                max_age=COOKIE_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return answer
    return form_page(
        request, form, "desk/preferences.html", title=_("How it looks"), go=_("Keep"), back=to
    )


urlpatterns = [path("preferences/", page, name="desk_preferences")]
