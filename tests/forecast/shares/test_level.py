"""The level of the last days, and replays that never look ahead."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.shares.world import END, FIRST, STORM, deliveries
from troth.clock.instants import DAY, instant
from troth.forecast import scores, shares
from troth.forecast.shares import level

AT = 100 * DAY


def verdicts(share: float, days_ago: float, n: int = 1_000) -> tuple[np.ndarray, np.ndarray]:
    """Promises of one day, of which a share was kept."""
    return np.arange(n) < share * n, np.full(n, AT - int(days_ago * DAY))


def test_it_moves_what_was_said_to_what_was_kept() -> None:
    kept, heard = verdicts(0.6, 1, 100_000)
    by = level.learn(np.full(len(kept), 0.8), kept, heard, AT)
    assert by == pytest.approx(np.log(0.6 / 0.4) - np.log(0.8 / 0.2), abs=0.01)
    assert level.moved(np.array([0.8]), by)[0] == pytest.approx(0.6, abs=0.002)


@pytest.mark.parametrize("days_ago", [14.0, 60.0, -1.0])
def test_what_is_old_or_not_yet_heard_of_does_not_count(days_ago: float) -> None:
    kept, heard = verdicts(0.1, days_ago)
    assert level.learn(np.full(len(kept), 0.8), kept, heard, AT) == pytest.approx(0.0)


def test_the_last_days_say_most() -> None:
    bad, lately = verdicts(0.6, 1)
    good, before = verdicts(0.9, 10)
    kept, heard = np.concatenate((bad, good)), np.concatenate((lately, before))
    by = level.learn(np.full(len(kept), 0.8), kept, heard, AT)
    assert 0.6 < level.moved(np.array([0.8]), by)[0] < 0.68


def test_a_few_verdicts_hardly_move_it() -> None:
    kept, heard = verdicts(0.0, 1, 3)
    by = level.learn(np.full(3, 0.8), kept, heard, AT)
    assert -0.2 < by < 0.0


@pytest.mark.parametrize("said", [0.0, 1.0])
@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_surest_sayings_end_in_numbers(said: float, share: float) -> None:
    kept, heard = verdicts(share, 1)
    by = level.learn(np.full(len(kept), said), kept, heard, AT)
    moved = level.moved(np.array([said, 0.5]), by)
    assert np.isfinite(by)
    assert ((moved >= 0.0) & (moved <= 1.0)).all()


def test_a_replay_is_better_at_its_level_when_a_storm_comes(tmp_path: Path) -> None:
    found = shares.verdicts(deliveries(tmp_path / "stormy.parquet"))
    refits = [instant(FIRST + timedelta(days=days)) for days in (30, 60)]
    said = shares.replay(found, ["carrier"], refits, instant(END))
    assert len(said.rows) == 6_000
    kept = found.kept[said.rows]
    late = found.started_us[said.rows] > instant(STORM + timedelta(days=4))
    plain, at_level = (
        float(each[late].mean() - kept[late].mean()) for each in (said.plain, said.at_level)
    )
    assert plain > 0.15
    assert abs(at_level) < 0.04
    assert scores.brier_skill(said.at_level, kept) > scores.brier_skill(said.plain, kept)


def test_a_replay_never_looks_ahead(tmp_path: Path) -> None:
    day = FIRST + timedelta(days=50)
    refits = [instant(FIRST + timedelta(days=days)) for days in (30, 60)]
    one, other = (
        shares.replay(
            shares.verdicts(deliveries(tmp_path / f"{number}.parquet", broken_from=broken)),
            ["carrier"],
            refits,
            instant(END),
        )
        for number, broken in enumerate((None, day))
    )
    # Promises of that day are heard of a day later.
    same = one.rows < 100 * 51
    assert (one.at_level[same] == other.at_level[same]).all()
    assert (one.at_level[~same] != other.at_level[~same]).any()
    assert one.at_level[-100:].mean() > other.at_level[-100:].mean() + 0.3
