"""The promise inventory: all that a company promises in its pages, macros, mails and contracts."""

from troth.inventory.inventory import Inventory, inventory_of
from troth.inventory.promise import Backing, Place, Promise
from troth.inventory.taking import Taken, Taking

__all__ = ["Backing", "Inventory", "Place", "Promise", "Taken", "Taking", "inventory_of"]
