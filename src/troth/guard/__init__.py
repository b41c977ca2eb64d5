"""The guard: what a text promises, found before it is sent."""

from troth.guard.found import Found
from troth.guard.kinds import Kind, Promiser, Strength
from troth.guard.quantities import Quantity
from troth.guard.scan import UnknownLanguageError, scan
from troth.guard.unread import Unread, Unreadable, unreadable

__all__ = [
    "Found",
    "Kind",
    "Promiser",
    "Quantity",
    "Strength",
    "UnknownLanguageError",
    "Unread",
    "Unreadable",
    "scan",
    "unreadable",
]
