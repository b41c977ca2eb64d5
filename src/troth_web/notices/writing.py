"""Writing a message: a letter from its lines and from the ledger as it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from troth.playbook.schema.words import NoticeKind
from troth.promises.entries import Entry
from troth.promises.parties import ActorKind
from troth.promises.promise import Promise
from troth_web.notices.facts import Source, facts, plain
from troth_web.notices.kinds import KINDS
from troth_web.notices.letter import Item, Letter, Off, Quote, Section
from troth_web.notices.links import list_link, off_link
from troth_web.notices.matters import matter_facts
from troth_web.notices.models import Line, Message
from troth_web.notices.moments import moment, said
from troth_web.notices.people import name_of
from troth_web.notices.texts import sentence

#: Things of one kind that a letter names one by one.
NAMED = 20
#: What comes so long after it happened is marked as late.
LATE = timedelta(minutes=15)
#: Characters of somebody's words.
_LONGEST = 500

_CLOSING = "You are told because you look after this, or because you are an admin."
_CLOSING_CUSTOMER = "This mail was written by {company}'s record of its promises."


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A message that is written."""

    message: Message
    lines: Sequence[Line]
    source: Source
    #: What the reader is called.
    name: str

    @property
    def customer(self) -> bool:
        """Whether a customer reads it."""
        return self.message.reader.startswith("customer:")


def letter(writing: Writing) -> Letter:
    """What a message says."""
    by_kind = _by_kind(writing.lines)
    sections = tuple(_section(writing, kind, lines) for kind, lines in by_kind.items())
    kinds = [kind.value for kind in by_kind if not KINDS[kind].essential]
    return Letter(
        subject=_subject(writing, by_kind, sections),
        greeting=f"Hello {plain(writing.name)},".replace(" ,", ","),
        sections=sections,
        closing=_closing(writing),
        off=tuple(
            Off(
                heading=KINDS[NoticeKind(kind)].heading,
                link=off_link(writing.message.reader, [kind]),
            )
            for kind in kinds
        ),
        off_all=off_link(writing.message.reader, kinds) if kinds else "",
    )


def _by_kind(lines: Iterable[Line]) -> dict[NoticeKind, list[Line]]:
    """Lines in the order of kinds; of several about one promise the last counts."""
    last = {(line.kind, line.promise or line.entry): line for line in lines}
    found: dict[NoticeKind, list[Line]] = {}
    for kind in KINDS:
        own = [line for line in last.values() if line.kind == kind.value]
        if own:
            found[kind] = own
    return found


def _section(writing: Writing, kind: NoticeKind, lines: Sequence[Line]) -> Section:
    named = lines[:NAMED]
    store = writing.source.store
    entries = {entry.id: entry for entry in store.entries_of([line.entry for line in named])}
    promises = store.states({line.promise for line in named if line.promise})
    items = (
        _item(writing, line, entries[line.entry], promises.get(line.promise or ""))
        for line in named
        if line.entry in entries
    )
    return Section(
        heading=KINDS[kind].heading,
        items=tuple(items),
        more=len(lines) - len(named),
        note=" ".join(_lateness(writing, lines)),
    )


def _item(writing: Writing, line: Line, entry: Entry, promise: Promise | None) -> Item:
    source, kind = writing.source, NoticeKind(line.kind)
    values, linked = _values(writing, line, promise, entry)
    return Item(
        kind=line.kind,
        text=sentence(kind, values, source.playbook, customer=writing.customer, entry=entry.type),
        link=values["link"] if linked and not writing.customer else "",
        quotes=() if writing.customer else tuple(_quotes(entry)),
        about=promise.id if promise else None,
    )


def _values(
    writing: Writing, line: Line, promise: Promise | None, entry: Entry
) -> tuple[Mapping[str, str], bool]:
    """What the sentence names, and whether that has a page."""
    source = writing.source
    if promise is not None:
        return facts(source, promise, entry), True
    found = matter_facts(source, writing.message.reader, line.kind, entry)
    if found is None:
        return _plain_facts(source, entry), False
    company = source.playbook.company if source.playbook else ""
    return {"holder": _name(entry), "company": company, **found}, True


def _plain_facts(source: Source, entry: Entry) -> Mapping[str, str]:
    """What can be named of an entry that is about no promise."""
    says = entry.payload
    return {
        "about": plain(
            str(says.get("host") or says.get("about") or says.get("what") or entry.subject)
        ),
        "why": plain(str(says.get("why") or "nobody said why")),
        "holder": _name(entry),
        "since": said(_moment(entry, "since"), source.zone),
        "until": said(_moment(entry, "until"), source.zone),
        "link": list_link(),
    }


def _moment(entry: Entry, key: str) -> datetime:
    found = entry.payload.get(key)
    return datetime.fromisoformat(found) if found else entry.at


def _lateness(writing: Writing, lines: Sequence[Line]) -> Iterator[str]:
    """What is said late is marked as such, with the reason: once for all things of one kind."""
    made, zone = moment(writing.message.made_us), writing.source.zone
    noticed = [line for line in lines if _noticed_late(line)]
    others = (line for line in lines if not _noticed_late(line))
    unsent = sum(made - moment(line.ready_us) > LATE for line in others)
    if noticed:
        which = _share(len(noticed), len(lines), "this was", "these were")
        times = dict.fromkeys(said(moment(us), zone) for us in _first_and_last(noticed))
        yield f"{which[0].upper()}{which[1:]} noticed late, {' to '.join(times)}."
    if unsent:
        which = _share(unsent, len(lines), "this", "these")
        yield f"You hear of {which} late: for a while, no notices were sent."


def _noticed_late(line: Line) -> bool:
    return line.kind in _NOTICED and moment(line.recorded_us) - moment(line.at_us) > LATE


def _first_and_last(lines: Sequence[Line]) -> tuple[int, int]:
    recorded = [line.recorded_us for line in lines]
    return min(recorded), max(recorded)


def _share(some: int, of: int, one: str, many: str) -> str:
    if of == 1:
        return one
    return f"all of {many}" if some == of else f"{some:,} of {many}"


_NOTICED = {NoticeKind.BROKEN.value, NoticeKind.DUTY_LATE.value}


def _quotes(entry: Entry) -> Iterator[Quote]:
    for key in ("heard", "understanding", "reason", "note", "example"):
        words = entry.said(key) or (entry.payload.get(key) if key == "note" else None)
        if words:
            yield Quote(by=_name(entry), text=plain_words(str(words)))


def plain_words(text: str) -> str:
    """Somebody's words, on one line and not too long."""
    seen = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}…"


def _name(entry: Entry) -> str:
    if entry.actor.kind is ActorKind.CUSTOMER or entry.actor.on_behalf_of:
        return "the customer"
    if entry.actor.kind is ActorKind.PERSON:
        return plain(name_of(entry.actor.id))
    return "a program"


def _subject(
    writing: Writing, by_kind: Mapping[NoticeKind, list[Line]], sections: Sequence[Section]
) -> str:
    if writing.customer:
        company = writing.source.playbook.company if writing.source.playbook else "troth"
        return f"{company}: {', '.join(section.heading.lower() for section in sections)}"
    return ", ".join(f"{KINDS[kind].heading}: {len(lines):,}" for kind, lines in by_kind.items())


def _closing(writing: Writing) -> str:
    if not writing.customer:
        return _CLOSING
    company = writing.source.playbook.company if writing.source.playbook else "troth"
    return _CLOSING_CUSTOMER.format(company=company)
