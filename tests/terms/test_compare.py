"""Comparisons by example: worst, next, shares, chains, and windows that exclude each other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tests.terms.brute import Place, Ticks, elapsed, moment, tick
from tests.terms.places import CALENDARS, HORIZON, MAPS
from tests.terms.test_brute_force import FIRST, LAST, assert_as_by_brute_force
from troth.clock import Calendar
from troth.terms import (
    ArrivalProfile,
    Horizon,
    NoDueInstantError,
    NoLegsError,
    compare,
    compare_chain,
    disjoint,
    parse,
    weighted_share,
)

BERLIN = ZoneInfo("Europe/Berlin")
DESK = CALENDARS["berlin"]
PLAIN_DESK = Calendar.from_hours("Mo-Fr 09:00-17:30", timezone=BERLIN, holidays="DE-BE")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_standard_in_business_hours_is_later_than_a_claim_in_hours() -> None:
    standard = parse("within 8 business hours").on(DESK)
    found = compare(standard, parse("within 24 hours"), HORIZON)
    assert not found.holds
    # 30 December 09:30 is 8 hours before closing time; the 31st is closed, then come New Year and
    # a weekend. At 09:30 itself it is still due the same day, so the next whole minute is shown.
    assert found.worst is not None
    assert found.worst.arrival == utc("2026-12-30 08:31")
    assert found.worst.due_a == utc("2027-01-04 08:01")
    assert found.worst.due_b == utc("2026-12-31 08:31")
    assert timedelta(microseconds=found.extent_us) == timedelta(hours=95.5)
    assert found.next is not None
    assert found.next.arrival == utc("2026-12-04 08:31")
    assert f"{found.share:.4%}" == "35.2428%"
    assert compare(parse("within 24 hours"), standard, HORIZON).holds is False


def test_the_same_without_exceptions_fails_for_35_percent_of_arrivals() -> None:
    standard = parse("within 8 business hours").on(PLAIN_DESK)
    found = compare(standard, parse("within 24 hours"), HORIZON)
    assert f"{found.share:.1%}" == "35.0%"
    whitsun = utc("2027-05-14 15:30")
    after = Horizon(whitsun, whitsun + timedelta(minutes=1))
    worst = compare(standard, parse("within 24 hours"), after).worst
    assert worst is not None
    assert (worst.due_b, worst.due_a) == (utc("2027-05-15 15:30"), utc("2027-05-18 15:00"))


def test_what_is_never_later_holds_and_has_no_witness() -> None:
    found = compare(parse("within 1 hour"), parse("at most 60 minutes"), HORIZON)
    assert found.holds
    assert (found.worst, found.next, found.extent_us, found.share) == (None, None, 0, 0.0)
    assert not found.failing[0].size


def test_a_single_late_instant_is_found_though_it_has_no_length() -> None:
    # At 17:30 sharp, a counts as received on Wednesday already, while b is still used up at the
    # close of Wednesday 20:00; a moment later b waits for Thursday 18:00.
    a = parse("within 1 business day").on(Calendar.from_hours("Mo-Su 09:00-17:30", timezone="UTC"))
    hours = {"tue": [("12:00", "20:00")], "wed": [("12:00", "20:00")], "thu": [("18:00", "20:00")]}
    b = parse("within 10.5 business hours").on(Calendar.from_weekly(hours, timezone="UTC"))
    found = compare(a, b, Horizon(utc("2027-03-02 17:00"), utc("2027-03-02 18:00")))
    assert found.worst is not None
    assert found.worst == found.next
    assert found.worst.arrival == utc("2027-03-02 17:30")
    assert found.worst.due_a - found.worst.due_b == timedelta(hours=21.5)
    assert found.share == 0.0
    assert not found.failing[0].size


def test_lateness_of_less_than_a_minute_is_shown_to_the_microsecond() -> None:
    desk = Calendar.from_hours("Mo-Su 09:00-17:30", timezone="UTC")
    day = Horizon(utc("2027-03-02 00:00"), utc("2027-03-03 00:00"))
    a, b = parse("within 1441 minutes"), parse("within 1 business day").on(desk)
    found = compare(a, b, day)
    assert found.worst is not None
    assert found.worst.arrival == utc("2027-03-02 17:29:59.999999")
    assert found.extent_us == 59_999_999
    assert found.next is not None
    assert found.next.arrival == utc("2027-03-02 17:29:00.000001")
    assert found.share == 60 / 86_400


def test_a_horizon_may_start_and_end_anywhere() -> None:
    desk = Calendar.from_hours("Mo-Su 09:00-17:30", timezone="UTC")
    odd = Horizon(utc("2027-03-02 17:30:00.000007"), utc("2027-03-02 17:30:00.000009"))
    found = compare(parse("within 1 business day").on(desk), parse("within 24 hours"), odd)
    assert found.worst is not None
    assert found.worst.arrival == odd.start
    assert found.share == 1.0


def test_a_window_counts_by_its_end() -> None:
    window, upper = parse("between 1 and 3 business days"), parse("within 3 business days")
    assert compare(window.on(DESK), upper.on(DESK), HORIZON).holds
    assert compare(upper.on(DESK), window.on(DESK), HORIZON).holds


def test_rare_updates_are_compared_with_the_silence_that_is_borne() -> None:
    silence = parse("at most 1 business day").on(DESK)
    assert compare(parse("every 1 business day").on(DESK), silence, HORIZON).holds
    assert not compare(parse("every 2 business days").on(DESK), silence, HORIZON).holds


def test_only_time_is_compared_over_a_horizon() -> None:
    with pytest.raises(NoDueInstantError, match='"at least 95 %" is about share'):
        compare(parse("at least 95 %"), parse("within 1 day"), HORIZON)


LEGS: dict[str, Callable[[Place], Ticks]] = {
    "within 8 business hours": lambda place: place.within_hours(8),
    "within 2 business days": lambda place: place.within_days(2, handed_over=True),
    "by the end of the next business day": lambda place: place.end_of_next_day(handed_over=True),
    "by 12:00 on the next business day": lambda place: place.by_time_after_close(
        720, handed_over=True
    ),
    "by 12:00 on the next business day if received by 14:00": lambda place: place.by_time(
        720, 840, handed_over=True
    ),
    "within 24 hours": lambda _: elapsed(24),
}
FIRST_LEGS: dict[str, Callable[[Place], Ticks]] = {
    "within 1 business day": lambda place: place.within_days(1),
    "within 8 business hours": lambda place: place.within_hours(8),
    "within 24 hours": lambda _: elapsed(24),
}


@pytest.mark.parametrize("second", LEGS)
@pytest.mark.parametrize("first", FIRST_LEGS)
def test_a_chain_equals_brute_force(first: str, second: str) -> None:
    for here, there in [("berlin", "kolkata"), ("kolkata", "berlin"), ("night", "denver")]:
        legs = [parse(first).on(CALENDARS[here]), parse(second).on(CALENDARS[there])]
        handed_over = FIRST_LEGS[first](MAPS[here])[FIRST:LAST]
        dues = LEGS[second](MAPS[there])[handed_over]
        promises = {
            "within 3 business days": MAPS["berlin"].within_days(3),
            "within 3 days": elapsed(72),
        }
        for promise, promised in promises.items():
            found = compare_chain(legs, parse(promise).on(DESK), HORIZON)
            assert_as_by_brute_force(found, dues, promised[FIRST:LAST])
            if found.worst:
                handed = handed_over[tick(found.worst.arrival) - FIRST]
                assert found.worst.legs == (moment(int(handed)), found.worst.due_a)


def test_three_teams_hand_over_at_their_closes() -> None:
    legs = [parse(f"within {days} business day").on(DESK) for days in (1, 2, 3)]
    promise = parse("within 6 business days").on(DESK)
    assert compare_chain(legs, promise, HORIZON).holds
    tight = compare_chain(legs, parse("within 5 business days").on(DESK), HORIZON)
    assert tight.next is not None
    assert tight.next.arrival == HORIZON.start
    assert [f"{leg:%m-%d %H:%M}" for leg in tight.next.legs] == [
        "12-02 16:30",
        "12-04 16:30",
        "12-09 16:30",
    ]
    assert tight.next.due_b == utc("2026-12-08 16:30")


def test_a_chain_of_one_leg_is_a_comparison() -> None:
    standard, claim = parse("within 8 business hours").on(DESK), parse("within 24 hours")
    assert (
        compare_chain([standard], claim, HORIZON).worst == compare(standard, claim, HORIZON).worst
    )


def test_a_chain_needs_a_leg() -> None:
    with pytest.raises(NoLegsError):
        compare_chain([], parse("within 1 day"), HORIZON)


def test_a_share_by_arrivals_equals_the_sum_over_minutes() -> None:
    profile = ArrivalProfile(
        tuple(float(hour % 24 % 7 + hour // 24) for hour in range(168)), BERLIN
    )
    found = compare(parse("within 8 business hours").on(DESK), parse("within 24 hours"), HORIZON)
    dates, minutes = (wall[FIRST // 2 : LAST // 2] for wall in MAPS["berlin"].wall)
    weights = np.array(profile.weights)[(dates - 1) % 7 * 24 + minutes // 60]
    late = MAPS["berlin"].within_hours(8)[FIRST:LAST] - elapsed(24)[FIRST:LAST]
    by_minutes = weights[late[1::2] > 0].sum() / weights.sum()
    assert weighted_share(found.failing, HORIZON, profile) == pytest.approx(by_minutes, rel=1e-12)


def test_even_arrivals_weigh_as_time_does() -> None:
    even = ArrivalProfile((1.0,) * 168, BERLIN)
    found = compare(parse("within 8 business hours").on(DESK), parse("within 24 hours"), HORIZON)
    # Weights are rates: the hour that comes twice in autumn counts twice.
    assert weighted_share(found.failing, HORIZON, even) == pytest.approx(found.share, rel=1e-12)


def test_customers_who_never_come_then_are_not_affected() -> None:
    mondays = ArrivalProfile((1.0,) * 24 + (0.0,) * 144, BERLIN)
    found = compare(parse("within 8 business hours").on(DESK), parse("within 24 hours"), HORIZON)
    weekend = Horizon(utc("2026-12-05 00:00"), utc("2026-12-06 00:00"))
    assert weighted_share(found.failing, weekend, mondays) == 0.0
    with pytest.raises(ValueError, match="168 weights"):
        ArrivalProfile((1.0,) * 24, BERLIN)


@pytest.mark.parametrize("there", MAPS)
@pytest.mark.parametrize("here", ["berlin", "night"])
def test_windows_that_exclude_each_other_equal_brute_force(here: str, there: str) -> None:
    a = parse("between 1 and 2 business days").on(CALENDARS[here])
    b = parse("between 4 and 5 business days").on(CALENDARS[there])
    found = disjoint(a, b, HORIZON)
    begins_late = MAPS[there].day_begins(4)[FIRST:LAST] - MAPS[here].within_days(2)[FIRST:LAST]
    assert (found is not None) == (begins_late[::2].max() > 0)
    if found and found.worst:
        assert found.share == np.count_nonzero(begins_late[1::2] > 0) * 2 / begins_late.size
        worst = int(begins_late[::2].argmax())
        assert found.worst.arrival == moment(FIRST + 2 * worst)
        assert found.worst.due_a == moment(int(MAPS[here].within_days(2)[FIRST + 2 * worst]))
        assert found.worst.due_b == moment(int(MAPS[there].day_begins(4)[FIRST + 2 * worst]))


def test_disjoint_examples_name_the_bound_of_either_side() -> None:
    early, late = parse("within 2 days"), parse("between 3 and 4 days")
    one, other = disjoint(early, late, HORIZON), disjoint(late, early, HORIZON)
    assert one is not None
    assert other is not None
    assert one.worst is not None
    assert other.worst is not None
    assert (one.worst.due_a, one.worst.due_b) == (utc("2026-12-03 00:00"), utc("2026-12-04 00:00"))
    assert (other.worst.due_a, other.worst.due_b) == (one.worst.due_b, one.worst.due_a)


def test_what_is_done_early_enough_keeps_both() -> None:
    within, window = parse("within 5 business days"), parse("between 5 and 7 business days")
    assert disjoint(within.on(DESK), window.on(DESK), HORIZON) is None
    assert disjoint(parse("within 1 hour"), parse("within 1 week"), HORIZON) is None


def test_terms_for_few_cases_leave_room_for_each_other() -> None:
    early, late = "within 2 days in {} % of cases", "between 3 and 4 days in {} % of cases"
    assert disjoint(parse(early.format(60)), parse(late.format(40)), HORIZON) is None
    assert disjoint(parse(early.format(60)), parse(late.format(41)), HORIZON) is not None
