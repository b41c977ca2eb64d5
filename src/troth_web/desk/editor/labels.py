"""What people call the keys of the playbook; docs/glossary.md holds the map."""

from collections.abc import Mapping

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from troth_web.desk.words import source_text, stated_text

Words = str | Lazy

LABELS: Mapping[str, Words] = {
    "company": _("Company"),
    "about": _("What it is for"),
    "promise": _("Brand promise"),
    "voice": _("Tone of voice"),
    "never-promise": _("What nobody may promise"),
    "facets": _("What tells customers apart"),
    "name": _("Name"),
    "supplier": _("Belongs to another company"),
    "calendar": _("Open hours"),
    "hours": _("Weekly hours"),
    "sum": _("Open when one of these is"),
    "of": _("Of what it is taken"),
    "except": _("Without the closures of"),
    "ical": _("File of closures"),
    "timezone": _("Time zone"),
    "holidays": _("Public holidays of"),
    "exceptions": _("Single dates"),
    "primary": _("Answers for it"),
    "secondary": _("Helps first"),
    "tertiary": _("Helps next"),
    "kind": _("Kind"),
    "from": _("What starts the clock"),
    "to": _("What stops the clock"),
    "better": _("What is better for customers"),
    "before": _("Comes before"),
    "settled-by": _("Who says whether it was kept"),
    "reopening": _("When it is opened again"),
    "stage": _("Stage"),
    "owner": _("Who answers for it"),
    "who": _("Who"),
    "what": _("What"),
    "when": _("When"),
    "where": _("Where"),
    "why": _("Why"),
    "how": _("How"),
    "channels": _("Channels, and how often"),
    "standards": _("Standards"),
    "delight": _("The planned way to exceed"),
    "guide": _("Steps for the customer"),
    "includes": _("Included"),
    "excludes": _("Not included"),
    "metric": _("What is measured"),
    "team": _("Team"),
    "term": _("Service level"),
    "says": _("In words for customers"),
    "strength": _("How firmly it is said"),
    "scope": _("Applies to"),
    "precept": _("Service principle"),
    "chain": _("Handoff"),
    "pauses": _("What stops its clock"),
    "needs": _("What we need from customers for it"),
    "updates": _("How often they hear from us"),
    "rank": _("Which wins, where two apply"),
    "review": _("To be looked at again by"),
    "relies-on": _("Whose work it relies on"),
    "agreed": _("Who accepted it, and when"),
    "evidence": _("How this is known"),
    "effect": _("What it does while it is open"),
    "value": _("What it is worth"),
    "statutory": _("Owed by law"),
    "roles": _("Who may give it"),
    "metrics": _("For what"),
    "never-when": _("When it must not be given"),
    "limits": _("How much in all"),
    "expectations": _("What customers expect"),
    "faq": _("Questions and answers"),
    "legs": _("Teams in turn"),
    "values": _("What customers may value"),
    "desired": _("Ideal"),
    "adequate": _("Acceptable"),
    "silence": _("How long they bear hearing nothing"),
    "sources": _("Where it comes from"),
    "stated": _("When they say it"),
    "question": _("Question"),
    "answer": _("Answer"),
    "does": _("What the team does"),
    "price": _("Price"),
    "features": _("What it has"),
    "benefits": _("What customers gain by it"),
    "serves": _("What customers value in it"),
    "specifications": _("Measures"),
    "components": _("What the price is made of"),
    "fees": _("What may come on top"),
    "payment": _("How and when it is paid"),
    "claims": _("What they promise"),
    "seen": _("Seen on"),
    "expires": _("Counts until"),
    "code": _("Which issue"),
    "reason": _("Why"),
    "until": _("Until"),
    "asks": _("The question"),
    "ours": _("What we keep until then"),
    "theirs": _("What customers do until then"),
    "options": _("What customers can choose between"),
    "role": _("Who is about to say it"),
    "decision": _("The verdict is"),
    "stop": _("What stops a draft"),
    "quiet-hours": _("Hours in which nothing is sent"),
    "warn": _("When whoever looks after a promise is warned"),
    "remind": _("When they are reminded of the next update"),
    "odds-below": _("They are warned when the likelihood falls below"),
    "at-most": _("The most that one customer gets"),
    "customers": _("What customers are told of by themselves"),
    "texts": _("What colleagues read"),
    "customer-texts": _("What customers read"),
}

#: What a key is called at one place, where that differs.
LABELS_AT: Mapping[str, Words] = {
    "teams.*.about": _("What the team does"),
    "stages.*.about": _("What happens in it"),
    "metrics.*.about": _("In a sentence"),
    "metrics.*.of": _("What it is a share of"),
    "competitors.*.about": _("What they offer"),
    "questions.*.about": _("What the answer tells us about"),
    "questions.*.when": _("In which stages it is asked"),
    "waivers.*.about": _("What it is about"),
    "amends.*.when": _("When it may be given"),
    "amends.*.says": _("What is given, in words for customers"),
    "authority.*.says": _("What for"),
    "authority.*.roles": _("Who may"),
    "authority.*.term": _("The tightest they may promise"),
    "authority.*.limits": _("How often in all"),
    "offers.*.says": _("In a sentence"),
    "offers.*.limits": _("Up to where it goes"),
    "offers.*.price.from": _("From"),
    "causes.*.says": _("The cause in plain words"),
    "policies.*.channels": _("By which ways"),
    "touchpoints.*.expectations.*.says": _("In a customer's words"),
    "competitors.*.claims.*.says": _("In their words"),
    "milestones.*.stage": _("The stage that it closes"),
}

#: The two columns of a mapping.
COLUMNS: Mapping[str, tuple[Words, Words]] = {
    "facets": (_("What"), _("Its values")),
    "exceptions": (_("Date"), _("Open")),
    "channels": (_("Channel"), _("How often")),
    "agreed": (_("Team"), _("Accepted on")),
    "specifications": (_("Measure"), _("How much")),
    "components": (_("Part"), _("Price")),
    "fees": (_("What for"), _("Price")),
    "texts": (_("When"), _("Words")),
    "customer-texts": (_("When"), _("Words")),
}

#: One of several parts, and what adds one.
ROWS: Mapping[str, tuple[Words, Words]] = {
    "expectations": (_("Expectation"), _("Add an expectation")),
    "faq": (_("Question"), _("Add a question")),
    "legs": (_("Team"), _("Add a team")),
    "claims": (_("Promise"), _("Add a promise")),
    "facets": (pgettext_lazy("of a list", "Line"), _("Add a line")),
    "exceptions": (_("Date"), _("Add a date")),
    "channels": (_("Channel"), _("Add a channel")),
    "agreed": (_("Team"), _("Add a team")),
    "specifications": (_("Measure"), _("Add a measure")),
    "components": (_("Part"), _("Add a part")),
    "fees": (_("Fee"), _("Add a fee")),
    "texts": (_("Words"), _("Add words")),
    "customer-texts": (_("Words"), _("Add words")),
}

HELP: Mapping[str, Words] = {
    "term": _("Such as: within 4 business hours in 95 % of cases."),
    "updates": _("Such as: every 2 business days."),
    "hours": _("Such as: Mo-Fr 09:00-17:30."),
    "timezone": _("Such as: Europe/Berlin."),
    "holidays": _("A country, or a part of one: DE, DE-BE."),
    "exceptions": _("Such as: 09:00-12:00, or closed. They beat hours and holidays."),
    "facets": _("Such as: plan, with the values basic and pro, one in a line."),
    "scope": _("Nothing chosen means everybody."),
    "channels": _("Such as: 3 per month."),
    "rank": _("1 wins over 2."),
    "value": _("Such as: EUR 20, or at most EUR 150."),
    "limits": _("One in a line. Such as: EUR 60 per customer per year."),
    "where": _("A page, a place, a contract."),
    "expectations": _("Levels such as: within 1 hour, or within 2 business days."),
    "legs": _("In their order. Service levels such as: within 1 business day."),
    "claims": _("Service levels such as: within 24 hours."),
    "price": _("Sums such as: EUR 129."),
    "code": _("Its code, such as: TR201."),
    "quiet-hours": _("Such as: 21:00-07:00, by the reader's clock."),
    "warn": _("One in a line. Such as: 75 %, for so much of its time; or 2 business hours."),
    "remind": _("In the same way."),
    "odds-below": _("Such as: 50 %."),
    "at-most": _("Such as: 1 per 2 days."),
    "texts": _("Such as: {what} for {whom} is late."),
    "customer-texts": _("Such as: Now it is {due}."),
}

#: What helps at one place, where that differs.
HELP_AT: Mapping[str, Words] = {
    "authority.*.limits": _("One in a line. Such as: 20 per agent per month."),
    "offers.*.limits": _("One in a line."),
    "waivers.*.about": _("Short names, one in a line."),
    "policies.*.channels": _("One in a line. Empty means everywhere."),
    "touchpoints.*.where": _("A place, a screen."),
    "chains.*.legs.*.term": "",
    "competitors.*.claims.*.term": "",
    "competitors.*.claims.*.where": "",
}

#: What choices are called; a choice that is not here is called as it stands.
CHOICES: Mapping[str, Words] = {
    "guarantee": _("guarantee"),
    "estimate": _("estimate"),
    "aim": _("aim"),
    "duration": _("a length of time"),
    "share": _("a share of cases"),
    "money": _("money"),
    "count": _("how often"),
    "yes-no": _("yes or no"),
    "less": _("less"),
    "more": _("more"),
    "customer": _("the customer"),
    "person": _("a colleague"),
    "event": _("an event in a system"),
    "pauses": _("our clock stands still"),
    "starts": _("our clock starts when it is done"),
    "voids": _("without it we promise nothing"),
    "resumes": _("the clock runs on"),
    "restarts": _("a new promise begins"),
    "counts-all": _("all the time counts"),
    "apology": _("an apology"),
    "explanation": _("an explanation"),
    "correction": _("a correction"),
    "service": _("a service"),
    "goods": _("goods"),
    "credit": _("a credit"),
    "advise": _("advice"),
    "enforce": _("binding"),
    "backed": _("backed"),
    "tighter": _("tighter than what we keep"),
    "unlikely": _("unlikely to be kept"),
    "unbacked": _("backed by nothing"),
    "beyond-authority": _("more than they may promise"),
    "contradicted": _("contradicted"),
    "never-promise": _("never to be promised"),
}

#: What the choices of a key are called, where the same word means something else elsewhere.
CHOICES_OF: Mapping[str, Mapping[str, Words]] = {
    "roles": {
        "agent": _("agents"),
        "ai-agent": _("AI agents"),
        "account-manager": _("account managers"),
        "marketing": _("marketing"),
        "sales": _("sales"),
        "manager": _("managers"),
        "lead": _("leads"),
    },
    "notices": {
        "at-risk": _("a promise is at risk"),
        "broken": _("a promise is broken"),
        "update-due": _("an update is due"),
        "handed-over": _("something is handed over"),
        "date-changed": _("a date is changed"),
        "change-confirmed": _("the other side agrees to a date"),
        "change-declined": _("the other side declines a date"),
        "heard": _("the customer says something"),
        "duty-late": _("the customer is late with something"),
        "made": _("a promise is made"),
        "kept": _("a promise is kept"),
        "webhook-disabled": _("a webhook is turned off"),
        "worker-silent": _("the worker is silent"),
        "address-bounced": _("an address does not work"),
        "account": _("something about an account"),
    },
}
_OF = {"role": "roles", "customers": "notices", "texts": "notices", "customer-texts": "notices"}


def label_of(where: str) -> Words:
    """What a key is called; `where` is the key, or its place such as `offers.*.price.from`."""
    key = _key(where)
    return LABELS_AT.get(where) or LABELS.get(key, key.replace("-", " ").capitalize())


def help_of(where: str) -> Words:
    """What helps to fill a key; empty where nothing needs to be said."""
    return HELP_AT[where] if where in HELP_AT else HELP.get(_key(where), "")


def choice_text(where: str, value: str) -> Words:
    """What a choice is called at a place."""
    key = _key(where.removesuffix(".*").removesuffix(".~"))
    if key == "sources":
        return source_text(value)
    if key == "stated":
        return stated_text(value)
    own = CHOICES_OF.get(_OF.get(key, key), {})
    return own.get(value) or CHOICES.get(value, value.replace("-", " "))


def _key(where: str) -> str:
    return where.rpartition(".")[2]
