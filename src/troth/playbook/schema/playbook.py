"""The playbook: every section of the language in its canonical order."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from troth.playbook.schema.authority import Authority
from troth.playbook.schema.base import Id, Part, Text, refusal, shown
from troth.playbook.schema.calendars import DeclaredCalendar
from troth.playbook.schema.discovery import Inquiry, Milestone
from troth.playbook.schema.metrics import Metric
from troth.playbook.schema.offers import Offer
from troth.playbook.schema.outside import Competitor
from troth.playbook.schema.people import Stage, Team
from troth.playbook.schema.promises import Capability, Chain, Claim, Duty, Standard
from troth.playbook.schema.recovery import Amends, Cause
from troth.playbook.schema.rules import Notices, Policy, Waiver
from troth.playbook.schema.touchpoints import Touchpoint
from troth.said import said


def _known_version(value: object) -> object:
    # 1.0 and true are equal to 1 in Python, and nothing that people mean by it.
    if type(value) is not int or value != 1:
        raise refusal(
            said("version {found} of the language is not known", found=shown(value)),
            said("write '{line}'", line="troth: 1"),
        )
    return value


Version = Annotated[Literal[1], BeforeValidator(_known_version)]

Values = Annotated[tuple[Text, ...], Field(min_length=1)]


class Sections(Part):
    """What a playbook says; `troth.playbook.Playbook` adds places and calendars."""

    troth: Version = Field(description="The version of the language: 1.")
    company: Text = Field(description="Whose promises these are.")
    about: Text | None = Field(None, description="What the playbook is for, in a sentence.")
    promise: Text | None = Field(None, description="The brand promise; precepts hang on it.")
    voice: Text | None = Field(None, description="The tone of texts that troth proposes.")
    never_promise: tuple[Text, ...] = Field((), description="What nobody here may promise.")
    facets: dict[Text, Values] = Field(
        {}, description="What tells customers and situations apart, each with its values."
    )
    calendars: dict[Id, DeclaredCalendar] = Field({}, description="When somebody is open.")
    teams: dict[Id, Team] = Field({}, description="Who keeps promises.")
    stages: tuple[Stage, ...] = Field(
        (), description="The steps of the customer's life with the company, in order."
    )
    metrics: dict[Id, Metric] = Field({}, description="What is measured.")
    precepts: dict[Id, Text] = Field(
        {}, description="The few principles to which every standard traces."
    )
    touchpoints: dict[Id, Touchpoint] = Field(
        {}, description="Moments in which customer and company meet."
    )
    standards: dict[Id, Standard] = Field({}, description="The terms that teams set themselves.")
    duties: dict[Id, Duty] = Field({}, description="What customers promise in turn.")
    claims: dict[Id, Claim] = Field({}, description="What is said in public or in a sale.")
    capabilities: dict[Id, Capability] = Field(
        {}, description="What teams can really do: declared here, or learned from history."
    )
    chains: dict[Id, Chain] = Field({}, description="Promises kept by several teams in turn.")
    offers: dict[Id, Offer] = Field({}, description="What is sold.")
    authority: dict[Id, Authority] = Field(
        {}, description="Who may promise more than the standards say."
    )
    amends: dict[Id, Amends] = Field({}, description="What may be given when a promise breaks.")
    competitors: dict[Id, Competitor] = Field({}, description="What others promise; internal.")
    waivers: tuple[Waiver, ...] = Field((), description="Findings that the company accepts.")
    values: tuple[Id, ...] = Field((), description="What customers may value.")
    questions: dict[Id, Inquiry] = Field({}, description="What customers are asked.")
    milestones: dict[Id, Milestone] = Field({}, description="Checkpoints for both sides.")
    causes: dict[Id, Cause] = Field({}, description="Reasons for which promises break.")
    policies: tuple[Policy, ...] = Field((), description="What the guard does, by role.")
    notices: Notices = Field(
        default_factory=Notices, description="Who is told, when, and in which words."
    )
