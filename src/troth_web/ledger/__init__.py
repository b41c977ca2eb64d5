"""The ledger: the journal in a database, and what is made from it."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from troth_web.ledger.store import SqlStore


@lru_cache(maxsize=1)
def current_store() -> "SqlStore":
    """The store of this server, on its database and with the secrets of its data directory."""
    from troth_web.ledger.secrets import master_key
    from troth_web.ledger.store import SqlStore
    from troth_web.settings.environment import data_directory

    directory = data_directory()
    return SqlStore(master_key(directory), directory)
