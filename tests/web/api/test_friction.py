"""What is found and felt, by the API: friction, claims between teams, waivers, kept standards."""

import pytest

from tests.web.api.cells import TEXT
from tests.web.api.test_cells import codes
from tests.web.api.world import World


@pytest.fixture
def mapped(world: World) -> World:
    """A playbook with a touchpoint and a claim that its team was not asked about."""
    body = {"text": TEXT, "accept": codes(world)}
    world.edition = world["mia"].post("/editions", body, expect=201)
    return world


def test_friction_is_logged_owned_and_answered(mapped: World) -> None:
    wanted = {"touchpoint": "ask", "example": "We said Monday \u200b"}
    made = mapped["bot"].post("/friction", wanted, expect=201)
    assert made["owner"] == "team:support"
    assert made["example"]["hidden"] == 1
    assert made["answer"] is None
    path = f"/friction/{made['id']}"
    given = mapped["ann"].post(f"{path}/assign", {"owner": "team:delivery"})
    assert given["owner"] == "team:delivery"
    stale = {"If-Match": '"1"'}
    said = {"settlement": "stays", "says": "It is the law."}
    mapped["ann"].post(f"{path}/answer", said, headers=stale, expect=412)
    answered = mapped["ann"].post(f"{path}/answer", said, headers={"If-Match": '"2"'})
    assert answered["answer"]["settlement"] == "stays"
    later = {"settlement": "mended", "says": "Now it is."}
    last = mapped["ann"].post(f"{path}/answer", later)
    assert last["answer"]["says"]["text"] == "Now it is."
    assert mapped["vic"].get(path) == last
    assert mapped["vic"].get("/friction")["items"] == [last]
    journal = mapped["ann"].get(f"/journal?subject={made['id']}")["items"]
    assert [each["type"] for each in journal] == [
        "friction.felt",
        "friction.assigned",
        "friction.answered",
        "friction.answered",
    ]


def test_friction_that_cannot_be(mapped: World) -> None:
    ann = mapped["ann"]
    ann.post("/friction", {"touchpoint": "none", "example": "x"}, expect=422)
    ann.post("/friction", {"touchpoint": "ask"}, expect=422)
    future = {"touchpoint": "ask", "example": "x", "at": "2027-01-01T00:00:00Z"}
    ann.post("/friction", future, expect=422)
    made = ann.post("/friction", {"touchpoint": "ask", "example": "x"}, expect=201)
    for owner in ("team:none", "customer:9", "nobody"):
        ann.post(f"/friction/{made['id']}/assign", {"owner": owner}, expect=422)
    ann.post(f"/friction/{made['id']}/answer", {"settlement": "gone", "says": "x"}, expect=422)


def test_a_claim_is_accepted_and_the_day_goes_into_the_draft(mapped: World) -> None:
    (claim,) = mapped["ann"].get("/claims")["items"]
    assert (claim["claim"], claim["team"], claim["agreed"]) == ("page", "support", None)
    path = "/claims/page/answer"
    mapped["dan"].post(path, {"team": "support", "reply": "accepts"}, expect=403)
    mapped["mia"].post(path, {"team": "delivery", "reply": "accepts"}, expect=422)
    mapped["ann"].post(path, {"team": "support", "reply": "counters"}, expect=422)
    mapped["ann"].post(path, {"team": "support", "reply": "asks"}, expect=422)
    said = {"team": "support", "reply": "asks", "note": "What of nights?"}
    assert mapped["ann"].post(path, said, expect=201)["draft"] is None
    mapped["ann"].get("/editions/draft", expect=404)
    accepted = mapped["ann"].post(path, {"team": "support", "reply": "accepts"}, expect=201)
    draft = mapped["ann"].get("/editions/draft")
    assert accepted["draft"] == draft["sequence"] == 1
    assert "agreed: {support: 2026-12-01}" in draft["text"]
    (claim,) = mapped["ann"].get("/claims")["items"]
    assert claim["answer"]["reply"] == "accepts"
    changed = TEXT.replace("term: within 9 days, relies-on", "term: within 8 days, relies-on")
    mapped["mia"].post("/editions", {"text": changed, "accept": codes(mapped)}, expect=201)
    (claim,) = mapped["ann"].get("/claims")["items"]
    assert claim["answer"] is None, "it means something else now"


def test_an_accepted_finding_is_a_waiver_in_the_draft(mapped: World) -> None:
    ann = mapped["ann"]
    found = ann.get(f"/editions/{mapped.edition['id']}/findings")["findings"]
    one = next(each for each in found if each["finding"]["code"] == "TR206")
    assert one["owner"] == "legal"
    wanted = {"code": "TR206", "about": ["page"], "reason": "a: b", "until": "2027-01-31"}
    ann.post("/editions/draft/waive", wanted | {"until": "2026-11-30"}, expect=422)
    ann.post("/editions/draft/waive", wanted | {"code": "x"}, expect=422)
    ann.post("/editions/draft/waive", wanted | {"about": []}, expect=422)
    draft = ann.post("/editions/draft/waive", wanted, expect=201)
    again = wanted | {"code": "TR301"}
    ann.post("/editions/draft/waive", again, headers={"If-Match": '"9"'}, expect=412)
    draft = ann.post("/editions/draft/waive", again, headers={"If-Match": '"1"'}, expect=201)
    checked = ann.post("/editions/check", {"text": draft["text"]})
    assert [each["code"] for each in checked["waived"]] == ["TR206"]
    assert checked["waived"][0]["reason"] == "a: b"


def test_how_a_standard_was_kept(mapped: World) -> None:
    ann = mapped["ann"]
    for number in range(6):
        made = ann.post(
            "/promises", {"metric": "first-reply", "customer": mapped.customer}, expect=201
        )
        if number < 5:
            ann.post(f"/promises/{made['id']}/keep", {})
    kept = ann.get("/editions/current/kept")
    by_id = {each["standard"]: each for each in kept["standards"]}
    assert by_id["reply"] == {
        "standard": "reply",
        "made": 6,
        "decided": 5,
        "kept": 5,
        "kept_as_agreed": 0,
        "rate": 1.0,
    }
    assert by_id["bags"]["rate"] is None
    assert "letter" not in by_id, "its team is restricted"
    for_admins = mapped["alice"].get("/editions/current/kept")["standards"]
    assert "letter" in {each["standard"] for each in for_admins}
    ann.get("/editions/none/kept", expect=404)
