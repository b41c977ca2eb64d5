"""The map of a playbook: stages across, teams down, touchpoints where customer and company meet."""

from troth_web.desk.atlas.cards import Card, StandardLine
from troth_web.desk.atlas.plan import Cell, Plan, Row, Stop, plan_of
from troth_web.desk.atlas.view import View

__all__ = ["Card", "Cell", "Plan", "Row", "StandardLine", "Stop", "View", "plan_of"]
