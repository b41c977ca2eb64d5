"""The journal in sentences: who did what, when, and the words that were said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from troth.promises.entries import Entry, EntryType
from troth.promises.parties import ActorKind, Party
from troth_web.desk import moments
from troth_web.desk.names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry as a page shows it."""

    at: datetime
    who: str
    says: str
    #: `kept`, `risk`, `broken`, `wait` or nothing.
    shape: str
    #: Words of people, each with what they are: what was told, a reason, a note.
    words: tuple[str, ...]
    channel: str
    #: When it was written, where that was clearly later than it happened.
    recorded_late: datetime | None


#: Personal parts that are words to be read.
_WORDS = ("says", "heard", "what", "wording", "reason", "note", "understanding")
#: Written so many seconds later, an entry was recorded after the fact.
_LATE_SECONDS = 3600


def lines(entries: Iterable[Entry], names: Names) -> list[Line]:
    """The entries of a promise, the latest first."""
    return [_line(entry, names) for entry in entries][::-1]


def _line(entry: Entry, names: Names) -> Line:
    words = (entry.said(key) for key in _WORDS)
    late = (entry.recorded_at - entry.at).total_seconds() > _LATE_SECONDS
    return Line(
        at=entry.at,
        who=names.actor(entry.actor),
        says=_says(entry, names),
        shape=_SHAPES.get(entry.type, ""),
        words=tuple(str(each) for each in words if each),
        channel=entry.channel or "",
        recorded_late=entry.recorded_at if late else None,
    )


_SHAPES: Mapping[EntryType, str] = {
    EntryType.PROMISE_KEPT: "kept",
    EntryType.PROMISE_CHANGE_CONFIRMED: "kept",
    EntryType.PROMISE_BROKEN: "broken",
    EntryType.PROMISE_WARNED: "risk",
    EntryType.PROMISE_MOVED: "risk",
    EntryType.PROMISE_CHANGE_DECLINED: "risk",
    EntryType.PROMISE_PAUSED: "wait",
    EntryType.PROMISE_HEARD: "wait",
}


def _says(entry: Entry, names: Names) -> str:
    make = _DATED.get(entry.type)
    if make is not None:
        return make(entry, names)
    return _plain().get(entry.type, entry.type.value.partition(".")[2].replace("-", " "))


def _plain() -> Mapping[EntryType, str]:
    """What needs nothing of the entry to be said."""
    return {
        EntryType.PROMISE_OFFERED: gettext("offered options"),
        EntryType.PROMISE_UNMATCHED: gettext("noted what was asked for; no standard covers it"),
        EntryType.PROMISE_TOLD: gettext("told them how things stand"),
        EntryType.PROMISE_ACKNOWLEDGED: gettext("read what they said"),
        EntryType.PROMISE_CHANGE_CONFIRMED: gettext("confirmed that the new date is agreed"),
        EntryType.PROMISE_CHANGE_DECLINED: gettext("declined the new date"),
        EntryType.PROMISE_RESUMED: gettext("let the clock run again"),
        EntryType.PROMISE_RECOUNTED: gettext("counted the date anew"),
        EntryType.PROMISE_WITHDRAWN: gettext("withdrew it"),
        EntryType.PROMISE_REOPENED: gettext("opened it again"),
        EntryType.PROMISE_HANDED_ON: gettext("handed it on to the next team"),
        EntryType.PROMISE_NEEDED: gettext("another promise waits for this one"),
        EntryType.MILESTONE_OPENED: gettext("opened the document"),
        EntryType.MILESTONE_ACKNOWLEDGED: gettext("read what they said"),
        EntryType.MILESTONE_CLOSED: gettext("closed it: the milestone is reached"),
        EntryType.CUSTOMER_ADDED: gettext("added the customer"),
        EntryType.CUSTOMER_RECTIFIED: gettext("corrected what is noted of the customer"),
        EntryType.CUSTOMER_ERASED: gettext("erased the customer"),
    }


def _date(entry: Entry, key: str = "due") -> str:
    said = entry.payload.get(key)
    return moments.moment(datetime.fromisoformat(said)).text if said else ""


def _made(entry: Entry, _names: Names) -> str:
    term, due = entry.payload.get("term"), _date(entry)
    if term and due:
        return gettext("promised it: %(term)s, so by %(due)s") % {"term": term, "due": due}
    if due:
        return gettext("promised it by %(due)s") % {"due": due}
    return gettext("promised it: %(term)s") % {"term": term} if term else gettext("promised it")


def _reported(entry: Entry, _names: Names) -> str:
    said = gettext("gave another date, %(due)s; they agreed, as our side says")
    return said % {"due": _date(entry)}


def _moved(entry: Entry, _names: Names) -> str:
    return gettext("gave another date, %(due)s; nobody agreed to it") % {"due": _date(entry)}


def _paused(entry: Entry, _names: Names) -> str:
    reason = str(entry.payload.get("reason", "")).replace("-", " ")
    return gettext("stopped the clock: %(reason)s") % {"reason": reason}


def _part(entry: Entry, _names: Names) -> str:
    done, of = entry.payload.get("done"), entry.payload.get("of")
    return gettext("kept a part of it: %(done)g of %(of)g") % {"done": done, "of": of}


def _heard(entry: Entry, _names: Names) -> str:
    if entry.actor.kind is ActorKind.CUSTOMER:
        return gettext("wrote to us")
    return gettext("wrote down what they said")


def _kept(entry: Entry, _names: Names) -> str:
    if entry.actor.kind is not ActorKind.CUSTOMER:
        return gettext("kept it")
    if entry.channel == "link":
        return gettext("said by their link that it is done")
    return gettext("said that it is done")


def _settled(entry: Entry, _names: Names) -> str:
    kept = entry.payload.get("kept")
    return gettext("said: it was kept") if kept else gettext("said: it was not kept")


def _broken(_entry: Entry, _names: Names) -> str:
    return gettext("saw that its date was over")


def _warned(entry: Entry, _names: Names) -> str:
    rule, step = str(entry.payload.get("rule")), str(entry.payload.get("step", ""))
    if rule.startswith("likelihood"):
        share = round(100 * float(entry.payload.get("likelihood", 0)))
        return gettext("warned: only %(share)d %% likely to be kept") % {"share": share}
    if rule.startswith("updates"):
        if step == "missed":
            return gettext("saw that an update was missed")
        return gettext("reminded: an update is due")
    return gettext("warned: %(step)s") % {"step": step}


def _handed(entry: Entry, names: Names) -> str:
    to = names.party(Party.parse(str(entry.payload.get("to"))))
    return gettext("handed it over to %(who)s") % {"who": to}


def _amends(entry: Entry, _names: Names) -> str:
    what = str(entry.payload.get("amends", "")).replace("-", " ")
    value = entry.payload.get("value")
    said = f"{what}, {value}" if value else what
    return gettext("gave amends: %(what)s") % {"what": said}


def _chosen(entry: Entry, _names: Names) -> str:
    if entry.payload.get("agreement") == "reported":
        return gettext("wrote down what the customer chose")
    return gettext("chose an option")


def _signed(entry: Entry, _names: Names) -> str:
    return {
        "confirmed": gettext("signed it as it stands"),
        "reported": gettext("wrote down that the customer signed it"),
    }.get(str(entry.payload.get("agreement")), gettext("declined to sign it"))


def _attached(entry: Entry, _names: Names) -> str:
    name = entry.said("name")
    if name is None:
        return gettext("attached a file")
    return gettext("attached a file: %(name)s") % {"name": _apart(name)}


def _shown(entry: Entry, _names: Names) -> str:
    name = _apart(entry.said("name") or gettext("a file"))
    if entry.payload.get("shared"):
        return gettext("showed the customer a file: %(name)s") % {"name": name}
    return gettext("hid a file from the customer: %(name)s") % {"name": name}


def _removed(entry: Entry, _names: Names) -> str:
    name = _apart(entry.said("name") or gettext("a file"))
    return gettext("removed a file for good: %(name)s") % {"name": name}


def _apart(name: str) -> str:
    """A name that runs its own way, and turns nothing around that stands beside it."""
    return f"\u2068{name}\u2069"


_DATED: Mapping[EntryType, Callable[[Entry, Names], str]] = {
    EntryType.PROMISE_MADE: _made,
    EntryType.PROMISE_CHANGE_REPORTED: _reported,
    EntryType.PROMISE_MOVED: _moved,
    EntryType.PROMISE_PAUSED: _paused,
    EntryType.PROMISE_PART_KEPT: _part,
    EntryType.PROMISE_HEARD: _heard,
    EntryType.PROMISE_KEPT: _kept,
    EntryType.PROMISE_SETTLED: _settled,
    EntryType.PROMISE_BROKEN: _broken,
    EntryType.PROMISE_WARNED: _warned,
    EntryType.PROMISE_HANDED_OVER: _handed,
    EntryType.PROMISE_AMENDS_GIVEN: _amends,
    EntryType.PROMISE_FILE_ATTACHED: _attached,
    EntryType.PROMISE_FILE_SHARED: _shown,
    EntryType.PROMISE_FILE_REMOVED: _removed,
    EntryType.MILESTONE_CHOSEN: _chosen,
    EntryType.MILESTONE_SIGNED: _signed,
}
