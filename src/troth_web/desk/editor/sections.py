"""The sections of the playbook that have forms, in the order in which somebody fills them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.playbook.schema.base import Part
from troth.playbook.schema.calendars import DeclaredCalendar
from troth.playbook.schema.metrics import Metric
from troth.playbook.schema.people import Stage, Team
from troth.playbook.schema.playbook import Sections
from troth.playbook.schema.promises import Capability, Claim, Duty, Standard
from troth.playbook.schema.recovery import Amends
from troth.playbook.schema.touchpoints import Touchpoint
from troth.playbook.tree import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Entries of one kind."""

    key: str
    #: The keys of an entry; None where it is only words.
    part: type[Part] | None
    label: str | Lazy
    #: What one of them is called, for "Add ...".
    add: str | Lazy
    teaches: str | Lazy
    #: Of the playbook as a whole: the keys that its form shows.
    only: tuple[str, ...] = ()

    def entries(self, tree: Mapping[str, Any]) -> Iterator[tuple[str, Path, Any]]:
        """Id, path and content of each entry."""
        if self.only:
            yield self.key, (), {key: tree[key] for key in self.only if key in tree}
            return
        found = tree.get(self.key)
        if isinstance(found, Mapping):
            for name, content in found.items():
                yield str(name), (self.key, name), content
        elif isinstance(found, list):
            for number, content in enumerate(found):
                named = content.get("id") if isinstance(content, Mapping) else None
                yield str(named or number), (self.key, number), content

    def find(self, tree: Mapping[str, Any], entry_id: str) -> tuple[Path, Any] | None:
        """Path and content of one entry."""
        return next(
            ((path, content) for name, path, content in self.entries(tree) if name == entry_id),
            None,
        )

    def new_path(self, tree: Mapping[str, Any], entry_id: str) -> Path:
        """Where an entry that is not there yet is written."""
        if self.key == "stages":
            present = tree.get("stages")
            return ("stages", len(present) if isinstance(present, list) else 0)
        return (self.key, entry_id)


SECTIONS = (
    Section(
        key="standards",
        part=Standard,
        label=_("Standards"),
        add=_("Add a standard"),
        teaches=_("The service levels that your teams set themselves."),
    ),
    Section(
        key="claims",
        part=Claim,
        label=_("Published promises"),
        add=_("Add a published promise"),
        teaches=_("What you say in public or in a sale. A standard has to back it."),
    ),
    Section(
        key="touchpoints",
        part=Touchpoint,
        label=_("Touchpoints"),
        add=_("Add a touchpoint"),
        teaches=_("The moments in which customers meet you, and what they expect there."),
    ),
    Section(
        key="stages",
        part=Stage,
        label=_("Stages"),
        add=_("Add a stage"),
        teaches=_("The steps of a customer's life with you, in order."),
    ),
    Section(
        key="teams",
        part=Team,
        label=_("Teams"),
        add=_("Add a team"),
        teaches=_("Who keeps promises."),
    ),
    Section(
        key="calendars",
        part=DeclaredCalendar,
        label=_("Open hours"),
        add=_("Add open hours"),
        teaches=_("When somebody is there; business hours count in them."),
    ),
    Section(
        key="metrics",
        part=Metric,
        label=_("What is measured"),
        add=_("Add something to measure"),
        teaches=_("First reply, delivery, price: what a promise can be about."),
    ),
    Section(
        key="precepts",
        part=None,
        label=_("Service principles"),
        add=_("Add a service principle"),
        teaches=_("The few principles on which every standard hangs."),
    ),
    Section(
        key="duties",
        part=Duty,
        label=_("What we need from customers"),
        add=_("Add what you need from customers"),
        teaches=_("What customers promise in turn."),
    ),
    Section(
        key="capabilities",
        part=Capability,
        label=_("What we can deliver"),
        add=_("Add what a team can deliver"),
        teaches=_("What teams really can do, so that a promise beyond it shows."),
    ),
    Section(
        key="amends",
        part=Amends,
        label=_("Compensation and goodwill"),
        add=_("Add compensation"),
        teaches=_("What may be given when a promise breaks, and by whom."),
    ),
)
#: The keys that are looked at first, in any section.
FIRST = frozenset(
    {
        "id",
        "name",
        "says",
        "about",
        "company",
        "promise",
        "voice",
        "never-promise",
        "facets",
        "team",
        "metric",
        "term",
        "scope",
        "where",
        "owner",
        "stage",
        "what",
        "calendar",
        "hours",
        "timezone",
        "holidays",
        "exceptions",
        "primary",
        "secondary",
        "tertiary",
        "kind",
        "from",
        "to",
        "better",
        "channels",
        "standards",
        "precept",
        "excludes",
        "review",
        "effect",
        "value",
        "roles",
        "supplier",
    }
)
#: What the playbook says of the company as a whole.
WHOLE = Section(
    key="company",
    part=Sections,
    label=_("The company"),
    add="",
    teaches=_("Your brand promise, your tone, and what tells your customers apart."),
    only=("company", "about", "promise", "voice", "never-promise", "facets"),
)
BY_KEY = {section.key: section for section in (WHOLE, *SECTIONS)}


def title_of(entry_id: str, content: object) -> str:
    """What people call an entry: its name, its words, or its id."""
    if isinstance(content, str):
        return content
    if isinstance(content, Mapping):
        for key in ("name", "says"):
            if isinstance(content.get(key), str):
                return str(content[key])
    return entry_id.replace("-", " ").capitalize()


def about_of(content: object) -> str:
    """What else tells an entry from others: its service level, its hours."""
    if not isinstance(content, Mapping):
        return ""
    for key in ("term", "hours", "kind", "calendar", "primary", "stage"):
        if isinstance(content.get(key), str):
            return str(content[key])
    return ""


def new_id(words: str, taken: Mapping[str, Any] | list[Any] | None) -> str:
    """An id made of words, that nothing else has."""
    plain = words.casefold().translate(_SPELLED_OUT)
    base = "-".join(re.findall("[a-z0-9]+", plain))[:60].strip("-") or "new"
    known = {str(key) for key in taken} if isinstance(taken, Mapping) else set()
    known |= (
        {str(each.get("id")) for each in taken if isinstance(each, Mapping)}
        if isinstance(taken, list)
        else set()
    )
    number, found = 2, base
    while found in known:
        found, number = f"{base}-{number}", number + 1
    return found


_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e"})
