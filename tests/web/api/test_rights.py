"""Who may see and do what, as the API lets them."""

import pytest

from tests.web.api.world import World

NONE = "01936f2e-7c00-7000-8000-000000000001"


def test_it_works(world: World) -> None:
    """Ann of support promises, Dan of delivery sees it, and does not change it."""
    promise = world.promise()
    path = f"/promises/{promise['id']}"
    assert world["dan"].get(path) == promise
    refused = world["dan"].post(f"{path}/keep", {}, expect=403)
    assert refused["code"] == "not-allowed"
    assert world["ann"].post(f"{path}/keep", {})["outcome"] == "kept"


def test_the_holder_may_change(world: World) -> None:
    """Handed over to delivery, it is Dan's to change, and still of Ann's team."""
    path = f"/promises/{world.promise()['id']}"
    world["ann"].post(f"{path}/hand-over", {"to": "team:delivery", "note": "Bag at desk 4"})
    world["dan"].post(f"{path}/tell", {"says": "On its way"})
    world["ann"].post(f"{path}/tell", {"says": "On its way"})


def test_managers_may_change_all(world: World) -> None:
    """Mia keeps what delivery promised."""
    promise = world.promise(by="dan", metric="delivery")
    assert world["mia"].post(f"/promises/{promise['id']}/keep", {})["outcome"] == "kept"


@pytest.mark.parametrize(
    ("method", "rest"),
    [
        ("GET", ""),
        ("GET", "/journal"),
        ("GET", "/explain"),
        ("GET", "/explain.svg"),
        ("POST", "/keep"),
    ],
)
def test_a_restricted_team_is_not_there(world: World, method: str, rest: str) -> None:
    """For others, what legal promised is as if it did not exist: same status, same body."""
    hidden = world.promise(by="lea", metric="opinion")["id"]
    body: dict[str, str] | None = {} if method == "POST" else None
    found = world["ann"].ask(method, f"/promises/{hidden}{rest}", body)
    never = world["ann"].ask(method, f"/promises/{NONE}{rest}", body)
    assert found.status_code == never.status_code == 404
    assert found.content.decode().replace(hidden, NONE) == never.content.decode()


def test_a_restricted_team_is_in_no_list(world: World) -> None:
    """It is in no list, no feed and no journal of others; members and admins see it."""
    hidden = world.promise(by="lea", metric="opinion")["id"]
    for name, sees in (("ann", False), ("mia", False), ("lea", True), ("alice", True)):
        listed = [each["id"] for each in world[name].get("/promises")["items"]]
        assert (hidden in listed) is sees, name
    fed = {each["subject"] for each in world["desk"].get("/feed")["items"]}
    assert hidden not in fed
    assert world["ann"].ask("GET", f"/journal?subject={hidden}").status_code == 404


def test_what_waits_for_a_restricted_team(world: World) -> None:
    """Nobody learns by naming it that a promise exists."""
    hidden = world.promise(by="lea", metric="opinion")["id"]
    for need in (hidden, NONE):
        body = {"metric": "first-reply", "customer": world.customer, "needs": [need]}
        refused = world["ann"].post("/promises", body, expect=404)
        assert refused["detail"] == f"there is no duty or promise {need}"


def test_access_says_what_is_withheld(world: World) -> None:
    """What is held of a customer is complete for admins; others are told that more is there."""
    world.promise()
    world.promise(by="lea", metric="opinion")
    path = f"/customers/{world.customer}/access"
    mine, all_of_it = world["mia"].get(path), world["alice"].get(path)
    assert (mine["withheld"], all_of_it["withheld"]) == (1, 0)
    assert len(all_of_it["promises"]) == len(mine["promises"]) + 1 == 2


@pytest.mark.parametrize("step", ["keep", "withdraw", "reopen", "settle", "change", "agree"])
def test_an_ai_agent_does_not_judge(world: World, step: str) -> None:
    """Kept, withdrawn, reopened or moved is for people to say."""
    path = f"/promises/{world.promise(by='bot')['id']}/{step}"
    assert world["bot"].ask("POST", path, {}).status_code == 403


def test_an_ai_agent_speaks_for_its_teams(world: World) -> None:
    """Support's AI agent makes no promise in delivery's name."""
    body = {"metric": "delivery", "customer": world.customer}
    assert world["bot"].post("/promises", body, expect=403)["code"] == "not-allowed"
    assert world["alice"].get("/promises")["items"] == []


def test_an_ai_agent_is_named(world: World) -> None:
    """The journal says that a program spoke, and who answers for it."""
    made = world.promise(by="bot")
    (entry,) = world["ann"].get(f"/promises/{made['id']}/journal")["items"]
    assert entry["actor"]["kind"] == "service"
    assert entry["actor"]["role"] == "ai-agent"
    assert entry["actor"]["on_behalf_of"].startswith("person:")


def test_a_duty_is_no_promise_of_ours(world: World) -> None:
    """A duty is kept under `/duties` alone, where other rights apply."""
    duty = world["ann"].post(
        "/duties", {"duty": "passport", "customer": world.customer}, expect=201
    )
    assert world["ann"].ask("POST", f"/promises/{duty['id']}/keep", {}).status_code == 404
    assert world["ann"].post(f"/duties/{duty['id']}/keep", {})["outcome"] == "kept"
    promise = world.promise()["id"]
    assert world["ann"].ask("GET", f"/duties/{promise}").status_code == 404


def test_me(world: World) -> None:
    """Everybody may know what they may do, whatever their key opens."""
    assert world["bot"].get("/me")["role"] == "ai-agent"
    assert "promises.keep" not in world["bot"].get("/me")["permissions"]


def test_a_program_passes_on_what_the_customer_agreed_to(world: World) -> None:
    """What staff report stays reported, until the customer says so, here through the help desk."""
    made = world.promise()["id"]
    due = "2026-12-04T12:00:00Z"
    changed = world["ann"].post(f"/promises/{made}/change", {"agreed": True, "due": due})
    change = {"change": changed["changes"][0]["id"]}
    assert changed["changes"][0]["agreement"] == "reported"
    assert world["ann"].post(f"/promises/{made}/agree", change, expect=403)["code"] == "not-yours"
    for_them = {"On-Behalf-Of": f"customer:{world.customer}"}
    agreed = world["desk"].post(f"/promises/{made}/agree", change, headers=for_them)
    assert agreed["changes"][0]["agreement"] == "confirmed"


def test_a_milestone_promises_nothing_in_the_name_of_others(world: World) -> None:
    """What the playbook owes at it is made by who speaks for its teams, as any promise."""
    text = world.edition["text"] + "milestones: {start: {stage: service, ours: [letter]}}\n"
    found = world["mia"].post("/editions/check", {"text": text})["findings"]
    codes = sorted({each["code"] for each in found})
    world["mia"].post("/editions", {"text": text, "accept": codes}, expect=201)
    body = {"customer": world.customer, "milestone": "start"}
    assert world["ann"].post("/milestones", body, expect=403)["code"] == "not-allowed"
    assert world["alice"].get("/promises")["items"] == []
    assert world["lea"].post("/milestones", body, expect=201)["ours"]
