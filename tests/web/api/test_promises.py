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
