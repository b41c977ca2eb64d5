"""What can go wrong in the ledger's database."""

from troth.errors import TrothError
from troth.said import said


class BusyError(TrothError):
    """Others wrote first, again and again."""

    def __init__(self) -> None:
        super().__init__(said("others were faster each time; try again in a moment"))


class MissingKeyError(TrothError):
    """Something sealed from elsewhere whose key did not come along."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"there is no key of {person}, whose entries come with personal parts; "
            "bring the keys first"
        )
