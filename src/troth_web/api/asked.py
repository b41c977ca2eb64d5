"""What lists are asked for: filters, and where to go on."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from troth.operations.commands import Id, Instant, PartyText, Word
from troth.promises.promise import ClockState, Outcome, Stage

#: Items of one page.
MOST_ITEMS = 500

Cursor = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f]+$")]
Limit = Annotated[int, Field(ge=1, le=MOST_ITEMS)]


class Asked(BaseModel):
    """Parameters of a list."""

    model_config = ConfigDict(frozen=True)

    after: Cursor | None = Field(None, description="The 'next' of the page before.")
    limit: Limit = Field(50, description="How many items at most.")


class AskedPromises(Asked):
    """Which promises."""

    customer: Id | None = Field(None, description="To, by or for this customer.")
    holder: PartyText | None = Field(None, description="Looked after by: team:support.")
    promiser: PartyText | None = Field(None, description="Promised by: team:support.")
    metric: Word | None = Field(None, description="What was promised.")
    stage: Stage | None = Field(None, description="offered, promised or no-promise.")
    clock: ClockState | None = Field(None, description="running, paused or stopped.")
    outcome: Outcome | None = Field(None, description="What became of them by now.")
    due_before: Instant | None = Field(None, description="Falling due before this instant.")


class AskedCustomers(Asked):
    """Which customers; what is looked for must be whole."""

    email: Word | None = Field(None, description="With this e-mail address.")
    ref: Word | None = Field(None, description="With this reference: crm:4711.")
    name: Word | None = Field(None, description="With these words in their name.")


class AskedFrictions(Asked):
    """Which frictions."""

    owner: PartyText | None = Field(None, description="Seen to by: team:support.")
    answered: bool | None = Field(None, description="True: with an answer; false: without.")


class AskedPeople(BaseModel):
    """Which colleagues."""

    model_config = ConfigDict(frozen=True)

    role: Word | None = Field(None, description="admin, manager, agent or viewer.")
    team: Word | None = Field(None, description="Members of this team.")
    active: bool | None = Field(None, description="True: who is here; false: who has left.")


class AskedByCustomer(Asked):
    """Of which customer."""

    customer: Id | None = Field(None, description="Of this customer only.")
