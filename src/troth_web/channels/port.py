"""What a channel is: something that hands a letter to a reader's address."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from troth.errors import TrothError
from troth_web.notices.letter import Letter


class NotTakenError(TrothError):
    """A message that was not taken, and whether another try may succeed."""

    def __init__(
        self,
        why: str,
        *,
        again: bool = True,
        unreachable: bool = False,
        gone: bool = False,
        after_seconds: int = 0,
    ) -> None:
        """An account of it.

        Args:
            why: in words without an address or anything personal.
            again: whether it may be taken later.
            unreachable: whether nothing else will be taken now either.
            gone: whether the address takes nothing any more.
            after_seconds: how long the other side asks to wait.
        """
        super().__init__(why)
        self.again = again and not gone
        self.unreachable = unreachable
        self.gone = gone
        self.after_seconds = after_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A letter on its way; all tries to send it are alike."""

    #: Id of the message.
    id: str
    address: str
    #: With which it is signed, by channels that sign; empty for others.
    secret: str = field(default="", repr=False)
    letter: Letter
    #: How many calls in a row this is, where others led to it.
    hop: int = 1
    #: When the message was made.
    made_at: datetime
    #: Now.
    at: datetime


#: Hands one parcel over, or raises NotTakenError.
Send = Callable[[Parcel], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to readers."""

    #: `email`, `webhook`, `slack`.
    name: str
    #: Opens the way for several parcels; raises NotTakenError.
    open: Callable[[], AbstractContextManager[Send]]
    #: Messages in one batch.
    at_once: int
