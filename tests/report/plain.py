"""A page and a playbook of plain values, for the tests of the report."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from troth.pictures import Bar, Extent, Lane, Mark, State, Timeline
from troth.report.view import (
    Cell,
    Fact,
    FindingView,
    JourneyMap,
    Moment,
    Page,
    Principle,
    Promise,
    Row,
    Rule,
    Side,
    Stage,
    Tone,
    Touch,
)

PLAYBOOK = """\
troth: 1
company: Northwind Air
calendars:
  desk: {hours: "Mo-Fr 09:00-17:30", timezone: Europe/Berlin, holidays: DE-BE}
teams:
  sales: {name: Sales, calendar: desk}
  support: {name: Support desk, calendar: desk}
stages:
  - {id: convert, name: Convert, primary: sales}
  - {id: service, name: Service, primary: support, secondary: sales}
metrics:
  first-reply: {name: First reply, kind: duration}
precepts:
  heard-today: Whoever writes is answered by a person.
touchpoints:
  ask:
    name: Ask for help
    stage: service
    owner: support
    what: A traveller asks
    channels: {email: 3 per trip}
    standards: [first-reply]
    guide: [Write to us]
standards:
  first-reply:
    metric: first-reply
    team: support
    term: within 8 business hours
    precept: heard-today
    scope: {}
    excludes: [legal advice]
    review: 2027-06-30
claims:
  page:
    team: sales
    says: We answer within 24 hours
    metric: first-reply
    term: within 24 hours
    relies-on: [support]
    agreed: {support: 2026-10-02}
    review: 2027-06-30
"""


def a_timeline(label: str = "promised") -> Timeline:
    start, early, late = (datetime(2027, 5, day, 15, 30, tzinfo=UTC) for day in (14, 15, 18))
    return Timeline(
        title=label,
        zone=ZoneInfo("Europe/Berlin"),
        arrival=Mark(at=start, label=label, state=State.WAIT),
        lanes=(
            Lane(
                label=label,
                bars=(Bar(start=start, end=early, state=State.BROKEN),),
                marks=(Mark(at=early, label=label, state=State.BROKEN),),
            ),
        ),
        extent=Extent(start=early, end=late, label=label),
    )


def a_page(text: str = "words", **changes: object) -> Page:
    """A page in which every text is `text`."""
    finding = FindingView(
        anchor="finding-1",
        code="TR201",
        rule=text,
        tone=Tone.BROKEN,
        severity="error",
        title=text,
        more=(text,),
        sides=(Side(who=text, words=text, detail=text),),
        picture=a_timeline(text),
        facts=(Fact(label=text, value=text, note=text),),
        fix=text,
        place=text,
    )
    promise = Promise(metric=text, term=text, firmness=text, lines=((text, text),))
    moment = Moment(
        name=text, what=text, promises=(promise,), guide=(text,), questions=((text, text),)
    )
    touch = Touch(name=text, channels=text, findings=("finding-1",), tone=Tone.BROKEN)
    values: dict[str, object] = {
        "company": text,
        "headline": text,
        "subline": text,
        "tally": ((Tone.BROKEN, text),),
        "findings": (finding,),
        "map": JourneyMap(
            stages=(text,), rows=(Row(team=text, cells=(Cell(role="primary", touches=(touch,)),)),)
        ),
        "kept": None,
        "stages": (Stage(name=text, about=text, moments=(moment,)),),
        "principles": (Principle(text=text, standards=((text, text, text),)),),
        "accepted": (),
        "rules": (Rule(code="TR201", name=text, body="<p>page</p>"),),
        "made_by": text,
    }
    return Page(**(values | changes))  # type: ignore[arg-type]
