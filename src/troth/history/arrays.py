"""Types of the arrays that the columns of a history become."""

import numpy as np
from numpy.typing import NDArray

#: Microseconds since 1970, UTC unless the name says local; `MISSING` where there is none.
Instants = NDArray[np.int64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]

#: No instant; numpy's NaT read as a number.
MISSING = int(np.iinfo(np.int64).min)
#: Instants of a history lie in the years 1900 to 2199: from the first of these, before the second.
EARLIEST = int(np.datetime64("1900-01-01", "us").astype(np.int64))
LATEST = int(np.datetime64("2200-01-01", "us").astype(np.int64))
