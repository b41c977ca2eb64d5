"""A plugin for `make mutants`: the quickest tests first, for most mistakes are seen by any.

And once a search has found a mistake, it does not go on to find the shortest way to show it.
"""

import json
from pathlib import Path

import pytest
from hypothesis import Phase, settings

#: Where mutmut keeps what it measured, beside the tests that it runs.
MEASURED = Path("mutmut-stats.json")

settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate))
settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by duration; what was never measured comes last."""
    if MEASURED.exists():
        seconds = json.loads(MEASURED.read_text())["duration_by_test"]
        items.sort(key=lambda item: seconds.get(item.nodeid, float("inf")))
