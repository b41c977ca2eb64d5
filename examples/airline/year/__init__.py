"""A year of the airline: its travellers, what was promised to them, and what came of it.

    play(store, year) -> days

Everything is invented from a seed and written through `troth.operations`, as the airline's people
and programs would have done it day by day. The same seed, end and people give the same year.
"""

from examples.airline.year.cast import Cast, Colleague, invented
from examples.airline.year.play import Day, Year, play, start_of

__all__ = ["Cast", "Colleague", "Day", "Year", "invented", "play", "start_of"]
