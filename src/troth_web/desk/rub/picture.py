"""The witness of a finding, drawn: both dues on one time line, over the hours of both sides."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise as Lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.findings import Finding, Severity
from troth.pictures import Lane, Mark, State, Timeline, figure
from troth.playbook import Playbook
from troth.report.parties import parties
from troth.report.witness import witness_picture
from troth_web.desk import moments
from troth_web.desk.rub.titles import lane_names
from troth_web.desk.timelines import in_words

_STATES = {
    Severity.ERROR: State.BROKEN,
    Severity.WARNING: State.RISK,
    Severity.INFO: State.WAIT,
}
_USUAL = (_("promised by %(when)s"), _("kept at the earliest %(when)s"))
_DUES: Mapping[str, tuple[str | Lazy, str | Lazy]] = {
    "TR202": (_("by one of them %(when)s"), _("by the other %(when)s")),
    "TR203": (_("by the standard %(when)s"), _("can be done by %(when)s")),
    "TR204": (_("promised by %(when)s"), _("ended %(when)s")),
    "TR207": (_("accepted until %(when)s"), _("by the standard %(when)s")),
    "TR208": (_("they promise %(when)s"), _("we promise %(when)s")),
    "TR210": (_("silence is borne until %(when)s"), _("news by %(when)s")),
}


def drawn(playbook: Playbook, finding: Finding) -> tuple[SafeString, str]:
    """The picture in both widths, and the same in a sentence; empty without an example."""
    sides = parties(playbook, finding)
    shown = witness_picture(playbook, finding, sides, _STATES[finding.severity])
    if shown is None:
        return mark_safe(""), ""
    said = _said(in_words(shown), playbook, finding)
    # Everything that people wrote is escaped by `troth.pictures`.
    return mark_safe(figure(said)), said.title  # noqa: S308


def _said(shown: Timeline, playbook: Playbook, finding: Finding) -> Timeline:
    """The time line in the reader's language."""
    witness = finding.witness
    assert witness is not None  # noqa: S101 - there is no picture without one
    zone = shown.zone
    early, late = _DUES.get(finding.code, _USUAL)
    first = str(early) % {"when": _when(witness.first.due, zone)}
    second = str(late) % {"when": _when(witness.second.due, zone)}
    arrives = gettext("arrives %(when)s") % {"when": _when(witness.arrival, zone)}
    apart = gettext("%(span)s apart") % {"span": moments.span_text(witness.extent)}
    names = lane_names(playbook, finding)
    lanes = [_named(lane, names) for lane in shown.lanes]
    lanes[0] = _marked(lanes[0], first)
    if witness.legs:
        lanes[1:] = [_handed(lane, zone, last=lane is lanes[-1]) for lane in lanes[1:]]
    else:
        lanes[1] = _marked(lanes[1], second)
    year = witness.arrival.astimezone(zone).year
    place = gettext("Times in %(zone)s, %(year)d.") % {"zone": zone.key, "year": year}
    return replace(
        shown,
        title=f"{arrives}; {first}; {second}, {apart}. {place}",
        arrival=replace(shown.arrival, label=arrives) if shown.arrival else None,
        lanes=tuple(lanes),
        extent=replace(shown.extent, label=apart) if shown.extent else None,
    )


def _named(lane: Lane, names: Mapping[str, str]) -> Lane:
    return replace(lane, label=names.get(lane.label, lane.label))


def _marked(lane: Lane, label: str) -> Lane:
    return replace(lane, marks=tuple(replace(mark, label=label) for mark in lane.marks))


def _handed(lane: Lane, zone: ZoneInfo, *, last: bool) -> Lane:
    said = gettext("done %(when)s") if last else gettext("hands over %(when)s")

    def told(mark: Mark) -> Mark:
        return replace(mark, label=said % {"when": _when(mark.at, zone)})

    return replace(lane, marks=tuple(map(told, lane.marks)))


def _when(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{moments.day_name(local)} {moments.clock_text(local)}"
