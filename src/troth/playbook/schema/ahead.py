"""How long ahead of a date somebody is warned: `75 %` of the time gone, or `2 business hours`."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from troth.playbook.schema.base import expect_text, refusal, shown
from troth.said import either, said
from troth.terms import Span, TermError, Within, parse
from troth.terms.content import SpanDuration

_SHARE = re.compile(r"([1-9][0-9]?) ?%")
_RIGHT = said("write for example {example}", example=either(("'75 %'", "'2 business hours'")))


@dataclass(frozen=True)
class Ahead:
    """A share of the time that is gone, or so long before the date."""

    #: 0 to 1, neither of them; None where a span is said.
    share: Fraction | None = None
    #: None where a share is said.
    span: Span | None = None

    def __str__(self) -> str:
        return str(self.span) if self.share is None else f"{self.share * 100} %"


def read_ahead(value: object) -> Ahead:
    """How long ahead, from its text; a refusal says what would be right."""
    if isinstance(value, Ahead):
        return value
    text = expect_text(value, "'75 %'")
    share = _SHARE.fullmatch(text)
    if share:
        return Ahead(share=Fraction(int(share[1]), 100))
    try:
        term = parse(f"within {text}")
    except TermError as error:
        raise refusal(error.wrong, _RIGHT) from None
    content = term.content
    if not isinstance(content, SpanDuration) or not isinstance(content, Within) or term.share:
        raise refusal(said("{found} is not a length of time", found=shown(text)), _RIGHT)
    return Ahead(span=content.span)


#: How long ahead.
AheadText = Annotated[
    Ahead,
    PlainValidator(read_ahead),
    WithJsonSchema({"type": "string", "examples": ["75 %", "2 business hours", "1 business day"]}),
]


def read_odds(value: object) -> Fraction:
    """Odds from their text; a refusal says what would be right."""
    if isinstance(value, Fraction):
        return value
    share = _SHARE.fullmatch(expect_text(value, "'50 %'"))
    if not share:
        raise refusal(
            said("{found} are no odds", found=shown(value)),
            said("write for example {example}", example="'50 %'"),
        )
    return Fraction(int(share[1]), 100)


#: The odds of keeping a promise, between 0 and 1.
OddsText = Annotated[
    Fraction, PlainValidator(read_odds), WithJsonSchema({"type": "string", "examples": ["50 %"]})
]

#: Where a playbook does not say: a promise is warned of that is more likely to break than not.
USUAL_ODDS = Fraction(1, 2)

#: Where a playbook does not say: three quarters of the time are gone, one is left to act in.
USUAL = (Ahead(share=Fraction(3, 4)),)
