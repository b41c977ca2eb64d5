"""The collector rests for a batch, and works again after it."""

import gc

import pytest

from troth.operations.resting import collector_at_rest


def test_it_works_again() -> None:
    with collector_at_rest(), collector_at_rest():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_also_after_an_error() -> None:
    with pytest.raises(OSError, match="full"), collector_at_rest():
        raise OSError("the disk is full")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
