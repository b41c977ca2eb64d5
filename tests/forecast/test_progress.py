"""What has happened to a case tells how much longer it takes."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.parcels import BEGIN, Parcels, day, history, parcels
from tests.history.desk import Desk
from troth.clock.instants import instant
from troth.forecast import ForecastError, Odds, fit, progress
from troth.forecast import read as read_odds
from troth.forecast.fit import Basis, prepare
from troth.forecast.progress import AGE, LAST, QUIET, Outlook, Progress
from troth.forecast.scale import Bins
from troth.forecast.scores import auc
from troth.history import History
from troth.history.arrays import Flags, Numbers

AS_OF = 60


@pytest.fixture(scope="module")
def truth() -> Parcels:
    """What truly happened."""
    return parcels()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, truth: Parcels) -> History:
    """All of it, as known in the end."""
    return history(tmp_path_factory.mktemp("parcels"), truth, 140)


@pytest.fixture(scope="module")
def basis(record: History) -> Basis:
    """As known in the middle."""
    return prepare(record, as_of=day(AS_OF))


@pytest.fixture(scope="module")
def happened(record: History, basis: Basis) -> Progress:
    """The events of the record."""
    events = record.events()
    assert events is not None
    return Progress(events=events, started_us=basis.spells.started_us)


@pytest.fixture(scope="module")
def outlook(basis: Basis, happened: Progress) -> Outlook:
    """What looks at open cases had taught by then."""
    taught = progress.looks(basis.spells, happened, basis.facets)
    settings = replace(basis.settings, facets=())
    found = progress.learn(taught, happened, basis.facets, basis.at_us, settings)
    assert found is not None
    return found


def test_it_knows_what_happened_by_an_instant(happened: Progress, truth: Parcels) -> None:
    """Before, at and after the packing of one parcel."""
    start = int(happened.started_us[7])
    packed = int(happened.events.at_us[happened.events.case_row == 7][0])
    rows, instants = np.array([7, 7, 7]), np.array([start, packed, packed + 3_600_000_000])
    found = happened.facets(rows, instants)
    values, codes = found[LAST]
    assert [values[code] for code in codes] == [None, "packed", "packed"]
    assert found["times packed"][1].tolist() == [0, 1, 1]
    assert found[QUIET][1][1] == 0
    assert found[AGE][1][0] == 0


def test_cases_do_not_see_the_events_of_others(happened: Progress) -> None:
    """Every case, at its own start: nothing has happened yet."""
    rows = np.arange(len(happened.started_us))
    values, codes = happened.facets(rows, happened.started_us - 1)[LAST]
    assert {values[code] for code in np.unique(codes)} == {None}


def test_looks_are_only_taken_while_a_case_is_open(basis: Basis, happened: Progress) -> None:
    """Each look lies between start and ending, at an age that doubles."""
    taught = progress.looks(basis.spells, happened, {})
    ages = taught.spells.started_us - basis.spells.started_us[taught.rows]
    assert set(np.unique(ages)) <= set(progress.AGES)
    assert (taught.spells.started_us < basis.spells.ended_us[taught.rows]).all()


def test_later_endings_do_not_count(record: History, basis: Basis, happened: Progress) -> None:
    """What was learned by an instant is the same when the future is another one."""
    taught = progress.looks(basis.spells, happened, basis.facets)
    known = taught.spells.known(
        basis.at_us, np.flatnonzero(taught.spells.started_us <= basis.at_us)
    )
    assert (known.seconds <= (basis.at_us - instant(BEGIN)) / 1e6).all()


def _risk_half_way(outlook: Outlook, basis: Basis) -> tuple[Numbers, Flags, Bins]:
    """Of later parcels open after 24 of their 48 hours: the risk, whether broken, and the cases."""
    spells = basis.spells
    took = spells.end - spells.start
    rows = np.flatnonzero((spells.started_us > basis.at_us) & (took > 24 * 3600))
    at_us = spells.started_us[rows] + 24 * 3600 * 1_000_000
    kept = outlook.kept(rows, at_us, np.full(rows.size, 24 * 3600.0))
    return 1 - kept, took[rows] > 48 * 3600, rows


def test_it_ranks_better_than_the_start_alone(outlook: Outlook, basis: Basis) -> None:
    """Whether a parcel is packed says more than who packs it."""
    risk, broken, rows = _risk_half_way(outlook, basis)
    by_team = basis.facets["team"][1][rows].astype(float)
    assert auc(risk, broken) > 0.75
    assert auc(risk, broken) > max(auc(by_team, broken), auc(-by_team, broken)) + 0.1


def test_its_odds_hold(outlook: Outlook, basis: Basis) -> None:
    """Packed and unpacked parcels each break about as often as was said."""
    risk, broken, rows = _risk_half_way(outlook, basis)
    at_us = basis.spells.started_us[rows] + 24 * 3600 * 1_000_000
    packed = outlook.progress.facets(rows, at_us)["times packed"][1] > 0
    for group in (packed, ~packed):
        error = 3 * np.sqrt(0.25 / group.sum())
        assert abs(risk[group].mean() - broken[group].mean()) < 0.05 + error


def test_too_few_looks_say_nothing(basis: Basis, happened: Progress) -> None:
    """At the very beginning nobody has been looked at."""
    taught = progress.looks(basis.spells, happened, basis.facets)
    assert progress.learn(taught, happened, {}, instant(BEGIN), basis.settings) is None


@pytest.fixture(scope="module")
def odds(record: History) -> Odds:
    """Fitted as known in the middle."""
    return fit(record, as_of=day(AS_OF))


def test_odds_take_what_happened(odds: Odds) -> None:
    """After a day a packed parcel is likelier to come in two than one that is not."""
    day_gone, promise = timedelta(hours=24), "within 48 hours"
    packed = odds.left(day_gone, promise, happened=[("packed", timedelta(hours=20))])
    waiting = odds.left(day_gone, promise, happened=[])
    plain = odds.left(day_gone, promise)
    assert packed.value is not None
    assert waiting.value is not None
    assert plain.value is not None
    assert packed.value > 0.85
    assert waiting.value < plain.value < packed.value
    assert packed.n > 0
    assert packed.groups[0].name == "everybody"


def test_odds_with_events_come_back_from_their_file(odds: Odds, tmp_path: Path) -> None:
    """The same answer, before and after."""
    odds.save(tmp_path / "odds.parquet")
    again = read_odds(tmp_path / "odds.parquet")
    happened = [("packed", timedelta(hours=3))]
    for asked in (timedelta(hours=5), timedelta(hours=30)):
        before = odds.left(asked, "within 48 hours", happened=happened)
        assert again.left(asked, "within 48 hours", happened=happened) == before


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        ([("paked", timedelta(hours=1))], "'paked' is no event of these odds. Did you mean"),
        ([("packed", timedelta(hours=30))], "lies outside the 1 day"),
        ([("packed", timedelta(hours=-1))], "lies outside"),
    ],
)
def test_what_cannot_have_happened(
    odds: Odds, happened: list[tuple[str, timedelta]], said: str
) -> None:
    """It is refused with a sentence."""
    with pytest.raises(ForecastError, match=said):
        odds.left(timedelta(hours=24), "within 48 hours", happened=happened)


def test_after_the_promise_nothing_is_kept(odds: Odds) -> None:
    """A case that is still open when its time is over is broken."""
    late = odds.left(timedelta(hours=50), "within 48 hours", happened=[])
    assert late.value == 0.0


def test_a_history_without_events_knows_none(tmp_path: Path) -> None:
    """Asked with events, its odds say so."""
    record = Desk(tmp_path).history(
        "id,opened,due,closed,team\n"
        + "".join(
            f"T{n},02.03.2026 09:{n % 60:02},,03.03.2026 {10 + n % 9}:00,web\n" for n in range(60)
        )
    )
    with pytest.raises(ForecastError, match="know no events"):
        fit(record).left(timedelta(hours=1), "within 2 days", happened=[])


def test_events_that_never_happened_teach_nothing(tmp_path: Path) -> None:
    """A source may have columns for events, and nothing in them."""
    record = Desk(tmp_path).history(
        "id,opened,due,closed,packed,team\n"
        + "".join(
            f"T{n},02.03.2026 09:{n % 60:02},,03.03.2026 {10 + n % 9}:00,,web\n" for n in range(60)
        ),
        events={"packed": "packed"},
    )
    events = record.events()
    assert events is not None
    assert len(events) == 0
    assert fit(record).looks is None
    basis = prepare(record)
    happened = Progress(events=events, started_us=basis.spells.started_us)
    values, codes = happened.facets(np.array([0, 1]), basis.spells.started_us[:2])[LAST]
    assert [values[code] for code in codes] == [None, None]
