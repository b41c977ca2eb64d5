"""Views of lists that somebody keeps: what of a list they want to see, under a name of theirs."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations
from troth.answers import view_body
from troth.operations import KeepView
from troth.promises.store import Work
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.page import acts

#: Where each list stands, or those that lead to it.
LISTS = {
    "promises": "desk_promises",
    "customers": "desk_customers",
    "findings": "desk_friction",
    "friction": "desk_friction_felt",
    "people": "desk_settings",
    "webhooks": "desk_settings_channels",
    "connectors": "desk_settings_channels",
}


class ViewForm(ActForm):
    """A view under a name."""

    name = forms.CharField(label=_("Its name"), max_length=100)
    list = forms.ChoiceField(choices=[(each, each) for each in LISTS], widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1_000)


@acts("views.keep")
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the view that one is looking at."""
    begin = {name: request.GET.get(name, "") for name in ("list", "query")}
    usual = reverse(LISTS.get(begin["list"], LISTS["promises"]))
    begin["next"] = back = onward(request, usual).partition("?")[0]
    form = ViewForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_valid():
        said = form.cleaned_data
        wanted = {each: said[each] for each in ("name", "list", "query")}

        def act(_: object, work: Work) -> object:
            view = operations.keep_view(work, KeepView(**wanted))
            return view_body(view).model_dump(mode="json")

        if written(request, form, act):
            return done(
                request, f"{back}?{said['query']}", gettext("Kept. It stands among the views.")
            )
    return form_page(
        request, form, title=gettext("Keep this view"), go=gettext("Keep it"), back=back
    )


@acts("views.drop")
def drop(request: HttpRequest, view_id: str) -> HttpResponse:
    """Forget a view."""
    to = onward(request, reverse("desk_promises"))
    form = ActForm(request.POST if request.method == "POST" else None, initial={"next": to})
    if form.is_valid() and written(
        request, form, lambda _, work: operations.drop_view(work, view_id).id
    ):
        return done(request, to, gettext("The view is gone."))
    return form_page(
        request, form, title=gettext("Forget this view"), go=gettext("Forget this view"), back=to
    )


urlpatterns = [
    path("views/keep/", keep, name="desk_keep_view"),
    path("views/<str:view_id>/drop/", drop, name="desk_drop_view"),
]
