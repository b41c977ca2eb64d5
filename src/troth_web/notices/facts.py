"""What a notice can name of a promise: names and their words, for one reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from troth.playbook import Playbook
from troth.promises.customer import customer
from troth.promises.entries import Entry, EntryType
from troth.promises.parties import Party, PartyKind
from troth.promises.promise import Promise
from troth_web.ledger.store import SqlStore
from troth_web.notices.links import link_to
from troth_web.notices.moments import said
from troth_web.notices.people import name_of

#: Characters of a name.
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """From where facts are read, and for whom."""

    store: SqlStore
    zone: ZoneInfo
    #: The playbook in force, for the names of teams.
    playbook: Playbook | None


def facts(source: Source, promise: Promise, entry: Entry) -> Mapping[str, str]:
    """The values of `troth.playbook.wordings.NAMES`.

    Args:
        source: from where they are read.
        promise: as it stands.
        entry: of which the reader is told.
    """
    edition = source.store.edition(promise.edition) if promise.edition else None
    playbook = edition.playbook if edition else source.playbook
    due = _due(promise, entry)
    before = promise.change.instead_of if promise.change else None
    return {
        "what": what(promise, playbook),
        "whom": party_name(source, _whom(promise), playbook),
        "holder": party_name(source, promise.holder, playbook),
        "due": said(due, source.zone) if due else "no date",
        "before": said(before, source.zone) if before else "no date",
        "why": why(entry),
        "company": playbook.company if playbook else "",
        "link": link_to(promise.id),
    }


def _whom(promise: Promise) -> Party:
    """The other side: who was promised to, and of a duty the customer who owes it."""
    return promise.promiser if promise.is_duty else promise.promisee


def _due(promise: Promise, entry: Entry) -> datetime | None:
    """The date that an entry is about: a break has its true one, a warning names its own."""
    if entry.type is EntryType.PROMISE_BROKEN:
        return entry.at
    warned = entry.payload.get("due") if entry.type.value == "promise.warned" else None
    return datetime.fromisoformat(warned) if warned else promise.falls_due


def what(promise: Promise, playbook: Playbook | None) -> str:
    """What was promised: the metric by its name, or what a duty says."""
    if playbook and promise.is_duty and promise.metric in playbook.duties:
        return playbook.duties[promise.metric].says or promise.metric
    metric = playbook.metrics.get(promise.metric) if playbook else None
    return (metric.name if metric else None) or promise.metric.replace("-", " ")


def why(entry: Entry) -> str:
    """Why it is at risk, in words of ours: what people wrote stands apart, as a quote."""
    says = entry.payload
    if says.get("likelihood") is not None:
        share, cases = round(100 * says["likelihood"]), says.get("n")
        of = f" of {cases:,} comparable cases" if cases else ""
        return f"it is kept in about {share} %{of}"
    step = str(says.get("step", ""))
    if step.endswith("%"):
        return f"{step} of its time is gone"
    if step:
        return f"less than {step} are left"
    return "nobody said why"


def plain(text: str) -> str:
    """What somebody is called, on one line, without what cannot be seen."""
    seen = (each if each.isprintable() else " " for each in text)
    return " ".join("".join(seen).split())[:LONGEST]


def party_name(source: Source, party: Party, playbook: Playbook | None) -> str:
    """What a party is called; of a team, by this playbook."""
    if party.kind is PartyKind.CUSTOMER:
        found = customer(source.store.entries(party.id))
        return plain((found.name if found else None) or "a customer")
    if party.kind is PartyKind.PERSON:
        return plain(name_of(party.id))
    if party.kind is PartyKind.COMPANY:
        return playbook.company if playbook else party.id
    team = playbook.teams.get(party.id) if playbook else None
    return (team.name if team else None) or party.id
