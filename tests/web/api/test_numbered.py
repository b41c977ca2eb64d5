"""Lists by number go on where the page before ended, and nowhere else."""

import pytest

from tests.contracts.stores.cast import NOW
from tests.web.api.world import World
from troth_web.jobs.models import JobRow


@pytest.fixture
def numbers(world: World) -> list[int]:
    """Five jobs, the latest first."""
    JobRow.objects.all().delete()
    for number in range(5):
        JobRow.objects.create(
            name="add",
            key=str(number),
            arguments="",
            fingerprint="",
            asked_by="rule:tests",
            asked_us=int(NOW.timestamp() * 1_000_000),
        )
    return list(JobRow.objects.order_by("-pk").values_list("pk", flat=True))


@pytest.mark.parametrize("limit", [1, 2, 4, 5, 6])
def test_each_is_on_one_page(world: World, numbers: list[int], limit: int) -> None:
    """In order, also where the last page is full."""
    seen: list[int] = []
    after = ""
    while True:
        page = world["alice"].get(f"/jobs?limit={limit}{after}")
        seen += [each["id"] for each in page["items"]]
        assert len(page["items"]) <= limit
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert seen == numbers


@pytest.mark.parametrize("cursor", ["-1", "1.0", "x", "٣", "9" * 19])
def test_a_cursor_of_nowhere_is_refused(world: World, numbers: list[int], cursor: str) -> None:
    """It says so, and breaks nothing."""
    refused = world["alice"].get(f"/jobs?after={cursor}", expect=422)
    assert "cursor" in refused["detail"]
