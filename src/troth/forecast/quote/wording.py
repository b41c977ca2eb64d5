"""How a quote speaks: dates as people say them, and sentences ready to paste."""

from datetime import datetime
from zoneinfo import ZoneInfo

from troth.forecast.likelihood import of_hundred
from troth.pictures import day_text
from troth.playbook import Playbook

#: As likely kept as broken.
EVEN = 0.5


def date_text(due: datetime, zone: ZoneInfo, unit: str) -> str:
    """`Tue 3 Jun 2025, 14:30` in the zone; on calendar days without the time."""
    local = due.astimezone(zone)
    day = f"{day_text(local)} {local.year}"
    return day if unit == "days" else f"{day}, {local:%H:%M}"


def sentence(thing: str, by: str, odds: float) -> str:
    """What can be pasted into a reply; nobody is told to expect what will more likely fail."""
    said = "You can expect" if odds >= EVEN else "We cannot promise"
    return f"{said} the {thing} by {by}; in cases like yours that holds in {of_hundred(odds)}."


def thing_of(metric: str, playbook: Playbook | None) -> str:
    """What is promised, within a sentence: `first reply`."""
    declared = playbook.metrics.get(metric) if playbook else None
    name = (declared.name if declared else None) or metric.replace("-", " ")
    # An abbreviation keeps its capitals.
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
