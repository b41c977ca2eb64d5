"""Machines as the tests of commands have them."""

from tests.web.commands.conftest import (
    either,
    filled,
    filled_machine,
    machine,
    new_database,
    new_machine,
    postgresql_model,
    sqlite_model,
)

__all__ = [
    "either",
    "filled",
    "filled_machine",
    "machine",
    "new_database",
    "new_machine",
    "postgresql_model",
    "sqlite_model",
]
