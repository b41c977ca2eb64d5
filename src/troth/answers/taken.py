"""What came of a sheet, as the API answers."""

from typing import Self

from pydantic import Field

from troth.answers.base import Body
from troth.answers.company import InvitationBody


class FaultBody(Body):
    """What is wrong in a sheet."""

    line: int = Field(description="Of the file, from 1, which is the header.")
    column: str = Field(description="Empty where the whole line is at fault.")
    message: str


class TakenBody(Body):
    """What came of a sheet, or would come of it."""

    made: tuple[str, ...] = Field(description="Ids of what was made; of a preview they are gone.")
    known: tuple[int, ...] = Field(description="Lines that are known already, and passed over.")
    faults: tuple[FaultBody, ...] = Field(
        description="Where there is one, nothing is made; of a preview alone."
    )


class InvitedBody(TakenBody):
    """What came of a sheet of colleagues."""

    invitations: tuple[InvitationBody, ...] = Field(description="With their links, told once.")

    def to_keep(self) -> Self:
        """Without the links."""
        kept = tuple(each.to_keep() for each in self.invitations)
        return self.model_copy(update={"invitations": kept})
