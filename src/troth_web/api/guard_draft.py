"""One draft, looked at: what becomes of it, also where looking fails, and what is counted of it.

Nothing of a draft is kept or logged. For a program the guard fails closed: where it cannot look,
somebody is asked. Where the ledger does not answer, neither does the guard.
"""

import time
from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError, InterfaceError

from troth import operations
from troth.guard.checking import Checked, check
from troth.guard.decide import Decision
from troth.guard.recording import known_channel, stopped_of
from troth.operations import AskGuard, Stopped
from troth.operations.drafts import GUARD
from troth.playbook.schema.words import Role
from troth.promises.store import Work
from troth.said import said
from troth_web.api.calls import Call
from troth_web.api.guard_context import context_of, must_know, must_know_facets, role_in
from troth_web.api.problems import log
from troth_web.api.refusals import frames
from troth_web.ledger.errors import BusyError
from troth_web.people.caps import spend_write
from troth_web.webhooks import hops

#: Seconds after which a draft counts as one that cannot be judged.
LIMIT = 5.0
#: Nothing can be said without the ledger, which is no leave to send.
_NO_LEDGER = (DatabaseError, InterfaceError, BusyError)


def looked_at(call: Call, asked: AskGuard, at: datetime | None) -> Checked:
    """What becomes of a draft.

    Args:
        call: who asks, and when.
        asked: the draft.
        at: when it is said; None for a text that stands.

    Raises:
        NotFoundError: there is no such customer.
        UnfitError: a facet, or a value of one, that the playbook does not know.
    """
    must_know(call, asked.customer)
    must_know_facets(call, asked.facets)
    try:
        context = context_of(call, asked, at)
        return check(
            asked.text,
            context,
            form=asked.form,
            language=asked.language,
            limit=LIMIT,
            clock=time.monotonic,
        )
    except _NO_LEDGER:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, a program must not go on
        # Neither the error's own text nor the draft's: it may hold what nobody may keep.
        log.error("the guard failed: %s", type(error).__name__, exc_info=frames(error))
        return _failed(role_in(call), error)


def _failed(role: Role, error: Exception) -> Checked:
    closed = role is Role.AI_AGENT
    says = said("ask a person") if closed else said("it advises nothing; weigh your words yourself")
    return Checked(
        decision=Decision.ASK if closed else Decision.ALLOW,
        ask=Role.MANAGER.value if closed else None,
        reason=said(
            "the guard could not look at this draft ({error}); {says}",
            error=type(error).__name__,
            says=says,
        ),
        verdicts=(),
        edition=None,
    )


def count(call: Call, asked: AskGuard, checked: Checked) -> None:
    """Count what may not go out as it is, in nobody's name.

    Raises:
        CapReachedError: the caller's key has written as often as it may.
    """
    stopped = _counted(call, asked, checked)
    if not stopped:
        return
    spend_write(call.principal, call.at)
    key = call.key and f"{call.actor.name}\0{call.key}"

    def act(work: Work) -> None:
        operations.count_stopped(work, stopped, key)
        hops.note(work, call.hop)

    call.store.write(act, actor=GUARD, at=call.at)


def _counted(call: Call, asked: AskGuard, checked: Checked) -> Sequence[Stopped]:
    edition = call.store.edition()
    channel = known_channel(edition.playbook, asked.channel) if edition else None
    return stopped_of(checked, channel, role_in(call))
