"""Prepared queries say what Django's own would say, on both engines."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import F, QuerySet

from tests.web.whole import store, whole
from troth_web.ledger.store import SqlStore
from troth_web.notices.models import Message, Preference
from troth_web.people.models import Membership, Person, Team
from troth_web.prepared import Written, insert, prepared, prepared_update

__all__ = ["store", "whole"]

#: How often a text was made.
made: list[str] = []


@prepared
def _pending(channel: str, from_us: int) -> QuerySet[Message]:
    made.append("pending")
    return Message.objects.filter(channel=channel, next_us__gte=from_us).order_by("next_us")


@prepared
def _readers(ids: tuple[str, ...]) -> QuerySet[Message, str]:
    return Message.objects.filter(pk__in=ids).order_by("pk").values_list("reader", flat=True)


@prepared
def _teams(person: Any) -> QuerySet[Membership, tuple[UUID, str]]:  # noqa: ANN401 - text too
    return Membership.objects.filter(person=person).values_list("person_id", "team_id")


@prepared_update
def _put_off(message: str, next_us: int, ended_us: int | None) -> Written:
    rows = Message.objects.filter(pk=message)
    return rows, {"next_us": next_us, "ended_us": ended_us, "tries": F("tries") + 1}


@prepared_update
def _heard(reader: str, channels: list[str]) -> Written:
    return Preference.objects.filter(reader=reader), {"channels": channels}


def message(number: int) -> Message:
    return Message(
        id=f"m{number}", reader=f"r{number}", channel="email", window=number, made_us=0,
        next_us=10 * number,
    )  # fmt: skip


@pytest.fixture
def messages(store: SqlStore) -> Iterator[SqlStore]:
    Message.objects.all().delete()
    assert insert([message(number) for number in range(6)]) == 6
    yield store
    Message.objects.all().delete()


@pytest.mark.usefixtures("messages")
def test_rows_are_those_of_django() -> None:
    right = list(Message.objects.filter(channel="email", next_us__gte=20).order_by("next_us"))
    found = _pending.all("email", 20)
    assert found == right
    assert [vars(each) | {"_state": 0} for each in found] == [
        vars(each) | {"_state": 0} for each in right
    ]
    assert _pending.all("email", 20, limit=2) == right[:2]
    assert (_pending.first("email", 50), _pending.first("email", 51)) == (right[-1], None)
    assert (_pending.exists("email", 50), _pending.exists("slack", 0)) == (True, False)


@pytest.mark.usefixtures("messages")
def test_a_text_is_made_once() -> None:
    made.clear()
    for number in range(5):
        _pending.all("email", number)
    assert made == ["pending"]


@pytest.mark.usefixtures("messages")
@pytest.mark.parametrize("number", [1, 2, 3, 5, 6])
def test_several_values_are_a_tuple(number: int) -> None:
    assert _readers.all(tuple(f"m{each}" for each in range(number))) == [
        f"r{each}" for each in range(number)
    ]


@pytest.mark.usefixtures("messages")
def test_rows_go() -> None:
    _readers.delete(("m1", "m4", "m5", "none"))
    assert set(Message.objects.values_list("pk", flat=True)) == {"m0", "m2", "m3"}


@pytest.mark.usefixtures("messages")
def test_updates_say_how_many_rows_they_met() -> None:
    assert (_put_off.run("m1", 7, 8), _put_off.run("none", 7, 8)) == (1, 0)
    _put_off.run_each([("m1", 9, None), ("m2", 9, 10)])
    rows = Message.objects.filter(tries__gt=0).order_by("pk")
    assert list(rows.values_list("pk", "tries", "next_us", "ended_us")) == [
        ("m1", 2, 9, None),
        ("m2", 1, 9, 10),
    ]


@pytest.mark.usefixtures("messages")
def test_rows_that_exist_can_be_passed_over() -> None:
    assert insert([message(5), message(6)], ignore=True) == 1
    assert insert([]) == 0


@pytest.mark.usefixtures("store")
def test_values_are_written_as_their_fields_want_them() -> None:
    reader = f"person:{uuid4()}"
    insert([Preference(reader=reader, channels=["email"])])
    assert _heard.run(reader, ["slack", "email"]) == 1
    assert Preference.objects.get(pk=reader).channels == ["slack", "email"]


@pytest.mark.usefixtures("store")
def test_ids_are_found_as_each_engine_keeps_them() -> None:
    person = Person.objects.create(
        email=f"{uuid4()}@example.com", name="Ann", role="agent", joined_at=datetime.now(UTC)
    )
    team = Team.objects.create(id=f"team-{person.pk}", name="Team")
    Membership.objects.create(person=person, team=team)
    assert _teams.all(person.pk) == [(person.pk, team.pk)]
    assert _teams.all(str(person.pk)) == [(person.pk, team.pk)], "as Django would read it"
    assert _teams.all(uuid4()) == []
