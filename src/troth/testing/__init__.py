"""What to test with: a store in memory, a clock that stands still, and Hypothesis strategies.

from troth.testing import FixedClock, MemoryStore
from troth.testing.strategies import terms, instants     # needs hypothesis
"""

from troth.testing.clock import FixedClock
from troth.testing.memory import MemoryStore, MemoryWork

__all__ = ["FixedClock", "MemoryStore", "MemoryWork"]
