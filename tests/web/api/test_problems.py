"""Every refusal has the one shape: type, title, status, detail, code, errors."""

import json
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse

from tests.web.api.world import Caller, World, nobody
from troth_web.api import guards
from troth_web.api.limits import Buckets
from troth_web.api.problems import KINDS
from troth_web.api.refusals import problem_of

NONE = "01936f2e-7c00-7000-8000-000000000001"
Fail = Callable[[World], HttpResponse]


def assert_problem(answer: HttpResponse, code: str) -> None:
    """An answer is this problem, and complete."""
    body = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    assert set(body) >= {"type", "title", "status", "detail", "code", "errors"}
    assert (body["code"], body["status"]) == (code, answer.status_code), body
    assert answer.status_code == KINDS[code].status
    assert body["type"] == f"/api/v1/docs#{code}"
    assert all(set(each) >= {"where", "message"} for each in body["errors"])


def _post(path: str, body: object, by: str = "ann", **headers: str) -> Fail:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda world: world[by].ask("POST", path, body, headers=named)


def _raw(raw: bytes, content_type: str = "application/json") -> Fail:
    return lambda world: world["ann"].ask("POST", "/customers", raw=raw, content_type=content_type)


def _get(path: str, by: str = "ann") -> Fail:
    return lambda world: world[by].ask("GET", path)


WAYS: dict[str, tuple[str, Fail]] = {
    "no JSON": ("malformed", _raw(b"{")),
    "a constant that JSON lacks": ("malformed", _raw(b'{"name": NaN}')),
    "a key twice": ("malformed", _raw(b'{"name": "a", "name": "b"}')),
    "half a character": ("malformed", _raw(b'{"name": "\\ud800"}')),
    "not UTF-8": ("malformed", _raw(b'{"name": "\xff"}')),
    "nested too deep": ("malformed", _raw(b"[" * 100_000)),
    "NUL": ("not-valid", _raw(b'{"name": "a\\u0000"}')),
    "a form": ("wrong-type", _raw(b"name=a", "application/x-www-form-urlencoded")),
    "too large": ("too-large", _raw(b'{"name": "' + b"a" * 6_000_001 + b'"}')),
    "no body": ("not-valid", _raw(b"")),
    "a list as body": ("not-valid", _raw(b"[]")),
    "false for a number": ("not-valid", _post(f"/promises/{NONE}/keep", {"done": False, "of": 1})),
    "an unknown key": ("not-valid", _post("/customers", {"nmae": "a"})),
    "a naive instant": ("not-valid", _post("/customers", {"name": "a", "at": "2026-12-01T09:00"})),
    "an unknown parameter": ("not-valid", _get("/promises?hodler=team:support")),
    "a parameter twice": ("not-valid", _get("/promises?limit=1&limit=2")),
    "a limit too high": ("not-valid", _get("/promises?limit=501")),
    "no id": ("not-valid", _get("/promises/7")),
    "a cursor of another list": ("unfit", _get("/promises?after=nowhere")),
    "an unknown metric": ("unfit", _post("/promises", {"metric": "x", "promisee": "team:a"})),
    "nobody": ("not-signed-in", lambda _: nobody().ask("GET", "/promises")),
    "a key nobody has": ("not-signed-in", lambda _: Caller("troth_aaaaaaaa_b").ask("GET", "/me")),
    "a viewer who writes": ("not-allowed", _post("/customers", {"name": "a"}, by="vic")),
    "no such promise": ("not-found", _get(f"/promises/{NONE}")),
    "no such address": ("not-found", _get("/nothing")),
    "a method it does not take": ("wrong-method", lambda world: world["ann"].ask("PUT", "/me")),
    "a playbook with mistakes": ("invalid-playbook", _post("/editions", {"text": "x"}, by="mia")),
    "an empty idempotency key": (
        "malformed",
        _post("/customers", {"name": "a"}, idempotency_key=""),
    ),
    "a customer that speaks by a person": (
        "unfit",
        _post("/customers", {"name": "a"}, on_behalf_of=f"customer:{NONE}"),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_says_what_is_wrong(world: World, way: str) -> None:
    """Each way to fail is answered with its own problem."""
    code, fail = WAYS[way]
    assert_problem(fail(world), code)


def test_what_happened_meanwhile(world: World) -> None:
    """A write for a state that is over is refused: 412 where the caller named it."""
    promise = world.promise()
    path = f"/promises/{promise['id']}/tell"
    world["ann"].post(path, {"says": "soon"}, headers={"If-Match": '"1"'})
    again = world["ann"].ask("POST", path, {"says": "soon"}, headers={"If-Match": '"1"'})
    assert_problem(again, "changed")
    assert_problem(
        world["ann"].ask("POST", path, {"says": "x"}, headers={"If-Match": '"what"'}), "changed"
    )


def test_an_id_is_used_once(world: World) -> None:
    """A second promise of the same id is a conflict."""
    promise = world.promise()
    body = {"id": promise["id"], "metric": "delivery", "customer": world.customer}
    assert_problem(world["ann"].ask("POST", "/promises", body), "conflict")


def test_what_became_of_it(world: World) -> None:
    """What was kept is not kept again."""
    promise = world.promise()
    world["ann"].post(f"/promises/{promise['id']}/keep", {})
    assert_problem(world["ann"].ask("POST", f"/promises/{promise['id']}/keep", {}), "not-now")


def test_only_the_other_side_can_say(world: World) -> None:
    """Staff report what a customer agreed to and do not confirm it."""
    promise = world.promise()
    path = f"/promises/{promise['id']}"
    body = {"due": "2026-12-03T13:00:00Z", "agreed": True}
    changed = world["ann"].post(f"{path}/change", body)
    change = changed["changes"][0]["id"]
    assert_problem(world["mia"].ask("POST", f"{path}/agree", {"change": change}), "not-yours")


def test_somebody_erased(world: World) -> None:
    """Nothing more is kept of somebody who was erased."""
    promise = world.promise()
    world["mia"].ask("DELETE", f"/customers/{world.customer}")
    answer = world["ann"].ask("POST", f"/promises/{promise['id']}/tell", {"says": "soon"})
    assert_problem(answer, "erased")


def test_errors_of_the_checks(world: World) -> None:
    """A playbook that promises what cannot be kept is refused, unless its codes are accepted."""
    text = str(world["vic"].get("/editions/current")["text"]) + (
        "claims:\n  fast: {metric: first-reply, term: within 1 hour, owner: support, "
        "says: At once.}\n"
    )
    refused = world["mia"].ask("POST", "/editions", {"text": text})
    assert_problem(refused, "findings")
    codes = sorted({each["code"] for each in json.loads(refused.content)["findings"]})
    world["mia"].post("/editions", {"text": text, "accept": codes}, expect=201)


def test_too_often(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks too often is told when to come back."""
    monkeypatch.setattr(guards, "_by_caller", Buckets(per_minute=2))
    answers = [world["ann"].ask("GET", "/me") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert_problem(answers[-1], "too-often")
    assert int(answers[-1]["Retry-After"]) <= 30
    assert world["mia"].ask("GET", "/me").status_code == 200


def test_guessing_keys(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that failed too often is not looked at any more, whatever key it sends."""
    monkeypatch.setattr(guards, "_by_failure", Buckets(per_minute=2))
    wrong = Caller("troth_aaaaaaaa_b")
    assert [wrong.ask("GET", "/me").status_code for _ in range(3)] == [401, 401, 429]
    assert world["ann"].ask("GET", "/me").status_code == 429


@pytest.mark.parametrize(
    ("sqlite_code", "code"), [(5, "unavailable"), (13, "full"), (10, "unavailable")]
)
def test_a_database_in_trouble(sqlite_code: int, code: str) -> None:
    """A busy or broken database is 503, a full disk 507; both say when to come back."""
    cause = OSError()
    cause.sqlite_errorcode = sqlite_code  # type: ignore[attr-defined]
    error = OperationalError("x")
    error.__cause__ = cause
    problem = problem_of(error)
    assert problem.code == code
    assert int(problem.headers["Retry-After"]) > 0


def test_an_unknown_failure_tells_nothing() -> None:
    """What the server did wrong is not told to the caller."""
    assert "secret" not in problem_of(RuntimeError("secret")).detail


@pytest.mark.django_db(transaction=True)
def test_a_ledger_that_is_gone(world: World) -> None:
    """Where the tables cannot be reached the answer is 503, and right again once they can."""
    if connection.vendor != "sqlite":
        pytest.skip("a table is renamed away, which only SQLite does at once")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry RENAME TO ledger_gone")
    try:
        answer = world["ann"].ask("GET", f"/journal?subject={world.customer}")
        assert_problem(answer, "unavailable")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_gone RENAME TO ledger_entry")
    assert world["ann"].ask("GET", f"/journal?subject={world.customer}").status_code == 200


def test_a_limit_that_cannot_be_counted(world: World) -> None:
    """Publishing says that amends cannot be given; where that is accepted, asking first does."""
    text = world.edition["text"] + (
        "amends:\n  tea: {kind: goods, value: EUR 5, roles: [agent], limits: [USD 9 per agent]}\n"
    )
    refused = world["mia"].ask("POST", "/editions", {"text": text})
    assert_problem(refused, "findings")
    assert "TR113" in {each["code"] for each in json.loads(refused.content)["findings"]}
    world["mia"].post("/editions", {"text": text, "accept": ["TR113"]}, expect=201)
    (tea,) = world["ann"].get("/may-promise?metric=first-reply")["authority"]
    assert tea["stuck"] == "EUR 5 cannot be counted in USD, so tea cannot be given"
