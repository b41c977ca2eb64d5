"""The guidelines of a team: its few pages of the playbook, built under the precepts."""

from troth.playbook.guidelines.build import guidelines, guidelines_teams
from troth.playbook.guidelines.model import Guidelines, Moment, Part, Principle, Reliance
from troth.playbook.guidelines.news import concerning

__all__ = [
    "Guidelines",
    "Moment",
    "Part",
    "Principle",
    "Reliance",
    "concerning",
    "guidelines",
    "guidelines_teams",
]
