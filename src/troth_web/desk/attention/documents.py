"""Milestone documents that a customer signed or chose from by their link, and nobody read since."""

from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import cast

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.promises.entries import Entry, EntryType
from troth.promises.milestone import Milestone, milestone
from troth_web.api.calls import Call
from troth_web.desk.attention.ask import Ask
from troth_web.desk.names import Names
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.spoken import milestones_unread
from troth_web.ledger.store import SqlStore
from troth_web.people.roles import Role

#: So many are looked at, the latest first.
_MOST = 100
#: Who answers for what others leave lying.
_IN_CHARGE = {Role.MANAGER, Role.ADMIN}

_DONE: Mapping[str, str | Lazy] = {
    "confirmed": _("They signed it."),
    "declined": _("They declined to sign it."),
}


def documents(call: Call, names: Names) -> Iterator[Ask]:
    """Those that the reader opened, or keeps something of; managers see all of them."""
    store = cast("SqlStore", call.store)
    unread = milestones_unread(store.connection, _MOST)
    if not unread:
        return
    journals = store.journals(unread)
    known = {each: found for each in unread if (found := milestone(journals.get(each, ())))}
    mine = _mine(call, {name for each in known.values() for name in each.ours})
    for subject, found in known.items():
        if _concerns(call, found, mine):
            yield _ask(found, journals[subject][-1], names)


def _mine(call: Call, promises: set[str]) -> set[str]:
    """Those of the promises that the reader looks after, or their team."""
    rows = PromiseRow.objects.filter(subject__in=promises)
    holders = rows.values_list("subject", "holder", "holder_team")
    principal = call.principal
    return {
        subject
        for subject, holder, team in holders
        if holder == principal.actor.name or team in principal.teams
    }


def _concerns(call: Call, found: Milestone, mine: set[str]) -> bool:
    principal = call.principal
    own = found.by == principal.actor.name or not mine.isdisjoint(found.ours)
    return own or principal.role in _IN_CHARGE


def _ask(found: Milestone, last: Entry, names: Names) -> Ask:
    name = found.name or found.milestone or gettext("A milestone")
    return Ask(
        label=gettext("unanswered"),
        title=f"{names.customer(found.customer)}: {name}",
        why=_why(found, last),
        url=reverse("desk_milestone", args=[found.id]),
        since=found.unanswered,
        read=reverse("desk_milestone_acknowledge", args=[found.id]),
        seen=found.sequence,
    )


def _why(found: Milestone, last: Entry) -> str:
    """What they did, and what they wrote with it."""
    if last.type is EntryType.MILESTONE_CHOSEN:
        option = found.chosen.option if found.chosen else ""
        said = next((each.says for each in found.options if each.id == option), None) or option
        parts = [gettext("They chose: %(what)s.") % {"what": _short(said)}]
    else:
        parts = [str(_DONE.get(str(last.payload.get("agreement")), ""))]
    says = last.said("note") or last.said("understanding")
    if says:
        parts.append(gettext("They wrote: “%(words)s”.") % {"words": _short(str(says))})
    return " ".join(parts)


def _short(text: str) -> str:
    return shorten(text, 160, placeholder=" …")
