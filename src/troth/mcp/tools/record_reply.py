"""A reply that goes out."""

from typing import Annotated, Literal

from pydantic import Field

from troth.mcp.answers import Recorded, promise_answers
from troth.mcp.desk import Desk
from troth.mcp.tools.words import Channel, Facets, OfCustomer
from troth.operations import RecordReply


def record_reply(
    desk: Desk,
    text: Annotated[str, Field(description="The reply, exactly as it is sent.")],
    customer: OfCustomer,
    message: Annotated[str, Field(description="The message's id; it counts once.")],
    facets: Facets = None,
    channel: Channel = None,
    form: Annotated[
        Literal["text", "markdown", "html", "email"], Field(description="The form of the text.")
    ] = "text",
) -> Recorded:
    """Record a reply that 'check_draft' allowed: every promise in it is kept track of.

    It is refused where the guard stops the reply; then do not send it.
    """
    reply = RecordReply(
        text=text,
        customer=customer,
        message=message,
        facets=facets or {},
        channel=channel,
        form=form,
    )
    found = desk.sent(reply)
    return Recorded(
        message=found.message, promises=promise_answers(found.promises), restated=found.restated
    )
