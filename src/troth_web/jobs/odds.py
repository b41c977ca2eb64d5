"""The job `fit-odds`: the odds of one metric, learned from the ledger's own history."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from pydantic import Field

from troth.forecast import ForecastError, Odds, fit
from troth.forecast.file import save
from troth.history import NotAHistoryError
from troth.history import read as read_history
from troth.operations.commands import Command, Word
from troth.operations.errors import UnfitError
from troth.said import said
from troth_web.history.writing import Written, last_written
from troth_web.jobs.kinds import Doing, job, read
from troth_web.worker.leases import must_hold


class FitOdds(Command):
    """Odds that shall be learned."""

    metric: Word = Field(description="Of what, by its id in the playbook.")


def check(arguments: Mapping[str, Any]) -> None:
    """Refuse a metric of which nothing can be learned.

    Raises:
        UnfitError: there is no history of it, or no folder for odds.
    """
    metric = read(FitOdds, arguments).metric
    cases = _written().cases
    if metric not in cases:
        known = ", ".join(cases) or said("nothing yet")
        raise UnfitError(
            "arguments.metric",
            said("the history has no {metric}; it has {known}", metric=repr(metric), known=known),
        )


@job("fit-odds", check=check)
def fit_odds(doing: Doing, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Learn odds and put them where they are asked; or say why nothing can be learned."""
    metric = read(FitOdds, arguments).metric
    written, odds = _written(), folders()[1]
    try:
        learned = _learned(written, metric)
        with transaction.atomic():
            # What a worker learned that was replaced meanwhile may be older than what is there.
            must_hold(doing.lease)
            save(learned, odds / f"{metric}.odds")
    except (ForecastError, NotAHistoryError) as refusal:
        return {"metric": metric, "refusal": str(refusal)}
    return {
        "metric": metric,
        "refusal": None,
        "cases": learned.n,
        "as_of": learned.as_of.isoformat(),
        "facets": list(learned.facets),
    }


def folders() -> tuple[Path, Path]:
    """Where the history lies, and where odds do.

    Raises:
        UnfitError: this server has none.
    """
    if settings.HISTORY is None or settings.ODDS is None:
        raise UnfitError(
            "name", said("this server learns no odds; set TROTH_HISTORY and TROTH_ODDS")
        )
    return settings.HISTORY, settings.ODDS


def _written() -> Written:
    written = last_written(folders()[0])
    if written is None:
        raise UnfitError(
            "name", said("no history was written yet; it is each night after 02:00 UTC")
        )
    return written


def _learned(written: Written, metric: str) -> Odds:
    history = read_history(Path(written.folder) / f"{metric}.parquet")
    as_of = datetime.fromisoformat(written.at)
    return fit(history, metric, history.calendar, as_of=as_of)
