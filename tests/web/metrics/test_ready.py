"""`/ready`: 503 where requests cannot be answered."""

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from troth_web.api import ready


@pytest.fixture(autouse=True)
def _looked_at_anew() -> None:
    ready._fits.clear()


def test_it_works(db: None) -> None:
    answer = Client().get("/api/v1/ready")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


def test_while_tables_are_brought_up_to_date(db: None) -> None:
    """It is looked at until it fits, and then no more."""
    row = MigrationRecorder.Migration.objects.filter(app="feeds")
    row.delete()
    answer = Client().get("/api/v1/ready")
    assert answer.status_code == 503
    assert answer.json()["code"] == "unavailable"
    assert "brought up to date" in answer.json()["detail"]
    MigrationRecorder.Migration(app="feeds", name="0001_initial").save()
    assert Client().get("/api/v1/ready").status_code == 200


def test_of_a_newer_version(db: None) -> None:
    MigrationRecorder.Migration(app="feeds", name="9999_later").save()
    answer = Client().get("/api/v1/ready")
    assert answer.status_code == 503
    assert "newer" in answer.json()["detail"]


def test_while_the_database_is_away(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError, connection

    def away(*_: object) -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", away)
        assert Client().get("/api/v1/ready").status_code == 503
