"""Why an operation is refused."""

from collections.abc import Sequence

from troth.errors import TrothError


class NotFoundError(TrothError):
    """Nothing of that kind and id, or nothing that one may see."""

    def __init__(self, kind: str, subject: str) -> None:
        super().__init__(f"there is no {kind} {subject}")
        self.kind = kind


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
        super().__init__(f"a file has at most {most:,} bytes, and this one has {size:,}")


class NotYoursError(TrothError):
    """Something that only the other side can say."""


class BeyondAuthorityError(TrothError):
    """More than who acts may promise or give."""

    def __init__(self, what: str, allowed: str, remaining: Sequence[str] = ()) -> None:
        rest = f"; left: {', '.join(remaining)}" if remaining else ""
        super().__init__(f"{what}; allowed: {allowed}{rest}")
        #: What they may, in words.
        self.allowed = allowed
        #: What is left of each limit, in words.
        self.left = tuple(remaining)
