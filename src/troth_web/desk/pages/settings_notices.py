"""Settings: how the reader is told of what happens: channels, quiet hours, and what is wanted."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.playbook.schema.words import NoticeKind
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, form_page
from troth_web.desk.page import acts
from troth_web.desk.setting import once, tabs
from troth_web.notices.kinds import KINDS
from troth_web.notices.own import change, own_of

_HERE = "desk_settings_notices"
_CHANNELS = (("email", _("by mail")), ("slack", _("in a chat")), ("webhook", _("to a program")))
_WORDS: dict[NoticeKind, str | Lazy] = {
    NoticeKind.BROKEN: _("a promise broke"),
    NoticeKind.AT_RISK: _("a promise is likely to break"),
    NoticeKind.UPDATE_DUE: _("a customer is to hear soon how things stand"),
    NoticeKind.HANDED_OVER: _("a promise was handed over to you"),
    NoticeKind.DATE_CHANGED: _("a promise was given another date"),
    NoticeKind.CHANGE_CONFIRMED: _("a customer agreed to another date"),
    NoticeKind.CHANGE_DECLINED: _("a customer declined another date"),
    NoticeKind.HEARD: _("a customer wrote, answered, signed or did their part by their link"),
    NoticeKind.DUTY_LATE: _("a customer did not do their part in time"),
    NoticeKind.ASKED: _("a draft, a published promise or friction waits for your word"),
    NoticeKind.PLAYBOOK_CHANGED: _("a new version of the playbook changes the pages of your team"),
}
_OPTIONAL = [
    (kind.value, _WORDS[kind])
    for kind, about in KINDS.items()
    if about.staff and not about.essential and kind in _WORDS
]


class NoticesForm(ActForm):
    """How one is told."""

    channels = forms.MultipleChoiceField(
        label=_("How you are told"),
        choices=_CHANNELS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wanted = forms.MultipleChoiceField(
        label=_("What you are told of"),
        help_text=_("What nobody can do without comes anyway."),
        choices=_OPTIONAL,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    waking = forms.CharField(
        label=_("When you may be written to"),
        help_text=_(
            "Such as: 07:00-21:00. The rest are quiet hours. Empty: as the company has it."
        ),
        max_length=20,
        required=False,
    )
    zone = forms.CharField(
        label=_("Your time zone"),
        help_text=_("Such as: Europe/Berlin. Empty: as this device has it."),
        max_length=100,
        required=False,
    )
    slack = forms.CharField(
        label=_("Address of your chat"),
        help_text=_("An incoming webhook. Leave it empty to keep what is there."),
        max_length=2000,
        required=False,
    )

    def wishes(self) -> dict[str, Any]:
        """What changes; an address that is not named stays."""
        data = self.cleaned_data
        wanted = set(data["wanted"])
        off = [kind for kind, _words in _OPTIONAL if kind not in wanted]
        found = {"channels": data["channels"], "off": off}
        found |= {"waking": data["waking"].strip(), "zone": data["zone"].strip()}
        return found | ({"slack": data["slack"].strip()} if data["slack"].strip() else {})


@acts("me.set_notices")
def show(request: HttpRequest) -> HttpResponse:
    """One's own wishes."""
    call = Call.of(request)
    own = own_of(call.principal.actor)
    begin = {
        "channels": list(own.channels),
        "wanted": [kind for kind, _words in _OPTIONAL if kind not in own.off],
        "waking": own.waking,
        "zone": own.zone,
    }
    form = NoticesForm(request.POST if request.method == "POST" else None, initial=begin)

    def do(call: Call, _work: Work) -> None:
        change(call.principal.actor, form.wishes(), at=call.at)

    if form.is_valid() and once(request, form, do):
        return done(request, reverse(_HERE), gettext("Kept."))
    return form_page(
        request,
        form,
        "desk/settings_notices.html",
        hosts=own.hosts,
        closed=own.closed,
        tabs=tabs(request, _HERE),
    )


urlpatterns = [path("settings/notices/", show, name="desk_settings_notices")]
