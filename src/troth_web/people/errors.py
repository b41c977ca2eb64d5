"""What people and their rights can go wrong about: each owns its sentence, status and code."""

from typing import ClassVar

from troth.errors import TrothError


class PeopleError(TrothError):
    """Something about people, teams, keys or rights that the caller can mend."""

    status: ClassVar[int] = 422
    code: ClassVar[str] = "not-valid"

    def __init__(self, sentence: str, *, where: str = "") -> None:
        super().__init__(sentence)
        #: The argument that is wrong, such as `role`; empty where none is.
        self.where = where


class NotSignedInError(PeopleError):
    """Nobody said who they are, or what they said is not known."""

    status = 401
    code = "not-signed-in"


class KeyRefusedError(NotSignedInError):
    """A key that was good once, or is good elsewhere."""

    code = "key-refused"


class NotAllowedError(PeopleError):
    """Known, but without the right."""

    status = 403
    code = "not-allowed"


class ForgedError(NotAllowedError):
    """A browser was led here by another site."""

    code = "forged"


class NotFoundError(PeopleError):
    """No such thing, or none that the caller may know of."""

    status = 404
    code = "not-found"


class TakenError(PeopleError):
    """There is one already, or it was used up."""

    status = 409
    code = "conflict"


class CapReachedError(PeopleError):
    """A key has written as often as it may."""

    status = 429
    code = "cap-reached"

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        #: Seconds until the next write.
        self.retry_after = retry_after
