"""Token buckets: so many a minute, filling steadily, each caller for themselves."""

from troth_web.api.limits import Buckets


def test_it_works() -> None:
    """A bucket gives what it holds, then says how long to wait."""
    buckets = Buckets(per_minute=2)
    assert [buckets.wait("a", 0.0) for _ in range(3)] == [0, 0, 30]
    assert buckets.wait("b", 0.0) == 0


def test_it_fills() -> None:
    """After half a minute one of two is there again, and never more than two."""
    buckets = Buckets(per_minute=2)
    assert [buckets.wait("a", 0.0) for _ in range(2)] == [0, 0]
    assert [buckets.wait("a", 30.0), buckets.wait("a", 30.0)] == [0, 30]
    assert [buckets.wait("a", 900.0) for _ in range(3)] == [0, 0, 30]


def test_looking_takes_nothing() -> None:
    """To look whether there is a token leaves it there."""
    buckets = Buckets(per_minute=1)
    assert [buckets.wait("a", 0.0, cost=0.0) for _ in range(3)] == [0, 0, 0]


def test_no_limit() -> None:
    """A limit of 0 is none."""
    buckets = Buckets(per_minute=0)
    assert {buckets.wait("a", 0.0) for _ in range(1000)} == {0}


def test_it_forgets_the_oldest() -> None:
    """However many names come, memory holds so many."""
    buckets = Buckets(per_minute=1)
    buckets.MOST = 10
    for number in range(100):
        buckets.wait(str(number), 0.0)
    assert len(buckets._left) == 10
