"""What waits for the reader's word beside promises: documents, drafts, packets, claims, friction.

Of packets and friction the latest are looked at; older ones are on their own pages.
"""

from collections.abc import Callable, Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext

from troth import queries
from troth.playbook import Playbook
from troth_web.api.calls import Call
from troth_web.desk.attention.ask import Ask
from troth_web.desk.attention.documents import documents
from troth_web.desk.editor.opened import opened
from troth_web.desk.names import Names

#: So many packets, and so many frictions.
_LATEST = 15


def asks(call: Call, playbook: Playbook | None, names: Names) -> list[Ask]:
    """All of them that this reader may answer."""
    found: dict[str, Callable[[], Iterable[Ask]]] = {
        "milestones.acknowledge": lambda: documents(call, names),
        "editions.publish": lambda: _draft(call, names),
        "packets.answer": lambda: _packets(call, names),
        "claims.answer": lambda: _claims(call, playbook) if playbook else (),
        "friction.answer": lambda: _frictions(call),
    }
    may = call.principal.permissions
    return [ask for permission, look in found.items() if permission in may for ask in look()]


def _draft(call: Call, names: Names) -> Iterator[Ask]:
    asked = queries.latest_submission(call.store)
    now = opened(call.store) if asked else None
    if asked is None or now is None or not now.is_draft or not asked.stands(now.text):
        return
    who = names.actor(asked.by)
    yield Ask(
        label=gettext("approval"),
        title=gettext("A draft of the playbook"),
        why=asked.note or gettext("%(who)s asks you to put it in force.") % {"who": who},
        url=reverse("desk_publish"),
        since=asked.at,
    )


def _packets(call: Call, names: Names) -> Iterator[Ask]:
    for packet in queries.packets(call.store, limit=_LATEST).items:
        waits = [item for item in packet.items if item.answer is None or item.explained]
        if packet.to not in call.principal.teams or not waits:
            continue
        yield Ask(
            label=gettext("handed over"),
            title=gettext("What was promised to %(who)s")
            % {"who": names.customer(packet.customer)},
            why=gettext("Accept, question or contest each promise: %(n)d wait for your word.")
            % {"n": len(waits)},
            url=reverse("desk_packet", args=[packet.id]),
            since=packet.handed_at,
        )


def _claims(call: Call, playbook: Playbook) -> Iterator[Ask]:
    teams = call.principal.teams
    for each in queries.reliances(call.store, playbook, teams):
        if each.team in teams and each.agreed is None and each.answer is None:
            yield Ask(
                label=gettext("published promise"),
                title=f"“{each.claim.says or each.claim.term}”",
                why=gettext("It is said in public, and you have to keep it. Can you?"),
                url=reverse("desk_claim_answer", args=[each.id, each.team]),
            )


def _frictions(call: Call) -> Iterator[Ask]:
    principal = call.principal
    mine = {principal.actor.name, *(f"team:{each}" for each in principal.teams)}
    for each in queries.frictions(call.store, limit=_LATEST).items:
        if each.answer is None and each.owner in mine:
            yield Ask(
                label=gettext("friction"),
                title=each.example or each.touchpoint,
                why=gettext("Somebody felt it and waits for your answer."),
                url=reverse("desk_friction_one", args=[each.id]),
                since=each.at,
            )
