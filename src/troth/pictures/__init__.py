"""Small SVG pictures that explain time: what was promised, what was open, how far they are apart.

Pure functions from plain values to SVG text; nothing here knows a calendar, a playbook or a clock.
"""

from troth.pictures.axis import day_text, instant_text
from troth.pictures.draw import NARROW, WIDE, draw, figure
from troth.pictures.model import Arrow, Bar, Extent, Lane, Mark, Span, State, Timeline

__all__ = [
    "NARROW",
    "WIDE",
    "Arrow",
    "Bar",
    "Extent",
    "Lane",
    "Mark",
    "Span",
    "State",
    "Timeline",
    "day_text",
    "draw",
    "figure",
    "instant_text",
]
