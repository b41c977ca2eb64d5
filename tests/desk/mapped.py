"""The small company's playbook with stages, touchpoints, and a claim that cannot hold."""

from datetime import timedelta

from tests.desk.company import PLAYBOOK, Company
from troth import operations

_STAGES = """stages:
  - {id: convert, name: Convert, primary: delivery, secondary: support}
  - id: service
    name: Service
    about: Something needs help.
    primary: support
    tertiary: delivery
touchpoints:
  ask:
    name: Ask for help
    stage: service
    owner: support
    what: Somebody asks <b>something</b>
    channels: {mail: 3 per trip, chat: 1 per trip}
    expectations:
      - says: Somebody reads this soon
        metric: first-reply
        desired: within 1 hour
        adequate: within 1 hour
        sources: [competitor]
        stated: before
    standards: [reply]
    faq: [{question: When do I hear?, answer: The same day.}]
  belt:
    name: Lost bag
    stage: service
    owner: delivery
    channels: {desk: 1 per trip}
    standards: [bags]
  quiet: {name: "10 % off! \u0639\u0631\u0636 \U0001f9f3", stage: convert}"""

_CLAIMS = """
# What the pages say.
claims:
  page:
    team: delivery
    says: We answer within 3 hours
    metric: first-reply
    term: within 3 hours
    relies-on: [support]  # not asked yet
"""

MAPPED = PLAYBOOK.replace("stages: [{id: service, primary: support}]", _STAGES) + _CLAIMS


def published(company: Company, text: str = MAPPED) -> None:
    """The map's playbook, in force since two days."""
    wanted = operations.Publish(text=text, note="With a map.")
    at = company.now - timedelta(days=2)
    company.by("mia", at, lambda work: operations.publish(work, wanted))
