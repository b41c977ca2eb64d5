"""What can go wrong with a call to an address that somebody gave."""

from troth.errors import TrothError


class OutboundError(TrothError):
    """No answer came."""


class RefusedAddressError(OutboundError):
    """An address that troth does not call, whatever stands there."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} is not called: {why}")


class UnreachableError(OutboundError):
    """Nobody answered: no such name, no connection, no answer in time."""
