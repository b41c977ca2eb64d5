"""The words that a promise is described with."""

from enum import StrEnum


class Kind(StrEnum):
    """What is promised."""

    RESPONSE = "response"
    RESOLUTION = "resolution"
    DELIVERY = "delivery"
    REFUND = "refund_or_compensation"
    AVAILABILITY = "availability"
    PRICE = "price"
    QUALITY = "quality_or_performance"
    ACTION = "action"
    OUTCOME = "outcome"


class Strength(StrEnum):
    """How firmly it is said."""

    FIRM = "firm"
    SOFT = "soft"
    CONDITIONAL = "conditional"


class Promiser(StrEnum):
    """Who will have to keep it."""

    COMPANY = "company"
    THIRD_PARTY = "third_party"
