"""Mails to troth: each taken in once, by its Message-ID, however it comes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from troth.errors import TrothError
from troth.promises.hashing import instant
from troth.promises.promise import Promise, Stage
from troth.promises.store import Work
from troth.said import said
from troth_web.connectors.capture import addresses
from troth_web.connectors.capture.line import line_of
from troth_web.connectors.capture.mail import Address, Mail, read
from troth_web.connectors.capture.recording import Word, caught
from troth_web.connectors.customers import colleagues
from troth_web.connectors.events import Contact
from troth_web.connectors.models import Connector, Delivery
from troth_web.connectors.reading import UnreadableError
from troth_web.connectors.receiving import IGNORED, REFUSED, Came, once
from troth_web.connectors.signing import fingerprint
from troth_web.connectors.tidying import KEPT
from troth_web.ledger.store import SqlStore
from troth_web.notices import bounces
from troth_web.people.errors import NotAllowedError
from troth_web.people.models import Person
from troth_web.people.principals import Principal

#: Mails are one lot, whether they come by webhook, by mailbox or by a pipe.
SOURCE = "mail"
#: What a mail says of when it was sent is believed for so long.
_LATE = timedelta(days=1)
_NOBODY = said(
    "it was not sent to the secret address of somebody here from their own address; "
    "'POST /api/v1/capture/address' makes one"
)

_OLD = said(
    "it was sent more than {n} days ago, and may have been taken in then; record by hand what is "
    "promised",
    n=KEPT.days,
)


class NoPromiseError(TrothError):
    """A mail that promises nothing."""


def take_in(
    store: SqlStore,
    raw: bytes,
    at: datetime,
    *,
    envelope: Iterable[str] = (),
    connector: Connector | None = None,
    by: Principal | None = None,
    before: Callable[[], None] | None = None,
) -> Came:
    """Take in a mail.

    Args:
        store: the ledger.
        raw: the whole message.
        at: now.
        envelope: to whom it was delivered, where that is said beside it.
        connector: by which it came.
        by: who handed it in with a key of their own.
        before: called within the transaction before anything is written.
    """
    try:
        mail = read(raw, envelope)
        if mail.automatic:
            return _from_machine(store, raw, at, mail.automatic)
        _check_new(mail, at)
        who, customer = _who(mail, by), _customer(mail)
    except (UnreadableError, NoPromiseError) as error:
        return Came("refused", [REFUSED.of(why=str(error))])
    key = fingerprint((mail.id or "").encode() or raw)

    def act(work: Work) -> Came:
        if before is not None:
            before()

        def taken(_: Delivery) -> Came:
            return _recorded(store, work, who, mail, customer)

        return once(SOURCE, key, at, connector, taken)

    try:
        return store.write(act, actor=who.actor, at=at)
    except NotAllowedError as error:
        return Came("refused", [REFUSED.of(why=str(error))])


def _from_machine(store: SqlStore, raw: bytes, at: datetime, why: str) -> Came:
    if bounces.take(store, raw, at=at):
        return Came("applied", [said("noted: a notice came back")])
    return Came("ignored", [IGNORED.of(why=said("automatic message: {why}", why=why))])


def _check_new(mail: Mail, at: datetime) -> None:
    if mail.at is not None and at - mail.at > KEPT:
        raise NoPromiseError(_OLD)


def _who(mail: Mail, by: Principal | None) -> Principal:
    """Who sent it: by the secret of the address, or by the key with which it was handed in."""
    sender = mail.sender.email if mail.sender else ""
    for token in mail.tokens:
        owner = addresses.owner_of(token)
        if owner is not None and owner[1] == sender:
            return owner[0]
    if by is not None and by.is_person and not mail.tokens:
        theirs = Person.objects.filter(pk=by.id, email=sender).exists()
        if theirs:
            return replace(by, actor=replace(by.actor, key=None))
    raise NoPromiseError(_NOBODY)


def _customer(mail: Mail) -> Address:
    """Of a copy the first outside recipient, of what was passed on whom it was from."""
    quoted = (mail.quoted,) if mail.quoted else ()
    candidates = quoted if mail.passed_on else mail.recipients
    inside = colleagues([each.email for each in candidates])
    for each in candidates:
        if each.email not in inside:
            return each
    raise NoPromiseError(said("it names nobody outside to whom something is promised"))


def _recorded(store: SqlStore, work: Work, who: Principal, mail: Mail, customer: Address) -> Came:
    sent = mail.at
    made_at = sent if sent and timedelta(0) <= work.at - sent <= _LATE else work.at
    word = Word(
        customer=Contact(email=customer.email, name=customer.name),
        line=line_of(mail.text),
        wording=mail.text or "(nothing was written)",
        channel="email",
        at=made_at,
    )
    promise, why = caught(store, work, who, word)
    says = [REFUSED.of(why=why)] if why else []
    return Came("applied", [*says, told(promise)], [promise.id])


def told(promise: Promise) -> str:
    """What was recorded, without who it is about."""
    if promise.stage is Stage.NO_PROMISE:
        return said("listed without a promise: {reason}", reason=promise.reason)
    facts = {"metric": promise.metric, "term": promise.term}
    if promise.due is None:
        return said("{metric}: promised {term}", **facts)
    return said("{metric}: promised {term}, due {due}", **facts, due=instant(promise.due))
