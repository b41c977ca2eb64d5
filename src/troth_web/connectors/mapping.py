"""Mappings: which event of another system does what to which promise. Data, checked when saved."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue

from troth.operations.commands import Word
from troth.said import Said, said, said_as
from troth_web.connectors.evidence import OURS
from troth_web.connectors.paths import PathError, steps, value_at
from troth_web.connectors.reading import word

Does = Literal["make", "keep", "pause", "resume", "tell", "withdraw", "reopen"]
_NEED_REASON = frozenset({"pause"})


def _path(text: str) -> str:
    try:
        steps(text)
    except PathError as error:
        raise ValueError(str(error)) from None
    return text


Path = Annotated[str, Field(max_length=500), AfterValidator(_path)]


class Part(BaseModel):
    """A part of a mapping."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class When(Part):
    """A condition on the payload."""

    path: Path = Field(description="Where the value stands: data.type or /data/type.")
    equals: JsonValue = Field(None, description="It holds where the value is this.")
    one_of: tuple[JsonValue, ...] | None = Field(
        None, description="It holds where the value is one of these.", strict=False
    )
    unlike: bool = Field(default=False, description="True turns it round.")

    def holds(self, payload: object) -> bool:
        """Whether it holds for a payload."""
        found = value_at(payload, self.path)
        values = (self.equals,) if self.one_of is None else self.one_of
        # True is no 1 here, as it is in Python.
        same = any(found == value and type(found) is type(value) for value in values)
        return same is not self.unlike


class From(Part):
    """A value that the payload has, or else a literal."""

    path: Path | None = Field(None, description="Where it stands.")
    literal: JsonValue = Field(None, description="What it is where the payload has none.")

    def value(self, payload: object) -> Any:  # noqa: ANN401 - a JSON value
        """The value for a payload; None where there is none."""
        found = None if self.path is None else value_at(payload, self.path)
        return self.literal if found is None else found


#: A path alone, or a path with a literal in its stead.
Value = Path | From


def value_of(value: Value | None, payload: object) -> Any:  # noqa: ANN401 - a JSON value
    """What a mapping finds in a payload; None where it finds nothing."""
    if isinstance(value, str):
        return value_at(payload, value)
    return value.value(payload) if value else None


Conditions = Annotated[tuple[When, ...], Field(max_length=20, strict=False)]


class Rule(Part):
    """One row: an event, the operation, and the promise that it is about."""

    event: Word = Field(description="The event, by its name.")
    does: Does = Field(description="The operation.")
    metric: Word = Field(description="Of which promises of the case: their metric.")
    reason: Word | None = Field(None, description="Of a pause: waiting-for-customer.")
    each: Literal["case", "turn", "event"] = Field(
        "case",
        description="Of make: one promise for the case, one each time that the last was kept, "
        "or one for each event.",
    )
    when: Conditions = Field((), description="All must hold for the payload.")


class Customer(Part):
    """Where a payload of a generic source says whose case it is."""

    email: Value | None = None
    name: Value | None = None
    phone: Value | None = None
    ref: Value | None = Field(None, description="Their id in the other system.")


class NamedEvent(Part):
    """What makes a payload of a generic source an event of a name."""

    name: Word
    when: Conditions = Field((), description="All must hold; without any, each payload is one.")
    at: Value | None = Field(None, description="When it happened; the source's `at` when absent.")
    id: Value | None = Field(
        None, description="Names it within its case; its name and instant when absent."
    )
    by: Value | None = Field(None, description="Who: customer, staff or program.")
    private: Conditions = Field((), description="Where all hold, the customer does not see it.")
    automatic: Conditions = Field((), description="Where all hold, nobody wrote it.")
    actor: Value | None = Field(None, description="The id of who did it, to know our own by.")
    text: Value | None = Field(None, description="What was written: weighed, never kept.")


class Source(Part):
    """How payloads of a generic source are read."""

    case: Value = Field(description="The id of the case: its ticket or order.")
    at: Value = Field(description="When it was so: the source's own instant or version.")
    customer: Customer = Field(Customer(), description="Whose case it is.")
    events: Annotated[tuple[NamedEvent, ...], Field(min_length=1, max_length=50, strict=False)]


class CaseMapping(Part):
    """How the events of one connector become promises."""

    rules: Annotated[tuple[Rule, ...], Field(max_length=100, strict=False)] = ()
    facets: dict[Word, Value] = Field(
        {}, description="What is known of a case when its promise is made.", max_length=50
    )
    channel: Word | None = Field(None, description="The way in which it is promised.")
    own: Annotated[tuple[Word, ...], Field(max_length=50, strict=False)] = Field(
        (), description="Ids and addresses of troth's own account at the other system."
    )
    source: Source | None = Field(None, description="Of kind generic alone: how to read payloads.")

    def facets_of(self, payload: Mapping[str, Any]) -> dict[str, str]:
        """The facets that a payload tells."""
        found = {name: word(value_of(value, payload)) for name, value in self.facets.items()}
        return {name: value for name, value in found.items() if value is not None}


def faults(mapping: CaseMapping, kind: str, events: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a mapping beyond its form: where, and what would be right.

    Args:
        mapping: what shall be saved.
        kind: of the connector.
        events: the names of events that its payloads can hold; empty where the mapping says them.
    """
    if (mapping.source is not None) != (kind == "generic"):
        yield "source", _about_source(kind)
        return
    names = {each.name for each in mapping.source.events} if mapping.source else set(events)
    made = {rule.metric for rule in mapping.rules if rule.does == "make"}
    for number, rule in enumerate(mapping.rules):
        where = f"rules.{number}"
        if rule.event not in names:
            yield f"{where}.event", _no_event(rule.event, names)
        if rule.metric not in made:
            yield (
                f"{where}.metric",
                said(
                    "no rule makes promises of {metric}; add one with make",
                    metric=repr(rule.metric),
                ),
            )
        if rule.does in _NEED_REASON and rule.reason is None:
            yield (
                f"{where}.reason",
                said("to {does} needs a reason: waiting-for-customer", does=rule.does),
            )
        if rule.each != "case" and rule.does != "make":
            yield f"{where}.each", said("only make says for what there is one promise each")
        if rule.does in OURS and rule.event == "customer-message":
            yield (
                f"{where}.does",
                said("a customer's own words do not {does} a promise; use reply", does=rule.does),
            )


def _about_source(kind: str) -> Said:
    if kind == "generic":
        return said("'source' says how to read payloads; {kind} needs it", kind=kind)
    return said("'source' belongs to kind generic; {kind} has it built in", kind=kind)


def _no_event(event: str, names: Collection[str]) -> Said:
    known = ", ".join(sorted(names)) or said_as("known events", "none")
    return said("there is no event {event}; there is {known}", event=repr(event), known=known)
