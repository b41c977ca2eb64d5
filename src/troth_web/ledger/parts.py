"""What all transactions of a store share."""

from dataclasses import dataclass

from troth_web.ledger.editions import Editions
from troth_web.ledger.engines import Engine
from troth_web.ledger.keys import PersonKeys


@dataclass(frozen=True, slots=True)
class Parts:
    """The engine, and what is kept in memory."""

    engine: Engine
    keys: PersonKeys
    editions: Editions
    #: For what customers are found by.
    lookup_key: bytes
