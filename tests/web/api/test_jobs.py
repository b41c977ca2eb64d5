"""Jobs by the API; that they are done is shown in tests/web/jobs."""

import pytest
from django_q.models import OrmQ

from tests.web.api.conftest import NOW
from tests.web.api.world import Caller, World
from troth_web.jobs.models import JobRow
from troth_web.people.authentication import of_session
from troth_web.people.models import Person
from troth_web.people.operations.keys import make_key

SCORE = {"name": "score-quotes", "key": "today"}


def test_it_works(world: World) -> None:
    """202 and where to look; there it stands, and is not sent again until it changes."""
    answer = world["mia"].ask("POST", "/jobs", SCORE)
    assert answer.status_code == 202
    path = answer["Location"].removeprefix("/api/v1")
    tag = world["mia"].ask("GET", path)["ETag"]
    found = world["mia"].get(path)
    assert (found["state"], found["asked_at"]) == ("waiting", "2026-12-01T09:00:00Z")
    assert (found["progress"], found["outcome"], found["ended_at"]) == (None, None, None)
    known = {"If-None-Match": tag}
    assert world["mia"].ask("GET", path, headers=known).status_code == 304
    JobRow.objects.update(state="done", result='{"new": 3}', progress=1.0)
    found = world["mia"].get(path, headers=known)
    assert (found["state"], found["outcome"], found["progress"]) == ("done", {"new": 3}, 1)
    assert world["mia"].ask("HEAD", path).status_code == 405


def test_the_same_name_and_key_are_the_same_job(world: World) -> None:
    """Whoever asks, under whatever idempotency key."""
    first = world["mia"].ask("POST", "/jobs", SCORE, headers={"Idempotency-Key": "a"})
    for by, key in (("mia", "a"), ("mia", "b"), ("alice", "c")):
        again = world[by].ask("POST", "/jobs", SCORE, headers={"Idempotency-Key": key})
        assert (again.status_code, again["Location"]) == (202, first["Location"])
    assert OrmQ.objects.count() == 1
    other = world["mia"].ask("POST", "/jobs", SCORE | {"key": "tomorrow"})
    assert other["Location"] != first["Location"]


@pytest.mark.parametrize(
    ("body", "code", "where", "says"),
    [
        ({"name": "fly", "key": "k"}, "unfit", "name", "there are fit-odds, import-quotes, score"),
        (SCORE | {"arguments": {"x": 1}}, "unfit", "arguments.x", "right would be no arguments"),
        ({"name": "fit-odds", "key": "k"}, "unfit", "arguments.metric", "right would be metric"),
        ({"name": "score-quotes"}, "not-valid", "key", "required"),
        (SCORE | {"key": ""}, "not-valid", "key", "1 to 200 characters"),
        (SCORE | {"key": "k" * 201}, "not-valid", "key", "1 to 200 characters"),
    ],
)
def test_what_is_wrong_is_refused_when_asked(
    world: World, body: dict[str, object], code: str, where: str, says: str
) -> None:
    """With what would be right."""
    found = world["mia"].post("/jobs", body, expect=422)
    assert (found["code"], found["errors"][0]["where"]) == (code, where)
    assert says in found["detail"]
    assert not JobRow.objects.exists()


def test_a_key_for_other_arguments_is_refused(world: World) -> None:
    """So that nobody takes a file for read that was not."""
    world["mia"].post("/jobs", SCORE, expect=202)
    JobRow.objects.update(fingerprint="another")
    assert world["mia"].post("/jobs", SCORE, expect=422)["code"] == "key-reused"


def test_it_takes_what_the_job_itself_needs(world: World, people: dict[str, Person]) -> None:
    """Nobody does by a job what they may not do without."""
    by = of_session(people["mia"].pk)
    made = make_key(by, name="k", scopes=["jobs.ask", "quotes.record"], at=NOW)
    found = Caller(str(made.text)).post("/jobs", SCORE, expect=403)
    assert "quotes.score" in found["detail"]


def test_lists(world: World) -> None:
    """Asked for last first, a page at a time, of a name or a state."""
    for key in "abc":
        world["mia"].post("/jobs", SCORE | {"key": key}, expect=202)
    JobRow.objects.filter(key="b").update(state="failed", why="here", tries=3)
    page = world["mia"].get("/jobs?limit=2")
    assert [each["key"] for each in page["items"]] == ["c", "b"]
    rest = world["mia"].get(f"/jobs?limit=2&after={page['next']}")
    assert ([each["key"] for each in rest["items"]], rest["next"]) == (["a"], None)
    (failed,) = world["mia"].get("/jobs?state=failed&name=score-quotes")["items"]
    assert (failed["key"], failed["why"], failed["tries"]) == ("b", "here", 3)
    assert world["mia"].get("/jobs?name=fit-odds")["items"] == []
    for query in ("after=x", "state=lost"):
        world["mia"].get(f"/jobs?{query}", expect=422)
    headers = {"Authorization": f"Bearer {world['mia'].key}"}
    sheet = world["mia"].client.get("/api/v1/jobs?format=csv", headers=headers)
    lines = b"".join(sheet.streaming_content).splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith(b"id,name,key,state,progress,outcome,")
    assert len(lines) == 4
