"""Requests under way: they land with what was said, and nobody waits for what is not there."""

import asyncio
from datetime import UTC, datetime

from troth_web.outbound import Client
from troth_web.webhooks.flights import Flight, Flights

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def flight(delivery: int) -> Flight:
    """A request to an address that is refused before anything is sent."""
    return Flight(
        delivery=delivery,
        endpoint=f"endpoint-{delivery}",
        subject="promise-1",
        tries=0,
        url="https://127.0.0.1/",
        at=AT,
    )


def test_where_nothing_lands_nobody_waits_longer_than_they_said() -> None:
    assert Flights().landed(10) == []
    assert Flights().landed(10, seconds=0.01) == []


def test_one_that_never_began_lands_with_the_reason() -> None:
    flights, own = Flights(), flight(1)
    flights.fail(own, "the address is refused")
    assert flights.flying == {1: own}
    (landing,) = flights.landed(10, seconds=1)
    assert landing.flight is own
    assert landing.answer is None
    assert (landing.says, landing.took_ms) == ("the address is refused", 0)
    assert flights.flying == {}


def test_so_many_land_as_are_asked_for() -> None:
    """The others go on flying until somebody asks again, and come in their order."""
    flights = Flights()
    for delivery in (1, 2, 3):
        flights.fail(flight(delivery), "no")
    assert [each.flight.delivery for each in flights.landed(2, seconds=1)] == [1, 2]
    assert list(flights.flying) == [3]
    assert [each.flight.delivery for each in flights.landed(2, seconds=1)] == [3]


def test_they_fly_in_the_loop_that_they_are_given() -> None:
    """Nothing happens before it runs."""

    async def all_done() -> None:
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})

    with asyncio.Runner() as runner:
        flights = Flights(runner.get_loop())
        flights.begin(Client(), flight(1))
        assert flights.landed(1, seconds=0.1) == []
        runner.run(all_done())
        (landing,) = flights.landed(1)
    assert landing.answer is None
    assert "127.0.0.1" in landing.says
