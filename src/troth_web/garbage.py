"""Garbage: how a process that lives for long looks for it."""

import gc

#: So many new objects are looked through at once, which takes some 5 ms. Commands wait for 100,000,
#: and for as long as those take, every request would stand still.
AT_ONCE = 5_000


def settle() -> None:
    """Take what is loaded by now to stay, and look for garbage often, a little at a time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(AT_ONCE)
