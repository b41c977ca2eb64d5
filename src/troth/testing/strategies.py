"""Hypothesis strategies for what promises are made of."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from troth.operations import Change, Keep, Make, Pause, Tell, Withdraw
from troth.promises import Actor, ActorKind

_UNITS = ("minutes", "hours", "days", "business hours", "business days")


def instants(
    first: datetime = datetime(2026, 1, 1, tzinfo=UTC),
    last: datetime = datetime(2027, 12, 31, tzinfo=UTC),
) -> st.SearchStrategy[datetime]:
    """Aware instants in UTC."""
    return st.datetimes(
        first.astimezone(UTC).replace(tzinfo=None),
        last.astimezone(UTC).replace(tzinfo=None),
        timezones=st.just(UTC),
    )


def terms(*, business: bool = True) -> st.SearchStrategy[str]:
    """Terms that fall due once: `within 4 business hours`, `between 2 and 5 days`."""
    units = st.sampled_from(_UNITS if business else _UNITS[:3])
    numbers = st.integers(2, 30)
    within = st.builds("within {} {}".format, numbers, units)
    window = st.builds(
        lambda low, more, unit: f"between {low} and {low + more} {unit}", numbers, numbers, units
    )
    days = st.sampled_from(
        (
            "by the end of the next business day",
            "by 12:00 on the next business day if received by 14:00",
        )
    )
    return st.one_of(within, window, *([days] if business else []))


def rhythms() -> st.SearchStrategy[str]:
    """Terms that fall due again and again: `every 2 days`."""
    return st.builds("every {} {}".format, st.integers(2, 9), st.sampled_from(_UNITS[1:]))


def actors() -> st.SearchStrategy[Actor]:
    """Those who act: people of each role, an AI agent, an integration."""
    people = st.sampled_from(("agent", "manager", "admin")).map(
        lambda role: Actor(ActorKind.PERSON, f"some-{role}", role)
    )
    programs = st.sampled_from(
        (
            Actor(ActorKind.SERVICE, "assistant", "ai-agent"),
            Actor(ActorKind.INTEGRATION, "shop", "integration"),
        )
    )
    return st.one_of(people, programs)


def makes(metric: str, customer: str) -> st.SearchStrategy[Make]:
    """Promises to a customer, with a term of their own or without."""
    return st.builds(
        Make, metric=st.just(metric), customer=st.just(customer), term=st.none() | terms()
    )


def steps(after: datetime) -> st.SearchStrategy[Change | Keep | Pause | Tell | Withdraw]:
    """What can be done with a promise, some of it refused, at its time."""
    later = instants(after, after.replace(year=after.year + 1))
    return st.one_of(
        st.builds(Change, due=later, agreed=st.booleans()),
        st.builds(Keep),
        st.builds(Pause, reason=st.sampled_from(("waiting-for-customer", "strike"))),
        st.builds(Tell, says=st.just("We are on it.")),
        st.builds(Withdraw, reason=st.just("cancelled")),
    )
