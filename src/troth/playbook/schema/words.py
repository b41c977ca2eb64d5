"""The closed lists of the language, one enumeration each."""

from enum import StrEnum


class SettledBy(StrEnum):
    """Who or what says whether a promise was kept."""

    CUSTOMER = "customer"
    PERSON = "person"
    EVENT = "event"


class Reopening(StrEnum):
    """What reopening does to a promise that was kept."""

    #: The clock runs on from where it stopped; the time between does not count.
    RESUMES = "resumes"
    #: The outcome stands, and a new promise begins with a full term.
    RESTARTS = "restarts"
    #: It was not kept: the time between counts.
    COUNTS_ALL = "counts-all"


class Strength(StrEnum):
    """How firmly something is said."""

    GUARANTEE = "guarantee"
    ESTIMATE = "estimate"
    AIM = "aim"


class Source(StrEnum):
    """Where an expectation came from."""

    MARKETING = "marketing"
    SALES = "sales"
    POLICY = "policy"
    PAST_SERVICE = "past-service"
    COMPETITOR = "competitor"
    INDUSTRY = "industry"
    WORD_OF_MOUTH = "word-of-mouth"
    REVIEWS = "reviews"
    OTHER_BUSINESS = "other-business"
    LIFE_EVENT = "life-event"
    PERSONAL_NEED = "personal-need"
    NOBODY_TOLD_THEM = "nobody-told-them"


class Stated(StrEnum):
    """When customers say an expectation."""

    BEFORE = "before"
    AT_THE_BREAK = "at-the-break"
    NEVER = "never"


class Effect(StrEnum):
    """What an open duty of the customer does to the promise that needs it."""

    #: The promise's clock stands still until the duty is done.
    PAUSES = "pauses"
    #: The promise's clock starts when the duty is done.
    STARTS = "starts"
    #: Without the duty there is no promise.
    VOIDS = "voids"


class AmendsKind(StrEnum):
    """What is given when a promise breaks; the first four need no money."""

    APOLOGY = "apology"
    EXPLANATION = "explanation"
    CORRECTION = "correction"
    SERVICE = "service"
    GOODS = "goods"
    CREDIT = "credit"
    MONEY = "money"


class Role(StrEnum):
    """In whose name somebody promises or gives."""

    AGENT = "agent"
    AI_AGENT = "ai-agent"
    ACCOUNT_MANAGER = "account-manager"
    MARKETING = "marketing"
    SALES = "sales"
    MANAGER = "manager"
    LEAD = "lead"


class Force(StrEnum):
    """Whether a verdict on a draft is advice or binding."""

    ADVISE = "advise"
    ENFORCE = "enforce"


class VerdictKind(StrEnum):
    """What can be said about a promise found in a draft."""

    BACKED = "backed"
    TIGHTER = "tighter"
    UNLIKELY = "unlikely"
    UNBACKED = "unbacked"
    BEYOND_AUTHORITY = "beyond-authority"
    CONTRADICTED = "contradicted"
    NEVER_PROMISE = "never-promise"


class NoticeKind(StrEnum):
    """What somebody is told of."""

    AT_RISK = "at-risk"
    BROKEN = "broken"
    UPDATE_DUE = "update-due"
    HANDED_OVER = "handed-over"
    DATE_CHANGED = "date-changed"
    CHANGE_CONFIRMED = "change-confirmed"
    CHANGE_DECLINED = "change-declined"
    HEARD = "heard"
    DUTY_LATE = "duty-late"
    ASKED = "asked"
    PLAYBOOK_CHANGED = "playbook-changed"
    MADE = "made"
    KEPT = "kept"
    WEBHOOK_DISABLED = "webhook-disabled"
    WORKER_SILENT = "worker-silent"
    ADDRESS_BOUNCED = "address-bounced"
    ACCOUNT = "account"


class CustomerNotice(StrEnum):
    """What a customer can be told of."""

    MADE = "made"
    DATE_CHANGED = "date-changed"
    BROKEN = "broken"
    KEPT = "kept"
