"""What every operation needs to know of a request: who asks, when, and under which key."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from django.http import HttpRequest

from troth.promises.parties import Actor, ActorKind, Party, PartyKind
from troth.promises.store import Store
from troth_web import clock
from troth_web.api.parsing import sent
from troth_web.api.problems import refused
from troth_web.ledger import current_store
from troth_web.people.needs import principal_of
from troth_web.people.principals import Principal
from troth_web.webhooks import hops

#: Longest idempotency key, in characters.
LONGEST_KEY = 255
_ETAG = re.compile(r'(?:W/)?"(\d{1,18})(?:-[a-z-]*)?"')


@dataclass(frozen=True)
class Call:
    """One request, read once."""

    request: HttpRequest
    principal: Principal
    at: datetime

    KEY_HEADER: ClassVar[str] = "Idempotency-Key"

    @classmethod
    def of(cls, request: HttpRequest) -> "Call":
        """The call that a request is; here the clock is read."""
        return cls(request, principal_of(request), clock.now())

    @property
    def store(self) -> Store:
        """The ledger."""
        return current_store()

    @cached_property
    def actor(self) -> Actor:
        """Who acts, as the journal writes it.

        Raises:
            RefusedError: a header says for whom, and it may not.
        """
        known = self.principal.actor
        actor = Actor(
            ActorKind(known.kind),
            known.id,
            str(known.role),
            known.on_behalf_of or None,
            self.principal.key or None,
        )
        behalf = self.request.headers.get("On-Behalf-Of")
        return replace(actor, on_behalf_of=_customer(actor, behalf)) if behalf else actor

    @property
    def key(self) -> str | None:
        """The idempotency key, if there is one.

        Raises:
            RefusedError: it is empty, too long, or not plain text.
        """
        key = self.request.headers.get(self.KEY_HEADER)
        if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isprintable()):
            raise refused(
                "malformed",
                f"an idempotency key has 1 to {LONGEST_KEY} printable characters",
                where=self.KEY_HEADER,
            )
        return key

    @property
    def hop(self) -> int:
        """How many webhooks lie between this request and whoever began.

        Raises:
            RefusedError: the header holds no number.
        """
        said = self.request.headers.get(hops.HEADER, "0")
        if not (said.isascii() and said.isdecimal() and len(said) <= 3):
            raise refused("malformed", "send it back as the webhook brought it", where=hops.HEADER)
        return int(said)

    @property
    def fingerprint(self) -> str:
        """What was asked, as SHA-256, so that a key is not used for two things."""
        asked = hashlib.sha256()
        behalf = self.request.headers.get("On-Behalf-Of", "")
        for part in (str(self.request.method), self.request.get_full_path(), behalf):
            asked.update(part.encode() + b"\n")
        asked.update(sent(self.request))
        return asked.hexdigest()

    @property
    def expected(self) -> int | None:
        """How many entries the caller has seen: from `If-Match`.

        Raises:
            RefusedError: the header holds something else than an ETag of ours.
        """
        found = self.request.headers.get("If-Match")
        if found is None or found.strip() == "*":
            return None
        match = _ETAG.fullmatch(found.strip())
        if match is None:
            # What was never said of anything cannot be how it stands.
            raise refused(
                "changed",
                f"{found!r} is no ETag of an earlier answer; send it as it came, "
                'or the sequence in quotes, such as "3"',
                where="If-Match",
            )
        return int(match[1])


def _customer(actor: Actor, behalf: str) -> str:
    """For whom a program speaks: a customer."""
    party = Party.parse(behalf)
    is_customer = party.kind is PartyKind.CUSTOMER and party.id.isprintable()
    if actor.kind is ActorKind.PERSON or not is_customer:
        raise refused(
            "unfit",
            "a program may speak for a customer: 'On-Behalf-Of: customer:ID'",
            where="On-Behalf-Of",
        )
    return str(party)
