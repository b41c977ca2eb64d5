"""Shares of promises kept, over a world whose odds are known."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.checks.histories import MONDAY, Case, write
from tests.forecast.shares.world import CARRIERS, END, FIRST, IN_STORM, LATER, STORM, deliveries
from tests.history.desk import Desk
from troth.clock.instants import instant
from troth.forecast import ForecastError, UnfitHistoryError, UnknownSituationError, shares
from troth.history import History

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NIGHT = datetime(2026, 3, 1, 22, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> History:
    return deliveries(tmp_path_factory.mktemp("calm") / "calm.parquet", storm=False)


@pytest.fixture(scope="module")
def stormy(tmp_path_factory: pytest.TempPathFactory) -> History:
    return deliveries(tmp_path_factory.mktemp("stormy") / "stormy.parquet")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_it_says_which_share_is_kept(calm: History, carrier: str) -> None:
    found = shares.fit(calm, as_of=LATER, facets=["carrier", "hour"])
    day = found.kept({"carrier": carrier}, start=NOON)
    night = found.kept({"carrier": carrier}, start=NIGHT)
    # The history is of Berlin, where the night is 19:00 to 01:00; noon and 22:00 UTC lie inside.
    assert day.value == pytest.approx(CARRIERS[carrier], abs=0.05)
    assert night.value == pytest.approx(CARRIERS[carrier] * 2 / 3, abs=0.09)
    assert day.interval is not None
    assert day.interval[0] < CARRIERS[carrier] < (day.interval[1] or 0.0)
    assert [group.name for group in day.groups] == [
        "everybody",
        f"carrier {carrier}",
        "hour 13:00",
    ]
    assert day.n == day.groups[-1].n


def test_without_a_start_it_is_the_mean_over_how_cases_arrive(calm: History) -> None:
    found = shares.fit(calm, as_of=LATER, facets=["carrier", "hour"])
    answer = found.kept({"carrier": "swift"})
    hours = [found.kept({"carrier": "swift"}, start=NOON + n * DAY / 24).value for n in range(24)]
    assert answer.value == pytest.approx(np.mean([hour or 0.0 for hour in hours]), abs=0.01)
    assert [group.name for group in answer.groups] == ["everybody", "carrier swift"]
    assert answer.n == answer.groups[-1].n


def test_a_thin_group_leans_on_its_parent(tmp_path: Path) -> None:
    def case(kept: bool, carrier: str) -> Case:
        ended = MONDAY + (DAY if kept else 3 * DAY)
        return Case(started=MONDAY, promised=MONDAY + 2 * DAY, ended=ended, facets=(carrier,))

    made = [case(number < 80, "big") for number in range(98)] + [case(False, "new")] * 2
    history = write(tmp_path / "thin.parquet", made, metric="delivery", facets=["carrier"])
    found = shares.fit(history, facets=["carrier"], k=100.0)
    # Everybody: 80 of 100. Two broken of its own, and a hundred made-up ones kept at 80 %.
    assert found.book.share.tolist() == pytest.approx(
        [0.8, (80 + 100 * 0.8) / 198, (0 + 100 * 0.8) / 102]
    )
    assert found.kept({"carrier": "unheard of"}).groups == found.kept().groups


def test_promises_are_heard_of_when_they_fall_due(calm: History) -> None:
    found = shares.verdicts(calm)
    at = FIRST + 10 * DAY
    heard = found.heard(instant(at))
    # Kept ones ended an hour before they were due, and are not heard of earlier.
    assert found.started_us[heard].max() <= instant(at - DAY)
    early = shares.fit(calm, as_of=at)
    assert early.n == len(heard) == 901
    assert early.as_of == at


def test_withdrawn_and_pending_promises_are_neither_kept_nor_broken(tmp_path: Path) -> None:
    due = MONDAY + DAY
    made = [
        Case(started=MONDAY, promised=due, ended=MONDAY + DAY / 2),
        Case(started=MONDAY, promised=due, ended=MONDAY + 2 * DAY),
        Case(started=MONDAY, promised=due, ended=None),
        Case(started=MONDAY, promised=due, ended=MONDAY + DAY / 2, ending="withdrawn"),
        Case(started=MONDAY, promised=MONDAY + 30 * DAY, ended=None),
        Case(started=MONDAY, promised=None, ended=MONDAY + DAY),
    ]
    found = shares.verdicts(write(tmp_path / "few.parquet", made, metric="delivery"))
    heard = found.heard(instant(due))
    assert heard.tolist() == [0, 1, 2]
    assert found.kept[heard].tolist() == [True, False, False]


def test_the_source_s_label_is_heard_of_at_the_ending(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    rows = "".join(
        f"{n},02.03.2026 09:00,,0{4 + n % 2}.03.2026 09:00,web,{'yes' if n % 4 else 'no'}\n"
        for n in range(80)
    )
    history = desk.history(
        "id,opened,due,closed,team,ok\n" + rows,
        label={"column": "ok", "kept": ["yes"], "broken": ["no"]},
        promised=None,
        kept={"compare": "label"},
    )
    assert shares.fit(history).kept().value == pytest.approx(0.75, abs=0.001)
    early = shares.fit(history, as_of=datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert early.n == 40
    assert early.kept().value == pytest.approx(0.5, abs=0.001)


def test_the_level_follows_the_last_days(stormy: History) -> None:
    before = shares.fit(stormy, as_of=STORM, facets=["carrier"])
    after = shares.fit(stormy, as_of=STORM + 15 * DAY, facets=["carrier"])
    assert abs(before.level) < 0.2
    assert after.level == pytest.approx(-1.0, abs=0.3)
    for carrier, truth in IN_STORM.items():
        # By night a third less: over the day 11/12 of what is kept by day.
        said = after.kept({"carrier": carrier}).value
        assert said == pytest.approx(truth * 11 / 12, abs=0.08)


def test_two_fits_give_equal_numbers_whatever_the_order_of_rows(
    stormy: History, tmp_path: Path
) -> None:
    again = deliveries(tmp_path / "again.parquet")
    one, other = (shares.fit(each, as_of=LATER) for each in (stormy, again))
    assert one.facets == other.facets == ("carrier", "hour")
    assert one.level == other.level
    assert one.kept({"carrier": "slow"}, start=NOON) == other.kept({"carrier": "slow"}, start=NOON)


def test_facets_that_tell_nothing_apart_are_left_out(calm: History) -> None:
    assert "weekday" not in shares.fit(calm, as_of=END).facets


def test_too_few_promises_are_refused(tmp_path: Path) -> None:
    made = [Case(started=MONDAY, promised=MONDAY + DAY, ended=MONDAY + DAY / 2)] * 29
    found = shares.fit(
        write(tmp_path / "few.parquet", made, metric="delivery"), as_of=LATER + 999 * DAY
    )
    answer = found.kept()
    assert answer.value is None
    assert answer.refusal == (
        "too thin: only 29 promises have fallen due; 30 are the fewest that say something"
    )


def test_what_makes_no_sense_is_refused(calm: History) -> None:
    with pytest.raises(UnfitHistoryError, match="no promise of the history had fallen due by"):
        shares.fit(calm, as_of=FIRST)
    with pytest.raises(UnknownSituationError, match="'carier' is no facet of the history"):
        shares.fit(calm, facets=["carier"])
    with pytest.raises(ForecastError, match="k is -1; right would be a number of cases"):
        shares.fit(calm, k=-1)
    with pytest.raises(UnknownSituationError, match="'plan' is no facet of these odds"):
        shares.fit(calm).kept({"plan": "gold"})
