"""Quotes from a history that lies on this machine."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from troth.forecast import Odds
from troth.forecast import quote as quotes
from troth.history import History, read
from troth.mcp.answers import OptionAnswer, QuoteAnswer
from troth.playbook import Playbook


@dataclass(frozen=True)
class Past:
    """A history of one metric, read once."""

    path: Path

    @cached_property
    def history(self) -> History:
        """Its cases."""
        return read(self.path)

    @cached_property
    def _hash(self) -> str:
        return quotes.file_hash(self.path)

    def odds(self, facets: Mapping[str, str], now: datetime) -> Odds:
        """The odds for a case that starts now; aware.

        Raises:
            TrothError: nothing can be learned.
        """
        known = {name: value for name, value in facets.items() if name in self.history.facets}
        return quotes.odds_for(self.history, known, now)

    def quote(
        self,
        metric: str,
        facets: Mapping[str, str],
        levels: Sequence[float],
        playbook: Playbook,
        now: datetime,
    ) -> dict[str, Any]:
        """A quote for a case that starts within the minute, as `troth quote --save` writes it.

        Raises:
            TrothError: it is about another metric, or nothing can be learned.
        """
        zone = self.history.zone
        start = now.astimezone(zone).replace(second=0, microsecond=0) + timedelta(minutes=1)
        odds = quotes.odds_for(self.history, facets, start, metric=metric)
        made = quotes.quote(
            odds,
            start=start,
            asked_at=now,
            entropy=os.urandom(10),
            situation=facets,
            levels=levels,
            playbook=playbook,
            history=self.history,
            source_hash=self._hash,
        )
        return quotes.as_json(made)


def quote_answer(quote: Mapping[str, Any], *, kept: bool) -> QuoteAnswer:
    """A quote with what an agent needs of it."""
    names = OptionAnswer.model_fields
    options = (
        OptionAnswer(**{name: option.get(name) for name in names}) for option in quote["options"]
    )
    return QuoteAnswer(
        id=quote["id"],
        kept=kept,
        metric=quote["metric"],
        at=quote["at"],
        zone=quote["zone"],
        options=tuple(options),
        notes=tuple(quote.get("notes", ())),
    )
