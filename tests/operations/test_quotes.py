"""Quotes are kept as they were said, and scored against what happened."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.scene import Scene
from troth import operations
from troth.forecast.quote.file import as_json
from troth.forecast.quote.model import Option, Quote, Source
from troth.operations import NotNowError, RecordQuote, ScoreQuote, UnfitError
from troth.promises.ids import new_id
from troth.promises.quote import RecordedQuote, Score, calibration
from troth.promises.store import DuplicateIdError


@pytest.fixture
def scene() -> Scene:
    return Scene()


def said(scene: Scene, *hours: tuple[float, float]) -> dict[str, Any]:
    """A quote: by so many hours with such odds, and one option without odds."""
    options = [
        Option(
            kind="level", id=f"{odds:.0%}", term=f"within {h:g} hours", due=scene.at(h), odds=odds
        )
        for h, odds in hours
    ]
    source = Source(as_of=scene.now, n=99, facets=(), unit="elapsed", k=9, half_life_days=None)
    quote = Quote(
        id=new_id(scene.now),
        asked_at=scene.now,
        metric="reply",
        thing="a reply",
        at=scene.now,
        zone="UTC",
        situation={},
        options=(*options, Option(kind="level", id="99", refusal="too few")),
        drivers=(),
        source=source,
    )
    return as_json(quote)


def record(scene: Scene, quote: dict[str, Any]) -> RecordedQuote:
    with scene.work() as work:
        return operations.record_quote(work, RecordQuote(quote=quote, customer=scene.customer))


def score(scene: Scene, quote: RecordedQuote, **known: object) -> RecordedQuote:
    with scene.work() as work:
        return operations.score_quote(work, quote.id, ScoreQuote.model_validate(known))


def test_it_works(scene: Scene) -> None:
    """A quote is kept, a promise is made from it and kept, and each option is scored."""
    quote = record(scene, said(scene, (4, 0.5), (12, 0.9)))
    promise = scene.make(term="within 12 hours", quote=quote.id)
    scene.go(6).keep(promise)
    scored = score(scene, quote, promise=promise.id)
    assert scored.scores == (
        Score(option="50%", said=0.5, held=False),
        Score(option="90%", said=0.9, held=True),
    )
    assert (scored.ended_at, scored.promise) == (scene.at(6), promise.id)


def test_the_same_quote_again_changes_nothing(scene: Scene) -> None:
    line = said(scene, (4, 0.5))
    assert record(scene, line) == record(scene, line)
    with pytest.raises(DuplicateIdError):
        record(scene, line | {"thing": "something else"})


def test_what_is_no_quote_is_refused(scene: Scene) -> None:
    with pytest.raises(UnfitError, match="no quote"):
        record(scene, {"id": "7"})


def test_pauses_of_the_promise_move_its_options(scene: Scene) -> None:
    quote = record(scene, said(scene, (4, 0.5)))
    promise = scene.make(term="within 12 hours", quote=quote.id)
    scene.go(1).pause(promise)
    scene.go(5).resume(promise)
    scene.go(7).keep(promise)
    assert score(scene, quote, promise=promise.id).scores[0].held


def test_an_open_case_is_scored_once_all_its_dates_are_over(scene: Scene) -> None:
    quote = record(scene, said(scene, (4, 0.5), (12, 0.9)))
    promise = scene.make(term="within 12 hours", quote=quote.id)
    scene.go(11)
    with pytest.raises(NotNowError, match="cannot be scored before"):
        score(scene, quote, promise=promise.id)
    scene.go(13)
    assert not any(each.held for each in score(scene, quote, promise=promise.id).scores)
    with pytest.raises(NotNowError, match="was scored"):
        score(scene, quote, promise=promise.id)


def test_a_case_without_promise_is_scored_by_its_end(scene: Scene) -> None:
    quote = record(scene, said(scene, (4, 0.5)))
    scene.go(20)
    with pytest.raises(UnfitError):
        score(scene, quote)
    assert score(scene, quote, ended_at=scene.at(3)).scores[0].held


def test_a_case_that_was_withdrawn_is_not_scored(scene: Scene) -> None:
    quote = record(scene, said(scene, (4, 0.5)))
    scored = score(scene, quote, withdrawn=True)
    assert (scored.scores, scored.unscored) == ((), "the case was withdrawn")


def test_a_promise_of_another_quote_scores_nothing(scene: Scene) -> None:
    quote = record(scene, said(scene, (4, 0.5)))
    promise = scene.make()
    with pytest.raises(UnfitError, match="not made from"):
        score(scene, quote, promise=promise.id)


def test_calibration_sets_what_was_said_beside_what_held() -> None:
    scores = [Score(option="a", said=0.9, held=n < 9) for n in range(10)]
    scores.append(Score(option="b", said=1.0, held=False))
    table = calibration(scores)
    assert [(row.low, row.n, round(row.held, 3)) for row in table.rows] == [(0.9, 11, 0.818)]
    assert table.brier == pytest.approx((9 * 0.01 + 0.81 + 1) / 11)
    assert calibration([]).brier is None


def test_its_instants_survive(scene: Scene) -> None:
    quote = record(scene, said(scene, (4, 0.5)))
    due = datetime.fromisoformat(quote.options[0]["due"])
    assert due - quote.asked_at == timedelta(hours=4)
