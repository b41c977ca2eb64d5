"""Friction: what cannot hold, who owns it, what it costs, and ways out of it."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from troth.answers import FoundBody, found_body
from troth.checks import RULES
from troth.checks.mending import mended
from troth.checks.rules import why
from troth.errors import TrothError
from troth.findings import Finding, Severity
from troth.operations.errors import NotFoundError
from troth.playbook import Playbook
from troth.promises.store import Work
from troth.report.journey import touchpoint_ids
from troth.report.parties import team_name
from troth_web.api.calls import Call
from troth_web.desk import moments
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.atlas.cards import title
from troth_web.desk.choosing import ChosenForm, Many, act_on, chosen
from troth_web.desk.fields import Words
from troth_web.desk.listing import as_file, bar_of, page_file, wants_file
from troth_web.desk.page import acts, page
from troth_web.desk.rub import picture, trend
from troth_web.desk.rub.found import (
    SHAPES,
    Found,
    Row,
    draft_edition,
    found,
    found_in_draft,
    matching,
    rows,
)
from troth_web.desk.rub.titles import SEVERITIES, sides_of, title_of
from troth_web.desk.tabs import Tab
from troth_web.desk.telling import told
from troth_web.playbooks.changing import Waive, waive

#: How far ahead a waiver may reach, so that somebody decides again.
LONGEST = timedelta(days=366)
_ORDERS = ("severity", "owner", "cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings under one heading."""

    label: str
    rows: list[Row]


@page("editions.check")
def show(request: HttpRequest) -> HttpResponse:
    """What is found in the edition in force, or in the draft."""
    call = Call.of(request)
    edition = call.store.edition()
    drafted = found_in_draft(call)
    # What is not in force yet has nothing but its draft.
    wants_draft = edition is None or request.GET.get("on") == "draft"
    on_draft = wants_draft and isinstance(drafted, Found)
    if isinstance(drafted, Found) and on_draft:
        said: Found | None = drafted
    else:
        said = found(call, edition) if edition else None
    by = request.GET.get("by", "")
    by = by if by in _ORDERS else _ORDERS[0]
    asked = _asked(request)
    if said and wants_file(request):
        items = (found_body(*each) for each in matching(said, **asked))
        return as_file(items, FoundBody, "findings")
    query = "?on=draft" if on_draft else ""
    shown = list(rows(said, query=query, **asked)) if said else []
    facts = {
        "filter": FilterForm(request.GET, said.playbook) if said else None,
        "by": by if "by" in request.GET else "",
        "bar": bar_of(request, call, "findings", usual=_usual(call, said), csv=page_file(request)),
        "may_accept": "editions.draft" in call.principal.permissions,
        "tabs": tabs("desk_friction", call),
        "said": said,
        "heading": _heading(said) if said else gettext("Nothing to find friction in yet"),
        "on_draft": on_draft,
        "drafted": edition is not None and isinstance(drafted, Found),
        "unreadable": str(drafted) if isinstance(drafted, TrothError) else "",
        "groups": _grouped(shown, by),
        "orders": list(_orders(request, by)),
        "left_out": len(said.findings) - len(shown) if said else 0,
        "waived": [_accepted(said, each) for each in said.waived] if said else [],
        "editor": address("desk_editor"),
    }
    return render(request, "desk/friction.html", facts)


class FilterForm(forms.Form):
    """Which findings; what is left empty does not matter."""

    owner = forms.ChoiceField(label=_("Team"), required=False)
    touchpoint = forms.ChoiceField(label=_("Touchpoint"), required=False)

    def __init__(self, data: QueryDict, playbook: Playbook) -> None:
        """With the teams and touchpoints of the playbook."""
        super().__init__(data)
        points = playbook.touchpoints.items()
        touchpoints = [(name, each.name or title(name)) for name, each in points]
        teams = [(each, team_name(playbook, each)) for each in playbook.teams]
        for name, choices in (("owner", teams), ("touchpoint", touchpoints)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", gettext("any")), *choices]


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("owner", "touchpoint")}


def _usual(call: Call, said: Found | None) -> dict[str, dict[str, str]]:
    """All, and those of each team that the reader is in."""
    teams = sorted(call.principal.teams) if said else []
    mine = {team_name(said.playbook, each): {"owner": each} for each in teams} if said else {}
    return {gettext("All"): {}} | mine


@page("editions.check")
def finding(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """One finding: both sides, the day on which it does not hold, and ways out."""
    call = Call.of(request)
    said, (what, team, monthly) = _one(call, fingerprint)
    playbook = said.playbook
    editor = address("desk_editor")
    drawn, example = picture.drawn(playbook, what)
    facts = {
        "title": title_of(playbook, what),
        "finding": what,
        "next": what.next if what.next and what.next.arrival >= call.at else None,
        "shape": SHAPES[what.severity],
        "severity": SEVERITIES[what.severity],
        "owner": team_name(playbook, team) if team else "",
        "owner_url": reverse("desk_playbook_team", args=[team]) if team else "",
        "sides": sides_of(playbook, what),
        "lines": [line for line in told(what.message).split("\n") if line],
        "picture": drawn,
        "example": example,
        "extent": moments.span_text(what.witness.extent) if what.witness else "",
        "monthly": monthly,
        "share_by_cases": what.measured.get("share_by_cases"),
        "cases": what.measured.get("cases"),
        "preview": _preview(call, said, what),
        "touchpoints": list(_touchpoints(said, what)),
        "why": _why(what.code),
        "editor": editor,
        "fix": f"{editor}?fix={what.fingerprint}" if editor else "",
        "from_draft": said.edition.id.startswith("draft-"),
        "back": reverse("desk_friction"),
    }
    return render(request, "desk/finding.html", facts)


class WaiveForm(ActForm):
    """Why it is accepted, and until when."""

    reason = Words(label=_("Why it is accepted"), rows=3, min_length=1)
    until = forms.DateField(
        label=_("Until"),
        help_text=_("At most a year. Then somebody decides again."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


@acts("editions.draft")
def accept(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """Accept a finding for a time: a waiver in the draft."""
    call = Call.of(request)
    said, (what, _team, _monthly) = _one(call, fingerprint)
    back = reverse("desk_finding", args=[fingerprint])
    form = WaiveForm(request.POST if request.method == "POST" else None)
    _check_end(form, call)
    if form.is_valid() and written(request, form, lambda c, w: _waived(c, w, what, form)):
        return done(
            request,
            back,
            gettext("The exception stands in the draft. It holds once the draft is published."),
        )
    return form_page(
        request,
        form,
        title=gettext("Accept it for a time"),
        intro=title_of(said.playbook, what),
        go=gettext("Accept it"),
        back=back,
    )


class WaiveManyForm(WaiveForm, ChosenForm):
    """Why several are accepted, and until when."""


@acts("editions.draft")
def accept_many(request: HttpRequest) -> HttpResponse:
    """Accept several findings for a time, with one reason."""
    call, back = Call.of(request), reverse("desk_friction")
    form = chosen(request, WaiveManyForm, back)
    _check_end(form, call)
    # All are looked up before the first is written: the draft is another one after that.
    known = {each: _one(call, each)[1][0] for each in form.ids}
    n = len(form.ids)
    many = Many(
        title=ngettext("Accept %d issue for a time", "Accept %d issues for a time", n) % n,
        intro=gettext("Each becomes an exception in the draft, with this reason."),
        go=gettext("Accept them"),
        said=ngettext(
            "%d exception stands in the draft. It holds once the draft is published.",
            "%d exceptions stand in the draft. They hold once the draft is published.",
            n,
        )
        % n,
        do=lambda called, work, each: _waived(called, work, known[each], form),
    )
    return act_on(request, form, back, many)


def _check_end(form: WaiveForm, call: Call) -> None:
    if form.is_valid() and form.cleaned_data["until"] > (call.at + LONGEST).date():
        form.add_error("until", gettext("That is more than a year ahead."))


@page("editions.check")
def over_time(request: HttpRequest) -> HttpResponse:
    """How findings come and go from edition to edition."""
    call = Call.of(request)
    points = trend.points(call.store)
    facts = {
        "tabs": tabs("desk_friction_trend", call),
        "points": points[::-1],
        "picture": trend.drawn(points) if points else "",
        "heading": _trend_heading(points),
    }
    return render(request, "desk/friction_trend.html", facts)


def tabs(here: str, call: Call) -> list[Tab]:
    """The parts of friction that the reader may open."""
    parts = (
        ("desk_friction", gettext("Found"), "editions.check"),
        ("desk_friction_felt", gettext("Felt"), "friction.read"),
        ("desk_claims", gettext("Between teams"), "claims.read"),
        ("desk_friction_trend", gettext("Over time"), "editions.check"),
    )
    return [
        Tab(label=label, url=reverse(name), current=name == here)
        for name, label, needs in parts
        if needs in call.principal.permissions
    ]


def address(name: str) -> str:
    """The address of a page that may not be there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _waived(call: Call, _work: Work, what: Finding, form: WaiveForm) -> dict[str, Any]:
    wanted = Waive(code=what.code, about=what.about, **_said(form))
    written_ = waive(call.store, wanted, call.actor, call.at)
    return {"revision": written_.revision}


def _said(form: WaiveForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("reason", "until")}


def _one(call: Call, fingerprint: str) -> tuple[Found, tuple[Finding, str | None, float | None]]:
    """The finding of the edition in force, or else of the draft."""
    edition = call.store.edition()
    drafted = draft_edition()
    for each in (edition, drafted):
        if each is None:
            continue
        try:
            said = found(call, each)
        except TrothError:
            # A draft that cannot be read has no findings.
            continue
        one = said.one(fingerprint)
        if one is not None:
            return said, one
    raise NotFoundError("finding", fingerprint)


def _heading(said: Found) -> str:
    errors, others = said.count(Severity.ERROR), len(said.findings) - said.count(Severity.ERROR)
    if errors:
        first = ngettext("One promise cannot hold", "%d promises cannot hold", errors)
        first = first % errors if "%d" in first else first
        if not others:
            return first
        more = ngettext("and one more thing to look at", "and %d more things to look at", others)
        return f"{first}, {more % others if '%d' in more else more}"
    if others:
        more = ngettext("one thing to look at", "%d things to look at", others)
        return gettext("Every guarantee can hold; %(more)s") % {
            "more": more % others if "%d" in more else more
        }
    return gettext("Every promise can hold")


def _grouped(shown: list[Row], by: str) -> list[Group]:
    if by == "cost":
        costly = sorted(shown, key=lambda row: -(row.monthly or -1))
        return [Group(label=gettext("The costliest first"), rows=costly)] if costly else []
    groups: dict[str, list[Row]] = {}
    for row in shown:
        label = str(row.severity) if by == "severity" else row.owner_name or gettext("nobody")
        groups.setdefault(label, []).append(row)
    return [Group(label=label, rows=each) for label, each in groups.items()]


def _orders(request: HttpRequest, by: str) -> Iterator[Tab]:
    labels = {
        "severity": gettext("By gravity"),
        "owner": gettext("By owner"),
        "cost": gettext("By cost"),
    }
    for name, label in labels.items():
        query = request.GET.copy()
        query["by"] = name
        yield Tab(label=label, url=f"?{query.urlencode()}", current=name == by)


def _accepted(said: Found, each: Any) -> dict[str, Any]:  # noqa: ANN401 - a finding that is waived
    return {
        "title": title_of(said.playbook, each.finding),
        "code": each.finding.code,
        "reason": told(each.reason),
        "until": each.until,
    }


def _preview(call: Call, said: Found, what: Finding) -> list[tuple[str, str]]:
    """Lines of the text that the proposal changes: those that go, and those that come."""
    after = mended(said.edition.text, what, call.at)
    if after is None:
        return []
    lines = difflib.unified_diff(
        said.edition.text.splitlines(), after.splitlines(), lineterm="", n=0
    )
    changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return [(line[:1], line[1:].strip()) for line in changed[:20]]


def _touchpoints(said: Found, what: Finding) -> Iterator[tuple[str, str]]:
    about = set(what.about)
    for name, each in said.playbook.touchpoints.items():
        if touchpoint_ids(said.playbook, name) & about:
            yield reverse("desk_playbook_touchpoint", args=[name]), each.name or title(name)


def _why(code: str) -> str:
    """Why it matters, as the rule's page says it."""
    rule = next((each for each in RULES if code == each.CODE), None)
    return gettext(why(rule)) if rule else ""


def _trend_heading(points: list[trend.Point]) -> str:
    if len(points) < 2:
        return gettext("How issues come and go")
    first, last = points[-2].total, points[-1].total
    if last < first:
        return gettext("The version in force has fewer issues than the one before")
    if last > first:
        return gettext("The version in force has more issues than the one before")
    return gettext("The version in force has as many issues as the one before")


urlpatterns = [
    path("friction/", show, name="desk_friction"),
    path("friction/found/accept/", accept_many, name="desk_finding_accept_many"),
    path("friction/found/<str:fingerprint>/", finding, name="desk_finding"),
    path("friction/found/<str:fingerprint>/accept/", accept, name="desk_finding_accept"),
    path("friction/trend/", over_time, name="desk_friction_trend"),
]
