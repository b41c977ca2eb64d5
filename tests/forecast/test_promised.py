"""How long a promise lasts where the source only gives verdicts."""

from pathlib import Path

import numpy as np
import pytest

from tests.forecast.parcels import Parcels, day, history, parcels
from tests.history.desk import Desk
from troth.forecast.fit import prepare
from troth.forecast.promised import known_promises
from troth.history import History

LABELS = {
    "promised": None,
    "dates": "%Y-%m-%d %H:%M:%S",
    "zone": "UTC",
    "label": {"column": "late", "kept": ["0"], "broken": ["1"]},
    "kept": {"compare": "label"},
}


def labelled(folder: Path, truth: Parcels) -> History:
    """The record of parcels without promises, with the verdict of the source."""
    history(folder, truth, 140)
    return Desk(folder).history((folder / "tickets.csv").read_text(), **LABELS)


def test_what_was_promised_comes_first(tmp_path: Path) -> None:
    """No limit is guessed where one is known."""
    promised = known_promises(prepare(history(tmp_path, parcels(400), 140), as_of=day(100)))
    assert promised.known_by == "what was promised to each case"
    assert np.unique(promised.seconds).tolist() == pytest.approx([48 * 3600], abs=1)
    assert not promised.by_label


def test_the_limit_is_read_off_the_verdicts(tmp_path: Path) -> None:
    """Called late after 48 hours: the limit found lies at 48 hours."""
    basis = prepare(labelled(tmp_path, parcels()), as_of=day(100))
    promised = known_promises(basis)
    assert promised.by_label
    limits = np.unique(promised.seconds[np.isfinite(promised.seconds)])
    assert limits == pytest.approx([48 * 3600] * len(limits), rel=0.03)
    assert "read off the source's verdicts" in promised.known_by


def test_verdicts_without_sense_give_no_limit(tmp_path: Path) -> None:
    """A coin decides what is called late."""
    truth = parcels()
    coin = np.random.default_rng(2).random(truth.took.size) < 0.5
    text = [labelled(tmp_path, truth).path.with_suffix(".csv").read_text().splitlines()]
    lines = [text[0][0]] + [
        line[:-1] + str(int(coin[n])) if line[-1] in "01" else line
        for n, line in enumerate(text[0][1:])
    ]
    record = Desk(tmp_path).history("\n".join(lines) + "\n", **LABELS)
    assert np.isnan(known_promises(prepare(record, as_of=day(100))).seconds).all()
