"""What a promise can be measured by, read from its words."""

from troth.guard.quantities.choose import quantity_in, says_when
from troth.guard.quantities.quantity import Quantity

__all__ = ["Quantity", "quantity_in", "says_when"]
