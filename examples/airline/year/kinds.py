"""What happens in a year, and how often: one line for each kind of story."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from examples.airline.year import bags, flights, help, house, records, refunds  # noqa: A004
from examples.airline.year.airline import Story
from examples.airline.year.tale import Tale
from examples.airline.year.travellers import Traveller
from examples.airline.year.weather import BERLIN, EVENINGS, FLIGHTS, NEW_YORK, OFFICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of story."""

    name: str
    tell: Callable[[Tale], Story]
    #: How many in a year.
    count: int
    #: The ways in which it comes, most frequent first.
    channels: Sequence[str] = ("email",)
    hours: Sequence[float] = EVENINGS
    zone: ZoneInfo = BERLIN
    #: How much storms add; see `weather.arrivals`.
    storms: float = 0.0
    fits: Callable[[Traveller], bool] = lambda _: True


def _may_change(who: Traveller) -> bool:
    return who.fare != "light"


KINDS = (
    Kind(
        name="help",
        tell=help.help_request,
        count=830,
        channels=("email", "chat", "form", "phone"),
        storms=0.5,
    ),
    Kind(name="call-back", tell=help.call_back, count=70, channels=("phone",), storms=0.5),
    Kind(
        name="refund",
        tell=refunds.refund,
        count=420,
        channels=("form", "email", "phone"),
        storms=0.8,
    ),
    Kind(
        name="voucher",
        tell=refunds.voucher,
        count=110,
        channels=("form", "email"),
        storms=0.5,
    ),
    Kind(
        name="bag",
        tell=bags.bag,
        count=270,
        channels=("desk", "phone", "message"),
        hours=FLIGHTS,
        zone=NEW_YORK,
        storms=0.4,
    ),
    Kind(name="delay", tell=flights.delay, count=230, hours=FLIGHTS, zone=NEW_YORK, storms=1.0),
    Kind(
        name="hourly",
        tell=flights.hourly,
        count=45,
        channels=("message",),
        hours=FLIGHTS,
        zone=NEW_YORK,
        storms=2.0,
        fits=_may_change,
    ),
    Kind(
        name="rebooking",
        tell=flights.rebooking,
        count=120,
        channels=("message",),
        hours=FLIGHTS,
        zone=NEW_YORK,
        storms=1.5,
    ),
    Kind(
        name="seats-offered",
        tell=flights.seats_offered,
        count=85,
        hours=FLIGHTS,
        zone=NEW_YORK,
        storms=1.5,
    ),
    Kind(
        name="group",
        tell=house.group,
        count=90,
        channels=("form", "phone"),
        hours=OFFICE,
        zone=NEW_YORK,
    ),
    Kind(name="ticket", tell=house.ticket, count=130, channels=("web", "app")),
    Kind(name="price", tell=house.price, count=60, channels=("web", "app")),
    Kind(name="fee", tell=house.fee, count=110, channels=("phone", "chat"), fits=_may_change),
    Kind(name="points", tell=house.points, count=130, hours=FLIGHTS, zone=NEW_YORK),
    Kind(name="colleagues", tell=house.colleagues, count=60, hours=OFFICE),
    Kind(name="put-right", tell=records.put_right, count=16, hours=OFFICE),
)
