"""Traces: off unless asked for, and then without anything that tells of people."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CANARY = "kanarienvogel"

_OFF = """
import sys
import troth_web.wsgi, troth_web.worker.loop
print([name for name in sys.modules if name.startswith("opentelemetry")])
"""
_ON = f"""
import json, sys
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from troth_web import telemetry
kept = InMemorySpanExporter()
telemetry.start(kept)
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
client = Client(raise_request_exception=False)
assert client.get("/api/v1/health?x={CANARY}").status_code == 422
client.get("/api/v1/health")
client.get("/{CANARY}", headers={{"User-Agent": "{CANARY}"}})
from datetime import timedelta
from troth_web.ledger import current_store
from troth_web.worker.loop import Runner
from troth_web.worker.round import Round
def act(turn):
    return 0
def fails(turn):
    raise ValueError("{CANARY}")
Runner(Round("quiet", timedelta(seconds=1), act), current_store(), "tests").once()
try:
    Runner(Round("loud", timedelta(seconds=1), fails), current_store(), "tests").once()
except ValueError:
    pass
telemetry.flush()
print(json.dumps([json.loads(span.to_json()) for span in kept.get_finished_spans()]))
"""


def ran(code: str, folder: Path, **more: str) -> str:
    """What a process of its own prints."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TROTH_")}
    environment = {
        **kept,
        "PYTHONPATH": f"{ROOT / 'src'}",
        "DJANGO_SETTINGS_MODULE": "troth_web.settings",
        "TROTH_DATA": str(folder),
        "TROTH_HOSTS": "testserver",
        "TROTH_WORKER": "no",
        **more,
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def test_off_nothing_is_loaded(tmp_path: Path) -> None:
    assert ran(_OFF, tmp_path) == "[]"


def test_requests_and_rounds_are_spans(tmp_path: Path) -> None:
    """Each with its route or its round, and nothing of what was asked or went wrong."""
    spans: list[dict[str, Any]] = json.loads(ran(_ON, tmp_path))
    by_name = {span["name"]: span for span in spans}
    health = by_name["GET api/v1/health"]["attributes"]
    assert health["http.route"] == "api/v1/health"
    assert health["http.status_code"] == 200
    assert by_name["round quiet"]["attributes"] == {"troth.round": "quiet"}
    failed = by_name["round loud"]
    assert failed["status"]["status_code"] == "ERROR"
    assert failed["events"][0]["attributes"] == {"exception.type": "ValueError"}
    assert CANARY not in json.dumps(spans)
    assert health.keys() <= {
        *("http.method", "http.route", "http.status_code", "http.scheme", "http.flavor"),
    }
    assert by_name["round quiet"]["resource"]["attributes"]["service.name"] == "troth"
