"""The command line: one file per command, each a thin face over the package that does the work."""

import gc
import os

# Three things that matter in the first half second. A command makes many objects as it starts and
# little garbage, so it need not look for any that often. numpy would start threads for linear
# algebra, of which troth does none. pydantic would read the metadata of every installed package in
# search of plugins.
gc.set_threshold(100_000)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
