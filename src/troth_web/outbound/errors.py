"""What can go wrong with a call to an address that somebody gave."""

from troth.errors import TrothError
from troth.said import Said, said

NOT_CALLED = said("{what} is not called: {why}", what="", why="")
NO_NAME = said("the name {name} cannot be looked up", name="")
NO_ADDRESS = said("the name {name} has no address", name="")
TOO_LATE = said("no answer in time (within {n} s)", n="")
UNTRUSTED = said("its certificate is not trusted")
NO_CONNECTION = said("no connection")
BROKE_OFF = said("the connection broke off before an answer")
NO_ANSWER = said("no answer: {what}", what="")
NOT_PUBLIC = said("it leads to {address}, which is not a public address", address="")
HTTPS_ONLY = said("it is called by https only")
#: Why no answer came, as tables hold it: in English.
WHYS = (
    *(NOT_CALLED, NO_NAME, NO_ADDRESS, TOO_LATE, UNTRUSTED, NO_CONNECTION, BROKE_OFF, NO_ANSWER),
    *(NOT_PUBLIC, HTTPS_ONLY),
)


class OutboundError(TrothError):
    """No answer came."""


class RefusedAddressError(OutboundError):
    """An address that troth does not call, whatever stands there."""

    def __init__(self, what: str, why: Said) -> None:
        super().__init__(NOT_CALLED.of(what=what, why=why))


class UnreachableError(OutboundError):
    """Nobody answered: no such name, no connection, no answer in time."""
