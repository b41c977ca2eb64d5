"""A plugin for `make mutants`: the quickest tests run first, for most mistakes are seen by any."""

import json
from pathlib import Path

import pytest

#: Where mutmut keeps what it measured, beside the tests that it runs.
MEASURED = Path("mutmut-stats.json")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by duration; what was never measured comes last."""
    if MEASURED.exists():
        seconds = json.loads(MEASURED.read_text())["duration_by_test"]
        items.sort(key=lambda item: seconds.get(item.nodeid, float("inf")))
