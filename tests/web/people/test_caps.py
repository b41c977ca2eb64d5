"""Caps of keys: never more writes in any 60 minutes, however many come at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.people.conftest import AT, Cast, by
from troth_web.people import operations
from troth_web.people.authentication import by_key
from troth_web.people.caps import WINDOW, spend_write
from troth_web.people.errors import CapReachedError
from troth_web.people.models import KeyWrites
from troth_web.people.principals import Principal


def capped(cast: Cast, cap: int | None) -> Principal:
    made = operations.make_key(by(cast.gus), name="mine", scopes=["promises.*"], cap=cap, at=AT)
    return by_key(f"Bearer {made.text}", "127.0.0.1", AT)


def spends(principal: Principal, at: datetime) -> bool:
    try:
        spend_write(principal, at)
    except CapReachedError:
        return False
    return True


def test_it_works(cast: Cast) -> None:
    principal = capped(cast, 3)
    assert [spends(principal, AT) for _ in range(5)] == [True, True, True, False, False]


def test_a_cap_of_none_writes_nothing(cast: Cast) -> None:
    assert not spends(capped(cast, 0), AT)


def test_without_a_cap_nothing_is_counted(cast: Cast) -> None:
    for _ in range(5):
        spend_write(capped(cast, None), AT)
    spend_write(by(cast.gus), AT)
    assert not KeyWrites.objects.exists()


def test_it_says_when_to_come_back(cast: Cast) -> None:
    principal = capped(cast, 1)
    spend_write(principal, AT)
    with pytest.raises(CapReachedError, match="1 times an hour") as refused:
        spend_write(principal, AT + timedelta(minutes=10))
    later = timedelta(minutes=10, seconds=refused.value.retry_after)
    assert refused.value.status == 429
    assert spends(principal, AT + later)


def test_a_second_earlier_is_too_early(cast: Cast) -> None:
    principal = capped(cast, 1)
    spend_write(principal, AT)
    assert not spends(principal, AT + WINDOW + timedelta(seconds=59))
    assert spends(principal, AT + WINDOW + timedelta(minutes=1))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.integers(0, 1500), max_size=60), cap=st.integers(1, 5))
def test_no_60_minutes_hold_more_than_the_cap(cast: Cast, gaps: list[int], cap: int) -> None:
    principal = capped(cast, cap)
    moment, made = AT, []
    for gap in gaps:
        moment += timedelta(seconds=gap)
        if spends(principal, moment):
            made.append(moment)
    for first in made:
        assert sum(first <= other < first + WINDOW for other in made) <= cap


@pytest.mark.django_db(transaction=True)
def test_it_holds_when_many_come_at_once(cast: Cast) -> None:
    principal = capped(cast, 20)

    def write(_: int) -> bool:
        try:
            return spends(principal, AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(60))) == 20
