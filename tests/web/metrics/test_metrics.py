"""`/metrics`: figures for who may have them, and nothing that tells of people."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.test.utils import override_settings
from prometheus_client.parser import text_string_to_metric_families

from tests.web.api.conftest import NOW
from tests.web.api.world import World
from troth_web import clock
from troth_web.ledger.models import OutboxRow
from troth_web.worker.beats import beat

ROOT = Path(__file__).resolve().parents[3]
KNOWN = "only-for-tests"
Figures = dict[tuple[str, ...], float]


def figures(client: Client | None = None, **headers: str) -> Figures:
    """Every figure by its name and the values of its labels."""
    answer = (client or Client()).get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.content
    families = text_string_to_metric_families(answer.content.decode())
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_it_works(world: World) -> None:
    """Requests are counted by their pattern; what waits and who was seen is asked of the tables."""
    OutboxRow.objects.all().delete()
    before = figures()
    promise = world.promise()
    world["ann"].get(f"/promises/{promise['id']}")
    beat("dispatch", NOW - timedelta(seconds=7), 3)
    with clock.stopped(NOW + timedelta(seconds=5)):
        after = figures()
    counted = ("troth_request_seconds_count", "GET", "api/v1/promises/<promise_id>", "200")
    assert after[counted] - before.get(counted, 0) == 1
    assert after["troth_outbox_entries",] == OutboxRow.objects.count() > 0
    assert after["troth_outbox_oldest_seconds",] == 5
    assert after["troth_round_beat_age_seconds", "dispatch"] == 12
    assert after["troth_round_done_total", "dispatch"] == 3
    assert after["troth_entries_total",] > before["troth_entries_total",]
    assert after["troth_held",] == 0


def test_it_tells_nothing_of_people(world: World) -> None:
    """No id, no name, no search word; whatever is asked, there are only so many series."""
    for number in range(5):
        world["ann"].ask("GET", f"/customers?name=Kanarienvogel-{number}")
        Client().get(f"/Kanarienvogel-{number}")
        Client().generic("KANARIENVOGEL", "/")
    text = Client().get("/metrics").content.decode()
    assert "Kanarienvogel" not in text
    assert "KANARIENVOGEL" not in text
    assert world.customer not in text


@pytest.mark.parametrize(
    ("meta", "status"),
    [
        ({}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "192.0.2.7"}, 403),
        ({"REMOTE_ADDR": ""}, 403),
        ({"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 403),
        ({"HTTP_FORWARDED": "for=127.0.0.1"}, 403),
        ({"HTTP_AUTHORIZATION": "Bearer anything"}, 200),
    ],
)
def test_without_a_token_this_machine_alone(db: None, meta: dict[str, str], status: int) -> None:
    """Neither who asks from elsewhere, nor what a proxy passes on."""
    assert Client(**meta).get("/metrics").status_code == status  # type: ignore[arg-type]


def test_behind_a_proxy_nobody(db: None) -> None:
    with override_settings(PROXIES=1):
        assert Client().get("/metrics").status_code == 403


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (f"Bearer {KNOWN}", 200),
        (f"Bearer {KNOWN[:-1]}", 403),
        (KNOWN, 403),
        ("", 403),
        ("Bearer ä", 403),
    ],
)
def test_with_a_token(db: None, sent: str, status: int) -> None:
    """Then whoever has it, from anywhere, and nobody else."""
    headers = {"Authorization": sent} if sent else {}
    with override_settings(METRICS_TOKEN=KNOWN):
        asked = Client(REMOTE_ADDR="192.0.2.7").get("/metrics", headers=headers)
        assert asked.status_code == status
        assert Client().get("/metrics").status_code == 403


_COUNT = """
import sys
import django
django.setup()
from troth_web.metrics.requests import REQUESTS
for _ in range(int(sys.argv[1])):
    REQUESTS.labels("api", "GET", "200").observe(0.01)
from prometheus_client import generate_latest
from troth_web.metrics.views import _counted
print(generate_latest(_counted()).decode())
"""


def test_several_processes_add_up(tmp_path: Path) -> None:
    """Whichever of them is asked, it says what all of them counted."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "TROTH_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "troth_web.settings",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
    }
    for count, total in ((2, "2.0"), (3, "5.0")):
        said = subprocess.run(
            [sys.executable, "-c", _COUNT, str(count)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        line = next(line for line in said.splitlines() if "request_seconds_count" in line)
        assert line.endswith(f" {total}")
