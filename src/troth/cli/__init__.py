"""The command line: one file per command, each a thin face over the package that does the work."""

import gc
import os

# Two things that matter in the first half second. A command makes many objects as it starts and
# little garbage, so it need not look for any that often. And numpy would start threads for linear
# algebra, of which troth does none.
gc.set_threshold(100_000)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
