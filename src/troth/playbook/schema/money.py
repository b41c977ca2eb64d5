"""Money as amends, limits and prices say it: `EUR 49.50`, `at most EUR 150 per customer`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from troth.authority import PARTIES, PERIODS
from troth.playbook.schema.base import expect_text, refusal, shown
from troth.said import either, said

_SHAPE = re.compile(
    r"(?P<most>at most )?(?P<currency>[A-Z]{3}) (?P<amount>[0-9]{1,12}(\.[0-9]{1,4})?)"
    r"(?P<pers>( per [a-z-]+)*)"
)
_EXAMPLE = either(("'EUR 20'", "'at most EUR 150'", "'EUR 60 per customer per year'"))


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount, perhaps a ceiling, perhaps for each party and each period."""

    #: ISO 4217, such as EUR.
    currency: str
    amount: Decimal
    at_most: bool = False
    #: One of `PARTIES`.
    party: str | None = None
    #: One of `PERIODS`.
    period: str | None = None

    def __str__(self) -> str:
        most = "at most " if self.at_most else ""
        pers = "".join(f" per {word}" for word in (self.party, self.period) if word)
        return f"{most}{self.currency} {self.amount}{pers}"


def read_money(value: object) -> Money:
    """Money from its text; a refusal says what would be right."""
    if isinstance(value, Money):
        return value
    text = expect_text(value, _EXAMPLE)
    shape = _SHAPE.fullmatch(text)
    if not shape:
        raise refusal(
            said("{found} is not an amount of money", found=shown(text)),
            said("write for example {example}", example=_EXAMPLE),
        )
    party, period = _party_and_period(text, shape["pers"].split(" per ")[1:])
    return Money(
        currency=shape["currency"],
        amount=Decimal(shape["amount"]),
        at_most=bool(shape["most"]),
        party=party,
        period=period,
    )


def _party_and_period(text: str, words: list[str]) -> tuple[str | None, str | None]:
    party = words.pop(0) if words and words[0] in PARTIES else None
    period = words.pop(0) if words and words[0] in PERIODS else None
    if words:
        raise refusal(
            said("'per {word}' does not fit in {found}", word=words[0], found=shown(text)),
            said(
                "write first a party ({parties}), then a period ({periods})",
                parties=", ".join(PARTIES),
                periods=", ".join(PERIODS),
            ),
            text.index(f"per {words[0]}") + 1,
        )
    return party, period


def _read_price(value: object) -> Money:
    money = read_money(value)
    if money.at_most or money.party:
        raise refusal(
            said("'{found}' is not a price", found=str(money)),
            said("write for example {example}", example=either(("'EUR 49'", "'EUR 49 per month'"))),
        )
    return money


#: What is given, or the most that may be.
Amount = Annotated[
    Money,
    PlainValidator(read_money),
    WithJsonSchema(
        {
            "type": "string",
            "examples": ["EUR 20", "at most EUR 150", "EUR 60 per customer per year"],
        }
    ),
]

#: What is paid, perhaps for each period.
Price = Annotated[
    Money,
    PlainValidator(_read_price),
    WithJsonSchema({"type": "string", "examples": ["EUR 129", "EUR 49 per month"]}),
]
