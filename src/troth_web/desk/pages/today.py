"""Today: what needs the reader now, in order of harm to the customer and time left."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from textwrap import shorten
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from troth.operations import fitting
from troth.playbook import Playbook
from troth.promises.editions import Edition
from troth.promises.entries import Entry, EntryType
from troth.promises.parties import ActorKind
from troth.promises.promise import Promise
from troth.promises.recount import ended_pauses, recount
from troth.promises.waking import Rule
from troth_web.api.calls import Call
from troth_web.api.rights import may_change
from troth_web.desk import moments
from troth_web.desk.attention import Asked, Need, Whose, Why, attention
from troth_web.desk.attention.asks import asks
from troth_web.desk.called import called
from troth_web.desk.names import Names
from troth_web.desk.page import page
from troth_web.desk.steps.possible import acknowledging
from troth_web.desk.tabs import Tab
from troth_web.ledger import current_store
from troth_web.ledger.store import SqlStore
from troth_web.people.principals import Principal

#: So many rows a person can look at; more is behind the tabs.
SHOWN = 30

_SHAPES = {
    Why.BROKEN_UNTOLD: "broken",
    Why.BROKEN: "broken",
    Why.UPDATE_MISSED: "risk",
    Why.DECLINED: "risk",
    Why.RISK: "risk",
    Why.WORD: "wait",
    Why.NO_CASE: "broken",
    Why.UPDATE: "",
    Why.NOBODY: "",
    Why.SOON: "",
    Why.UNPROMISED: "",
    Why.QUESTION: "",
    Why.WAITING: "wait",
}
#: Nothing is promised yet: it waits for somebody to say what holds.
_UNNAMED = frozenset({Why.QUESTION, Why.UNPROMISED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the page."""

    id: str
    url: str
    shape: str
    label: str
    title: str
    why: str
    due: str
    by: datetime | None
    #: The same in the promise's zone, where its clock shows another time.
    there: str
    #: How much of the time is gone, 0 to 100; None where that says nothing.
    gone: int | None
    likelihood: float | None
    may_act: bool
    mine: bool
    runs: bool
    #: Whether somebody has to say what it promises; whether its customer says that it is done.
    unnamed: bool
    undone: bool
    #: Whether the customer waits for an answer; whether there is something to give them.
    asks: bool
    mends: bool
    once: str
    #: How many entries it had when it was shown.
    seen: int


@page("promises.read")
def show(request: HttpRequest) -> HttpResponse:
    """What needs me now."""
    call = Call.of(request)
    whose = _whose(request)
    store = current_store()
    edition = store.edition()
    asked = Asked(
        principal=call.principal, whose=whose, mends=lambda each: _mends(call, edition, each)
    )
    found = attention(store, asked, call.at)
    shown = _worded(store, found.needs[:SHOWN])
    names = Names(store, call.principal.actor.name)
    names.know(need.promise.customer for need in shown)
    playbook = edition.playbook if edition else None
    facts = {
        "heading": _heading(request, call.at, len(found.needs), more=found.more),
        "asks": asks(call, playbook, names),
        "once": f"desk-{uuid4()}",
        "line": _line(timezone.localtime(call.at)),
        "tabs": list(_tabs(whose)),
        "whose": whose,
        "rows": [_row(need, call, names, playbook, store) for need in shown],
        "left": len(found.needs) - len(shown),
        "more": found.more,
        "playbook": playbook,
    }
    return render(request, "desk/today.html", facts)


def _mends(call: Call, edition: Edition | None, promise: Promise) -> bool:
    """Whether the reader has something to give for it."""
    if "amends.give" not in call.principal.permissions or not may_change(call.principal, promise):
        return False
    return edition is not None and any(fitting(promise, edition, call.actor, call.at))


def _worded(store: SqlStore, needs: Sequence[Need]) -> list[Need]:
    """With the words that wait for somebody, unsealed in one question for all."""
    asked = [need.promise.id for need in needs if need.why in {Why.QUESTION, Why.WORD}]
    journals = store.journals(asked) if asked else {}
    return [_with_words(need, journals.get(need.promise.id, ())) for need in needs]


def _with_words(need: Need, entries: Sequence[Entry]) -> Need:
    if need.why is Why.WORD:
        theirs = (each for each in reversed(entries) if each.actor.kind is ActorKind.CUSTOMER)
        return replace(need, word=next(theirs, None))
    said = next((each.said("wording") for each in entries), None)
    return replace(need, promise=replace(need.promise, wording=str(said))) if said else need


def _whose(request: HttpRequest) -> Whose:
    said = request.GET.get("whose", "")
    return Whose(said) if said in set(Whose) else Whose.MINE


def _tabs(whose: Whose) -> Iterator[Tab]:
    labels = {
        Whose.MINE: gettext("Mine"),
        Whose.TEAMS: gettext("My teams"),
        Whose.ALL: gettext("Everybody"),
    }
    for each, label in labels.items():
        query = "" if each is Whose.MINE else f"?whose={each}"
        yield Tab(label=label, url=reverse("desk_today") + query, current=each is whose)


def _heading(request: HttpRequest, at: datetime, count: int, *, more: bool) -> str:
    """A sentence that says what matters."""
    name = getattr(request.user, "name", "").split(" ")[0]
    hello = _greeting(timezone.localtime(at).hour) % {"name": name}
    if not count:
        nothing = gettext("Nothing needs you now.")
        # Of very many only the first are looked at.
        return f"{hello} {gettext('Nothing near needs you now.') if more else nothing}"
    if more:
        some = ngettext("At least one promise needs you.", "At least %d promises need you.", count)
        said = some % count if "%d" in some else some
    else:
        said = ngettext("One promise needs you.", "%d promises need you.", count)
        said = said % count if "%d" in said else said
    return f"{hello} {said}"


def _greeting(hour: int) -> str:
    if hour < 11:
        return gettext("Good morning, %(name)s.")
    return gettext("Good evening, %(name)s.") if hour >= 18 else gettext("Hello, %(name)s.")


def _row(need: Need, call: Call, names: Names, playbook: Playbook | None, store: SqlStore) -> Row:
    promise = need.promise
    holds = str(promise.holder) == call.principal.actor.name
    return Row(
        id=promise.id,
        url=reverse("desk_promise", args=[promise.id]),
        shape=_SHAPES[need.why],
        label=_label(need.why),
        title=_title(promise, names, playbook),
        why=_sentence(need, names, store, call.at),
        due=_due(need, call.at),
        by=need.by,
        there=moments.moment(need.by, promise.zone).there if need.by else "",
        gone=_gone(need, call.at),
        likelihood=need.warned.likelihood if need.warned else None,
        may_act=_may_act(call.principal, promise),
        mine=holds,
        runs=need.why not in _UNNAMED and not promise.closed,
        unnamed=need.why in _UNNAMED and "promises.match" in call.principal.permissions,
        undone=_undone(promise) and "duties.reopen" in call.principal.permissions,
        asks=need.why is Why.WORD and acknowledging(promise) in call.principal.permissions,
        mends=need.why is Why.NO_CASE,
        once=f"desk-{uuid4()}",
        seen=promise.sequence,
    )


def _undone(promise: Promise) -> bool:
    """Whether it is a duty that is done, by the word of its customer."""
    return promise.is_duty and promise.kept_at is not None


def _may_act(principal: Principal, promise: Promise) -> bool:
    return "promises.tell" in principal.permissions and may_change(principal, promise)


def _title(promise: Promise, names: Names, playbook: Playbook | None) -> str:
    """What it is called; of what a customer owes, also who that is."""
    title = called(promise, names, playbook)
    if promise.customer is None or not promise.is_duty:
        return title
    return f"{names.customer(promise.customer)}: {title}"


def _label(why: Why) -> str:
    return {
        Why.BROKEN_UNTOLD: gettext("broken"),
        Why.BROKEN: gettext("broken"),
        Why.UPDATE_MISSED: gettext("update overdue"),
        Why.DECLINED: gettext("date declined"),
        Why.RISK: gettext("at risk"),
        Why.WORD: gettext("unanswered"),
        Why.NO_CASE: gettext("no recovery"),
        Why.UPDATE: gettext("update owed"),
        Why.NOBODY: gettext("nobody has it"),
        Why.SOON: gettext("due soon"),
        Why.UNPROMISED: gettext("no date yet"),
        Why.QUESTION: gettext("what was meant?"),
        Why.WAITING: gettext("waiting on them"),
    }[why]


def _sentence(need: Need, names: Names, store: SqlStore, at: datetime) -> str:
    """Why it stands here, in a sentence or two."""
    promise = need.promise
    said = _reason(need, store, at)
    quiet = {Why.NOBODY, Why.WAITING, Why.QUESTION, Why.NO_CASE}
    if need.unheld and need.why not in quiet and not promise.closed:
        who = names.party(promise.holder)
        said += " " + gettext("Nobody has it yet; it lies with %(who)s.") % {"who": who}
    return said


def _reason(need: Need, store: SqlStore, at: datetime) -> str:
    promise = need.promise
    told = moments.moment(promise.told_at).text if promise.told_at else ""
    reasons: Mapping[Why, Callable[[], str]] = {
        Why.BROKEN_UNTOLD: lambda: gettext("It is late, and nobody has told them since."),
        Why.BROKEN: lambda: (
            gettext("It is late; they were told %(when)s, and still wait.") % {"when": told}
        ),
        Why.UPDATE: lambda: _update(promise, told),
        Why.UPDATE_MISSED: lambda: _update(promise, told),
        Why.DECLINED: lambda: gettext("They declined the other date; the one before holds again."),
        Why.RISK: lambda: _risk(need),
        Why.WORD: lambda: _word(need.word),
        Why.NO_CASE: lambda: _unmended(promise, told),
        Why.QUESTION: lambda: _question(promise),
        Why.UNPROMISED: lambda: gettext("They asked for it, and no standard says by when."),
        Why.WAITING: lambda: _waiting(promise, store, at),
    }
    return reasons.get(need.why, lambda: _basis(promise))()


def _unmended(promise: Promise, told: str) -> str:
    if promise.closed:
        return gettext("It was late in the end, and nothing was given to make up for it.")
    if not told:
        return gettext("It broke, and nothing was given to make up for it.")
    said = gettext("It is late; they were told %(when)s, and nothing was given to make up for it.")
    return said % {"when": told}


def _word(word: Entry | None) -> str:
    """What the customer said themselves, in a line."""
    says = word and (word.said("heard") or word.said("note") or word.said("understanding"))
    done = _ANSWERED.get(word.type) if word else None
    parts = [str(done)] if done else []
    if says:
        shown = shorten(str(says), 160, placeholder=" …")
        parts.append(gettext("They wrote: “%(words)s”.") % {"words": shown})
    return " ".join(parts) or gettext("They said something by their link.")


#: What they did, beside what they wrote.
_ANSWERED: Mapping[EntryType, str | Lazy] = {
    EntryType.PROMISE_CHANGE_CONFIRMED: gettext_lazy("They agreed to the other date."),
    EntryType.PROMISE_CHANGE_DECLINED: gettext_lazy("They declined the other date."),
    EntryType.PROMISE_SETTLED: gettext_lazy("They said whether it was kept."),
    EntryType.PROMISE_MADE: gettext_lazy("They chose what they want."),
    EntryType.PROMISE_KEPT: gettext_lazy("They say that it is done."),
}


def _question(promise: Promise) -> str:
    if not promise.wording:
        return gettext("We said something, and nobody knows what it promises.")
    shown = shorten(promise.wording, 120, placeholder=" …")
    return gettext("We said: “%(words)s”. The guard does not know what it is about.") % {
        "words": shown
    }


def _basis(promise: Promise) -> str:
    if not promise.term:
        return gettext("A date that was said.")
    return gettext("Promised: %(term)s.") % {"term": promise.term}


def _update(promise: Promise, told: str) -> str:
    rhythm = gettext("You said they would hear %(rhythm)s.") % {
        "rhythm": promise.updates or promise.term
    }
    last = gettext("Last word %(when)s.") % {"when": told} if told else gettext("No word yet.")
    return f"{rhythm} {last}"


def _risk(need: Need) -> str:
    warned = need.warned
    assert warned is not None  # noqa: S101 - the caller has seen to it
    if warned.rule == Rule.LIKELIHOOD and warned.likelihood is not None and warned.n:
        late = max(1, round((1 - warned.likelihood) * 10))
        return gettext("About %(late)d of 10 like this were late (n = %(n)d).") % {
            "late": late,
            "n": warned.n,
        }
    if warned.step.endswith("%"):
        return gettext("%(share)s of its time is gone.") % {"share": warned.step}
    return gettext("%(left)s are left of its time.") % {"left": warned.step}


def _waiting(promise: Promise, store: SqlStore, at: datetime) -> str:
    pause = promise.open_pause
    assert pause is not None  # noqa: S101 - its clock stands still
    waits = gettext("We have waited for this since %(when)s: %(what)s.") % {
        "what": pause.reason.replace("-", " "),
        "when": moments.moment(pause.start).text,
    }
    counted = recount(ended_pauses(promise, at), store.edition(promise.edition))
    date = counted.next_update if promise.recurring else counted.now.due
    if date is None:
        return waits
    moves = gettext("If it came now, our date would be %(date)s.")
    return f"{waits} {moves % {'date': moments.moment(date).text}}"


def _due(need: Need, at: datetime) -> str:
    if need.by is None:
        return ""
    if need.why is Why.WAITING:
        return gettext("our date stands still")
    if need.why is Why.WORD:
        return gettext("for %s") % moments.span_text(at - need.by)
    if need.since is not None:
        return gettext("late by %s") % moments.span_text(at - need.since)
    return moments.left_text(need.by, at)


def _gone(need: Need, at: datetime) -> int | None:
    promise = need.promise
    begun = promise.told_at or promise.starts_at if need.why is Why.UPDATE else promise.starts_at
    if need.why is Why.WORD or need.by is None or need.by <= begun:
        return None
    stopped = promise.open_pause.start if promise.open_pause else at
    share = (stopped - begun) / (need.by - begun)
    return round(100 * min(max(share, 0), 1))


def _line(local: datetime) -> str:
    """`Friday 22 May, 10:14 in Berlin.`."""
    now = date_format(local, pgettext("today in a heading", "l j F, H:i"))
    return gettext("%(now)s in %(place)s.") % {"now": now, "place": moments.zone_text(local)}


urlpatterns = [path("", show, name="desk_today")]
