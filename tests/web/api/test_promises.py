"""`/promises`, as programs use it."""

from tests.web.api.world import World


def test_it_works(world: World) -> None:
    """A promise made by the standard in force says by when, why, and how it stands."""
    made = world["ann"].post(
        "/promises", {"metric": "first-reply", "customer": world.customer}, expect=201
    )

    assert made["due"] == "2026-12-01T13:00:00Z"
    assert made["basis"]["id"] == "reply"
    assert (made["stage"], made["outcome"], made["clock"]) == ("promised", "open", "running")
    assert world["ann"].get(f"/promises/{made['id']}") == made


def test_what_no_standard_matched(world: World) -> None:
    """It is listed with the reason, and becomes a promise by whoever may say what holds."""
    record = world.promise(metric="clean-cabin")
    assert record["reason"] == "there is no standard for clean-cabin"
    listed = world["ann"].get("/promises?stage=no-promise")["items"]
    assert [each["id"] for each in listed] == [record["id"]]
    path = f"/promises/{record['id']}/match"
    assert world["bot"].post(path, {"term": "always"}, expect=403)["code"] == "not-allowed"
    made = world["ann"].post(path, {"term": "always"}, headers={"If-Match": '"1"'})
    assert (made["id"], made["stage"], made["settled_by"]) == (record["id"], "promised", "customer")
    assert world["ann"].get("/promises?stage=no-promise")["items"] == []
    assert world["ann"].post(path, {"term": "always"}, expect=409)["code"] == "not-now"


def test_a_standard_of_a_hidden_team_cannot_be_named(world: World) -> None:
    """What is named is promised in its team's name, so whoever names it must know the team."""
    text = world.edition["text"].replace(
        "letter: {team: legal,", "letter: {scope: {fare: [flex]}, team: legal,"
    )
    world["mia"].post("/editions", {"text": text}, expect=201)
    record = world.promise(metric="opinion")
    path = f"/promises/{record['id']}/match"
    refused = world["ann"].post(path, {"standard": "letter"}, expect=403)
    assert refused["code"] == "not-allowed"
    assert world["ann"].get(f"/promises/{record['id']}")["stage"] == "no-promise"
    assert world["alice"].post(path, {"standard": "letter"})["promiser"] == "team:legal"
