"""What of a situation is known: its facets to anybody, its values to the odds."""

from collections.abc import Iterator, Mapping

from troth.forecast.errors import UnknownSituationError
from troth.forecast.odds import Odds
from troth.history import History
from troth.history.errors import listed, nearest
from troth.playbook import Playbook


def check_situation(
    situation: Mapping[str, str], odds: Odds, history: History | None, playbook: Playbook | None
) -> None:
    """Refuse a facet that neither the odds nor the history nor the playbook know.

    Raises:
        UnknownSituationError: with the name that was perhaps meant.
    """
    facets = dict.fromkeys(
        [
            *odds.facets,
            *(history.facets if history else ()),
            *(playbook.facets if playbook else ()),
        ]
    )
    for facet in situation:
        if facet not in facets:
            raise UnknownSituationError(
                f"'{facet}' is no facet of the history or the playbook.{nearest(facet, facets)} "
                f"They know {listed(facets) or 'none'}"
            )


def unheard(situation: Mapping[str, str], odds: Odds) -> Iterator[str]:
    """What a situation says and the odds do not use, as sentences."""
    for facet, value in situation.items():
        if facet not in odds.facets:
            yield f"{facet} is not used: these odds do not tell cases apart by it"
            continue
        seen = [one for one in odds.model.groups.values[odds.facets.index(facet)] if one]
        if value not in seen:
            yield (
                f"no case with {facet} '{value}' is known: the wider group counts."
                f"{nearest(value, seen)}"
            )
