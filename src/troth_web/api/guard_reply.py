"""A reply that goes out: whether it may, and what of it is recorded."""

from datetime import datetime

from troth.errors import TrothError
from troth.guard.checking import Checked
from troth.guard.decide import Decision
from troth.guard.recording import spoken_of
from troth.guard.verdict import Verdict
from troth.operations import RecordReply, Spoken
from troth.operations.errors import NoEditionError, UnfitError
from troth.playbook.schema.words import VerdictKind
from troth.said import joined, said, said_as
from troth_web.api.calls import Call

_DECISIONS = {
    Decision.ALLOW: said_as("decision of the guard", "allow"),
    Decision.ASK: said_as("decision of the guard", "ask"),
    Decision.STOP: said_as("decision of the guard", "stop"),
}


class StoppedError(TrothError):
    """A reply that the guard does not let out."""

    def __init__(self, checked: Checked) -> None:
        told = said(
            "the guard says {decision}: {reason}",
            decision=_DECISIONS[checked.decision],
            reason=checked.reason,
        )
        if checked.ask:
            told = joined((told, said("ask {whom}", whom=checked.ask)), "; ")
        super().__init__(told)
        self.checked = checked


def may_go(call: Call, body: RecordReply, checked: Checked) -> None:
    """See that a reply may go out.

    Raises:
        StoppedError: it may not.
        UnfitError: a person may send it, and has to say why.
    """
    asks = checked.decision is Decision.ASK and not call.principal.is_person
    if checked.decision is Decision.STOP or asks:
        raise StoppedError(checked)
    advised = [each for each in checked.verdicts if each.verdict is not VerdictKind.BACKED]
    own_words = bool(advised) or checked.decision is Decision.ASK
    if own_words and call.principal.is_person and body.reason is None:
        because = advised[0].because if advised else checked.reason
        raise UnfitError(
            "reason", said("say why these words go out all the same: {because}", because=because)
        )


def said_in(call: Call, body: RecordReply, checked: Checked, at: datetime) -> list[Spoken]:
    """What is recorded of a reply: each of the company's promises.

    Raises:
        NotFoundError: no edition is published.
        UnfitError: what the caller says of a promise fits none, or is not theirs to say.
    """
    edition = call.store.edition()
    if edition is None:
        raise NoEditionError
    metrics = _metrics(call, body, checked)
    spoken = (
        spoken_of(each, edition.playbook, at, metrics.get(each.found.start, each.link.metric))
        for each in checked.verdicts
    )
    return [each for each in spoken if each is not None]


def _metrics(call: Call, body: RecordReply, checked: Checked) -> dict[int, str | None]:
    by_start = {each.found.start: each for each in checked.verdicts}
    for number, about in enumerate(body.about):
        where = f"about.{number}"
        verdict = by_start.get(about.start)
        if verdict is None:
            places = ", ".join(map(str, by_start)) or "none"
            raise UnfitError(
                where,
                said(
                    "no promise starts at {start}; they start at {places}",
                    start=str(about.start),
                    places=places,
                ),
            )
        _check(call, where, verdict, about.metric)
    return {about.start: about.metric for about in body.about}


def _check(call: Call, where: str, verdict: Verdict, metric: str | None) -> None:
    if metric != verdict.link.metric and not call.principal.is_person:
        # What it was judged by must be what is recorded.
        raise UnfitError(
            where, said("a program cannot say what its words are about; a person corrects the link")
        )
