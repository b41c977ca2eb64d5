"""A quantity and where it stands."""

from dataclasses import dataclass

from troth.guard.quantities.quantity import Quantity


@dataclass(frozen=True)
class Measure:
    """A quantity with its span in the text that was searched."""

    start: int
    end: int
    quantity: Quantity
    #: Whether words around it say if it is a deadline or a period that lasts.
    certain: bool = True
