"""Why an operation is refused."""

from collections.abc import Sequence

from troth.errors import TrothError
from troth.said import joined, said, said_as


class NotFoundError(TrothError):
    """Nothing of that kind and id, or nothing that one may see."""

    def __init__(self, kind: str, subject: str) -> None:
        super().__init__(
            said("there is no {kind} {subject}", kind=said_as("kind", kind), subject=subject)
        )
        self.kind = kind


class NoEditionError(NotFoundError):
    """Nothing is published yet."""

    def __init__(self) -> None:
        TrothError.__init__(
            self, said("there is no published edition of the playbook; publish one first")
        )
        self.kind = "published"


class NotNowError(TrothError):
    """An operation that does not fit what became of the promise."""


class UnfitError(TrothError):
    """Arguments that do not fit the playbook or each other."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(message)
        #: The argument that is at fault.
        self.where = where


class TooLargeError(TrothError):
    """A file that is larger than any may be."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(
            said("a file has at most {most} bytes, and this one has {n}", most=most, n=size)
        )


class NotYoursError(TrothError):
    """Something that only the other side can say."""


class BeyondAuthorityError(TrothError):
    """More than who acts may promise or give."""

    def __init__(self, what: str, allowed: str, remaining: Sequence[str] = ()) -> None:
        told = said("{what}; allowed: {allowed}", what=what, allowed=allowed)
        if remaining:
            told = said("{text}; left: {left}", text=told, left=joined(remaining, ", "))
        super().__init__(told)
        #: What they may, in words.
        self.allowed = allowed
        #: What is left of each limit, in words.
        self.left = tuple(remaining)
