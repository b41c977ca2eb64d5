"""Links for customers: made for a promise or a milestone, and withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext

from troth import operations
from troth.answers import hatch_body
from troth.operations import OpenHatch
from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.rights import writable
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.page import acts

#: The page of what a link can show, by its kind.
_PAGES = {"promise": "desk_promise", "milestone": "desk_milestone"}


class LinkForm(ActForm):
    """A button alone."""


@acts("hatches.open")
def make(request: HttpRequest, about: str, of: str = "promise") -> HttpResponse:
    """Make a link; one that is there already stays."""
    here = reverse(_PAGES[of], args=[about])
    form = LinkForm(request.POST if request.method == "POST" else None)

    def opened(call: Call, work: Work) -> object:
        if of == "promise":
            writable(call.principal, work, about)
        found = operations.open_hatch(work, OpenHatch(of=of, about=about))  # type: ignore[arg-type]
        return hatch_body(found, "").model_dump(mode="json")

    if form.is_valid() and written(request, form, opened):
        return done(request, here, gettext("The link is there. Send it to the customer alone."))
    return form_page(
        request,
        form,
        title=gettext("A link for the customer"),
        intro=gettext(
            "Whoever has it reads this without signing in, and answers in the customer's name: "
            "send it to nobody else. It can be withdrawn at any time."
        ),
        go=gettext("Make the link"),
        back=here,
    )


@acts("hatches.shut")
def withdraw(request: HttpRequest, about: str, of: str = "promise") -> HttpResponse:
    """Withdraw a link, at once."""
    here = reverse(_PAGES[of], args=[about])
    form = LinkForm(request.POST if request.method == "POST" else None)

    def shut(call: Call, work: Work) -> object:
        if of == "promise":
            writable(call.principal, work, about)
        return hatch_body(operations.shut_hatch(work, about), "").model_dump(mode="json")

    if form.is_valid() and written(request, form, shut):
        return done(request, here, gettext("The link opens nothing any more."))
    return form_page(
        request,
        form,
        title=gettext("Withdraw the link"),
        intro=gettext("It opens nothing any more. You can make another one."),
        go=gettext("Withdraw it"),
        back=here,
    )


urlpatterns = [
    path("promises/<str:about>/link/", make, name="desk_link"),
    path("promises/<str:about>/link/withdraw/", withdraw, name="desk_link_withdraw"),
]
