"""T26: eight kinds of callers, every operation, things of their own, of others, hidden, not there.

What a cell must answer is told here from the matrix and from who is in which team, and by nothing
that the server looks at when it decides.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.web.api.cells import CASES, MATCHING, NONE, TEXT, Case, Targets, Whose
from tests.web.api.conftest import NOW
from tests.web.api.world import Caller, World, nobody
from troth_web.api.listing import listed
from troth_web.people.models import Person, ServiceAccount
from troth_web.people.permissions import BY_NAME
from troth_web.people.roles import Role

#: Who asks in a role; a customer has the link of a page, which is no key.
CALLERS = {
    Role.ADMIN: "alice",
    Role.MANAGER: "mia",
    Role.AGENT: "ann",
    Role.VIEWER: "vic",
    Role.AI_AGENT: "bot",
    Role.INTEGRATION: "desk",
    Role.CUSTOMER: "",
    Role.ANONYMOUS: "",
}
OPERATIONS = {f"{one.method} {one.path.removeprefix('/api/v1')}": one for one in listed()}
#: To whom all teams are open to change.
OVER_TEAMS = {Role.ADMIN, Role.MANAGER}
#: What is an owner's alone: Ann's, in these tests.
OWNED = {"DELETE /sessions/{session_id}": {Role.AGENT}}
OWNED["DELETE /views/{view_id}"] = {Role.AGENT}
OWNED["DELETE /keys/{key_id}"] = {Role.AGENT, *OVER_TEAMS}
OWNED["DELETE /calendar-feeds/{feed_id}"] = {Role.AGENT, *OVER_TEAMS}


def test_every_operation_has_its_cells() -> None:
    """One that is added without a case fails here."""
    assert set(CASES) == set(OPERATIONS)


@pytest.fixture
def targets(
    world: World, people: dict[str, Person], programs: dict[str, ServiceAccount]
) -> Targets:
    """What there is, under a playbook that has something of everything."""
    body = {"text": TEXT, "accept": codes(world)}
    world.edition = world["mia"].post("/editions", body, expect=201)
    return Targets(world, people, programs, NOW)


def codes(world: World) -> list[str]:
    """What the checks find in it, which is of no matter here."""
    found = world["mia"].post("/editions/check", {"text": TEXT})["findings"]
    return sorted({each["code"] for each in found})


@pytest.mark.parametrize("name", CASES)
def test_its_cells(targets: Targets, name: str) -> None:
    """Every caller, with everything that the operation can be about."""
    for whose in owners(CASES[name]):
        for role in CALLERS:
            answer = asked(targets, name, role, whose)
            wanted = expected(name, role, whose)
            cell = f"{name} by {role}, {whose}: {answer.content[:300]!r}"
            cell = f"{name} by {role}, {whose}: {answer.content.decode(errors='replace')[:300]}"
            assert answer.status_code == wanted, cell
            if wanted >= 400:
                assert_problem(answer, name, role, targets, whose)


def owners(case: Case) -> Iterator[Whose]:
    """Whose things it can be about; what belongs to no team is there or not."""
    yield "own"
    if case.teams or case.about == "makes":
        yield "other"
        yield "hidden"
    if case.about and case.about not in {"signed in"}:
        yield "none"


def expected(name: str, role: Role, whose: Whose) -> int:
    """The status that the matrix and the teams ask for."""
    operation, case = OPERATIONS[name], CASES[name]
    if operation.open_to_anybody:
        return 200
    if role not in BY_NAME[operation.permission].roles or case.about == "signed in":
        return 403 if CALLERS[role] else 401
    if whose == "none" or (name in OWNED and role not in OWNED[name]):
        return 404
    if whose == "hidden" and role is not Role.ADMIN:
        return 403 if case.about == "makes" else 404
    changes = operation.method != "GET" and role not in OVER_TEAMS
    others = whose == "other" and changes and (case.teams or role is Role.AI_AGENT)
    return 403 if others else int(operation.status)


def asked(targets: Targets, name: str, role: Role, whose: Whose) -> HttpResponse:
    """The answer; what it changed is undone."""
    case, world = CASES[name], targets.world
    method, path = name.split(" ")
    filled = filling(targets, case, whose)
    path = re.sub(r"\{(\w+)\}", lambda of: filled.get(of[1], filled["target"]), path)
    query = f"?{fill(case.query, filled)}" if case.query else ""
    caller = world[CALLERS[role]] if CALLERS[role] else stranger(role)
    with transaction.atomic():
        if case.about == "draft" and whose == "own":
            world["alice"].ask("PUT", "/editions/draft", {"text": TEXT})
        if case.form is not None:
            answer = caller.send_file(path + query, case.form)
        else:
            answer = caller.ask(method, path + query, fill(case.body, filled))
        transaction.set_rollback(True)
    return answer


def stranger(role: Role) -> Caller:
    """Somebody without a key: with nothing, or with the token of a link."""
    return Caller("troth_link_of-a-customer") if role is Role.CUSTOMER else nobody()


def filling(targets: Targets, case: Case, whose: Whose) -> dict[str, Any]:
    """What stands for the names in braces."""
    world = targets.world
    target = ""
    if case.about not in {"", "makes", "asks", "draft", "signed in"}:
        target = targets.of(case.about, whose if case.teams or whose == "none" else "own")
    customer = NONE if whose == "none" and case.about in {"makes", "asks"} else world.customer
    found: dict[str, Any] = {
        "target": target,
        "promise": target,
        "item": targets.of("promise", "own") if "{item}" in str(case.body) else "",
        "customer": customer,
        "metric": MATCHING.get(whose, "first-reply"),
        "person": str(targets.people["dan"].pk),
        "text": TEXT,
    }
    if case.about == "attached":
        found["file_id"] = NONE if whose == "none" else targets.ids["file", whose]
    if case.about == "delivery":
        found["endpoint_id"] = targets.of("endpoint", whose)
    if case.about == "moved_duty" and whose != "none":
        duty = world["alice"].get(f"/duties/{target}")
        found["change"] = duty["changes"][0]["id"]
    found.setdefault("change", NONE)
    if "{codes}" in str(case.body):
        found["codes"] = codes(world)
    if "{answers}" in str(case.body):
        asked_ = world["alice"].get("/guidelines/support/quiz")
        found["edition"] = asked_["edition"]
        found["answers"] = [0] * len(asked_["questions"])
    if "{quote}" in str(case.body):
        found["quote"] = targets.quote()
    return found


def fill(value: Any, filled: dict[str, Any]) -> Any:
    """A body or query with the names in braces filled in."""
    if isinstance(value, dict):
        return {key: fill(inner, filled) for key, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, filled) for inner in value]
    if isinstance(value, str) and (whole := re.fullmatch(r"\{(\w+)\}", value)):
        return filled[whole[1]]
    return (
        re.sub(r"\{(\w+)\}", lambda found: filled[found[1]], value)
        if isinstance(value, str)
        else value
    )


def assert_problem(
    answer: HttpResponse, name: str, role: Role, targets: Targets, whose: Whose
) -> None:
    """A refusal is a problem; of what is hidden it says what it says of what is not there."""
    said = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json", name
    assert said["status"] == answer.status_code, name
    never_there = CASES[name].teams and (whose == "hidden" or answer.status_code in {401, 403})
    if not never_there or whose == "other":
        return
    case = CASES[name]
    target = targets.of(case.about, whose)
    without = asked(targets, name, role, "none").content.decode()
    assert answer.content.decode().replace(target, NONE) == without, name
