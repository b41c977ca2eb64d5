"""How fast cases are read into a history, and whether memory stays flat as files grow."""

import gzip
import json
import tempfile
import time
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bench.measure import TROTH, Figure, cost_of

ROWS = 336_776
TARGET_ROWS_PER_SECOND = 200_000
