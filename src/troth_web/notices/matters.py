"""What a notice can name of what is no promise and has a page: documents, editions, questions."""

from collections.abc import Callable, Mapping, Sequence

from troth.playbook import Playbook
from troth.promises.entries import Entry, EntryType
from troth.promises.friction import friction
from troth.promises.milestone import milestone
from troth.promises.packet import packet
from troth.promises.parties import Party, PartyKind
from troth_web.notices.editions import claims_asked, teams_changed
from troth_web.notices.facts import Source, party_name, plain
from troth_web.notices.links import page_link
from troth_web.notices.people import teams_of_reader

Facts = Mapping[str, str]
#: Characters of what somebody wrote, where a sentence names it.
_LONGEST = 100


def matter_facts(source: Source, reader: str, kind: str, entry: Entry) -> Facts | None:
    """The values of a sentence about an entry; None where it has no page of its own.

    Args:
        source: from where they are read.
        reader: who reads it: `person:7`.
        kind: of the notice.
        entry: of which the reader is told.
    """
    if entry.type is EntryType.EDITION_PUBLISHED:
        return (_claims if kind == "asked" else _pages)(source, reader, entry)
    found = _FACTS.get(entry.type)
    return found(source, entry) if found else None


def _document(source: Source, entry: Entry) -> Facts:
    found = milestone(source.store.entries(entry.subject))
    assert found is not None  # noqa: S101 - the entry is one of its own
    declined = entry.payload.get("agreement") == "declined"
    return {
        "what": plain(f"“{found.name or found.milestone or 'a milestone document'}”"),
        "whom": _customer(source, found.customer),
        "did": "declined to sign" if declined else "signed",
        "link": page_link("desk_milestone", found.id),
    }


def _draft(_source: Source, _entry: Entry) -> Facts:
    return {
        "what": "may a draft of the playbook be put in force",
        "link": page_link("desk_publish"),
    }


def _friction(source: Source, entry: Entry) -> Facts:
    found = friction(source.store.entries(entry.subject))
    assert found is not None  # noqa: S101 - the entry is one of its own
    known = source.playbook.touchpoints.get(found.touchpoint) if source.playbook else None
    where = (known.name if known else None) or found.touchpoint.replace("-", " ")
    return {
        "what": plain(f"what is done about friction that was felt at “{where}”"),
        "link": page_link("desk_friction_one", found.id),
    }


def _packet(source: Source, entry: Entry) -> Facts:
    found = packet(source.store.entries(entry.subject))
    assert found is not None  # noqa: S101 - the entry is one of its own
    whom, n = _customer(source, found.customer), len(found.items)
    count = "one promise" if n == 1 else f"{n:,} promises"
    return {
        "what": f"does {_team(found.to, source.playbook)} take over {count} to {whom}",
        "whom": whom,
        "link": page_link("desk_packet", found.id),
    }


def _claims(source: Source, reader: str, entry: Entry) -> Facts:
    own = teams_of_reader(reader)
    asked = claims_asked(source.store, entry)
    mine = [each for each in asked if each.team in own] or asked
    says = dict.fromkeys(_short(str(each.claim.says or each.claim.term)) for each in mine)
    return {"what": f"can you keep {_listed(list(says))}", "link": page_link("desk_claims")}


def _pages(source: Source, reader: str, entry: Entry) -> Facts:
    own = teams_of_reader(reader)
    edition = source.store.edition(entry.subject)
    mine = [team for team in teams_changed(source.store, entry) if team in own]
    book = edition.playbook if edition else None
    one = len(mine) == 1
    return {
        "what": f"The pages of {_listed([_team(team, book) for team in mine])}",
        "edition": entry.subject.removeprefix("edition-"),
        "link": page_link("desk_learn_team", mine[0]) if one else page_link("desk_learn"),
    }


def _customer(source: Source, customer: str) -> str:
    return party_name(source, Party(PartyKind.CUSTOMER, customer), source.playbook)


def _team(team_id: str, playbook: Playbook | None) -> str:
    team = playbook.teams.get(team_id) if playbook else None
    return plain((team.name if team else None) or team_id)


def _short(text: str) -> str:
    seen = plain(text)
    return f"“{seen if len(seen) <= _LONGEST else f'{seen[:_LONGEST]}…'}”"


def _listed(names: Sequence[str]) -> str:
    """`a, b and c`; of many the first three, and how many more."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


_FACTS: Mapping[EntryType, Callable[[Source, Entry], Facts]] = {
    EntryType.MILESTONE_CHOSEN: _document,
    EntryType.MILESTONE_SIGNED: _document,
    EntryType.SUBMISSION_MADE: _draft,
    EntryType.FRICTION_FELT: _friction,
    EntryType.FRICTION_ASSIGNED: _friction,
    EntryType.PACKET_HANDED: _packet,
}
