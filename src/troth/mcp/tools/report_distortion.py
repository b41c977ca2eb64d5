"""Why did they expect that?"""

from typing import Annotated, Literal

from pydantic import Field

from troth.answers import DistortionBody
from troth.mcp.desk import Desk
from troth.mcp.tools.words import Channel, Customer, Metric
from troth.operations import ReportDistortion
from troth.playbook.schema.words import Source, Stated


def report_distortion(
    desk: Desk,
    metric: Metric,
    source: Annotated[Source, Field(description="Where the expectation came from.")],
    direction: Annotated[
        Literal["too-much", "too-little"], Field(description="Whether they expected too much.")
    ],
    customer: Customer = None,
    touchpoint: Annotated[
        str | None, Field(description="The moment that it is of, by its id in the playbook.")
    ] = None,
    claim: Annotated[
        str | None, Field(description="The claim that made them expect it, by its id.")
    ] = None,
    stated: Annotated[Stated | None, Field(description="When they said so.")] = None,
    expected: Annotated[
        str | None, Field(description="What they expected, in their own words.")
    ] = None,
    channel: Channel = None,
) -> DistortionBody:
    """Report that a customer expected something else than what holds, and what made them.

    Whoever owns that message hears of it. Say only what the customer said, and put their words
    under 'expected'.
    """
    return desk.report(
        ReportDistortion(
            metric=metric,
            source=source,
            direction=direction,
            customer=customer,
            touchpoint=touchpoint,
            claim=claim,
            stated=stated,
            expected=expected,
            channel=channel,
        )
    )
