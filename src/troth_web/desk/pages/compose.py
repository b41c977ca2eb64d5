"""Compose: what is about to be said, with each promise in it marked as one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import ngettext

from troth_web.api.calls import Call
from troth_web.desk.acting import done
from troth_web.desk.composing import composed, sent
from troth_web.desk.page import acts


@acts("guard.check")
def compose(request: HttpRequest) -> HttpResponse:
    """Write or paste a text; POST looks at it, and keeps nothing."""
    edition = Call.of(request).store.edition()
    if edition is None:
        return render(request, "desk/compose.html", {"playbook": None})
    shown = composed(request, edition.playbook)
    facts = {"shown": shown, "form": shown.form, "playbook": edition.playbook}
    return _page(request, facts)


@acts("guard.record")
def said(request: HttpRequest) -> HttpResponse:
    """Put on record that it was sent: what it promises becomes promises."""
    edition = Call.of(request).store.edition()
    if edition is None or request.method != "POST":
        return compose(request)
    shown = composed(request, edition.playbook)
    made = sent(request, shown)
    if made is not None and shown.customer is not None:
        return done(
            request, reverse("desk_customer", args=[shown.customer.id]), recorded_text(made)
        )
    facts = {"shown": shown, "form": shown.form, "playbook": edition.playbook}
    return _page(request, facts)


def recorded_text(made: dict[str, list[object]]) -> str:
    """How many promises a reply has brought."""
    n = len(made["promises"])
    return ngettext("On record, with one promise.", "On record, with %(n)d promises.", n) % {"n": n}


def _page(request: HttpRequest, facts: dict[str, object]) -> HttpResponse:
    """The whole page, or what is said of the text beside it."""
    beside = request.headers.get("HX-Target") == "found"
    template = "desk/parts/compose_found.html" if beside else "desk/compose.html"
    form = facts["form"]
    return render(request, template, facts, status=422 if form.errors else 200)  # type: ignore[attr-defined]


urlpatterns = [
    path("compose/", compose, name="desk_compose"),
    path("compose/sent/", said, name="desk_compose_sent"),
]
