"""What somebody says that they promised, recorded as theirs and within their rights."""

from dataclasses import dataclass
from datetime import datetime

from troth import operations
from troth.errors import TrothError
from troth.operations import Catch, Make
from troth.operations.errors import NoEditionError
from troth.promises.promise import Promise
from troth.promises.store import ConflictError, Work
from troth.said import said as worded
from troth_web.api.rights import may_speak_for
from troth_web.connectors.capture.line import Said, said
from troth_web.connectors.customers import customer_of
from troth_web.connectors.events import Contact
from troth_web.ledger.store import SqlStore
from troth_web.people.errors import NotAllowedError
from troth_web.people.permissions import require
from troth_web.people.principals import Principal


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What was said to whom, and where."""

    customer: Contact
    #: Metric and term in one line; None where nothing of the kind is said.
    line: str | None
    wording: str
    channel: str
    at: datetime


def record(store: SqlStore, work: Work, principal: Principal, word: Word) -> Promise:
    """Make the promise that a line says.

    Raises:
        NotAllowedError: they may not promise, or not for that team.
        TrothError: the line says nothing that can be promised.
    """
    require(principal, "promises.make")
    meant = _meant(work, word)
    customer = customer_of(store, work, word.customer)
    return _promised(work, principal, _make(principal, meant, customer, word))


def caught(
    store: SqlStore, work: Work, principal: Principal, word: Word
) -> tuple[Promise, str | None]:
    """The promise that was said; or, where none can be read, the words, with why.

    Raises:
        NotAllowedError: they may not promise.
    """
    require(principal, "promises.make")
    customer, why = customer_of(store, work, word.customer), None
    if word.line is not None:
        try:
            wanted = _make(principal, _meant(work, word), customer, word)
            return _promised(work, principal, wanted), None
        except (ConflictError, NotAllowedError):
            raise
        except TrothError as error:
            why = str(error)
    catch = Catch(
        customer=str(customer),
        wording=word.wording,
        at=word.at,
        channel=word.channel,
        holder=f"person:{principal.id}",
        reason=f"said as {word.line!r}: {why}"[:1_000] if why else None,
    )
    return operations.catch(work, catch), why


def _meant(work: Work, word: Word) -> Said:
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    return said(word.line or "", edition.playbook.metrics)


def _promised(work: Work, principal: Principal, wanted: Make) -> Promise:
    promise = operations.make(work, wanted)
    if not may_speak_for(principal, promise):
        raise NotAllowedError(
            worded(
                "{role} does not speak for {party}",
                role=principal.role.value,
                party=str(promise.promiser),
            )
        )
    return promise


def _make(principal: Principal, meant: Said, customer: str | None, word: Word) -> Make:
    return Make(
        metric=meant.metric,
        term=meant.term,
        customer=customer,
        at=word.at,
        wording=word.wording or None,
        channel=word.channel,
        holder=f"person:{principal.id}",
    )
