"""A promise as its customer sees it through their link."""

from collections.abc import Iterator
from typing import Any

from troth.playbook import Playbook
from troth.playbook.schema.promises import Standard
from troth.promises.note import Note
from troth.promises.outcomes import outcome
from troth.promises.parties import Party, PartyKind
from troth.promises.promise import Agreement, Promise, Stage
from troth_web.desk import words
from troth_web.desk.acting import ActForm
from troth_web.desk.amends import amends_of
from troth_web.desk.attached import shared_with
from troth_web.desk.hatch import words as theirs
from troth_web.desk.hatch.answers import form_of
from troth_web.desk.hatch.notes import notes_on
from troth_web.desk.hatch.visit import Visit
from troth_web.desk.offered import Offered, choices_of, offered
from troth_web.desk.states import shown_state


def facts_of(visit: Visit, promise: Promise, bound: dict[str, ActForm]) -> dict[str, Any]:
    """What the page shows, with the form that was sent and refused in its place."""
    edition = visit.store.edition(promise.edition)
    playbook = edition.playbook if edition else None
    entries = visit.store.entries(promise.id)
    standard = _standard(promise, playbook)
    state = shown_state(promise, outcome(promise, visit.at))
    return {
        "promise": promise,
        "title": words.metric_text(promise.metric, playbook),
        "company": playbook.company if playbook else "",
        "by": _team(promise.promiser, playbook),
        "state": state,
        "word": words.state_between(state),
        "sentence": theirs.sentence(promise, visit.at),
        "dates": list(theirs.dates(promise)),
        "asked": theirs.asked(promise),
        "reported": _reported(promise),
        "settles": _settles(promise),
        "chosen": promise.stage is Stage.PROMISED and promise.chosen,
        "options": _options(promise),
        "includes": standard.includes if standard else (),
        "excludes": standard.excludes if standard else (),
        "duties": list(_duties(visit, promise, playbook)),
        "amends": amends_of(promise, playbook),
        "files": shared_with(promise),
        "messages_said": theirs.messages(entries),
        "notes": list(_notes(visit, promise, bound)),
        "forms": {
            what: bound.get(what) or form_of(what, promise)
            for what in ("agree", "choose", "settle", "say")
        },
    }


def _notes(
    visit: Visit, promise: Promise, bound: dict[str, ActForm]
) -> Iterator[tuple[Note, ActForm | None]]:
    """What was noted, each with how it was put right and refused."""
    for each in notes_on(visit, promise):
        yield each, bound.get(f"note-{each.id}")


def _standard(promise: Promise, playbook: Playbook | None) -> Standard | None:
    return playbook.standards.get(str((promise.basis or {}).get("id"))) if playbook else None


def _team(party: Party, playbook: Playbook | None) -> str:
    """The team that promised, and never a person."""
    team = playbook.teams.get(party.id) if playbook and party.kind is PartyKind.TEAM else None
    return (team.name if team else None) or (playbook.company if playbook else "")


def _options(promise: Promise) -> list[Offered]:
    """What they can choose, while nothing is chosen."""
    waits = promise.stage is Stage.OFFERED and not promise.closed
    return list(offered(promise)) if waits else []


def _reported(promise: Promise) -> str:
    """The option that we noted as chosen, until they say so themselves."""
    if promise.agreement is not Agreement.REPORTED or promise.closed:
        return ""
    return dict(choices_of(promise)).get(promise.chosen or "", promise.chosen or "")


def _settles(promise: Promise) -> bool:
    return (
        promise.stage is Stage.PROMISED
        and promise.settled_by == "customer"
        and promise.withdrawn_at is None
    )


def _duties(visit: Visit, promise: Promise, playbook: Playbook | None) -> Iterator[dict[str, Any]]:
    """What we need from them, which is theirs to know."""
    stopped_by = (pause.duty for pause in promise.pauses if pause.duty)
    for need in dict.fromkeys([*promise.needs, *stopped_by]):
        duty = visit.store.promise(need)
        if duty is None or not duty.is_duty or duty.customer != visit.hatch.customer:
            continue
        declared = playbook.duties.get(duty.metric) if playbook else None
        yield {
            "says": (declared.says if declared else None)
            or words.metric_text(duty.metric, playbook),
            "due": duty.falls_due,
            "zone": duty.zone,
            "effect": duty.effect,
            "done": duty.kept_at is not None,
            "open": not duty.closed,
        }
