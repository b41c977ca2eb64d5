"""The sections of the playbook that have forms, in the order in which somebody fills them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.playbook.schema.authority import Authority
from troth.playbook.schema.base import Part
from troth.playbook.schema.calendars import DeclaredCalendar
from troth.playbook.schema.discovery import Inquiry, Milestone
from troth.playbook.schema.metrics import Metric
from troth.playbook.schema.offers import Offer
from troth.playbook.schema.outside import Competitor
from troth.playbook.schema.people import Stage, Team
from troth.playbook.schema.playbook import Sections
from troth.playbook.schema.promises import Capability, Chain, Claim, Duty, Standard
from troth.playbook.schema.recovery import Amends, Cause
from troth.playbook.schema.rules import Notices, Policy, Waiver
from troth.playbook.schema.touchpoints import Touchpoint
from troth.playbook.tree import Path
from troth_web.desk.editor.labels import choice_text
from troth_web.desk.editor.plain import as_id


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
    #: Whether its entries stand in a list, and not each under its id.
    listed: bool = False
    #: Whether there is one of it, which is always there.
    single: bool = False

    @property
    def where(self) -> str:
        """The place of an entry in any playbook, such as `claims.*`."""
        return "" if self.only else self.key if self.single else f"{self.key}.*"

    @property
    def named(self) -> bool:
        """Whether each entry has an id."""
        return not self.listed or (self.part is not None and "id" in self.part.model_fields)

    @property
    def in_order(self) -> bool:
        """Whether it says something which entry comes first."""
        return self.key == "stages"

    def entries(self, tree: Mapping[str, Any]) -> Iterator[tuple[str, Path, Any]]:
        """Id, path and content of each entry."""
        if self.only:
            yield self.key, (), {key: tree[key] for key in self.only if key in tree}
            return
        found = tree.get(self.key)
        if self.single:
            yield self.key, (self.key,), found or {}
        elif isinstance(found, Mapping):
            for name, content in found.items():
                yield str(name), (self.key, name), content
        elif isinstance(found, list):
            for number, content in enumerate(found):
                named = content.get("id") if isinstance(content, Mapping) else None
                yield str(named or number), (self.key, number), content

    def new_path(self, tree: Mapping[str, Any], entry_id: str) -> Path:
        """Where an entry that is not there yet is written."""
        if not self.listed:
            return (self.key, entry_id)
        present = tree.get(self.key)
        return (self.key, len(present) if isinstance(present, list) else 0)


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
        listed=True,
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
    Section(
        key="chains",
        part=Chain,
        label=_("Handoffs"),
        add=_("Add a handoff"),
        teaches=_("Promises that several teams keep in turn."),
    ),
    Section(
        key="authority",
        part=Authority,
        label=_("Who may promise more"),
        add=_("Add who may promise more"),
        teaches=_("Who may go beyond a standard, and how often."),
    ),
    Section(
        key="offers",
        part=Offer,
        label=_("Offers"),
        add=_("Add an offer"),
        teaches=_("What you sell: what is in it, what is not, and what it costs in all."),
    ),
    Section(
        key="milestones",
        part=Milestone,
        label=_("Milestones"),
        add=_("Add a milestone"),
        teaches=_("Checkpoints at which you and a customer see what each side owes."),
    ),
    Section(
        key="competitors",
        part=Competitor,
        label=_("Competitors"),
        add=_("Add a competitor"),
        teaches=_("What others promise; for yourselves alone."),
    ),
    Section(
        key="questions",
        part=Inquiry,
        label=_("Questions to customers"),
        add=_("Add a question to customers"),
        teaches=_("What you ask customers, to know what they value."),
    ),
    Section(
        key="causes",
        part=Cause,
        label=_("Why promises break"),
        add=_("Add a cause"),
        teaches=_("The causes that you tell apart when a promise breaks."),
    ),
    Section(
        key="policies",
        part=Policy,
        label=_("Rules for drafts"),
        add=_("Add a rule for drafts"),
        teaches=_("What is said to a promise in a reply before it goes out, and what stops it."),
        listed=True,
    ),
    Section(
        key="waivers",
        part=Waiver,
        label=_("Accepted exceptions"),
        add=_("Accept an exception"),
        teaches=_("Issues that you accept for a time, and why."),
        listed=True,
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
        "legs",
        "does",
        "expectations",
        "desired",
        "adequate",
        "faq",
        "question",
        "answer",
        "price",
        "includes",
        "claims",
        "seen",
        "asks",
        "code",
        "reason",
        "until",
        "role",
        "decision",
        "stop",
        "ours",
        "theirs",
        "quiet-hours",
        "at-most",
        "customers",
        "metrics",
        "limits",
    }
)
#: What the playbook says of the company as a whole.
WHOLE = Section(
    key="company",
    part=Sections,
    label=_("The company"),
    add="",
    teaches=_("Your brand promise, your tone, and what tells your customers apart."),
    only=("company", "about", "promise", "voice", "never-promise", "facets", "values"),
)
#: Whom the server writes to by itself.
NOTICES = Section(
    key="notices",
    part=Notices,
    label=_("What is sent by itself"),
    add="",
    teaches=_("Who is written to, when, how often, and in which words."),
    single=True,
)
BY_KEY = {section.key: section for section in (WHOLE, *SECTIONS, NOTICES)}


def title_of(entry_id: str, content: object) -> str:
    """What people call an entry: its name, its words, or its id."""
    if isinstance(content, str):
        return content
    if isinstance(content, Mapping):
        for key in ("name", "says", "asks", "reason"):
            if isinstance(content.get(key), str):
                return str(content[key])
        if isinstance(content.get("role"), str):
            return str(choice_text("role", content["role"])).capitalize()
    return entry_id.replace("-", " ").capitalize()


def about_of(content: object) -> str:
    """What else tells an entry from others: its service level, its hours."""
    if not isinstance(content, Mapping):
        return ""
    for key in ("term", "hours", "kind", "calendar", "primary", "stage", "code", "metric"):
        if isinstance(content.get(key), str):
            return str(content[key])
    return ""


def new_id(words: str, taken: Mapping[str, Any] | list[Any] | None) -> str:
    """An id made of words, that nothing else has."""
    base = as_id(words) or "new"
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
