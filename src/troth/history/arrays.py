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
