"""Promises of a packet as a page shows them, each with what was said of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from troth.playbook import Playbook
from troth.promises.outcomes import outcome
from troth.promises.packet import Packet, PacketAnswer, PacketItem
from troth.promises.promise import Promise
from troth_web.api.calls import Call
from troth_web.desk import moments, words
from troth_web.desk.names import Names
from troth_web.desk.states import shown_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that was said."""

    who: str
    #: What was answered; empty for an explanation.
    answer: str
    says: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One promise."""

    id: str
    url: str
    title: str
    wording: str | None
    term: str
    due: datetime | None
    zone: str
    state: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    holder: str
    #: The team's last word, as a shape and in words.
    shape: str
    word: str
    accepted: bool
    #: Whether the team asked or contested, so that an answer is due to it.
    asked: bool
    said: tuple[Said, ...]


def lines_of(
    call: Call, items: Iterable[PacketItem], playbook: Playbook | None, names: Names
) -> list[Line]:
    """Each promise of a packet that is there."""
    found = ((item, call.store.promise(item.promise)) for item in items)
    return [_line(call, item, each, playbook, names) for item, each in found if each is not None]


def _line(
    call: Call, item: PacketItem, promise: Promise, playbook: Playbook | None, names: Names
) -> Line:
    basis = promise.basis or {}
    standard = playbook.standards.get(str(basis.get("id"))) if playbook else None
    shape, word = answer_text(item.answer)
    return Line(
        id=promise.id,
        url=reverse("desk_promise", args=[promise.id]),
        title=words.metric_text(promise.metric, playbook),
        wording=promise.wording,
        term=promise.term or "",
        due=promise.falls_due,
        zone=promise.zone,
        state=shown_state(promise, outcome(promise, call.at)),
        includes=standard.includes if standard else (),
        excludes=standard.excludes if standard else (),
        holder=names.party(promise.holder),
        shape=shape,
        word=word,
        accepted=item.answer is PacketAnswer.ACCEPTED,
        asked=item.answer in {PacketAnswer.QUESTIONED, PacketAnswer.CONTESTED},
        said=tuple(
            Said(
                who=names.actor(each.by),
                answer=answer_text(each.answer)[1] if each.answer else "",
                says=each.says,
                at=each.at,
            )
            for each in item.words
        ),
    )


def answer_text(answer: PacketAnswer | None) -> tuple[str, str]:
    """The shape and the word of an answer."""
    if answer is None:
        return "wait", gettext("not answered yet")
    return {
        PacketAnswer.ACCEPTED: ("kept", gettext("accepted")),
        PacketAnswer.QUESTIONED: ("risk", gettext("asked about")),
        PacketAnswer.CONTESTED: ("broken", gettext("contested")),
    }[answer]


def team_name(team_id: str, playbook: Playbook | None) -> str:
    """What a team is called."""
    team = playbook.teams.get(team_id) if playbook else None
    return (team.name if team else None) or team_id


def choice_of(promise: Promise, playbook: Playbook | None) -> tuple[str, str]:
    """A promise as a choice: what it is and when it falls due."""
    title = words.metric_text(promise.metric, playbook)
    due = moments.moment(promise.falls_due).text if promise.falls_due else ""
    return promise.id, f"{title}, {due}" if due else title


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRow:
    """A packet in a list."""

    url: str
    customer: str
    to: str
    by: str
    at: datetime
    shape: str
    word: str


def packet_row(call: Call, found: Packet, names: Names) -> PacketRow:
    """A packet with how much of it is taken over."""
    edition = call.store.edition()
    counts = {"n": len(found.items) - len(found.open), "all": len(found.items)}
    return PacketRow(
        url=reverse("desk_packet", args=[found.id]),
        customer=names.customer(found.customer),
        to=team_name(found.to, edition.playbook if edition else None),
        by=names.actor(found.by),
        at=found.handed_at,
        shape=_shape(found),
        word=gettext("%(n)d of %(all)d taken over") % counts,
    )


def _shape(found: Packet) -> str:
    answers = {each.answer for each in found.open}
    if not answers:
        return "kept"
    asked = answers & {PacketAnswer.CONTESTED, PacketAnswer.QUESTIONED}
    return "risk" if asked else "wait"
